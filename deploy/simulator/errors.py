"""What the Bot API answers when it refuses."""

from __future__ import annotations


class BotApiError(Exception):
    """A refusal with Telegram's own code and wording."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_answer(self) -> dict[str, object]:
        """Give the JSON body Telegram sends."""
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


class PersonError(Exception):
    """A refusal on the person's side: an HTTP status and a sentence in Indonesian."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def bad_request(what: str) -> BotApiError:
    """Make the 400 that says *what* is wrong."""
    return BotApiError(400, f"Bad Request: {what}")


def blocked() -> BotApiError:
    """Make the 403 of a chat whose person blocked the bot."""
    return BotApiError(403, "Forbidden: bot was blocked by the user")


def too_many(retry_after: int) -> BotApiError:
    """Make the 429 that asks to wait."""
    return BotApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)

"""What Telegram's refusals mean for a push: wait, try again, give up on it, or on the chat.

Codes are our own constants. Telegram's texts are dropped here: they can hold chat ids.
"""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)


@dataclass(frozen=True, slots=True)
class TryLater:
    """It may work later; `wait` is what Telegram asked for, if it did."""

    code: str
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ChatGone:
    """The person blocked the bot, or the account is no more."""

    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message as it is."""

    code: str


Outcome = TryLater | ChatGone | Refused

_GONE_WORDS = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


def classify(error: TelegramError) -> Outcome:  # noqa: PLR0911 (one line for each of Telegram's answers)
    """Say what an error means for the push that met it."""
    match error:
        case RetryAfter():
            asked = error.retry_after
            return TryLater("flood", asked if isinstance(asked, timedelta) else timedelta(seconds=asked))
        case Forbidden():
            return ChatGone("blocked")
        case BadRequest() if any(words in error.message.lower() for words in _GONE_WORDS):
            return ChatGone("chat_not_found")
        case BadRequest() | ChatMigrated():
            return Refused("bad_request")
        case TimedOut():
            return TryLater("timeout")
        case InvalidToken():
            return TryLater("token_refused")
        case Conflict():
            return TryLater("conflict")
        case NetworkError():
            return TryLater("network")
        case _:
            return TryLater("telegram")

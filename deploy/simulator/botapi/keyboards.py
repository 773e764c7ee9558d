"""Keyboards under and beside messages, checked as Telegram checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deploy.simulator.errors import bad_request
from deploy.simulator.limits import BUTTONS, CALLBACK_DATA_BYTES, COPIED_LENGTH

if TYPE_CHECKING:
    from deploy.simulator.storage import Json

_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)
_OTHER = ("keyboard", "remove_keyboard", "force_reply")


def read_markup(markup: Json | None) -> tuple[Json | None, Json | None]:
    """Split a reply_markup: the inline keyboard of the message, and what changes the chat's."""
    if not markup:
        return None, None
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard", _check_inline)
        return ({"inline_keyboard": rows} if rows else None), None
    if not any(name in markup for name in _OTHER):
        raise bad_request("object expected as reply markup")
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", _check_reply)
        return None, {**markup, "keyboard": rows}
    return None, markup


def only_inline(markup: Json | None) -> Json | None:
    """Read the markup of an edit, where only an inline keyboard may stand."""
    inline, other = read_markup(markup)
    if other is not None:
        raise bad_request("inline keyboard expected")
    return inline


def _rows(rows: object, name: str, check: Any) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name.replace(" ", "_")}" of the {name} must be an Array')
    checked: list[list[Json]] = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f"{name} button row must be an Array of buttons")
        if buttons := [check(button) for button in row]:
            checked.append(buttons)
    if sum(len(row) for row in checked) > BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return checked


def _copied(button: object) -> str:
    if not isinstance(button, dict):
        raise bad_request('can\'t parse inline keyboard button: Field "copy_text" must be of type Object')
    return str(button.get("text") or "")


def _check_reply(button: object) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse keyboard button: Keyboard button text must be non-empty")
    return button


def _check_inline(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: Inline button must be an Object")
    if not str(button.get("text") or "").strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    if not any(button.get(action) is not None for action in _ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(_copied(copied)) <= COPIED_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    url = button.get("url")
    if url is not None and "." not in str(url) and ":" not in str(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button

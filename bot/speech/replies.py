"""What the bot answers with, before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

ROW: Final = 3
NARROW: Final = 14
MIDDLE: Final = 22


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: what it says and what pressing it sends."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """A message, in Telegram's HTML, with buttons under it."""

    text: str
    rows: Rows = ()
    contact_button: str = ""
    """Offer the person's own number with one press, by a keyboard under the text field."""
    hide_keyboard: bool = False
    choices: tuple[str, ...] | None = None
    """What typed numbers choose from, where that is something else than the buttons."""

    def markup(self) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        """Build the keyboard."""
        if self.contact_button:
            button = KeyboardButton(text=self.contact_button, request_contact=True)
            return ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)
        if self.hide_keyboard:
            return ReplyKeyboardRemove(remove_keyboard=True)
        return inline(self.rows) if self.rows else None


@dataclass(frozen=True, slots=True)
class Toast:
    """The short word that ends a button's waiting sign."""

    press_id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DropButtons:
    """Take the buttons off one of our messages."""

    message_id: int


@dataclass(frozen=True, slots=True)
class SendFile:
    """Hand a file over."""

    name: str
    content: bytes = field(repr=False)
    medium: str = "document"
    """`photo`, `video`, `audio` or `document`: what Telegram refuses as the others goes as this last."""
    caption: str = ""
    """In Telegram's HTML."""
    refused: str = ""
    """What to say where Telegram takes it in no way, in HTML."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Delete the last messages of the chat, as far as Telegram lets us."""

    up_to: int


Out = Say | Toast | DropButtons | SendFile | Sweep


def inline(rows: Rows) -> InlineKeyboardMarkup:
    """Build an inline keyboard."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=each.label, callback_data=each.data) for each in row] for row in rows
        ]
    )


def packed(buttons: Sequence[Button]) -> Rows:
    """Lay buttons out in rows: never more than three beside each other, long ones alone."""
    rows: list[tuple[Button, ...]] = []
    row: list[Button] = []
    for button in buttons:
        if row and len(row) >= _room([*row, button]):
            rows.append(tuple(row))
            row = []
        row.append(button)
    if row:
        rows.append(tuple(row))
    return tuple(rows)


def _room(row: Sequence[Button]) -> int:
    longest = max(len(button.label) for button in row)
    if longest <= NARROW:
        return ROW
    return 2 if longest <= MIDDLE else 1

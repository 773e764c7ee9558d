"""What the bot answers with, before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from core.privacy.spool import Spool

ROW: Final = 3
NARROW: Final = 14
MIDDLE: Final = 22


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: what it says and what pressing it sends."""

    label: str
    data: str = ""
    copies: str = ""
    """What pressing it puts into the person's clipboard instead; we hear nothing of it."""


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
    shows: tuple[str, ...] = ()
    """Marks of the tracking IDs that are read in it."""

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
class TakeBack:
    """Delete the messages in which a tracking ID is read; where that is too late, take the button off."""

    marks: tuple[str, ...]
    message_id: int | None = None
    """The message with the button that was pressed."""


@dataclass(frozen=True, slots=True)
class ButtonsOff:
    """Take the buttons off a push whose question is being answered."""

    message_id: int


@dataclass(frozen=True, slots=True)
class SendFile:
    """Hand a file over."""

    name: str
    content: Spool = field(repr=False)
    """Closed once it is handed over."""
    medium: str = "document"
    """`photo`, `video`, `audio` or `document`: what Telegram refuses as the others goes as this last."""
    caption: str = ""
    """In Telegram's HTML."""
    refused: str = ""
    """What to say where Telegram takes it in no way, in HTML."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Say a last word, and delete every message before it, as far as Telegram lets us.

    Only Telegram knows which message of a chat is the newest: it is the one before what we say now.
    """

    last: Say


Out = Say | Toast | TakeBack | ButtonsOff | SendFile | Sweep


def inline(rows: Rows) -> InlineKeyboardMarkup:
    """Build an inline keyboard."""
    return InlineKeyboardMarkup(inline_keyboard=[[_inline_button(each) for each in row] for row in rows])


def _inline_button(button: Button) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(text=button.label, copy_text=CopyTextButton(text=button.copies))
    return InlineKeyboardButton(text=button.label, callback_data=button.data)


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

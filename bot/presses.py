"""What pressing a button sends back. Each names what it belongs to, so an old one is noticed."""

from typing import Final

from aiogram.filters.callback_data import CallbackData
from pydantic import ValidationError


class DraftPress(CallbackData, prefix="d"):
    """A button of one step of one draft."""

    draft: str
    step: str
    do: str
    value: str = ""


DROP: Final = "drop"
"""Begins what a menu button does where it first throws away answers that were written for a report."""


class MenuPress(CallbackData, prefix="m"):
    """A button that belongs to no report."""

    do: str


class KeptPress(CallbackData, prefix="k"):
    """*Sudah saya simpan*; `mark` tells which tracking ID."""

    mark: str


class ThreadPress(CallbackData, prefix="t"):
    """A button of one opened report; `mark` is a short hash of its tracking ID."""

    mark: str
    do: str
    value: str = ""


class ActPress(CallbackData, prefix="a"):
    """A button of an action being filled in."""

    act: str
    at: int
    do: str
    value: str = ""


class OpenPress(CallbackData, prefix="open"):
    """The button under a push, and of a line of *Laporan saya*."""

    link: str


class OpenToActPress(CallbackData, prefix="opa"):
    """A button under a push that asks something: opens its report, and begins to answer."""

    link: str
    act: str


class StoryPress(CallbackData, prefix="s"):
    """A button under what was understood of a story."""

    do: str
    value: str = ""


Press = DraftPress | MenuPress | KeptPress | ThreadPress | ActPress | OpenPress | OpenToActPress | StoryPress
_KINDS: Final[tuple[type[Press], ...]] = (
    *(DraftPress, MenuPress, KeptPress, ThreadPress),
    *(ActPress, OpenPress, OpenToActPress, StoryPress),
)


def read_press(data: str | None) -> Press | None:
    """Read what a button sent; None where it is none of ours."""
    for kind in _KINDS:
        if data and data.startswith(f"{kind.__prefix__}:"):
            try:
                return kind.unpack(data)
            except (TypeError, ValueError, ValidationError):
                return None
    return None

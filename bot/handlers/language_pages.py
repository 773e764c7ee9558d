"""The pages of the language the bot speaks: the list to choose from, and an offer."""

from dataclasses import dataclass
from typing import Final

from bot.page import Page
from bot.presses import MenuPress
from bot.speech.replies import Button, Out, Say, packed
from bot.texts import language as texts
from bot.turn import Turn
from core.languages import NAMES, language_of, speaking

SPEAK: Final = "speak-"
"""Begins what a button does that chooses a language."""


@dataclass(frozen=True, slots=True)
class LanguagePage(Page):
    """The languages, each by its own name."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Ask. Numbers mean what they meant: a question may be waiting for one."""
        return (Say(texts.CHOOSE, packed([_button(code, name) for code, name in NAMES.items()]), choices=()),)


def offer_of(code: str) -> Say:
    """Offer a language, in that language."""
    with speaking(language_of(code)):
        return Say(texts.OFFER, ((_button(code, texts.OFFER_YES),),))


def _button(code: str, label: str) -> Button:
    return Button(label, MenuPress(do=f"{SPEAK}{code}").pack())

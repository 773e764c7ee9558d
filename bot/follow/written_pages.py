"""What a reporter is told of their voice: whether it may be written down, and what was written."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from bot.conversation.danger_pages import heard_beside
from bot.presses import MenuPress
from bot.speech.replies import Button, Say
from bot.speech.splitting import escape
from bot.texts import voice as texts
from core.stories.alarm import cries

VOICE: Final = "voice"
"""What the buttons about it begin with."""


def _button(label: str, do: str) -> Button:
    return Button(label, MenuPress(do=f"{VOICE}-{do}").pack())


def consent_question() -> Say:
    """Ask a protected reporter whether their voice may be written down."""
    return Say(texts.ASK, ((_button(texts.YES, "yes"), _button(texts.NO, "no")),))


def in_words(text: str, evidence_id: UUID, numbers: Sequence[str]) -> tuple[Say, ...]:
    """Show what was written down, as a draft; where danger is heard in it, the numbers come first."""
    if not text:
        return (Say(texts.NOT_WRITTEN),)
    shown = text if len(text) <= texts.SHOWN else f"{text[: texts.SHOWN]} …"
    fix = _button(texts.CORRECT, f"fix-{evidence_id.hex}")
    danger = (heard_beside(numbers),) if cries(text) else ()
    return (*danger, Say(texts.WRITTEN.format(text=escape(shown)), ((fix,),)))

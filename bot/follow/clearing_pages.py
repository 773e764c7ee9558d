"""The pages of clearing the chat: what would be lost is asked first; then what is left to do by hand."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.conversation.marks import mark_of
from bot.conversation.receipt_pages import copy_button, receipts_again
from bot.page import Page
from bot.presses import MenuPress
from bot.speech.replies import Button, Out, Say, Sweep
from bot.texts import follow as texts
from bot.turn import Turn

COPIED: Final = 5
"""So many numbers get a button that copies them."""


@dataclass(frozen=True, slots=True)
class ClearFirst(Page):
    """The numbers that go with the messages, and a draft: whether they may."""

    shows_numbers: ClassVar[bool] = True

    numbers: tuple[str, ...]
    seen: str
    """What an answer is about, as the buttons say it back."""
    loses_draft: bool

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same wherever we stand
        """Ask; typed numbers mean the answers, not the buttons that copy."""
        parts = [texts.CLEAR_ASK]
        if self.numbers:
            shown = "\n".join(f"<code>{number}</code>" for number in self.numbers)
            parts.append(texts.CLEAR_NUMBERS.format(numbers=shown))
        if self.loses_draft:
            parts.append(texts.CLEAR_DRAFT)
        answers = [(texts.CLEAR_ALL if self.numbers else texts.CLEAR_YES, f"clear-all-{self.seen}")]
        if self.numbers:
            answers.append((texts.CLEAR_KEEP, f"clear-keep-{self.seen}"))
        answers.append((texts.CANCEL, "menu"))
        parts.append("\n".join(f"{at}. {label}" for at, (label, _do) in enumerate(answers, start=1)))
        buttons = tuple(Button(label, MenuPress(do=do).pack()) for label, do in answers)
        copies = tuple((copy_button(number),) for number in self.numbers[:COPIED])
        return (
            Say(
                "\n\n".join(parts),
                (*copies, *((button,) for button in buttons)),
                choices=tuple(button.data for button in buttons),
                shows=tuple(mark_of(number) for number in self.numbers),
            ),
        )


@dataclass(frozen=True, slots=True)
class Cleared(Page):
    """The messages are deleted; a number that stays by wish is shown once more, alone."""

    shows_numbers: ClassVar[bool] = True

    unkept: tuple[str, ...]
    listed: bool
    """Reports stay in *Laporan saya* by wish."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for every report
        """Delete them and say so; typed numbers mean nothing that is gone."""
        opens = texts.CLEARED_LISTED if self.listed else texts.CLEARED_CLOSED
        words = f"{texts.CLEARED}\n\n{opens}\n\n{texts.CLEARED_REST}"
        return (Sweep(Say(words)), *receipts_again(self.unkept))

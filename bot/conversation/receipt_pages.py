"""The pages of a report that was sent: its receipt, and the tracking ID until it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.conversation.marks import mark_of
from bot.memory.state import Mode
from bot.page import Page
from bot.presses import KeptPress, ThreadPress
from bot.speech.replies import Button, Out, Rows, Say, TakeBack, packed
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.turn import Turn
from core.intake.schemas import Receipt
from core.languages import say
from core.offices.directory import OfficeEntry


@dataclass(frozen=True, slots=True)
class ReportSent(Page):
    """The report is received: who handles it and by when; last and alone its tracking ID."""

    receipt: Receipt
    named: OfficeEntry
    """The office the reporter named."""
    covert: bool
    """Whoever asked officers about it would show who wrote it: without a name, or whistleblowing."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the receipt says it all
        """Write both messages."""
        tracking_id = self.receipt.tracking_id
        rows = _next_rows(tracking_id)
        choices = tuple(button.data for row in rows for button in row)
        return (
            Say(_next(self.receipt, self.named, covert=self.covert), rows),
            Say(
                words.RECEIPT.format(tracking=tracking_id),
                _kept_rows(tracking_id),
                choices=choices,
                shows=(mark_of(tracking_id),),
            ),
        )


@dataclass(frozen=True, slots=True)
class TrackingKept(Page):
    """The reporter says that the tracking ID is kept."""

    mark: str
    """Which tracking ID."""
    message_id: int | None = None
    """The message with the button, where it was pressed."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for every report
        """Delete the messages with the number and say so."""
        return TakeBack((self.mark,), self.message_id), Say(words.RECEIPT_THANKS)


@dataclass(frozen=True, slots=True)
class WhichKept(Page):
    """The reporter says that a tracking ID is kept, and several are not yet."""

    shows_numbers: ClassVar[bool] = True

    unkept: tuple[str, ...]

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the numbers say it all
        """Ask which; a typed number picks it."""
        listed = [f"{at}. <code>{number}</code>" for at, number in enumerate(self.unkept, start=1)]
        buttons = [
            Button(words.KEPT_ONE.format(number=at), KeptPress(mark=mark_of(number)).pack())
            for at, number in enumerate(self.unkept, start=1)
        ]
        text = "\n".join([words.KEPT_WHICH, "", *listed])
        return (Say(text, packed(buttons), shows=tuple(mark_of(number) for number in self.unkept)),)


def with_receipts(turn: Turn, page: Page) -> Page:
    """Offer a tracking ID that was not kept yet ahead of the page, while nothing else is going on."""
    if turn.state.mode is not Mode.IDLE or page.shows_numbers:
        return page
    return page.preceded_by(*receipts_again(turn.state.unkept))


def receipts_again(unkept: Sequence[str], said: str = "") -> tuple[Say, ...]:
    """Write each tracking ID once more, until its reporter says it is kept; the latest first."""
    return tuple(
        Say(
            "\n\n".join(filter(None, (said, words.RECEIPT_AGAIN.format(tracking=tracking_id)))),
            _kept_rows(tracking_id),
            shows=(mark_of(tracking_id),),
        )
        for tracking_id in reversed(unkept)
    )


def _next(receipt: Receipt, named: OfficeEntry, *, covert: bool) -> str:
    """Say that it is received, who handles it and by when.

    The agenda number is for asking officers, so nobody is offered it who would be known by asking.

    Why an office above handles it is said as one reason that is true of all: whether somebody is missing
    there or named in the report is nobody's business but theirs.
    """
    where = words.NEXT_OFFICE if covert else words.NEXT_AGENDA
    told = where.format(agenda=escape(receipt.agenda_number), office=escape(receipt.office_name))
    body = words.NEXT_BODY.format(due=escape(say(receipt.due_text)))
    lines = [words.RECEIVED, "", words.NEXT, told]
    if receipt.office_name != named.short_name:
        office, asked = escape(receipt.office_name), escape(named.name)
        lines.append(words.NEXT_ELSEWHERE.format(office=office, named=asked))
    if covert:
        lines.append(words.NEXT_HERE)
    return "\n".join([*lines, "", body])


def _next_rows(tracking_id: str) -> Rows:
    """Offer what can be done with a report that was just sent."""
    mark = mark_of(tracking_id)

    def thread(label: str, do: str) -> Button:
        return Button(label, ThreadPress(mark=mark, do=do).pack())

    return (
        (thread(words.SEE_STATUS, "status"), thread(words.ADD_INFORMATION, "add")),
        (thread(words.WHY_DUE, "why"),),
        (thread(words.SET_PUSH, "push"), thread(words.SWEEP, "sweep")),
    )


def copy_button(tracking_id: str) -> Button:
    """Make the button that copies a tracking ID."""
    return Button(words.RECEIPT_COPY, copies=tracking_id)


def _kept_rows(tracking_id: str) -> Rows:
    return (
        (copy_button(tracking_id),),
        (Button(words.RECEIPT_KEPT, KeptPress(mark=mark_of(tracking_id)).pack()),),
    )

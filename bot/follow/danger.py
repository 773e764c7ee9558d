"""*Saya terancam*: the numbers at once, and one press that sends (002 BAB V.A.2).

"In danger now: yes" is carried out at that very press. What there is goes along: the open report, the draft
as it stands, the words in which the person cried for help; where there is nothing, a request without a name.
"""

import asyncio
import secrets
from typing import Final
from uuid import UUID

from aiogram.exceptions import TelegramAPIError

from bot.conversation.danger_pages import numbers_in_words, sent_at_once
from bot.conversation.files import keep_files
from bot.conversation.receipt_pages import ReportSent
from bot.conversation.submission import send_in_danger
from bot.follow.action import begin_action
from bot.follow.danger_pages import WANTED, About, DangerPage
from bot.follow.questions import next_open
from bot.follow.report_pages import StatusPage
from bot.follow.tracking import ask_tracking, opened
from bot.follow.unsent import page_of, pause_action
from bot.incoming import Incoming
from bot.memory.state import Draft, Mode
from bot.page import Page
from bot.presses import MenuPress
from bot.texts import danger as texts
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.states import Element, Track
from core.clock import now
from core.errors import UnavailableError
from core.evidence.schemas import StowedFile
from core.privacy.tracking import TrackingId, new_tracking_id
from core.stories.alarm import despairs

_PATIENCE: Final = 20.0
"""Seconds that a cry for help waits for its recording."""


async def danger_page(turn: Turn, cry: str = "") -> DangerPage:
    """Show the numbers and ask; `cry` are the words that were heard, and go along with the press."""
    shown = MenuPress(do="danger-draft").pack()  # asked about this draft a moment ago, and not answered yet
    writing = turn.state.draft is not None and (turn.state.mode is Mode.DRAFT or turn.menu[:1] == [shown])
    pause_action(turn)
    turn.state.cry = cry or turn.state.cry
    if writing:
        return DangerPage(About.DRAFT, await numbers_for(turn, turn.draft.office_id, cry))
    if turn.opened is not None:
        return DangerPage(About.REPORT, await numbers_for(turn, turn.opened.office_id, cry))
    async with turn.services.desk() as desk:
        kept = await desk.my_reports(turn.chat_id)
    return DangerPage(About.WHICH if kept else About.NEW, await numbers_for(turn, None, cry), kept)


async def numbers_for(turn: Turn, office_id: int | None, said: str = "") -> tuple[str, ...]:
    """Return the emergency numbers that an office names, or one above it; empty where none does.

    Where what was said sounds like despair, first the number of those who listen.
    """
    own = (await turn.services.directory()).emergency_numbers(office_id)
    return (texts.DESPAIR, *(own or texts.NUMBERS)) if despairs(said) else own


async def press_danger(turn: Turn, do: str) -> Page | None:
    """Carry out a button about danger: `danger`, `danger-report`, `danger-of-…`; None where there is none."""
    name, _, link = do.removeprefix(WANTED).removeprefix("-").partition("-")
    if name == "of":
        return await _send_of(turn, link)
    if name == "track":
        turn.state.wants = WANTED
        return ask_tracking(turn)
    if name == "new" or (name == "draft" and turn.state.draft is not None):
        return await _send_draft(turn, _nothing_but_danger() if name == "new" else turn.draft)
    if name in {"report", "tell"} and turn.opened is not None:
        tracking_id = TrackingId(turn.opened.tracking_id)
        return await (_tell(turn) if name == "tell" else _send(turn, tracking_id))
    # What the button was about is no longer here: ask anew rather than do nothing.
    return await danger_page(turn) if name in {"", "report", "draft", "tell"} else None


async def _send(turn: Turn, tracking_id: TrackingId) -> StatusPage:
    pause_action(turn)
    files = await _recordings(turn, "threat")
    values = {"urgent": True, "threat": _said(turn)}
    async with turn.services.desk() as desk:
        view = await desk.act(tracking_id, Action.REQUEST_PROTECTION, values, tuple(files))
    opened(turn, tracking_id, view)
    if files:
        turn.services.write_down_later(turn.chat_id, tracking_id)
    numbers = numbers_in_words(await numbers_for(turn, view.office_id))
    return StatusPage(view, f"{numbers}\n\n{texts.SENT}")


async def _send_of(turn: Turn, link: str) -> Page:
    """Send for a report kept in this chat."""
    try:
        link_id = UUID(hex=link)
    except ValueError:
        return await danger_page(turn)
    async with turn.services.desk() as desk:
        tracking_id = await desk.tracking_kept(link_id, turn.chat_id)
    return await danger_page(turn) if tracking_id is None else await _send(turn, tracking_id)


async def _send_draft(turn: Turn, draft: Draft) -> ReportSent:
    pause_action(turn)
    files = await _recordings(turn, Element.WHAT.value)
    sent = draft.model_copy(update={"evidence": [*draft.evidence, *files]})
    page = await send_in_danger(turn, sent, told=_said(turn))
    return page.preceded_by(sent_at_once(await numbers_for(turn, page.named.id)))


async def _tell(turn: Turn) -> Page:
    """Ask what the threat is; of danger the person was asked already, and their cry is its first answer."""
    files = await _recordings(turn, "threat")
    cry, turn.state.cry = turn.state.cry, ""
    page = await begin_action(turn, Action.REQUEST_PROTECTION)
    acting = turn.opened.acting if turn.opened else None
    if turn.state.mode is not Mode.ACTING or acting is None or acting.action != Action.REQUEST_PROTECTION:
        return page
    acting.passed = list(dict.fromkeys([*acting.passed, "urgent"]))
    if cry and "threat" not in acting.values:
        acting.values["threat"] = cry
        acting.passed.append("threat")
        acting.files.extend(files)
    acting.at = next_open(acting)
    return page_of(acting)


async def _recordings(turn: Turn, answers: str) -> list[StowedFile]:
    """Keep what was cried by voice, to go along; what cannot be fetched at once holds nothing up."""
    if turn.story is None or not turn.state.cry or not turn.story.is_spoken:
        return []
    cried = Incoming(message_id=0, attachments=tuple(file for file in turn.story.files if file.spoken))
    try:
        async with asyncio.timeout(_PATIENCE):
            return (await keep_files(turn, cried, 0, answers=answers)).files
    except (TimeoutError, UnavailableError, TelegramAPIError):
        return []


def _said(turn: Turn) -> str:
    """Return the cry that was heard, or the words of the button."""
    cry, turn.state.cry = turn.state.cry, ""
    if cry:
        turn.story = None  # it was told in these words, and goes along
    return cry or texts.PRESSED


def _nothing_but_danger() -> Draft:
    """Begin a report that says nothing yet: the Inspectorate alone reads it, and no name is kept."""
    return Draft(
        id=secrets.token_hex(4),
        tracking_id=new_tracking_id(),
        track=Track.WHISTLEBLOWING,
        started_at=now(),
        step="",
    )

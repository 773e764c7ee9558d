"""Opening a report: by its tracking ID, from *Laporan saya*, or from a push."""

from uuid import UUID

from bot.follow.danger_pages import WANTED, About, DangerPage
from bot.follow.report_pages import OpenedPage
from bot.follow.tracking_pages import GuessedTooOften, MyReports, ReportClosed, TrackingPage
from bot.follow.unsent import asks_first, pause_action
from bot.incoming import Incoming
from bot.memory.state import Mode, Opened
from bot.page import Page
from bot.presses import OpenPress
from bot.texts import follow as texts
from bot.turn import Turn
from core.errors import NotFoundError
from core.privacy.tracking import (
    TrackingId,
    TrackingIdError,
    TrackingIdFault,
    parse_tracking_id,
    tracking_id_in,
)
from core.reporter.schemas import ThreadView


def ask_tracking(turn: Turn, said: str = "", *, question: str = "") -> TrackingPage:
    """Ask for a tracking ID."""
    turn.state.mode = Mode.TRACKING
    return TrackingPage(said, question)


async def receive_tracking(turn: Turn, incoming: Incoming) -> Page:
    """Take a typed tracking ID; what is typed wrong is said, guesses are slowed down."""
    if not await turn.services.may_guess(turn.chat_id):
        turn.state.mode = Mode.IDLE
        return GuessedTooOften()
    try:
        tracking_id = tracking_id_in(incoming.text) or parse_tracking_id(incoming.text)
    except TrackingIdError as error:
        return ask_tracking(turn, _fault_words(error.fault, incoming.text))
    try:
        view = await look(turn, tracking_id)
    except NotFoundError:
        await turn.services.guessed_wrong(turn.chat_id)
        return ask_tracking(turn, texts.UNKNOWN_TRACKING)
    pause_action(turn)
    if _is_another(turn, tracking_id) and (first := asks_first(turn, "track")):
        return first
    opened(turn, tracking_id, view)
    if turn.state.wants == WANTED:
        turn.state.wants = ""
        directory = await turn.services.directory()
        return DangerPage(About.REPORT, directory.emergency_numbers(view.office_id))
    return OpenedPage(view)


def _is_another(turn: Turn, tracking_id: TrackingId) -> bool:
    return turn.opened is not None and turn.opened.tracking_id != tracking_id


def _fault_words(fault: TrackingIdFault, typed: str) -> str:
    match fault:
        case TrackingIdFault.LENGTH:
            length = sum(symbol.isalnum() for symbol in typed)
            return texts.WRONG_LENGTH.format(length=length)
        case TrackingIdFault.SYMBOL:
            return texts.WRONG_SYMBOL
        case TrackingIdFault.CHECK:
            return texts.WRONG_CHECK


async def look(turn: Turn, tracking_id: TrackingId) -> ThreadView:
    """Fetch the report as its reporter sees it."""
    async with turn.services.desk() as desk:
        return await desk.thread(tracking_id, language=turn.state.language)


def opened(turn: Turn, tracking_id: TrackingId, view: ThreadView) -> Opened:
    """Remember which report is open here, and return that; what was written to it stays known."""
    same = turn.opened if turn.opened and turn.opened.tracking_id == tracking_id else None
    turn.opened = now = same or Opened(tracking_id=tracking_id)
    now.link_id = view.link_id
    now.office_id = view.office_id
    return now


def close_report(turn: Turn) -> ReportClosed:
    """Forget here which report is open."""
    turn.opened = None
    return ReportClosed()


async def open_link(turn: Turn, pressed: OpenPress) -> Page:
    """Open the report of a push or of *Laporan saya*; ask for the ID where it is not kept."""
    try:
        link_id = UUID(hex=pressed.link)
    except ValueError:
        return ask_tracking(turn)
    async with turn.services.desk() as desk:
        tracking_id = await desk.tracking_kept(link_id, turn.chat_id)
    current = turn.opened
    if tracking_id is None and current is not None and current.link_id == link_id:
        tracking_id = TrackingId(current.tracking_id)
    if tracking_id is None:
        return ask_tracking(turn, question=texts.ASK_TRACKING_PUSH)
    pause_action(turn)
    if _is_another(turn, tracking_id) and (first := asks_first(turn, f"open-{pressed.link}")):
        return first
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    return OpenedPage(view)


async def my_reports(turn: Turn) -> MyReports:
    """List the reports linked to this chat."""
    turn.state.mode = Mode.IDLE
    async with turn.services.desk() as desk:
        return MyReports(await desk.my_reports(turn.chat_id))

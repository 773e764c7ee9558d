"""Opening a report: by its tracking ID, from *Laporan saya*, or from a push."""

from typing import Final
from uuid import UUID

from bot.follow.showing import show_everything
from bot.follow.unsent import asks_first, pause_action
from bot.incoming import Incoming
from bot.memory.state import Mode, Opened
from bot.presses import MenuPress, OpenPress
from bot.speech.replies import Button
from bot.speech.splitting import escape
from bot.texts import common
from bot.texts import follow as texts
from bot.texts.dates import short_moment
from bot.turn import Turn
from core.errors import NotFoundError
from core.privacy.tracking import TrackingId, TrackingIdError, TrackingIdFault, parse_tracking_id
from core.reporter.schemas import ThreadView

_CANCEL: Final = ((Button(texts.CANCEL, MenuPress(do="menu").pack()),),)
_TRACK: Final = ((Button(common.MENU_TRACK, MenuPress(do="track").pack()),),)


def ask_tracking(turn: Turn, before: str = "", *, question: str = "") -> None:
    """Ask for a tracking ID."""
    turn.state.mode = Mode.TRACKING
    turn.say("\n\n".join(filter(None, (before, question or texts.ASK_TRACKING))), _CANCEL)


async def receive_tracking(turn: Turn, incoming: Incoming) -> None:
    """Take a typed tracking ID; what is typed wrong is said, guesses are slowed down."""
    if not await turn.services.may_guess(turn.chat_id):
        turn.state.mode = Mode.IDLE
        turn.say(texts.GUESSED_TOO_OFTEN, _TRACK)
        return
    try:
        tracking_id = parse_tracking_id(incoming.text)
    except TrackingIdError as error:
        ask_tracking(turn, _fault_words(error.fault, incoming.text))
        return
    try:
        view = await look(turn, tracking_id)
    except NotFoundError:
        await turn.services.guessed_wrong(turn.chat_id)
        ask_tracking(turn, texts.UNKNOWN_TRACKING)
        return
    pause_action(turn)
    if _is_another(turn, tracking_id) and asks_first(turn, "track"):
        return
    opened(turn, tracking_id, view)
    show_everything(turn, view)


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
        return await desk.thread(tracking_id)


def opened(turn: Turn, tracking_id: TrackingId, view: ThreadView) -> None:
    """Remember which report is open here; what was written to it stays known."""
    same = turn.opened if turn.opened and turn.opened.tracking_id == tracking_id else None
    turn.opened = same or Opened(tracking_id=tracking_id)
    turn.opened.link_id = view.link_id


def close_report(turn: Turn) -> None:
    """Forget here which report is open."""
    turn.opened = None
    turn.offer([])
    turn.say(texts.CLOSED)


async def open_link(turn: Turn, pressed: OpenPress) -> None:
    """Open the report of a push or of *Laporan saya*; ask for the ID where it is not kept."""
    try:
        link_id = UUID(hex=pressed.link)
    except ValueError:
        ask_tracking(turn)
        return
    async with turn.services.desk() as desk:
        tracking_id = await desk.tracking_kept(link_id, turn.chat_id)
    current = turn.opened
    if tracking_id is None and current is not None and current.link_id == link_id:
        tracking_id = TrackingId(current.tracking_id)
    if tracking_id is None:
        ask_tracking(turn, question=texts.ASK_TRACKING_PUSH)
        return
    pause_action(turn)
    if _is_another(turn, tracking_id) and asks_first(turn, f"open-{pressed.link}"):
        return
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    show_everything(turn, view)


async def show_mine(turn: Turn) -> None:
    """List the reports linked to this chat."""
    turn.state.mode = Mode.IDLE
    async with turn.services.desk() as desk:
        reports = await desk.my_reports(turn.chat_id)
    if not reports:
        turn.say(texts.NO_REPORTS, _TRACK)
        return
    lines = [texts.MY_REPORTS, ""]
    buttons: list[Button] = []
    for number, report in enumerate(reports, start=1):
        news = f" · <b>{texts.UNREAD}</b>" if report.unread else ""
        lines.append(
            f"{number}. {escape(report.title)} – {escape(report.state_text)} "
            f"({short_moment(report.received_at, report.zone)}){news}"
        )
        title = report.title if len(report.title) <= 40 else f"{report.title[:39]}…"  # noqa: PLR2004
        buttons.append(Button(f"{number}. {title}", OpenPress(link=report.link_id.hex).pack()))
    turn.say("\n".join(lines), tuple((button,) for button in buttons[:20]))
    turn.offer([button.data for button in buttons])

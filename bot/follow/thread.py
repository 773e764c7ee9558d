"""Buttons of an open report."""

from uuid import UUID

from bot.conversation.marks import mark_of
from bot.follow.action import begin_action
from bot.follow.clearing import ask_to_clear
from bot.follow.danger import danger_page
from bot.follow.report_pages import (
    BodyPage,
    FilePage,
    StatusPage,
    ThreadPage,
    WhyPage,
)
from bot.follow.settings import push_page, set_push
from bot.follow.tracking import ask_tracking, close_report, look, opened
from bot.follow.unsent import asks_first, pause_action
from bot.page import Page, Words
from bot.presses import ThreadPress
from bot.texts import follow as texts
from bot.turn import Turn
from core.chain.actions import Action
from core.errors import NotFoundError
from core.privacy.tracking import TrackingId


async def press_thread(turn: Turn, pressed: ThreadPress) -> Page:
    """Carry out a button of the open report; one of another report opens nothing, but may clear the chat."""
    if pressed.do == "sweep":
        return await ask_to_clear(turn)
    current = turn.opened
    if current is None or mark_of(current.tracking_id) != pressed.mark:
        return ask_tracking(turn, texts.OPENED_EXPIRED)
    pause_action(turn)
    return await _do(turn, TrackingId(current.tracking_id), pressed)


async def _do(turn: Turn, tracking_id: TrackingId, pressed: ThreadPress) -> Page:
    match pressed.do:
        case "act" | "add":
            return await _act(turn, pressed.value if pressed.do == "act" else Action.ADD_INFORMATION)
        case "file":
            return await _hand_over(turn, tracking_id, pressed.value)
        case "close":
            return asks_first(turn, "close") or close_report(turn)
        case "mode" | "link" | "move" | "unlink":
            return await set_push(turn, tracking_id, pressed.do, pressed.value)
        case _:
            return await _show(turn, tracking_id, pressed)


async def _act(turn: Turn, action: str) -> Page:
    """Begin an action; whoever is threatened reads the numbers first."""
    if action == Action.REQUEST_PROTECTION:
        return await danger_page(turn)
    return await begin_action(turn, action)


async def _show(turn: Turn, tracking_id: TrackingId, pressed: ThreadPress) -> Page:
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    match pressed.do:
        case "thread":
            return ThreadPage(view, int(pressed.value[:4]) if pressed.value.isdecimal() else 0)
        case "body":
            return BodyPage(view)
        case "push":
            return await push_page(turn, tracking_id, view)
        case "why":
            return WhyPage(view)
        case _:
            return StatusPage(view)


async def _hand_over(turn: Turn, tracking_id: TrackingId, value: str) -> Page:
    try:
        async with turn.services.desk() as desk:
            file, original = await desk.file(tracking_id, UUID(hex=value))
        content = await original.spooled()
    except (ValueError, NotFoundError):
        return Words(texts.FILE_GONE)
    return FilePage(file, content)


async def status_again(turn: Turn, said: str = "") -> StatusPage:
    """Show the open report again."""
    if turn.opened is None:
        msg = "no report is open"
        raise RuntimeError(msg)
    return StatusPage(await look(turn, TrackingId(turn.opened.tracking_id)), said)

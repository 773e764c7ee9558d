"""When the reporter is told, and where: at once, daily, never; this chat, another, none."""

from bot.follow.report_pages import PushPage, StatusPage
from bot.follow.tracking import look, opened
from bot.page import Page
from bot.texts import follow as texts
from bot.turn import Turn
from core.languages import spoken
from core.privacy.tracking import TrackingId
from core.reporter.schemas import ThreadView
from core.reports.models import PushMode


async def set_push(turn: Turn, tracking_id: TrackingId, do: str, value: str) -> Page:
    """Change when or where to be told, and say so."""
    async with turn.services.desk() as desk:
        match do:
            case "mode" if value in texts.PUSH_MODES:
                await desk.set_push(tracking_id, PushMode(value))
                said = texts.PUSH_SET.format(mode=texts.PUSH_MODES[value])
            case "link" | "move":
                await desk.link(
                    tracking_id, turn.chat_id, keep_tracking=value == "keep", language=spoken().code
                )
                said = texts.MOVED if do == "move" else texts.LINKED
            case "unlink":
                await desk.unlink(tracking_id)
                said = texts.UNLINKED
            case _:
                said = ""
    view = await look(turn, tracking_id)
    open_now = opened(turn, tracking_id, view)
    if do != "mode":
        open_now.here = do != "unlink"
        return StatusPage(view, said)
    return await push_page(turn, tracking_id, view, said)


async def push_page(turn: Turn, tracking_id: TrackingId, view: ThreadView, said: str = "") -> PushPage:
    """Return the page of when and where to be told."""
    async with turn.services.desk() as desk:
        here = await desk.is_linked_to(tracking_id, turn.chat_id)
    if here is None and turn.opened is not None and turn.opened.here:
        here = True
    return PushPage(view, here, said)

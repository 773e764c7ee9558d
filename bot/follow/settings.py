"""When the reporter is told, and where: at once, daily, never; this chat, another, none."""

from bot.follow.opening import look, opened
from bot.follow.showing import show_status, thread_button
from bot.speech.replies import packed
from bot.texts import follow as texts
from bot.turn import Turn
from core.chain.states import IdentityMode
from core.privacy.tracking import TrackingId
from core.reporter.schemas import ThreadView
from core.reports.models import PushMode


def show_push(turn: Turn, view: ThreadView, before: str = "") -> None:
    """Show the choices."""
    back = thread_button(turn, texts.REFRESH, "status")
    if view.linked:
        text = texts.PUSH.format(now=texts.PUSH_MODES.get(view.push or "", "-"))
        modes = [thread_button(turn, label, "mode", mode) for mode, label in texts.PUSH_MODES.items()]
        rows = (*packed(modes), *packed([thread_button(turn, texts.UNLINK, "unlink"), back]))
    else:
        text = texts.PUSH_UNLINKED
        links = [thread_button(turn, texts.LINK, "link")]
        if view.identity_mode is not IdentityMode.ANONYMOUS:
            links.append(thread_button(turn, texts.LINK_KEEP, "link", "keep"))
        modes = links
        rows = (*packed(links), (back,))
    turn.say("\n\n".join(filter(None, (before, text, texts.NUMBERS))), rows)


async def set_push(turn: Turn, tracking_id: TrackingId, do: str, value: str) -> None:
    """Change when or where to be told, and say so."""
    async with turn.services.desk() as desk:
        match do:
            case "mode" if value in texts.PUSH_MODES:
                await desk.set_push(tracking_id, PushMode(value))
                said = texts.PUSH_SET.format(mode=texts.PUSH_MODES[value])
            case "link":
                await desk.link(tracking_id, turn.chat_id, keep_tracking=value == "keep")
                said = texts.LINKED
            case "unlink":
                await desk.unlink(tracking_id)
                said = texts.UNLINKED
            case _:
                said = ""
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    if do == "mode":
        show_push(turn, view, said)
    else:
        show_status(turn, view, said)

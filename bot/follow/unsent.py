"""An action left in the middle: its answers stay with the open report, and are never dropped unasked.

A command or a button may lead away at any time. Whoever comes back goes on where they were; what would
take the answers' place, another action or another report, asks first.
"""

from bot.follow.action_pages import ActionPage, DropFirst, paused_words
from bot.follow.questions import at_last_look
from bot.memory.state import Mode, PendingAction
from bot.page import Page
from bot.presses import DROP
from bot.turn import Turn


def page_of(acting: PendingAction, said: str = "") -> ActionPage:
    """Return the page where the action stands; the last look counts as seen from now on."""
    if at_last_look(acting) and not acting.cancelling:
        acting.looked = True
    return ActionPage(said)


def leave_action(turn: Turn) -> None:
    """Stop filling in the action; its answers are gone."""
    turn.state.mode = Mode.IDLE
    if turn.opened is not None:
        turn.opened.acting = None


def pause_action(turn: Turn) -> None:
    """Go elsewhere; what was answered stays."""
    turn.state.mode = Mode.IDLE
    acting = turn.opened.acting if turn.opened else None
    if acting is None or not acting.has_answers:
        leave_action(turn)
    else:
        acting.cancelling = False


def resume_action(turn: Turn) -> ActionPage | None:
    """Go on where it was left; None where nothing was."""
    acting = turn.paused
    if acting is None:
        return None
    turn.state.mode = Mode.ACTING
    return page_of(acting)


def reminded(turn: Turn, page: Page) -> Page:
    """Say ahead of the page that something waits to be sent, if it does."""
    acting = turn.paused
    return page.preceded_by(paused_words(acting)) if acting else page


def asks_first(turn: Turn, then: str) -> DropFirst | None:
    """Ask whether the answers may be thrown away for what `then` would do; None where there are none."""
    acting = turn.paused
    return DropFirst(acting, then) if acting else None


def dropped(turn: Turn, do: str) -> str | None:
    """Throw the answers away where a button says so; return what to do then, None where they are others."""
    name, _, rest = do.partition("-")
    number, _, then = rest.partition("-")
    if name != DROP:
        return do
    acting = turn.paused
    if acting is None or acting.id != number:
        return None
    leave_action(turn)
    return then

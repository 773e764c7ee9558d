"""An action left in the middle: its answers stay with the open report, and are never dropped unasked.

A command or a button may lead away at any time. Whoever comes back goes on where they were; what would
take the answers' place, another action or another report, asks first.
"""

from typing import Final

from bot.follow.answering import has_answers
from bot.follow.asking import show_acting
from bot.memory.state import Acting, Mode
from bot.presses import DROP, MenuPress
from bot.speech.replies import Button, Rows
from bot.speech.splitting import escape
from bot.texts import follow as texts
from bot.turn import Turn

RESUME: Final = "resume-act"


def leave_action(turn: Turn) -> None:
    """Stop filling in the action; its answers are gone."""
    turn.state.mode = Mode.IDLE
    if turn.opened is not None:
        turn.opened.acting = None


def pause_action(turn: Turn) -> None:
    """Go elsewhere; what was answered stays."""
    turn.state.mode = Mode.IDLE
    acting = turn.opened.acting if turn.opened else None
    if acting is None or not has_answers(acting):
        leave_action(turn)
    else:
        acting.cancelling = False


def paused(turn: Turn) -> Acting | None:
    """Return the action that was left with answers, if any."""
    if turn.opened is None or turn.opened.acting is None or turn.state.mode is Mode.ACTING:
        return None
    return turn.opened.acting if has_answers(turn.opened.acting) else None


def resume_action(turn: Turn) -> bool:
    """Go on where it was left; False where nothing was."""
    if paused(turn) is None:
        return False
    turn.state.mode = Mode.ACTING
    show_acting(turn)
    return True


def resume_button(acting: Acting) -> Button:
    """Make the button that goes on with it."""
    return Button(texts.ACT_RESUME.format(label=acting.label), MenuPress(do=RESUME).pack())


def remind(turn: Turn) -> None:
    """Say that something waits to be sent, ahead of what is answered otherwise."""
    if acting := paused(turn):
        turn.say_first(texts.ACT_PAUSED.format(label=escape(acting.label)), ((resume_button(acting),),))


def asks_first(turn: Turn, then: str) -> bool:
    """Ask whether the answers may be thrown away for what `then` would do; False where none are."""
    acting = paused(turn)
    if acting is None:
        return False
    drop = Button(texts.ACT_DROP, MenuPress(do=f"{DROP}-{acting.id}-{then}").pack())
    rows: Rows = ((resume_button(acting),), (drop,))
    turn.say(texts.ACT_FIRST.format(label=escape(acting.label)), rows)
    return True


def dropped(turn: Turn, do: str) -> str | None:
    """Throw the answers away where a button says so; return what to do then, None where they are others."""
    name, _, rest = do.partition("-")
    number, _, then = rest.partition("-")
    if name != DROP:
        return do
    acting = paused(turn)
    if acting is None or acting.id != number:
        return None
    leave_action(turn)
    return then

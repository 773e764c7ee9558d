"""Leaving a draft: keeping it for later, or throwing it away after being asked twice."""

from datetime import timedelta
from typing import Final

from bot.conversation.asking import button
from bot.memory.state import Draft, Mode
from bot.presses import MenuPress
from bot.speech.replies import Button
from bot.texts import common
from bot.texts import draft as words
from bot.texts import steps as texts
from bot.texts.dates import long_date
from bot.turn import Turn
from core.clock import now

KEPT_FOR: Final = timedelta(days=14)
MENU: Final = Button(common.MENU_BUTTON, MenuPress(do="menu").pack())


def pause(turn: Turn) -> None:
    """Keep the draft for later and leave it."""
    turn.state.mode = Mode.IDLE
    resume = Button(words.RESUME, MenuPress(do="resume").pack())
    turn.say(words.PAUSED.format(until=long_date(now() + KEPT_FOR)), ((resume, MENU),))


def ask_cancel(turn: Turn, draft: Draft, before: str = "") -> None:
    """Ask whether the draft may be thrown away."""
    draft.cancelling = True
    turn.say(
        "\n".join(filter(None, (before, words.CANCEL_SURE))),
        (
            (button(draft, words.CANCEL_YES, "yes"), button(draft, words.CANCEL_NO, "no")),
            (button(draft, texts.PAUSE, "pause"),),
        ),
    )


def throw_away(turn: Turn) -> None:
    """Forget the draft."""
    turn.state.draft = None
    turn.state.mode = Mode.IDLE
    turn.say(words.CANCELLED, ((MENU,),))


def read_choice(word: str) -> str:
    """Read a typed answer to the question whether to throw the draft away."""
    choices = {
        "yes": {"1", "ya", words.CANCEL_YES.casefold()},
        "no": {"2", "tidak", words.CANCEL_NO.casefold(), texts.BACK.casefold()},
        "pause": {"3", texts.PAUSE.casefold()},
    }
    return next((do for do, said in choices.items() if word in said), "")

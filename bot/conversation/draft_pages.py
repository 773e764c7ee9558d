"""The pages of a draft: where it stands, and its two ends but sending: kept for later, thrown away."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.conversation.question import button, question_of
from bot.conversation.review import review_of
from bot.conversation.steps import REVIEW
from bot.memory.state import Draft
from bot.page import Page
from bot.presses import MenuPress
from bot.speech.replies import Button, Out, Say
from bot.texts import common
from bot.texts import draft as words
from bot.texts import steps as texts
from bot.texts.dates import long_date
from bot.turn import Turn
from core.clock import now

KEPT_FOR: Final = timedelta(days=14)


def menu_button() -> Button:
    """Make the button that leads to the menu."""
    return Button(common.MENU_BUTTON, MenuPress(do="menu").pack())


@dataclass(frozen=True, slots=True)
class DraftPage(Page):
    """Where the draft stands: the question of its step, the review, or whether to throw it away."""

    said: str = ""
    """A word about what just happened."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it as the draft is now."""
        draft = turn.draft
        if draft.cancelling:
            return (_whether_to_throw_away(draft, self.said),)
        if draft.step == REVIEW:
            return (review_of(draft, self.said),)
        return await question_of(turn.services, draft, self.said)


def _whether_to_throw_away(draft: Draft, said: str) -> Say:
    return Say(
        "\n".join(filter(None, (said, words.CANCEL_SURE))),
        (
            (button(draft, words.CANCEL_YES, "yes"), button(draft, words.CANCEL_NO, "no")),
            (button(draft, texts.PAUSE, "pause"),),
        ),
    )


@dataclass(frozen=True, slots=True)
class DraftKept(Page):
    """The draft waits for later."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for every draft
        """Say until when."""
        resume = Button(words.RESUME, MenuPress(do="resume").pack())
        return (Say(words.PAUSED.format(until=long_date(now() + KEPT_FOR)), ((resume, menu_button()),)),)


@dataclass(frozen=True, slots=True)
class DraftThrownAway(Page):
    """The draft is forgotten."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for every draft
        """Say so."""
        return (Say(words.CANCELLED, ((menu_button(),),)),)


def said_on_leaving(step: str) -> tuple[Say, ...]:
    """Return what is said ahead on leaving a step: with the phone number its keyboard goes."""
    return (Say(texts.PHONE_DONE, hide_keyboard=True),) if step == "phone" else ()

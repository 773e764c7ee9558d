"""The pages of a story: what was understood, its correction, the full words of consent, its end."""

from dataclasses import dataclass
from typing import Final

from bot.conversation.danger_pages import danger_button
from bot.page import Page
from bot.presses import MenuPress, StoryPress
from bot.speech.replies import Button, Out, Rows, Say, TakeBack, packed
from bot.speech.splitting import escape
from bot.story.answer_pages import question_says
from bot.story.understood import Understood, understood
from bot.texts import common
from bot.texts import draft as draft_words
from bot.texts import questions as question_words
from bot.texts import steps as step_words
from bot.texts import story as words
from bot.turn import Turn
from core.chain.states import Kind, Track
from core.languages import say

MARK: Final = "story"
"""Notes the message that says what was understood: a newer one takes its place."""
_SENDS: Final = {
    Kind.INFORMATION_REQUEST: words.SEND_QUESTION,
    Kind.ASPIRATION: words.SEND_WISH,
}


def story_button(label: str, do: str, value: str = "") -> Button:
    """Make a button of a story."""
    return Button(label, StoryPress(do=do, value=value).pack())


@dataclass(frozen=True, slots=True)
class StoryPage(Page):
    """What was understood, and what can be done."""

    said: str = ""
    """A word about what just happened."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:
        """Write it in the place of what was understood before."""
        story = turn.story
        if story is None:
            return (Say(words.GONE, ((Button(common.MENU_BUTTON, MenuPress(do="menu").pack()),),)),)
        if story.cancelling:
            return (_whether_to_forget(),)
        if story.asking:
            return TakeBack((MARK,)), await question_says(turn, story, self.said, MARK)
        if story.correcting:
            return (Say(_correction(story.correcting, self.said), (_back(),)),)
        read = understood(story, await turn.services.directory())
        full = [words.FULL, ""] if story.full else []
        opened = [words.OPENED, ""] if turn.opened is not None else []
        lines = [self.said, *full, *opened, *_advice(read), words.UNDERSTOOD, *_facts(read), ""]
        if story.woman:
            lines += [words.WOMAN_ASKED, ""]
        lines.append(words.NOT_SENT if turn.state.consented_at is None else words.NOT_SENT_KNOWN)
        lines += ["", words.VOICE_ALONE] if story.is_voice_alone else []
        lines += ["", words.TYPE]
        text = "\n".join(line for at, line in enumerate(lines) if line or at)
        rows = _rows(read, woman=story.woman)
        if turn.opened is not None:
            rows = ((story_button(words.APPEND, "append"),), *rows)
        return TakeBack((MARK,)), Say(text.strip(), rows, choices=(), shows=(MARK,))


def _whether_to_forget() -> Say:
    forget = story_button(draft_words.CANCEL_YES, "forget")
    return Say(words.CANCEL_SURE, ((forget, story_button(draft_words.CANCEL_NO, "show")),))


def _correction(name: str, said: str) -> str:
    asked = words.CORRECT.get(name, words.CORRECT_WHICH)
    return "\n".join(filter(None, (said, asked)))


def _back() -> tuple[Button, ...]:
    return (story_button(words.CANCEL, "show"),)


def _advice(read: Understood) -> list[str]:
    """Say first what the writer should know: whose matter it is, and who would read it."""
    lines = []
    if read.elsewhere is not None:
        lines += [words.ELSEWHERE[read.elsewhere.value], words.ELSEWHERE_ALL_THE_SAME, ""]
    if read.track is Track.WHISTLEBLOWING:
        lines += [words.INSIDE, ""]
    return lines


def _facts(read: Understood) -> list[str]:
    return [f"{number}. <b>{fact.label}</b>: {fact.said}" for number, fact in enumerate(read.facts, start=1)]


def _rows(read: Understood, *, woman: bool) -> Rows:
    offered = (
        [story_button(words.WOMAN_OFF if woman else words.WOMAN, "woman")] if read.woman or woman else []
    )
    ordinary = [story_button(words.ORDINARY, "ordinary")] if read.track is Track.WHISTLEBLOWING else []
    send = say(words.SEND if read.track is Track.WHISTLEBLOWING else _SENDS.get(read.kind, words.SEND))
    return (
        (story_button(send, "send"),),
        (
            story_button(question_words.ASK, "ask"),
            story_button(words.CHANGE, "change"),
            story_button(words.CANCEL, "cancel"),
        ),
        *packed(offered),
        *packed(ordinary),
        (story_button(words.GUIDE, "guide"), story_button(words.RULES, "rules")),
        (danger_button(),),
    )


@dataclass(frozen=True, slots=True)
class RulesPage(Page):
    """The full words of consent, by their version, and the way back."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Write them."""
        rows = ((story_button(words.SEND, "send"), story_button(step_words.BACK, "show")),)
        return (Say(f"{common.CONSENT}\n\n{common.CONSENT_LAW}", rows),)


@dataclass(frozen=True, slots=True)
class StoryForgotten(Page):
    """Nothing is kept of it."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Say so."""
        menu = Button(common.MENU_BUTTON, MenuPress(do="menu").pack())
        return TakeBack((MARK,)), Say(escape(words.NOTHING), ((menu,),))


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Page):
    """A question was answered: nothing of it is kept."""

    async def rendered(self, turn: Turn) -> tuple[Out, ...]:  # noqa: ARG002 - the same for everybody
        """Say so."""
        menu = Button(common.MENU_BUTTON, MenuPress(do="menu").pack())
        return TakeBack((MARK,)), Say(question_words.GLAD, ((menu,),))

"""Hearing a story: whatever is sent outside a question, in as many pieces as it comes."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.conversation.answers import nearest
from bot.conversation.buttons import read_choice
from bot.incoming import Incoming
from bot.memory.state import HeldStory, Mode
from bot.page import Page
from bot.presses import StoryPress
from bot.spoken import NO, YES, number_said
from bot.story.gathering import add_to
from bot.story.pages import StoryPage
from bot.story.pressing import press_story
from bot.story.understood import understood
from bot.texts import story as words
from bot.turn import Turn
from core.chain.states import Kind
from core.clock import now
from core.offices.directory import OfficeEntry
from core.reports.voiced import ANSWERED_BY_VOICE
from core.stories.offices_told import offices_told

_TYPED: Final = {
    "send": YES
    | {"kirim", "kirim saja", *map(str.casefold, (words.SEND, words.SEND_QUESTION, words.SEND_WISH))},
    "cancel": NO | {"batal", "gak jadi", "ga jadi", "tidak jadi"},
    "change": {words.CHANGE.casefold()},
    "append": {"tambahkan", words.APPEND.casefold()},
    "rules": {words.RULES.casefold()},
    "guide": {words.GUIDE.casefold()},
    "ordinary": {words.ORDINARY.casefold()},
}
"""The words that stand for each button."""
_TOGETHER: Final = timedelta(minutes=2)
"""What comes within this of a stray word goes with it."""
_TOLD_IN_WORDS: Final = frozenset({"when", "where", "who", "office"})
_FEWEST_WORDS: Final = 4
"""Fewer words that say neither time, place nor person, and ask nothing, are no story."""


async def begins_story(turn: Turn, incoming: Incoming) -> bool:
    """Hold a message outside every question; tell whether it is a story by now.

    A greeting or a stray word is none yet: it is held all the same, and goes along with what follows at once.
    """
    if turn.story is not None and not turn.story.shown and _is_old(turn.story, incoming):
        turn.story = None
    turn.story = add_to(turn.story, incoming)
    _as_the_link_said(turn, turn.story)
    if incoming.attachments or incoming.latitude is not None or incoming.forwarded:
        return True
    read = understood(turn.story, await turn.services.directory())
    few = len(turn.story.text.split()) < _FEWEST_WORDS and len(read.facts) <= 1
    return not read.is_nothing and (not few or read.kind is Kind.INFORMATION_REQUEST)


def _as_the_link_said(turn: Turn, story: HeldStory) -> None:
    """Let a poster's code or a link that opened the chat say the office, or that it is whistleblowing."""
    wants, _, office = turn.state.wants.partition("-")
    if turn.state.mode is not Mode.CONSENT:
        return
    story.inside = wants == "wbs"
    if wants == "report" and office.isdecimal():
        story.office_id = int(office)


def _is_old(story: HeldStory, incoming: Incoming) -> bool:
    at = incoming.written_at or now()
    return at - (story.last_at or story.written_at) > _TOGETHER


async def hear_story(turn: Turn, incoming: Incoming) -> Page:
    """Take a message into the story, or do what its word says."""
    story = turn.story
    if story is not None and turn.state.mode is Mode.STORY:
        if story.correcting and incoming.word not in {"batal", "kembali"}:
            return await _correct(turn, story, incoming)
        if do := _meant(story, incoming):
            return await press_story(turn, StoryPress(do=do)) or StoryPage()
        if not incoming.attachments and (number := number_said(incoming.word)):
            return await _correct_number(turn, story, number)
    if turn.state.mode is Mode.STORY or story is None:
        turn.story = add_to(story, incoming)
        turn.story.cancelling = False
    return shown(turn)


def shown(turn: Turn) -> StoryPage:
    """Show what was understood; from here on it is more than a stray word."""
    turn.state.mode = Mode.STORY
    if turn.story is not None:
        turn.story.shown = True
    return StoryPage()


def _meant(story: HeldStory, incoming: Incoming) -> str:
    """Name the button that a typed word stands for; empty where it stands for none."""
    if incoming.attachments:
        return ""
    if story.cancelling and (choice := read_choice(incoming.word)):
        return "forget" if choice == "yes" else "show"
    if story.correcting:
        return "show"
    return next((do for do, typed in _TYPED.items() if incoming.word in typed), "")


async def _correct_number(turn: Turn, story: HeldStory, number: int) -> Page:
    """Ask for the fact whose number was typed."""
    facts = understood(story, await turn.services.directory()).facts
    if not 1 <= number <= len(facts):
        return StoryPage(words.NO_NUMBER)
    story.correcting = facts[number - 1].name
    return StoryPage()


async def _offices_meant(turn: Turn, incoming: Incoming) -> list[OfficeEntry]:
    """Return the offices that a correction may mean: told in words, or as a place on the map."""
    directory = await turn.services.directory()
    if incoming.latitude is not None and incoming.longitude is not None:
        return nearest(directory, incoming.latitude, incoming.longitude)
    return offices_told(incoming.text, directory)


async def _correct(turn: Turn, story: HeldStory, incoming: Incoming) -> Page:
    """Put what was written in the place of what was understood."""
    name, story.correcting = story.correcting, ""
    if incoming.is_spoken and not incoming.text and name in _TOLD_IN_WORDS:
        return _corrected_by_voice(turn, story, name, incoming)
    if incoming.attachments or name in {"what", "evidence", "which"}:
        if name == "which" and (number := number_said(incoming.word)):
            return await _correct_number(turn, story, number)
        turn.story = add_to(story, incoming)
        return StoryPage()
    if name == "office":
        found = await _offices_meant(turn, incoming)
        if not found:
            story.correcting = "office"
            return StoryPage(words.OFFICE_UNKNOWN)
        story.office_id = found[0].id if len(found) == 1 else None
        story.offered = [entry.id for entry in found] if len(found) > 1 else []
        return StoryPage()
    story.corrected[name] = incoming.text[:2000]
    return StoryPage()


def _corrected_by_voice(turn: Turn, story: HeldStory, name: str, incoming: Incoming) -> Page:
    """Let a voice note stand where a line was understood; an office must be looked up, so it is written."""
    if name == "office":
        story.correcting = name
        return StoryPage(words.OFFICE_BY_VOICE)
    files = tuple(file.model_copy(update={"answers": name}) for file in incoming.attachments)
    turn.story = add_to(story, replace(incoming, attachments=files))
    if not turn.story.full:
        story.corrected[name] = ANSWERED_BY_VOICE
    return StoryPage()

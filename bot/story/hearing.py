"""Hearing a story: whatever is sent outside a question, in as many pieces as it comes."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.conversation.answers import nearest
from bot.conversation.buttons import read_choice
from bot.incoming import Incoming
from bot.memory.state import HeldStory, Mode
from bot.page import Page
from bot.presses import StoryPress, read_press
from bot.spoken import NO, YES, number_said
from bot.story.asking import answers_question, ask, choose_office
from bot.story.gathering import add_to
from bot.story.pages import StoryPage
from bot.story.pressing import press_story
from bot.story.understood import understood
from bot.texts import questions as question_words
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
    "ask": {"tanya", question_words.ASK.casefold(), "cuma tanya", "cuma nanya", "hanya tanya", "nanya saja"},
}
_TYPED_ASKING: Final = {
    "answered": {"terjawab", "sudah", "sudah terjawab", "makasih", "terima kasih", "trims", "nuwun", "nuhun"}
    | {question_words.ANSWERED.casefold()},
    "unanswered": {"belum", "belum terjawab", "kurang", "bukan"},
    "send": {"kirim", "kirim saja", words.SEND_QUESTION.casefold()},
    "rules": {words.RULES.casefold()},
    "report": {question_words.A_REPORT.casefold(), "laporan", "lapor"},
    "cancel": {words.CANCEL.casefold(), "gak jadi", "ga jadi", "tidak jadi"},
}
"""The same where a question was answered."""
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
            return await (_asked_of if story.asking else _correct)(turn, story, incoming)
        if do := _meant(story, incoming):
            return await press_story(turn, StoryPress(do=do)) or StoryPage()
        if story.asking and not story.cancelling:
            return await _asked_on(turn, story, incoming)
        if not incoming.attachments and (number := number_said(incoming.word)):
            return await _correct_number(turn, story, number)
    if turn.state.mode is Mode.STORY or story is None:
        turn.story = add_to(story, incoming)
        turn.story.cancelling = False
    elif page := await answers_question(turn, story):
        return page
    return shown(turn)


async def _asked_on(turn: Turn, story: HeldStory, incoming: Incoming) -> Page:
    """Take a message on a page of *Tanya saja*: the number of a button, or the question."""
    number = 1 if len(story.topics) == 1 and incoming.word in YES else number_said(incoming.word)
    if number is not None and not incoming.attachments:
        pressed = read_press(turn.menu[number - 1]) if 1 <= number <= len(turn.menu) else None
        page = await press_story(turn, pressed) if isinstance(pressed, StoryPress) else None
        return page or StoryPage(words.NO_NUMBER)
    turn.story = add_to(story, incoming)
    if incoming.attachments:
        turn.story.asking = False
        return StoryPage()
    return await ask(turn, turn.story, incoming.text)


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
    if story.asking:
        return _meant_asking(story, incoming.word)
    return next((do for do, typed in _TYPED.items() if incoming.word in typed), "")


def _meant_asking(story: HeldStory, word: str) -> str:
    """Name the button of a question's page that a word stands for: yes is yes to what the page asks."""
    if word in YES:
        return "answered" if story.given else "send" if story.text and not story.topics else ""
    if word in NO:
        return "unanswered" if story.given or story.topics else "cancel"
    do = next((do for do, typed in _TYPED_ASKING.items() if word in typed), "")
    return "" if do == "answered" and not story.given else do


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


async def _asked_of(turn: Turn, story: HeldStory, incoming: Incoming) -> Page:
    """Take which office a question is asked of: a number of those offered, a name, or a place."""
    yes = len(story.offered) == 1 and incoming.word in YES
    number = 1 if yes else number_said(incoming.word)
    if number is not None and 1 <= number <= len(story.offered):
        return await choose_office(turn, story, str(story.offered[number - 1])) or StoryPage()
    found = await _offices_meant(turn, incoming)
    story.correcting = "office"
    story.offered = [entry.id for entry in found]
    if len(found) == 1 and incoming.latitude is None:
        return await choose_office(turn, story, str(found[0].id)) or StoryPage()
    return StoryPage("" if found else words.OFFICE_UNKNOWN)


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

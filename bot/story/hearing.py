"""Hearing a story: whatever is sent outside a question, in as many pieces as it comes."""

from datetime import timedelta
from typing import Final

from bot.conversation.path import resume
from bot.conversation.steps import REVIEW
from bot.follow.action import begin_action, receive_action
from bot.incoming import Incoming
from bot.memory.state import HeldFile, HeldStory, Mode, Piece
from bot.page import Page
from bot.presses import StoryPress
from bot.story.pages import RulesPage, StoryForgotten, StoryPage
from bot.story.sending import as_draft, as_told, send_story
from bot.story.understood import understood
from bot.texts import story as words
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.states import Kind
from core.clock import now

_TYPED: Final = {
    "kirim": "send",
    "kirim saja": "send",
    "kirim sebagai laporan": "send",
    "kirim sebagai pertanyaan": "send",
    "kirim sebagai saran": "send",
    **dict.fromkeys(
        ("ya", "iya", "y", "ok", "oke", "okay", "lanjut", "gas", "setuju", "siap", "boleh"), "send"
    ),
    "ubah": "change",
    "tambahkan": "append",
    "tambahkan ke laporan ini": "append",
    "batal": "cancel",
    "tidak": "cancel",
    "ngga": "cancel",
    "gak jadi": "cancel",
    "tidak jadi": "cancel",
    "aturannya": "rules",
    "tuntun saya": "guide",
    "bukan, laporan biasa": "ordinary",
}
MOST_FILES: Final = 20
_TOGETHER: Final = timedelta(minutes=2)
"""What comes within this of a stray word goes with it."""
_FEWEST_WORDS: Final = 4
"""Fewer words that say neither time, place nor person, and ask nothing, are no story."""


async def begins_story(turn: Turn, incoming: Incoming) -> bool:
    """Hold a message outside every question; tell whether it is a story by now.

    A greeting or a stray word is none yet: it is held all the same, and goes along with what follows at once.
    """
    if turn.state.mode is not Mode.STORY and turn.story is not None and _is_old(turn.story, incoming):
        turn.story = None
    turn.story = _with(turn.story, incoming)
    if incoming.attachments or incoming.latitude is not None or incoming.forwarded:
        return True
    read = understood(turn.story, await turn.services.directory())
    few = len(turn.story.text.split()) < _FEWEST_WORDS and len(read.facts) <= 1
    return not read.is_nothing and (not few or read.kind is Kind.INFORMATION_REQUEST)


def _is_old(story: HeldStory, incoming: Incoming) -> bool:
    at = incoming.written_at or now()
    return at - (story.last_at or story.written_at) > _TOGETHER


async def hear_story(turn: Turn, incoming: Incoming) -> Page:
    """Take a message into the story, or do what its word says."""
    story = turn.story
    if story is not None and turn.state.mode is Mode.STORY:
        if story.correcting and incoming.word not in {"batal", "kembali"}:
            return await _correct(turn, story, incoming)
        if do := _TYPED.get(incoming.word):
            return await press_story(turn, StoryPress(do=do)) or StoryPage()
        if incoming.word.isdecimal():
            return await _correct_number(turn, story, int(incoming.word[:3]))
    if turn.state.mode is Mode.STORY or story is None:
        turn.story = _with(story, incoming)
    turn.state.mode = Mode.STORY
    return StoryPage()


def _pieces(incoming: Incoming) -> list[Piece]:
    told = incoming.forwarded
    pieces = [piece.model_copy() for piece in incoming.pieces]
    if told and pieces:
        pieces[-1] = pieces[-1].model_copy(update={"text": f"{pieces[-1].text}\n{told}"})
    elif told:
        pieces = [Piece(message_id=incoming.message_id, text=told)]
    for piece in pieces:
        piece.joint = "\n"
    return pieces


def _with(story: HeldStory | None, incoming: Incoming) -> HeldStory:
    """Add a message to what was told before; captions are told as well."""
    story = story or HeldStory(written_at=incoming.written_at or now())
    story.last_at = incoming.written_at or now()
    story.pieces += _pieces(incoming)
    files = [
        HeldFile(
            kind=each.kind,
            file_id=each.file_id,
            name=each.name,
            mime=each.mime,
            size=each.size,
            caption=each.caption,
            message_id=each.message_id,
        )
        for each in incoming.attachments
    ]
    story.files = [*story.files, *files][:MOST_FILES]
    if incoming.latitude is not None:
        story.latitude, story.longitude = incoming.latitude, incoming.longitude
    if incoming.phone and not incoming.phone_is_own:
        told = f"{incoming.contact_name}, {incoming.phone}".strip(", ")
        story.pieces.append(Piece(message_id=incoming.message_id, text=told, joint="\n"))
    return story


async def _correct_number(turn: Turn, story: HeldStory, number: int) -> Page:
    """Ask for the fact whose number was typed."""
    facts = understood(story, await turn.services.directory()).facts
    if not 1 <= number <= len(facts):
        return StoryPage(words.NO_NUMBER)
    story.correcting = facts[number - 1].name
    return StoryPage()


async def _correct(turn: Turn, story: HeldStory, incoming: Incoming) -> Page:
    """Put what was written in the place of what was understood."""
    name, story.correcting = story.correcting, ""
    if incoming.attachments or name in {"what", "evidence", "which"}:
        if name == "which" and incoming.word.isdecimal():
            return await _correct_number(turn, story, int(incoming.word[:3]))
        turn.story = _with(story, incoming)
        return StoryPage()
    if name == "office":
        found = (await turn.services.directory()).search(incoming.text)
        if not found:
            story.correcting = "office"
            return StoryPage(words.OFFICE_UNKNOWN)
        story.office_id = found[0].id if len(found) == 1 else None
        story.offered = [entry.id for entry in found] if len(found) > 1 else []
        return StoryPage()
    story.corrected[name] = incoming.text[:2000]
    return StoryPage()


def edited_story(turn: Turn, incoming: Incoming) -> Page | None:
    """Let an edited message change what it told; None where it told nothing of the story."""
    story = turn.story
    if story is None:
        return None
    known = False
    for piece in story.pieces:
        if piece.message_id == incoming.message_id:
            piece.text, known = incoming.text, True
    for file in story.files:
        if file.message_id == incoming.message_id:
            file.caption, known = incoming.text, True
    return StoryPage() if known else None


async def _append(turn: Turn, story: HeldStory) -> Page:
    """Take what was told into the open report, as added information."""
    page = await begin_action(turn, Action.ADD_INFORMATION)
    if turn.state.mode is not Mode.ACTING:
        return page
    turn.story = None
    return await receive_action(turn, as_told(story))


async def press_story(turn: Turn, pressed: StoryPress) -> Page | None:
    """Carry out a button under a story; None where there is no such button."""
    story = turn.story
    if story is None:
        turn.state.mode = Mode.IDLE
        return StoryPage()
    turn.state.mode = Mode.STORY
    match pressed.do:
        case "send":
            return await send_story(turn, story)
        case "append":
            return await _append(turn, story)
        case "guide":
            return await _guided(turn, story)
        case "cancel":
            turn.story, turn.state.mode = None, Mode.IDLE
            return StoryForgotten()
    return _within(story, pressed.do)


async def _guided(turn: Turn, story: HeldStory) -> Page:
    """Go on as a guided conversation, with all that was told in its place."""
    draft = await as_draft(turn, story)
    draft.story, draft.step = False, REVIEW
    return resume(turn)


def _within(story: HeldStory, do: str) -> Page | None:
    """Buttons that leave the story where it is."""
    match do:
        case "change":
            story.correcting = "which"
        case "show":
            story.correcting = ""
        case "ordinary":
            story.ordinary = True
        case "rules":
            return RulesPage()
        case _:
            return None
    return StoryPage()

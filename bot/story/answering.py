"""What is told in answer to a push, or while a report is open: it goes to that report, never lost.

A reply names its report by the button of the message it replies to. Where a completion waits, what was told
answers what was asked as far as it does; only the rest is asked.
"""

from bot.conversation.files import keep_files
from bot.follow.action import begin_action, receive_action
from bot.follow.answers import mark_unknown
from bot.follow.questions import next_open, questions_of
from bot.follow.submission import label_of
from bot.follow.tracking import ask_tracking, look, open_link
from bot.follow.unsent import page_of
from bot.incoming import Incoming
from bot.memory.state import HeldStory, Mode, PendingAction
from bot.page import Page
from bot.presses import OpenPress, OpenToActPress
from bot.story.gathering import add_to
from bot.story.sending import as_told
from bot.story.understood import Understood, understood
from bot.texts import story as words
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.states import Element
from core.privacy.tracking import TrackingId


async def answer_push(turn: Turn, incoming: Incoming, link: str) -> Page:
    """Take a reply to a push as the answer to it; where the report must be opened first, it waits."""
    turn.story = add_to(None, incoming)
    turn.story.answers = True
    page = await open_link(turn, OpenPress(link=link))
    if turn.opened is None or turn.opened.link_id is None or turn.opened.link_id.hex != link:
        return ask_tracking(turn, words.ANSWER_WAITS)
    del page  # the report is open: what was told goes on at once
    return await append(turn, turn.story)


async def open_to_act(turn: Turn, pressed: OpenToActPress) -> Page:
    """Open the report of a push and begin what its button says; one whose number is not kept is asked for."""
    page = await open_link(turn, OpenPress(link=pressed.link))
    if turn.opened is None or turn.opened.link_id is None or turn.opened.link_id.hex != pressed.link:
        return page
    return await begin_action(turn, pressed.act)


async def append(turn: Turn, story: HeldStory) -> Page:
    """Take what was told into the open report: as its completion where one waits, else as information."""
    if turn.opened is None:
        return ask_tracking(turn, words.ANSWER_WAITS)
    view = await look(turn, TrackingId(turn.opened.tracking_id))
    completes = label_of(view, Action.COMPLETE) is not None
    page = await begin_action(turn, Action.COMPLETE if completes else Action.ADD_INFORMATION)
    if turn.state.mode is not Mode.ACTING or turn.acting.has_answers:
        return page
    turn.story = None
    if not completes:
        return await receive_action(turn, as_told(story))
    return await _complete(turn, turn.acting, story)


async def _complete(turn: Turn, acting: PendingAction, story: HeldStory) -> Page:
    """Put what was told where it answers what was asked."""
    read = understood(story, await turn.services.directory())
    kept = await keep_files(turn, as_told(story), len(acting.files))
    acting.files.extend(kept.files)
    asked = [question.name for question in questions_of(acting)]
    told = _told(asked, story, read)
    for name, text in told.items():
        acting.values[name] = text
        acting.sources[name] = as_told(story).message_id
        acting.passed.append(name)
        mark_unknown(acting, name, unknown=False)
    if acting.files and Element.EVIDENCE.value in asked:
        acting.passed.append(Element.EVIDENCE.value)
        mark_unknown(acting, Element.EVIDENCE.value, unknown=False)
    acting.message_id = as_told(story).message_id
    acting.at = next_open(acting)
    said = kept.words(len(acting.files), turn.services.max_files) if story.files else ""
    return page_of(acting, said)


def _told(asked: list[str], story: HeldStory, read: Understood) -> dict[str, str]:
    """Say which of the elements asked for are told, each in its own words; whole where only one is asked."""
    in_words = [name for name in asked if name != Element.EVIDENCE.value]
    if not story.text or not in_words:
        return {}
    if len(in_words) == 1:
        return {in_words[0]: story.text}
    found = {
        Element.WHAT.value: story.text,
        Element.HOW.value: story.text,
        Element.WHEN.value: read.when,
        Element.WHERE.value: read.where,
        Element.WHO.value: story.text if read.parties else "",
    }
    told = {name: found[name] for name in in_words if found.get(name)}
    return told or {in_words[0]: story.text}

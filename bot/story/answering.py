"""What is told in answer to a push, or while a report is open: it goes to that report, never lost.

A reply names its report by the button of the message it replies to. Where a completion waits, what was told
answers what was asked as far as it does; only the rest is asked.
"""

from dataclasses import replace

from bot.conversation.files import keep_files
from bot.follow.action import begin_action, receive_action
from bot.follow.answers import mark_unknown, put_text
from bot.follow.questions import next_open, questions_of
from bot.follow.report_pages import OpenedPage
from bot.follow.submission import label_of
from bot.follow.tracking import ask_tracking, look, open_link
from bot.follow.tracking_pages import TrackingPage
from bot.follow.unsent import page_of
from bot.follow.voice import put_voice
from bot.incoming import Incoming
from bot.memory.state import HeldStory, Mode, PendingAction
from bot.page import Page
from bot.presses import OpenPress, OpenToActPress
from bot.story.gathering import add_to
from bot.story.sending import as_told
from bot.story.understood import Understood, understood
from bot.texts import follow as follow_texts
from bot.texts import story as words
from bot.turn import Turn
from core.chain.about import ABOUT
from core.chain.actions import Action
from core.chain.states import Element
from core.privacy.tracking import TrackingId


async def answer_push(turn: Turn, incoming: Incoming, link: str) -> Page:
    """Take a reply to a push as the answer to it; where the report must be opened first, it waits.

    What was held before is held again afterwards.
    """
    answer = add_to(None, incoming)
    answer.answers, answer.before = True, turn.story
    turn.story = answer
    page = await open_link(turn, OpenPress(link=link))
    if isinstance(page, OpenedPage):
        return await append(turn, answer)
    return replace(page, said=words.ANSWER_WAITS) if isinstance(page, TrackingPage) else page


async def open_to_act(turn: Turn, pressed: OpenToActPress) -> Page:
    """Open the report of a push and begin what its button says; one whose number is not kept is asked for."""
    page = await open_link(turn, OpenPress(link=pressed.link))
    hung = pressed.act in {action.value for action, facts in ABOUT.items() if facts.on_push_of}
    return await begin_action(turn, pressed.act) if isinstance(page, OpenedPage) and hung else page


async def append(turn: Turn, story: HeldStory) -> Page:
    """Take what was told into the open report: as its completion where one waits, else as information."""
    if turn.opened is None:
        return ask_tracking(turn, words.ANSWER_WAITS)
    view = await look(turn, TrackingId(turn.opened.tracking_id))
    completes = label_of(view, Action.COMPLETE) is not None
    page = await begin_action(turn, Action.COMPLETE if completes else Action.ADD_INFORMATION)
    if turn.state.mode is not Mode.ACTING or turn.acting.has_answers:
        return page
    acting = turn.acting
    page = await (_complete(turn, acting, story) if completes else receive_action(turn, as_told(story)))
    if acting.has_answers:  # what was refused is still held
        turn.story = story.before
    return page


async def _complete(turn: Turn, acting: PendingAction, story: HeldStory) -> Page:
    """Put what was told where it answers what was asked; what is too long for it is asked all the same."""
    read = understood(story, await turn.services.directory())
    whole = as_told(story)
    asked = {question.name: question for question in questions_of(acting)}
    spoken = [name for name in asked if name not in {Element.EVIDENCE.value, Element.IDENTITY.value}]
    if not spoken and whole.is_spoken and Element.IDENTITY.value in asked:
        return page_of(acting, follow_texts.ACT_VOICE_IDENTITY)
    kept = await keep_files(turn, whole, len(acting.files), answers=next(iter(spoken), ""))
    acting.files.extend(kept.files)
    if not story.text and any(file.answers for file in kept.files):  # it may answer all that was asked
        for name in spoken:
            put_voice(acting, name, whole)
        acting.passed = list(dict.fromkeys([*acting.passed, *spoken]))
    for name, text in _told(list(asked), story, read).items():
        part = whole if text == whole.text else replace(whole, text=text, pieces=())
        if not put_text(acting, asked[name], part):
            acting.passed.append(name)
            if part is not whole:
                acting.sources.pop(name)  # an edit of the whole message is no edit of this
    shown = [file for file in acting.files if not file.answers]
    if shown and Element.EVIDENCE.value in asked:
        acting.passed.append(Element.EVIDENCE.value)
        mark_unknown(acting, Element.EVIDENCE.value, unknown=False)
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

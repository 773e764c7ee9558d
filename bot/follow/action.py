"""A reporter's action: its questions one by one, then, where it matters, a last look."""

import secrets
from dataclasses import replace
from typing import Final

from bot.conversation.buttons import read_choice
from bot.conversation.files import keep_files
from bot.follow.answers import (
    accepts,
    add_remarks,
    forget,
    mark_unknown,
    put_text,
    taken_choice,
)
from bot.follow.questions import (
    Question,
    at_last_look,
    is_grave,
    next_open,
    question_now,
    questions_of,
    remarks_field,
    supplies_elements,
    takes_files,
)
from bot.follow.report_pages import StatusPage
from bot.follow.submission import back_to_report, carry_out, label_of
from bot.follow.tracking import ask_tracking, look, opened
from bot.follow.unsent import asks_first, leave_action, page_of, resume_action
from bot.follow.voice import put_voice, spoken_question, why_not_spoken
from bot.incoming import Incoming
from bot.memory.state import Mode, PendingAction
from bot.page import Page
from bot.presses import ActPress
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.chain.fields import FieldType
from core.chain.states import Element, Side, State
from core.privacy.tracking import TrackingId
from core.reporter.schemas import ThreadView

_TYPED: Final = {
    "batal": "cancel",
    "kembali": "back",
    "kirim": "send",
    "lewati": "skip",
    "lanjut": "next",
    "tidak tahu": "unknown",
}
ASKED_SHOWN: Final = 500
"""So many letters of an officer's question are shown again where it is answered."""
_NONE: Final = {"tidak ada", "tidak punya"}
"""Typed where files are asked; of a person or a place it may be the answer itself."""


async def begin_action(turn: Turn, action: str) -> Page:
    """Start an action on the open report, if it is possible now."""
    if turn.opened is None:
        return ask_tracking(turn)
    waiting = turn.paused
    if waiting is not None and waiting.action == action and (page := resume_action(turn)):
        return page
    if first := asks_first(turn, f"act-{action}"):
        return first
    tracking_id = TrackingId(turn.opened.tracking_id)
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    label = label_of(view, action)
    if label is None:
        return StatusPage(view, texts.ACT_GONE)
    acting = turn.opened.acting = PendingAction(
        id=secrets.token_hex(4),
        action=action,
        label=label,
        track=view.track,
        state=State(view.state),
        missing=list(view.missing),
    )
    if supplies_elements(acting):
        acting.asked = officers_words(view)
    turn.state.mode = Mode.ACTING
    return page_of(acting)


async def receive_action(turn: Turn, incoming: Incoming) -> Page:
    """Take a message while an action is being filled in."""
    acting = turn.acting
    if incoming.attachments:
        return await _take_files(turn, acting, incoming)
    if acting.cancelling:
        page = await _do(turn, read_choice(incoming.word), "")
        return page or page_of(acting, texts.ACT_EXPECT_CANCEL)
    return await _do(turn, _typed(acting, incoming), "") or await _take_words(turn, acting, incoming)


def officers_words(view: ThreadView) -> str:
    """Return what an officer last wrote to the reporter."""
    written = (line.text for line in reversed(view.lines) if line.side is Side.OFFICER and line.to_reporter)
    return next(filter(None, written), "")[:ASKED_SHOWN]


def _typed(acting: PendingAction, incoming: Incoming) -> str:
    """Read a word that stands for a button; empty where it stands for none."""
    files_asked = not at_last_look(acting) and question_now(acting).type is FieldType.FILES
    if files_asked and incoming.word in _NONE:
        return "unknown"
    return _TYPED.get(incoming.word, "")


async def _take_words(turn: Turn, acting: PendingAction, incoming: Incoming) -> Page:
    if not at_last_look(acting):
        return await _take_text(turn, acting, question_now(acting), incoming)
    asked = questions_of(acting)
    word = incoming.word.removeprefix("ubah").strip()
    number = int(word[:3]) if word.isdecimal() else 0
    page = await _do(turn, "edit", asked[number - 1].name) if 1 <= number <= len(asked) else None
    return page or page_of(acting, texts.ACT_EXPECT_SEND)


async def _take_text(
    turn: Turn, acting: PendingAction, question: Question, incoming: Incoming, said: str = ""
) -> Page:
    refusal = put_text(acting, question, incoming)
    if refusal:
        return page_of(acting, f"{said} {refusal}".strip())
    return await _advance(turn, acting, question, said)


async def _take_files(turn: Turn, acting: PendingAction, incoming: Incoming) -> Page:
    acting.cancelling = False
    question = None if at_last_look(acting) else question_now(acting)
    if incoming.is_spoken and (why := why_not_spoken(acting)):
        if question and incoming.text:
            return await _take_text(turn, acting, question, replace(incoming, attachments=()), why)
        return page_of(acting, why)
    if not takes_files(acting):
        return page_of(acting, texts.ACT_EXPECT_TEXT)
    name = spoken_question(acting)
    kept = await keep_files(turn, incoming, len(acting.files), answers=name)
    if question and question.name == Element.IDENTITY.value:
        kept.without_captions(incoming)
    acting.files.extend(kept.files)
    if any(not file.answers for file in kept.files):
        mark_unknown(acting, Element.EVIDENCE.value, unknown=False)
    if question and not incoming.text and any(file.answers for file in kept.files):
        said = put_voice(acting, name, incoming)
        passed = question.name == name
        return await _advance(turn, acting, question, said) if passed else page_of(acting, said)
    said = kept.words(len(acting.files), turn.services.max_files)
    if question and question.type is FieldType.LONG_TEXT and incoming.text:
        return await _take_text(turn, acting, question, incoming, said if kept.refusals else kept.traces())
    if kept.captions and (home := remarks_field(acting)):
        add_remarks(acting, home, kept.captions)
        said = f"{said} {texts.ACT_CAPTION_KEPT}"
    return page_of(acting, said)


async def press_action(turn: Turn, pressed: ActPress) -> Page | None:
    """Carry out a button of an action; None where it belongs to another."""
    acting = turn.opened.acting if turn.opened else None
    if acting is None or acting.id != pressed.act:
        return None
    turn.state.mode = Mode.ACTING
    answers_question = pressed.do in {"yes", "no"}
    if pressed.at != acting.at or (acting.cancelling and not answers_question):
        acting.cancelling = False
        return page_of(acting, step_texts.OLD_BUTTON)
    page = await _do(turn, pressed.do, pressed.value)
    return page or page_of(acting, step_texts.UNKNOWN_BUTTON)


async def _do(turn: Turn, do: str, value: str) -> Page | None:
    """Do what a button says; None where there is no such button now."""
    acting = turn.acting
    match do:
        case "cancel" | "back" | "yes" | "no":
            return await _leave(turn, acting, do)
        case "send" | "edit" if at_last_look(acting):
            return await _from_last_look(turn, acting, do, value)
    if at_last_look(acting):
        return None
    question = question_now(acting)
    if not accepts(acting, question, do, value):
        return None
    match do:
        case "unfile":
            acting.files.pop()
            return page_of(acting, draft_words.FILE_REMOVED)
        case "opt":
            taken_choice(acting, question, value)
        case "unknown":
            forget(acting, question)
            mark_unknown(acting, question.name, unknown=True)
        case "skip":
            forget(acting, question)
    return await _advance(turn, acting, question)


async def _leave(turn: Turn, acting: PendingAction, do: str) -> Page | None:
    """Buttons that lead out: one question back, or away; nothing written is lost without being asked."""
    if do in {"yes", "no"} and not acting.cancelling:
        return None
    if do == "yes":
        leave_action(turn)
        return await back_to_report(turn, texts.ACT_CANCELLED)
    if do == "no" or (do == "back" and acting.cancelling):
        acting.cancelling = False
        return page_of(acting)
    if do == "back" and acting.at > 0:
        acting.at -= 1
        return page_of(acting)
    return await cancel_action(turn)


async def cancel_action(turn: Turn) -> Page:
    """Leave the action; what was written is thrown away only after being asked."""
    acting = turn.acting
    if acting.has_answers:
        acting.cancelling = True
        return page_of(acting)
    leave_action(turn)
    return await back_to_report(turn, texts.ACT_CANCELLED)


async def _from_last_look(turn: Turn, acting: PendingAction, do: str, value: str) -> Page | None:
    if do == "send":
        return await carry_out(turn, acting)
    names = [question.name for question in questions_of(acting)]
    if value not in names:
        return None
    acting.at = names.index(value)
    return page_of(acting)


async def _advance(turn: Turn, acting: PendingAction, question: Question, said: str = "") -> Page:
    if question.name not in acting.passed:
        acting.passed.append(question.name)
    acting.at = next_open(acting)
    said_something = acting.files or any(isinstance(value, str) for value in acting.values.values())
    if at_last_look(acting) and not (said_something or acting.looked or is_grave(acting)):
        return await carry_out(turn, acting)
    return page_of(acting, said)

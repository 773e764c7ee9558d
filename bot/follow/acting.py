"""Carrying out a reporter's action: its questions one by one, then, where it matters, a last look."""

import secrets
from typing import Final

from bot.conversation.files import change_file, keep_files
from bot.conversation.leaving import read_choice
from bot.conversation.pieces import source_of, whole_of
from bot.follow.answering import (
    accepts,
    add_remarks,
    as_information,
    change_answer,
    forget,
    has_answers,
    mark_unknown,
    put_text,
    taken_choice,
)
from bot.follow.asking import acting_of, show_acting, unknown_of
from bot.follow.opening import ask_tracking, look, opened
from bot.follow.questions import (
    RATE,
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
from bot.follow.showing import show_status
from bot.follow.unsent import asks_first, leave_action, paused, resume_action
from bot.incoming import Incoming
from bot.memory.state import Acting, Mode
from bot.presses import ActPress
from bot.speech.splitting import escape
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.fields import FieldType
from core.chain.states import Element, State
from core.chain.table.guards import UNKNOWN_TO_REPORTER
from core.errors import DomainError, ErrorKind
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
_NONE: Final = {"tidak ada", "tidak punya"}
"""Typed where files are asked; of a person or a place it may be the answer itself."""


async def begin_action(turn: Turn, action: str) -> None:
    """Start an action on the open report, if it is possible now."""
    if turn.opened is None:
        ask_tracking(turn)
        return
    waiting = paused(turn)
    if waiting is not None and waiting.action == action:
        resume_action(turn)
        return
    if asks_first(turn, f"act-{action}"):
        return
    tracking_id = TrackingId(turn.opened.tracking_id)
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    label = _label(view, action)
    if label is None:
        show_status(turn, view, texts.ACT_GONE)
        return
    turn.opened.acting = Acting(
        id=secrets.token_hex(4),
        action=action,
        label=label,
        track=view.track,
        state=State(view.state),
        missing=list(view.missing),
    )
    turn.state.mode = Mode.ACTING
    show_acting(turn)


def _label(view: ThreadView, action: str) -> str | None:
    if action == RATE and view.rating is None:
        return texts.RATE
    return next((each.label for each in view.actions if each.action == action), None)


async def receive_action(turn: Turn, incoming: Incoming) -> None:
    """Take a message while an action is being filled in."""
    acting = acting_of(turn)
    if incoming.attachments:
        await _take_files(turn, acting, incoming)
    elif acting.cancelling:
        if not await _do(turn, read_choice(incoming.word), ""):
            show_acting(turn, texts.ACT_EXPECT_CANCEL)
    elif not await _do(turn, _typed(acting, incoming), ""):
        await _take_words(turn, acting, incoming)


def _typed(acting: Acting, incoming: Incoming) -> str:
    """Read a word that stands for a button; empty where it stands for none."""
    files_asked = not at_last_look(acting) and question_now(acting).type is FieldType.FILES
    if files_asked and incoming.word in _NONE:
        return "unknown"
    return _TYPED.get(incoming.word, "")


async def _take_words(turn: Turn, acting: Acting, incoming: Incoming) -> None:
    if not at_last_look(acting):
        await _take_text(turn, acting, question_now(acting), incoming)
        return
    asked = questions_of(acting)
    word = incoming.word.removeprefix("ubah").strip()
    if word.isdecimal() and 1 <= int(word[:3]) <= len(asked):
        await _do(turn, "edit", asked[int(word[:3]) - 1].name)
    else:
        show_acting(turn, texts.ACT_EXPECT_SEND)


async def _take_text(
    turn: Turn, acting: Acting, question: Question, incoming: Incoming, said: str = ""
) -> None:
    refusal = put_text(acting, question, incoming)
    if refusal:
        show_acting(turn, f"{said} {refusal}".strip())
    else:
        await _advance(turn, acting, question, said)


async def _take_files(turn: Turn, acting: Acting, incoming: Incoming) -> None:
    acting.cancelling = False
    if not takes_files(acting):
        show_acting(turn, texts.ACT_EXPECT_TEXT)
        return
    kept = await keep_files(turn, incoming, len(acting.files))
    question = None if at_last_look(acting) else question_now(acting)
    if question and question.name == Element.IDENTITY.value:
        kept.without_captions(incoming)
    acting.files.extend(kept.files)
    if kept.files:
        mark_unknown(acting, Element.EVIDENCE.value, unknown=False)
    said = kept.words(len(acting.files))
    if question and question.type is FieldType.LONG_TEXT and incoming.text:
        await _take_text(turn, acting, question, incoming, said if kept.refusals else "")
        return
    if kept.captions and (home := remarks_field(acting)):
        add_remarks(acting, home, kept.captions)
        said = f"{said} {texts.ACT_CAPTION_KEPT}"
    show_acting(turn, said)


async def press_action(turn: Turn, pressed: ActPress) -> bool:
    """Carry out a button of an action; False where it belongs to another."""
    acting = turn.opened.acting if turn.opened else None
    if acting is None or acting.id != pressed.act:
        return False
    turn.state.mode = Mode.ACTING
    answers_question = pressed.do in {"yes", "no"}
    if pressed.at != acting.at or (acting.cancelling and not answers_question):
        acting.cancelling = False
        show_acting(turn, step_texts.OLD_BUTTON)
    elif not await _do(turn, pressed.do, pressed.value):
        show_acting(turn, step_texts.UNKNOWN_BUTTON)
    return True


async def _do(turn: Turn, do: str, value: str) -> bool:
    """Do what a button says; False where there is no such button now."""
    acting = acting_of(turn)
    match do:
        case "cancel" | "back" | "yes" | "no":
            return await _leave(turn, acting, do)
        case "send" | "edit" if at_last_look(acting):
            return await _from_last_look(turn, acting, do, value)
    if at_last_look(acting):
        return False
    question = question_now(acting)
    if not accepts(acting, question, do, value):
        return False
    match do:
        case "unfile":
            acting.files.pop()
            show_acting(turn, draft_words.FILE_REMOVED)
            return True
        case "opt":
            taken_choice(acting, question, value)
        case "unknown":
            forget(acting, question)
            mark_unknown(acting, question.name, unknown=True)
        case "skip":
            forget(acting, question)
    await _advance(turn, acting, question)
    return True


async def _leave(turn: Turn, acting: Acting, do: str) -> bool:
    """Buttons that lead out: one question back, or away; nothing written is lost without being asked."""
    if do in {"yes", "no"} and not acting.cancelling:
        return False
    if do == "yes":
        leave_action(turn)
        await _back_to_report(turn, texts.ACT_CANCELLED)
    elif do == "no" or (do == "back" and acting.cancelling):
        acting.cancelling = False
        show_acting(turn)
    elif do == "back" and acting.at > 0:
        acting.at -= 1
        show_acting(turn)
    else:
        await cancel_action(turn)
    return True


async def cancel_action(turn: Turn) -> None:
    """Leave the action; what was written is thrown away only after being asked."""
    acting = acting_of(turn)
    if has_answers(acting):
        acting.cancelling = True
        show_acting(turn)
        return
    leave_action(turn)
    await _back_to_report(turn, texts.ACT_CANCELLED)


async def _from_last_look(turn: Turn, acting: Acting, do: str, value: str) -> bool:
    if do == "send":
        await _carry_out(turn, acting)
        return True
    names = [question.name for question in questions_of(acting)]
    if value not in names:
        return False
    acting.at = names.index(value)
    show_acting(turn)
    return True


async def _advance(turn: Turn, acting: Acting, question: Question, said: str = "") -> None:
    if question.name not in acting.passed:
        acting.passed.append(question.name)
    acting.at = next_open(acting)
    said_something = acting.files or any(isinstance(value, str) for value in acting.values.values())
    if at_last_look(acting) and not (said_something or acting.looked or is_grave(acting)):
        await _carry_out(turn, acting)
        return
    show_acting(turn, said)


async def edited_answer(turn: Turn, incoming: Incoming) -> bool:
    """Change what an edited message gave to an action not sent yet; False where it gave nothing."""
    acting = turn.opened.acting if turn.opened else None
    if acting is None:
        return False
    said = await change_file(turn, acting.files, incoming)
    whole, pieces = whole_of(acting.told, incoming)
    name = next((name for name, number in acting.sources.items() if number == whole.message_id), None)
    if name is not None and whole.text:
        said = change_answer(acting, name, whole, pieces)
    if not said:
        return False
    if turn.state.mode is Mode.ACTING:
        show_acting(turn, said)
    else:
        turn.say(said)
    return True


async def _carry_out(turn: Turn, acting: Acting) -> None:
    """Hand the action to the core; a refusal is told, and what was written is kept where it can be."""
    tracking_id = TrackingId(turn.opened.tracking_id if turn.opened else "")
    try:
        view = await _to_core(turn, acting, tracking_id)
    except DomainError as refusal:
        if refusal.kind is ErrorKind.UNAVAILABLE:
            raise
        await _refused(turn, acting, refusal)
        return
    leave_action(turn)
    opened(turn, tracking_id, view)
    turn.state.last_told = max(turn.state.last_told, *acting.sources.values(), 0)
    done = texts.ACT_DONE.format(label=escape(acting.label))
    show_status(turn, view, f"{done} {escape(view.told)}".strip())


async def _refused(turn: Turn, acting: Acting, refusal: DomainError) -> None:
    """Say why it is refused; what was written may be mended, or goes along as further information."""
    said = escape(" ".join([refusal.message, *refusal.fields.values()]))
    tracking_id = TrackingId(turn.opened.tracking_id if turn.opened else "")
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    label = _label(view, Action.ADD_INFORMATION)
    if refusal.kind is ErrorKind.INVALID and _label(view, acting.action) is not None:
        show_acting(turn, said)
        return
    instead = as_information(acting, label, State(view.state)) if label else None
    if turn.opened is not None and instead is not None:
        turn.opened.acting = instead
        show_acting(turn, f"{said} {texts.ACT_AS_INFORMATION}")
    else:
        leave_action(turn)
        show_status(turn, view, said)


async def _to_core(turn: Turn, acting: Acting, tracking_id: TrackingId) -> ThreadView:
    values = dict(acting.values)
    if supplies_elements(acting) and set(values) == {UNKNOWN_TO_REPORTER} and not acting.files:
        only_evidence = unknown_of(acting) == [Element.EVIDENCE.value]
        values["message"] = texts.ACT_NO_EVIDENCE if only_evidence else texts.ACT_UNKNOWN_ALL
    number = acting.message_id if acting.message_id is not None else -int(acting.id, 16)
    source_key = turn.services.source_key(turn.chat_id, number)
    sources = {name: source_of(turn, acting.told, each) for name, each in acting.sources.items()}
    async with turn.services.desk() as desk:
        if acting.action == RATE:
            stars, told = int(str(values["rating"])), sources.get("comment")
            comment = str(values.get("comment", ""))
            return await desk.rate(tracking_id, stars, comment, told.key if told else None)
        return await desk.act(tracking_id, acting.action, values, tuple(acting.files), source_key, sources)


async def _back_to_report(turn: Turn, before: str) -> None:
    if turn.opened is None:
        turn.say(before)
        return
    view = await look(turn, TrackingId(turn.opened.tracking_id))
    show_status(turn, view, before)

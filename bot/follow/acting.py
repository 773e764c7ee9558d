"""Carrying out a reporter's action: its questions one by one, then, where it matters, a last look."""

import secrets
from typing import Final

from bot.conversation.files import keep_files
from bot.follow.opening import ask_tracking, look, opened
from bot.follow.questions import RATE, Question, is_grave, questions_of, takes_files
from bot.follow.showing import show_status
from bot.incoming import Incoming
from bot.memory.state import Acting, Mode
from bot.presses import ActPress
from bot.speech.replies import Button, Rows, packed
from bot.speech.splitting import escape
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.fields import HIGHEST_RATING, LOWEST_RATING, FieldType
from core.chain.guards import UNKNOWN_TO_REPORTER
from core.chain.states import State
from core.errors import DomainError, ErrorKind
from core.privacy.tracking import TrackingId
from core.reports.schemas import ThreadView

_TYPED: Final = {
    "batal": "cancel",
    "kirim": "send",
    "lewati": "skip",
    "lanjut": "next",
    "tidak tahu": "unknown",
}

_CAPTIONS: Final[dict[str, str]] = {Action.COMPLETE: "message", Action.ADD_INFORMATION: "text"}
"""Where the caption of a refused file goes when no words are asked for at that moment."""


async def begin_action(turn: Turn, action: str) -> None:
    """Start an action on the open report, if it is possible now."""
    if turn.opened is None:
        ask_tracking(turn)
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
    await show_acting(turn)


def _label(view: ThreadView, action: str) -> str | None:
    if action == RATE and view.rating is None:
        return texts.RATE
    return next((each.label for each in view.actions if each.action == action), None)


async def show_acting(turn: Turn, before: str = "") -> None:
    """Ask the current question, or show what will be sent."""
    acting = _acting(turn)
    asked = questions_of(acting)
    heading = texts.ACT_TITLE.format(label=escape(acting.label))
    if acting.at >= len(asked):
        await _show_last(turn, acting, heading, before)
        return
    question = asked[acting.at]
    lines = [heading]
    if len(asked) > 1:
        lines.append(texts.ACT_PART.format(number=acting.at + 1, total=len(asked)))
    lines += [*([before] if before else []), escape(question.text)]
    if takes_files(acting) and question.type is FieldType.LONG_TEXT:
        lines.append(texts.ACT_FILES)
    turn.say("\n".join(lines), _question_rows(acting, question))


async def _show_last(turn: Turn, acting: Acting, heading: str, before: str) -> None:
    lines = [heading, *([before] if before else [])]
    lines += [escape(value) for value in acting.values.values() if isinstance(value, str)]
    if acting.files:
        lines.append(texts.ACT_FILE_KEPT.format(count=len(acting.files)))
    lines += ["", texts.ACT_SURE]
    turn.say(
        "\n".join(lines),
        ((_button(acting, texts.ACT_SEND, "send"), _button(acting, texts.ACT_CANCEL, "cancel")),),
    )


def _question_rows(acting: Acting, question: Question) -> Rows:
    buttons: list[Button] = []
    if question.type is FieldType.RATING:
        stars = range(LOWEST_RATING, HIGHEST_RATING + 1)
        buttons += [_button(acting, str(star), "opt", str(star)) for star in stars]
    if question.type is FieldType.FLAG:
        buttons += [_button(acting, texts.YES, "opt", "1"), _button(acting, texts.NO, "opt", "0")]
    if question.element:
        buttons.append(_button(acting, texts.ACT_DO_NOT_KNOW, "unknown"))
    if acting.files:
        buttons.append(_button(acting, texts.ACT_NEXT, "next"))
    elif not question.required and question.type is not FieldType.FLAG:
        buttons.append(_button(acting, texts.ACT_SKIP, "skip"))
    return (*packed(buttons), (_button(acting, texts.ACT_CANCEL, "cancel"),))


def _button(acting: Acting, label: str, do: str, value: str = "") -> Button:
    return Button(label, ActPress(act=acting.id, at=acting.at, do=do, value=value).pack())


async def receive_action(turn: Turn, incoming: Incoming) -> None:
    """Take a message while an action is being filled in."""
    acting = _acting(turn)
    if incoming.attachments:
        await _take_files(turn, acting, incoming)
        return
    do = _TYPED.get(incoming.word)
    if do and await _do(turn, do, ""):
        return
    asked = questions_of(acting)
    if acting.at >= len(asked):
        if do := {"1": "send", "2": "cancel"}.get(incoming.word):
            await _do(turn, do, "")
        else:
            await show_acting(turn, texts.ACT_EXPECT_SEND)
        return
    await _take_text(turn, acting, asked[acting.at], incoming)


async def _take_text(
    turn: Turn, acting: Acting, question: Question, incoming: Incoming, said: str = ""
) -> None:
    match question.type:
        case FieldType.RATING:
            if not await _do(turn, "opt", incoming.word):
                await show_acting(turn, texts.ACT_EXPECT_CHOICE)
        case FieldType.FLAG:
            value = {"1": "1", "ya": "1", "2": "0", "tidak": "0"}.get(incoming.word, "")
            if not await _do(turn, "opt", value):
                await show_acting(turn, texts.ACT_EXPECT_CHOICE)
        case FieldType.FILES:
            await show_acting(turn, texts.ACT_EXPECT_FILE)
        case _ if not incoming.text:
            await show_acting(turn, texts.ACT_EXPECT_TEXT)
        case _ if len(incoming.text) > question.limit:
            too_long = step_texts.too_long(question.limit, len(incoming.text))
            await show_acting(turn, f"{said} {too_long}".strip())
        case _:
            acting.values[question.name] = incoming.text
            acting.message_id = acting.message_id or incoming.message_id
            await _advance(turn, acting, said)


async def _take_files(turn: Turn, acting: Acting, incoming: Incoming) -> None:
    if not takes_files(acting):
        await show_acting(turn, texts.ACT_EXPECT_TEXT)
        return
    kept = await keep_files(turn.services, incoming, len(acting.files))
    acting.files.extend(kept.files)
    said = kept.words(len(acting.files))
    asked = questions_of(acting)
    question = asked[acting.at] if acting.at < len(asked) else None
    if question and question.type is FieldType.LONG_TEXT and incoming.text:
        await _take_text(turn, acting, question, incoming, said if kept.refusals else "")
        return
    if kept.captions and (home := _CAPTIONS.get(acting.action)):
        acting.values[home] = "\n\n".join(filter(None, (str(acting.values.get(home, "")), *kept.captions)))
        said = f"{said} {texts.ACT_CAPTION_KEPT}"
    await show_acting(turn, said)


async def press_action(turn: Turn, pressed: ActPress) -> bool:
    """Carry out a button of an action; False where it belongs to another."""
    acting = turn.opened.acting if turn.opened else None
    if acting is None or acting.id != pressed.act:
        return False
    turn.state.mode = Mode.ACTING
    if pressed.at != acting.at:
        await show_acting(turn, step_texts.OLD_BUTTON)
    elif not await _do(turn, pressed.do, pressed.value):
        await show_acting(turn, step_texts.UNKNOWN_BUTTON)
    return True


async def _do(turn: Turn, do: str, value: str) -> bool:
    """Do what a button says; False where the question has no such button."""
    acting = _acting(turn)
    asked = questions_of(acting)
    question = asked[acting.at] if acting.at < len(asked) else None
    if do == "cancel":
        leave_action(turn)
        await _back_to_report(turn, texts.ACT_CANCELLED)
        return True
    if question is None:
        if do == "send":
            await _carry_out(turn, acting)
        return do == "send"
    if not _accepts(acting, question, do, value):
        return False
    match do:
        case "opt" if question.type is FieldType.RATING:
            acting.values[question.name] = int(value)
        case "opt":
            acting.values[question.name] = value == "1"
        case "unknown":
            known = acting.values.get(UNKNOWN_TO_REPORTER)
            acting.values[UNKNOWN_TO_REPORTER] = [*(known if isinstance(known, list) else []), question.name]
    await _advance(turn, acting)
    return True


def _accepts(acting: Acting, question: Question, do: str, value: str) -> bool:
    match do:
        case "opt" if question.type is FieldType.RATING:
            return value.isdecimal() and LOWEST_RATING <= int(value[:2]) <= HIGHEST_RATING
        case "opt":
            return question.type is FieldType.FLAG and value in {"0", "1"}
        case "unknown":
            return question.element
        case "skip":
            return not question.required
        case "next":
            return bool(acting.files)
    return False


async def _advance(turn: Turn, acting: Acting, said: str = "") -> None:
    acting.at += 1
    asked = questions_of(acting)
    said_something = acting.files or any(isinstance(value, str) for value in acting.values.values())
    if acting.at >= len(asked) and not said_something and asked and not is_grave(acting):
        await _carry_out(turn, acting)
        return
    await show_acting(turn, said)


async def _carry_out(turn: Turn, acting: Acting) -> None:
    """Hand the action to the core; a refusal is told, and the report shown as it now stands."""
    tracking_id = TrackingId(turn.opened.tracking_id if turn.opened else "")
    leave_action(turn)
    try:
        view = await _to_core(turn, acting, tracking_id)
    except DomainError as refusal:
        if refusal.kind is ErrorKind.UNAVAILABLE:
            raise
        await _back_to_report(turn, escape(" ".join([refusal.message, *refusal.fields.values()])))
        return
    opened(turn, tracking_id, view)
    if acting.message_id is not None and turn.opened is not None:
        turn.opened.written[acting.message_id] = ""
    done = texts.ACT_DONE.format(label=escape(acting.label))
    show_status(turn, view, f"{done} {escape(view.told)}".strip())


async def _to_core(turn: Turn, acting: Acting, tracking_id: TrackingId) -> ThreadView:
    values = dict(acting.values)
    if acting.action == Action.COMPLETE and set(values) == {UNKNOWN_TO_REPORTER} and not acting.files:
        values["message"] = texts.ACT_UNKNOWN_ALL
    number = acting.message_id if acting.message_id is not None else -int(acting.id, 16)
    source_key = turn.services.source_key(turn.chat_id, number)
    async with turn.services.desk() as desk:
        if acting.action == RATE:
            stars = values["rating"]
            comment = values.get("comment", "")
            return await desk.rate(tracking_id, int(str(stars)), str(comment))
        return await desk.act(tracking_id, acting.action, values, tuple(acting.files), source_key)


async def _back_to_report(turn: Turn, before: str) -> None:
    if turn.opened is None:
        turn.say(before)
        return
    view = await look(turn, TrackingId(turn.opened.tracking_id))
    show_status(turn, view, before)


def leave_action(turn: Turn) -> None:
    """Stop filling in the action."""
    turn.state.mode = Mode.IDLE
    if turn.opened is not None:
        turn.opened.acting = None


def _acting(turn: Turn) -> Acting:
    if turn.opened is None or turn.opened.acting is None:
        msg = "there is no action being filled in"
        raise RuntimeError(msg)
    return turn.opened.acting

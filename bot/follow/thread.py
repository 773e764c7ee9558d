"""Buttons of an open report, and edits of messages that became part of one."""

from uuid import UUID

from bot.conversation.marks import mark_of
from bot.conversation.pieces import keep, source_of, whole_of
from bot.conversation.sending import offer_receipts
from bot.conversation.steps import BY_NAME
from bot.follow.acting import begin_action
from bot.follow.opening import ask_tracking, close_report, look, opened
from bot.follow.settings import set_push, show_push
from bot.follow.showing import show_body, show_status, show_thread, show_why
from bot.follow.unsent import asks_first, pause_action
from bot.incoming import Incoming
from bot.memory.state import Mode, Piece
from bot.presses import ThreadPress
from bot.speech.replies import SendFile, Sweep
from bot.texts import draft as draft_words
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.chain.actions import Action
from core.errors import NotFoundError
from core.privacy.tracking import TrackingId
from core.reporter.revising import Edit, Revised


async def press_thread(turn: Turn, pressed: ThreadPress, message_id: int) -> None:
    """Carry out a button of the open report; one of another report opens nothing."""
    current = turn.opened
    if current is None or mark_of(current.tracking_id) != pressed.mark:
        ask_tracking(turn, texts.OPENED_EXPIRED)
        return
    pause_action(turn)
    tracking_id = TrackingId(current.tracking_id)
    match pressed.do:
        case "act":
            await begin_action(turn, pressed.value)
        case "add":
            await begin_action(turn, Action.ADD_INFORMATION)
        case "file":
            await _hand_over(turn, tracking_id, pressed.value)
        case "close":
            if not asks_first(turn, "close"):
                close_report(turn)
        case "sweep":
            sweep(turn, message_id)
        case "mode" | "link" | "unlink":
            await set_push(turn, tracking_id, pressed.do, pressed.value)
        case _:
            await _show(turn, tracking_id, pressed)


async def _show(turn: Turn, tracking_id: TrackingId, pressed: ThreadPress) -> None:
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    match pressed.do:
        case "thread":
            show_thread(turn, view, int(pressed.value[:4]) if pressed.value.isdecimal() else 0)
        case "body":
            show_body(turn, view)
        case "push":
            show_push(turn, view)
        case "why":
            show_why(turn, view)
        case _:
            show_status(turn, view)


async def _hand_over(turn: Turn, tracking_id: TrackingId, value: str) -> None:
    try:
        async with turn.services.desk() as desk:
            file, content = await desk.file(tracking_id, UUID(hex=value))
    except (ValueError, NotFoundError):
        turn.say(texts.FILE_GONE)
        return
    turn.put(SendFile(file.name, content, medium=file.medium, caption=file.caption))


def sweep(turn: Turn, message_id: int) -> None:
    """Delete the last messages; a tracking ID not yet kept is shown once more instead."""
    if turn.state.unkept:
        offer_receipts(turn, draft_words.SWEEP_FIRST_KEEP)
        return
    turn.put(Sweep(up_to=message_id))
    turn.offer([])
    turn.say(draft_words.SWEPT)


async def show_opened(turn: Turn, before: str = "") -> None:
    """Show the open report again."""
    if turn.opened is None:
        msg = "no report is open"
        raise RuntimeError(msg)
    show_status(turn, await look(turn, TrackingId(turn.opened.tracking_id)), before)


async def revised(turn: Turn, incoming: Incoming) -> None:
    """Carry an edit of a sent message over to its report, or say that it cannot be: never silence.

    Whether a forgotten message belonged to a report cannot be told, so any is answered, but for
    commands and for what was said while the present draft is being written.
    """
    if incoming.text.startswith("/") or not (incoming.text or incoming.attachments):
        return
    current = turn.opened
    whole, pieces = whole_of(current.told, incoming) if current else (incoming, [])
    name = current.written.get(whole.message_id, "") if current else ""
    step = BY_NAME.get(name)
    if step is not None and len(whole.text) > step.limit:
        turn.say(step_texts.too_long(step.limit, len(whole.text)))
    elif outcome := await _revise(turn, incoming, name, pieces):
        turn.say(texts.REVISED[outcome])
    elif step is not None and step.group == "identity":
        turn.say(texts.IDENTITY_NOT_REVISED)
    elif not _of_the_draft(turn, incoming.message_id):
        turn.say(texts.NOT_REVISED)


async def _revise(turn: Turn, incoming: Incoming, name: str, pieces: list[Piece]) -> Revised:
    current = turn.opened
    if current is None:
        return Revised.NOTHING
    told = [pieces] if pieces else []
    edit = Edit(
        source_key=turn.services.source_key(turn.chat_id, incoming.message_id),
        text=incoming.text,
        answer=name,
        label=BY_NAME[name].title if name in BY_NAME else "",
        whole=source_of(turn, told, pieces[0].message_id) if pieces else None,
        size=next((attachment.size for attachment in incoming.attachments), None),
    )
    async with turn.services.desk() as desk:
        outcome = await desk.revise(TrackingId(current.tracking_id), edit)
    if pieces and outcome.changes:
        keep(current.told, pieces)
    return outcome


def _of_the_draft(turn: Turn, message_id: int) -> bool:
    """Tell whether a message was said while the present draft is being written."""
    draft = turn.state.draft
    if draft is None or turn.state.mode is not Mode.DRAFT:
        return False
    began = min(draft.sources.values(), default=message_id + 1)
    return message_id >= began and message_id > turn.state.last_told

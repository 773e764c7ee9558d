"""Handing an action to the core: what it says afterwards, and what becomes of the words if it refuses."""

from uuid import UUID

from bot.conversation.pieces import source_of
from bot.follow.answers import as_information
from bot.follow.questions import RATE, TRANSCRIPT, supplies_elements, unknown_of
from bot.follow.report_pages import StatusPage
from bot.follow.tracking import look, opened
from bot.follow.unsent import leave_action, page_of
from bot.memory.state import PendingAction
from bot.page import Page, Words
from bot.speech.splitting import escape
from bot.texts import follow as texts
from bot.texts import voice as voice_texts
from bot.turn import Turn
from core.chain.actions import Action
from core.chain.states import Element, State
from core.chain.table.guards import UNKNOWN_TO_REPORTER
from core.errors import DomainError, ErrorKind
from core.languages import say
from core.privacy.tracking import TrackingId
from core.reporter.schemas import ThreadView


def label_of(view: ThreadView, action: str) -> str | None:
    """Return what the action is called; None where it is not possible now."""
    if action == RATE and view.rating is None:
        return texts.RATE
    if action == TRANSCRIPT:
        return voice_texts.CORRECTION
    return next((each.label for each in view.actions if each.action == action), None)


async def carry_out(turn: Turn, acting: PendingAction) -> Page:
    """Hand the action to the core; a refusal is told, and what was written is kept where it can be."""
    tracking_id = TrackingId(turn.opened.tracking_id if turn.opened else "")
    try:
        view = await _to_core(turn, acting, tracking_id)
    except DomainError as refusal:
        if refusal.kind is ErrorKind.UNAVAILABLE:
            raise
        return await _refused(turn, acting, refusal)
    if any(file.answers for file in acting.files):
        turn.services.write_down_later(turn.chat_id, tracking_id)
    leave_action(turn)
    opened(turn, tracking_id, view)
    turn.state.last_told = max(turn.state.last_told, *acting.sources.values(), 0)
    done = texts.ACT_DONE.format(label=escape(say(acting.label)))
    return StatusPage(view, f"{done} {escape(say(view.told))}".strip())


async def _refused(turn: Turn, acting: PendingAction, refusal: DomainError) -> Page:
    """Say why it is refused; what was written may be mended, or goes along as further information."""
    said = escape(" ".join(map(say, [refusal.message, *refusal.fields.values()])))
    tracking_id = TrackingId(turn.opened.tracking_id if turn.opened else "")
    view = await look(turn, tracking_id)
    opened(turn, tracking_id, view)
    label = label_of(view, Action.ADD_INFORMATION)
    if refusal.kind is ErrorKind.INVALID and label_of(view, acting.action) is not None:
        return page_of(acting, said)
    instead = as_information(acting, label, State(view.state)) if label else None
    if turn.opened is not None and instead is not None:
        turn.opened.acting = instead
        return page_of(instead, f"{said} {texts.ACT_AS_INFORMATION}")
    leave_action(turn)
    return StatusPage(view, said)


async def _to_core(turn: Turn, acting: PendingAction, tracking_id: TrackingId) -> ThreadView:
    values = dict(acting.values)
    if supplies_elements(acting) and set(values) == {UNKNOWN_TO_REPORTER} and not acting.files:
        only_evidence = unknown_of(acting) == [Element.EVIDENCE.value]
        values["message"] = texts.ACT_NO_EVIDENCE if only_evidence else texts.ACT_UNKNOWN_ALL
    number = acting.message_id if acting.message_id is not None else -int(acting.id, 16)
    source_key = turn.services.source_key(turn.chat_id, number)
    sources = {name: source_of(turn, acting.told, each) for name, each in acting.sources.items()}
    if acting.action == TRANSCRIPT:
        async with turn.services.transcribing() as desk:
            right = str(values["text"])
            await desk.write_down(tracking_id, UUID(acting.about), right, by_reporter=True)
            return await desk.thread(tracking_id)
    async with turn.services.desk() as desk:
        if acting.action == RATE:
            stars, told = int(str(values["rating"])), sources.get("comment")
            comment = str(values.get("comment", ""))
            return await desk.rate(tracking_id, stars, comment, told.key if told else None)
        return await desk.act(tracking_id, acting.action, values, tuple(acting.files), source_key, sources)


async def back_to_report(turn: Turn, said: str) -> Page:
    """Show the report the action was for, after a word about what became of it."""
    if turn.opened is None:
        return Words(said)
    view = await look(turn, TrackingId(turn.opened.tracking_id))
    return StatusPage(view, said)

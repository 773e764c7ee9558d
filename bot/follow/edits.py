"""Edits of messages that gave an action its answers, or became part of a sent report."""

from bot.conversation.files import change_file
from bot.conversation.pieces import keep, source_of, whole_of
from bot.conversation.steps import BY_NAME, IDENTITY
from bot.follow.answers import change_answer
from bot.follow.unsent import page_of
from bot.incoming import Incoming
from bot.memory.state import Mode, Piece
from bot.page import Page, Words
from bot.texts import follow as texts
from bot.texts import steps as step_texts
from bot.turn import Turn
from core.privacy.tracking import TrackingId
from core.reporter.revising import Edit, Revised


async def edited_answer(turn: Turn, incoming: Incoming) -> Page | None:
    """Change what an edited message gave to an action not sent yet; None where it gave nothing."""
    acting = turn.opened.acting if turn.opened else None
    if acting is None:
        return None
    said = await change_file(turn, acting.files, incoming)
    whole, pieces = whole_of(acting.told, incoming)
    name = next((name for name, number in acting.sources.items() if number == whole.message_id), None)
    if name is not None and whole.text:
        said = change_answer(acting, name, whole, pieces)
    if not said:
        return None
    return page_of(acting, said) if turn.state.mode is Mode.ACTING else Words(said)


async def revised(turn: Turn, incoming: Incoming) -> Words | None:
    """Carry an edit of a sent message over to its report, or say that it cannot be: never silence.

    Whether a forgotten message belonged to a report cannot be told, so any is answered, but for
    commands and for what was said while the present draft is being written.
    """
    if incoming.text.startswith("/") or not (incoming.text or incoming.attachments):
        return None
    current = turn.opened
    whole, pieces = whole_of(current.told, incoming) if current else (incoming, [])
    name = current.written.get(whole.message_id, "") if current else ""
    step = BY_NAME.get(name)
    if step is not None and len(whole.text) > step.limit:
        return Words(step_texts.too_long(step.limit, len(whole.text)))
    if outcome := await _revise(turn, incoming, name, pieces):
        return Words(texts.REVISED[outcome])
    if step is not None and step.group == IDENTITY:
        return Words(texts.IDENTITY_NOT_REVISED)
    return None if _of_the_draft(turn, incoming.message_id) else Words(texts.NOT_REVISED)


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

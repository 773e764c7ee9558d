"""Edits of messages that gave a draft an answer or a file."""

from bot.conversation.answers import Taken, edit_parties, take
from bot.conversation.draft_pages import DraftPage
from bot.conversation.files import change_file
from bot.conversation.pieces import keep, whole_of
from bot.conversation.steps import BY_NAME, Expect, Step, next_step, path_of
from bot.incoming import Incoming
from bot.memory.state import Draft, Mode, Piece
from bot.page import Page, Words
from bot.texts import steps as texts
from bot.turn import Turn
from core.languages import say


async def edited(turn: Turn, incoming: Incoming) -> Page | None:
    """Change the answer or the file that an edited message gave; None where it gave none."""
    draft = turn.state.draft
    if draft is None:
        return None
    said = await change_file(turn, draft.evidence, incoming)
    whole, pieces = whole_of(draft.told, incoming)
    name = _answered_by(draft, whole.message_id)
    if name is not None and whole.text and BY_NAME[name].expects is not Expect.OFFICE:
        said = await _change_answer(turn, draft, BY_NAME[name], whole, pieces)
    if not said:
        return None
    return DraftPage(said) if turn.state.mode is Mode.DRAFT else Words(said)


async def _change_answer(turn: Turn, draft: Draft, step: Step, whole: Incoming, pieces: list[Piece]) -> str:
    """Take an answer as it is now, with the messages it came in; return what to say."""
    if step.expects is Expect.PARTIES:
        said, used = edit_parties(draft, step, whole)
    else:
        outcome = await take(turn.services, draft, step, whole)
        used = isinstance(outcome, Taken)
        said = texts.CHANGED.format(title=say(step.title)) if used else outcome.say
    if used and pieces:
        keep(draft.told, pieces)
    if draft.step not in {each.name for each in path_of(draft)}:
        draft.step = next_step(draft)
    return said


def _answered_by(draft: Draft, message_id: int) -> str | None:
    """Name the step a message answered. Parties may come from several, so each knows its own."""
    if any(party.message_id == message_id for party in draft.parties):
        return "who"
    return next((step for step, number in draft.sources.items() if number == message_id), None)

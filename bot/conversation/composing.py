"""Writing a report: beginning one, and taking the person's messages and edits."""

import secrets

from bot.conversation.answers import Taken, edit_parties, take
from bot.conversation.asking import ask
from bot.conversation.files import Kept, change_file, keep_files
from bot.conversation.leaving import ask_cancel, read_choice
from bot.conversation.moving import draft_of, pass_step, show
from bot.conversation.pieces import keep, remember, whole_of
from bot.conversation.pressing import TYPED, act, offers
from bot.conversation.remarks import asks_who, keep_captions
from bot.conversation.review import take_review
from bot.conversation.steps import BY_NAME, REVIEW, Expect, Step, next_step, path_of
from bot.incoming import Incoming
from bot.memory.state import Draft, Mode, Piece
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.texts import steps as texts
from bot.turn import Turn
from core.chain.states import Track
from core.clock import now
from core.offices.directory import OfficeEntry
from core.privacy.tracking import new_tracking_id


async def begin(turn: Turn, track: Track, office: OfficeEntry | None = None) -> None:
    """Start a new report, with a tracking ID of its own."""
    draft = Draft(
        id=secrets.token_hex(4), tracking_id=new_tracking_id(), track=track, started_at=now(), step=""
    )
    if office is not None:
        draft.office_id, draft.office_name, draft.office_fixed = office.id, office.name, True
        draft.passed.append("office")
    draft.step = next_step(draft)
    turn.state.draft = draft
    turn.state.mode = Mode.DRAFT
    await ask(turn, words.FOR_OFFICE.format(office=escape(office.name)) if office else "")


async def receive(turn: Turn, incoming: Incoming) -> None:
    """Take a message while a draft is being written."""
    draft = draft_of(turn)
    if draft.cancelling and not incoming.attachments:
        if not await act(turn, read_choice(incoming.word)):
            ask_cancel(turn, draft, words.EXPECT_CANCEL)
        return
    if incoming.attachments:
        kept = await keep_files(turn, incoming, len(draft.evidence))
        if asks_who(draft):
            kept.without_captions(incoming)
        draft.evidence.extend(kept.files)
        await _take_files(turn, draft, incoming, kept)
        return
    do = TYPED.get(incoming.word)
    if do and offers(draft, do):
        await act(turn, do)
    elif draft.step == REVIEW:
        await take_review(turn, incoming)
    else:
        await _take(turn, draft, incoming)


async def _take_files(turn: Turn, draft: Draft, incoming: Incoming, kept: Kept) -> None:
    """Say what became of the files; a caption answers the question, a bare file does not.

    The caption of a file that cannot be kept, and that answers nothing, goes into the report by itself.
    """
    said = _said(draft, incoming, kept)
    draft.cancelling = False
    if incoming.text and draft.step not in {REVIEW, "evidence"}:
        await _take(turn, draft, incoming, said, kept)
        return
    said = _joined(said, keep_captions(draft, kept, answered=False))
    if draft.step in {REVIEW, "evidence"}:
        await show(turn, said)
    else:
        await ask(turn, _joined(said, BY_NAME[draft.step].expected))


def _said(draft: Draft, incoming: Incoming, kept: Kept) -> str:
    if kept.files and draft.step != "evidence":
        spoken = all(each.kind == "voice" for each in incoming.attachments)
        refusals = [escape(refusal) for refusal in dict.fromkeys(kept.refusals)]
        return _joined(words.VOICE_AS_EVIDENCE if spoken else words.FILE_AS_EVIDENCE, *refusals)
    return kept.words(len(draft.evidence))


async def _take(
    turn: Turn, draft: Draft, incoming: Incoming, said: str = "", kept: Kept | None = None
) -> None:
    step = BY_NAME[draft.step]
    outcome = await take(turn.services, draft, step, incoming)
    taken = isinstance(outcome, Taken)
    if taken and step.expects is not Expect.EVIDENCE:
        draft.sources[step.name] = incoming.message_id
    if outcome.used:
        remember(draft.told, incoming)
    if kept is not None:
        said = _joined(said, keep_captions(draft, kept, answered=outcome.used))
    before = _joined(said, outcome.say)
    if taken:
        await pass_step(turn, before)
    else:
        await ask(turn, before)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


async def edited(turn: Turn, incoming: Incoming) -> bool:
    """Change the answer or the file that an edited message gave; False where it gave none."""
    draft = turn.state.draft
    if draft is None:
        return False
    said = await change_file(turn, draft.evidence, incoming)
    whole, pieces = whole_of(draft.told, incoming)
    name = _answered_by(draft, whole.message_id)
    if name is not None and whole.text and BY_NAME[name].expects is not Expect.OFFICE:
        said = await _change_answer(turn, draft, BY_NAME[name], whole, pieces)
    if not said:
        return False
    if turn.state.mode is Mode.DRAFT:
        await show(turn, said)
    else:
        turn.say(said)
    return True


async def _change_answer(turn: Turn, draft: Draft, step: Step, whole: Incoming, pieces: list[Piece]) -> str:
    """Take an answer as it is now, with the messages it came in; return what to say."""
    if step.expects is Expect.PARTIES:
        said, used = edit_parties(draft, step, whole)
    else:
        outcome = await take(turn.services, draft, step, whole)
        used = isinstance(outcome, Taken)
        said = texts.CHANGED.format(title=step.title) if used else outcome.say
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

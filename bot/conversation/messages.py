"""Messages while a draft is being written: an answer, files, or a word that stands for a button."""

from bot.conversation.answers import Taken, take
from bot.conversation.buttons import TYPED, act, offers, read_choice
from bot.conversation.captions import asks_who, keep_captions, keep_origin
from bot.conversation.draft_pages import DraftPage
from bot.conversation.files import Kept, keep_files
from bot.conversation.path import open_answer, pass_step
from bot.conversation.pieces import remember
from bot.conversation.steps import BY_NAME, REVIEW, Expect, path_of
from bot.conversation.voice import spoken_step, take_voice, unless_it_tells_who
from bot.incoming import Incoming
from bot.memory.state import Draft
from bot.page import Nothing, Page
from bot.speech.splitting import escape
from bot.texts import draft as words
from bot.texts import steps as texts
from bot.turn import Turn
from core.languages import say


async def receive(turn: Turn, incoming: Incoming) -> Page:
    """Take a message while a draft is being written."""
    draft = turn.draft
    if draft.cancelling and not incoming.attachments:
        return await act(turn, read_choice(incoming.word)) or DraftPage(words.EXPECT_CANCEL)
    if incoming.attachments:
        heard = unless_it_tells_who(draft, incoming)
        if not heard.attachments:
            refused = words.VOICE_IDENTITY
            return await _take(turn, draft, heard, refused) if heard.text else DraftPage(refused)
        kept = await keep_files(turn, incoming, len(draft.evidence), answers=spoken_step(draft))
        if asks_who(draft):
            kept.without_captions(incoming)
        draft.evidence.extend(kept.files)
        return await _take_files(turn, draft, incoming, kept)
    do = TYPED.get(incoming.word)
    if do and offers(draft, do):
        return await act(turn, do) or Nothing()
    if draft.step == REVIEW:
        return _open_from_review(draft, incoming)
    return await _take(turn, draft, incoming)


def _open_from_review(draft: Draft, incoming: Incoming) -> DraftPage:
    """Open the answer whose number is typed; anything else is told what is expected."""
    path = path_of(draft)
    word = incoming.word.removeprefix("ubah").strip()
    number = int(word[:3]) if word.isdecimal() else 0
    opened = open_answer(draft, path[number - 1].name) if 1 <= number <= len(path) else None
    return opened or DraftPage(texts.EXPECT_REVIEW)


async def _take_files(turn: Turn, draft: Draft, incoming: Incoming, kept: Kept) -> DraftPage:
    """Say what became of the files; a caption or a voice note answers the question, a bare file does not.

    The caption of a file that cannot be kept, and that answers nothing, goes into the report by itself.
    """
    said = _said(draft, incoming, kept, turn.services.max_files)
    draft.cancelling = False
    if incoming.text and draft.step not in {REVIEW, "evidence"}:
        return await _take(turn, draft, incoming, said, kept)
    if any(file.answers for file in kept.files):
        take_voice(draft, BY_NAME[draft.step])
        draft.sources[draft.step] = incoming.message_id
        return pass_step(draft, said)
    said = _joined(said, keep_captions(draft, kept, answered=False))
    if draft.step in {REVIEW, "evidence"}:
        return DraftPage(said)
    return DraftPage(_joined(said, say(BY_NAME[draft.step].expected)))


def _said(draft: Draft, incoming: Incoming, kept: Kept, most: int) -> str:
    if kept.files and draft.step != "evidence":
        refusals = [escape(refusal) for refusal in dict.fromkeys(kept.refusals)]
        return _joined(_kept_as(draft, incoming, kept), *refusals, kept.traces())
    return kept.words(len(draft.evidence), most)


def _kept_as(draft: Draft, incoming: Incoming, kept: Kept) -> str:
    """Say as what the files are kept: a voice note as an answer wherever one can be spoken."""
    if any(file.answers for file in kept.files):
        return words.VOICE_AS_ANSWER
    spoken = all(each.spoken for each in incoming.attachments) and draft.step != REVIEW
    return words.VOICE_AS_EVIDENCE if spoken else words.FILE_AS_EVIDENCE


async def _take(
    turn: Turn, draft: Draft, incoming: Incoming, said: str = "", kept: Kept | None = None
) -> DraftPage:
    step = BY_NAME[draft.step]
    outcome = await take(turn.services, draft, step, incoming)
    taken = isinstance(outcome, Taken)
    if taken and step.expects is not Expect.EVIDENCE:
        draft.sources[step.name] = incoming.message_id
    if outcome.used:
        remember(draft.told, incoming)
    if outcome.used and incoming.forwarded and kept is None and step.expects is Expect.PARTIES:
        said = _joined(said, keep_origin(draft, incoming))
    if kept is not None:
        said = _joined(said, keep_captions(draft, kept, answered=outcome.used))
    said = _joined(said, outcome.say)
    return pass_step(draft, said) if taken else DraftPage(said)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))

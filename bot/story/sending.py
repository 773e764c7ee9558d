"""From a story to a report: one press is the consent, then only what is missing and needed is asked."""

from collections.abc import Sequence

from bot.conversation.answers import Taken, choose_office, take_kind
from bot.conversation.buttons import act
from bot.conversation.draft_pages import DraftPage
from bot.conversation.files import keep_files
from bot.conversation.path import begin
from bot.conversation.steps import REVIEW, next_step, path_of
from bot.incoming import Incoming
from bot.memory.state import Draft, Heard, HeldStory, Mode, NotedParty
from bot.page import Page
from bot.speech.replies import TakeBack
from bot.speech.splitting import escape
from bot.story.pages import MARK, StoryPage
from bot.story.understood import Understood, understood
from bot.texts import common
from bot.texts import story as words
from bot.turn import Turn
from core.chain.states import Element, IdentityMode, Track
from core.clock import now
from core.evidence.schemas import StowedFile
from core.reports.voiced import TOLD_BY_VOICE
from core.values import MAX_LINE, MAX_TEXT

NEEDED = frozenset({"office", "mode", "violation", "name"})
"""What a story must still tell before it can be sent; all else can follow."""
_NEEDED_OF_A_VOICE = frozenset({"office", "violation"})
"""One told by voice alone goes without a name to the national office, which is said before it is sent.

Only of whistleblowing the kind of violation is asked (R141).
"""


async def send_story(turn: Turn, story: HeldStory) -> Page:
    """Make the story a report at this press, which is the consent; ask what is missing."""
    if not story.text and not story.files:
        return StoryPage(words.WHAT_MISSING)
    refusals = await as_draft(turn, story)
    turn.draft.story = True
    page = await sent_when_complete(turn, DraftPage(refused(refusals)))
    return page.preceded_by(TakeBack((MARK,)))


async def as_draft(turn: Turn, story: HeldStory) -> list[str]:
    """Write the story into a draft: from here on it is kept, because its writer said so.

    A draft that was being written waits for its end. Returns which files could not be kept, and why.
    """
    read = understood(story, await turn.services.directory())
    turn.state.consented_at = turn.state.consented_at or now()
    turn.state.consent_version = common.CONSENT_VERSION
    turn.state.declined = False
    turn.state.wants = turn.state.cry = ""
    aside = turn.state.draft
    begin(turn, read.track)
    draft = turn.draft
    draft.aside = aside
    _fill(draft, story, read)
    if read.office is not None:
        outcome = await choose_office(turn.services, draft, read.office.id)
        draft.passed = ["office"] if isinstance(outcome, Taken) else []
    kept = await keep_files(turn, as_told(story), 0, answers=Element.WHAT.value)
    draft.evidence = kept.files
    draft.heard = _heard(turn, story, read, kept.files)
    needed = _NEEDED_OF_A_VOICE if story.is_voice_alone else NEEDED
    draft.passed = [
        step.name for step in path_of(draft) if step.name not in needed or _told(draft, step.name)
    ]
    if not story.text and not kept.files:  # all that was told was refused: it has to be asked
        draft.substance, draft.passed = "", [name for name in draft.passed if name != "what"]
    draft.step = next_step(draft)
    turn.story = None
    return kept.why_not()


def _fill(draft: Draft, story: HeldStory, read: Understood) -> None:
    told = story.text or (TOLD_BY_VOICE if story.is_spoken else words.TOLD_BY_FILE)
    take_kind(draft, read.kind)
    if read.track is Track.WHISTLEBLOWING or story.is_voice_alone:
        draft.identity_mode = IdentityMode.ANONYMOUS
    draft.substance = told[:MAX_TEXT]
    draft.happened_at = read.when[:MAX_LINE]
    draft.place = read.where[:MAX_LINE]
    draft.latitude, draft.longitude = story.latitude, story.longitude
    draft.parties = [NotedParty(**party.model_dump()) for party in read.parties]
    if story.pieces:  # its edit changes the story; who was read out of it stays as it was looked over
        draft.sources["what"] = story.pieces[0].message_id
        if len(story.pieces) > 1:
            draft.told = [list(story.pieces)]
    draft.offered = list(read.offered)
    draft.wish = words.WOMAN_WISH if story.woman else ""


def _heard(turn: Turn, story: HeldStory, read: Understood, files: Sequence[StowedFile]) -> Heard:
    """Keep how it was told: the officer reads it as it came."""
    told = [(piece.message_id, piece.at) for piece in story.pieces]
    told += [(file.message_id, file.at) for file in story.files]
    sources = {turn.services.source_key(turn.chat_id, number).hex(): number for number, _ in told}
    return Heard(
        written_at=story.written_at,
        times={number: at for number, at in told if at is not None},
        files={file.sha256.hex(): sources[file.source] for file in files if file.source in sources},
        proposals=list(read.proposals),
        hints=read.hints,
    )


def _told(draft: Draft, step: str) -> bool:
    told = {"office": draft.office_id, "mode": draft.identity_mode, "violation": draft.violation_type}
    return told.get(step) is not None


def as_told(story: HeldStory) -> Incoming:
    """Give what was told as one message: its words, and its files as they came."""
    numbers = [*(piece.message_id for piece in story.pieces), *(file.message_id for file in story.files), 0]
    return Incoming(
        message_id=numbers[0],
        text=story.text,
        pieces=tuple(story.pieces),
        attachments=tuple(story.files),
    )


def refused(refusals: list[str]) -> str:
    """Say that files could not be kept, and why."""
    return "\n".join([words.FILES_NOT_KEPT, *map(escape, refusals)]) if refusals else ""


async def sent_when_complete(turn: Turn, page: Page) -> Page:
    """Send a story as soon as nothing is missing: it was looked over before its first press."""
    draft = turn.state.draft
    if draft is None or not draft.story or draft.step != REVIEW or draft.cancelling:
        return page
    if turn.state.mode is not Mode.DRAFT or not isinstance(page, DraftPage):
        return page
    draft.story = False  # what is asked about on the way leads to the last look, not past it
    if draft.identity_mode is not IdentityMode.ANONYMOUS and draft.keep is None:
        draft.keep = draft.identity_mode is IdentityMode.OPEN
    return await act(turn, "send") or page

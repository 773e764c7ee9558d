"""What is remembered of a chat between two messages. Sealed as JSON: add fields, never rename."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from core.chain.states import Element, IdentityMode, Kind, State, Track, ViolationType
from core.evidence.schemas import StowedFile
from core.reports.schemas import Party, Proposal

SEEN_UPDATES: Final = 40
_BYTES: Final = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


class Mode(StrEnum):
    """What the next message of the person answers."""

    IDLE = "idle"
    CONSENT = "consent"
    DRAFT = "draft"
    TRACKING = "tracking"
    ACTING = "acting"
    STORY = "story"


class NotedParty(Party):
    """A party, and the message that named it: an edit of that message changes this party and no other."""

    message_id: int | None = None
    instead: list[Party] = Field(default_factory=list)
    """Whom it was written in place of."""


class Piece(BaseModel):
    """One of several messages that gave an answer together."""

    message_id: int
    text: str
    joint: str = ""
    """What stands between it and the piece before."""
    at: datetime | None = None
    """When it was written, where it is a piece of a story."""


class Heard(BaseModel):
    """How a draft was told as a story: when each message came, what with it, what was read out of it."""

    written_at: datetime
    times: dict[int, datetime] = Field(default_factory=dict)
    """When each message was written."""
    files: dict[str, int] = Field(default_factory=dict)
    """By the SHA-256 of a file, in hex: the message that it came with."""
    proposals: list[Proposal] = Field(default_factory=list)
    hints: dict[str, str] = Field(default_factory=dict)


class Draft(BaseModel):
    """A report being written. Its tracking ID is drawn at its start: sent twice, it is one report."""

    model_config = _BYTES

    id: str
    tracking_id: str
    track: Track
    started_at: datetime
    step: str
    story: bool = False
    """It was told as a story: only what is missing is asked, and it is sent without a last look."""
    heard: Heard | None = None
    """How it was told; the officer sees it so. It stays when the story is looked over once more."""
    cancelling: bool = False
    passed: list[str] = Field(default_factory=list)
    """Steps answered or skipped, in the order they were."""
    sources: dict[str, int] = Field(default_factory=dict)
    """Which message of the person answered a step, so that its edit changes the answer."""
    told: list[list[Piece]] = Field(default_factory=list)
    """Answers that came in several messages, each known in `sources` by its first."""

    kind: Kind | None = None
    office_id: int | None = None
    office_name: str = ""
    identity_mode: IdentityMode | None = None
    violation_type: ViolationType | None = None
    substance: str = ""
    parties: list[NotedParty] = Field(default_factory=list)
    happened_at: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    chronology: str = ""
    evidence: list[StowedFile] = Field(default_factory=list)
    wish: str = ""
    """What is asked of those who handle it: an officer who is a woman."""
    remarks: str = ""
    """What was written under files that could not be kept; sent as the end of the chronology."""
    name: str = ""
    address: str = ""
    occupation: str = ""
    phone: str = ""
    keep: bool | None = None
    office_fixed: bool = False
    """The office came with the link that opened the chat: it is not asked, but may be changed."""

    offered: list[int] = Field(default_factory=list)
    """Offices on the list now shown; a typed number picks from it."""
    listing: str = ""
    """`provinces`, a province code, or empty for search results."""
    page: int = 0
    given_away: list[str] = Field(default_factory=list)
    """Words that may tell who writes, about which the person was asked."""
    aside: "Draft | None" = None
    """What was being written when a story was told: it waits, and is the draft again afterwards."""
    warned: bool = False
    """Danger was heard in the answers, and the numbers were shown."""
    changing_party: int | None = None
    """The party being rewritten; its length when one is being added."""


class Attachment(BaseModel):
    """A file that still lies with Telegram: kept only once its sender says that it may be."""

    kind: str
    """`photo`, `document`, `voice`, `audio` or `video`."""
    file_id: str
    name: str
    mime: str | None = None
    size: int | None = None
    caption: str = ""
    message_id: int = 0
    at: datetime | None = None
    """When it was sent, where it is a piece of a story."""
    spoken: bool = False
    """Somebody speaks in it, straight into the chat: a voice note or a round video."""
    seconds: int = 0
    """How long it is, as Telegram tells of sound and film."""
    answers: str = ""
    """Which question it answers, by the question's name."""


class HeldStory(BaseModel):
    """What somebody told before any question: a possible report. Forgotten an hour after the last word."""

    written_at: datetime
    """When its first message was written: "kemarin" counts from here."""
    last_at: datetime | None = None
    """When its newest message was written."""
    pieces: list[Piece] = Field(default_factory=list)
    files: list[Attachment] = Field(default_factory=list)
    latitude: float | None = None
    longitude: float | None = None
    corrected: dict[str, str] = Field(default_factory=dict)
    """What the person wrote instead of what was understood, by what it is about: `when`, `who` …"""
    office_id: int | None = None
    """The office the person named, where what they told did not say it."""
    offered: list[int] = Field(default_factory=list)
    """Offices to choose from."""
    correcting: str = ""
    """What the next message corrects."""
    cancelling: bool = False
    """Whether to forget it is being asked."""
    shown: bool = False
    """What was understood of it was said: it is more than a stray word."""
    full: bool = False
    """The newest message found no room in it."""
    inside: bool = False
    """It began with a link to whistleblowing."""
    answers: bool = False
    """It was told in reply to a push, and waits for its report to be opened."""
    before: "HeldStory | None" = None
    """What was held when the reply came; it is there again afterwards."""
    asking: bool = False
    """It is only a question, to be answered at once where an answer is ready."""
    topic: str = ""
    """What is asked about, by its code."""
    given: bool = False
    """The answer to it was ready, and was given."""
    topics: list[str] = Field(default_factory=list)
    """What may be asked about, to choose from."""
    woman: bool = False
    """An officer who is a woman is asked for."""
    ordinary: bool = False
    """It reads like whistleblowing, and its writer says that it is an ordinary report."""

    @property
    def text(self) -> str:
        """All that was told, in the order it came."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def is_spoken(self) -> bool:
        """Tell whether somebody may be heard in one of its files."""
        return any(file.kind in {"voice", "audio", "video"} for file in self.files)

    @property
    def is_voice_alone(self) -> bool:
        """Tell whether all of it was spoken into the chat: whoever told it may be able to do nothing else."""
        return bool(self.files) and not self.pieces and any(file.spoken for file in self.files)


class PendingAction(BaseModel):
    """An action on a sent report, being filled in."""

    model_config = _BYTES

    id: str
    action: str
    label: str
    track: Track
    state: State
    """Where the report stood when it began: with the action, it names the row of the chain table."""
    missing: list[Element] = Field(default_factory=list)
    asked: str = ""
    """What the officer wrote who asked for it."""
    values: dict[str, str | int | bool | list[str]] = Field(default_factory=dict)
    files: list[StowedFile] = Field(default_factory=list)
    about: str = ""
    """The file it is about, by its id in hex."""
    at: int = 0
    passed: list[str] = Field(default_factory=list)
    """Questions answered, skipped, or marked as not known."""
    sources: dict[str, int] = Field(default_factory=dict)
    """Which message of the person answered a question, so that its edit changes that answer."""
    told: list[list[Piece]] = Field(default_factory=list)
    """Answers that came in several messages, each known in `sources` by its first."""
    cancelling: bool = False
    looked: bool = False
    """The last look was shown: nothing is sent any more without a word."""
    message_id: int | None = None
    """The message that began it: its keyed hash makes a repetition harmless."""

    @property
    def has_answers(self) -> bool:
        """Tell whether anything would be lost by leaving."""
        return bool(self.values or self.files)


class Opened(BaseModel):
    """The report whose thread is open here; forgotten after half an hour without use."""

    tracking_id: str
    link_id: UUID | None = None
    here: bool = False
    """Its news were seen to be led to this chat: it was sent or linked from here."""
    office_id: int | None = None
    """The office that handles it: its emergency numbers hold."""
    written: dict[int, str] = Field(default_factory=dict)
    """Which message of the person answered which step of this report, before it was sent."""
    told: list[list[Piece]] = Field(default_factory=list)
    """Answers that came in several messages, each known in `written` by its first."""
    acting: PendingAction | None = None
    menu: list[str] = Field(default_factory=list)
    """What typed numbers choose from on a page of this report. Kept here: it names the report's files."""
    words: dict[str, str] = Field(default_factory=dict)
    """What the words of its buttons mean, as `bot.typed.plain` writes them."""


class ChatState(BaseModel):
    """Everything else: where the conversation stands."""

    seen: list[int] = Field(default_factory=list)
    mode: Mode = Mode.IDLE
    consented_at: datetime | None = None
    consent_version: str = ""
    """Which words were agreed to."""
    declined: bool = False
    """Consent was refused here: no draft can have been begun, so none is lost."""
    wants: str = ""
    """What the person wanted when we had to ask for consent or a tracking ID first."""
    draft: Draft | None = None
    unkept: list[str] = Field(default_factory=list)
    """Tracking IDs of sent reports, until their reporter says they are kept."""
    menu: list[str] = Field(default_factory=list)
    """What typed numbers choose from on the page shown last, outside a draft."""
    words: dict[str, str] = Field(default_factory=dict)
    """What the words of that page's buttons mean."""
    language: str = ""
    """Which language the person chose; empty where they did not."""
    offered_language: bool = False
    """Another language was offered once, and is not again."""
    cry: str = ""
    """Words in which danger was heard: they go along when the person presses that it is so."""
    last_told: int = 0
    """The last message of this chat that became part of some report; which one is not kept."""
    last_said: str = ""
    """A digest of the words of the last message: a bad line sends them twice."""
    last_said_at: datetime | None = None

    warned: list[str] = Field(default_factory=list)
    """Of a group: marks of the tracking IDs that were warned of here."""

    def clear(self, unkept: Sequence[str]) -> None:
        """Forget what the chat was about: its draft, what typed numbers choose, where it stands.

        Of the tracking IDs only these stay. That consent was given stays, and which updates were handled.
        """
        self.mode, self.wants, self.draft = Mode.IDLE, "", None
        self.menu, self.words = [], {}
        self.unkept = list(unkept)
        self.last_told = 0
        self.last_said, self.last_said_at = "", None

    def saw(self, update_ids: list[int]) -> bool:
        """Tell whether these updates were handled before; remember them."""
        known = set(self.seen)
        if known.issuperset(update_ids):
            return True
        self.seen = [*self.seen, *(each for each in update_ids if each not in known)][-SEEN_UPDATES:]
        return False


def kept_files(state: ChatState, opened: Opened | None) -> frozenset[str]:
    """Return the keys of the files that are remembered here and in no report yet."""
    draft: list[StowedFile] = []
    writing = state.draft
    while writing is not None:
        draft += writing.evidence
        writing = writing.aside
    acting = opened.acting.files if opened is not None and opened.acting is not None else []
    return frozenset(file.object_key for file in (*draft, *acting))

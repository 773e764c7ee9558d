"""What a report says, what is asked of us, and what the two sides are shown.

The bodies are sealed as JSON, so every later version of the code must still read them:
fields may be added with a default, never renamed.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from core.chain.report_fields import ReportField
from core.chain.states import Element, Side
from core.evidence.models import Custody
from core.values import MAX_LINE, MAX_TEXT, Frozen, Line, Text, Words


class Party(Frozen):
    """Somebody a report names (R124, R132)."""

    name: Line = ""
    position: Line = ""
    unit: Line = ""
    nip: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30)] = ""
    address: Line = ""
    role: Annotated[str, StringConstraints(pattern="^(reported|witness|victim|involved)$")] = "reported"

    @property
    def words(self) -> tuple[str, ...]:
        """What is told of them, each field as it was written."""
        return self.name, self.position, self.unit, self.nip, self.address


class Place(Frozen):
    """Where it happened: in words, on the map, or both."""

    text: Text = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class Verdict(StrEnum):
    """What an officer says of something that was read out of a story."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REFUSED = "refused"
    """It was not meant so: the report no longer says it."""


class Quote(Frozen):
    """Words of a story, and from where to where in it they stand, in characters."""

    start: int
    end: int
    words: str


class Settled(Frozen):
    """What became of a proposal: who said so, when, and what stands in the report since."""

    verdict: Verdict
    at: datetime
    officer_id: UUID
    value: str = ""
    party: Party | None = None


class Proposal(Frozen):
    """Something that was read out of a story when it was filed; a later reader does not change it."""

    number: int
    """Its place among the story's proposals, from 1 on."""
    element: Element
    """What it tells: `when`, `where` or `who`."""
    quotes: tuple[Quote, ...] = ()
    """The words it was read from."""
    meanings: tuple[str, ...] = ()
    """Of a time, what each of these words means as a date; empty where they mean none."""
    value: str = ""
    """The answer as it was filed; of a person empty."""
    party: Party | None = None
    """The person as they were filed."""
    confidence: float = 0.0
    """How sure the reader was, from 0 to 1."""
    settled: Settled | None = None
    """Nothing while nobody has looked at it."""

    @property
    def seen(self) -> str:
        """How it stands, for a form to say what it was made from: `open`, or when it was settled."""
        return self.settled.at.isoformat() if self.settled else "open"

    @property
    def answer(self) -> str:
        """What stands in the report for it now."""
        return self.settled.value if self.settled else self.value

    @property
    def person(self) -> Party | None:
        """The person who stands in the report for it now."""
        return self.settled.party if self.settled else self.party


class StoryPiece(Frozen):
    """One message of a story: its words, from where to where, when it was written, what came with it."""

    start: int
    end: int
    at: datetime | None = None
    files: tuple[str, ...] = ()
    """SHA-256 of each file, in hex."""


class ToldStory(Frozen):
    """How a report was told, where it came as a story: its messages, and what was read out of them.

    All places are in the substance as it was filed. What is only a hint to the officer stands in `hints`, by
    its name: one more needs nothing but an entry there and its words on the page.
    """

    written_at: datetime
    """When its first message was written: what "kemarin" counts from."""
    pieces: tuple[StoryPiece, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    hints: dict[str, str] = Field(default_factory=dict)

    def settle(self, number: int, settled: Settled) -> "ToldStory":
        """Give the story with one proposal settled."""
        changed = tuple(
            one.model_copy(update={"settled": settled}) if one.number == number else one
            for one in self.proposals
        )
        return self.model_copy(update={"proposals": changed})


class ReportWords(Frozen):
    """The words of a report: apa, siapa, kapan, di mana, bagaimana (R51, R122)."""

    title: Line = ""
    substance: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
    parties: Annotated[tuple[Party, ...], Field(max_length=50)] = ()
    happened_at: Line = ""
    place: Place = Place()
    chronology: Text = ""
    wish: Line = ""
    """What its reporter asks of those who handle it."""
    letter_number: Line = ""
    letter_date: date | None = None
    letter_subject: Line = ""

    def answer(self, field: ReportField) -> str:
        """Give the words that answer a field of the body; none where it was left open."""
        found: Any = self
        for name in (field.key, *field.words_in):
            found = getattr(found, name)
        return "" if found is None else str(found)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it says in words, party by party, but for the date of a letter."""
        parties = (", ".join(filter(None, party.words)) for party in self.parties)
        told = (self.title, self.substance, self.happened_at, self.place.text, self.chronology, self.wish)
        return tuple(filter(None, (*told, self.letter_number, self.letter_subject, *parties)))


class ReportBody(ReportWords):
    """The words of a report, and how they were told where it came as a story."""

    story: ToldStory | None = None

    def with_answer(self, field: ReportField, words: str) -> "ReportBody":
        """Give the body with these words as the answer to a field; what else it holds of it stays."""
        answer: object = words
        for name in reversed(field.words_in):
            answer = getattr(self, field.key).model_copy(update={name: answer})
        return self.model_copy(update={field.key: answer})


class Identity(Frozen):
    """Who reports (R123, R131); sealed apart from the report."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LINE)]
    address: Line = ""
    occupation: Line = ""
    phone: Line = ""
    regency: Line = ""
    province: Line = ""
    source: Line = ""
    """Asal pelapor: warga, partai, LSM, pegawai … (R131, R159)."""
    nip: Line = ""


class OpenedIdentity(Identity):
    """A reporter's identity as an officer reads it, once it was opened for a recorded reason."""

    name: Line = ""
    """Empty where they told of themselves only later."""
    added: tuple[str, ...] = ()
    """What they told of themselves later, in their own words."""
    files: tuple[str, ...] = ()
    """The names under which they sent files that officers know by a neutral one: `bukti-1.jpg: …`."""


class ChatPiece(Frozen):
    """What one of several chat messages said of an answer."""

    key: bytes
    """Keyed hash of the message."""
    text: str
    joint: str = ""
    """What stands between it and the piece before."""


class ChatSource(Frozen):
    """Which chat message gave an answer, or which ones together: Telegram cuts long texts."""

    key: bytes
    """Keyed hash of the message, of several of the first."""
    pieces: tuple[ChatPiece, ...] = ()
    """Where there were several: what each of them said."""

    @property
    def words(self) -> str:
        """What the pieces say together."""
        return joined((one.joint, one.text) for one in self.pieces)


def joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Put pieces together, each given with what stands before it; empty ones leave nothing behind."""
    whole = ""
    for joint, text in pieces:
        whole += f"{joint}{text}" if whole and text else text
    return whole


class StepReached(Frozen):
    """A station of the visible track."""

    label: Words
    state: str
    """`done`, `now` or `ahead`."""
    at: datetime | None = None


class FileView(Frozen):
    """A file as shown; its bytes are fetched apart."""

    id: UUID
    name: str
    mime: str
    medium: str
    size: int
    sha256: str
    from_reporter: bool
    custody: Custody | None = None
    """Whose it is: the reporter's evidence, or a paper of the office. Told to officers only."""
    at: datetime
    caption: str = ""
    first_caption: str = ""
    """The caption it came with, where its sender has changed it since."""
    answers: str = ""
    """Of a voice note: which question of the report it answers, by its name."""
    transcript: str = ""
    """What a voice note says, in words; empty where nobody wrote it down."""
    transcript_by_reporter: bool = False
    """Its reporter wrote or corrected it; else it is automatic, and may be wrong."""
    author: str = ""
    """The officer who added it; shown to officers only."""
    copy_mime: str = ""
    """The type of what officers are handed unasked: of a reporter's file the clean copy's, empty where there
    is only the original, for a reason; of officers' own files their type. Told to officers only."""


class LineView(Frozen):
    """A line of the conversation as shown."""

    id: UUID
    kind: str
    side: Side
    author: Words
    """`Anda`, `Pelapor`, the officer's name and role towards officers, the unit towards reporters."""
    text: Words
    at: datetime
    to_reporter: bool
    edited: bool = False
    files: tuple[FileView, ...] = ()

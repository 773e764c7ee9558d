"""One report: facts left, my next step right, everything that happened below."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backoffice.contexts.around import ConsultationLine, DoubtLine, PlacePanel, RelatedPanel
from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import DayStrip, Due, EvidenceItem, Fact, StepMark, Tag
from backoffice.contexts.shell import Link, Shell, Tone
from backoffice.contexts.story import MissingPanel, StoryPanel


class EntryKind(StrEnum):
    """What a timeline entry is; the page's filters go by it."""

    STEP = "step"
    MESSAGE = "message"
    NOTE = "note"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something that happened: **`who`** `text`, perhaps with the words themselves in `quote`.

    `by_reporter` colours the mark; `detail` is a small line ("terkirim 0,4 detik kemudian").
    """

    kind: EntryKind
    icon: str
    who: str
    text: str
    at: datetime
    quote: str = ""
    detail: str = ""
    by_reporter: bool = False
    evidence: tuple[EvidenceItem, ...] = ()
    key: str = ""
    """The anchor of the entry."""
    groups: frozenset[str] = frozenset()
    """The filters it is shown under."""
    delivery: str = ""
    delivery_tone: Tone = Tone.NEUTRAL
    mentioned: str = ""
    """The officers a note names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """A message of the conversation with the reporter. `delivery` says in words how its sending stands."""

    key: str
    from_reporter: bool
    who: str
    text: str
    at: datetime
    delivery: str = ""
    delivery_tone: Tone = Tone.NEUTRAL
    edited: bool = False
    evidence: tuple[EvidenceItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedAction:
    """An answer to "Mengapa tidak bisa …?": the action, why not, and what to do instead."""

    label: str
    reason: str
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePanel:
    """The deadline that runs, and how it was counted.

    `days` are all of it, or the fortnight around today where it is long; then `months` hold all, by month.
    `detail` are the lines of "Rincian" as (term, text) pairs; `source` is the legal source.
    """

    title: str
    due: Due
    summary: str
    days: tuple[DayStrip, ...] = ()
    months: tuple[tuple[str, tuple[DayStrip, ...]], ...] = ()
    explanation: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    source: str = ""
    paused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageBox:
    """Who holds the report, since when it stands where it stands, and until when.

    `holder` is empty where handling has come to rest; `day` counts calendar days, the first is 1.
    """

    name: str
    holder: str
    mine: bool
    since: datetime
    day: int
    due: Due | None = None
    paused: bool = False


class IdentityState(StrEnum):
    """How the reporter's identity stands for this reader."""

    SEALED = "sealed"
    PENDING = "pending"
    OPENED = "opened"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPanel:
    """The reporter's identity: sealed until somebody gives a reason.

    SEALED shows `form` if the reader may ask; PENDING waits for a second person; OPENED shows `facts`
    and since when and why; ABSENT is an anonymous report: there is nothing to open.
    """

    state: IdentityState
    text: str
    form: ActionForm | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvedUnit:
    """A unit the report was disposed to. `leads` tells the responsible one from those that support."""

    name: str
    leads: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryNotice:
    """How the reporter can be reached. SOON or LATE when they cannot (blocked, unlinked)."""

    tone: Tone
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """`pages/report.html`.

    `step` is the main action now (open); `other_steps` fold beneath it; `blocked` explains the rest.
    `waiting` is the sentence shown when there is no step for this reader ("Menunggu pelapor …").
    `beside` are the forms that write into the timeline (notes, further information).
    `timeline_filters` are the links semua · pesan · catatan · langkah · kabar. `report_id` and `version`
    let a live page notice that it is old; `present` says who else has it open. `compose` is the form below
    the conversation. `in_bar` is the title as the browser keeps it, without a word of a protected report;
    `mark` begins it where a form was not taken or is only being looked at, and `errors`
    are then (anchor, words), the anchor empty where nothing on the page is meant.
    """

    shell: Shell
    crumbs: tuple[Link, ...]
    number: str
    title: str
    in_bar: str
    intake: str
    tags: tuple[Tag, ...]
    track: tuple[StepMark, ...]
    stage: StageBox
    facts: tuple[Fact, ...]
    timeline: tuple[TimelineEntry, ...]
    timeline_filters: tuple[Link, ...] = ()
    original_href: str = ""
    story: StoryPanel | None = None
    """How it was told: it comes first, and the facts are what it does not say."""
    missing: MissingPanel | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    evidence_note: str = ""
    evidence_custody: str = ""
    papers: tuple[EvidenceItem, ...] = ()
    """The office's own: never among the reporter's evidence."""
    papers_note: str = ""
    papers_custody: str = ""
    custody_href: str = ""
    messages: tuple[MessageLine, ...] = ()
    compose: ActionForm | None = None
    step: ActionForm | None = None
    other_steps: tuple[ActionForm, ...] = ()
    beside: tuple[ActionForm, ...] = ()
    waiting: str = ""
    blocked: tuple[BlockedAction, ...] = ()
    deadline: DeadlinePanel | None = None
    identity: IdentityPanel | None = None
    units: tuple[InvolvedUnit, ...] = ()
    category: ActionForm | None = None
    delivery: DeliveryNotice | None = None
    spoken: DeliveryNotice | None = None
    """In which language the reporter is answered, where that is not Indonesian."""
    documents: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    outcome: str = ""
    report_id: str = ""
    alarm: str = ""
    """That the reporter is threatened, and how far their protection has come."""
    version: int = 0
    present: tuple[str, ...] = ()
    readers: Link | None = None
    place: PlacePanel | None = None
    consultations: tuple[ConsultationLine, ...] = ()
    related: RelatedPanel | None = None
    doubts: tuple[DoubtLine, ...] = ()
    mark: str = ""
    errors: tuple[tuple[str, str], ...] = ()
    looked_at: str = ""
    """The anchor of the bubble that was asked for."""

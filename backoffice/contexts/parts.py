"""Pieces that several pages share: tags, deadlines, tracks, days, evidence, empty states."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from backoffice.contexts.shell import Link, Tone


class TagKind(StrEnum):
    """The marks a report can carry. Wording and icon belong to the kind."""

    DANGER = "danger"
    PROTECTION = "protection"
    WHISTLEBLOWING = "whistleblowing"
    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    SUPERVISORY = "supervisory"
    NON_SUPERVISORY = "non_supervisory"
    ASPIRATION = "aspiration"
    INFORMATION_REQUEST = "information_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A mark on a report. `suffix` adds a word, such as "(saran)" for a proposed class."""

    kind: TagKind
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline in words: `text` "Lewat 1 HK", `note` "batas Kam 19 Nov"."""

    tone: Tone
    text: str
    note: str = ""
    at: datetime | None = None


class StepState(StrEnum):
    """Where a step of the chain stands."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step of the chain's track. `note` is a short line under it, such as a date."""

    label: str
    state: StepState
    note: str = ""


class DayKind(StrEnum):
    """How the deadline treated a calendar day."""

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    LATE = "late"
    FUTURE = "future"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStrip:
    """One day of the deadline's strip. `reason` says why a day was skipped or paused."""

    day: date
    kind: DayKind
    today: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A number that leads to its list."""

    label: str
    value: int
    href: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyState:
    """What to say when there is nothing, and what can be done about it."""

    title: str
    body: str
    icon: str = "inbox"
    action: Link | None = None


class EvidenceKind(StrEnum):
    """How a file is shown in place."""

    IMAGE = "image"
    PDF = "pdf"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """A file of the report.

    `view_href` shows it in place (empty when it can only be downloaded); `thumbnail_href` is for images.
    `note` tells what was done with it ("metadata dihapus"), `note_tone` DONE or SOON.
    """

    key: str
    name: str
    kind: EvidenceKind
    size: int
    view_href: str = ""
    thumbnail_href: str = ""
    download_href: str = ""
    page_href: str = ""
    """A page of its own: large, with who sent it and its hash."""
    media_type: str = ""
    spoken: str = ""
    """Of a voice note: what it is called where it is heard, with the question it answers."""
    transcript: str = ""
    """What a voice note says, in words."""
    transcript_note: str = ""
    """Whose words these are, and how far they are to be trusted."""
    note: str = ""
    note_tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOption:
    """One choice of a filter."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter chip: a select in a GET form. The first option, with an empty value, means all."""

    name: str
    label: str
    options: tuple[FilterOption, ...]
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """Keyset pages: there is a next or there is not; `shown` rows of `total` when that is known."""

    shown: int
    total: int | None = None
    next_href: str = ""
    first_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a facts list. An empty `text` without `lines` and `voices` reads "Belum diketahui"."""

    term: str
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    link: Link | None = None
    voices: tuple[EvidenceItem, ...] = ()
    """Voice notes that give this answer, heard where it stands."""

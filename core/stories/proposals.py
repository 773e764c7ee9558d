"""What may be read out of a story: proposals, each with its place in the text, and never a change of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

SURE: Final = 0.9
LIKELY: Final = 0.6
UNSURE: Final = 0.3
"""Confidences, from 0 to 1, are one of these, and no probability. `UNSURE`: to be asked."""


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where in the text, in characters: `text[start:end]` is what was said."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words."""
        return text[self.start : self.end]

    def touches(self, other: "Span") -> bool:
        """Tell whether the two share a letter."""
        return self.start < other.end and other.start < self.end


class PartOfDay(StrEnum):
    """What people say for a clock time."""

    DAWN = "subuh"
    MORNING = "pagi"
    NOON = "siang"
    AFTERNOON = "sore"
    NIGHT = "malam"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time that was told."""

    span: Span
    day: date | None = None
    """The day meant, counted from the day it was written; of a span the first."""
    until: date | None = None
    """The last day of a span: "minggu lalu"."""
    clock: str = ""
    """`08:00`, or a part of the day: `malam`."""
    stage: str = ""
    """A stage of the election, where no day was told: `masa tenang`."""
    confidence: float = SURE


class PlaceKind(StrEnum):
    """What sort of place was told."""

    POLLING_STATION = "tps"
    VILLAGE = "village"
    DISTRICT = "district"
    REGENCY = "regency"
    PROVINCE = "province"
    OFFICE = "office"
    ADDRESS = "address"
    ABROAD = "abroad"
    SPOT = "spot"
    """A building or a field: "balai desa", "gudang KPU"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place that was told."""

    span: Span
    kind: PlaceKind
    codes: tuple[str, ...] = ()
    """Codes of the offices it may lie under: `52.03`, `52`, `RI`. Several: ask which."""
    confidence: float = SURE


class Part(StrEnum):
    """What somebody has to do with it, as the writer tells it."""

    ACCUSED = "accused"
    WITNESS = "witness"
    VICTIM = "victim"
    WRITER = "writer"
    MENTIONED = "mentioned"
    """Nothing says which: asked, and never accused by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody who was told of."""

    span: Span
    name: str = ""
    position: str = ""
    part: Part = Part.MENTIONED
    confidence: float = LIKELY


class StoryKind(StrEnum):
    """What is wanted."""

    COMPLAINT = "complaint"
    WISH = "wish"
    QUESTION = "question"
    WHISTLEBLOWING = "whistleblowing"
    NONE = "none"
    """A greeting, or nothing that could be answered."""


class Topic(StrEnum):
    """What people report most (R155)."""

    VOTER_LIST = "voter_list"
    VIOLATION = "violation"
    SEAL = "seal"
    BALLOT = "ballot"
    RESULT_SYSTEM = "result_system"


class Heading(StrEnum):
    """The categories an officer files a report under: the national list as it starts (R155).

    Their values are the names; a name that was changed since is no longer suggested.
    """

    VOTERS = "Data pemilih"
    BALLOTS = "Surat suara"
    SEALS = "Segel dan kotak suara"
    PROCEDURE = "Pelanggaran administrasi pemilu"
    RESULTS = "Hasil pemilu dan sistem informasi"
    NEUTRALITY = "Netralitas ASN"
    LEVIES = "Pungutan liar"
    PROCUREMENT = "Pengadaan barang dan jasa"
    STAFF = "Kepegawaian"
    SERVICE = "Layanan kantor"
    OTHER = "Lainnya"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingTold:
    """A topic or a category, as a suggestion to the officer."""

    name: str
    """The value of a `Topic` or of a `Heading`."""
    span: Span
    """Its first word; the whole text where no word tells it."""
    confidence: float


class OtherBody(StrEnum):
    """Whose matter it is, where it is not KPU's."""

    BAWASLU = "bawaslu"
    DKPP = "dkpp"
    PEMDA = "pemda"
    DUKCAPIL = "dukcapil"
    POLICE = "police"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in a story, in the order it was told."""

    written: datetime
    """When it was written, in the writer's own time: what "kemarin" counts from."""
    when: tuple[When, ...] = ()
    where: tuple[Where, ...] = ()
    who: tuple[Who, ...] = ()
    kind: StoryKind = StoryKind.NONE
    topic: Topic | None = None
    elsewhere: OtherBody | None = None
    danger: bool = False
    self_harm: bool = False
    harassment: bool = False
    offers_woman_officer: bool = False
    """It tells of what one may rather tell a woman: "petugas perempuan?" is offered."""
    topic_told: HeadingTold | None = None
    """Where the topic is told."""
    category: HeadingTold | None = None
    """The category it may be filed under."""
    offices: tuple[str, ...] = ()
    """Codes of the offices it may be sent to, all told of the place together; one: it is that one."""
    language: str = field(default="id")
    """`id`, `jv`, `su` or `en`."""


def without_overlaps(found: Iterable[tuple[Span, object]]) -> list[tuple[Span, object]]:
    """Keep, of those that share a letter, the longest; in the order of the text."""
    kept: list[tuple[Span, object]] = []
    for span, what in sorted(found, key=lambda each: each[0].start - each[0].end):
        if not any(span.touches(other) for other, _ in kept):
            kept.append((span, what))
    return sorted(kept, key=lambda each: each[0].start)

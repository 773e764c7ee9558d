"""What stands around a report: the place, evidence one by one, consultations, related reports."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import EvidenceItem
from backoffice.contexts.shell import Link, Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class Graticule:
    """A line of the grid: where it runs in the frame, and its degree in words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A frame of degrees with one point in it, drawn by us: nobody else learns the place.

    Ten units a degree. `meridians` run down, `parallels` across.
    """

    width: int
    height: int
    x: float
    y: float
    meridians: tuple[Graticule, ...]
    parallels: tuple[Graticule, ...]
    coasts: tuple[str, ...]
    """The islands as SVG paths, roughly."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePanel:
    """Where it happened: the sketch, and ways to look closer. `warning` says who learns the place then."""

    coordinates: str
    sketch: Sketch
    app: Link
    map_site: Link
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisingUnit:
    """A unit that was asked; `at` and `advice` are there once it has answered."""

    name: str
    at: datetime | None = None
    by: str = ""
    advice: str = ""
    evidence: tuple[EvidenceItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationLine:
    """One question to other units, and how far the answers are."""

    key: str
    by: str
    at: datetime
    question: str
    units: tuple[AdvisingUnit, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedReport:
    """A report tied to this one, or one that may be about the same; `note` says how or why.

    `hidden` are the inputs of the forms that tie or untie it.
    """

    number: str
    title: str
    href: str
    state: str
    note: str
    hidden: tuple[tuple[str, str], ...] = ()
    unlink: ActionForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """An officer whom the report may mean; `action` takes `meant`, "ya" or "bukan"."""

    name: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPanel:
    """Reports tied to this one, suggestions, and the form for any other number."""

    linked: tuple[RelatedReport, ...] = ()
    similar: tuple[RelatedReport, ...] = ()
    action: str = ""
    form: ActionForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceContext:
    """`pages/evidence.html`: one file large, with what is known of it and its neighbours."""

    shell: Shell
    crumbs: tuple[Link, ...]
    file: EvidenceItem
    facts: tuple[tuple[str, str], ...]
    caption: str
    first_caption: str
    """What stood under it at first, where its sender has changed that."""
    place: str
    back: Link
    previous: Link | None = None
    following: Link | None = None
    copy_note: str = ""
    """What was left out of the clean copy, or why there is none; empty for officers' own papers."""
    has_copy: bool = True
    dangers: tuple[str, ...] = ()
    """What the file as it came may do to whoever opens it."""
    original: ActionForm | None = None
    """Where the file as it came may be had for a reason."""

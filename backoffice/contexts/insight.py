"""Pages that look over reports: the gate to sealed content, who read it, numbers."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import EmptyState, Kpi, Pagination, Tag
from backoffice.contexts.queue import FilterBar
from backoffice.contexts.shell import Link, Shell, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class GateContext:
    """`pages/gate.html`: a sealed report opens only with a reason, which is recorded."""

    shell: Shell
    crumbs: tuple[Link, ...]
    number: str
    tags: tuple[Tag, ...]
    form: ActionForm
    explanation: str
    readers: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry of the audit trail, in words. `seal` is the short hash of its chain link."""

    at: datetime
    who: str
    role: str
    what: str
    reason: str = ""
    seal: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditContext:
    """`pages/audit.html`: who read and who changed this report. `verdict` says whether the chain holds."""

    shell: Shell
    crumbs: tuple[Link, ...]
    number: str
    lines: tuple[AuditLine, ...]
    page: Pagination
    empty: EmptyState
    verdict: str = ""
    verdict_tone: Tone = Tone.DONE
    filters: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart: drawn with its number beside it."""

    label: str
    value: int
    href: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A horizontal bar chart that is also a readable list."""

    title: str
    bars: tuple[Bar, ...]
    icon: str = "chart-bar"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsContext:
    """`pages/statistics.html`."""

    shell: Shell
    title: str
    summary: str
    kpis: tuple[Kpi, ...]
    charts: tuple[Chart, ...]
    empty: EmptyState
    bar: FilterBar | None = None

"""The style page: every component once, with invented data."""

from dataclasses import dataclass

from backoffice.contexts.account import OwnChatPanel, TokensPanel
from backoffice.contexts.around import ConsultationLine, DoubtLine, PlacePanel, RelatedPanel
from backoffice.contexts.bulk import BulkRow
from backoffice.contexts.fields import ActionForm, FieldGroup
from backoffice.contexts.insight import Chart
from backoffice.contexts.parts import (
    DayStrip,
    Due,
    EmptyState,
    EvidenceItem,
    Fact,
    Kpi,
    Pagination,
    StepMark,
    Tag,
)
from backoffice.contexts.queue import BulkBar, ColumnsPanel, FilterBar, QueueRow, ViewsPanel
from backoffice.contexts.report import (
    BlockedAction,
    DeadlinePanel,
    DeliveryNotice,
    IdentityPanel,
    MessageLine,
    StageBox,
    TimelineEntry,
)
from backoffice.contexts.settings import Finder, Panel
from backoffice.contexts.shell import Flash, Link, Shell
from backoffice.contexts.story import MissingPanel, StoryPanel


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleContext:
    """`pages/style.html`."""

    shell: Shell
    icons: tuple[str, ...]
    themes: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    tags: tuple[Tag, ...]
    dues: tuple[Due, ...]
    kpis: tuple[Kpi, ...]
    chips: tuple[Link, ...]
    flashes: tuple[Flash, ...]
    steps: tuple[StepMark, ...]
    days: tuple[DayStrip, ...]
    deadline: DeadlinePanel
    facts: tuple[Fact, ...]
    evidence: tuple[EvidenceItem, ...]
    timeline: tuple[TimelineEntry, ...]
    messages: tuple[MessageLine, ...]
    fields: FieldGroup
    step: ActionForm
    others: tuple[ActionForm, ...]
    blocked: tuple[BlockedAction, ...]
    identities: tuple[IdentityPanel, ...]
    deliveries: tuple[DeliveryNotice, ...]
    filters: FilterBar
    views: ViewsPanel
    columns: ColumnsPanel
    bulk_rows: tuple[BulkRow, ...]
    finder: Finder
    panels: tuple[Panel, ...]
    bulk: BulkBar
    rows: tuple[QueueRow, ...]
    page: Pagination
    empty: EmptyState
    chart: Chart
    stages: tuple[StageBox, ...]
    place: PlacePanel
    story: StoryPanel
    missing: MissingPanel
    consultations: tuple[ConsultationLine, ...]
    related: RelatedPanel
    doubts: tuple[DoubtLine, ...]
    own_chat: OwnChatPanel
    tokens: TokensPanel
    bubble: tuple[str, str]
    present: tuple[str, ...]

"""The queue: what waits, why, and until when."""

from dataclasses import dataclass
from typing import Final

from backoffice.contexts.parts import (
    Due,
    EmptyState,
    Filter,
    FilterOption,
    Kpi,
    Pagination,
    StepMark,
    Tag,
    TagKind,
)
from backoffice.contexts.shell import Link, Shell

_THREATENED: Final = frozenset({TagKind.DANGER, TagKind.PROTECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCell:
    """One more column of a row; the label is said again on a phone's card."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One report in a list.

    `title` is what may be shown to this reader; with `sealed` it is a neutral sentence ("Isi dirahasiakan")
    and is set apart. `meta` is one line: place, channel, how many witnesses and files.
    """

    key: str
    href: str
    number: str
    title: str
    stage: str
    holder: str
    due: Due
    track: tuple[StepMark, ...]
    tags: tuple[Tag, ...] = ()
    meta: str = ""
    sealed: bool = False
    mine: bool = False
    asked: str = ""
    """What the reader is asked for although another holds the report."""
    picked: bool = False
    cells: tuple[ColumnCell, ...] = ()

    @property
    def threatened(self) -> bool:
        """Whether a mark says that the reporter is threatened; the row's edge shows it too."""
        return any(tag.kind in _THREATENED for tag in self.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAction:
    """An action for the ticked rows, posted as `bulk_action=value` with `report` repeated."""

    value: str
    label: str
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkBar:
    """Bulk actions; the check-box column exists only when a queue has them.

    `everything` offers to take all that match, not only the ticked ones: posted as `semua=ya`.
    """

    action: str
    actions: tuple[BulkAction, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    everything: str = ""
    beyond: str = ""
    """What stands for the chosen reports that are not on this page."""
    beyond_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterBar:
    """The filters, as one GET form: shareable in the address bar. `active` are links that take one away."""

    action: str
    filters: tuple[Filter, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    clear_href: str = ""
    sort_label: str = ""
    sort: Filter | None = None
    active: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedChip:
    """A saved view: where it leads, how much it holds, and how it is named or dropped."""

    key: str
    name: str
    href: str
    count: int
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsPanel:
    """My saved views; `spoken` is the filter on show, for keeping."""

    action: str
    chips: tuple[SavedChip, ...]
    spoken: str
    back: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPanel:
    """The columns to choose from, and where the list can be had as a file."""

    action: str
    back: str
    options: tuple[FilterOption, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueContext:
    """`pages/queue.html`."""

    shell: Shell
    title: str
    summary: str
    rows: tuple[QueueRow, ...]
    page: Pagination
    empty: EmptyState
    kpis: tuple[Kpi, ...] = ()
    filters: FilterBar | None = None
    bulk: BulkBar | None = None
    links: tuple[Link, ...] = ()
    primary: Link | None = None
    notes: tuple[str, ...] = ()
    views: ViewsPanel | None = None
    columns: ColumnsPanel | None = None
    hidden_columns: frozenset[str] = frozenset()

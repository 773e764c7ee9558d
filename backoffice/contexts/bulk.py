"""One action for many reports: choosing it, filling it in, seeing it beforehand, and what came of it."""

from dataclasses import dataclass

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.queue import BulkAction
from backoffice.contexts.shell import Link, Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow:
    """A chosen report: where it goes and what its reporter reads; `why` when it is left alone."""

    number: str
    href: str
    title: str
    source: str
    target: str = ""
    told: str = ""
    why: str = ""
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyView:
    """An action that not every chosen report allows."""

    label: str
    summary: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkContext:
    """`pages/bulk.html`."""

    shell: Shell
    title: str
    summary: str
    back: Link
    rows: tuple[BulkRow, ...]
    notes: tuple[str, ...] = ()
    choose_action: str = ""
    choices: tuple[BulkAction, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    partly: tuple[PartlyView, ...] = ()
    form: ActionForm | None = None
    finished: bool = False
    again: Link | None = None
    """Back to the list with only what did not succeed ticked."""

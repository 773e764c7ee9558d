"""Where `reports` keeps what an effect of the chain changes: by the name in the snapshot, its column.

An effect that changes something without a line here fails when it is written down: nothing is dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from core.chain.effects import Changes
from core.chain.states import Element
from core.clock import now
from core.reports.models import Report


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of `reports`, and how a snapshot's value is stored in it."""

    name: str
    stored: Callable[[Any], Any] = _as_it_is


COLUMNS: Final[Mapping[str, ReportColumn]] = MappingProxyType(
    {
        "classification": ReportColumn("classification"),
        "review_done": ReportColumn("review_done"),
        "corruption_suspected": ReportColumn("corruption_suspected"),
        "finding": ReportColumn("finding"),
        "rehabilitated": ReportColumn("rehabilitated"),
        "round": ReportColumn("round"),
        "elements_missing": ReportColumn(
            "missing_elements", lambda asked: [one.value for one in Element if one in asked]
        ),
        "proposed_by": ReportColumn("proposal_by"),
        "lead_unit": ReportColumn("lead_unit_id", lambda unit: None if unit is None else int(unit)),
        "disposition_sheet_printed": ReportColumn(
            "sheet_printed_at", lambda printed: now() if printed else None
        ),
        "protection": ReportColumn("protection"),
        "threatened": ReportColumn("threatened_since", lambda threatened: now() if threatened else None),
        "in_danger": ReportColumn("in_danger"),
        "reporter_safe": ReportColumn("reporter_safe"),
        "check_in_due": ReportColumn("check_in_at", lambda due: now() if due else None),
    }
)
KEPT_BY_CLOCKS: Final = frozenset(
    {
        "completion_due_passed",
        "completion_reminder_sent",
        "completion_fairly_warned",
        "closing_due_passed",
        "closing_fairly_warned",
        "limit_moved",
    }
)
"""What a snapshot reads from `deadlines`: the row's own operations on the clocks change it."""


def apply_changes(report: Report, changes: Changes) -> None:
    """Write on the report's row what the effects of an action change beside its state."""
    for name, value in changes.items():
        if name not in KEPT_BY_CLOCKS:
            column = COLUMNS[name]
            setattr(report, column.name, column.stored(value))

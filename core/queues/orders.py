"""The orders a queue can be sorted by, as SQL, and the marks that say where in one a page ended."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from core.errors import InvalidError
from core.language import tr
from core.queues.schemas import Sort
from core.reports.models import REPORTS_DUE_OR_NEVER, Report

_NEVER: Final = "infinity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order, over `reports`, over a table that keeps its columns, or over a subquery of either."""

    columns: tuple[tuple[str, str], ...]
    """Each column and its type; the last is the id, so that no two reports share a place."""
    place: Callable[[Report], tuple[Any, ...]]
    """Where a row stands, as JSON can hold it."""
    read: Callable[[list[Any]], tuple[Any, ...]]
    descending: bool = False
    settled: int = 0
    """In how many of the first columns nothing can come after the place that was read."""

    @property
    def by(self) -> str:
        """Write what follows `ORDER BY`."""
        return ", ".join(f"{column}{' DESC' if self.descending else ''}" for column, _ in self.columns)

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each column with its name in a subquery; the id is called `id`."""
        last = len(self.columns) - 1
        return tuple(
            (column, "id" if at == last else f"place_{at}") for at, (column, _) in enumerate(self.columns)
        )

    @property
    def by_in_subquery(self) -> str:
        """Write the same over a subquery called `one` with the columns of `named`."""
        return ", ".join(f"one.{name}{' DESC' if self.descending else ''}" for _, name in self.named)

    @property
    def beyond(self) -> str:
        """Say that a row comes after the place given as `:after_0`, `:after_1` and so on."""
        return self._after(column for column, _ in self.columns)

    @property
    def beyond_in_subquery(self) -> str:
        """Say the same of a row of a subquery called `one` with the columns of `named`."""
        return self._after(f"one.{name}" for _, name in self.named)

    @property
    def beyond_unestimated(self) -> str:
        """Say the same as `beyond`, so that PostgreSQL does not estimate from it how many rows follow.

        It estimates from the first column alone. Where many reports share the value in that column (no
        deadline, the same year), it expects next to none after the mark, and would walk the whole order in
        search of what another index finds at once.
        """
        return f"COALESCE({self.beyond}, false)"

    def _after(self, names: Iterable[str]) -> str:
        each = [
            (name, f"CAST(:after_{at} AS {kind})")
            for at, (name, (_, kind)) in enumerate(zip(names, self.columns, strict=True))
        ]
        same = [f"{name} = {place}" for name, place in each[: self.settled]]
        here, there = (", ".join(one) for one in zip(*each[self.settled :], strict=True))
        return " AND ".join([*same, f"({here}) {'<' if self.descending else '>'} ({there})"])


def _due_place(report: Report) -> tuple[Any, ...]:
    return (
        report.due_at.isoformat() if report.due_at else None,
        report.received_at.isoformat(),
        str(report.id),
    )


def _read_due(place: list[Any]) -> tuple[Any, ...]:
    due, received, report_id = place
    return (_NEVER if due is None else _moment(due), _moment(received), UUID(report_id))


def _read_received(place: list[Any]) -> tuple[Any, ...]:
    received, report_id = place
    return (_moment(received), UUID(report_id))


def _read_number(place: list[Any]) -> tuple[Any, ...]:
    year, seq, report_id = place
    return (int(year), int(seq), UUID(report_id))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _received_place(report: Report) -> tuple[Any, ...]:
    return (report.received_at.isoformat(), str(report.id))


_ID: Final = ("reports.id", "uuid")
_MOMENT: Final = "timestamp with time zone"
_BY_RECEIPT: Final = (("reports.received_at", _MOMENT), _ID)
ORDERS: Final[Mapping[Sort, Order]] = {
    Sort.DUE: Order(
        columns=((REPORTS_DUE_OR_NEVER, _MOMENT), *_BY_RECEIPT), place=_due_place, read=_read_due
    ),
    Sort.NEWEST: Order(columns=_BY_RECEIPT, place=_received_place, read=_read_received, descending=True),
    Sort.OLDEST: Order(columns=_BY_RECEIPT, place=_received_place, read=_read_received),
    Sort.NUMBER: Order(
        columns=(("reports.agenda_year", "integer"), ("reports.agenda_seq", "integer"), _ID),
        place=lambda report: (report.agenda_year, report.agenda_seq, str(report.id)),
        read=_read_number,
        descending=True,
    ),
}


def mark_after(report: Report, sort: Sort) -> str:
    """Write the mark of the page that begins after this report."""
    place = json.dumps([sort.value, *ORDERS[sort].place(report)])
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def begun_after(mark: str, sort: Sort) -> tuple[Order, dict[str, Any]]:
    """Read a mark: the order as it is behind it, and what `Order.beyond` is given.

    Raises:
        InvalidError: It is not one of ours, or of another order.
    """
    order = ORDERS[sort]
    try:
        named, *place = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        read = order.read(place if named == sort.value else [])
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error) as error:
        raise InvalidError(
            tr("Penanda halaman ini tidak dikenal. Mulai lagi dari halaman pertama."), code="page.unknown"
        ) from error
    if read[0] == _NEVER:
        order = replace(order, settled=1)
    return order, {f"after_{at}": one for at, one in enumerate(read)}

"""Agenda numbers: gapless within their series and year, drawn under the counter's lock (R130).

An open report that bars nobody takes the next number of its office. Every other, whistleblowing, anonymous,
confidential, or one that bars an officer, takes the next of one series for the whole country: among the
numbers that an officer sees of it there are gaps whoever they are, so that a missing one tells nothing
(docs/decisions/0016).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.states import IdentityMode, Track, protects_reporter
from core.offices.ladder import Rung
from core.reports.models import AgendaSeries

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class AgendaNumber:
    """`014/52.03/XI/2026`, or `P-0042/XI/2026` of the protected series."""

    text: str
    year: int
    seq: int
    series: AgendaSeries
    office_id: int
    """Whose series it is: of the protected one, KPU RI's."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A new report that wants a number."""

    office: Rung
    """The office that handles it; of the protected series, KPU RI."""
    series: AgendaSeries
    at: datetime
    tracking_hash: bytes

    @property
    def year(self) -> int:
        """The year on the office's own clock."""
        return self.at.astimezone(ZoneInfo(self.office.zone)).year


_DRAW: Final = sa.text(
    "WITH asked AS (SELECT * FROM unnest(CAST(:offices AS int[]), CAST(:years AS int[]),"
    " CAST(:series AS text[]), CAST(:hashes AS bytea[]))"
    " WITH ORDINALITY AS asked (office_id, year, series, tracking_hash, place)),"
    " fresh AS (SELECT office_id, year, series, place FROM asked"
    " WHERE NOT EXISTS (SELECT FROM reports WHERE reports.tracking_hash = asked.tracking_hash)),"
    " drawn AS (INSERT INTO agenda_counters (office_id, year, series, last)"
    " SELECT office_id, year, series, count(*) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    " ON CONFLICT (office_id, year, series) DO UPDATE SET last = agenda_counters.last + excluded.last"
    " RETURNING office_id, year, series, last)"
    " SELECT place, last + 1 - row_number() OVER"
    " (PARTITION BY office_id, year, series ORDER BY place DESC)"
    " FROM fresh JOIN drawn USING (office_id, year, series)"
)
"""Counters are taken in one order, so that two who draw many never wait for one another in a ring."""


async def draw_agenda_numbers(
    session: AsyncSession, drawings: Sequence[Drawing]
) -> list[AgendaNumber | None]:
    """Draw the next number for each; whoever else draws at those offices waits for this transaction.

    None, and nothing drawn, where the report with this hash exists already. A rolled-back transaction
    gives its numbers back, so the register has no gaps. No two may have the same hash.
    """
    asked = {
        "offices": [one.office.id for one in drawings],
        "years": [one.year for one in drawings],
        "series": [one.series.value for one in drawings],
        "hashes": [one.tracking_hash for one in drawings],
    }
    drawn = (await (await session.connection()).execute(_DRAW, asked)).all()
    numbers: list[AgendaNumber | None] = [None] * len(drawings)
    for place, seq in drawn:
        numbers[place - 1] = _number(drawings[place - 1], int(seq))
    return numbers


def _number(drawing: Drawing, seq: int) -> AgendaNumber:
    local = drawing.at.astimezone(ZoneInfo(drawing.office.zone))
    month = f"{_ROMAN[local.month - 1]}/{local.year}"
    own = drawing.series is AgendaSeries.OFFICE
    return AgendaNumber(
        text=f"{seq:03d}/{drawing.office.code}/{month}" if own else f"P-{seq:04d}/{month}",
        year=local.year,
        seq=seq,
        series=drawing.series,
        office_id=drawing.office.id,
    )


def series_of(track: Track, identity_mode: IdentityMode, *, bars: bool) -> AgendaSeries:
    """Say from which series a report takes its number; `bars` whether an officer is kept away from it."""
    own = not protects_reporter(track, identity_mode) and not bars
    return AgendaSeries.OFFICE if own else AgendaSeries.PROTECTED

"""Agenda numbers: gapless per office, year and track, drawn under the counter's lock (R130)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.states import Track
from core.offices.ladder import Rung

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class AgendaNumber:
    """`014/52.03/XI/2026`, or `W-003/52.03/XI/2026` for whistleblowing."""

    text: str
    year: int
    seq: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A new report that wants a number."""

    office: Rung
    track: Track
    at: datetime
    tracking_hash: bytes

    @property
    def year(self) -> int:
        """The year on the office's own clock."""
        return self.at.astimezone(ZoneInfo(self.office.zone)).year


_DRAW: Final = sa.text(
    "WITH asked AS (SELECT * FROM unnest(CAST(:offices AS int[]), CAST(:years AS int[]),"
    " CAST(:tracks AS text[]), CAST(:hashes AS bytea[]))"
    " WITH ORDINALITY AS asked (office_id, year, track, tracking_hash, place)),"
    " fresh AS (SELECT office_id, year, track, place FROM asked"
    " WHERE NOT EXISTS (SELECT FROM reports WHERE reports.tracking_hash = asked.tracking_hash)),"
    " drawn AS (INSERT INTO agenda_counters (office_id, year, track, last)"
    " SELECT office_id, year, track, count(*) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    " ON CONFLICT (office_id, year, track) DO UPDATE SET last = agenda_counters.last + excluded.last"
    " RETURNING office_id, year, track, last)"
    " SELECT place, last + 1 - row_number() OVER"
    " (PARTITION BY office_id, year, track ORDER BY place DESC)"
    " FROM fresh JOIN drawn USING (office_id, year, track)"
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
        "tracks": [one.track.value for one in drawings],
        "hashes": [one.tracking_hash for one in drawings],
    }
    drawn = (await (await session.connection()).execute(_DRAW, asked)).all()
    numbers: list[AgendaNumber | None] = [None] * len(drawings)
    for place, seq in drawn:
        numbers[place - 1] = _number(drawings[place - 1], int(seq))
    return numbers


def _number(drawing: Drawing, seq: int) -> AgendaNumber:
    local = drawing.at.astimezone(ZoneInfo(drawing.office.zone))
    prefix = "W-" if drawing.track is Track.WHISTLEBLOWING else ""
    text = f"{prefix}{seq:03d}/{drawing.office.code}/{_ROMAN[local.month - 1]}/{local.year}"
    return AgendaNumber(text=text, year=local.year, seq=seq)

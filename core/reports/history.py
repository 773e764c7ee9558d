"""A report's history, and the steps of its way that everybody may see."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.telling.steps import Mark, Station, steps
from core.reports.history_models import HistoryEntry
from core.reports.models import Report
from core.reports.schemas import StepReached


async def history_rows(session: AsyncSession, report_id: UUID) -> list[HistoryEntry]:
    """Return everything that happened to a report, oldest first."""
    query = (
        select(HistoryEntry).where(col(HistoryEntry.report_id) == report_id).order_by(col(HistoryEntry.seq))
    )
    return list((await session.exec(query)).all())


def visible_steps(
    report: Report, history: list[HistoryEntry], *, to_reporter: bool = False
) -> tuple[StepReached, ...]:
    """Mark the stations of the track, each with when it was last reached; none ahead has a date.

    Reporters read them in everyday words, officers in the decree's.
    """
    stations = steps(report.track, report.state, passed={entry.target for entry in history})
    reached = _last_reached(stations, history)
    return tuple(
        StepReached(
            label=station.told if to_reporter else station.label,
            state=station.mark.value,
            at=None if station.mark is Mark.AHEAD else reached.get(station.code, _start(station, report)),
        )
        for station in stations
    )


def _last_reached(stations: tuple[Station, ...], history: list[HistoryEntry]) -> dict[str, datetime]:
    """Say when each station was last entered from another; a second round comes by some of them again."""
    station_of = {state: station.code for station in stations for state in station.states}
    reached: dict[str, datetime] = {}
    here: str | None = None
    for entry in history:
        there = station_of.get(entry.target)
        if there is not None and there != here:
            reached[there] = entry.at
        here = there
    return reached


def _start(station: Station, report: Report) -> datetime | None:
    """Date the station that is no state: there the report was received."""
    return None if station.states else report.received_at

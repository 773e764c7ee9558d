"""The strip of days: all of a short deadline; of a long one the fortnight around today, and all by month."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backoffice.contexts.report import DeadlinePanel
from backoffice.pages.report.report_panels import deadline_of
from core.deadlines.schemas import DayView, DeadlineView, Urgency

START = date(2026, 11, 6)


def panel(days: int, today: date) -> DeadlinePanel:
    at = datetime(2026, 11, 6, 3, tzinfo=UTC)
    view = DeadlineView(
        kind="resolution",
        label="Penyelesaian",
        started_at=at,
        due_at=at + timedelta(days=days),
        raw_due_at=at + timedelta(days=days),
        due_text="nanti",
        remaining=1,
        remaining_text="Sisa 1 HK",
        urgency=Urgency.OK,
        working_days=days,
        legal_source="Keputusan KPU 1089/2025 BAB IV B.9",
        paused=False,
        stopped_at=None,
        sentence="",
        days=tuple(
            DayView(day=(START + timedelta(days=place)).isoformat(), status="counted")
            for place in range(days)
        ),
    )
    found = deadline_of([view], ZoneInfo("Asia/Makassar"), today)
    assert found is not None
    return found


def test_a_short_deadline_shows_every_day_and_no_months() -> None:
    shown = panel(6, START + timedelta(days=2))
    assert [mark.day for mark in shown.days] == [START + timedelta(days=place) for place in range(6)]
    assert shown.months == ()


@pytest.mark.parametrize(("passed", "first"), [(0, 0), (30, 24), (90, 76), (200, 76)])
def test_a_long_deadline_shows_the_fortnight_around_today_and_all_of_it_by_month(
    passed: int, first: int
) -> None:
    shown = panel(90, START + timedelta(days=passed))
    assert [mark.day for mark in shown.days] == [START + timedelta(days=first + place) for place in range(14)]
    assert [label for label, _ in shown.months] == [
        "November 2026", "Desember 2026", "Januari 2027", "Februari 2027",
    ]  # fmt: skip
    assert sum(len(marks) for _, marks in shown.months) == 90

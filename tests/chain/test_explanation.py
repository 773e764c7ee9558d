"""A time limit explains itself: counted, skipped, paused, and its source (G3)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chain import DeadlineKind
from core.chain.time.explanation import Explanation, explain, moment_in_words
from core.chain.time.workdays import DayMark, Pause, WorkCalendar

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = WorkCalendar(
    zone=WIB,
    holidays={date(2026, 3, 18): "Cuti bersama", date(2026, 3, 20): "Cuti bersama"},
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def explained(started: str, now: str, *, pauses: tuple[Pause, ...] = ()) -> Explanation:
    return explain(
        CALENDAR,
        kind=DeadlineKind.VERIFICATION,
        started_at=at(started),
        working_days=3,
        source="Keputusan KPU 1089/2025 BAB IV B.9",
        pauses=pauses,
        now=at(now),
    )


@pytest.mark.requirement("R63")
def test_an_explanation_names_start_end_and_what_was_left_out() -> None:
    why = explained("2026-03-17T10:00", "2026-03-17T10:00")

    assert why.sentence == (
        "Mulai Selasa 17 Maret 2026. 3 hari kerja, dihitung sejak Kamis 19 Maret 2026 sampai "
        "Selasa 24 Maret 2026, 16.00 WIB. Tidak dihitung: Sabtu, Minggu dan "
        "Cuti bersama (18 Maret 2026 dan 20 Maret 2026)."
    )
    assert why.counted == (date(2026, 3, 19), date(2026, 3, 23), date(2026, 3, 24))
    assert why.due_at == why.raw_due_at == at("2026-03-24T16:00")
    assert not why.is_paused


def test_a_limit_within_one_week_has_nothing_to_leave_out() -> None:
    why = explained("2026-11-16T21:14", "2026-11-17T09:00")

    assert "Tidak dihitung" not in why.sentence
    assert why.remaining(at("2026-11-17T09:00")) == 2
    assert why.remaining_in_words(at("2026-11-17T09:00")) == "Sisa 2 HK"


@pytest.mark.requirement("G3")
def test_a_paused_limit_shows_the_raw_one_beside_it() -> None:
    pause = Pause(at("2026-11-17T10:00"), at("2026-11-18T10:00"))

    why = explained("2026-11-16T09:00", "2026-11-18T12:00", pauses=(pause,))

    assert why.raw_due_at == at("2026-11-19T16:00")
    assert why.due_at == at("2026-11-23T16:00")
    assert "Jam berhenti 2 hari kerja." in why.sentence
    assert not why.is_paused


@pytest.mark.requirement("G3")
def test_a_clock_that_stands_still_says_so_instead_of_counting_down() -> None:
    now = "2026-11-18T12:00"

    why = explained("2026-11-16T09:00", now, pauses=(Pause(at("2026-11-17T10:00")),))

    assert why.is_paused
    assert why.remaining_in_words(at(now)) == "Berhenti sementara"
    assert "Jam berhenti sejak Selasa 17 November 2026" in why.sentence


def test_the_strip_goes_on_to_today_and_marks_what_is_late() -> None:
    now = at("2026-11-21T10:42")

    strip = explained("2026-11-16T21:14", "2026-11-21T10:42").strip(now)

    assert [(day.date.day, day.mark) for day in strip] == [
        (16, DayMark.STARTED),
        (17, DayMark.COUNTED),
        (18, DayMark.COUNTED),
        (19, DayMark.COUNTED),
        (20, DayMark.LATE),
        (21, DayMark.SKIPPED),
    ]


def test_the_strip_of_a_running_limit_ends_with_the_limit() -> None:
    why = explained("2026-11-16T21:14", "2026-11-17T09:00")

    assert why.strip(at("2026-11-17T09:00")) == why.days


@given(
    started=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis wants naive bounds
    days=st.integers(1, 60),
    hours=st.tuples(st.integers(1, 300), st.integers(1, 300)),
)
def test_an_explanation_adds_up(started: datetime, days: int, hours: tuple[int, int]) -> None:
    begins = started + timedelta(hours=hours[0])
    pause = Pause(begins, begins + timedelta(hours=hours[1]))

    why = explain(
        CALENDAR,
        kind=DeadlineKind.RESOLUTION,
        started_at=started,
        working_days=days,
        source="sumber",
        pauses=(pause,),
        now=started,
    )
    paused = [day for day in why.days if day.mark is DayMark.PAUSED]

    assert len(why.counted) == days
    assert why.due_at.astimezone(WIB).date() == why.counted[-1]
    raw_last = why.raw_due_at.astimezone(WIB).date()
    assert CALENDAR.working_days_between(raw_last, why.counted[-1]) == len(paused)


@pytest.mark.parametrize(("zone", "name"), [("Jakarta", "WIB"), ("Makassar", "WITA"), ("Jayapura", "WIT")])
def test_a_moment_names_the_offices_time_zone(zone: str, name: str) -> None:
    calendar = WorkCalendar(zone=ZoneInfo(f"Asia/{zone}"))

    words = moment_in_words(calendar, datetime(2026, 11, 19, 1, 5, tzinfo=UTC))

    assert words.startswith("Kamis 19 November 2026, ")
    assert words.endswith(name)

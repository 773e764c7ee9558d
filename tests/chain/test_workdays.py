"""Working days: where a limit ends, what pauses it, and how much is left (R52, R63, R76)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.chain.time.workdays import Day, DayMark, Pause, WorkCalendar, remaining_in_words

WIB, WITA, WIT = (ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura"))
NATIONAL = {
    date(2026, 3, 18): "Cuti bersama Nyepi",
    date(2026, 3, 19): "Nyepi",
    date(2026, 12, 24): "Cuti bersama Natal",
    date(2026, 12, 25): "Natal",
    date(2027, 1, 1): "Tahun baru",
}
JAKARTA = WorkCalendar(zone=WIB, holidays=NATIONAL)


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


zones = st.sampled_from([WIB, WITA, WIT])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants naive bounds
lengths = st.integers(1, 60)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    off = draw(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=40))
    return WorkCalendar(zone=draw(zones), holidays=dict.fromkeys(off, "Libur") | NATIONAL)


@st.composite
def pauses_after(draw: st.DrawFn, started: datetime) -> tuple[Pause, ...]:
    hours = draw(st.lists(st.integers(1, 400), max_size=6))
    edges, moment = [], started
    for gap in hours:
        moment += timedelta(hours=gap)
        edges.append(moment)
    return tuple(Pause(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


@pytest.mark.requirement("R63")
@pytest.mark.parametrize(
    ("started", "days", "due"),
    [
        ("2026-11-16T21:14", 3, "2026-11-19T16:00"),  # a Monday night counts from Tuesday
        ("2026-11-16T00:01", 3, "2026-11-19T16:00"),
        ("2026-11-20T09:00", 1, "2026-11-23T16:00"),  # over a weekend
        ("2026-11-21T09:00", 1, "2026-11-23T16:00"),  # begun on a Saturday
        ("2026-12-23T10:00", 3, "2026-12-30T16:00"),  # cuti bersama, Christmas, weekend
        ("2026-12-30T10:00", 2, "2027-01-04T16:00"),  # over the year's end
    ],
)
def test_a_limit_counts_from_the_next_working_day_and_ends_at_closing_time(
    started: str, days: int, due: str
) -> None:
    assert JAKARTA.due(at(started), days) == at(due)


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_same_moment_is_another_day_further_east(zone: ZoneInfo) -> None:
    late_evening_in_jakarta = at("2026-11-16T23:30")

    due = WorkCalendar(zone=zone).due(late_evening_in_jakarta, 1)

    expected = date(2026, 11, 17) if zone is WIB else date(2026, 11, 18)
    assert due.astimezone(zone) == datetime.combine(expected, time(16), zone)


@given(calendar=calendars(), started=moments, days=lengths)
def test_a_limit_never_ends_on_a_day_off(calendar: WorkCalendar, started: datetime, days: int) -> None:
    due = calendar.due(started, days)

    assert due.tzinfo is UTC
    assert due > started
    assert calendar.is_working_day(due.astimezone(calendar.zone).date())
    assert due.astimezone(calendar.zone).time() == calendar.closes_at


@given(calendar=calendars(), started=moments, days=lengths, more=st.integers(1, 20))
def test_more_days_end_later(calendar: WorkCalendar, started: datetime, days: int, more: int) -> None:
    assert calendar.due(started, days) < calendar.due(started, days + more)


@given(calendar=calendars(), started=moments, days=lengths, later=st.integers(0, 5000))
def test_starting_later_never_ends_earlier(
    calendar: WorkCalendar, started: datetime, days: int, later: int
) -> None:
    assert calendar.due(started, days) <= calendar.due(started + timedelta(minutes=later), days)


@given(
    calendar=calendars(), started=moments, days=lengths, holiday=st.dates(date(2026, 1, 1), date(2027, 6, 1))
)
def test_one_more_holiday_never_ends_a_limit_earlier(
    calendar: WorkCalendar, started: datetime, days: int, holiday: date
) -> None:
    fuller = WorkCalendar(zone=calendar.zone, holidays={**calendar.holidays, holiday: "Libur"})

    assert calendar.due(started, days) <= fuller.due(started, days)


@given(data=st.data(), calendar=calendars(), started=moments, days=lengths)
def test_pauses_only_push_a_limit_back_and_every_day_adds_up(
    data: st.DataObject, calendar: WorkCalendar, started: datetime, days: int
) -> None:
    pauses = data.draw(pauses_after(started))

    listed = calendar.days(started, days, pauses=pauses)
    marks = [day.mark for day in listed]

    assert calendar.due(started, days, pauses=pauses) >= calendar.due(started, days)
    assert marks.count(DayMark.COUNTED) == days
    assert marks[0] is DayMark.STARTED
    assert marks[-1] is DayMark.COUNTED
    assert marks.count(DayMark.STARTED) == 1
    assert all(b.date - a.date == timedelta(days=1) for a, b in pairwise(listed))
    assert all(day.reason for day in listed)
    for day in listed[1:]:
        assert (day.mark is DayMark.SKIPPED) is not calendar.is_working_day(day.date)


@given(calendar=calendars(), started=moments, days=lengths)
def test_what_is_left_goes_down_by_the_working_days_that_pass(
    calendar: WorkCalendar, started: datetime, days: int
) -> None:
    due = calendar.due(started, days)

    assert calendar.remaining(due, started) == days
    assert calendar.remaining(due, due) == 0
    assert calendar.remaining(due, due + timedelta(seconds=1)) == -1


@given(calendar=calendars(), due_from=moments, now=moments, step=st.integers(1, 20_000))
def test_what_is_left_never_grows_as_time_passes(
    calendar: WorkCalendar, due_from: datetime, now: datetime, step: int
) -> None:
    due = calendar.due(due_from, 3)

    assert calendar.remaining(due, now) >= calendar.remaining(due, now + timedelta(minutes=step))


@pytest.mark.requirement("R52", "G3")
@pytest.mark.parametrize(
    ("pause", "due"),
    [
        (("2026-11-18T10:00", "2026-11-19T11:00"), "2026-11-23T16:00"),  # two days stood still
        (("2026-11-18T10:00", "2026-11-18T10:05"), "2026-11-20T16:00"),  # a day touched is a day held
        (("2026-11-17T17:00", "2026-11-17T20:00"), "2026-11-19T16:00"),  # after closing: nothing lost
        (("2026-11-20T09:00", "2026-11-25T09:00"), "2026-11-19T16:00"),  # after the limit
        (("2026-11-21T09:00", "2026-11-22T09:00"), "2026-11-19T16:00"),
    ],
)
def test_a_paused_clock_keeps_the_days_it_had_left(pause: tuple[str, str], due: str) -> None:
    stretch = Pause(at(pause[0]), at(pause[1]))

    assert JAKARTA.due(at("2026-11-16T09:00"), 3, pauses=(stretch,)) == at(due)


def test_an_open_pause_needs_to_know_what_time_it_is() -> None:
    started, still = at("2026-11-16T09:00"), (Pause(at("2026-11-17T10:00")),)

    assert JAKARTA.due(started, 3, pauses=still, now=at("2026-11-18T09:00")) == at("2026-11-23T16:00")
    with pytest.raises(ValueError, match="open pause"):
        JAKARTA.due(started, 3, pauses=still)


@pytest.mark.parametrize(
    ("now", "words", "left"),
    [
        ("2026-11-16T22:00", "Sisa 3 HK", 3),
        ("2026-11-17T09:00", "Sisa 2 HK", 2),
        ("2026-11-18T23:59", "Besok", 1),
        ("2026-11-19T16:00", "Hari ini", 0),
        ("2026-11-19T16:01", "Lewat 1 HK", -1),
        ("2026-11-21T10:42", "Lewat 1 HK", -1),
        ("2026-11-24T10:42", "Lewat 3 HK", -3),
    ],
)
def test_what_is_left_in_words(now: str, words: str, left: int) -> None:
    due = at("2026-11-19T16:00")

    assert remaining_in_words(JAKARTA, due, at(now)) == words
    assert JAKARTA.remaining(due, at(now)) == left


def test_a_monday_limit_seen_on_friday_is_one_working_day_away_not_tomorrow() -> None:
    assert remaining_in_words(JAKARTA, at("2026-11-23T16:00"), at("2026-11-20T09:00")) == "Sisa 1 HK"


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-20T07:59", False),
        ("2026-11-20T08:00", True),
        ("2026-11-20T15:59", True),
        ("2026-11-20T16:00", False),
        ("2026-11-21T10:00", False),
        ("2026-12-24T10:00", False),
    ],
)
@pytest.mark.requirement("R102")
def test_reminders_go_out_only_in_working_hours(now: str, *, is_open: bool) -> None:
    assert JAKARTA.working_hours(at(now)) is is_open


@given(
    calendar=calendars(), days=st.tuples(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
)
def test_working_days_between_is_the_sum_of_its_parts(calendar: WorkCalendar, days: tuple[date, int]) -> None:
    first, span = days
    assume(span > 1)
    middle, last = first + timedelta(days=span // 2), first + timedelta(days=span)

    whole = calendar.working_days_between(first, last)

    assert whole == calendar.working_days_between(first, middle) + calendar.working_days_between(middle, last)


def test_a_day_off_has_its_reason() -> None:
    assert JAKARTA.why_off(date(2026, 12, 25)) == "Natal"
    assert JAKARTA.why_off(date(2026, 11, 21)) == "Sabtu"
    assert JAKARTA.why_off(date(2026, 11, 20)) is None


def test_the_days_of_a_limit_read_as_on_the_page() -> None:
    assert JAKARTA.days(at("2026-11-20T09:00"), 1) == (
        Day(date(2026, 11, 20), DayMark.STARTED, "Hari mulai, tidak dihitung"),
        Day(date(2026, 11, 21), DayMark.SKIPPED, "Sabtu"),
        Day(date(2026, 11, 22), DayMark.SKIPPED, "Minggu"),
        Day(date(2026, 11, 23), DayMark.COUNTED, "Hari kerja ke-1"),
    )


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="working day"):
        JAKARTA.due(at("2026-11-20T09:00"), 0)
    with pytest.raises(ValueError, match="time zone"):
        JAKARTA.local(datetime(2026, 11, 20))  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match="working day"):
        WorkCalendar(zone=WIB, weekend=frozenset(range(7)))

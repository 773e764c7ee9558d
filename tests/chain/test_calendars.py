"""The national calendar with cuti bersama, and what an office changes in it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.deadlines.calendars import HolidayOverride, calendar_for


@pytest.mark.requirement("R52", "R63")
def test_three_working_days_from_17_march_2026_end_on_27_march() -> None:
    calendar = calendar_for("Asia/Jakarta", years=[2026])
    started = datetime(2026, 3, 17, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))

    due = calendar.due(started, 3)

    assert due == datetime(2026, 3, 27, 16, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_joint_leave_is_a_day_off_with_its_name() -> None:
    reason = calendar_for("Asia/Jakarta", years=[2026]).why_off(date(2026, 3, 20))

    assert reason is not None
    assert reason.startswith("Cuti Bersama")


def test_an_office_may_add_a_day_off_and_take_one_back() -> None:
    local = calendar_for(
        "Asia/Makassar",
        years=[2026],
        overrides=[
            HolidayOverride(date(2026, 11, 18), "Hari jadi kabupaten"),
            HolidayOverride(date(2026, 3, 20), "Piket Idul Fitri", working=True),
            HolidayOverride(date(2026, 11, 19), "Tetap bekerja", working=True),
        ],
    )

    assert local.why_off(date(2026, 11, 18)) == "Hari jadi kabupaten"
    assert local.is_working_day(date(2026, 3, 20))
    assert local.is_working_day(date(2026, 11, 19))
    assert local.zone.key == "Asia/Makassar"


def test_overrides_of_one_office_do_not_reach_another() -> None:
    calendar_for("Asia/Jakarta", years=[2026], overrides=[HolidayOverride(date(2026, 11, 18), "Lokal")])

    assert calendar_for("Asia/Jakarta", years=[2026]).is_working_day(date(2026, 11, 18))


def test_a_limit_over_the_years_end_knows_new_years_day() -> None:
    calendar = calendar_for("Asia/Jayapura", years=[2026, 2027])

    assert not calendar.is_working_day(date(2027, 1, 1))

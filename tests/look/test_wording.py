"""Dates, sizes and numbers read as an Indonesian would write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from backoffice.words import wording
from core.sizes import file_size

WIB = timezone(timedelta(hours=7))
WIT = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 21, 10, 42, tzinfo=WIB)


def test_a_short_date_names_day_date_and_month() -> None:
    assert wording.short_date(datetime(2026, 11, 19, tzinfo=WIB)) == "Kam 19 Nov"


@pytest.mark.parametrize(
    ("zone", "name"), [(WIB, "WIB"), (timezone(timedelta(hours=8)), "WITA"), (WIT, "WIT")]
)
def test_a_long_moment_names_the_office_zone(zone: timezone, name: str) -> None:
    assert (
        wording.long_datetime(datetime(2026, 11, 19, 16, 0, tzinfo=zone))
        == f"Kamis 19 November 2026, 16.00 {name}"
    )


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 21, 8, 20, tzinfo=WIB), "hari ini 08.20"),
        (datetime(2026, 11, 20, 21, 14, tzinfo=WIB), "kemarin 21.14"),
        (datetime(2026, 11, 22, 9, 0, tzinfo=WIB), "besok 09.00"),
        (datetime(2026, 11, 16, 21, 14, tzinfo=WIB), "Sen 16 Nov 21.14"),
        (datetime(2025, 11, 17, 9, 0, tzinfo=WIB), "Sen 17 Nov 2025 09.00"),
        (datetime(2026, 11, 20, 18, 0, tzinfo=UTC), "hari ini 01.00"),
    ],
)
def test_a_moment_reads_as_one_would_say_it(moment: datetime, words: str) -> None:
    assert wording.relative(moment, NOW) == words


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (1023, "1.023 B"), (1536, "1,5 KB"), (20_971_520, "20 MB")]
)
def test_a_size_is_told_in_the_largest_fitting_unit(size: int, words: str) -> None:
    assert file_size(size) == words


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        wording.zone_name(datetime(2026, 11, 19))  # noqa: DTZ001 - the mistake is the point


@pytest.mark.parametrize(
    ("name", "letters"), [("Sari Rahmania", "SR"), ("Budi", "B"), ("", "?"), ("(–) x", "X")]
)
def test_an_avatar_shows_at_most_two_letters(name: str, letters: str) -> None:
    assert wording.initials(name) == letters

"""When it happened, as people tell it; counted from Wednesday, 10 March 2027, eight in the evening."""

from datetime import date, datetime

import pytest

from core.stories.proposals import When
from core.stories.when import times_in

WRITTEN = datetime(2027, 3, 10, 20, 0)  # noqa: DTZ001 - the writer's own time has no zone


def one(text: str) -> When:
    found = times_in(text, WRITTEN)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("kemarin petugas minta uang", date(2027, 3, 9)),
        ("kmrn mlm di balai desa", date(2027, 3, 9)),
        ("wingi esuk", date(2027, 3, 9)),
        ("kamari soré", date(2027, 3, 9)),
        ("2 hari lalu", date(2027, 3, 8)),
        ("rong dina kepungkur", None),
        ("senin kemarin", date(2027, 3, 8)),
        ("hari Senin depan surat keluar", date(2027, 3, 15)),
        ("tgl 5 maret", date(2027, 3, 5)),
        ("tanggal 5 Maret 2027 pukul 08.00", date(2027, 3, 5)),
        ("5/3/2027", date(2027, 3, 5)),
        ("2027-03-05", date(2027, 3, 5)),
        ("14/2 jam 4 sore", date(2027, 2, 14)),
        ("tgl 17 jam 9", date(2027, 2, 17)),
        ("20 desember", date(2026, 12, 20)),
        ("malam minggu", date(2027, 3, 6)),
        ("malem jumat wingi", date(2027, 3, 4)),
        ("sabtu 6 mar", date(2027, 3, 6)),
        ("last friday", date(2027, 3, 5)),
        ("semalam jam 1", date(2027, 3, 10)),
        ("tadi malam jam 9", date(2027, 3, 9)),
        ("tadi magrib", date(2027, 3, 10)),
        ("malam sebelum pengumuman 8 maret", date(2027, 3, 7)),
    ],
)
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert [each.day for each in times_in(text, WRITTEN)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("minggu lalu", date(2027, 3, 1), date(2027, 3, 7)),
        ("bulan kemarin", date(2027, 2, 1), date(2027, 2, 28)),
        ("akhir februari", date(2027, 2, 21), date(2027, 2, 28)),
        ("awal bulan ini", date(2027, 3, 1), date(2027, 3, 10)),
        ("antara 3 sampai 10 Februari 2027", date(2027, 2, 3), date(2027, 2, 10)),
        ("bulan november", date(2026, 11, 1), date(2026, 11, 30)),
        ("bulan 1 sama bulan 2", date(2027, 1, 1), date(2027, 2, 28)),
        ("tahun lalu", date(2026, 1, 1), date(2026, 12, 31)),
        ("dari tahun 2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_span_has_its_first_and_its_last_day(text: str, first: date, last: date) -> None:
    assert (one(text).day, one(text).until) == (first, last)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("jam 8", "08:00"),
        ("jam 8an malam", "20:00"),
        ("pukul 16.30 WIB", "16:30"),
        ("jam stgh 9 pagi", "08:30"),
        ("jam setengah sanga", "08:30"),
        ("sekitar jam 1 siang", "13:00"),
        ("jam 11 malam", "23:00"),
        ("jam sapuluah", "10:00"),
    ],
)
def test_a_clock_time_is_read(text: str, clock: str) -> None:
    assert one(text).clock == clock


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("pas masa tenang", "masa tenang"),
        ("waktu nyoblos", "pemungutan suara"),
        ("hari H", "pemungutan suara"),
        ("pas penghitungan suara", "penghitungan suara"),
    ],
)
def test_a_stage_of_the_election_is_a_time(text: str, stage: str) -> None:
    assert one(text).stage == stage


def test_a_day_and_its_clock_are_one_time() -> None:
    found = one("kejadiannya kemarin sore, jam 4, di TPS")
    assert (found.day, found.clock) == (date(2027, 3, 9), "16:00")


@pytest.mark.parametrize(
    "text",
    [
        "selamat pagi",
        "met malam min",
        "saya lahir 17 maret 2009",
        "tiap malam minggu",
        "setiap tanggal 5",
        'dia bilang "besok malam kamu"',
        "terlambat dua kali",
        "minta uang 50 ribu",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert times_in(text, WRITTEN) == ()


def test_the_night_that_followed_is_of_the_day_told_before() -> None:
    found = times_in("Cair tanggal 4 maret. Malam harinya mereka makan-makan", WRITTEN)
    assert [(each.day, each.clock) for each in found] == [(date(2027, 3, 4), ""), (date(2027, 3, 4), "malam")]

"""To "which office?" people answer with a seat, a village, a postcode, a country, or "tidak tahu"."""

import pytest

from core.offices.directory import OfficeDirectory
from core.stories.offices_told import offices_told
from tests.core.test_office_search import directory  # noqa: F401 - the fixture

pytestmark = pytest.mark.requirement("R18")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *[("Selong", "52.03"), ("purwokerto", "33.02"), ("Cikarang", "32.16"), ("wamena", "95.01")],
        *[("cikrang", "32.16"), ("Kajen", "33.26"), ("Bangil", "35.14"), ("di selong pak", "52.03")],
        *[("83611", "52.03"), ("kode pos 53111", "33.02"), ("10110", "31.71")],
        *[("desa jantuk", "52.03"), ("jantuk", "52.03"), ("kec sukamulia", "52.03")],
        *[("lotim", "52.03"), ("lombok timr", "52.03"), ("52.03", "52.03"), ("RI", "RI"), ("pusat", "RI")],
        *[("luar negeri", "RI"), ("TPSLN Hongkong", "RI"), ("kota kinabalu", "RI"), ("Malaysia", "RI")],
        *[("saya di Jeddah", "RI"), ("ppln den haag", "RI")],
        *[("tidak tahu", "RI"), ("gatau min", "RI"), ("bingung", "RI"), ("ora ngerti", "RI")],
        *[("teu terang", "RI"), ("I don't know", "RI"), ("ndak tau pak", "RI")],
    ],
)
def test_an_answer_leads_to_the_office(directory: OfficeDirectory, said: str, code: str) -> None:  # noqa: F811
    assert [entry.code for entry in offices_told(said, directory)][:1] == [code]


@pytest.mark.parametrize("said", ["kabupaten saya", "kota", "di sini aja", "", "...", "00000", "jauh banget"])
def test_words_that_name_nothing_are_answered_by_no_guess(directory: OfficeDirectory, said: str) -> None:  # noqa: F811
    assert offices_told(said, directory) == []


def test_a_seat_of_two_regencies_offers_both(directory: OfficeDirectory) -> None:  # noqa: F811
    assert {entry.code for entry in offices_told("martapura", directory)} == {"16.08", "63.03"}


def test_an_offices_own_name_is_never_outdone_by_a_village(directory: OfficeDirectory) -> None:  # noqa: F811
    for entry in directory.entries:
        assert offices_told(entry.name, directory)[0] == entry, entry.name

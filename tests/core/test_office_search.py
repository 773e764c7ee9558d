"""Offices are found as people type them: with slips, without spaces, by nickname; KPU RI by its own names."""

import random
from collections.abc import Callable, Iterator

import pytest

from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.models import OfficeLevel
from core.offices.naming import KINDS, folded, nicknames
from core.offices.seed import office_rows
from core.offices.tables import table

pytestmark = pytest.mark.requirement("R1")

OFFERED = 8
"""As many as the bot shows."""


@pytest.fixture(scope="module")
def directory() -> OfficeDirectory:
    return OfficeDirectory([_entry(number, row) for number, row in enumerate(office_rows(), start=1)])


def _entry(number: int, row: dict[str, str]) -> OfficeEntry:
    return OfficeEntry(
        id=number,
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=OfficeLevel(row["level"]),
        province_code=row["path"].partition("/")[2].partition("/")[0] or None,
        province_name=row["province_name"],
        zone=row["zone"],
        path=row["path"],
    )


def _pairs(text: str) -> list[list[str]]:
    """Return code and search of each of `52 ntb, 53 ntt`."""
    return [pair.split(" ", 1) for pair in text.split(", ")]


def _own_name(entry: OfficeEntry) -> str:
    """What tells the office from others: `lombok timur`."""
    words = folded(entry.name)
    while words[0] in KINDS - {"daerah"}:
        words = words[1:]
    return " ".join(words)


def _left_out(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(1, len(name)))


def _doubled(name: str) -> Iterator[str]:
    return (name[:at] + name[at] + name[at:] for at in range(len(name)) if name[at] != " ")


def _swapped(name: str) -> Iterator[str]:
    pairs = [at for at in range(1, len(name) - 1) if " " not in name[at : at + 2]]
    return (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in pairs)


def _wrong(name: str) -> Iterator[str]:
    return (name[:at] + "x" + name[at + 1 :] for at in range(1, len(name)) if name[at] != " ")


def _missed(
    directory: OfficeDirectory, slips: Callable[[str], Iterator[str]], entries: list[OfficeEntry]
) -> tuple[list[tuple[str, str]], int]:
    """Return what was typed for which office without finding it, and how much was typed at all."""
    missed, typed = [], 0
    for entry in entries:
        if len(name := _own_name(entry)) < 4:
            continue
        for slip in set(slips(name)):
            typed += 1
            if entry not in directory.search(slip, limit=OFFERED) and not _names_others(directory, slip):
                missed.append((slip, entry.name))
    return missed, typed


def _names_others(directory: OfficeDirectory, typed: str) -> bool:
    """Whether the slip is what more offices than are offered have in their names, letter by letter."""
    return sum(typed in _own_name(entry) for entry in directory.entries) >= OFFERED


@pytest.mark.slow
def test_any_letter_may_be_left_out_of_any_name(directory: OfficeDirectory) -> None:
    missed, typed = _missed(directory, _left_out, directory.entries)

    assert missed == []
    assert typed > 4500


@pytest.mark.slow
def test_what_a_slip_makes_another_name_is_rare(directory: OfficeDirectory) -> None:
    slips = {slip for entry in directory.entries for slip in _left_out(_own_name(entry))}

    assert sum(_names_others(directory, slip) for slip in slips) < 20


@pytest.mark.slow
@pytest.mark.parametrize("slips", [_doubled, _swapped, _wrong])
def test_a_letter_may_be_doubled_swapped_or_wrong(
    directory: OfficeDirectory, slips: Callable[[str], Iterator[str]]
) -> None:
    sample = random.Random(553).sample(directory.entries, 150)

    assert _missed(directory, slips, sample)[0] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("surbaya", "35.78"),
        ("medn", "12.71"),
        ("padng", "13.71"),
        ("begkulu", "17.71"),
        ("jmbi", "15.71"),
        ("bngo", "15.08"),
        ("banjrmasn", "63.71"),
        ("kabupten lombok tmur", "52.03"),
        ("pekan baru", "14.71"),
        ("peken baru", "14.71"),
        ("lomboktimur", "52.03"),
        ("lomboktimr", "52.03"),
        ("kotabekasi", "32.75"),
        ("kota baru", "63.02"),
        ("gunung kidul", "34.03"),
        ("baubau", "74.72"),
        ("palangka raya", "62.71"),
        ("ogankomering ulu timur", "16.08"),
        ("kpu daerah bekasi", "32.75"),
        ("kab medan", "12.71"),
        ("sumatra utara", "12"),
        ("bekasi, jawa barat", "32.75"),
        ("pesisir barat lampung", "18.13"),
    ],
)
def test_slips_and_spaces_are_forgiven(directory: OfficeDirectory, typed: str, code: str) -> None:
    assert directory.search(typed)[0].code == code


@pytest.mark.parametrize(
    "typed",
    [
        *("ri", "kpu ri", "KPU-RI", "KPU RI (pusat)", "pusat", "kpu pusat", "kantor pusat", "kpu ri pusat"),
        *("nasional", "kpu nasional", "nasionl", "indonesia", "kpu republik indonesia", "kpu ri jakarta"),
    ],
)
def test_kpu_ri_is_found_by_what_people_call_it(directory: OfficeDirectory, typed: str) -> None:
    assert directory.search(typed)[0].code == "RI"


@pytest.mark.parametrize("typed", ["jakarta pusat", "kpu jakarta pusat", "pusat jakarta", "jakpus"])
def test_jakarta_pusat_is_not_kpu_ri(directory: OfficeDirectory, typed: str) -> None:
    assert directory.search(typed)[0].code == "31.71"
    assert "31.71" in [entry.code for entry in directory.search("pusat")]


@pytest.mark.parametrize(
    ("code", "typed"),
    _pairs(
        "11 nad, 12 sumut, 13 sumbar, 16 sumsel, 19 babel, 21 kepri, 31 dki, 31 dki jakarta, 32 jabar, "
        "32 prov jabar, 33 jateng, 34 diy, 34 di yogyakarta, 34 D.I. Yogyakarta, 35 jatim, 52 ntb, "
        "52 N.T.B., 52 kpud ntb, 53 ntt, 61 kalbar, 62 kalteng, 63 kalsel, 64 kaltim, 65 kaltara, 71 sulut, "
        "72 sulteng, 73 sulsel, 74 sultra, 76 sulbar, 82 malut"
    ),
)
def test_a_province_goes_by_its_short_form(directory: OfficeDirectory, code: str, typed: str) -> None:
    found = directory.search(typed)

    assert found[0].code == code
    assert len(found) > 3
    assert all(entry.province_code == code for entry in found)


@pytest.mark.parametrize(
    ("code", "typed"),
    _pairs(
        "21.72 tj pinang, 31.72 jakut, 31.73 jakbar, 31.74 jaksel, 31.75 jaktim, 32.17 kbb, "
        "32.75 bekasi jabar, 33.72 solo, 33.72 kota solo, 34.71 jogja, 34.71 yogya, 36.74 tangsel, "
        "52.01 lobar, 52.02 loteng, 52.03 lotim, 52.03 kab lotim, 52.08 klu, "
        "73.71 makasar, 73.71 ujung pandang"
    ),
)
def test_an_office_is_found_by_its_nickname(directory: OfficeDirectory, code: str, typed: str) -> None:
    assert directory.search(typed)[0].code == code


def test_each_nickname_stands_for_words_of_a_name_and_is_no_name_itself(directory: OfficeDirectory) -> None:
    names = [_own_name(entry) for entry in directory.entries]
    joined = {name.replace(" ", "") for name in names} | {word for name in names for word in name.split()}

    for row in table("nicknames.csv"):
        assert any(f" {row['means']} " in f" {name} " for name in names), row
        assert row["means"] in _own_name(directory.search(row["written"])[0]), row
    assert not joined & nicknames().keys()
    assert len(nicknames()) == len(table("nicknames.csv"))


def test_a_nickname_does_not_hide_the_names_that_begin_so(directory: OfficeDirectory) -> None:
    assert [entry.code for entry in directory.search("solo")[1:3]] == ["13.72", "13.02"]


def test_of_a_story_only_the_beginning_is_read(directory: OfficeDirectory) -> None:
    assert directory.search("kpu kota bekasi " + "x" * 4000) == directory.search(
        "kpu kota bekasi " + "x" * 144
    )
    assert directory.search("a" * 4000) == []


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("34.71", "kpu di kota jogja dong"),
        ("34.71", "saya mau lapor ke kpu kota jogja"),
        ("34.71", "kantornya di kota jogja, yang dekat alun-alun"),
        ("33.72", "saya di solo"),
        ("33.72", "Saya orang Solo, Pak."),
        ("52.03", "saya tinggal di lotim"),
        ("52.03", "mau lapor kpu lotim"),
        ("32.73", "pak saya dari bdg"),
        ("52", "ntb dong"),
        ("32.75", "saya dari bekasi"),
        ("32.75", "kalau saya di bekasi jabar bagaimana"),
        ("14.71", "rumah saya di pekan baru ya"),
        ("52.03", "saya lapor dari lomboktimur saja"),
        ("21.72", "saya di tj pinang"),
        ("31.71", "saya kerja di jakpus"),
        ("31.71", "saya kerja di jakarta pusat, bukan kpu pusat"),
        ("RI", "lapor ke kpu pusat saja"),
    ],
)
def test_an_office_named_in_a_sentence_is_found(directory: OfficeDirectory, code: str, typed: str) -> None:
    assert directory.search(typed)[0].code == code


def test_of_several_offices_named_in_a_sentence_each_is_offered(directory: OfficeDirectory) -> None:
    found = [entry.code for entry in directory.search("saya pindah dari bali, sekarang di solo")]
    assert found[:2] == ["51", "33.72"]


@pytest.mark.parametrize(
    "typed",
    [
        *("saya mau lapor", "selamat pagi pak", "tolong bantu saya", "soto", "saya makan soto", "apa kabar"),
        *("uang dibagikan di pasar baru", "sungai di belakang rumah", "kabar baik", "laporan baru", "sabar"),
        *("surat suara rusak dan kotak suara tidak disegel", "saya tidak tahu kantornya", "lambat sekali"),
    ],
)
def test_a_sentence_that_names_no_office_finds_none(directory: OfficeDirectory, typed: str) -> None:
    assert directory.search(typed) == []


@pytest.mark.parametrize(
    ("code", "typed"),
    _pairs(
        "34.71 jogjs, 34.71 jogka, 34.71 jgja, 34.71 joga, 34.71 kota jogjs, 33.72 sollo, 52.03 lotimm, "
        "36.74 tngsel, 31.74 jaksl, 32 jabr, 32 jabra, 32.75 bekasi jabr, 12.03 tapsl"
    ),
)
def test_a_nickname_may_have_a_slip(directory: OfficeDirectory, code: str, typed: str) -> None:
    assert directory.search(typed)[0].code == code


def _missed_nicknames(
    directory: OfficeDirectory, slips: Callable[[str], Iterator[str]]
) -> list[tuple[str, str]]:
    return [
        (slip, nickname)
        for nickname in nicknames()
        if len(nickname) > 4
        for slip in set(slips(nickname)) - nicknames().keys()
        if directory.search(nickname)[0] not in directory.search(slip, limit=OFFERED)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("slips", [_doubled, _swapped, _wrong])
def test_a_letter_of_any_nickname_may_be_doubled_swapped_or_wrong(
    directory: OfficeDirectory, slips: Callable[[str], Iterator[str]]
) -> None:
    assert _missed_nicknames(directory, slips) == []


def test_a_letter_of_a_nickname_may_be_left_out_unless_another_name_is_left(
    directory: OfficeDirectory,
) -> None:
    missed = _missed_nicknames(directory, _left_out)

    assert len(missed) < 15
    assert all(directory.search(slip) for slip, _nickname in missed)

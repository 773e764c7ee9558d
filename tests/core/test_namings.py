"""Who is recognised in what people write: a corpus of made-up sentences, the missed and the not meant."""

import re
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from core.people.naming import Recognised, Writing, named_in
from core.people.roll import Nameable, Roll
from deploy.demo.people import OFFICERS

CORPUS = Path(__file__).with_name("namings.txt")
PAGE = Path(__file__).parents[2] / "docs" / "recognising-officers.md"
LADDER = ("52.03", "52", "RI")
OFFICES = {
    "lombok timur": "52.03",
    "lotim": "52.03",
    "lombok tengah": "52.02",
    "mataram": "52.71",
    "ntb": "52",
}
OTHERS = (
    ("nuraini", "Siti Nur'aini Ma'ruf, S.H.", "Kepala Subbagian Umum", "52.03"),
    ("rifai", "H. Muhammad Rifa'i, S.Sos., M.Si.", "Anggota", "52.03"),
    ("zaini", "Lalu Ahmad Zaini Putra", "Kepala Subbagian Teknis", "52.03"),
    ("suharto", "Suharto", "Staf Keuangan", "52.03"),
    ("sukarno", "Soekarno Djojodiningrat", "Staf Logistik", "52.03"),
    ("provketua", "Baiq Maharani Utami", "Ketua", "52"),
    ("tengah", "Wayan Sudiarta", "Sekretaris", "52.02"),
)
UNITS = {
    "Subbagian Hukum dan Sumber Daya Manusia": ("Subbagian Hukum dan Sumber Daya Manusia",),
    "Unit Penanganan Pengaduan (APIP)": ("Unit Penanganan Pengaduan",),
}
MARK = UUID(int=0)


def _officer(username: str, name: str, position: str, office: str, unit: str | None = None) -> Nameable:
    return Nameable(
        id=uuid5(MARK, username),
        full_name=name,
        position=position,
        nip="199001012020122001" if username == "sari" else "",
        offices=frozenset({office}),
        units=frozenset((office, name) for name in UNITS.get(unit or "", ())),
    )


CAST = [
    *(_officer(one.username, one.full_name, one.position, one.office, one.unit) for one in OFFICERS),
    *(_officer(*one) for one in OTHERS),
]
USERNAMES = {uuid5(MARK, one.username): one.username for one in OFFICERS} | {
    uuid5(MARK, one[0]): one[0] for one in OTHERS
}
ROLL = Roll(CAST)


def corpus() -> list[tuple[frozenset[str], str]]:
    lines = [line for line in CORPUS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [
        (frozenset(meant.split()), text.strip()) for meant, _, text in (line.partition("|") for line in lines)
    ]


def read(text: str, *, names: tuple[str, ...] = (), positions: tuple[str, ...] = ()) -> Recognised:
    def offices_named(words: str) -> list[str]:
        return [code for name, code in OFFICES.items() if re.search(rf"\b{name}\b", words)]

    return named_in(Writing((text,), names, positions), ROLL, LADDER, offices_named)


def kept_away(text: str) -> frozenset[str]:
    return frozenset(USERNAMES[one] for one in read(text).all)


def measured() -> tuple[int, int, int, int]:
    """Count sentences, those who were meant and kept away, kept away though not meant, meant and missed."""
    right = wrong = missed = 0
    for meant, text in corpus():
        found = kept_away(text)
        right, wrong, missed = (
            right + len(found & meant),
            wrong + len(found - meant),
            missed + len(meant - found),
        )
    return len(corpus()), right, wrong, missed


def test_the_corpus_is_large_enough_to_say_anything() -> None:
    texts = [text for _, text in corpus()]
    assert len(texts) == len(set(texts)) >= 150
    assert sum(not meant for meant, _ in corpus()) >= 50
    assert {name for meant, _ in corpus() for name in meant} <= set(USERNAMES.values())


def test_the_page_says_what_is_measured() -> None:
    sentences, right, wrong, missed = measured()
    precision, recall = right / (right + wrong), right / (right + missed)
    page = PAGE.read_text("utf-8")
    assert f"{sentences} sentences" in page
    assert f"precision {precision:.3f}" in page
    assert f"recall {recall:.3f}" in page
    assert recall >= 0.95
    assert precision >= 0.95


HARD = (
    {"Hendra Wibisono"}
    | {
        "agus minta uang lagi kemarin",
        "sekretaris minta bagian dari tiap TPS",
        "orang nomor satu di kantor itu",
    }
    | {
        "Pak Hen yang urus",
        "suharto bagian keuangan yang memotong",
    }
)


@pytest.mark.parametrize(("meant", "text"), [one for one in corpus() if one[0] and one[1] not in HARD])
def test_whoever_is_named_is_kept_away(meant: frozenset[str], text: str) -> None:
    assert meant <= kept_away(text)

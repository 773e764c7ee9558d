"""Where it happened, as people tell it, and the office that it leads to."""

import pytest

from bench.stories import regions
from core.stories.proposals import PlaceKind
from core.stories.where import offices_of, places_in


def told(text: str) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.kind.value) for one in places_in(text, regions())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TPS 04 desa Jantuk lotim", [("TPS 04", "tps"), ("desa Jantuk", "village"), ("lotim", "regency")]),
        ("tps 112 rorotan", [("tps 112", "tps"), ("rorotan", "village")]),
        ("TPS 23 Tegal Sari 2 medan", [("TPS 23", "tps"), ("Tegal Sari 2", "village"), ("medan", "regency")]),
        ("di TPS 8 TELUK LERONG ILIR", [("TPS 8", "tps"), ("TELUK LERONG ILIR", "village")]),
        ("kotak dari Pulau Siumat", [("Pulau Siumat", "village")]),
        ("kec. Ngemplak Boyolali", [("kec. Ngemplak", "district"), ("Boyolali", "regency")]),
        ("kantor kpu kab bandung", [("kantor kpu kab bandung", "office")]),
        ("KPU NTT", [("KPU NTT", "office")]),
        ("di kalbar", [("kalbar", "province")]),
        ("saya TKW di hongkong", [("hongkong", "abroad")]),
        ("alamat Jl. Mawar No 7", [("Jl. Mawar No 7", "address")]),
        ("ngumpul di balai desa", [("balai desa", "spot")]),
        ("tinggal di Klamalu sejak kecil", [("Klamalu", "village")]),
        ("kota tasik", [("kota tasik", "regency")]),
    ],
)
def test_a_place_is_found_where_it_stands(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "petugas tidur lagi di sini",
        "tolong ditindak ya min",
        "jalan terus tanpa henti karena ombak",
        "makan soto lamongan",
        "kpu gimana sih",
        "pak Slamet minta uang",
        "warga lewat saja",
        "",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("desa Jantuk lotim", ("52.03",)),
        ("tinggal di depok sleman", ("34.04",)),
        ("balowerti kediri", ("35.71",)),
        ("Kota Mataram", ("52.71",)),
        ("KPU Provinsi Sulawesi Utara", ("71",)),
        ("TPSLN Den Haag", ("RI",)),
        ("pindah dari Rote Ndao ke Kota Kupang", ("53.14", "53.71")),
        ("cirebon", ("32.09", "32.74")),
        ("tidak tahu di mana", ()),
    ],
)
def test_all_places_together_lead_to_the_office(text: str, codes: tuple[str, ...]) -> None:
    assert offices_of(places_in(text, regions())) == codes


def test_a_name_of_several_villages_is_narrowed_by_the_others() -> None:
    found = {one.kind: one.codes for one in places_in("TPS 60 Kayu Manis jakarta timur", regions())}
    assert found[PlaceKind.VILLAGE] == ("31.75",)

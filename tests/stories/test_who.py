"""Who was told of, and what they have to do with it."""

import pytest

from core.stories.proposals import UNSURE, Part
from core.stories.who import people_in


def parts(text: str, *, complaint: bool = True) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.part.value) for one in people_in(text, complaint=complaint)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pak rudi ketua kpps minta uang", [("pak rudi ketua kpps", "accused")]),
        ("ketua KPPS nya si Pangihutan entah kemana", [("ketua KPPS nya si Pangihutan", "accused")]),
        ("Ketua PPK, Sdr. Hendra Kusuma menolak keberatan", [("Ketua PPK, Sdr. Hendra Kusuma", "accused")]),
        ("Sekretaris (Bpk. Yonathan) menyuruh kami", [("Sekretaris (Bpk. Yonathan)", "accused")]),
        ("uang diminta oleh bendahara PPS", [("bendahara PPS", "accused")]),
        ("surat dijual kasubag data", [("kasubag data", "accused")]),
        ("PPS kami si Jurni mainjam KTP", [("PPS kami si Jurni", "accused")]),
        ("petugas judes sekali", [("petugas", "accused")]),
        ("suami saya dipukul preman", [("suami saya", "victim"), ("preman", "accused")]),
        ("nenek saya dibentak petugas", [("nenek saya", "victim"), ("petugas", "accused")]),
        ("Teman saya Sahrul melihat sendiri", [("Teman saya Sahrul", "witness")]),
        ("bu Eneng juga lihat", [("bu Eneng", "witness")]),
        ("disaksikan Bu Yoyoh", [("Bu Yoyoh", "witness")]),
        ("Saya Dwi, saksi paslon 1", [("Saya Dwi, saksi paslon 1", "writer")]),
        ("gw anggota kpps, honor blm dibayar", [("anggota kpps", "writer")]),
        ("min sy TKW, surat blm sampe", [("TKW", "writer")]),
        ("Panitia lain, mas Yoga, juga tahu", [("Panitia lain, mas Yoga", "witness")]),
        ("yang mukul saya orangnya pak Darso", [("pak Darso", "accused")]),
        ("sing weruh kang Darmo", [("kang Darmo", "witness")]),
        ("bini aku bayar juga", [("bini aku", "victim")]),
        ("bu RT jg bayar", [("bu RT", "victim")]),
        ("saya setor ke bendahara PPK", [("bendahara PPK", "accused")]),
        ("temen gw Rian juga ga bisa nyoblos", [("temen gw Rian", "victim")]),
        ("teman saya Sahrul di pecat", [("teman saya Sahrul", "victim")]),
        ("Staf pengadaan, Tono, menolak lalu didiamkan", [("Staf pengadaan, Tono", "victim")]),
        ("Ketua PPK pak Lukman saya tegur", [("Ketua PPK pak Lukman", "accused")]),
        ("KPPS tidak sopan", [("KPPS", "accused")]),
        ("kamera saya dirampas atas perintah Kasubbag Hukum", [("Kasubbag Hukum", "accused")]),
    ],
)
def test_a_part_is_told_by_what_stands_beside(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "honor KPPS belum cair",
        "saya daftar kpps",
        "selamat pagi pak admin",
        "yth. Ketua KPU Kabupaten",
        'katanya "ketua kpps minta uang"',
        "tolong ditindak",
        "",
    ],
)
def test_who_is_only_spoken_to_or_a_body_is_nobody(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Salam untuk Ibu Yuliana dari bagian sosialisasi",
        "petugas PPS mbak Rina sabar sekali",
        "Pak Joko kamis lalu",
        "Bu Heni ketua KPPS ramah",
    ],
)
def test_nobody_is_accused_without_an_act_or_a_word_of_blame(text: str) -> None:
    assert [part for _words, part in parts(text)] == [Part.MENTIONED.value]


@pytest.mark.parametrize(
    "text", ["Ketua PPS di rumahnya", "pak Joko ketua KPPS", "lurah setempat orangnya tinggi"]
)
def test_where_nothing_tells_a_part_it_is_asked(text: str) -> None:
    found = people_in(text)
    assert all((one.part, one.confidence) == (Part.MENTIONED, UNSURE) for one in found)


def test_a_sentence_that_goes_on_of_somebody_tells_their_part() -> None:
    assert parts("Di sana ada Pak Rudi. Dia minta uang 50 ribu.") == [("Pak Rudi", "accused")]


def test_nobody_is_accused_where_nothing_is_complained_of() -> None:
    assert parts("Bu Heni ketua KPPS bagi nomor antrean", complaint=False) == [
        ("Bu Heni ketua KPPS", "mentioned")
    ]


def test_several_in_one_sentence_have_each_their_part() -> None:
    text = "agency namanya Bu Lin sama mbak Tutik ngumpulin surat suara"
    assert [part for _words, part in parts(text)] == ["accused", "accused"]


def test_a_person_is_told_once_at_the_fullest_mention() -> None:
    assert parts("lurah nyebar selebaran. Pak Lurah Taryono orangnya") == [("Pak Lurah Taryono", "accused")]


def test_a_list_says_the_part_of_each() -> None:
    text = "pelakunya ketua pps, saksinya budi, ani dan joko"
    assert parts(text)[1:] == [("budi", "witness"), ("ani", "witness"), ("joko", "witness")]

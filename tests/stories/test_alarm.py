"""Danger, despair and harassment are heard before anything else."""

import tomllib

import pytest

from bench.stories import CORPUS
from bench.stories import cries as measured_cries
from core.stories.alarm import cries, despairs, endangered, harassed


@pytest.mark.parametrize(
    "text",
    [
        "saya diancam ketua kpps",
        "rumah sy dilempar batu",
        "ada dua orang bolak balik depan rumah dari tadi",
        "aku diuber wong loro mau bengi",
        "om itu datang bawa parang",
        "saya dipecat gara-gara lapor",
        'dia bilang "anakmu masih sekolah di sini kan"',
        "depan pagar ada bangkai ayam dibungkus koran",
        "suamiku diculik orang dari jam 8 malam",
        "kulo mboten wantun metu",
        "foto saya disebar di grup",
    ],
)
def test_danger_is_heard(text: str) -> None:
    assert endangered(text)
    assert cries(text)


@pytest.mark.parametrize(
    "text",
    [
        "saya tidak hanya diancam",
        "kami bukan cuma diteror",
        "kami tidak tahan diancam terus",
        "saya tidak mau dibunuh",
        "ga kuat diteror tiap malam",
        "ga tau diancam siapa",
        "nama saya rina diperkosa ketua pps",
        "tidak diancam kok. eh sekarang saya diancam",
    ],
)
def test_what_only_sounds_like_a_denial_is_heard(text: str) -> None:
    assert endangered(text)


@pytest.mark.parametrize(
    "text",
    [
        "saya tidak pernah diteror",
        "kami tidak lagi diancam",
        "gak sampai dipukul kok",
        "belum ada yang dipukul",
        "saya tidak dalam bahaya",
        "tidak merasa terancam",
        "demokrasi dibunuh",
        "suara saya dibunuh",
    ],
)
def test_what_is_denied_is_no_danger(text: str) -> None:
    assert not endangered(text)


@pytest.mark.parametrize(
    "text",
    [
        "suara gw di tps dibunuh wkwk",
        "antriannya mau mati gw kepanasan",
        "saya tidak diancam siapa pun",
        "TPS tendanya roboh kena angin",
        "petugas minta uang",
        "suara saya hilang",
    ],
)
def test_a_way_of_speaking_is_no_danger(text: str) -> None:
    assert not endangered(text)


@pytest.mark.parametrize(
    "text",
    [
        "saya mau bunuh diri",
        "rasane pengen nyusul bapak wae",
        "mending gue ga ada aja",
        "saya mau bunuh diri, sia-sia capek2 kerja",
        "mau mati rasanya, mending bunuh diri aja",
    ],
)
def test_despair_is_heard(text: str) -> None:
    assert despairs(text)
    assert cries(text)


@pytest.mark.parametrize(
    "text",
    [
        "server dpt jangan bunuh diri terus",
        "kotak suara mati lampu",
        "bukan saya yang mau bunuh diri",
        "ada tetangga mau bunuh diri",
    ],
)
def test_despair_is_not_heard_of_things(text: str) -> None:
    assert not despairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "dia meraba saya di lift",
        "pegang pinggang sy",
        "ngajak karaoke terus",
        "minta foto aku pakai baju renang",
    ],
)
def test_harassment_is_heard(text: str) -> None:
    assert harassed(text)


@pytest.mark.parametrize("text", ["petugas pegang kunci kotak", "minta foto ktp", "petugas minta uang"])
def test_what_is_no_harassment_is_not_taken_for_it(text: str) -> None:
    assert not harassed(text)


def test_every_sentence_of_danger_is_heard_and_nine_of_ten_that_are_heard_are_true() -> None:
    misses: list[str] = []
    scores = measured_cries(misses)
    assert [miss for miss in misses if "missed" in miss] == []
    assert {name for name, score in scores.items() if score.precision < 0.9} == set()
    assert (
        sum(1 for path in CORPUS.glob("cries-*.toml") for _ in tomllib.loads(path.read_text())["harmless"])
        >= 120
    )


@pytest.mark.parametrize(
    ("text", "ours"),
    [("tetangga mukul suami saya gara-gara tanah", True), ("suamiku mukul aku lagi", False)],
)
def test_a_crime_without_elections_is_danger_only_at_home(text: str, ours: bool) -> None:  # noqa: FBT001 - a table
    assert endangered(text, ours=ours)


def test_a_crime_that_has_nothing_to_do_with_us_is_the_polices() -> None:
    assert not endangered("motor saya dirampas begal bawa parang di pasar", ours=False)

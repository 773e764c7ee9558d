"""What a story is about, as a suggestion to the officer, and whether a woman should be offered to hear it."""

import pytest

from core.administration.categories import STARTING_LIST
from core.stories.alarm import wants_a_woman
from core.stories.headings import heading_of, topic_told
from core.stories.proposals import LIKELY, UNSURE, Heading, StoryKind, Topic


@pytest.mark.parametrize(
    ("text", "topic", "heading"),
    [
        ("nama bapak saya masih ada di DPT padahal sudah meninggal", Topic.VOTER_LIST, Heading.VOTERS),
        ("surat suara kurang 40 lembar", Topic.BALLOT, Heading.BALLOTS),
        ("segel kotak sudah sobek", Topic.SEAL, Heading.SEALS),
        ("angka di sirekap tidak sama dengan C hasil", Topic.RESULT_SYSTEM, Heading.RESULTS),
        ("pak camat kampanye untuk paslon 1", Topic.VIOLATION, Heading.NEUTRALITY),
        ("ketua PPS minta uang 150 ribu tiap pendaftar", Topic.VIOLATION, Heading.LEVIES),
        ("lelang bilik suara sudah diatur pemenangnya, rekanan kasih fee", None, Heading.PROCUREMENT),
        ("honor KPPS kami belum dibayar, kontrak tidak jelas", Topic.VIOLATION, Heading.STAFF),
        ("kantor KPU tutup jam 10 pagi, loket kosong", Topic.VIOLATION, Heading.SERVICE),
        ("linmas menyuruh orang keluar dari bilik di TPS 4", Topic.VIOLATION, Heading.PROCEDURE),
    ],
)
def test_a_category_of_the_national_list_is_suggested(
    text: str, topic: Topic | None, heading: Heading
) -> None:
    found = heading_of(text, StoryKind.COMPLAINT, topic)
    assert found is not None
    assert found.name == heading
    assert found.name in STARTING_LIST
    assert found.confidence >= LIKELY


def test_where_no_word_tells_a_category_the_last_one_is_a_guess() -> None:
    found = heading_of("ada yang aneh di kampung", StoryKind.COMPLAINT, Topic.VIOLATION)
    assert found is not None
    assert (found.name, found.confidence) == (Heading.OTHER, UNSURE)


def test_a_greeting_has_no_category() -> None:
    assert heading_of("halo min", StoryKind.NONE, None) is None


def test_a_topic_has_its_place_in_the_text() -> None:
    text = "min, di tps 3\nsegel kotak sobek"
    found = topic_told(text, Topic.SEAL)
    assert found is not None
    assert found.span.of(text) == "segel"


def test_a_topic_that_no_word_tells_is_a_guess() -> None:
    found = topic_told("petugas tidak sopan", Topic.VIOLATION)
    assert found is not None
    assert found.confidence == UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "pak ketua meraba saya di gudang",
        "kalau bisa yang baca petugas perempuan",
        "suamiku pukul aku lagi tadi malam",
        "malu cerita ke bapak-bapak, ini soal atasan saya",
    ],
)
def test_a_woman_is_offered_to_hear_it(text: str) -> None:
    assert wants_a_woman(text)


@pytest.mark.parametrize(
    "text",
    [
        "petugas perempuannya galak",
        "pelatihan anti pelecehan kapan?",
        "suami saya tidak masuk DPT",
        "KPPS minta uang",
    ],
)
def test_she_is_not_offered_where_nothing_calls_for_her(text: str) -> None:
    assert not wants_a_woman(text)

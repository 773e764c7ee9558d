"""What reporters read stays plain: short sentences, short words, and none of an office's own."""

from collections.abc import Iterator

import pytest

from deploy.tools import plain_words
from deploy.tools.plain_words import LONGEST_SENTENCE, LONGEST_WORD, sentences_of, used_all_the_same
from deploy.tools.reporter_texts import reporter_texts

TEXTS = reporter_texts()


def _sentences() -> Iterator[tuple[str, list[str]]]:
    for name, text in TEXTS.items():
        yield from ((name, words) for words in sentences_of(text))


def test_no_sentence_towards_reporters_is_long() -> None:
    long = {name: " ".join(words) for name, words in _sentences() if len(words) > LONGEST_SENTENCE}
    assert long == {}


def test_no_word_towards_reporters_is_long() -> None:
    long = {
        (name, word)
        for name, words in _sentences()
        for word in words
        if any(len(part) > LONGEST_WORD for part in word.split("-"))
    }
    assert long == set()


def test_words_of_offices_and_decrees_are_not_used_towards_reporters() -> None:
    found = {name: used for name, text in TEXTS.items() if (used := used_all_the_same(text))}
    assert {name: used for name, used in found.items() if name not in plain_words.EXPLAINED} == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bot.texts.common.WELCOME", "Kentongan KPU"),
        ("bot.texts.steps.KIND_MEANS[complaint]", "TPS"),
        ("bot.texts.steps.VIOLATIONS[bribery]", "Suap"),
        ("row answer 002 BAB IV E.1–3: notice", "Belum puas?"),
        ("row return_national 002 BAB IV B.4–5: reason local_government", "pemerintah daerah"),
        ("row confirm_not_processable 003 Lamp. II.3.b.2.c.1: reason impossible", "tidak mungkin"),
        ("row withdraw 002 BAB VII: help", "Alasan boleh kosong"),
        ("station public_service followup", "Hampir selesai"),
        ("ending closed", "menanggapi"),
        ("next received", "memeriksa"),
    ],
)
def test_texts_are_found_wherever_they_stand(name: str, words: str) -> None:
    assert words in TEXTS[name]


def test_marked_sentences_of_pushes_and_refusals_are_found() -> None:
    assert {"Ada kabar untuk laporan Anda.", "Berkas ini kosong. Kirim berkas lain."} <= set(TEXTS.values())


def test_a_long_sentence_and_a_word_of_an_office_are_noticed() -> None:
    (words,) = sentences_of("<b>Laporan</b> Anda {due} akan kami kirim ke lapor.go.id")
    assert words == ["Laporan", "Anda", "X", "akan", "kami", "kirim", "ke", "X"]
    assert used_all_the_same("Laporan <b>diverifikasi</b>, lalu ditindaklanjuti.") == [
        "verifikasi",
        "tindaklanjut",
    ]


def test_the_page_of_figures_is_what_the_texts_say() -> None:
    assert plain_words.PAGE.read_text("utf-8") == plain_words.page()

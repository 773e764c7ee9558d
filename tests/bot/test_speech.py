"""Cutting, cleaning and laying out what the bot says."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.speech.replies import Button, packed
from bot.speech.splitting import cleaned, escape, shown_length, split_html


class Balanced(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(text)
        assert not self.open, text

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_long_text_is_cut_at_sentence_ends() -> None:
    text = " ".join(f"Kalimat ke-{number} selesai di sini." for number in range(400))
    parts = split_html(text)
    assert len(parts) > 1
    assert all(part.endswith(".") and shown_length(part) <= 4096 for part in parts)
    assert " ".join(parts) == text


def test_every_part_closes_the_tags_it_opens() -> None:
    parts = split_html("<b>" + "Satu dua tiga. " * 600 + "</b>")
    assert len(parts) > 1
    for part in parts:
        Balanced(part)
        assert part.startswith("<b>")
        assert part.endswith("</b>")


def test_a_word_without_end_is_cut_where_it_must_be() -> None:
    parts = split_html("x" * 9000)
    assert [len(part) for part in parts] == [4096, 4096, 808]


def test_length_counts_as_telegram_does() -> None:
    assert shown_length("<b>a</b>&lt;") == 2
    assert shown_length("😀") == 2
    assert [shown_length(part) for part in split_html("😀" * 3000)] == [4096, 1904]


@pytest.mark.slow
@given(st.text(max_size=300), st.integers(min_value=8, max_value=60))
def test_any_text_is_cut_into_valid_parts_that_lose_no_letter(text: str, limit: int) -> None:
    source = f"<i>{escape(text)}</i>"
    parts = split_html(source, limit)
    for part in parts:
        Balanced(part)
        assert shown_length(part) <= limit
    bare = re.sub(r"\s+|</?i>", "", source)
    assert re.sub(r"\s+|</?i>", "", "".join(parts)) == bare


@pytest.mark.parametrize("hidden", ["\x00", "\x08", "\u202e", "\u200b", "\ufeff", "\x1b"])
def test_control_and_direction_characters_are_dropped(hidden: str) -> None:
    assert cleaned(f"kotak{hidden} suara\r\nrusak") == "kotak suara\nrusak"


def test_html_in_an_answer_is_shown_not_obeyed() -> None:
    assert escape("<a href='x'>&</a>") == "&lt;a href='x'&gt;&amp;&lt;/a&gt;"


def test_there_are_never_more_than_three_buttons_in_a_row() -> None:
    short = packed([Button(f"Ubah {number}", "x") for number in range(7)])
    assert [len(row) for row in short] == [3, 3, 1]
    long = packed([Button("Pelanggaran dalam proses pengadaan", "x"), Button("Korupsi", "x")])
    assert [len(row) for row in long] == [1, 1]

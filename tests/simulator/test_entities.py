"""Formatted text is read, counted and refused as Telegram does."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.simulator.entities import formatted, plain, utf16_length
from deploy.simulator.errors import BotApiError


def spans(text: str, mode: str) -> tuple[str, list[tuple[str, str]]]:
    result = formatted(text, mode, None)
    units = result.text.encode("utf-16-le")
    cut = [units[2 * e.offset : 2 * e.end].decode("utf-16-le") for e in result.entities]
    return result.text, [(e.type, part) for e, part in zip(result.entities, cut, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>a</b> &lt;b&gt; &amp; &quot;", ('a <b> & "', [("bold", "a")])),
        ("😀<i>b<u>c</u></i>", ("😀bc", [("italic", "bc"), ("underline", "c")])),
        ("<a href='https://kpu.example/a?b=1&amp;c=2'>tautan</a>", ("tautan", [("text_link", "tautan")])),
        ('<pre><code class="language-python">x</code></pre>', ("x", [("pre", "x")])),
        ("<blockquote expandable>k</blockquote>", ("k", [("expandable_blockquote", "k")])),
        (
            "<tg-spoiler>s</tg-spoiler><span class='tg-spoiler'>t</span>",
            ("st", [("spoiler", "s"), ("spoiler", "t")]),
        ),
        ("  <b> a </b>  ", ("a", [("bold", "a")])),
        ("&nbsp; &#65;&#x42;", ("&nbsp; AB", [])),
        ("<s>x</s><del>y</del><strike>z</strike>", ("xyz", [("strikethrough", c) for c in "xyz"])),
    ],
)
def test_html_becomes_text_and_entities(text: str, expected: tuple[str, list[tuple[str, str]]]) -> None:
    assert spans(text, "HTML") == expected


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é <b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(text: str, complaint: str) -> None:
    with pytest.raises(BotApiError) as refusal:
        formatted(text, "HTML", None)
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "*b* _i_ __u__ ~s~ ||p|| `c`",
            (
                "b i u s p c",
                [
                    ("bold", "b"),
                    ("italic", "i"),
                    ("underline", "u"),
                    ("strikethrough", "s"),
                    ("spoiler", "p"),
                    ("code", "c"),
                ],
            ),
        ),
        (r"1\. a\-b", ("1. a-b", [])),
        ("[kpu](https://kpu.example/\\))", ("kpu", [("text_link", "kpu")])),
        ("```py\nx = 1```", ("x = 1", [("pre", "x = 1")])),
        (">satu\n>dua\ntiga", ("satu\ndua\ntiga", [("blockquote", "satu\ndua")])),
        ("*a _b_*", ("a b", [("bold", "a b"), ("italic", "b")])),
    ],
)
def test_markdown_v2_becomes_text_and_entities(
    text: str, expected: tuple[str, list[tuple[str, str]]]
) -> None:
    assert spans(text, "MarkdownV2") == expected


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("x *a", "Can't find end of Bold entity at byte offset 2"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("(a)", "Character '(' is reserved and must be escaped with the preceding '\\'"),
    ],
)
def test_bad_markdown_v2_is_refused_in_telegrams_words(text: str, complaint: str) -> None:
    with pytest.raises(BotApiError) as refusal:
        formatted(text, "MarkdownV2", None)
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_the_old_markdown_is_read_too() -> None:
    assert spans("*b* _i_ `c` [l](https://a.example)", "Markdown")[1] == [
        ("bold", "b"),
        ("italic", "i"),
        ("code", "c"),
        ("text_link", "l"),
    ]
    with pytest.raises(BotApiError, match="Can't find end of the entity starting at byte offset 2"):
        formatted("a *b", "Markdown", None)


def test_commands_links_and_addresses_are_found_but_not_inside_code() -> None:
    found = [
        (entity.type, entity.offset)
        for entity in plain("/start a@b.id https://x.example/y #pemilu @petugas").entities
    ]
    assert found == [("bot_command", 0), ("email", 7), ("url", 14), ("hashtag", 34), ("mention", 42)]
    assert spans("<code>/start</code>", "HTML")[1] == [("code", "/start")]


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(BotApiError, match="unsupported parse_mode"):
        formatted("a", "BBCode", None)


@given(st.text())
def test_escaped_html_always_gives_back_the_text(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert formatted(escaped, "HTML", None).text == plain(text).text


@given(st.text(), st.sampled_from(["HTML", "MarkdownV2", "Markdown"]))
def test_any_text_is_either_read_with_entities_inside_it_or_refused(text: str, mode: str) -> None:
    with contextlib.suppress(BotApiError):
        result = formatted(text, mode, None)
        assert all(0 <= e.offset < e.end <= utf16_length(result.text) for e in result.entities)

"""Pages and scripts speak the reader's language; what somebody wrote is nobody's to change."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from backoffice.assets import STATIC, Assets
from backoffice.contexts.parts import Pagination
from backoffice.rendering import Renderer
from core.language import Language, Phrase, joined, tr
from tests.look.pages import PAGES
from tests.look.samples import QUEUE, ROWS
from tests.look.samples_account import PROBLEMS
from tests.look.samples_more import RECEIPT
from tests.look.samples_report import REPORT
from tests.support.second_language import MARKED, unsaid

_ENGLISH = {
    "%(shown)s dari %(total)s laporan": "%(total)s reports, %(shown)s shown",
    "%(shown)s ditampilkan": "%(shown)s <shown>",
    "Pilih %(number)s": "Choose %(number)s",
    "Halaman daftar": 'Pages of the "list"',
    "Diteruskan": "Passed on",
    "hari ini {clock}": "today {clock}",
}
_SAID = re.compile("⟦[^⟦⟧]*⟧")
_SPEAKS = re.compile(
    r"""(?:(?:textContent|title|alt)\s*\+?=|append\(|Validity\(|told\(\w+,|["']aria-label["'],)\s*["'`][^"'`$]*?[A-Za-z]"""
)
_SENTENCE = re.compile(r"""(["'`])[^"'`\n]*\b(?:yang|tidak|dan|Anda|dari \$|berkas|halaman|dipilih)\b""")


class _English(NullTranslations):
    def gettext(self, message: str) -> str:
        return _ENGLISH.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        del msgid2
        return ("report" if n == 1 else "reports") if msgid1 == "laporan" else msgid1


class _Outside(HTMLParser):
    """Collects what may be translated: what stands outside `translate="no"`."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._kept: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wish = dict(attrs).get("translate")
        before = bool(self._kept) and self._kept[-1][1]
        if tag not in {"meta", "link", "input", "img", "br", "wbr"}:
            self._kept.append((tag, before if wish is None else wish == "no"))

    def handle_endtag(self, tag: str) -> None:
        while self._kept and self._kept.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._kept and self._kept[-1][1]):
            self.texts.append(data)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Assets(), [MARKED])


@pytest.fixture(scope="module")
def english() -> Renderer:
    return Renderer(Assets(), [Language("en", _English())])


def said_everywhere(value: Any) -> Any:
    """The same context, each of its texts a phrase that is said."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if not field.name.endswith("icon")]
        return replace(value, **{name: said_everywhere(getattr(value, name)) for name in names})
    if isinstance(value, tuple):
        return tuple(said_everywhere(each) for each in value)
    if isinstance(value, str) and value and not isinstance(value, Enum | Markup):
        return joined("", ("⟦", value, "⟧"))
    return value


def without_said(html: str) -> str:
    """Leave out every sentence that is said, with the markup in it."""
    rest = _SAID.sub("", html)
    return rest if rest == html else without_said(rest)


def may_be_translated(renderer: Renderer, name: str) -> str:
    reader = _Outside()
    reader.feed(renderer.render(PAGES[name].template, PAGES[name].context))
    return "\n".join(reader.texts)


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"style"}))
def test_a_template_says_every_word_in_the_readers_language(renderer: Renderer, name: str) -> None:
    sample = PAGES[name]
    html = renderer.render(sample.template, said_everywhere(sample.context), language=MARKED.code)
    assert unsaid(without_said(html)) == []
    assert f'<html lang="{MARKED.code}"' in html


def test_what_people_wrote_and_are_called_is_kept_from_translation(renderer: Renderer) -> None:
    outside = may_be_translated(renderer, "report")
    own = [
        REPORT.number,
        REPORT.title,
        REPORT.shell.person.name,
        REPORT.shell.person.office,
        *(fact.text for fact in REPORT.facts),
        *(name for fact in REPORT.facts for name, _ in fact.lines),
        *(file.name for file in REPORT.evidence),
        *(message.text for message in REPORT.messages),
        *(entry.quote for entry in REPORT.timeline),
        *(unit.name for unit in REPORT.units),
    ]
    assert [words for words in own if words and words in outside] == []
    queue = may_be_translated(renderer, "queue")
    assert [row.title for row in ROWS if row.title in queue or row.number in queue] == []
    kept = [text for _, text in PROBLEMS["409"].kept]
    assert [text for text in kept if text in may_be_translated(renderer, "problem-409")] == []


def test_a_phrase_may_be_translated_where_a_name_may_not(renderer: Renderer) -> None:
    row = replace(ROWS[0], holder=tr("Diteruskan"))
    reader = _Outside()
    reader.feed(renderer.render("pages/queue.html", replace(QUEUE, rows=(row,))))
    assert "Diteruskan" in reader.texts


def test_what_a_sentence_holds_is_said_too_and_escaped(english: Renderer) -> None:
    row = replace(ROWS[0], number='1"><script>', holder=tr("Diteruskan"))
    html = english.render("pages/queue.html", replace(QUEUE, rows=(row,)), language="en")
    assert "12 reports, 6 shown" in html
    assert 'aria-label="Choose 1&#34;&gt;&lt;script&gt;"' in html
    assert ">Passed on<" in html
    assert 'aria-label="Pages of the &#34;list&#34;"' in html
    assert "<script>" not in html


def test_numbers_have_the_forms_of_the_language(english: Renderer) -> None:
    html = english.render("pages/queue.html", QUEUE, language="en")
    assert html.count('<span class="visually-hidden"> reports</span>') > 1


def test_what_a_phrase_of_ours_holds_is_said_inside_a_sentence(english: Renderer) -> None:
    linked = PAGES["profile-linked"]
    assert ">today 07.58<" in english.render(linked.template, linked.context, language="en")
    page = replace(QUEUE, page=Pagination(shown=1234))
    assert "1,234 <shown>" in english.render("pages/queue.html", page, language="en")


def test_what_the_reporter_is_handed_stays_indonesian(english: Renderer) -> None:
    html = english.render("pages/receipt.html", RECEIPT, language="en")
    slip = html[html.index('<section class="k-slip') : html.index("</section>")]
    assert 'lang="id" translate="no"' in slip
    assert "Nomor pelacakan Anda" in slip
    assert "November 2026" in slip
    assert not re.search(r"day,? \d", slip)


@pytest.mark.parametrize("push", ["", "Ada kabar untuk laporan Anda."])
def test_what_the_chat_shows_is_marked_as_indonesian(renderer: Renderer, push: str) -> None:
    basics: Any = renderer.environment.get_template("macros/basics.html").module
    bubbles = re.findall('<div class="k-chat-bubble"[^>]*>', basics.chat_bubble("Judul", "Teks", push))
    assert len(bubbles) == (2 if push else 1)
    assert all('lang="id" translate="no"' in bubble for bubble in bubbles)


def test_the_indonesian_page_is_what_it_was(renderer: Renderer) -> None:
    html = renderer.render("pages/queue.html", QUEUE)
    assert "6 dari 12 laporan" in html
    assert '<html lang="id"' in html
    assert isinstance(tr("Diteruskan"), Phrase)


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_a_script_holds_no_words_of_its_own(path: Path) -> None:
    text = re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.MULTILINE)
    assert _SPEAKS.findall(text) == []
    assert _SENTENCE.findall(text) == []

"""Templates render for every sample and hold the rules the content policy and the style guide set."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.runtime import Macro
from starlette.requests import Request

from backoffice.assets import Assets
from backoffice.contexts.parts import Tag, TagKind
from backoffice.rendering import TEMPLATES, Renderer, wants_fragment
from tests.look.pages import PAGES
from tests.look.samples import QUEUE, ROWS
from tests.look.samples_more import HOSTILE

TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html"))
MACRO_FILES = sorted((TEMPLATES / "macros").glob("*.html"))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Assets())


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_renders_whole_and_as_a_fragment(renderer: Renderer, name: str) -> None:
    sample = PAGES[name]
    whole = renderer.render(sample.template, sample.context)
    assert whole.count("<main") == 1
    assert whole.count("<h1") == 1
    if getattr(sample.context, "shell", None) is not None:
        part = renderer.render(sample.template, sample.context, fragment=True)
        assert "<html" not in part
        assert "<title" in part


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_id_stands_twice_on_a_page(renderer: Renderer, name: str) -> None:
    sample = PAGES[name]
    html = re.sub(
        r"<template.*?</template>", "", renderer.render(sample.template, sample.context), flags=re.DOTALL
    )
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.requirement("R88")
@pytest.mark.parametrize("kind", [TagKind.DANGER, TagKind.PROTECTION])
def test_a_row_of_a_threatened_reporter_shows_it_at_its_edge_and_in_words(
    renderer: Renderer, kind: TagKind
) -> None:
    calm, *others = ROWS
    threatened = replace(calm, tags=(Tag(kind=kind, suffix="3 jam"), *calm.tags))
    html = renderer.render("pages/queue.html", replace(QUEUE, rows=(threatened, *others)))
    edges = re.findall(r'<tr class="([^"]+)"', html)
    assert ["is-threatened" in edge.split() for edge in edges] == [True] + [False] * len(others)
    assert f'class="k-tag is-{kind.value}"' in html
    assert "is-threatened" in (TEMPLATES.parent / "static" / "css" / "lists.css").read_text("utf-8")


@pytest.mark.parametrize("name", ["queue-long", "report-waiting"])
def test_markup_in_what_people_wrote_is_shown_as_text(renderer: Renderer, name: str) -> None:
    sample = PAGES[name]
    html = renderer.render(sample.template, sample.context)
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html
    assert "<img src=x" not in html


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=name_of)
def test_a_template_holds_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert "javascript:" not in text
    assert "hx-on" not in text
    assert not re.search(r"https?://", text)


@pytest.mark.parametrize("path", MACRO_FILES, ids=name_of)
def test_every_macro_says_in_one_line_what_its_parameters_are(renderer: Renderer, path: Path) -> None:
    text = path.read_text()
    tree = renderer.environment.parse(text)
    macros = list(tree.find_all(nodes.Macro))
    assert macros
    for macro in macros:
        line = next((line for line in text.splitlines() if line.startswith("{# " + macro.name + "(")), "")
        assert line, f"{macro.name} has no comment"
        for argument in macro.args:
            assert re.search(rf"\b{argument.name}\b", line), f"{macro.name}: {argument.name} is not told"


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=name_of)
def test_every_icon_a_template_names_is_in_the_sprite(renderer: Renderer, path: Path) -> None:
    for name in re.findall(r'icon\("([a-z0-9-]+)"', path.read_text()):
        assert name in str(renderer.icon(name))


def test_every_field_of_a_sample_context_is_a_name_of_its_template(renderer: Renderer) -> None:
    for sample in PAGES.values():
        text = (TEMPLATES / sample.template).read_text()
        parents = "".join((TEMPLATES / "layouts" / name).read_text() for name in ("page.html", "bare.html"))
        unused = [
            field.name
            for field in fields(sample.context)
            if not re.search(rf"\b{field.name}\b", text + parents)
        ]
        assert not unused, f"{sample.template} never shows {unused}"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"hx-request": "true"}, True),
        ({"hx-request": "true", "hx-request-type": "full"}, False),
        ({"hx-request": "true", "hx-boosted": "true"}, False),
        ({"hx-request": "true", "hx-history-restore-request": "true"}, False),
    ],
)
def test_only_a_partial_htmx_request_gets_a_fragment(headers: dict[str, str], *, expected: bool) -> None:
    raw = [(key.encode(), value.encode()) for key, value in headers.items()]
    request = Request({"type": "http", "headers": raw, "method": "GET", "path": "/", "query_string": b""})
    assert wants_fragment(request) is expected


def test_the_style_page_shows_every_component(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[str] = set()
    invoke = Macro._invoke

    def noted(self: Macro, arguments: list[Any], autoescape: bool) -> str:  # noqa: FBT001 - Jinja's own
        drawn.add(self.name)
        return invoke(self, arguments, autoescape)

    monkeypatch.setattr(Macro, "_invoke", noted)
    sample = PAGES["style"]
    renderer.render(sample.template, sample.context)
    unseen = [
        f"{path.stem}.{name}"
        for path in MACRO_FILES
        for name in re.findall(r"{% macro (\w+)\(", path.read_text())
        if name not in drawn
    ]
    assert unseen == []

"""A catalogue is all a second language needs, and a bad one breaks no page."""

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import write_po

from backoffice import languages, rendering
from backoffice.assets import Assets
from backoffice.languages import name_of
from backoffice.rendering import Renderer
from core.language import said, tr, trn
from core.languages.catalogues import read
from deploy.tools.catalogue import ROOT, sources, written
from tests.look.pages import PAGES

_MARKING = {"tr", "trn"}


def _catalogue(folder: Path, code: str, words: dict[str, str]) -> Path:
    catalogue = written(code)
    for message in catalogue:
        if isinstance(message.id, str) and message.id in words:
            message.string = words[message.id]
    path = folder / f"{code}.po"
    with path.open("wb") as target:
        write_po(target, catalogue)
    return path


@pytest.mark.slow
def test_every_marked_text_is_a_literal_that_the_catalogue_finds() -> None:
    """`tr(words)` would be said in no language: whoever collects the sources cannot see what it holds."""
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in ("core", "backoffice")
        for path in sorted((ROOT / package).rglob("*.py"))
        if "node_modules" not in path.parts and path.name != "language.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _MARKING
        and not (node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str))
    ]
    assert hidden == []


@pytest.mark.slow
def test_the_catalogue_holds_what_code_and_templates_say() -> None:
    found = {source for _, _, source in sources()}
    assert {"hari ini {clock}", "Langsung ke isi"} <= found


@pytest.mark.slow
def test_a_catalogue_alone_makes_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _catalogue(tmp_path, "en", {"Langsung ke isi": "Skip to content", "hari ini {clock}": "today {clock}"})
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    monkeypatch.setattr(rendering, "languages", languages.languages.__wrapped__)
    renderer = Renderer(Assets())
    assert renderer.codes == ("id", "en")
    sample = PAGES["queue"]
    english = renderer.render(sample.template, sample.context, language="en")
    assert '<html lang="en"' in english
    assert ">Skip to content</a>" in english
    assert "Langsung ke isi" in renderer.render(sample.template, sample.context)


@pytest.mark.slow
def test_an_entry_that_names_what_its_source_does_not_hold_is_left_out(tmp_path: Path) -> None:
    words = {"hari ini {clock}": "today {time}", "kemarin {clock}": "yesterday {clock}"}
    english = read(_catalogue(tmp_path, "en", words))
    assert said(tr("hari ini {clock}", clock="08.20"), english) == "hari ini 08.20"
    assert said(tr("kemarin {clock}", clock="08.20"), english) == "yesterday 08.20"
    assert said(trn("{n} yang tidak ada", 2), english) == "2 yang tidak ada"


@pytest.mark.slow
def test_a_catalogue_keeps_what_was_translated_before(tmp_path: Path) -> None:
    before = written("en")
    before["besok {clock}"].string = "tomorrow {clock}"
    again = written("en", before)
    assert again["besok {clock}"].string == "tomorrow {clock}"


@pytest.mark.parametrize(("code", "name"), [("id", "Indonesia"), ("en", "English"), ("jv", "Jawa")])
def test_a_language_is_named_as_its_speakers_name_it(code: str, name: str) -> None:
    assert name_of(code) == name

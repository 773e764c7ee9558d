"""A word of our own has its line in the glossary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
CODE = ("backoffice", "bot", "core", "deploy")
FOLDERS = ("access", "handling", "intake", "offices", "queues")
SPEAK_FOR_THEMSELVES = {"Frozen", "SQLModel", "LabelledEnum", "Protocol"}
"""What is asked and shown, tables, choices with their own wording, and what stands for another class."""


def classes(source: str) -> Iterator[str]:
    """Name the public classes that a module defines and that do not speak for themselves."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            bases = {ast.unparse(base) for base in node.bases}
            if not bases & SPEAK_FOR_THEMSELVES and not node.name.endswith("Error"):
                yield node.name


MODULES = sorted(path for folder in FOLDERS for path in (ROOT / "core" / folder).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_class_of_these_folders_is_explained(path: Path) -> None:
    explained = set(re.findall(r"`(\w+)`", GLOSSARY))
    assert [name for name in classes(path.read_text("utf-8")) if name not in explained] == []


def test_the_glossary_explains_no_class_twice() -> None:
    first_cells = re.findall(r"^\| (.+?) \|", GLOSSARY.partition("## Words of our own")[2], re.MULTILINE)
    named = [name for cell in first_cells for name in re.findall(r"`([A-Z]\w+)`", cell)]
    assert sorted(named) == sorted(set(named))


def test_every_word_of_code_in_the_glossary_is_one_of_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for folder in CODE for path in (ROOT / folder).rglob("*.py"))
    known = set(re.findall(r"\w+", code))
    assert sorted(set(re.findall(r"`(\w+)`", GLOSSARY)) - known) == []


def test_what_is_asked_and_shown_needs_no_line() -> None:
    source = "class Way: ...\nclass _Word: ...\nclass Receipt(Frozen): ...\nclass Holding(StrEnum): ..."
    assert list(classes(source)) == ["Way", "Holding"]

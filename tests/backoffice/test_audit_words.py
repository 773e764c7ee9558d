"""Whatever is recorded is told in words: no page of the audit trail shows a name made for machines."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import core
from backoffice.words.audit_words import verb_in_words
from core.chain.actions import Action

_RECORDING = {"record", "_audit", "first_entry"}
_VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def recorded() -> Iterator[str]:
    """Read from core's source what it records."""
    for path in Path(core.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = (
                getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            )
            if isinstance(node, ast.Call) and name in _RECORDING:
                for given in node.args:
                    if isinstance(given, ast.Constant) and _VERB.fullmatch(str(given.value)):
                        yield str(given.value)


@pytest.mark.parametrize("verb", sorted({*recorded(), *(f"action.{action.value}" for action in Action)}))
def test_every_entry_is_told_in_words(verb: str) -> None:
    assert not _VERB.fullmatch(verb_in_words(verb))


def test_what_is_recorded_is_found() -> None:
    assert {"thread.read", "message.revised", "report.stand_in"} <= set(recorded())

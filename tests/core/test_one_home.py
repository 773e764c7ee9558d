"""What an action is stands in the chain: nobody else keeps a set, map or tuple of actions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.chain import Action

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("core", "backoffice", "bot")
HOME = ROOT / "core" / "chain"
SPELLED_ALIKE = frozenset({"backoffice/assets.py", "backoffice/pages/style/specimens.py"})
"""They list icons, some of which are called as actions are: message, note."""
CODES = frozenset(action.value for action in Action)


def collections_in(tree: ast.AST) -> Iterator[tuple[int, list[ast.expr]]]:
    for node in ast.walk(tree):
        match node:
            case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
                yield node.lineno, items
            case ast.Dict(keys=keys, values=values):
                yield node.lineno, [key for key in keys if key is not None]
                yield node.lineno, values
            case _:
                continue


def action_meant(item: ast.expr) -> str | None:
    """Name the action an expression stands for: `Action.X`, `Action.X.value` or its bare code."""
    match item:
        case ast.Attribute(value=ast.Name(id="Action"), attr=name):
            return name
        case ast.Attribute(value=inner, attr="value"):
            return action_meant(inner)
        case ast.Constant(value=str(code)) if code.removeprefix("aksi-") in CODES:
            return code
    return None


def kept_in(source: str) -> list[int]:
    """Give the lines where two or more actions stand together."""
    tree = ast.parse(source)
    return [line for line, items in collections_in(tree) if len({*map(action_meant, items)} - {None}) > 1]


@pytest.mark.parametrize(
    "source",
    [
        "ADDS = frozenset({Action.NOTE, Action.CONSULT})",
        "KINDS = {Action.NOTE: 1, Action.CONSULT: 2}",
        "NEXT = {DUE: Action.LAPSE, CLOSING: Action.CLOSE_UNANSWERED}",
        "ASIDE = ('note', 'consult')",
        "BESIDE = ['aksi-note', Action.CONSULT.value]",
        "if action in (Action.NOTE, Action.CONSULT): pass",
    ],
)
def test_a_set_of_actions_is_found_however_it_is_written(source: str) -> None:
    assert kept_in(source) == [1]


@pytest.mark.parametrize("source", ["ONE = {Action.NOTE}", "act(Action.NOTE, 1)", "WORDS = ('note', 'x')"])
def test_a_single_action_may_be_named(source: str) -> None:
    assert kept_in(source) == []


@pytest.mark.slow
def test_no_set_of_actions_stands_outside_the_chain() -> None:
    files = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    kept = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        if HOME not in path.parents and str(path.relative_to(ROOT)) not in SPELLED_ALIKE
        for line in kept_in(path.read_text("utf-8"))
    ]

    assert kept == [], "a fact about actions belongs into core/chain/about.py or into their rows"

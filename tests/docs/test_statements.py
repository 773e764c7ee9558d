"""SQL that is written as text says what it is for, where it stands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for folder in ("core", "bot") for path in (ROOT / folder).rglob("*.py"))
STATEMENT = re.compile(r"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b")
TEXT = ("text", "sa.text")


def statements(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Name each constant of a module that holds SQL, and say whether words on its purpose follow."""
    for statement, following in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value and _is_sql(statement.value):
            target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
            yield ast.unparse(target), _is_words(following)


def _is_sql(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and ast.unparse(value.func) in TEXT:
        return True
    said = (node.value for node in ast.walk(value) if isinstance(node, ast.Constant))
    return bool(STATEMENT.search(" ".join(one for one in said if isinstance(one, str))))


def _is_words(node: ast.stmt | None) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def test_every_statement_is_followed_by_its_purpose() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name, said in statements(ast.parse(path.read_text("utf-8")))
        if not said
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_ALL = text("TABLE reports")\n"""Reads all."""', [("_ALL", True)]),
        ('_ALL: Final = "SELECT 1 "\n\n\ndef f() -> None: ...', [("_ALL", False)]),
        ('_PLACE: Final = "reports.office_id"', []),
    ],
)
def test_a_statement_is_told_from_other_constants(source: str, found: list[tuple[str, bool]]) -> None:
    assert list(statements(ast.parse(source))) == found

"""`make check` runs the fast tests of every folder: whoever changes something hears of it in time."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from deploy.tools import check

ROOT = Path(__file__).resolve().parents[2]
NOTHING_FAST = {"e2e", "roles", "faults"}
"""Two are played in a real browser from beginning to end, one starves and kills servers of its own."""


def marks_in(nodes: Iterable[ast.AST]) -> set[str]:
    """Name the marks that stand in these expressions: `pytest.mark.slow` is `slow`."""
    return set(re.findall(r"\bmark\.(\w+)", " ".join(ast.unparse(node) for node in nodes)))


def marked_in(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Give each test function below a folder with its marks and its module's."""
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        of_module = marks_in(
            node for node in tree.body if isinstance(node, ast.Assign) and "pytestmark" in ast.unparse(node)
        )
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield node.name, of_module | marks_in(node.decorator_list)


def test_a_check_runs_the_fast_tests_of_every_folder() -> None:
    command = next(one.command for one in check.checks() if one.name == "tests")
    assert command[-3:] == ("-m", check.FAST, "tests")
    assert not {"--ignore", "--deselect", "-k"} & set(command)


@pytest.mark.parametrize(
    "folder",
    sorted(
        {path.parent.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    ),
)
def test_every_folder_has_fast_tests(folder: str) -> None:
    left_out = set(re.findall(r"not (\w+)", check.FAST))
    fast = [name for name, marks in marked_in(ROOT / "tests" / folder) if not marks & left_out]
    assert bool(fast) is (folder not in NOTHING_FAST)

"""One name, one thing: no two classes of the product are called the same."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("backoffice", "bot", "core", "deploy")
TELEGRAMS_OWN = ROOT / "deploy" / "simulator"
"""The simulator speaks Telegram's language, in which a message is another thing than in ours."""


def test_no_two_classes_bear_one_name() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" in path.parts or path.is_relative_to(TELEGRAMS_OWN):
                continue
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    homes[node.name].append(str(path.relative_to(ROOT)))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}

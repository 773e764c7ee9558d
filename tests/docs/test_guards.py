"""tests/README.md says which tests guard which folder of the product."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `([\w/]+)` \| (.+) \|$", re.MULTILINE)
NO_CODE = {"node_modules", "__pycache__"}


def guards() -> dict[str, list[str]]:
    """Read the table: for each folder of the product the folders of tests."""
    section = (ROOT / "tests" / "README.md").read_text("utf-8").partition("## If you change this")[2]
    rows = ROW.findall(section.partition("\n## ")[0])
    return {folder: re.findall(r"`([\w/]+)`", tests) for folder, tests in rows}


def product_folders() -> set[str]:
    """List every folder with something of ours in it."""
    return {
        path.parent.relative_to(ROOT).as_posix()
        for part in ("core", "backoffice", "bot", "deploy")
        for path in (ROOT / part).rglob("*")
        if path.is_file() and not NO_CODE & set(path.parts)
    }


def test_every_folder_of_the_product_has_its_tests_named() -> None:
    assert product_folders() - guards().keys() == set()


def test_every_folder_named_exists() -> None:
    named = {*guards(), *(test for tests in guards().values() for test in tests)}
    assert [folder for folder in sorted(named) if not (ROOT / folder).is_dir()] == []

"""What the documentation says of folders and files is so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("backoffice", "bench", "bot", "core", "deploy", "docs", "migrations", "tests")
PAGES = ("README.md", "docs/architecture.md", "docs/decisions/0015-a-floor-plan.md", "docs/how-to-change.md")
PLACE = re.compile(rf"`((?:{'|'.join(TOPS)})/[^`\s]*|pyproject\.toml|\.env\.example)`")
NO_CODE = {"__pycache__", "node_modules"}


def places(page: str) -> set[str]:
    """Return the files and folders that a page names."""
    return set(PLACE.findall((ROOT / page).read_text("utf-8")))


def folders(top: str) -> list[str]:
    return sorted(
        f"{top}/{one.name}/" for one in (ROOT / top).iterdir() if one.is_dir() and one.name not in NO_CODE
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_place_a_page_names_exists(page: str) -> None:
    named = places(page)
    assert [place for place in sorted(named) if not (ROOT / place).exists()] == []
    assert len(named) > 5


@pytest.mark.parametrize("top", ["backoffice", "bot", "core", "deploy"])
def test_the_architecture_has_a_line_for_every_folder(top: str) -> None:
    named = places("docs/architecture.md")
    assert [folder for folder in folders(top) if folder not in named] == []


def test_each_folder_is_one_the_layers_know_in_the_same_order() -> None:
    """The table of `core` follows the contract: a folder stands above those it may import."""
    contract = (ROOT / "pyproject.toml").read_text("utf-8").partition('containers = ["core"]')[2]
    layers = re.findall(r'"([^"]+)"', contract.partition("layers = [")[2].partition("]")[0])
    floor = {name: height for height, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("**`core/`**")[2]
    rows = table.partition("Inside the chain")[0].splitlines()
    heights = [
        sorted({floor[name] for name in re.findall(r"`core/(\w+)", row.split("|")[1])})
        for row in rows
        if row.startswith("| `core/")
    ]
    assert [height for row in heights for height in row] == sorted(floor[name] for name in _once(floor))
    assert heights == sorted(heights)


def _once(floor: dict[str, int]) -> list[str]:
    """Name one part for each floor: the table has each floor in one row."""
    return list({height: name for name, height in floor.items()}.values())


def test_ten_questions_are_answered_by_a_file() -> None:
    page = (ROOT / "docs" / "decisions" / "0015-a-floor-plan.md").read_text("utf-8")
    rows = re.findall(r"^\| .+\? \| (.+) \|$", page.partition("## Where is the rule")[2], re.MULTILINE)
    assert len(rows) == 10
    assert all(PLACE.findall(row) for row in rows)


def test_five_changes_are_counted_and_described() -> None:
    page = (ROOT / "docs" / "how-to-change.md").read_text("utf-8")
    counted = re.findall(r"^\| (a .+?) \|", page, re.MULTILINE)
    described = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert counted == [title[0].lower() + title[1:] for title in described]
    assert len(described) == 5

"""The documentation is held to the code, and its links to what exists."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.postgres import APP
from deploy.tools import chain_page, roles_page, traceability

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_chain_page_is_what_the_table_says() -> None:
    assert chain_page.PAGE.read_text("utf-8") == chain_page.page()


def test_the_page_of_roles_is_what_their_table_says() -> None:
    assert roles_page.PAGE.read_text("utf-8") == roles_page.page()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    targets = [found for found in LINK.findall(path.read_text("utf-8")) if "://" not in found]
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.slow  # it collects every test; `make check` compares the page by itself
def test_the_traceability_page_is_what_the_tests_say() -> None:
    assert traceability.main(["--check"]) == 0, "run `python -m deploy.tools.traceability`"


@pytest.mark.slow
def test_a_check_compares_the_traceability_page(tmp_path: Path) -> None:
    """In a copy of the tree whose only test proves nothing, the page is no longer what the tests say."""
    for part in ("deploy", "docs", "tests/support"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("pyproject.toml", "tests/__init__.py", "tests/conftest.py"):
        shutil.copy(ROOT / part, tmp_path / part)
    (tmp_path / "tests" / "test_one.py").write_text("def test_one() -> None: ...\n", "utf-8")

    command = [sys.executable, "-m", "deploy.tools.check", "traceability"]
    check = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)

    assert check.returncode == 1
    assert "docs/traceability.md is out of date" in check.stdout


def test_the_steps_to_a_real_set_up_name_roles_addresses_and_commands_in_order() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    steps = readme.partition("## For real use")[2].partition("\n## ")[0]
    wanted = (
        f"CREATE ROLE {APP} LOGIN",
        "KENTONGAN_MIGRATION_DATABASE_URL",
        f"//{APP}:",
        "kentongan keys create",
        "kentongan migrate` makes",
        "kentongan officer create",
        "kentongan doctor",
        "kentongan backoffice",
    )
    places = [steps.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)

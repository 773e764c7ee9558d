"""The documentation is held to the code, and its links to what exists."""

import re
from pathlib import Path

import pytest

from deploy.local.postgres import APP
from deploy.tools import chain_page, check, roles_page, traceability

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


def test_a_check_compares_the_traceability_page(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def noted(name: str, command: list[str | Path]) -> check.Outcome:
        called.append([str(word) for word in command[1:]])
        return check.Outcome(name, passed=True, seconds=0, output="")

    monkeypatch.setattr(check, "_program", noted)
    monkeypatch.setattr(check, "_own", lambda name, _problems: noted(name, []))
    list(check.outcomes())
    assert ["-m", "deploy.tools.traceability", "--check"] in called


def test_the_steps_to_a_real_set_up_name_roles_addresses_and_commands_in_order() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    steps = readme.partition("## For real use")[2].partition("\n## ")[0]
    wanted = (
        f"CREATE ROLE {APP} LOGIN",
        "KENTONGAN_MIGRATION_DATABASE_URL",
        f"//{APP}:",
        "kentongan migrate` makes",
        "kentongan keys create",
        "kentongan officer create",
        "kentongan doctor",
        "kentongan backoffice",
    )
    places = [steps.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)

"""docs/traceability.md: which test proves which requirement, and which has none.

python -m deploy.tools.traceability           write the page
python -m deploy.tools.traceability --check   fail when the page is not what the tests say
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "docs" / "requirements.csv"
PAGE = ROOT / "docs" / "traceability.md"
COMMAND = "python -m deploy.tools.traceability"

Proofs = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One numbered clause of the source documents."""

    number: str
    title: str
    source: str


def main(arguments: Sequence[str]) -> int:
    """Write the page, or tell that it is out of date."""
    page = write_page(read_requirements(), collect_proofs())
    if "--check" in arguments:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
            print(f"docs/traceability.md is out of date; run `{COMMAND}`", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(page, encoding="utf-8")
    return 0


def read_requirements() -> list[Requirement]:
    """Read the list of requirements."""
    with REQUIREMENTS.open(encoding="utf-8", newline="") as file:
        return [Requirement(**row) for row in csv.DictReader(file)]


def collect_proofs() -> Proofs:
    """Ask pytest which test carries which mark; no test is run."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "proofs.json"
        done = subprocess.run(
            [
                sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly",
                f"--requirements-json={target}",
            ],
            cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"the tests cannot be collected:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        proofs: Proofs = json.loads(target.read_text(encoding="utf-8"))
        return proofs


def write_page(requirements: Sequence[Requirement], proofs: Proofs) -> str:
    """Lay out the page.

    Raises ValueError for a mark that names no requirement.
    """
    known = {requirement.number for requirement in requirements}
    if stray := sorted(set(proofs) - known):
        raise ValueError(f"tests are marked with unknown requirements: {', '.join(stray)}")
    unproven = [requirement for requirement in requirements if not proofs.get(requirement.number)]
    lines = [
        "# Traceability",
        "",
        f"Which test proves which requirement. Made from the tests' marks by `{COMMAND}`.",
        "",
        f"{len(requirements) - len(unproven)} of {len(requirements)} requirements have a test.",
        "",
        "| Number | Requirement | Source | Tests |",
        "|---|---|---|---|",
    ]
    lines += [_row(requirement, proofs.get(requirement.number, ())) for requirement in requirements]
    lines += ["", "## Without a test", ""]
    lines += [f"- {requirement.number} {requirement.title}" for requirement in unproven] or ["None."]
    return "\n".join(lines) + "\n"


def _row(requirement: Requirement, tests: Sequence[str]) -> str:
    shown = "<br>".join(_sentence(test) for test in tests) or "–"
    return f"| {requirement.number} | {requirement.title} | {requirement.source} | {shown} |"


def _sentence(test: str) -> str:
    path, _, name = test.rpartition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path.partition('::')[0]})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

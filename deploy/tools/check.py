"""`make check`: everything a machine can hold us to, in under two minutes.

Every check runs even when one before it failed, so that one look shows all there is to mend.

python -m deploy.tools.check                every check
python -m deploy.tools.check lint types     only these
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
# A status changes only where the chain's decision is carried out (style.md §2).
DECIDER = Path("core/handling/carrying.py")
DECISION = re.compile(r"\breport\.state\s*=(?!=)")
# The rules, core and the desk's own frame; `make test` has the suites of single pages and of processes.
FAST = ("chain", "core", "backoffice", "docs", "look")
COUNTED = {".py", ".html", ".css", ".js", ".typ"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at, and how."""

    name: str
    run: Callable[[], "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went."""

    passed: bool
    output: str


def main(chosen: Sequence[str] = ()) -> int:
    """Run every check, or those chosen by name, and tell how each went."""
    known = {check.name: check for check in checks()}
    if unknown := [name for name in chosen if name not in known]:
        print(f"No check is called {', '.join(unknown)}. There are: {', '.join(known)}.")
        return 2
    failed = 0
    for name in chosen or known:
        began = time.monotonic()
        outcome = known[name].run()
        sign = "✓" if outcome.passed else "✗"
        print(f"{sign} {name.ljust(12)} {time.monotonic() - began:5.1f} s", flush=True)
        if not outcome.passed:
            failed += 1
            print(outcome.output.rstrip(), end="\n\n", flush=True)
    print("All checks passed." if not failed else f"{failed} checks failed.")
    return 1 if failed else 0


def checks() -> Iterator[Check]:
    """List the checks in the order in which they run."""
    tools = Path(sys.executable).parent
    python = sys.executable
    fast = "not browser and not slow and not soak and not bench"
    yield _program("format", [tools / "ruff", "format", "--check", "--quiet", "."])
    yield _program("lint", [tools / "ruff", "check", "--quiet", "."])
    yield _own("file length", long_files)
    yield _own("one decider", stray_decisions)
    yield _program("layers", [tools / "lint-imports"])
    yield _program("templates", [tools / "djlint", "backoffice", "deploy", "--lint", "--quiet"])
    yield _program("types", [python, "-m", "mypy"])
    yield _program("traceability", [python, "-m", "deploy.tools.traceability", "--check"])
    yield _program("migrations", [python, "-m", "deploy", "migrate", "--check"])
    folders = [f"tests/{name}" for name in FAST]
    workers = str(min(4, 1 + (os.cpu_count() or 1)))
    yield _program(
        "tests", [python, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal", "-m", fast, *folders]
    )


def long_files() -> list[str]:
    """List the files that have grown past what one reader holds in the head."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    long = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in COUNTED and path.is_file():
            count = len(path.read_text(encoding="utf-8").splitlines())
            if count > LONGEST_FILE:
                long.append(f"{name} has {count} lines; split it (the most is {LONGEST_FILE})")
    return long


def stray_decisions() -> list[str]:
    """List assignments to a report's state anywhere but where `decide()` is carried out."""
    stray = []
    for folder in ("core", "bot", "backoffice", "deploy"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" in path.parts or path == ROOT / DECIDER:
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if DECISION.search(line):
                    stray.append(
                        f"{path.relative_to(ROOT)}:{number} changes a report's state; {DECIDER} does"
                    )
    return stray


def _program(name: str, command: Sequence[str | Path]) -> Check:
    def run() -> Outcome:
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        return Outcome(done.returncode == 0, done.stdout + done.stderr)

    return Check(name, run)


def _own(name: str, look: Callable[[], list[str]]) -> Check:
    def run() -> Outcome:
        problems = look()
        return Outcome(not problems, "\n".join(problems))

    return Check(name, run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`make check`: everything a machine can hold us to, in under two minutes.

Every check runs even when another failed, so that one look shows all there is to mend. The tests spend part
of their time waiting (for servers, timers, other processes): the other checks run one by one beside them.

python -m deploy.tools.check                every check
python -m deploy.tools.check lint types     only these
"""

import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
# A status changes only where the chain's decision is carried out (style.md §2).
DECIDER = Path("core/handling/carrying.py")
DECISION = re.compile(r"\breport\.state\s*=(?!=)")
# Every folder of tests, without what takes a second or more; `make test` runs that, too.
FAST = "not browser and not slow and not soak and not bench"
COUNTED = {".py", ".html", ".css", ".js", ".typ"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at, and how."""

    name: str
    run: Callable[[], "Outcome"]
    command: tuple[str, ...] = ()
    """What is started for it; empty where we look ourselves."""


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
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = [pool.submit(_timed, known[name]) for name in chosen or known]
        for done in as_completed(running):
            name, outcome, seconds = done.result()
            print(f"{'✓' if outcome.passed else '✗'} {name.ljust(12)} {seconds:5.1f} s", flush=True)
            if not outcome.passed:
                failed += 1
                print(outcome.output.rstrip(), end="\n\n", flush=True)
    print("All checks passed." if not failed else f"{failed} checks failed.")
    return 1 if failed else 0


def _timed(check: Check) -> tuple[str, Outcome, float]:
    began = time.monotonic()
    return check.name, check.run(), time.monotonic() - began


def checks() -> Iterator[Check]:
    """List the checks, the longest first."""
    tools = Path(sys.executable).parent
    python = sys.executable
    workers = str(min(4, max(2, os.cpu_count() or 1)))
    commands: dict[str, list[str | Path]] = {
        "tests": [*(python, "-m", "pytest", "-q", "-n", workers, "--dist", "worksteal", "-m", FAST, "tests")],
        "types": [python, "-m", "mypy"],
        "traceability": [python, "-m", "deploy.tools.traceability", "--check"],
        "migrations": [python, "-m", "deploy", "migrate", "--check"],
        "layers": [tools / "lint-imports"],
        "templates": [tools / "djlint", "backoffice", "deploy", "--lint", "--quiet"],
        "lint": [tools / "ruff", "check", "--quiet", "."],
        "format": [tools / "ruff", "format", "--check", "--quiet", "."],
    }
    for name, command in commands.items():
        yield _program(name, command)
    yield _own("file length", long_files)
    yield _own("one decider", stray_decisions)


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
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    for folder in contracts["root_packages"]:
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

    return Check(name, run, tuple(str(word) for word in command))


def _own(name: str, look: Callable[[], list[str]]) -> Check:
    def run() -> Outcome:
        problems = look()
        return Outcome(not problems, "\n".join(problems))

    return Check(name, run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

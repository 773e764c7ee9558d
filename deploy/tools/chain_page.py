"""Writes docs/chain.md from the transition table, so that the page cannot differ from the rule.

`python -m deploy.tools.chain_page` writes it, `--check` only compares.
"""

import sys
from pathlib import Path

from core.chain.rows import Transition
from core.chain.states import Role, State, Track
from core.chain.table.transitions import TRANSITIONS
from core.chain.telling.diagram import mermaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "chain.md"
_HEAD = """# The handling chain

Generated from `core/chain/table/transitions.py` by `python -m deploy.tools.chain_page`. Do not edit.
"""


def _states(row: Transition) -> str:
    if row.creates:
        return "(new)"
    if row.sources == frozenset(State):
        return "any"
    return ", ".join(f"`{state}`" for state in State if state in row.sources)


def _line(row: Transition) -> str:
    roles = ", ".join(role.label for role in Role if role in row.roles)
    target = f"`{row.target}`" if row.target else "stays"
    told = (
        f"{row.notice.title}{'' if row.about.pushed else ' (not pushed)'}"
        if row.notice
        else f"– ({row.untold_because})"
    )
    cells = (
        f"`{row.action}` {row.label}", roles, _states(row), target,
        ", ".join(f"{op.operation} {op.kind}" for op in row.deadlines) or "–",
        told, row.clause, " ".join(row.requirements),
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def page() -> str:
    """Return the whole page as Markdown."""
    parts = [_HEAD]
    for track in Track:
        parts.append(f"## {track.label}\n\n```mermaid\n{mermaid(track)}\n```\n")
        parts.append("| action | who | from | to | clocks | the reporter is told | clause | requirements |")
        parts.append("|---|---|---|---|---|---|---|---|")
        parts.extend(_line(row) for row in TRANSITIONS if track in row.tracks)
        parts.append("")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or with `--check` say whether it is current."""
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text("utf-8") == page()
        if not current:
            sys.stderr.write("docs/chain.md is not current: run python -m deploy.tools.chain_page\n")
        return 0 if current else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

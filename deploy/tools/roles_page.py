"""Writes docs/roles.md from the roles table, so that the page cannot differ from what the code asks.

`python -m deploy.tools.roles_page` writes it, `--check` only compares.
"""

import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from core.access.roles import ROLES, Holding, Right, RoleRow, Section, SeesBy, Sight
from core.chain.states import OFFICER_ROLES, Classification, Role, State, Track

PAGE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
_HEAD = """# The roles

Generated from `core/access/roles.py` by `python -m deploy.tools.roles_page`. Do not edit.

What each role sees, takes and may do. The steps themselves stand in [chain.md](chain.md). An appointment \
can give the first {officers}; nobody is appointed to the others.
"""
_BY = {
    SeesBy.OFFICE: "reports of its office and those below",
    SeesBy.UNIT: "reports {whose} {part}",
    SeesBy.REGISTRATION: "reports it registered",
}
_PARTS = {
    Holding.LEADING: "leads",
    Holding.SUPPORTING: "supports or was consulted on",
    Holding.INTERNAL: "was given by its head",
}
_NOTHING = "–"


def _sees(row: RoleRow) -> str:
    sight = row.sees
    if sight is None:
        return _NOTHING
    whose = "its unit" if row.needs_unit else "its unit, or without one any of its office,"
    limits = [_BY[sight.by].format(whose=whose, part=_PARTS[sight.holding])]
    limits.extend(_of_track(sight, track) for track in Track if track in sight.tracks)
    return "; ".join(limits)


def _of_track(sight: Sight, track: Track) -> str:
    if track is Track.WHISTLEBLOWING and sight.wbs_states is not None:
        return f"{track.label}, when {_codes(State, sight.wbs_states)}, or where its word is awaited"
    if track is Track.PUBLIC_SERVICE and sight.public_classes is not None:
        return f"{track.label}, of class {_codes(Classification, sight.public_classes)}"
    return track.label


def _codes(words: Iterable[StrEnum], chosen: frozenset[StrEnum]) -> str:
    return ", ".join(f"`{word}`" for word in words if word in chosen) or _NOTHING


def _labels(chosen: frozenset[Role]) -> str:
    return ", ".join(role.label for role in Role if role in chosen) or _NOTHING


def _part_in_chain(row: RoleRow) -> str:
    parts = {
        "registers reports": row.registers,
        "decides proposals": row.decides_proposals,
        "stands in": row.stands_in,
    }
    return ", ".join(words for words, holds in parts.items() if holds) or _NOTHING


_Column = tuple[str, Callable[[RoleRow], str]]
_ACTING: tuple[_Column, ...] = (
    ("sees", _sees),
    ("needs a unit", lambda row: "yes" if row.needs_unit else _NOTHING),
    ("takes the steps of", lambda row: _labels(row.takes_steps_of)),
    ("also, in the chain", _part_in_chain),
)
_BESIDE: tuple[_Column, ...] = (
    ("may", lambda row: _codes(Right, row.rights)),
    ("keeps", lambda row: _codes(Section, row.sections)),
    ("told of a late deadline at stage", lambda row: f"`{row.warned_at}`" if row.warned_at else _NOTHING),
)


def _table(columns: tuple[_Column, ...], rows: Iterable[RoleRow]) -> list[str]:
    names = ("role", *(name for name, _ in columns))
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    for row in rows:
        cells = (f"`{row.role}` {row.role.label}", *(cell(row) for _, cell in columns))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def page() -> str:
    """Return the whole page as Markdown."""
    officers = [ROLES[role] for role in Role if role in OFFICER_ROLES]
    others = [ROLES[role] for role in Role if role not in OFFICER_ROLES]
    lines = [
        _HEAD.format(officers=len(officers)),
        "## Reports\n",
        *_table(_ACTING, [*officers, *others]),
        "\n## Beside the chain\n",
        *_table(_BESIDE, officers),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or with `--check` say whether it is current."""
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text("utf-8") == page()
        if not current:
            sys.stderr.write("docs/roles.md is not current: run python -m deploy.tools.roles_page\n")
        return 0 if current else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a role is stands in one table, and nowhere is a set of roles written down beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access.roles import ROLES, ROWS, Right, RoleRow, Section, SeesBy, roles_keeping, roles_with
from core.chain.movers import movers
from core.chain.states import OFFICER_ROLES, STATES_OF, Role, State, Track, holder_of

ROOT = Path(__file__).resolve().parents[2]
OFFICERS = [ROLES[role] for role in Role if role in OFFICER_ROLES]
HOMES = {
    "core/access/roles.py": "the table",
    "core/chain/states.py": "whom an appointment can make what, and on whose desk a state lies",
    "core/chain/table": "the chain's rows: who takes which step",
}
"""Where several roles may be named together, and why there."""


def test_every_role_has_exactly_one_row() -> None:
    assert sorted(row.role for row in ROWS) == sorted(Role)


@pytest.mark.parametrize("row", OFFICERS, ids=lambda row: row.role)
def test_whoever_is_appointed_has_something_to_do(row: RoleRow) -> None:
    assert row.sees is not None or row.sections


@pytest.mark.parametrize("row", OFFICERS, ids=lambda row: row.role)
def test_what_a_role_does_with_reports_it_does_with_those_it_sees(row: RoleRow) -> None:
    of_reports = {Right.ASK_IDENTITY, Right.APPROVE_IDENTITY, Right.CATEGORISE, Right.LIST_WHISTLEBLOWING}
    acts = row.takes_steps_of or row.decides_proposals or row.registers or row.rights & of_reports
    assert row.sees is not None or not (acts or row.warned_at)


def test_who_must_have_a_unit_sees_by_it() -> None:
    assert [
        row.role for row in OFFICERS if row.needs_unit and (not row.sees or row.sees.by is not SeesBy.UNIT)
    ] == []


@pytest.mark.parametrize(
    ("track", "state"), [(track, state) for track in Track for state in sorted(STATES_OF[track])]
)
def test_whoever_holds_a_report_sees_it_and_somebody_takes_the_step(track: Track, state: State) -> None:
    holder = holder_of(state, track)
    if holder not in OFFICER_ROLES:
        return
    taking = [row for row in ROLES.values() if holder in row.takes_steps_of]
    assert holder in {row.role for row in taking}
    assert all(row.sees is not None and track in row.sees.tracks for row in taking)


@pytest.mark.parametrize(
    ("track", "state"), [(track, state) for track in Track for state in sorted(STATES_OF[track])]
)
def test_whoever_decides_a_proposal_anywhere_is_known_to_decide_them(track: Track, state: State) -> None:
    assert all(ROLES[role].decides_proposals for role in movers(track, state, proposed=True))


@pytest.mark.parametrize("section", Section)
def test_every_part_of_the_administration_is_kept_by_somebody(section: Section) -> None:
    assert roles_keeping(section) & OFFICER_ROLES


@pytest.mark.parametrize("right", Right)
def test_every_right_is_somebodys(right: Right) -> None:
    assert roles_with(right) & OFFICER_ROLES


def test_nobody_but_officers_has_rights_or_keeps_anything() -> None:
    others = [row for row in ROLES.values() if row.role not in OFFICER_ROLES]
    assert [
        row.role for row in others if row.rights or row.sections or row.takes_steps_of or row.warned_at
    ] == []


def together(tree: ast.AST) -> Iterator[int]:
    """Give the lines where a literal names two roles or more."""
    for node in ast.walk(tree):
        match node:
            case ast.Set(elts=named) | ast.Tuple(elts=named) | ast.List(elts=named):
                held: list[ast.expr] = named
            case ast.Dict(keys=keys, values=values):
                held = [*(key for key in keys if key is not None), *values]
            case _:
                continue
        if sum(ast.unparse(one).startswith("Role.") for one in held) > 1:
            yield node.lineno


def test_sets_of_roles_are_recognised() -> None:
    found = together(
        ast.parse(
            "frozenset({Role.LEADER, Role.HANDLER})\n{1: Role.LEADER, 2: Role.HANDLER}\n"
            "{Role.LEADER: 1, Role.HANDLER: 2}\nrole in (Role.LEADER, Role.HANDLER)\n{Role.LEADER, OTHER}"
        )
    )
    assert sorted(found) == [1, 2, 3, 4]


@pytest.mark.slow
def test_no_set_of_roles_stands_outside_its_homes() -> None:
    strays = [
        f"{name}:{line}"
        for part in ("core", "backoffice", "bot")
        for path in sorted((ROOT / part).rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(tuple(HOMES))
        for line in together(ast.parse(path.read_text("utf-8")))
    ]
    assert strays == []

"""Every state × action × role over the real database, against the decree read by hand.

Allowed exactly where the decree's table says and the officer's appointment reaches; everything else
is refused with the right kind of error, before anything was written.
"""

from typing import Final

import hypothesis
import pytest
from sqlalchemy import text

from core.chain.actions import Action
from core.chain.states import OFFICER_ROLES, Role, State, Track
from core.clock import held_at
from core.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from core.handling.handling import Handling
from core.reporter.reporter import ReporterDesk
from tests.chain import decree
from tests.support.house import LOCAL
from tests.support.scene import PUBLIC, ROADS, WBS, Filed, Scene
from tests.support.told import told_body

pytestmark = pytest.mark.slow

LINES: Final = {
    PUBLIC: tuple(decree.lines_of(decree.PUBLIC_SERVICE)),
    WBS: tuple(decree.lines_of(decree.WHISTLEBLOWING)),
}
DISPOSED_ON: Final = "disposed in_process with_unit_head in_followup followup_submitted answered closed"
ASSIGNED: Final = "in_followup followup_submitted answered closed"

# Who sees the report of this test, by hand: registered by the desk officer of the kabupaten, of
# supervisory class once disposed, led by the law subbagian with APIP beside it (design.md §4).
SEES: Final = {
    (PUBLIC, Role.AGENCY_ADMIN): decree.EVERY_PUBLIC,
    (PUBLIC, Role.LEADER): decree.EVERY_PUBLIC,
    (PUBLIC, Role.DESK_OFFICER): decree.EVERY_PUBLIC,
    (PUBLIC, Role.INSPECTOR): DISPOSED_ON,
    (PUBLIC, Role.LIAISON): DISPOSED_ON,
    (PUBLIC, Role.UNIT_ADMIN): DISPOSED_ON,
    (PUBLIC, Role.UNIT_HEAD): DISPOSED_ON,
    (PUBLIC, Role.HANDLER): ASSIGNED,
    (WBS, Role.INSPECTOR): decree.EVERY_WBS,
    (WBS, Role.LEADER): "with_leader investigation concluded",
}
TIES: Final = frozenset({Action.RELATE, Action.UNRELATE})
ON_PROPOSAL: Final = frozenset({Action.CONFIRM_NOT_PROCESSABLE, Action.DECLINE_NOT_PROCESSABLE})
OF_PROTECTION: Final = (
    *(Action.ACKNOWLEDGE_PROTECTION, Action.TELL_SAFETY, Action.ASSESS_RISK, Action.TAKE_MEASURES),
    *(Action.HAND_TO_AUTHORITY, Action.FOLLOW_UP_PROTECTION, Action.CLOSE_PROTECTION),
)
"""What follows on a request for protection; while one is open, a leader sees the report."""
ACKNOWLEDGED: Final = frozenset(OF_PROTECTION[2:])
COORDINATOR: Final = {PUBLIC: "sari", WBS: "wulan"}
STATES: Final = [(track, state) for track in Track for state in ROADS[track]]
WHO: Final = (*sorted(OFFICER_ROLES), Role.REPORTER)


def held(role: Role) -> frozenset[str]:
    """What the holder is towards this report: the office's liaison also stands for its support units."""
    return frozenset({role.value, "support_unit"} if role is Role.LIAISON else {role.value})


def target_of(track: Track, state: State, action: Action, role: Role) -> str | None:
    """What the decree says comes of it; None if it allows nothing of the kind."""
    for line in LINES[track]:
        if line.action == action.value and held(role) & line.roles and state.value in line.sources:
            return state.value if line.target == "=" else line.target
    return None


def worth_trying(track: Track, state: State, action: Action, role: Role) -> bool:
    """Everything in the thorough profile; else every move a role knows, and a changing share of the rest.

    (The whole product of the table itself is tried each time in tests/chain; this is the same over SQL.)
    """
    if hypothesis.settings.get_current_profile_name() == "thorough":
        return True
    mine = [line for line in LINES[track] if line.action == action.value and held(role) & line.roles]
    turn = list(Action).index(action) + WHO.index(role) + list(State).index(state)
    if any(line.target != "=" for line in mine) or action in ON_PROPOSAL:
        return True
    return turn % 3 == 0 if mine else turn % 8 == 0


def expected(track: Track, state: State, action: Action, role: Role) -> str | type[DomainError]:
    """The state afterwards, or the kind of refusal."""
    target = target_of(track, state, action, role)
    sees = role is Role.REPORTER or state.value in SEES.get((track, role), "").split()
    asked = action in {*ON_PROPOSAL, *OF_PROTECTION} and target is not None
    if not sees and not (asked and (track, role) == (WBS, Role.LEADER)):
        return NotFoundError
    if target is not None:
        return target
    mine = [line for line in LINES[track] if line.action == action.value and held(role) & line.roles]
    others_here = any(line.action == action.value and state.value in line.sources for line in LINES[track])
    return ConflictError if mine and not others_here else ForbiddenError


async def prepare(scene: Scene, filed: Filed, action: Action, other: str) -> None:
    """Make the action's own conditions hold, so that only role and state can stand in the way."""
    if action is Action.UNRELATE:
        await scene.act(COORDINATOR[filed.track], filed, Action.RELATE, {"agenda_number": other})
    if action in ON_PROPOSAL:
        who = "wulan" if filed.track is WBS else "sita"
        await scene.act(who, filed, Action.PROPOSE_NOT_PROCESSABLE)
    if action in OF_PROTECTION:
        await scene.act("reporter", filed, Action.REQUEST_PROTECTION)
    if action in ACKNOWLEDGED:
        await scene.act("lestari", filed, Action.ACKNOWLEDGE_PROTECTION)
    if action in {Action.TAKE_MEASURES, Action.CLOSE_PROTECTION}:
        await scene.act("lestari", filed, Action.ASSESS_RISK)
    if action is Action.ANSWER_DIRECTLY:
        async with scene.transaction() as session:
            change = "UPDATE reports SET kind = 'aspiration', classification = 'non_supervisory'"
            await (await session.connection()).execute(text(change))


async def attempt(
    scene: Scene, filed: Filed, action: Action, role: Role, other: str
) -> str | type[DomainError]:
    """Try it; a refusal is not rolled back, so that whatever it had written would show."""
    values, files = await scene.form(action, filed.track)
    if action in TIES:
        values["agenda_number"] = other
    actor = None if role is Role.REPORTER else await scene.actor(LOCAL[role])
    with held_at(scene.at):
        async with scene.transaction() as session:
            try:
                if actor is None:
                    desk = ReporterDesk(scene.bot, session)
                    view = await desk.act(filed.tracking_id, action.value, values, files)
                    return view.state
                done = await Handling(scene.backoffice, session, actor).act(
                    filed.report_id, action.value, values, files=files
                )
            except DomainError as refusal:
                return type(refusal)
            return done.target.value


async def fingerprint(scene: Scene) -> dict[str, str]:
    """A hash of every row of every table but the directory's, and what was put into the store beforehand."""
    tables = await scene.rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND relname NOT IN ('offices', 'units', 'stowed_objects')"
    )
    return {
        name: await scene.scalar(
            f"SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM {name} row"  # noqa: S608
        )
        for (name,) in tables
    }


@pytest.mark.requirement(
    *("R28", "R29", "R33", "R35", "R38", "R42", "R43", "R46", "R52", "R55", "R56", "R58", "R62"),
    *("R64", "R65", "R66", "R67", "R69", "R72", "R73", "R75", "R79", "R82", "R83", "R87", "R92"),
    *("R94", "R97", "R116", "R117", "R118", "R119", "R133", "R136", "R137", "R144"),
)
@pytest.mark.parametrize(("track", "state"), STATES)
async def test_each_role_may_do_exactly_what_the_decree_says_and_a_refusal_leaves_no_trace(
    scene: Scene, track: Track, state: State
) -> None:
    filed = await scene.drive(await scene.register(track, body=told_body()), state)
    if state is State.IN_PROCESS:
        async with scene.transaction() as session:
            actor = await scene.actor("dewi")
            await Handling(scene.backoffice, session, actor).sheet_printed(filed.report_id)
    # Another report of the same people's, for the actions that tie two together.
    twin = await scene.drive(await scene.register(track), state)
    other = await scene.scalar("SELECT agenda_number FROM reports WHERE id = :id", id=twin.report_id)
    before = await fingerprint(scene)
    cases = [(action, role) for action in Action for role in WHO if worth_trying(track, state, action, role)]
    wanted = {case: expected(track, state, *case) for case in cases}

    outcomes = {}
    for action, role in cases:
        if isinstance(wanted[action, role], str):
            async with scene.rolled_back():
                await prepare(scene, filed, action, other)
                outcomes[action, role] = await attempt(scene, filed, action, role, other)
        else:
            outcomes[action, role] = await attempt(scene, filed, action, role, other)

    assert {case: got for case, got in outcomes.items() if got != wanted[case]} == {}
    assert await fingerprint(scene) == before


@pytest.mark.requirement("R52", "R6", "R94")
@pytest.mark.parametrize(("track", "state"), STATES)
async def test_the_clock_ends_only_what_waits_for_the_reporter(
    scene: Scene, track: Track, state: State
) -> None:
    filed = await scene.drive(await scene.file(track), state)

    await scene.wait_for_clock(days=25)

    ends = {
        State.AWAITING_COMPLETION: State.ARCHIVED_INCOMPLETE,
        State.ANSWERED: State.CLOSED,
    }
    assert (await scene.row(filed)).state is ends.get(state, state)

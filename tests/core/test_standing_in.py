"""No report is left without hands: a stand-in takes the step, or the administrators are told."""

from datetime import date
from typing import Any

import pytest

from core.administration.health import HealthService
from core.administration.health_lines import Fitness, HealthLine
from core.chain.actions import Action
from core.chain.decide import available
from core.chain.movers import stood_in_for, waits_for_officer
from core.chain.states import IdentityMode, Role, State
from core.chain.table.transitions import TRANSITIONS
from core.clock import held_at
from core.errors import DomainError
from core.handling.bulk_loading import load
from core.handling.handling import Handling
from core.handling.standing_in import review_hands
from core.queues.schemas import HolderKind, QueueFilter, QueueName
from core.reports.schemas import Identity, Party
from tests.support.house import PEOPLE, appoint, hire
from tests.support.scene import BODY, PUBLIC, ROADS, WBS, Filed, Scene

pytestmark = [pytest.mark.requirement("R23", "R94", "R97"), pytest.mark.slow]


def naming(*names: str) -> dict[str, Any]:
    return {"body": BODY.model_copy(update={"parties": tuple(Party(name=name) for name in names)})}


async def standing(scene: Scene, filed: Filed) -> tuple[Role | None, bool]:
    row = await scene.row(filed)
    return row.stand_in_for, row.unattended_since is not None


async def waiting(scene: Scene, who: str) -> set[object]:
    async with scene.desk(who) as desk:
        return {row.id for row in (await desk.queue(QueueFilter(queue=QueueName.WAITING))).rows}


async def test_the_step_of_a_named_unit_head_is_the_office_leaders(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(**naming("Hendra Wibisana")), State.IN_PROCESS)
    await scene.act("dewi", filed, Action.FORWARD_TO_HEAD)

    assert await standing(scene, filed) == (Role.UNIT_HEAD, False)
    assert filed.report_id in await waiting(scene, "lestari")
    with pytest.raises(DomainError):
        await scene.act("hendra", filed, Action.DISPOSE_INTERNALLY)
    await scene.act("lestari", filed, Action.DISPOSE_INTERNALLY)
    await scene.act("lestari", filed, Action.SUBMIT_FOLLOWUP)
    assert await standing(scene, filed) == (None, False)
    await scene.act("dewi", filed, Action.ANSWER)
    assert (await scene.row(filed)).state is State.ANSWERED


@pytest.mark.requirement("R96")
@pytest.mark.parametrize("mode", [IdentityMode.OPEN, IdentityMode.CONFIDENTIAL])
async def test_that_somebody_stands_in_is_told_of_a_protected_report_to_nobody_else(
    scene: Scene, mode: IdentityMode
) -> None:
    filed = await scene.file(identity_mode=mode, **naming("Hendra Wibisana"))
    await scene.act("dewi", await scene.drive(filed, State.IN_PROCESS), Action.FORWARD_TO_HEAD)
    held = {}
    for who in ("dewi", "lestari"):
        async with scene.desk(who) as desk:
            (row,) = (await desk.queue(QueueFilter(queue=QueueName.ALL))).rows
        held[who] = row.held_by.kind
    usual = HolderKind.STAND_IN if mode is IdentityMode.OPEN else HolderKind.UNIT
    assert held == {"dewi": usual, "lestari": HolderKind.ME}


async def test_a_stand_in_may_take_the_step_for_several_reports_at_once(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(**naming("Hendra Wibisana")), State.IN_PROCESS)
    await scene.act("dewi", filed, Action.FORWARD_TO_HEAD)

    leader = await scene.actor("lestari")
    async with scene.transaction() as session:
        (one,) = await load(session, leader, [filed.report_id])
    rows = {row.action for row in available(one.snapshot, one.performer)}
    assert Action.DISPOSE_INTERNALLY in rows


async def test_with_a_free_head_the_leader_takes_no_step_of_the_unit(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.WITH_UNIT_HEAD)
    assert await standing(scene, filed) == (None, False)
    assert filed.report_id not in await waiting(scene, "lestari")
    with pytest.raises(DomainError):
        await scene.act("lestari", filed, Action.DISPOSE_INTERNALLY)


async def test_a_unit_desk_with_nobody_left_is_the_leaders_too(scene: Scene) -> None:
    filed = await scene.file(**naming("Bayu Pradipta", "Dewi Lintang"))
    await scene.act("sari", filed, Action.DISPOSE)

    assert await standing(scene, filed) == (Role.LIAISON, False)
    await scene.act("lestari", filed, Action.ACCEPT)
    assert (await scene.row(filed)).state is State.IN_PROCESS


@pytest.mark.requirement("R58", "R75")
async def test_the_disposition_form_says_who_takes_the_step_of_a_named_head(scene: Scene) -> None:
    labels = {}
    for key, changed in (("named", naming("Hendra Wibisana")), ("plain", {})):
        filed = await scene.file(**changed)
        async with scene.desk("sari") as desk:
            actions = (await desk.report(filed.report_id)).actions
        (dispose,) = [one for one in actions if one.action == "dispose"]
        (units,) = [field.choices for field in dispose.fields if field.name == "lead_unit"]
        labels[key] = dict(units)[scene.house.unit("Subbag Hukum dan SDM")]

    assert "disebut dalam laporan" in labels["named"]
    assert "pimpinan kantor" in labels["named"]
    assert "disebut" not in labels["plain"]


async def test_the_form_does_not_give_away_a_head_who_reported_in_confidence(scene: Scene) -> None:
    filed = await scene.file(identity=Identity(name="Hendra Wibisana"))
    async with scene.desk("sari") as desk:
        actions = (await desk.report(filed.report_id)).actions
    assert "pimpinan kantor" not in str([one.fields for one in actions])


WAITING_FOR_OFFICERS = [
    (track, state) for track, roads in ROADS.items() for state in roads if waits_for_officer(track, state)
]
LEADERS = {"lestari", "nina"}


@pytest.mark.parametrize(("track", "state"), WAITING_FOR_OFFICERS)
async def test_with_everybody_but_the_leaders_barred_a_leader_can_still_move_it_on(
    scene: Scene, track: Any, state: State
) -> None:
    """Heads, liaisons, admins, handlers and inspectors, up to the only ones at KPU RI."""
    filed = await scene.drive(await scene.file(track), state)
    everybody = " dan ".join(one.full_name for one in PEOPLE if one.key not in LEADERS)

    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": f"Semuanya: {everybody}."})

    row = await scene.row(filed)
    assert (row.state, row.unattended_since) == (state, None)
    assert filed.report_id in await waiting(scene, "lestari")
    assert row.stand_in_for is stood_in_for(track, state)
    if state is State.IN_PROCESS:
        actor = await scene.actor("lestari")
        async with scene.transaction() as session:
            await Handling(scene.backoffice, session, actor).sheet_printed(filed.report_id)
    async with scene.desk("lestari") as desk:
        reason = "" if track is PUBLIC else "Menggantikan pemeriksa yang berhalangan"
        offered = {one.action for one in (await desk.report(filed.report_id, reason=reason)).actions}
    leading_on = {
        row.action.value
        for row in TRANSITIONS
        if row.applies(track, state) and row.target not in {None, state}
    }
    assert offered & leading_on


@pytest.mark.parametrize(("track", "state"), WAITING_FOR_OFFICERS)
async def test_with_really_everybody_barred_the_administrators_are_told(
    scene: Scene, track: Any, state: State
) -> None:
    filed = await scene.drive(await scene.file(track), state)
    everybody = " dan ".join(one.full_name for one in PEOPLE)

    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": f"Semuanya: {everybody}."})

    assert (await scene.row(filed)).unattended_since == scene.at
    assert (await health_line(scene)).text.startswith("1 laporan")


@pytest.mark.requirement("R15", "R34")
async def test_where_the_only_admin_at_the_top_is_named_and_no_leader_is_there_somebody_is_told(
    scene: Scene,
) -> None:
    filed = await scene.file(office="RI", **naming("Nadia Paramitha"))
    assert await standing(scene, filed) == (Role.AGENCY_ADMIN, True)
    line = await health_line(scene)
    assert line.verdict is Fitness.BAD
    assert line.text.startswith("1 laporan tidak dapat dilanjutkan siapa pun")
    assert "Admin Instansi/Organisasi (1)" in line.text
    assert "Tunjuk petugas" in line.advice

    await scene_appoints(scene, "wira", Role.LEADER)
    with held_at(scene.at):
        assert await review_hands(scene.worker) == 1

    assert await standing(scene, filed) == (Role.AGENCY_ADMIN, False)
    assert (await health_line(scene)).verdict is Fitness.OK
    assert filed.report_id in await waiting(scene, "wira")
    await scene.act("wira", filed, Action.REQUEST_COMPLETION)


@pytest.mark.requirement("R117", "R144")
async def test_where_the_only_inspector_at_the_top_is_named_a_leader_may_read_and_examine(
    scene: Scene,
) -> None:
    await scene_appoints(scene, "wira", Role.LEADER)
    filed = await scene.file(WBS, office="RI", **naming("Bima Anggara"))
    other = await scene.file(WBS, office="RI")

    assert await standing(scene, filed) == (Role.INSPECTOR, False)
    assert await waiting(scene, "wira") == {filed.report_id}
    assert other.report_id not in await waiting(scene, "wira")
    await scene.act("wira", filed, Action.BEGIN_REVIEW)
    await scene.act("wira", filed, Action.CONCLUDE_REVIEW)
    assert await standing(scene, filed) == (Role.INSPECTOR, False)


async def test_an_appointment_that_ends_leaves_its_reports_to_the_leader_within_the_hour(
    scene: Scene,
) -> None:
    filed = [await scene.drive(await scene.file(), State.WITH_UNIT_HEAD) for _ in range(2)]
    await scene.rows(
        "UPDATE appointments SET valid_to = '2026-03-03' FROM officers"
        " WHERE officers.id = officer_id AND username = 'hendra' RETURNING 1"
    )
    scene.pass_time(days=7)
    with held_at(scene.at):
        assert await review_hands(scene.worker) == 2
        assert await review_hands(scene.worker) == 0
    for one in filed:
        assert await standing(scene, one) == (Role.UNIT_HEAD, False)


async def scene_appoints(scene: Scene, username: str, role: Role) -> None:
    """Appoint somebody new at KPU RI."""
    async with scene.transaction() as session:
        officer = await hire(session, username, "Wira Pengganti", number=77)
        await appoint(
            session, officer, role, office_id=scene.house.offices["RI"], valid_from=date(2026, 1, 1)
        )
    scene.house.officers[username] = officer.id


async def health_line(scene: Scene) -> HealthLine:
    async def ping() -> None:
        return None

    actor = await scene.actor("ratna")
    async with scene.transaction() as session:
        health = HealthService(scene.backoffice, session, actor, ping_valkey=ping)
        return await health._unattended()

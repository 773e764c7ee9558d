"""Who sees which report: allow and deny for every role and relation, in Python and in SQL alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from core.access.policy import Allowed, Subject, may_see
from core.access.repository import subject_of, visible_to
from core.accounts.accounts import Accounts
from core.actor import Acting, OfficerActor
from core.chain.actions import Action
from core.chain.states import OFFICER_ROLES, IdentityMode, Role, State
from core.errors import ForbiddenError, NotFoundError
from core.handling.handling import Handling
from core.ids import AppointmentId, OfficeId, OfficerId, UnitId, new_id
from core.offices.models import Office, Unit
from core.people.models import Officer
from core.queues.schemas import QueueFilter
from core.reports.models import Report
from core.reports.schemas import Identity, Party
from tests.support.house import DATA, KABUPATEN, SIBLING, appoint, hire
from tests.support.scene import BODY, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R1", "R87", "R96", "R97")
NAMES_HENDRA = (Party(name="Bpk. HENDRA Wibisana, S.H."),)


async def sees(scene: Scene, who: str | OfficerActor, filed: Filed) -> bool:
    """Ask Python and SQL, and let them agree."""
    actor = await scene.actor(who) if isinstance(who, str) else who
    async with scene.transaction() as session:
        report = await session.get_one(Report, filed.report_id)
        by_policy = isinstance(may_see(actor, await subject_of(session, report)), Allowed)
        query = select(Report.id).where(col(Report.id) == report.id, visible_to(actor))
        by_sql = (await session.exec(query)).first() is not None
    assert by_policy is by_sql
    return by_policy


async def who_sees(scene: Scene, filed: Filed, *extra: str) -> set[str]:
    everybody = (
        *("sari", "karta", "yusuf", "nadia", "bayu", "dewi", "hendra", "rini", "galih"),
        *("agus", "putri", "bima", "lestari", "nina", "tono", "ratna", *extra),
    )
    return {who for who in everybody if await sees(scene, who, filed)}


ADMINS_ABOVE = {"sari", "yusuf", "nadia"}
LEADERS_ABOVE = {"lestari", "nina"}
INSPECTORS_ABOVE = {"agus", "putri", "bima"}


async def test_a_new_report_is_seen_by_its_office_and_those_above_only(scene: Scene) -> None:
    assert await who_sees(scene, await scene.file()) == ADMINS_ABOVE | LEADERS_ABOVE


async def test_a_report_of_the_province_is_not_seen_below_it(scene: Scene) -> None:
    assert await who_sees(scene, await scene.file(office="52")) == {"yusuf", "nadia", "nina"}


async def test_a_report_of_a_sibling_office_is_not_seen(scene: Scene) -> None:
    assert await who_sees(scene, await scene.file(office=SIBLING)) == {"karta", "yusuf", "nadia", "nina"}


@pytest.mark.requirement("R29", "R36", "R59", "R62")
async def test_disposed_it_is_seen_by_the_leading_and_the_supporting_unit(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)

    assert await who_sees(scene, filed) == (
        ADMINS_ABOVE | LEADERS_ABOVE | INSPECTORS_ABOVE | {"bayu", "dewi", "hendra", "galih"}
    )


@pytest.mark.requirement("R60")
async def test_without_supervisory_content_the_inspectors_stay_out(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS, supervisory=False)

    assert INSPECTORS_ABOVE & await who_sees(scene, filed) == set()


@pytest.mark.requirement("R75")
async def test_a_handler_sees_what_was_disposed_to_their_own_section(scene: Scene) -> None:
    before = await scene.drive(await scene.file(), State.WITH_UNIT_HEAD)
    after = await scene.drive(await scene.file(), State.IN_FOLLOWUP)

    assert (await sees(scene, "rini", before), await sees(scene, "rini", after)) == (False, True)


@pytest.mark.requirement("R66")
async def test_a_unit_that_gave_a_report_back_sees_it_no_longer(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.DISPOSED)
    assert await sees(scene, "dewi", filed)

    await scene.act("dewi", filed, Action.RETURN_FOR_REDISPOSITION)

    assert {"bayu", "dewi", "hendra", "galih"} & await who_sees(scene, filed) == set()


@pytest.mark.requirement("R70")
async def test_a_consulted_unit_reads_and_advises_but_does_not_decide(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.DISPOSE, {"supporting_units": []})
    await scene.act("dewi", filed, Action.ACCEPT)
    assert not await sees(scene, "galih", filed)

    await scene.act("dewi", filed, Action.CONSULT)

    assert await sees(scene, "galih", filed)
    await scene.act("galih", filed, Action.ADVISE)
    with pytest.raises(ForbiddenError):
        await scene.act("galih", filed, Action.FORWARD_TO_HEAD)


async def officer_with(scene: Scene, role: Role, **appointment: Any) -> str:
    """Hire somebody new into the kabupaten."""
    async with scene.transaction() as session:
        officer = await hire(session, "baru", "Orang Baru")
        office_id = scene.house.offices[KABUPATEN]
        await appoint(session, officer, role, office_id=office_id, **appointment)
        scene.house.officers["baru"] = officer.id
    return "baru"


async def test_another_unit_of_the_office_sees_nothing(scene: Scene) -> None:
    who = await officer_with(scene, Role.UNIT_HEAD, unit_id=int(scene.house.unit(DATA)))
    filed = await scene.drive(await scene.file(), State.IN_FOLLOWUP)

    assert not await sees(scene, who, filed)


async def test_a_unit_sees_what_a_unit_below_it_handles(scene: Scene) -> None:
    units = scene.house.units
    async with scene.transaction() as session:
        above = await hire(session, "atas", "Atasan Bagian")
        below = await hire(session, "bawah", "Bawahan Subbag")
        for officer, unit in ((above, "Bagian Hukum dan SDM"), (below, "Subbag Hukum")):
            office_id = scene.house.offices["52"]
            await appoint(session, officer, Role.UNIT_HEAD, office_id=office_id, unit_id=units["52", unit])
    scene.house.officers.update({"atas": above.id, "bawah": below.id})
    at_division, at_section = await scene.file(office="52"), await scene.file(office="52")
    for filed, unit in ((at_division, "Bagian Hukum dan SDM"), (at_section, "Subbag Hukum")):
        lead = {"lead_unit": scene.house.unit(unit, "52"), "supporting_units": []}
        await scene.act("yusuf", filed, Action.DISPOSE, lead)

    assert await sees(scene, "atas", at_division)
    assert await sees(scene, "atas", at_section)
    assert not await sees(scene, "bawah", at_division)
    assert await sees(scene, "bawah", at_section)


@pytest.mark.requirement("R144", "R85")
async def test_whistleblowing_is_seen_by_the_inspectorate_side_only(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(WBS), State.DEEPENING)
    assert await who_sees(scene, filed) == INSPECTORS_ABOVE

    await scene.act("agus", filed, Action.SUBMIT_TO_LEADER)

    assert await who_sees(scene, filed) == INSPECTORS_ABOVE | LEADERS_ABOVE


@pytest.mark.requirement("R94", "R135")
async def test_a_leader_sees_a_whistleblowing_report_while_a_proposal_waits(scene: Scene) -> None:
    filed = await scene.file(WBS)
    await scene.act("agus", filed, Action.PROPOSE_NOT_PROCESSABLE)
    assert await who_sees(scene, filed) >= LEADERS_ABOVE

    await scene.act("wulan", filed, Action.DECLINE_NOT_PROCESSABLE)

    assert LEADERS_ABOVE & await who_sees(scene, filed) == set()


@pytest.mark.requirement("R116", "R144")
async def test_a_desk_officer_sees_what_they_registered_but_no_whistleblowing(scene: Scene) -> None:
    mine, secret, others = await scene.register(), await scene.register(WBS), await scene.file()

    assert await sees(scene, "tono", mine)
    assert not await sees(scene, "tono", secret)
    assert not await sees(scene, "tono", others)


@pytest.mark.requirement("R86")
@pytest.mark.parametrize(
    "term", [{"valid_from": date(2026, 3, 3)}, {"valid_to": date(2026, 3, 1)}], ids=["future", "expired"]
)
async def test_an_appointment_out_of_term_gives_no_sight(scene: Scene, term: dict[str, date]) -> None:
    who = await officer_with(scene, Role.AGENCY_ADMIN, **term)

    async with scene.transaction() as session:
        with pytest.raises(ForbiddenError):
            await Accounts(scene.backoffice, session).actor(scene.house.officers[who])


@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    "named",
    [
        {"parties": NAMES_HENDRA},
        {"parties": (Party(nip="00000000 0000000005"),)},
        {"parties": (Party(position="KASUBBAG HUKUM"),)},
    ],
    ids=["name", "NIP", "position"],
)
async def test_nobody_sees_a_report_that_names_them(scene: Scene, named: dict[str, Any]) -> None:
    body = BODY.model_copy(update=named)
    filed, other = await scene.file(body=body), await scene.file()
    for one in (filed, other):
        await scene.drive(one, State.WITH_UNIT_HEAD)

    assert not await sees(scene, "hendra", filed)
    assert await sees(scene, "hendra", other)
    with pytest.raises(NotFoundError):
        await scene.act("hendra", filed, Action.DISPOSE_INTERNALLY)


@pytest.mark.requirement("R23")
async def test_a_position_of_another_office_recuses_nobody_here(scene: Scene) -> None:
    body = BODY.model_copy(update={"parties": (Party(position="Sekretaris"),)})
    here, there = await scene.file(body=body), await scene.file(body=body, office=SIBLING)

    assert not await sees(scene, "sari", here)
    assert not await sees(scene, "karta", there)
    assert await sees(scene, "sari", await scene.file())


@pytest.mark.requirement("R23", "R97")
@pytest.mark.parametrize("identity", [{"name": "Sari Rahmania"}, {"name": "Nama Lain", "nip": f"{1:018d}"}])
async def test_nobody_handles_a_report_they_lodged_themselves(scene: Scene, identity: dict[str, str]) -> None:
    openly = await scene.file(identity=Identity(**identity))
    filed = await scene.file(identity=Identity(**identity), identity_mode=IdentityMode.CONFIDENTIAL)

    assert [await sees(scene, who, openly) for who in ("sari", "sita")] == [False, True]
    assert [await sees(scene, who, filed) for who in ("sari", "sita", "yusuf")] == [False, False, True]


async def test_what_is_not_visible_is_not_found_by_any_door(scene: Scene) -> None:
    filed = await scene.file(evidence=(await scene.stowed(),))
    evidence_id = await scene.scalar("SELECT id FROM evidence WHERE report_id = :id", id=filed.report_id)
    actor = await scene.actor("karta")
    for door in (
        lambda desk: desk.report(filed.report_id),
        lambda desk: desk.actions(filed.report_id),
        lambda desk: desk.history(filed.report_id),
        lambda desk: desk.readers(filed.report_id),
        lambda desk: desk.file(filed.report_id, evidence_id),
        lambda desk: desk.identity(filed.report_id, "Perlu konfirmasi langsung"),
        lambda desk: desk.approve_identity(filed.report_id),
        lambda desk: desk.identity_request(filed.report_id),
        lambda desk: desk.report(new_id()),
    ):
        async with scene.desk("karta") as desk:
            with pytest.raises(NotFoundError):
                await door(desk)  # type: ignore[no-untyped-call]  # one of the lambdas above
    async with scene.desk("karta") as desk:
        assert (await desk.queue(QueueFilter())).rows == ()
        assert (await desk.statistics()).total == 0
        assert set((await desk.counts()).values()) == {0}
    async with scene.transaction() as session:
        for act in ("sheet_printed", "document_printed"):
            given = () if act == "sheet_printed" else ("receipt",)
            with pytest.raises(NotFoundError):
                await getattr(Handling(scene.backoffice, session, actor), act)(filed.report_id, *given)


offices = st.sampled_from(["RI", "52", "52.03", "52.01", "32"])
appointments = st.lists(
    st.tuples(st.sampled_from(sorted(OFFICER_ROLES)), offices, st.integers(0, 8)), min_size=1, max_size=3
)


@dataclass(frozen=True, slots=True)
class Variety:
    """Reports of many kinds, and everything an appointment could be made of."""

    subjects: dict[UUID, Subject]
    offices: dict[str, Office]
    units: list[Unit]
    officers: list[UUID]


@pytest.fixture
def variety() -> dict[str, Variety]:
    """Filled by the first example of a test, read by all."""
    return {}


@pytest.mark.requirement("R23", "R144")
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(st.tuples(appointments, st.integers(0, 30)), min_size=4, max_size=8))
async def test_python_and_sql_never_disagree(
    scene: Scene, variety: dict[str, Variety], drawn: list[tuple[list[tuple[Role, str, int]], int]]
) -> None:
    if not variety:
        variety["all"] = await _variety(scene)
    house = variety["all"]
    async with scene.transaction() as session:
        for given, who in drawn:
            actor = OfficerActor(
                officer_id=OfficerId(house.officers[who % len(house.officers)]),
                username="siapa",
                full_name="Siapa Saja",
                appointments=tuple(_acting(house, *one) for one in given),
            )
            by_sql = set((await session.exec(select(Report.id).where(visible_to(actor)))).all())
            by_policy = {
                report_id
                for report_id, subject in house.subjects.items()
                if isinstance(may_see(actor, subject), Allowed)
            }
            assert by_policy == by_sql


async def _variety(scene: Scene) -> Variety:
    names = BODY.model_copy(update={"parties": NAMES_HENDRA})
    for office in (KABUPATEN, "52", SIBLING):
        await scene.file(office=office)
    await scene.register()
    await scene.register(WBS)
    await scene.drive(await scene.file(), State.DISPOSED)
    await scene.drive(await scene.file(body=names), State.WITH_UNIT_HEAD, supervisory=False)
    await scene.drive(await scene.file(), State.IN_FOLLOWUP)
    await scene.file(WBS)
    await scene.drive(await scene.file(WBS), State.WITH_LEADER)
    await scene.act("agus", await scene.file(WBS), Action.PROPOSE_NOT_PROCESSABLE)
    await scene.act("reporter", await scene.file(WBS), Action.REQUEST_PROTECTION)
    async with scene.transaction() as session:
        reports = (await session.exec(select(Report))).all()
        return Variety(
            subjects={report.id: await subject_of(session, report) for report in reports},
            offices={office.code: office for office in (await session.exec(select(Office))).all()},
            units=list((await session.exec(select(Unit).order_by(col(Unit.id)))).all()),
            officers=list((await session.exec(select(Officer.id).order_by(col(Officer.username)))).all()),
        )


def _acting(house: Variety, role: Role, code: str, pick: int) -> Acting:
    office = house.offices[code]
    here = [unit for unit in house.units if unit.office_id == office.id]
    unit = here[pick % len(here)] if here and pick < 7 else None
    return Acting(
        appointment_id=AppointmentId(1),
        role=role,
        office_id=OfficeId(office.id or 0),
        office_name=office.short_name,
        office_path=office.path,
        unit_id=UnitId(unit.id or 0) if unit else None,
        unit_name=unit.short_name if unit else None,
        unit_path=unit.path if unit else None,
        decree_number="CONTOH",
        valid_from=date(2020, 1, 1),
        valid_to=None,
    )

"""Who is told of what: those whose step it is, nobody else, once, and with the action that caused it."""

from typing import Any

import pytest
from sqlalchemy import event

from core.chain.actions import Action
from core.chain.states import Role, State
from core.clock import held_at
from core.desk import OfficerDesk
from core.errors import ConflictError
from core.notifications.recipients import recipients
from core.people.models import Officer
from core.reports.models import Report
from core.reports.schemas import Identity, Party
from tests.notices.told import bell, each, forget, notices, told
from tests.support.house import KABUPATEN, appoint, hire
from tests.support.scene import BODY, PUBLIC, WBS, HeldDatabase, Scene


@pytest.mark.requirement("R100")
async def test_a_new_report_is_told_to_the_admins_of_its_office_and_to_nobody_above(scene: Scene) -> None:
    assert await told(scene, await scene.file()) == each("assigned", "sari", "sita")


async def test_a_new_whistleblowing_report_is_told_to_the_inspectorate_only(scene: Scene) -> None:
    assert await told(scene, await scene.file(WBS)) == each("assigned", "agus", "wulan")


@pytest.mark.parametrize(
    ("state", "told_of"),
    [
        (State.DISPOSED, each("assigned", "bayu", "dewi") | each("consulted", "galih", "bayu")),
        (State.WITH_UNIT_HEAD, each("assigned", "hendra")),
        (State.IN_FOLLOWUP, each("assigned", "rini")),
        (State.FOLLOWUP_SUBMITTED, each("assigned", "bayu", "dewi")),
    ],
)
async def test_each_step_is_told_to_those_who_take_the_next_one_and_not_to_the_doer(
    scene: Scene, state: State, told_of: set[tuple[str, str]]
) -> None:
    filed = await scene.drive(await scene.file(), _before(state))
    await forget(scene)
    await scene.act(*_step_into(state, filed))
    assert await told(scene, filed) == told_of


def _before(state: State) -> State:
    order = [State.RECEIVED, State.DISPOSED, State.IN_PROCESS, State.WITH_UNIT_HEAD, State.IN_FOLLOWUP,
             State.FOLLOWUP_SUBMITTED]  # fmt: skip
    return order[order.index(state) - 1]


def _step_into(state: State, filed: Any) -> tuple[str, Any, Action]:
    who, action = {
        State.DISPOSED: ("sari", Action.DISPOSE),
        State.WITH_UNIT_HEAD: ("dewi", Action.FORWARD_TO_HEAD),
        State.IN_FOLLOWUP: ("hendra", Action.DISPOSE_INTERNALLY),
        State.FOLLOWUP_SUBMITTED: ("hendra", Action.SUBMIT_FOLLOWUP),
    }[state]
    return who, filed, action


@pytest.mark.parametrize(
    ("state", "hears"),
    [
        (State.RECEIVED, ("sari", "sita")),
        (State.ANSWERED, ("bayu", "dewi")),
        (State.CLOSED, ("bayu", "dewi")),
    ],
)
async def test_what_the_reporter_says_is_told_to_those_who_answer(
    scene: Scene, state: State, hears: tuple[str, ...]
) -> None:
    filed = await scene.drive(await scene.file(), state)
    await forget(scene)
    await scene.act("reporter", filed, Action.ADD_INFORMATION)
    assert await told(scene, filed) == each("reporter_said", *hears)


async def test_a_completed_report_is_told_once_though_it_also_changes_desks(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    await forget(scene)
    await scene.act("reporter", filed, Action.COMPLETE)
    assert await told(scene, filed) == each("reporter_said", "sari", "sita")


@pytest.mark.requirement("R70")
async def test_a_consulted_unit_is_told_and_the_asking_unit_hears_the_advice(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.DISPOSE, {"supporting_units": []})
    await scene.act("dewi", filed, Action.ACCEPT)
    await forget(scene)
    await scene.act("dewi", filed, Action.CONSULT)
    assert await told(scene, filed) == each("consulted", "galih", "bayu")
    await forget(scene)
    await scene.act("galih", filed, Action.ADVISE)
    assert await told(scene, filed) == each("advised", "bayu", "dewi")


async def test_a_proposal_is_told_to_those_who_may_decide_it_but_not_to_who_made_it(scene: Scene) -> None:
    filed = await scene.file()
    await forget(scene)
    await scene.act("sari", filed, Action.PROPOSE_NOT_PROCESSABLE)
    heard = {who for who, kind in await told(scene, filed) if kind == "proposal"}
    assert "sita" in heard
    assert heard.isdisjoint({"sari", "dewi", "hendra", "tono", "ratna", "karta"})
    await forget(scene)
    await scene.act("sita", filed, Action.DECLINE_NOT_PROCESSABLE)
    assert await told(scene, filed) == each("assigned", "sari")


@pytest.mark.requirement("R85")
async def test_a_wish_to_know_who_reported_is_told_to_the_second_person_and_the_answer_to_the_first(
    scene: Scene,
) -> None:
    filed = await scene.file(WBS)
    await forget(scene)
    async with scene.desk("agus") as desk:
        with pytest.raises(ConflictError) as stopped:
            await _keep(desk, filed.report_id)
    assert stopped.value.code == "second_person"
    assert each("identity_request", "wulan") <= await told(scene, filed)
    assert ("agus", "identity_request") not in await told(scene, filed)


async def _keep(desk: OfficerDesk, report_id: Any) -> None:
    """Ask as the API does: what is refused for want of a second person is written down all the same."""
    await desk.identity(report_id, "Perlu memanggil pelapor sebagai saksi.")


async def test_a_recused_officer_is_never_told(scene: Scene) -> None:
    named = BODY.model_copy(update={"parties": (Party(name="Sari Rahmania", position="Sekretaris"),)})
    filed = await scene.file(body=named)
    assert await told(scene, filed) == each("assigned", "sita")
    mine = await scene.file(identity=Identity(name="Sita Mahardika", address="a", occupation="b", phone="c"))
    assert ("sita", "assigned") not in await told(scene, mine)


async def test_where_nobody_below_is_left_the_office_above_is_told(scene: Scene) -> None:
    async with scene.transaction() as session:
        for who in ("sari", "sita"):
            one = await session.get_one(Officer, scene.house.officers[who])
            one.is_active = False
            session.add(one)
    assert await told(scene, await scene.file()) == each("assigned", "yusuf")


async def test_an_appointment_that_is_not_in_force_brings_no_notice(scene: Scene) -> None:
    async with scene.transaction() as session:
        former = await hire(session, "lama", "Lama Sekali")
        since, until = scene.at.date().replace(year=2021), scene.at.date().replace(year=2022)
        office_id = scene.house.offices[KABUPATEN]
        await appoint(
            session, former, Role.AGENCY_ADMIN, office_id=office_id, valid_from=since, valid_to=until
        )
        filed_before = former.id
    filed = await scene.file()
    rows = await scene.rows("SELECT officer_id FROM officer_notices WHERE report_id = :r", r=filed.report_id)
    assert filed_before not in {officer for (officer,) in rows}


async def test_the_number_of_statements_does_not_grow_with_the_house(scene: Scene) -> None:
    filed = await scene.file()

    async def counted() -> int:
        database = scene.bot.database
        assert isinstance(database, HeldDatabase)
        database.kept.forget()
        seen: list[str] = []
        engine = database.connection.sync_connection

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if "SAVEPOINT" not in statement:
                seen.append(statement)

        async with scene.transaction() as session:
            report = await session.get_one(Report, filed.report_id)
            event.listen(engine, "before_cursor_execute", note)
            await recipients(session, report, {Role.AGENCY_ADMIN, Role.LEADER})
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    before = await counted()
    async with scene.transaction() as session:
        for number in range(20):
            new = await hire(session, f"banyak{number}", f"Banyak {number}")
            await appoint(session, new, Role.AGENCY_ADMIN, office_id=scene.house.offices[KABUPATEN])
    assert await counted() == before <= 4


async def test_a_notice_lives_and_dies_with_the_action_that_caused_it(scene: Scene) -> None:
    filed = await scene.file()
    await forget(scene)
    async with scene.rolled_back():
        await scene.act("sari", filed, Action.DISPOSE)
        assert await told(scene, filed)
    assert await told(scene, filed) == set()


async def test_ten_messages_are_one_notice_until_it_is_read(scene: Scene) -> None:
    filed = await scene.file()
    await forget(scene)
    for _ in range(3):
        scene.pass_time(minutes=5)
        await scene.act("reporter", filed, Action.ADD_INFORMATION)
    [one] = await notices(scene, "sari")
    assert (one.kind.value, one.unread, one.at) == ("reporter_said", True, scene.at)
    async with bell(scene, "sari") as mine:
        assert await mine.read_all() == 1
    scene.pass_time(minutes=5)
    await scene.act("reporter", filed, Action.ADD_INFORMATION)
    assert [notice.unread for notice in await notices(scene, "sari")] == [True, False]


async def test_opening_the_report_reads_its_notices_and_no_others(scene: Scene) -> None:
    first, second = await scene.file(), await scene.file()
    async with scene.desk("sari") as desk:
        await desk.report(first.report_id)
    assert {one.report_id: one.unread for one in await notices(scene, "sari")} == {
        first.report_id: False,
        second.report_id: True,
    }
    async with bell(scene, "sita") as hers:
        assert await hers.unread() == 2


async def test_a_notice_shows_only_while_its_officer_may_see_the_report(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.DISPOSE)
    async with bell(scene, "dewi") as hers:
        assert await hers.unread() == 1
    with held_at(scene.at):
        await scene.act("bayu", filed, Action.RETURN_FOR_REDISPOSITION)
    async with bell(scene, "dewi") as hers:
        assert await hers.unread() == 0
        assert (await hers.page()).notices == ()


async def test_pages_of_notices_are_newest_first_and_leave_none_out(scene: Scene) -> None:
    for _ in range(5):
        scene.pass_time(minutes=1)
        await scene.file()
    seen, after = [], None
    while True:
        async with bell(scene, "sari") as mine:
            page = await mine.page(limit=2, after=after)
        seen += [one.at for one in page.notices]
        if not (after := page.next_after):
            break
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)


async def test_of_a_whistleblowing_report_only_the_number_is_named(scene: Scene) -> None:
    filed = await scene.file(WBS)
    [one] = await notices(scene, "agus")
    assert (one.office, one.state, one.track) == ("", None, WBS)
    assert one.agenda_number == (await scene.row(filed)).agenda_number
    public = await scene.file(PUBLIC)
    [other] = await notices(scene, "sari")
    assert (other.report_id, bool(other.office)) == (public.report_id, True)

"""Notes that name colleagues: only those who may see the report, ticked or typed."""

import pytest
from sqlalchemy import event

from core.access.audience import readers_of
from core.access.policy import Allowed, may_see
from core.access.repository import seen_subject, subject_of
from core.chain.actions import Action
from core.chain.states import Role, State, Track
from core.desk import OfficerDesk
from core.errors import InvalidError
from core.reports.models import Report
from core.reports.schemas import Party
from tests.support.house import KABUPATEN, PEOPLE, appoint, hire
from tests.support.scene import BODY, Filed, Scene


async def named(scene: Scene, filed: Filed) -> set[str]:
    async with scene.transaction() as session:
        report = await session.get_one(Report, filed.report_id)
        return {one.username for one in await readers_of(session, await seen_subject(session, report))}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("track", "state"),
    [
        (Track.PUBLIC_SERVICE, State.RECEIVED),
        (Track.PUBLIC_SERVICE, State.IN_FOLLOWUP),
        (Track.WHISTLEBLOWING, State.RECEIVED),
        (Track.WHISTLEBLOWING, State.WITH_LEADER),
    ],
)
async def test_those_with_access_are_exactly_those_the_policy_lets_in(
    scene: Scene, track: Track, state: State
) -> None:
    filed = await scene.drive(await scene.file(track), state)
    expected = set()
    async with scene.transaction() as session:
        subject = await subject_of(session, await session.get_one(Report, filed.report_id))
    for person in PEOPLE:
        if isinstance(may_see(await scene.actor(person.key), subject), Allowed):
            expected.add(person.key)

    assert await named(scene, filed) == expected
    assert expected


async def test_an_officer_the_report_names_is_not_among_them(scene: Scene) -> None:
    body = BODY.model_copy(update={"parties": (Party(name="Sita Mahardika"),)})
    filed = await scene.file(body=body)

    found = await named(scene, filed)

    assert "sita" not in found
    assert "sari" in found


@pytest.mark.slow
async def test_asking_who_has_access_takes_two_statements_whoever_they_are(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_FOLLOWUP)
    counted: list[str] = []
    async with scene.transaction() as session:
        report = await session.get_one(Report, filed.report_id)
        connection = await session.connection()
        listener = lambda _c, _k, statement, *_: counted.append(statement)  # noqa: E731
        event.listen(connection.sync_connection, "before_cursor_execute", listener)
        await readers_of(session, await seen_subject(session, report))
        event.remove(connection.sync_connection, "before_cursor_execute", listener)
    assert len(counted) == 2


@pytest.mark.requirement("R71")
async def test_a_note_names_those_ticked_and_those_typed_once_each(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    hendra = str(scene.house.officers["hendra"])

    await scene.act(
        "dewi", filed, Action.NOTE,
        {"text": "Mohon dicek @Hendra dan @sari. Surat ke a@b.id sudah.", "mentions": [hendra]},
    )  # fmt: skip

    rows = await scene.rows(
        "SELECT username FROM mentions JOIN officers ON officers.id = officer_id WHERE report_id = :id",
        id=filed.report_id,
    )
    assert sorted(row[0] for row in rows) == ["hendra", "sari"]
    async with scene.desk("sari") as desk:
        view = await desk.report(filed.report_id)
    last = view.history[-1]
    assert last.values["Sebut petugas"] == "Hendra Wibisana dan Sari Rahmania"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Tolong @karta", "mention.unknown"), ("Tolong @siapapun", "mention.unknown")],
)
async def test_naming_somebody_without_access_is_refused_and_nothing_is_written(
    scene: Scene, text: str, code: str
) -> None:
    filed = await scene.file()

    with pytest.raises(InvalidError) as refused:
        await scene.act("sari", filed, Action.NOTE, {"text": text})

    assert refused.value.code == code
    assert "text" in refused.value.fields
    assert await scene.scalar("SELECT count(*) FROM messages WHERE report_id = :id", id=filed.report_id) == 0


async def test_ticking_somebody_without_access_is_refused(scene: Scene) -> None:
    filed = await scene.file()

    mentions = [str(scene.house.officers["karta"])]
    with pytest.raises(InvalidError) as refused:
        await scene.act("sari", filed, Action.NOTE, {"text": "Mohon bantuan", "mentions": mentions})

    assert refused.value.code == "mention.no_access"


async def test_a_first_name_two_readers_share_asks_which_of_them(scene: Scene) -> None:
    filed = await scene.file()
    office = scene.house.offices[KABUPATEN]
    async with scene.transaction() as session:
        for username, full_name in (("pandu1", "Pandu Utama"), ("pandu2", "Pandu Wijaya")):
            officer = await hire(session, username, full_name)
            await appoint(session, officer, Role.AGENCY_ADMIN, office_id=office)

    with pytest.raises(InvalidError) as refused:
        await scene.act("sari", filed, Action.NOTE, {"text": "Tolong @pandu"})

    assert refused.value.code == "mention.ambiguous"
    assert "@pandu1 (Pandu Utama) dan @pandu2 (Pandu Wijaya)" in refused.value.message
    for text in ("Tolong @Pandu2.", "Tolong @pandu.utama"):
        await scene.act("sari", filed, Action.NOTE, {"text": text})


async def test_a_note_offers_whoever_may_see_the_report_by_name(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    await scene.act("sari", filed, Action.MESSAGE)
    async with scene.transaction() as session:
        desk = OfficerDesk(scene.backoffice, session, await scene.actor("hendra"))
        (offered,) = [
            field
            for action in (await desk.actions(filed.report_id))[0]
            if action.action == Action.NOTE
            for field in action.fields
            if field.name == "mentions"
        ]
    assert ("Sari Rahmania (@sari)") in {label for _, label in offered.choices}

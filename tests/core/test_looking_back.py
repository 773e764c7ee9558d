"""Whoever becomes an officer after a report came is kept from it by the rule of intake."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint
from core.chain.actions import Action
from core.chain.states import IdentityMode, Role, State, Track
from core.db.database import Database
from core.errors import NotFoundError
from core.handling.moving_up import move_where_named
from core.intake.filing import from_chat
from core.people.roll import hold_roll
from core.privacy.tracking import new_tracking_id
from core.reporter.reporter import ReporterDesk
from core.reports.schemas import Party, Place
from tests.support.house import KABUPATEN, LAW, NATIONAL, PROVINCE, SIBLING, hire
from tests.support.postgres import DatabaseUrls
from tests.support.scene import BODY, PUBLIC, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R23", "R97")
NAME = "Siti Nur'aini Ma'ruf"
SAID = "Bu Siti Nur’aini Ma’ruf yang meminta uangnya"
HELD_UP = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)
WAITING = (
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    " WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()"
)
FIELDS = ("title", "substance", "happened_at", "chronology", "letter_number", "letter_subject")
PARTY = ("name", "position", "unit", "address")


async def appointed(
    scene: Scene,
    name: str = NAME,
    *,
    role: Role = Role.AGENCY_ADMIN,
    office: str = KABUPATEN,
    unit: str | None = None,
    position: str = "",
    nip: str | None = None,
) -> str:
    """Open an account and appoint its owner, as the administration does; gives their key in the scene."""
    async with scene.transaction() as session:
        officer = await hire(session, "baru", name, position)
        officer.nip = nip
    scene.house.officers["baru"] = officer.id
    await appoint(scene, officer.id, role=role, office=office, unit=unit)
    return "baru"


async def appoint(
    scene: Scene, officer: UUID, *, role: Role, office: str = KABUPATEN, unit: str | None = None
) -> None:
    async with scene.transaction() as session:
        await Accounts(scene.backoffice, session).appoint(
            Appoint(
                officer_id=officer,
                role=role,
                office_id=scene.house.offices[office],
                unit_id=int(scene.house.unit(unit, office)) if unit else None,
                decree_number="CONTOH 1/2026",
                decree_date=scene.at.date(),
                valid_from=scene.at.date(),
            )
        )


async def sees(scene: Scene, who: str, filed: Filed) -> bool:
    async with scene.desk(who) as desk:
        try:
            await desk.report(filed.report_id, reason="memeriksa laporan")
        except NotFoundError:
            return False
    return True


async def standing(scene: Scene, who: str, filed: Filed) -> list[bool]:
    """Whether the officer is barred for certain ([False]), perhaps ([True]), or not at all ([])."""
    rows = await scene.rows(
        "SELECT doubtful FROM recusals WHERE report_id = :id AND officer_id = :who",
        id=filed.report_id,
        who=scene.house.officers[who],
    )
    return [doubtful for (doubtful,) in rows]


def saying(words: str) -> Any:
    return BODY.model_copy(update={"substance": words})


@pytest.mark.slow
@pytest.mark.parametrize("name", FIELDS)
async def test_no_word_that_was_there_before_is_passed_over(scene: Scene, name: str) -> None:
    filed = await scene.file(body=BODY.model_copy(update={name: SAID}))
    other = await scene.file()
    who = await appointed(scene)
    assert not await sees(scene, who, filed)
    assert await standing(scene, who, filed) == [False]
    assert await sees(scene, who, other)


@pytest.mark.parametrize("name", PARTY)
async def test_no_field_of_a_party_that_was_there_before_is_passed_over(scene: Scene, name: str) -> None:
    filed = await scene.file(body=BODY.model_copy(update={"parties": (Party(**{name: SAID}),)}))
    assert not await sees(scene, await appointed(scene), filed)


async def test_the_place_and_what_files_say_of_themselves_are_read_too(scene: Scene) -> None:
    place = await scene.file(body=BODY.model_copy(update={"place": Place(text=f"rumah {NAME}")}))
    caption = (await scene.stowed()).model_copy(update={"caption": SAID})
    captioned = await scene.file(evidence=(caption,))
    called = (await scene.stowed()).model_copy(update={"name": "siti_nuraini-maruf.png"})
    by_name = await scene.file(evidence=(called,))
    who = await appointed(scene)
    assert [await sees(scene, who, one) for one in (place, captioned, by_name)] == [False] * 3


async def test_what_the_reporter_wrote_later_is_read_too(scene: Scene) -> None:
    told = await scene.file()
    await scene.act("reporter", told, Action.ADD_INFORMATION, {"text": SAID})
    completed = await scene.file()
    await scene.act("sari", completed, Action.REQUEST_COMPLETION, {"elements": ["who"], "message": "Siapa?"})
    await scene.act("reporter", completed, Action.COMPLETE, {"who": NAME})
    shown = await scene.file()
    file = (await scene.stowed()).model_copy(update={"caption": SAID})
    values = {"text": "Foto menyusul.", "files": [file.object_key]}
    await scene.act("reporter", shown, Action.ADD_INFORMATION, values, files=(file,))
    who = await appointed(scene)
    assert [await sees(scene, who, one) for one in (told, completed, shown)] == [False] * 3


async def test_what_officers_write_among_themselves_bars_nobody_later_either(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.NOTE, {"text": f"{NAME} mulai bertugas minggu depan."})
    assert await sees(scene, await appointed(scene), filed)


@pytest.mark.parametrize(
    ("words", "account"),
    [
        ("Moh. Rifai Hakim minta uang", {"name": "Muhammad Rifa'i Hakim"}),
        ("Haji Rifai Hakim minta uang", {"name": "H. Rifa'i Hakim, S.E."}),
        (
            "Kasubbag Tata Usaha minta uang",
            {"name": "Rifa'i Hakim", "position": "Kepala Subbagian Tata Usaha"},
        ),
        ("NIP 19800101 200501 1 003 itu minta uang", {"name": "Rifa'i Hakim", "nip": "198001012005011003"}),
        ("Auditor Muda KPU Lombok Timur minta uang", {"name": "Rifa'i Hakim", "position": "Auditor Muda"}),
    ],
)
async def test_they_are_known_however_people_write_them(
    scene: Scene, words: str, account: dict[str, Any]
) -> None:
    filed = await scene.file(body=saying(words))
    who = await appointed(scene, **account)
    assert await standing(scene, who, filed) == [False]


async def test_who_may_be_meant_is_held_back_and_somebody_else_is_asked(scene: Scene) -> None:
    filed = await scene.file(body=saying("bu Nuraini minta setoran"))
    who = await appointed(scene)
    assert not await sees(scene, who, filed)
    async with scene.desk("sita") as desk:
        assert [one.full_name for one in (await desk.report(filed.report_id)).doubts] == [NAME]
    async with scene.desk("sita") as desk:
        await desk.settle_doubt(filed.report_id, scene.house.officers[who], meant=False)
    assert await sees(scene, who, filed)


async def test_what_was_said_of_a_doubt_stands_when_they_are_appointed_once_more(scene: Scene) -> None:
    filed = await scene.file(body=saying("bu Nuraini minta setoran"))
    who = await appointed(scene)
    officer = scene.house.officers[who]
    async with scene.desk("sita") as desk:
        await desk.settle_doubt(filed.report_id, officer, meant=False)
    await appoint(scene, officer, role=Role.LIAISON)
    assert await sees(scene, who, filed)


@pytest.mark.parametrize("mode", [IdentityMode.CONFIDENTIAL, IdentityMode.ANONYMOUS])
@pytest.mark.parametrize(("track", "role"), [(PUBLIC, Role.AGENCY_ADMIN), (WBS, Role.INSPECTOR)])
async def test_protected_reports_are_compared_as_well(
    scene: Scene, track: Track, role: Role, mode: IdentityMode
) -> None:
    filed = await scene.file(track, identity_mode=mode, body=saying(SAID))
    assert not await sees(scene, await appointed(scene, role=role), filed)


@pytest.mark.parametrize(("office", "role"), [(PROVINCE, Role.INSPECTOR), (NATIONAL, Role.INSPECTOR)])
async def test_an_officer_above_is_kept_from_what_lies_below(scene: Scene, office: str, role: Role) -> None:
    filed = await scene.file(WBS, identity_mode=IdentityMode.ANONYMOUS, body=saying(SAID))
    assert not await sees(scene, await appointed(scene, office=office, role=role), filed)


async def test_who_is_appointed_elsewhere_first_is_compared_where_they_come_next(scene: Scene) -> None:
    filed = await scene.file(body=saying("pak Rifai minta setoran"))
    who = await appointed(scene, "Rifa'i Hakim", office=SIBLING)
    assert await standing(scene, who, filed) == []
    await appoint(scene, scene.house.officers[who], role=Role.AGENCY_ADMIN)
    assert await standing(scene, who, filed) == [True]


async def test_who_joins_a_unit_that_is_not_to_know_does_not_know(scene: Scene) -> None:
    filed = await scene.file(body=saying("Tolong jangan diketahui oleh Subbag Hukum."))
    who = await appointed(scene, "Rifa'i Hakim", role=Role.UNIT_ADMIN, unit=LAW)
    assert await standing(scene, who, filed) == [False]


async def test_a_report_that_has_ended_stays_shut_to_whom_it_names(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(body=saying(SAID)), State.WITHDRAWN)
    assert not await sees(scene, await appointed(scene), filed)


async def test_a_new_head_whom_a_report_names_does_not_keep_it_in_their_office(scene: Scene) -> None:
    filed = await scene.file(body=saying(SAID))
    who = await appointed(scene, role=Role.LEADER)
    waiting = await scene.scalar(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'duty.named_heads'"
    )
    assert waiting == 1
    async with scene.transaction():
        assert await move_where_named(scene.worker) == 1
        assert await move_where_named(scene.worker) == 0
    office = "SELECT code FROM offices JOIN reports ON reports.office_id = offices.id WHERE reports.id = :id"
    assert await scene.scalar(office, id=filed.report_id) == PROVINCE
    assert not await sees(scene, who, filed)


@pytest.mark.slow
async def test_a_report_on_its_way_in_while_they_are_appointed_is_compared_too(busy_scene: Scene) -> None:
    scene = busy_scene
    wish = await scene.wish(body=saying(SAID))
    async with scene.transaction() as session:
        receipt = await ReporterDesk(scene.bot, session).submit(
            wish, tracking_id=new_tracking_id(), origin=from_chat(None, keep_tracking=False)
        )
        appointing = asyncio.create_task(appointed(scene))
        while not await scene.scalar(WAITING):  # noqa: ASYNC110 - the database gives no sign
            await asyncio.sleep(0.01)
        assert not appointing.done()
    who = await appointing
    assert await standing(scene, who, Filed(receipt.report_id, new_tracking_id(), PUBLIC, None)) == [False]


@pytest.mark.slow
async def test_a_process_that_knows_the_officers_of_a_minute_ago_looks_again(
    busy_scene: Scene, own_urls: DatabaseUrls
) -> None:
    scene = busy_scene
    keeping = Database.connect(own_urls.app, pool_size=2, reference_seconds=60)
    bot = replace(scene, bot=replace(scene.bot, database=keeping))
    await bot.file()
    who = await appointed(scene)
    filed = await bot.file(body=saying(SAID))
    later = await bot.file()
    await keeping.close()
    assert [await standing(scene, who, one) for one in (filed, later)] == [[False], []]


@pytest.mark.slow
async def test_words_added_by_such_a_process_are_compared_with_who_came_meanwhile(
    busy_scene: Scene, own_urls: DatabaseUrls
) -> None:
    scene = busy_scene
    keeping = Database.connect(own_urls.app, pool_size=2, reference_seconds=60)
    bot = replace(scene, bot=replace(scene.bot, database=keeping))
    filed = await bot.file()
    who = await appointed(scene)
    await bot.act("reporter", filed, Action.ADD_INFORMATION, {"text": SAID})
    await keeping.close()
    assert await standing(scene, who, filed) == [False]


@pytest.mark.slow
async def test_words_being_added_while_they_are_appointed_hold_up_neither_for_good(busy_scene: Scene) -> None:
    scene = busy_scene
    filed = await scene.file(body=saying(SAID))
    held = sa.text("SELECT id FROM reports WHERE id = :id FOR UPDATE")
    async with scene.transaction() as session:
        await (await session.connection()).execute(held, {"id": filed.report_id})
        appointing = asyncio.create_task(appointed(scene))
        while not await scene.scalar(HELD_UP):  # noqa: ASYNC110 - the database gives no sign
            await asyncio.sleep(0.01)
        await hold_roll(session)
    assert await standing(scene, await appointing, filed) == [False]

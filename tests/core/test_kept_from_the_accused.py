"""Who is named anywhere in a report does not have it, whichever way it comes and however they are written."""

from typing import Any

import pytest

from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint, CreateOfficer
from core.chain.actions import Action
from core.chain.states import IdentityMode, Role, State, Track
from core.errors import ConflictError, ForbiddenError, NotFoundError
from core.queues.schemas import QueueFilter, QueueName
from core.reports.schemas import Identity, Party, Place
from tests.support.house import KABUPATEN, PEOPLE, PROVINCE
from tests.support.scene import BODY, PUBLIC, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R23", "R97")
SARI = "uangnya diminta Sari Rahmania di ruang kerjanya"
AGUS = "Anggota unit pengaduan bernama Agus Permadi menerima amplop"
FIELDS = ("title", "substance", "happened_at", "chronology", "letter_number", "letter_subject")
PARTY = ("name", "position", "unit", "address")


async def sees(scene: Scene, who: str, filed: Filed) -> bool:
    async with scene.desk(who) as desk:
        try:
            await desk.report(filed.report_id, reason="memeriksa laporan")
        except NotFoundError:
            return False
    return True


async def office_of(scene: Scene, filed: Filed) -> str:
    code: str = await scene.scalar(
        "SELECT code FROM offices JOIN reports ON reports.office_id = offices.id WHERE reports.id = :id",
        id=filed.report_id,
    )
    return code


@pytest.mark.parametrize("name", FIELDS)
async def test_no_word_of_the_report_is_passed_over(scene: Scene, name: str) -> None:
    filed = await scene.file(body=BODY.model_copy(update={name: SARI}))
    assert not await sees(scene, "sari", filed)
    assert await sees(scene, "sita", filed)


@pytest.mark.parametrize("name", PARTY)
async def test_no_field_of_a_party_is_passed_over(scene: Scene, name: str) -> None:
    filed = await scene.file(body=BODY.model_copy(update={"parties": (Party(**{name: SARI}),)}))
    assert not await sees(scene, "sari", filed)


async def test_the_place_is_read_too(scene: Scene) -> None:
    filed = await scene.file(body=BODY.model_copy(update={"place": Place(text="rumah Sari Rahmania")}))
    assert not await sees(scene, "sari", filed)


@pytest.mark.parametrize(
    "changed", [{"caption": "Sari Rahmania menerima uang"}, {"name": "sari_rahmania-menerima.png"}]
)
async def test_files_are_read_by_their_names_and_captions(scene: Scene, changed: dict[str, str]) -> None:
    file = (await scene.stowed()).model_copy(update=changed)
    filed = await scene.file(evidence=(file,))
    assert not await sees(scene, "sari", filed)


async def test_a_file_that_comes_later_is_read_as_well(scene: Scene) -> None:
    filed = await scene.file()
    file = (await scene.stowed()).model_copy(update={"caption": "ini Sari Rahmania"})
    values = {"text": "Foto menyusul.", "files": [file.object_key]}
    await scene.act("reporter", filed, Action.ADD_INFORMATION, values, files=(file,))
    assert not await sees(scene, "sari", filed)


async def test_a_whistleblowers_story_keeps_the_inspector_it_names_away(scene: Scene) -> None:
    filed = await scene.file(
        WBS, identity_mode=IdentityMode.ANONYMOUS, body=BODY.model_copy(update={"substance": AGUS})
    )
    assert not await sees(scene, "agus", filed)
    assert await sees(scene, "wulan", filed)


async def test_a_letter_written_down_at_the_desk_is_read_as_well(scene: Scene) -> None:
    filed = await scene.register(body=BODY.model_copy(update={"substance": SARI}))
    assert not await sees(scene, "sari", filed)


async def test_the_head_named_in_the_story_sends_the_report_one_level_up(scene: Scene) -> None:
    told = {"substance": "Ketua KPU Lombok Timur minta uang kepada calon anggota PPK"}
    filed = await scene.file(body=BODY.model_copy(update=told))
    assert await office_of(scene, filed) == PROVINCE


async def test_the_chair_of_another_kabupaten_is_nobodys_chair_here(scene: Scene) -> None:
    told = {"substance": "Ketua KPU Lombok Tengah ikut kampanye"}
    filed = await scene.file(body=BODY.model_copy(update=told))
    assert await office_of(scene, filed) == KABUPATEN


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed", ["Siti Nur’aini Ma’ruf", "siti nuraini maruf", "Siti Nur`aini Ma`ruf", "Bu Nuraini"]
)
async def test_an_apostrophe_hides_nobody(scene: Scene, typed: str) -> None:
    siti = await hired(scene, "siti", "Siti Nur'aini Ma'ruf", Role.AGENCY_ADMIN)
    filed = await scene.file(body=BODY.model_copy(update={"substance": f"{typed} meminta uang"}))
    barred = await scene.rows("SELECT officer_id FROM recusals WHERE report_id = :id", id=filed.report_id)
    assert [one for (one,) in barred] == [siti]


async def hired(scene: Scene, username: str, name: str, role: Role) -> Any:
    async with scene.transaction() as session:
        accounts = Accounts(scene.backoffice, session)
        made = await accounts.create(
            CreateOfficer(username=username, full_name=name, password="kentongan dipukul tiga kali")
        )
        await accounts.appoint(
            Appoint(
                officer_id=made.officer_id,
                role=role,
                office_id=scene.house.offices[KABUPATEN],
                decree_number="CONTOH 1/2026",
                decree_date=scene.at.date(),
                valid_from=scene.at.date(),
            )
        )
    return made.officer_id


async def doubtful(
    scene: Scene, track: Track = PUBLIC, words: str = "pak Agus dan bu sari minta setoran"
) -> Filed:
    return await scene.file(track, body=BODY.model_copy(update={"substance": words}))


async def test_whoever_may_be_meant_is_kept_away_and_somebody_else_is_asked(scene: Scene) -> None:
    filed = await doubtful(scene)
    assert not await sees(scene, "sari", filed)
    async with scene.desk("sita") as desk:
        view = await desk.report(filed.report_id)
    assert [one.full_name for one in view.doubts] == ["Agus Permadi", "Sari Rahmania"]
    async with scene.desk("sita") as desk:
        await desk.settle_doubt(filed.report_id, scene.house.officers["sari"], meant=False)
    assert await sees(scene, "sari", filed)
    async with scene.desk("sita") as desk:
        view = await desk.report(filed.report_id)
    assert [one.full_name for one in view.doubts] == ["Agus Permadi"]
    verbs = await scene.rows(
        "SELECT verb FROM audit_entries WHERE stream = :stream", stream=f"report:{filed.report_id}"
    )
    assert ("recusal.lifted",) in [tuple(row) for row in verbs]


async def test_once_it_is_said_that_they_are_meant_nobody_is_asked_again(scene: Scene) -> None:
    filed = await doubtful(scene)
    sari = scene.house.officers["sari"]
    async with scene.desk("sita") as desk:
        await desk.settle_doubt(filed.report_id, sari, meant=True)
    assert not await sees(scene, "sari", filed)
    async with scene.desk("sita") as desk:
        with pytest.raises(ConflictError) as refused:
            await desk.settle_doubt(filed.report_id, sari, meant=False)
    assert refused.value.code == "doubt.settled"
    assert not await sees(scene, "sari", filed)


@pytest.mark.parametrize("meant", [False, True])
async def test_what_is_said_of_a_doubt_holds_in_lists_and_for_steps_as_on_the_page(
    scene: Scene, *, meant: bool
) -> None:
    filed = await doubtful(scene, words="bu sari minta setoran")
    async with scene.desk("sita") as desk:
        await desk.settle_doubt(filed.report_id, scene.house.officers["sari"], meant=meant)
    async with scene.desk("sari") as desk:
        rows = (await desk.queue(QueueFilter(queue=QueueName.ALL))).rows
    assert [row.id for row in rows] == ([] if meant else [filed.report_id])
    if meant:
        with pytest.raises(NotFoundError):
            await scene.act("sari", filed, Action.NOTE)
    else:
        await scene.act("sari", filed, Action.NOTE)


async def test_a_doubt_cleared_stays_cleared_until_the_words_are_certain(scene: Scene) -> None:
    filed = await doubtful(scene)
    async with scene.desk("sita") as desk:
        await desk.settle_doubt(filed.report_id, scene.house.officers["sari"], meant=False)
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "bu sari datang lagi"})
    assert await sees(scene, "sari", filed)
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "maksud saya Sari Rahmania"})
    assert not await sees(scene, "sari", filed)


async def test_whoever_is_certainly_named_cannot_be_let_in(scene: Scene) -> None:
    filed = await scene.file(body=BODY.model_copy(update={"substance": SARI}))
    async with scene.desk("sita") as desk:
        with pytest.raises(ConflictError):
            await desk.settle_doubt(filed.report_id, scene.house.officers["sari"], meant=False)
    assert not await sees(scene, "sari", filed)


@pytest.mark.slow
async def test_whoever_lodged_it_cannot_be_let_in_either(scene: Scene) -> None:
    identity = Identity(
        name="Sari Rahmania", address="Jalan Mawar 4", occupation="Sekretaris", phone="0812000"
    )
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL, identity=identity)
    async with scene.desk("yusuf") as desk:
        view = await desk.report(filed.report_id)
        with pytest.raises(ConflictError):
            await desk.settle_doubt(filed.report_id, scene.house.officers["sari"], meant=False)
    assert view.doubts == ()


async def test_only_who_decides_on_reports_is_asked(scene: Scene) -> None:
    filed = await scene.drive(await doubtful(scene, words="pak Agus minta setoran"), State.IN_PROCESS)
    async with scene.desk("dewi") as desk:
        assert (await desk.report(filed.report_id)).doubts == ()
        with pytest.raises(ForbiddenError) as refused:
            await desk.settle_doubt(filed.report_id, scene.house.officers["agus"], meant=False)
    assert refused.value.code == "doubt.role"


async def test_the_leader_who_may_be_meant_does_not_get_it_either(scene: Scene) -> None:
    filed = await doubtful(scene, words="pak ketua minta bagian")
    assert await office_of(scene, filed) == PROVINCE
    assert not await sees(scene, "lestari", filed)


@pytest.mark.requirement("R130")
async def test_a_number_that_is_missing_tells_nobody_of_a_report_about_them(scene: Scene) -> None:
    """H1: an office's own series has no gap for anybody who sees the office's open reports."""
    about_her = BODY.model_copy(update={"substance": SARI})
    perhaps = BODY.model_copy(update={"substance": "bu sari minta uang"})
    filed = [
        await scene.file(),
        await scene.file(body=about_her),
        await scene.file(WBS, identity_mode=IdentityMode.ANONYMOUS),
        await scene.file(body=perhaps),
        await scene.file(identity_mode=IdentityMode.CONFIDENTIAL),
        await scene.file(identity_mode=IdentityMode.ANONYMOUS),
        await scene.file(),
    ]
    numbers = [(await scene.row(one)).agenda_number for one in filed]
    assert numbers == [
        "001/52.03/III/2026",
        "P-0001/III/2026",
        "P-0002/III/2026",
        "P-0003/III/2026",
        "P-0004/III/2026",
        "P-0005/III/2026",
        "002/52.03/III/2026",
    ]


@pytest.mark.requirement("R130")
async def test_the_protected_series_is_one_for_the_whole_country(scene: Scene) -> None:
    filed = [await scene.file(WBS, office=office) for office in (KABUPATEN, "52.01", "35.01")]
    numbers = [(await scene.row(one)).agenda_number for one in filed]
    assert numbers == [f"P-{seq:04d}/III/2026" for seq in (1, 2, 3)]


async def test_nobody_sees_the_protected_series_whole(scene: Scene) -> None:
    """Whoever sees all whistleblowing reports sees no confidential ones of the public track, and back."""
    for track in (WBS, PUBLIC):
        await scene.file(track, identity_mode=IdentityMode.CONFIDENTIAL, office="RI")
    seen = "SELECT count(*) FROM reports WHERE agenda_series = 'protected'"
    assert await scene.scalar(seen) == 2
    for who in [person.key for person in PEOPLE]:
        async with scene.desk(who) as desk:
            rows = (await desk.queue(QueueFilter(queue=QueueName.ALL))).rows
        assert len([row for row in rows if row.agenda_number.startswith("P-")]) < 2, who


@pytest.mark.requirement("R96")
async def test_the_form_for_a_note_does_not_tell_a_colleague_who_lodged(scene: Scene) -> None:
    """C4: whoever files in confidence is offered like everybody else; a mention of them goes nowhere."""
    identity = Identity(name="Bima Anggara", address="Jalan Mawar 4", occupation="Auditor", phone="0812000")
    hers = await scene.file(WBS, identity_mode=IdentityMode.CONFIDENTIAL, identity=identity)
    others = await scene.file(WBS, identity_mode=IdentityMode.ANONYMOUS)
    assert await offered(scene, "agus", hers) == await offered(scene, "agus", others)
    note = {"text": "Mohon @bima memeriksa.", "mentions": [str(scene.house.officers["bima"])]}
    for filed, told in ((hers, 0), (others, 1)):
        await scene.act("agus", filed, Action.NOTE, note)
        count = "SELECT count(*) FROM mentions WHERE report_id = :id"
        assert await scene.scalar(count, id=filed.report_id) == told
        rung = "SELECT count(*) FROM officer_notices WHERE report_id = :id AND kind = 'mention'"
        assert await scene.scalar(rung, id=filed.report_id) == told


async def offered(scene: Scene, who: str, filed: Filed) -> Any:
    async with scene.desk(who) as desk:
        actions, _ = await desk.actions(filed.report_id)
    return [
        (action.action, field) for action in actions for field in action.fields if field.name == "mentions"
    ]


async def test_no_join_tells_who_lodged_from_who_is_named(scene: Scene) -> None:
    """C3: the query of the finding, over what is left of it: nothing beside a recusal says which it is."""
    identity = Identity(
        name="Sari Rahmania", address="Jalan Mawar 4", occupation="Sekretaris", phone="0812000"
    )
    lodged = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL, identity=identity)
    named = await scene.file(body=BODY.model_copy(update={"substance": SARI}))
    assert await scene.scalar("SELECT to_regclass('officer_index')") is None
    rows = [
        await scene.rows(
            "SELECT to_jsonb(recusals) - 'report_id' FROM recusals WHERE report_id = :id", id=filed.report_id
        )
        for filed in (lodged, named)
    ]
    assert [tuple(row) for row in rows[0]] == [tuple(row) for row in rows[1]]

"""A name that comes after the report did: the head of an office takes the report one level up."""

from typing import Any

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode, State
from core.notifications.payload import open_payload
from core.reporter.revising import Edit
from tests.support.house import KABUPATEN, PROVINCE
from tests.support.scene import PUBLIC, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R23", "R97")
HEAD = "Yang menyuruh adalah Ibu LESTARI Handayani, S.H., katanya."


async def office_of(scene: Scene, filed: Filed) -> str:
    code: str = await scene.scalar(
        "SELECT code FROM offices JOIN reports ON reports.office_id = offices.id WHERE reports.id = :id",
        id=filed.report_id,
    )
    return code


async def told(scene: Scene, filed: Filed) -> Any:
    async with scene.reporter() as desk:
        return await desk.thread(filed.tracking_id)


async def test_a_completion_that_names_the_head_moves_the_report_up_and_says_so(scene: Scene) -> None:
    filed = await scene.file()
    number = (await scene.row(filed)).agenda_number
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["who"], "message": "Siapa?"})
    scene.pass_time(days=1)

    await scene.act("reporter", filed, Action.COMPLETE, {"who": "Lestari Handayani"})

    row = await scene.row(filed)
    assert (await office_of(scene, filed), row.state, row.agenda_number) == (PROVINCE, State.RECEIVED, number)
    view = await told(scene, filed)
    (notice,) = [line.text for line in view.lines if line.text.startswith("Laporan naik satu tingkat")]
    assert "KPU Provinsi Nusa Tenggara Barat" in notice or "NTB" in notice
    assert "Nomor pelacakan dan nomor agenda tetap sama" in notice
    async with scene.desk("yusuf") as desk:
        history = await desk.history(filed.report_id)
    assert [(one.action, one.clause) for one in history][-1] == ("move_up", "002 BAB V B.5.d")
    pushed = await scene.rows("SELECT sealed FROM deliveries WHERE about = 'move_up'")
    assert "naik satu tingkat" in open_payload(scene.house.keys["worker"], bytes(pushed[0][0])).title


@pytest.mark.slow
@pytest.mark.parametrize(
    ("track", "state"),
    [
        (PUBLIC, State.RECEIVED),
        (PUBLIC, State.IN_PROCESS),
        (PUBLIC, State.IN_FOLLOWUP),
        (WBS, State.REVIEW),
        (WBS, State.WITH_LEADER),
    ],
)
async def test_added_information_that_names_the_head_takes_the_report_from_the_office_whatever_its_stage(
    scene: Scene, track: Any, state: State
) -> None:
    filed = await scene.drive(await scene.file(track), state)

    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": HEAD})

    row = await scene.row(filed)
    assert (await office_of(scene, filed), row.state, row.lead_unit_id) == (PROVINCE, State.RECEIVED, None)
    assert (
        await scene.scalar(
            "SELECT count(*) FROM report_units WHERE report_id = :id AND until IS NULL", id=filed.report_id
        )
        == 0
    )
    running = await scene.rows(
        "SELECT kind FROM deadlines WHERE report_id = :id AND stopped_at IS NULL", id=filed.report_id
    )
    assert [kind for (kind,) in running] == ["verification"]


@pytest.mark.slow
@pytest.mark.parametrize("state", [State.AWAITING_COMPLETION, State.ANSWERED, State.CLOSED, State.WITHDRAWN])
async def test_what_waits_for_the_reporter_or_rests_moves_up_as_it_is(scene: Scene, state: State) -> None:
    filed = await scene.drive(await scene.file(), state)

    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": HEAD})

    row = await scene.row(filed)
    assert (await office_of(scene, filed), row.state) == (PROVINCE, state)


@pytest.mark.parametrize(
    "words",
    ["Ketua KPU yang menyuruh", "NIP-nya 0000 0000 0000 0000 10", "lestari handayani"],
    ids=["position", "nip", "name"],
)
async def test_the_head_is_known_by_name_nip_and_position(scene: Scene, words: str) -> None:
    filed = await scene.file()
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": words})
    assert await office_of(scene, filed) != KABUPATEN


@pytest.mark.parametrize("words", ["Lestari sudah saya hubungi", "hutan lestari", "ketua RT yang melihat"])
async def test_a_single_word_names_nobody(scene: Scene, words: str) -> None:
    filed = await scene.file()
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": words})
    assert await office_of(scene, filed) == KABUPATEN
    assert await scene.scalar("SELECT count(*) FROM recusals WHERE report_id = :id", id=filed.report_id) == 0


async def test_naming_one_of_two_admins_bars_them_and_moves_nothing(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "Pelakunya Sari Rahmania."})
    assert await office_of(scene, filed) == KABUPATEN
    barred = await scene.rows("SELECT officer_id FROM recusals WHERE report_id = :id", id=filed.report_id)
    assert [one for (one,) in barred] == [scene.house.officers["sari"]]


async def test_a_corrected_message_that_names_the_head_moves_it_too(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act(
        "reporter", filed, Action.ADD_INFORMATION, {"text": "Ada yang menyuruh"}, source_key=b"the message"
    )
    async with scene.reporter() as desk:
        assert await desk.revise(filed.tracking_id, Edit(source_key=b"the message", text=HEAD))
    assert await office_of(scene, filed) == PROVINCE


async def test_the_head_at_the_top_has_nowhere_above_and_the_report_stays(scene: Scene) -> None:
    filed = await scene.file(office="RI")
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "Pelakunya Nadia Paramitha."})
    assert await office_of(scene, filed) == "RI"


async def test_the_push_of_a_confidential_report_does_not_tell_why(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": HEAD})
    ((sealed,),) = await scene.rows("SELECT sealed FROM deliveries WHERE about = 'move_up'")
    assert "tingkat" not in open_payload(scene.house.keys["worker"], bytes(sealed)).model_dump_json()

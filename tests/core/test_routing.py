"""Where a report goes: the nearest office that may handle it, upwards from the one it names."""

from typing import Any

import pytest

from core.chain.states import IdentityMode, Track
from core.errors import NotFoundError
from core.reports.schemas import Identity, Party
from tests.support.scene import BODY, PUBLIC, WBS, Scene

pytestmark = pytest.mark.requirement("R15", "R34", "R35")


async def handled_by(scene: Scene, track: Track = PUBLIC, *, names: str = "", **changed: Any) -> str:
    """File a report; say which office handles it."""
    if names:
        changed["body"] = BODY.model_copy(update={"parties": (Party(name=names),)})
    filed = await scene.file(track, **changed)
    code: str = await scene.scalar(
        "SELECT code FROM offices JOIN reports ON reports.office_id = offices.id WHERE reports.id = :id",
        id=filed.report_id,
    )
    return code


async def test_an_office_with_its_own_admin_handles_its_reports(scene: Scene) -> None:
    assert await handled_by(scene) == "52.03"
    assert await handled_by(scene, WBS) == "52.03"


@pytest.mark.parametrize(
    ("office", "handled"), [("52.04", "52"), ("52", "52"), ("35.01", "RI"), ("35", "RI"), ("RI", "RI")]
)
async def test_without_an_admin_it_goes_up_to_the_next_one(scene: Scene, office: str, handled: str) -> None:
    assert await handled_by(scene, office=office) == handled


@pytest.mark.requirement("R144")
async def test_whistleblowing_goes_up_to_the_next_inspector(scene: Scene) -> None:
    assert await handled_by(scene, WBS, office="52.01") == "52"


@pytest.mark.requirement("R23", "R97")
async def test_a_report_that_names_the_head_of_the_office_goes_one_level_up(scene: Scene) -> None:
    assert await handled_by(scene, names="Lestari Handayani") == "52"
    assert await handled_by(scene, WBS, names="Ibu Lestari Handayani") == "52"


@pytest.mark.requirement("R23", "R97")
async def test_a_report_that_names_one_of_two_admins_stays_with_the_other(scene: Scene) -> None:
    assert await handled_by(scene, names="Sari Rahmania") == "52.03"


@pytest.mark.requirement("R23", "R97")
async def test_a_report_that_names_the_only_admin_goes_one_level_up(scene: Scene) -> None:
    assert await handled_by(scene, names="Karta Sasmita", office="52.01") == "52"


@pytest.mark.requirement("R23", "R97")
async def test_a_report_lodged_by_the_only_admin_goes_one_level_up(scene: Scene) -> None:
    assert await handled_by(scene, office="52.01", identity=Identity(name="Karta Sasmita")) == "52"


@pytest.mark.requirement("R96", "R97")
@pytest.mark.parametrize("name", ["Sari Rahmania", "Lestari Handayani", "Hendra Wibisana", "Tono Sugiarto"])
async def test_what_an_officer_lodges_in_confidence_is_addressed_past_their_own_office(
    scene: Scene, name: str
) -> None:
    mode = IdentityMode.CONFIDENTIAL
    filed = await scene.file(identity_mode=mode, identity=Identity(name=name))
    row, above = await scene.row(filed), scene.house.offices["52"]
    assert (row.office_id, row.addressed_office_id) == (above, above)


@pytest.mark.requirement("R96", "R97")
@pytest.mark.parametrize(
    ("office", "name", "addressed"),
    [
        ("52.01", "Sari Rahmania", "52.01"),
        ("52", "Sari Rahmania", "52"),
        ("52.03", "Putri Maheswari", "52.03"),
        ("52", "Putri Maheswari", "RI"),
        ("RI", "Nadia Paramitha", "RI"),
    ],
)
async def test_only_offices_that_they_work_in_are_passed(
    scene: Scene, office: str, name: str, addressed: str
) -> None:
    mode = IdentityMode.CONFIDENTIAL
    filed = await scene.file(identity_mode=mode, office=office, identity=Identity(name=name))
    assert (await scene.row(filed)).addressed_office_id == scene.house.offices[addressed]


@pytest.mark.requirement("R86")
async def test_an_inactive_admin_is_no_admin(scene: Scene) -> None:
    await scene.rows("UPDATE officers SET is_active = false WHERE username = 'karta' RETURNING 1")

    assert await handled_by(scene, office="52.01") == "52"


@pytest.mark.requirement("R86")
async def test_an_admin_whose_appointment_ended_is_no_admin(scene: Scene) -> None:
    await scene.rows(
        "UPDATE appointments SET valid_to = '2026-03-01' FROM officers"
        " WHERE officers.id = officer_id AND username = 'karta' RETURNING 1"
    )

    assert await handled_by(scene, office="52.01") == "52"


async def test_an_office_that_does_not_exist_is_not_found(scene: Scene) -> None:
    wish = await scene.wish()
    with pytest.raises(NotFoundError):
        await scene.file(office_id=999_999, body=wish.body)


@pytest.mark.requirement("R130")
async def test_the_number_is_drawn_where_the_report_is_handled(scene: Scene) -> None:
    filed = await scene.file(office="35.01")

    row = await scene.row(filed)
    assert row.agenda_number.endswith("/RI/III/2026")
    assert row.addressed_office_id == scene.house.offices["35.01"]

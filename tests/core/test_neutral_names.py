"""A file's name tells who called it so: officers see a neutral one where a reporter is protected."""

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode
from tests.core.test_identity import approve, ask
from tests.support.scene import PUBLIC, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R85", "R95")
NAME = "KTP Siti Rahmawati.png"


async def filed(scene: Scene, mode: IdentityMode, *, wbs: bool = False) -> Filed:
    evidence = (await scene.stowed(name=NAME),)
    return await scene.file(WBS if wbs else PUBLIC, identity_mode=mode, evidence=evidence)


async def seen(scene: Scene, who: str, report: Filed, reason: str | None = None) -> str:
    """All that an officer is shown of a report and its file, as one text."""
    async with scene.desk(who) as desk:
        view = await desk.report(report.report_id, reason=reason)
        file, _ = await desk.file(report.report_id, view.evidence[0].id, reason=reason)
        history = await desk.history(report.report_id, reason=reason)
    return "\n".join(
        [view.model_dump_json(), file.model_dump_json(), *(one.model_dump_json() for one in history)]
    )


@pytest.mark.parametrize(
    ("mode", "wbs", "who"),
    [
        (IdentityMode.ANONYMOUS, False, "sari"),
        (IdentityMode.CONFIDENTIAL, False, "sari"),
        (IdentityMode.ANONYMOUS, True, "agus"),
        (IdentityMode.OPEN, True, "agus"),
    ],
)
async def test_officers_see_a_neutral_name_and_the_reporter_their_own(
    scene: Scene, mode: IdentityMode, who: str, *, wbs: bool
) -> None:
    report = await filed(scene, mode, wbs=wbs)
    await scene.act("reporter", report, Action.ADD_INFORMATION, files=(await scene.stowed(name=NAME),))

    shown = await seen(scene, who, report, "Menelaah laporan yang masuk ke unit")

    assert NAME not in shown
    assert "Siti Rahmawati.png" not in shown
    assert '"name":"bukti-1.png"' in shown
    assert '"name":"bukti-2.png"' in shown
    async with scene.reporter() as desk:
        thread = await desk.thread(report.tracking_id)
    assert [file.name for file in thread.evidence] == [NAME, NAME]


async def test_of_an_open_report_and_of_officers_files_the_names_stay(scene: Scene) -> None:
    assert NAME in await seen(scene, "sari", await filed(scene, IdentityMode.OPEN))

    report = await filed(scene, IdentityMode.CONFIDENTIAL)
    await scene.act("sari", report, Action.NOTE, files=(await scene.stowed(name="notula.png"),))
    async with scene.desk("sari") as desk:
        view = await desk.report(report.report_id)
        names = [file.name for file in (*view.evidence, *view.papers)]
    assert names == ["bukti-1.png", "notula.png"]


async def test_the_first_name_opens_with_the_identity(scene: Scene) -> None:
    report = await filed(scene, IdentityMode.CONFIDENTIAL)
    await ask(scene, "sari", report)
    await approve(scene, "sita", report)

    opened = await ask(scene, "sari", report)

    assert opened is not None
    assert opened.files == (f"bukti-1.png: {NAME}",)

"""Pushes and notices are said in the language of their reporter; officers read Indonesian."""

import pytest
from sqlmodel import col, update

from core.chain.actions import Action
from core.chain.states import IdentityMode, State
from core.language import INDONESIAN, tr
from core.languages import language_of, meant_by, say, speak, speaking, spoken, told
from core.reports.models import ReporterLink
from tests.core.test_push_buttons import pushes
from tests.support.scene import Filed, Scene

pytestmark = pytest.mark.requirement("R20")


async def _speaks(scene: Scene, filed: Filed, code: str) -> None:
    async with scene.worker.database.transaction() as session:
        link = update(ReporterLink).where(col(ReporterLink.report_id) == filed.report_id)
        await session.exec(link.values(language=code))


async def test_an_open_push_and_its_buttons_are_said_in_the_language_of_the_link(scene: Scene) -> None:
    filed = await scene.file()
    await _speaks(scene, filed, "en")
    await scene.act("sari", filed, Action.REQUEST_COMPLETION)
    (push,) = await pushes(scene, filed)
    assert push.title.startswith("Report needs completing · report ")
    assert "Still missing: " in push.text
    assert "at the latest. After that date the report rests." in push.text
    assert [button.label for button in push.buttons] == ["Open", "Complete the report"]


async def test_a_protected_push_is_neutral_in_every_language(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.ANONYMOUS)
    await _speaks(scene, filed, "jv")
    await scene.drive(filed, State.AWAITING_COMPLETION)
    *_, push = await pushes(scene, filed)
    assert push.text == "Wonten kabar kangge laporan panjenengan."
    assert [button.label for button in push.buttons] == ["Bikak"]


async def test_the_reporter_reads_what_they_were_told_and_officers_indonesian(scene: Scene) -> None:
    filed = await scene.file()
    await _speaks(scene, filed, "su")
    await scene.act("sari", filed, Action.DISPOSE)
    async with scene.reporter() as desk:
        told_line = (await desk.thread(filed.tracking_id)).lines[-1].text
    assert told_line.startswith("Laporan dikirim ka bagian anu bener\nLaporan anjeun dikirim ka ")
    async with scene.desk("sari") as desk:
        view = await desk.report(filed.report_id)
    assert view.lines[-1].text.startswith("Laporan dikirim ke bagian yang tepat\n")
    assert view.reporter_language == "su"


async def test_a_language_we_do_not_speak_is_indonesian(scene: Scene) -> None:
    filed = await scene.file()
    await _speaks(scene, filed, "xx")
    await scene.act("sari", filed, Action.REQUEST_COMPLETION)
    (push,) = await pushes(scene, filed)
    assert [button.label for button in push.buttons] == ["Buka", "Lengkapi laporan"]


def test_dates_within_a_phrase_are_said_too() -> None:
    phrase = tr("Mulai {day}.", day=tr("Senin"))
    assert told(phrase, language_of("en")) == "It began on Monday."
    assert told(phrase, INDONESIAN) == "Mulai Senin."


def test_what_is_spoken_ends_with_its_block() -> None:
    with speaking(language_of("en")):
        assert say("Batal") == "Cancel"
        assert meant_by("cancel") == "batal"
        assert meant_by("something else") == "something else"
        speak(language_of("su"))
        assert spoken().code == "su"
    assert spoken() is INDONESIAN
    assert say("") == ""

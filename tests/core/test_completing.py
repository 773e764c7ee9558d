"""What the reporter supplies later stands in the report's facts, beside the untouched original."""

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode
from core.handling.completing import completed, parties_in
from core.queues.schemas import QueueFilter
from core.reports.schemas import Place, ReportBody
from tests.support.scene import Scene

ASKED = {"elements": ["when", "where", "how", "who"], "message": "Kapan, di mana, bagaimana, siapa?"}


def test_what_was_there_stays_and_what_is_new_follows() -> None:
    body = ReportBody(substance="Segel rusak", chronology="Datang malam", place=Place(text="Gudang"))

    told = completed(body, {"how": "Lalu dibuka", "where": "Pintu belakang", "when": "Selasa"})

    assert told.chronology == "Datang malam\n\nLalu dibuka"
    assert told.place.text == "Gudang\n\nPintu belakang"
    assert told.happened_at == "Selasa"
    assert told.substance == body.substance


def test_each_line_names_one_party() -> None:
    assert [party.name for party in parties_in("- Ketua KPPS\n\n• Saksi satu")] == [
        "Ketua KPPS",
        "Saksi satu",
    ]


@pytest.mark.requirement("R51", "R52")
async def test_the_officer_reads_the_completed_facts_and_the_original(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, ASKED)
    answers = {"when": "Selasa pukul 21", "where": "Gudang", "how": "Dibuka paksa", "who": "Penjaga gudang"}
    await scene.act("reporter", filed, Action.COMPLETE, answers)

    async with scene.desk("sari") as desk:
        view = await desk.report(filed.report_id)

    assert view.body_version == 2
    assert "Dibuka paksa" in view.body.chronology
    assert "Dibuka paksa" not in view.original.chronology
    assert view.body.parties[-1].name == "Penjaga gudang"


@pytest.mark.requirement("R52")
async def test_an_open_report_is_found_by_the_words_it_was_completed_with_and_no_other_is(
    scene: Scene,
) -> None:
    found = {}
    for mode in IdentityMode:
        filed = await scene.file(identity_mode=mode)
        await scene.act(
            "sari", filed, Action.REQUEST_COMPLETION, {"elements": ["how"], "message": "Jelaskan"}
        )
        await scene.act("reporter", filed, Action.COMPLETE, {"how": "Lewat jendela belakang"})
        async with scene.desk("sari") as desk:
            page = await desk.queue(QueueFilter(query="jendela"))
        found[mode] = filed.report_id in {row.id for row in page.rows}

    assert found == {mode: mode is IdentityMode.OPEN for mode in IdentityMode}


@pytest.mark.requirement("R23", "R97")
async def test_an_officer_named_later_no_longer_sees_the_report(scene: Scene) -> None:
    filed = await scene.file()
    actor = await scene.actor("lestari")
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["who"], "message": "Siapa?"})
    await scene.act("reporter", filed, Action.COMPLETE, {"who": actor.full_name})

    async with scene.desk("lestari") as desk:
        page = await desk.queue(QueueFilter())

    assert filed.report_id not in {row.id for row in page.rows}

"""An edited chat message changes the one answer it gave, and nothing said before is lost."""

import pytest

from core.chain.actions import Action
from core.chain.states import Element, State
from core.reading.schemas import ReportView
from core.reporter.reporter import ReporterDesk
from core.reporter.revising import Edit, Revised, corrected
from core.reporter.schemas import ThreadView
from core.reports.schemas import ChatSource, Party, Place, ReportBody
from tests.support.scene import BODY, Filed, Scene

ASKED = {"elements": ["when", "where", "who"], "message": "Kapan, di mana, siapa?"}
ANSWERS = {"when": "Senin pagi", "where": "Balai desa Selong", "who": "Penjaga malam"}
SOURCES = {name: f"message {name}".encode() for name in ANSWERS}
BARE = ReportBody(substance="Segel putus. Lalu dibawa pergi.")


async def completed(scene: Scene) -> Filed:
    filed = await scene.file(body=BARE)
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, ASKED)
    told = {name: ChatSource(key=key) for name, key in SOURCES.items()}
    async with scene.reporter() as desk:
        await desk.act(filed.tracking_id, Action.COMPLETE, ANSWERS, (), SOURCES["when"], told)
    return filed


async def edit(
    scene: Scene, filed: Filed, source: bytes, text: str, answer: str = "", label: str = ""
) -> Revised:
    async with scene.reporter() as desk:
        edit = Edit(source_key=source, text=text, answer=answer, label=label)
        return await desk.revise(filed.tracking_id, edit)


async def thread(scene: Scene, filed: Filed) -> ThreadView:
    async with scene.reporter() as desk:
        return await desk.thread(filed.tracking_id)


async def as_officer(scene: Scene, filed: Filed, username: str = "sari") -> ReportView:
    async with scene.desk(username) as desk:
        return await desk.report(filed.report_id)


@pytest.mark.requirement("R52")
async def test_of_a_completion_only_the_edited_answer_changes(scene: Scene) -> None:
    filed = await completed(scene)

    assert await edit(scene, filed, SOURCES["when"], "Selasa pagi") is Revised.BODY
    assert await edit(scene, filed, SOURCES["where"], "Balai desa Pancor") is Revised.BODY
    assert await edit(scene, filed, SOURCES["who"], "Penjaga siang") is Revised.BODY
    assert await edit(scene, filed, SOURCES["when"], "Rabu pagi") is Revised.BODY

    view = await thread(scene, filed)
    assert view.lines[-1].text == (
        "Siapa yang terlibat: Penjaga siang\n\nKapan terjadi: Rabu pagi\n\nDi mana terjadi: Balai desa Pancor"
    )
    assert view.lines[-1].edited
    assert (view.body.happened_at, view.body.place.text) == ("Rabu pagi", "Balai desa Pancor")
    assert [party.name for party in view.body.parties] == ["Penjaga siang"]
    assert await scene.scalar("SELECT officer_unread FROM reports WHERE id = :id", id=filed.report_id)
    read = await as_officer(scene, filed)
    assert (read.original, read.body.happened_at) == (BARE, "Rabu pagi")


async def test_an_edit_delivered_twice_changes_nothing_more(scene: Scene) -> None:
    filed = await completed(scene)
    for _ in range(2):
        assert await edit(scene, filed, SOURCES["when"], "Selasa pagi") is Revised.BODY

    lines = "SELECT count(*) FROM messages WHERE report_id = :id AND replaces_id IS NOT NULL"
    assert await scene.scalar(lines, id=filed.report_id) == 1


@pytest.mark.requirement("R94")
async def test_once_handling_rests_a_correction_stands_beside_the_text(scene: Scene) -> None:
    filed = await completed(scene)
    await scene.act("reporter", filed, Action.WITHDRAW)

    for text in ("Selasa pagi", "Rabu pagi"):
        assert await edit(scene, filed, SOURCES["when"], text) is Revised.CORRECTED

    view = await thread(scene, filed)
    assert view.body.happened_at == "Senin pagi"
    assert any("Kapan terjadi: Senin pagi" in line.text for line in view.lines)
    corrections = [line.text for line in view.lines if "Perbaikan" in line.text]
    assert corrections == ["Perbaikan jawaban «Kapan terjadi»\nRabu pagi"]


@pytest.mark.requirement("R51")
async def test_an_edited_answer_of_the_report_is_a_version_of_its_text(scene: Scene) -> None:
    filed = await scene.file(
        body=ReportBody(title="Segel putus", substance="segel putus", happened_at="Senin")
    )

    for text in ("kunci hilang", "kunci dan segel hilang"):
        assert await edit(scene, filed, b"m-1", text, "what", "Apa") is Revised.BODY

    view = await thread(scene, filed)
    assert (view.body.substance, view.title) == ("kunci dan segel hilang", "kunci dan segel hilang")
    assert view.body.happened_at == "Senin"
    (line,) = [line for line in view.lines if line.side == "reporter"]
    assert line.text == "Perbaikan jawaban «Apa»\nkunci dan segel hilang"
    assert line.edited
    read = await as_officer(scene, filed)
    assert (read.original.substance, read.original.title) == ("segel putus", "Segel putus")


@pytest.mark.requirement("R23", "R97")
async def test_a_corrected_list_of_people_stands_beside_them_and_whom_it_names_is_barred(
    scene: Scene,
) -> None:
    filed = await scene.file()
    actor = await scene.actor("lestari")

    assert await edit(scene, filed, b"m-2", actor.full_name, "who", "Siapa") is Revised.CORRECTED

    assert (await thread(scene, filed)).body.parties == BODY.parties
    barred = "SELECT count(*) FROM recusals WHERE report_id = :id"
    assert await scene.scalar(barred, id=filed.report_id) == 1


@pytest.mark.parametrize(("source", "answer"), [(b"unknown", ""), (b"unknown", "name"), (b"unknown", "keep")])
async def test_what_gave_no_answer_of_the_report_changes_nothing(
    scene: Scene, source: bytes, answer: str
) -> None:
    """Least of all a name: it is sealed apart from the report and must not get into its words."""
    filed = await completed(scene)
    before = await thread(scene, filed)

    assert await edit(scene, filed, source, "Maya Anjani", answer, "Nama") is Revised.NOTHING

    after = await thread(scene, filed)
    assert (after.body, after.lines) == (before.body, before.lines)


@pytest.mark.requirement("R158")
async def test_the_comment_of_a_rating_may_be_edited(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    await scene.act("reporter", filed, Action.ACCEPT_ANSWER, {"rating": None})
    async with scene.reporter() as desk:
        assert isinstance(desk, ReporterDesk)
        await desk.rate(filed.tracking_id, 4, "Cepat", b"m-3")

    assert await edit(scene, filed, b"m-3", "Cepat dan ramah") is Revised.LINE

    assert (await thread(scene, filed)).lines[-1].text == "Cepat dan ramah"


def test_what_was_told_at_other_times_stays() -> None:
    body = ReportBody(
        title="Kotak",
        substance="Segel\n\nKotak\n\nTruk",
        happened_at="Senin; Selasa",
        place=Place(text="Gudang\n\nBalai", latitude=-8.6, longitude=116.5),
        parties=(Party(name="A"), Party(name="B"), Party(name="C")),
        chronology="Datang",
    )

    assert corrected(body, Element.WHAT, "Kotak", "Peti").substance == "Segel\n\nPeti\n\nTruk"
    assert corrected(body, Element.WHEN, "Selasa", "Rabu").happened_at == "Senin; Rabu"
    assert corrected(body, Element.WHEN, "Sen", "Jumat").happened_at == "Senin; Selasa; Jumat"
    assert corrected(body, Element.WHERE, "Balai", "Pasar").place.text == "Gudang\n\nPasar"
    assert corrected(body, Element.WHERE, "Balai", "Pasar").place.latitude == -8.6
    assert corrected(body, Element.HOW, "", "Pergi").chronology == "Datang\n\nPergi"
    names = [party.name for party in corrected(body, Element.WHO, "B", "X\nY").parties]
    assert names == ["A", "X", "Y", "C"]
    assert [party.name for party in corrected(body, Element.WHO, "Z", "X").parties] == ["A", "B", "C", "X"]


@pytest.mark.requirement("R85")
async def test_an_edit_of_who_reports_is_sealed_with_it_and_stands_in_no_line(scene: Scene) -> None:
    filed = await scene.file(body=BARE)
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["identity"], "message": "Siapa?"})
    source = b"message identity"
    async with scene.reporter() as desk:
        sources = {"identity": ChatSource(key=source)}
        await desk.act(filed.tracking_id, Action.COMPLETE, {"identity": "Maya"}, (), source, sources)
    before = (await thread(scene, filed)).lines
    scene.pass_time(minutes=1)

    assert await edit(scene, filed, source, "Maya, Jalan Kenanga 9") is Revised.IDENTITY

    assert (await thread(scene, filed)).lines == before
    async with scene.desk("sari") as desk:
        opened = await desk.identity(filed.report_id, "Pelapor diminta hadir memberi keterangan")
    assert opened.added == ("Maya", "Maya, Jalan Kenanga 9")

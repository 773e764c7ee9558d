"""An edit of one of several messages changes what that one said; an edited caption never touches its file."""

import pytest

from core.chain.actions import Action
from core.evidence.schemas import StowedFile
from core.reading.schemas import ReportView
from core.reporter.reporter import ReporterDesk
from core.reporter.revising import Edit, Revised
from core.reporter.schemas import ThreadView
from core.reports.schemas import ChatPiece, ChatSource, ReportBody
from tests.support.scene import Filed, Scene

FIRST, SECOND = b"message 1", b"message 2"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def told(first: str, second: str) -> ChatSource:
    return ChatSource(
        key=FIRST, pieces=(ChatPiece(key=FIRST, text=first), ChatPiece(key=SECOND, text=second, joint=" "))
    )


async def revise(scene: Scene, filed: Filed, edit: Edit) -> Revised:
    async with scene.reporter() as desk:
        return await desk.revise(filed.tracking_id, edit)


async def thread(scene: Scene, filed: Filed) -> ThreadView:
    async with scene.reporter() as desk:
        return await desk.thread(filed.tracking_id)


async def as_officer(scene: Scene, filed: Filed) -> ReportView:
    async with scene.desk("sari") as desk:
        return await desk.report(filed.report_id)


async def add(desk: ReporterDesk, filed: Filed, text: str, *files: StowedFile, source: ChatSource) -> None:
    values: dict[str, object] = {"text": text} if text else {}
    await desk.act(
        filed.tracking_id, Action.ADD_INFORMATION, values, tuple(files), source.key, {"text": source}
    )


async def file_with(scene: Scene, caption: str, source: bytes) -> StowedFile:
    stowed = await scene.stowed(PDF, "surat.pdf", "application/pdf")
    return stowed.model_copy(update={"caption": caption, "source": source.hex()})


@pytest.mark.requirement("R52")
async def test_of_a_text_in_two_messages_the_edited_one_changes_and_the_other_stays(scene: Scene) -> None:
    filed = await scene.file()
    async with scene.reporter() as desk:
        await add(
            desk, filed, "Mobilnya putih. Sopirnya dua.", source=told("Mobilnya putih.", "Sopirnya dua.")
        )

    assert await revise(scene, filed, Edit(source_key=SECOND, text="Sopirnya tiga.")) is Revised.LINE
    assert (await thread(scene, filed)).lines[-1].text == "Mobilnya putih. Sopirnya tiga."
    assert await revise(scene, filed, Edit(source_key=FIRST, text="Mobilnya hitam.")) is Revised.LINE
    assert (await thread(scene, filed)).lines[-1].text == "Mobilnya hitam. Sopirnya tiga."


@pytest.mark.requirement("R52")
async def test_a_completed_answer_in_two_messages_changes_piece_by_piece_in_the_report(scene: Scene) -> None:
    filed = await scene.file(body=ReportBody(substance="Segel putus."))
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["how"], "message": "Bagaimana?"})
    async with scene.reporter() as desk:
        answers, sources = {"how": "Datang. Pergi."}, {"how": told("Datang.", "Pergi.")}
        await desk.act(filed.tracking_id, Action.COMPLETE, answers, (), FIRST, sources)

    assert await revise(scene, filed, Edit(source_key=SECOND, text="Lari.")) is Revised.BODY
    assert (await thread(scene, filed)).body.chronology == "Datang. Lari."


async def test_an_answer_of_the_report_in_two_messages_stays_whole_however_often_it_is_edited(
    scene: Scene,
) -> None:
    filed = await scene.file(body=ReportBody(substance="Segel putus. Kunci hilang."))
    known = Edit(
        source_key=SECOND,
        text="Kunci ada.",
        answer="what",
        label="Apa",
        whole=told("Segel putus.", "Kunci ada."),
    )
    assert await revise(scene, filed, known) is Revised.BODY
    assert (await thread(scene, filed)).body.substance == "Segel putus. Kunci ada."
    # Half an hour later the chat no longer knows which question it answered, and not its other message.
    assert await revise(scene, filed, Edit(source_key=FIRST, text="Segel utuh.")) is Revised.BODY
    assert (await thread(scene, filed)).body.substance == "Segel utuh. Kunci ada."


@pytest.mark.requirement("R54")
async def test_an_edited_caption_stands_beside_the_first_and_the_file_stays(scene: Scene) -> None:
    filed = await scene.file(evidence=(await file_with(scene, "gudang utara", FIRST),))

    for text in ("gudang selatan", "gudang timur", "gudang timur"):
        assert await revise(scene, filed, Edit(source_key=FIRST, text=text, size=len(PDF))) is Revised.CAPTION

    assert await scene.scalar("SELECT officer_unread FROM reports WHERE id = :id", id=filed.report_id)
    (file,) = (await as_officer(scene, filed)).evidence
    assert (file.caption, file.first_caption) == ("gudang timur", "gudang utara")
    view = await thread(scene, filed)
    assert view.evidence[0].caption == "gudang timur"
    line = view.lines[-1]
    assert line.text == "Perubahan keterangan berkas «surat.pdf»\ngudang timur"
    assert line.edited
    async with scene.reporter() as desk:
        taken, original = await desk.file(filed.tracking_id, file.id)
    assert (taken.caption, await original.whole()) == ("gudang timur", PDF)


async def test_a_caption_may_be_taken_away_and_put_back(scene: Scene) -> None:
    filed = await scene.file(evidence=(await file_with(scene, "gudang utara", FIRST),))

    assert await revise(scene, filed, Edit(source_key=FIRST, text="", size=len(PDF))) is Revised.CAPTION
    view = await thread(scene, filed)
    assert view.evidence[0].caption == ""
    assert view.lines[-1].text == "Perubahan keterangan berkas «surat.pdf»\n(dihapus)"

    assert await revise(scene, filed, Edit(source_key=FIRST, text="gudang utara")) is Revised.CAPTION
    (file,) = (await as_officer(scene, filed)).evidence
    assert (file.caption, file.first_caption) == ("gudang utara", "")


async def test_the_caption_that_was_the_information_changes_with_it(scene: Scene) -> None:
    filed = await scene.file()
    async with scene.reporter() as desk:
        file = await file_with(scene, "mobilnya putih", FIRST)
        await add(desk, filed, "mobilnya putih", file, source=ChatSource(key=FIRST))

    edit = Edit(source_key=FIRST, text="mobilnya hitam", size=len(PDF))
    assert await revise(scene, filed, edit) is Revised.LINE

    view = await thread(scene, filed)
    assert [line.text for line in view.lines if line.side == "reporter"] == ["mobilnya hitam"]
    assert view.evidence[0].caption == view.lines[-1].files[0].caption == "mobilnya hitam"


async def test_another_file_in_an_old_message_changes_nothing(scene: Scene) -> None:
    filed = await scene.file(evidence=(await file_with(scene, "gudang", FIRST),))
    before = await scene.scalar("SELECT version FROM reports WHERE id = :id", id=filed.report_id)

    edit = Edit(source_key=FIRST, text="gudang lain", size=len(PDF) + 1)
    assert await revise(scene, filed, edit) is Revised.OTHER_FILE

    (file,) = (await thread(scene, filed)).evidence
    assert file.caption == "gudang"
    assert await scene.scalar("SELECT version FROM reports WHERE id = :id", id=filed.report_id) == before

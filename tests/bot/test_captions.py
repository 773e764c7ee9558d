"""Words under a file that is refused, sent to a report that is already there: they arrive."""

import sqlalchemy as sa

from core.chain.states import IdentityMode
from core.privacy.tracking import TrackingId
from core.reporter.reporter import ReporterDesk
from tests.bot.following import sent, status
from tests.bot.world import Json, RunningBot, press, say
from tests.support.telegram import Person

EXE = ("program.exe", b"MZ\x90\x00" + bytes(200), "application/x-msdownload")


async def lines_of(running: RunningBot, tracking: str) -> str:
    async with running.core.database.transaction() as session:
        view = await ReporterDesk(running.core, session).thread(TrackingId(tracking))
    return "\n".join(line.text for line in view.lines)


async def asked_to_complete(running: RunningBot, person: Person, elements: list[str]) -> tuple[str, Json]:
    """Leave a report whose officer asked for these; open it and begin to complete it."""
    tracking = await sent(running, person, IdentityMode.CONFIDENTIAL)
    update = sa.text(
        "UPDATE reports SET state = 'awaiting_completion', missing_elements = :elements WHERE id = :id"
    )
    async with running.core.database.transaction() as session:
        report = (await ReporterDesk(running.core, session).thread(TrackingId(tracking))).report_id
        await (await session.connection()).execute(update, {"elements": elements, "id": report})
    return tracking, await press(person, await status(person, tracking), "Lengkapi laporan")


async def test_words_under_a_refused_file_are_the_information_that_is_added(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    await person.send_files("document", EXE, caption="mobilnya putih")
    last = await person.hear("Kirim sekarang?")
    assert "Jenis berkas ini tidak dapat diterima" in last["text"]
    assert "mobilnya putih" in last["text"]
    await press(person, last, "Kirim")
    assert "mobilnya putih" in await lines_of(shared_bot, tracking)


async def test_words_under_a_file_that_cannot_be_evidence_go_along_with_the_completion(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking, question = await asked_to_complete(shared_bot, person, ["evidence"])
    assert "Kirim bukti pendukungnya" in question["text"]
    await person.send_files("document", EXE, caption="fotonya ada di kantor desa")
    again = await person.hear("tidak dapat diterima")
    assert "Keterangan Anda tetap ikut dikirim" in again["text"]
    last = await press(person, again, "Tidak ada")
    assert "fotonya ada di kantor desa" in last["text"]
    await press(person, last, "Kirim")
    assert "fotonya ada di kantor desa" in await lines_of(shared_bot, tracking)


async def test_words_under_a_refused_file_answer_what_is_asked_to_be_completed(
    person: Person, shared_bot: RunningBot
) -> None:
    _, question = await asked_to_complete(shared_bot, person, ["where", "how"])
    assert "Di mana terjadinya?" in question["text"]
    await person.send_files("document", EXE, caption="di gudang kecamatan")
    question = await person.hear("tidak dapat diterima")
    assert "Bagaimana urutan kejadiannya?" in question["text"]
    assert "di gudang kecamatan" in (await say(person, "pintunya dibuka paksa"))["text"]

"""What was written for an action is never lost unasked: not by a command, another report, or a refusal."""

import pytest

from core.chain.states import State
from tests.bot.following import read, sent, stands, status
from tests.bot.test_evidence import PDF
from tests.bot.world import Json, RunningBot, agree, begin, labels, press, say, to_step
from tests.support.telegram import Person

UNSENT = "Isian «Tambah keterangan» belum dikirim"


async def half_written(person: Person, running: RunningBot) -> tuple[str, Json]:
    """Write information for a report and stop short of sending it."""
    await agree(person)
    tracking = await sent(running, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    return tracking, await say(person, "mobilnya putih")


async def sends(person: Person, running: RunningBot, tracking: str, last: Json, text: str) -> None:
    """Send it, and find it in the report."""
    assert "Kirim sekarang?" in last["text"]
    await press(person, last, "Kirim")
    assert (await read(running, tracking)).lines[-1].text == text


async def test_the_menu_offers_to_go_on(person: Person, shared_bot: RunningBot) -> None:
    tracking, _ = await half_written(person, shared_bot)
    menu = await say(person, "/menu")
    assert labels(menu)[0] == "Lanjutkan: Tambah keterangan"
    assert "1. Lanjutkan: Tambah keterangan" in menu["text"]
    await sends(person, shared_bot, tracking, await say(person, "1"), "mobilnya putih")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["/bantuan", "/standar", "/laporan", "/lacak"])
async def test_a_page_beside_it_says_that_it_waits(
    person: Person, shared_bot: RunningBot, command: str
) -> None:
    tracking, _ = await half_written(person, shared_bot)
    await person.say(command)
    waiting = await person.hear(UNSENT)
    await person.press(waiting, "Lanjutkan: Tambah keterangan")
    last = await person.hear("Kirim sekarang?")
    await sends(person, shared_bot, tracking, last, "mobilnya putih")


async def test_without_an_answer_nothing_is_kept(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    assert "Lanjutkan" not in (await say(person, "/menu"))["text"]


@pytest.mark.slow
async def test_the_report_itself_offers_to_go_on(person: Person, shared_bot: RunningBot) -> None:
    tracking, _ = await half_written(person, shared_bot)
    shown = await status(person, tracking)
    assert labels(shown)[0] == "Lanjutkan: Tambah keterangan"
    last = await press(person, shown, "Tambah keterangan")
    await sends(person, shared_bot, tracking, last, "mobilnya putih")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["/start", "/lapor", "/wbs"])
async def test_a_new_report_asks_first(person: Person, shared_bot: RunningBot, way: str) -> None:
    tracking, _ = await half_written(person, shared_bot)
    if way == "/start":
        await person.say("/start kantor_35-01")
    else:
        await person.say(way)
    asked = await person.hear("Lanjutkan dulu, atau buang")
    last = await press(person, asked, "Lanjutkan: Tambah keterangan")
    await sends(person, shared_bot, tracking, last, "mobilnya putih")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["Lanjutkan laporan", "an old button"])
async def test_a_draft_asks_first_for_its_report_would_take_the_place(
    person: Person, shared_bot: RunningBot, way: str
) -> None:
    question = await to_step(person, await begin(person), "Apa")
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    await say(person, "mobilnya putih")
    if way == "Lanjutkan laporan":
        question = await say(person, "/menu")
    asked = await press(person, question, "Kembali" if way == "an old button" else way)
    assert "Lanjutkan dulu, atau buang" in asked["text"]
    assert "Langkah" in (await press(person, asked, "Buang"))["text"]


@pytest.mark.slow
async def test_thrown_away_when_told_so_the_new_report_begins(person: Person, shared_bot: RunningBot) -> None:
    tracking, _ = await half_written(person, shared_bot)
    await person.say("/lapor")
    asked = await person.hear("Lanjutkan dulu, atau buang")
    await press(person, asked, "Buang")
    assert "Lanjutkan: " not in (await say(person, "/menu"))["text"]
    assert not (await read(shared_bot, tracking)).lines
    assert "tombol" in (await press(person, asked, "Buang"))["text"]


async def test_the_question_is_answered_by_a_typed_number_too(person: Person, shared_bot: RunningBot) -> None:
    tracking, _ = await half_written(person, shared_bot)
    await person.say("/lapor")
    await person.hear("Lanjutkan dulu, atau buang")
    await sends(person, shared_bot, tracking, await say(person, "1"), "mobilnya putih")


@pytest.mark.slow
async def test_another_report_asks_first_and_opens_then(person: Person, shared_bot: RunningBot) -> None:
    other = await sent(shared_bot, person)
    await half_written(person, shared_bot)
    await say(person, "/lacak")
    await person.hear("Ketik nomor pelacakan")
    asked = await say(person, other)
    assert "Lanjutkan dulu, atau buang" in asked["text"]
    assert "Ketik nomor pelacakan" in (await press(person, asked, "Buang"))["text"]
    await person.say(other)
    shown = await person.hear("Perjalanan laporan")
    assert labels(shown)[0] != "Lanjutkan: Tambah keterangan"


@pytest.mark.slow
async def test_another_action_of_the_report_asks_first(person: Person, shared_bot: RunningBot) -> None:
    tracking, _ = await half_written(person, shared_bot)
    asked = await press(person, await status(person, tracking), "Cabut laporan")
    assert "Lanjutkan dulu, atau buang" in asked["text"]
    assert "Mengapa Anda mencabut" in (await press(person, asked, "Buang"))["text"]


@pytest.mark.slow
async def test_closing_the_report_asks_first(person: Person, shared_bot: RunningBot) -> None:
    tracking, _ = await half_written(person, shared_bot)
    asked = await press(person, await status(person, tracking), "Tutup")
    assert "Lanjutkan dulu, atau buang" in asked["text"]
    assert "Laporan ditutup di sini" in (await press(person, asked, "Buang"))["text"]


@pytest.mark.slow
async def test_batal_still_cancels_it_from_elsewhere(person: Person, shared_bot: RunningBot) -> None:
    await half_written(person, shared_bot)
    await say(person, "/menu")
    asked = await say(person, "/batal")
    assert "Buang isian ini?" in asked["text"]
    assert "tidak ada yang dikirim" in (await press(person, asked, "Ya, buang"))["text"]


@pytest.mark.slow
@pytest.mark.requirement("R52")
async def test_a_completion_that_comes_too_late_goes_along_as_information(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "when", "where", "identity")
    await press(person, await status(person, tracking), "Lengkapi laporan")
    await say(person, "Senin pagi")
    await say(person, "di gudang")
    last = await say(person, "Siti Rahmawati, Jalan Melati")
    await stands(shared_bot, tracking, State.IN_PROCESS)
    instead = await press(person, last, "Kirim")
    assert "kirim sebagai keterangan tambahan?" in instead["text"]
    assert "Siti" not in instead["text"]
    await sends(
        person, shared_bot, tracking, instead, "Kapan terjadi: Senin pagi\n\nDi mana terjadi: di gudang"
    )


async def test_files_that_come_too_late_go_along_as_well(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "evidence")
    await press(person, await status(person, tracking), "Lengkapi laporan")
    await person.send_files("document", ("surat.pdf", PDF, "application/pdf"))
    last = await press(person, await person.hear("Tersimpan"), "Lanjut")
    await stands(shared_bot, tracking, State.IN_PROCESS)
    instead = await press(person, last, "Kirim")
    await press(person, instead, "Kirim")
    assert [file.name for file in (await read(shared_bot, tracking)).evidence] == ["surat.pdf"]


async def test_a_reason_that_comes_too_late_is_no_information(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Cabut laporan")
    last = await say(person, "sudah selesai sendiri")
    await stands(shared_bot, tracking, State.CLOSED)
    shown = await press(person, last, "Kirim")
    assert "Perjalanan laporan" in shown["text"]
    assert not (await read(shared_bot, tracking)).lines

"""In every question of following: back, skip or none, cancel after being asked, and numbers to type."""

import pytest

from bot.texts.follow import STEP_STATES
from core.chain.states import State
from core.chain.telling.steps import Mark
from core.privacy.tracking import TrackingId
from tests.bot.following import read, sent, stands, status
from tests.bot.world import Json, RunningBot, begin, labels, press, say, send, to_review
from tests.support.telegram import Person


async def completing(running: RunningBot, person: Person, *missing: str) -> tuple[TrackingId, Json]:
    """Begin to complete a report; return its tracking ID and the first question."""
    tracking = await sent(running, person)
    await stands(running, tracking, State.AWAITING_COMPLETION, *missing)
    return tracking, await press(person, await status(person, tracking), "Lengkapi laporan")


@pytest.mark.requirement("R52")
@pytest.mark.parametrize("typed", [True, False])
async def test_back_leads_to_the_question_before(
    person: Person, shared_bot: RunningBot, *, typed: bool
) -> None:
    _, first = await completing(shared_bot, person, "when", "where")
    assert labels(first) == ["Tidak tahu", "Kembali", "Batal"]
    second = await say(person, "Senin pagi")

    back = await say(person, "kembali") if typed else await press(person, second, "Kembali")

    assert "Kapan terjadinya?" in back["text"]
    assert "Jawaban Anda sekarang: Senin pagi" in back["text"]
    assert "Di mana terjadinya?" in (await press(person, back, "Lanjut"))["text"]


@pytest.mark.parametrize(
    ("state", "button"),
    [
        (State.RECEIVED, "Tambah keterangan"),
        (State.ANSWERED, "Tanggapi jawaban"),
        (State.CLOSED, "Beri nilai"),
        (State.AWAITING_COMPLETION, "Lengkapi laporan"),
    ],
)
async def test_back_from_the_first_question_leads_to_the_report(
    person: Person, shared_bot: RunningBot, state: State, button: str
) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, state, *(["what"] if state is State.AWAITING_COMPLETION else []))
    question = await press(person, await status(person, tracking), button)
    assert labels(question)[-2:] == ["Kembali", "Batal"]
    assert "Perjalanan laporan" in (await say(person, "kembali"))["text"]
    assert (await read(shared_bot, tracking)).lines == ()


@pytest.mark.requirement("R52")
@pytest.mark.parametrize("typed", [True, False])
async def test_there_may_be_no_evidence(person: Person, shared_bot: RunningBot, *, typed: bool) -> None:
    tracking, question = await completing(shared_bot, person, "evidence")
    assert labels(question) == ["Tidak ada", "Kembali", "Batal"]
    done = await say(person, "tidak ada") if typed else await press(person, question, "Tidak ada")
    assert "Tercatat: Lengkapi laporan." in done["text"]
    assert (await read(shared_bot, tracking)).state == State.RECEIVED


@pytest.mark.slow
@pytest.mark.requirement("R52")
@pytest.mark.parametrize("typed", [True, False])
async def test_each_answer_can_be_changed_at_the_last_look(
    person: Person, shared_bot: RunningBot, *, typed: bool
) -> None:
    tracking, _ = await completing(shared_bot, person, "when", "where", "evidence")
    await say(person, "Senin pagi")
    await say(person, "Balai desa")
    last = await say(person, "tidak ada")
    assert "1. Kapan terjadi: Senin pagi" in last["text"]
    assert "3. Bukti pendukung: Tidak ada" in last["text"]
    assert labels(last) == ["Kirim", "Ubah 1", "Ubah 2", "Ubah 3", "Kembali", "Batal"]

    question = await say(person, "2") if typed else await press(person, last, "Ubah 2")
    assert "Jawaban Anda sekarang: Balai desa" in question["text"]
    last = await say(person, "Balai desa Pancor")
    assert "2. Di mana terjadi: Balai desa Pancor" in last["text"]
    question = await press(person, last, "Ubah 1")
    last = await press(person, question, "Tidak tahu")
    assert "1. Kapan terjadi: Tidak tahu" in last["text"]
    await press(person, last, "Kirim")

    view = await read(shared_bot, tracking)
    assert (view.body.happened_at, view.body.place.text) == ("", "Balai desa Pancor")


async def test_a_file_sent_for_evidence_can_be_taken_off_again(
    person: Person, shared_bot: RunningBot
) -> None:
    await completing(shared_bot, person, "evidence")
    await person.send_files("document", ("catatan.txt", b"pelat nomor", "text/plain"))
    kept = await person.hear("catatan.txt")
    assert labels(kept) == ["Lanjut", "Hapus yang terakhir", "Kembali", "Batal"]
    last = await press(person, kept, "Lanjut")
    assert "1. Bukti pendukung: catatan.txt" in last["text"]
    question = await press(person, last, "Ubah 1")
    gone = await press(person, question, "Hapus yang terakhir")
    assert "Tidak ada" in labels(gone)


@pytest.mark.parametrize("word", ["batal", "/batal"])
async def test_answers_are_thrown_away_only_after_being_asked(
    person: Person, shared_bot: RunningBot, word: str
) -> None:
    tracking, _ = await completing(shared_bot, person, "when", "where")
    await say(person, "Senin pagi")
    sure = await say(person, word)
    assert labels(sure) == ["Ya, buang", "Tidak, lanjutkan"]
    assert "Di mana terjadinya?" in (await say(person, "2"))["text"]
    last = await say(person, "Balai desa")
    assert "1. Kapan terjadi: Senin pagi" in last["text"]
    sure = await press(person, last, "Batal")
    assert "tidak ada yang dikirim" in (await press(person, sure, "Ya, buang"))["text"]
    assert (await read(shared_bot, tracking)).lines == ()


@pytest.mark.slow
@pytest.mark.requirement("R158")
async def test_the_rating_is_read_back_with_the_comment(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.ANSWERED)
    question = await press(person, await status(person, tracking), "Terima jawaban")
    await press(person, question, "4")
    last = await say(person, "Cepat ditanggapi")
    assert "★★★★☆ (4 dari 5)" in last["text"]
    assert "Cepat ditanggapi" in last["text"]
    last = await press(person, await press(person, last, "Ubah 1"), "5")
    assert "★★★★★ (5 dari 5)" in last["text"]
    await press(person, last, "Kirim")
    assert (await read(shared_bot, tracking)).rating == 5


NUMBERS = "Tekan tombol, atau ketik nomornya: 1\u00a0"


@pytest.mark.slow
async def test_a_typed_number_means_the_page_shown_last(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    shown = await status(person, tracking)
    await press(person, shown, "Tambah keterangan")
    await person.send_files("document", ("catatan.txt", b"pelat nomor", "text/plain"))
    await press(person, await press(person, await person.hear("catatan.txt"), "Lanjut"), "Kirim")

    shown = await say(person, "status")
    assert shown["text"].count(NUMBERS) == 1
    for page in ("Percakapan", "Isi laporan"):
        opened = await say(person, str(labels(shown).index(page) + 1))
        assert opened["text"].count(NUMBERS) == 1
        assert labels(opened) == ["Ambil: catatan.txt", "Lihat status"]
        await person.say("1")
        assert (await person.hear(lambda message: bool(message["files"])))["files"]
        shown = await say(person, "2")
        assert "Perjalanan laporan" in shown["text"]
    why = await press(person, shown, "Mengapa tanggal ini?")
    assert NUMBERS in why["text"]
    assert "Perjalanan laporan" in (await say(person, "1"))["text"]
    push = await press(person, shown, "Atur kabar")
    assert NUMBERS in push["text"]
    assert "Tersimpan: Segera" in (await say(person, "1"))["text"]


async def test_after_closing_a_typed_number_opens_nothing(person: Person, shared_bot: RunningBot) -> None:
    shown = await status(person, await sent(shared_bot, person))
    await press(person, shown, "Tutup")
    answer = await say(person, "1")
    assert "Tambah keterangan" not in labels(answer)
    assert "Menu" in answer["text"] or "belum saya pahami" in answer["text"]


@pytest.mark.slow
async def test_numbers_work_on_the_page_after_sending(person: Person) -> None:
    review = await to_review(person, await begin(person))
    await send(person, review)
    await person.say("1")
    await person.hear("Perjalanan laporan")


async def test_steps_ahead_are_said_not_to_have_been_yet(person: Person, shared_bot: RunningBot) -> None:
    shown = await status(person, await sent(shared_bot, person))
    later = next(line for line in shown["text"].splitlines() if line.startswith("– Nanti: "))
    assert "Dijawab" in later
    assert "Diterima" not in later


async def test_a_report_that_went_past_a_step_can_be_opened(person: Person, shared_bot: RunningBot) -> None:
    """An information request is answered without a leader's study."""
    tracking = await sent(shared_bot, person)
    await stands(shared_bot, tracking, State.ANSWERED)
    assert ": dilewati" in (await status(person, tracking))["text"]
    assert {mark.value for mark in Mark} - {Mark.AHEAD} == set(STEP_STATES)


async def test_no_file_of_a_report_is_named_in_what_is_remembered_long(
    person: Person, shared_bot: RunningBot
) -> None:
    """What is kept for two weeks must not lead from the chat to the report (design.md §5)."""
    tracking = await sent(shared_bot, person)
    await press(person, await status(person, tracking), "Tambah keterangan")
    await person.send_files("document", ("catatan.txt", b"pelat nomor", "text/plain"))
    shown = await press(person, await press(person, await person.hear("catatan.txt"), "Lanjut"), "Kirim")
    await press(person, shown, "Percakapan")

    async with shared_bot.application._memory.visit(person.user_id) as visit:
        kept = visit.state.model_dump_json()
        assert visit.opened is not None
        assert any(":file:" in choice for choice in visit.opened.menu)

    (file,) = (await read(shared_bot, tracking)).evidence
    assert file.id.hex not in kept
    assert tracking not in kept

"""*Saya terancam*: the numbers come first, and one press sends, before, in and after a report."""

import asyncio

import pytest

from core.chain.states import IdentityMode, Track
from core.privacy.tracking import TrackingId
from core.stories.alarm import cries
from tests.bot.following import change, read, sent, status
from tests.bot.world import (
    Json,
    RunningBot,
    agree,
    answer,
    begin,
    labels,
    press,
    say,
    to_step,
    tracking_in,
)
from tests.support.telegram import Person

YES = "Ya, saya dalam bahaya sekarang"
NUMBERS = "Dalam bahaya? Telepon sekarang:"


@pytest.mark.parametrize(
    "words",
    [
        "saya diancam",
        "Saya di ancam sama ketua",
        "tolong saya takut",
        "tolong saya diancam mau dibunuh … mereka di depan rumah sekarang",
        "saya mau bunuh diri",
        "saya dalam bahaya",
        "keluarga saya diteror tiap malam",
        "dia mengancam bunuh saya",
        "nyawa saya terancam pak",
        "aku takut pulang",
    ],
)
def test_danger_is_heard(words: str) -> None:
    assert cries(words)


@pytest.mark.parametrize(
    "words",
    [
        "petugas tps 5 minta uang 50rb",
        "segel kotak suara terbuka",
        "saya tidak diancam siapa pun",
        "tolong ditindak ya min",
        "cek dpt",
        "kotak suara dipukul pakai palu",
        "saya tidak dalam bahaya",
    ],
)
def test_an_ordinary_message_is_no_cry(words: str) -> None:
    assert not cries(words)


@pytest.mark.requirement("R88")
@pytest.mark.parametrize(
    "words", ["/terancam", "saya terancam", "tolong saya diancam mau dibunuh", "saya mau bunuh diri"]
)
async def test_a_stranger_in_danger_reads_the_numbers_before_anything_else(
    person: Person, words: str
) -> None:
    shown = await say(person, words)

    assert shown["text"].startswith(NUMBERS)
    for number in ("110", "129", "148"):
        assert number in shown["text"]
    assert labels(shown)[0] == YES


@pytest.mark.requirement("R88")
async def test_whoever_despairs_reads_first_who_listens_and_whoever_is_threatened_does_not(
    person: Person, neighbour: Person
) -> None:
    despairing = (await say(person, "saya mau bunuh diri"))["text"]
    assert despairing.index("119") < despairing.index("110")
    assert "healing119.id" in despairing
    assert "119" not in (await say(neighbour, "tolong saya diancam mau dibunuh"))["text"]


@pytest.mark.requirement("R88")
async def test_despair_in_an_answer_is_heard_after_a_threat_was(person: Person) -> None:
    await to_step(person, await begin(person), "Apa")
    await person.say("saya diancam mau dibunuh ketua")
    assert "119" not in (await person.hear("Telepon sekarang"))["text"]
    await person.hear("Langkah")
    await person.say("saya mau bunuh diri saja")
    assert "119" in (await person.hear("Telepon sekarang"))["text"]


@pytest.mark.requirement("R88", "R89")
async def test_one_press_of_a_stranger_files_a_request_with_the_words_that_were_heard(
    person: Person, shared_bot: RunningBot
) -> None:
    shown = await say(person, "tolong saya diancam, mereka di depan rumah saya sekarang")
    await person.press(shown, YES)
    done = await person.hear("Terkirim.")
    assert "110" in done["text"]
    tracking = tracking_in(await person.hear("Nomor pelacakan Anda"))

    view = await read(shared_bot, tracking)
    assert view.identity_mode is IdentityMode.ANONYMOUS
    assert view.office_name == "KPU RI"
    assert "depan rumah" in view.body.substance
    assert [line.kind for line in view.lines] == ["protection"]
    assert "depan rumah" in view.lines[0].text
    assert "bahaya sekarang" not in view.lines[0].text


@pytest.mark.requirement("R88")
async def test_the_button_stands_before_consent_in_the_menu_in_every_question_and_on_the_report(
    person: Person, shared_bot: RunningBot
) -> None:
    consent = await say(person, "/start")
    consent = await person.hear("Setuju data Anda")
    assert "Saya terancam" in labels(consent)
    menu = await agree(person)
    assert "Saya terancam" in labels(menu)
    await person.press(menu, "Buat laporan")
    question = await person.hear("Langkah 1")
    assert "Saya terancam" in labels(question)
    shown = await status(person, await sent(shared_bot, person))
    assert "Saya terancam" in labels(shown)


@pytest.mark.requirement("R88")
async def test_a_draft_is_sent_as_it_is_at_that_press(person: Person, shared_bot: RunningBot) -> None:
    question = await begin(person)
    while "Siapa yang terlibat" not in question["text"]:
        question = await answer(person, question)

    shown = await press(person, question, "Saya terancam")
    assert shown["text"].startswith(NUMBERS)
    await person.press(shown, YES)
    await person.hear("Terkirim.")
    tracking = tracking_in(await person.hear("Nomor pelacakan Anda"))

    view = await read(shared_bot, tracking)
    assert "segel kotak suara" in view.body.substance
    assert view.lines[-1].kind == "protection"
    menu = await say(person, "/menu")
    assert "Lanjutkan laporan" not in labels(
        await person.hear("Menu") if "Menu" not in menu["text"] else menu
    )


@pytest.mark.requirement("R88")
async def test_a_story_of_danger_is_taken_as_the_answer_and_the_numbers_come_first_once(
    person: Person,
) -> None:
    question = await begin(person)
    while "Apa yang terjadi" not in question["text"]:
        question = await answer(person, question)

    first = await say(person, "saya diancam ketua pps kalau lapor")
    assert first["text"].startswith(NUMBERS)
    assert labels(first) == ["Saya terancam"]
    question = await person.hear("Siapa yang terlibat")

    shown = await say(person, "ketua pps, saya diancam dia")
    assert not shown["text"].startswith(NUMBERS)


@pytest.mark.requirement("R88")
async def test_from_an_open_report_it_is_sent_at_that_press(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    shown = await status(person, tracking)
    numbers = await press(person, shown, "Saya terancam")

    done = await press(person, numbers, YES)

    assert "Terkirim." in done["text"]
    view = await read(shared_bot, tracking)
    assert [line.kind for line in view.lines] == ["protection"]
    assert "tell_safety" in {each.action for each in view.actions}


@pytest.mark.requirement("R88")
async def test_with_reports_kept_here_it_asks_which_and_a_typed_number_sends(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person, IdentityMode.CONFIDENTIAL)

    shown = await say(person, "saya dalam bahaya")
    assert labels(shown)[0].startswith("Ya, tentang: Segel kotak")
    done = await say(person, "1")

    assert "Terkirim." in done["text"]
    view = await read(shared_bot, tracking)
    assert "saya dalam bahaya" in view.lines[-1].text


@pytest.mark.requirement("R88")
async def test_whoever_has_only_a_number_is_asked_for_it_and_then_whether_they_are_in_danger(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    shown = await say(person, "/terancam")
    await press(person, shown, "Saya punya nomor pelacakan")
    shown = await say(person, tracking)
    assert shown["text"].startswith(NUMBERS)

    done = await say(person, "ya")

    assert "Terkirim." in done["text"]
    assert (await read(shared_bot, TrackingId(tracking))).lines[-1].kind == "protection"


@pytest.mark.requirement("R88")
async def test_the_reporter_tells_how_they_are_and_a_bad_answer_is_taken_at_once(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    shown = await status(person, tracking)
    shown = await press(person, await press(person, shown, "Saya terancam"), YES)

    question = await press(person, shown, "Kabar keamanan saya")
    assert "Apakah Anda aman sekarang?" in question["text"]
    more = await press(person, question, "2. Tidak")
    assert "Ada yang berubah bagi Anda?" in more["text"]
    last = await say(person, "saya dipindahkan ke gudang")
    shown = await press(person, last, "Kirim")

    assert "Kabar Anda" in shown["text"] or "kabar Anda" in shown["text"]
    assert "dipindahkan" in (await read(shared_bot, tracking)).lines[-1].text


@pytest.mark.slow
@pytest.mark.requirement("R88")
async def test_where_the_office_is_known_its_own_numbers_come(person: Person, shared_bot: RunningBot) -> None:
    own = "0370-631225 Polda NTB\n110 Polri"
    question = await begin(person)
    while "Apa yang terjadi" not in question["text"]:
        question = await answer(person, question)
    pacitan = "UPDATE offices SET emergency_numbers = :own WHERE name LIKE '%Pacitan'"
    await change(shared_bot, pacitan, own=own)
    shown = await press(person, question, "Saya terancam")
    for _ in range(20):  # what hardly ever changes is looked up anew every few seconds
        if "148" not in shown["text"]:
            break
        await asyncio.sleep(0.5)
        shown = await say(person, "/terancam")
    await change(shared_bot, pacitan, own=None)

    assert "0370-631225 Polda NTB" in shown["text"]
    assert labels(shown) == [YES, "Tidak, lanjutkan laporan"]


@pytest.mark.requirement("R88", "R141")
async def test_a_tip_that_was_only_begun_is_sent_without_its_kind_and_without_a_name(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await begin(person, "Lapor orang dalam KPU")
    shown = await press(person, question, "Saya terancam")

    await person.press(shown, YES)
    await person.hear("Terkirim.")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))

    assert (view.track, view.identity_mode) == (Track.WHISTLEBLOWING, IdentityMode.ANONYMOUS)
    assert view.body.substance == "Saya dalam bahaya sekarang"


@pytest.mark.requirement("R88")
async def test_a_draft_left_for_later_is_not_sent_with_a_cry_about_something_else(
    person: Person, shared_bot: RunningBot
) -> None:
    question = await begin(person)
    while "Siapa yang terlibat" not in question["text"]:
        question = await answer(person, question)
    await press(person, question, "Simpan & lanjut nanti")

    shown = await say(person, "saya diancam tetangga, takut pulang")
    await person.press(shown, YES)
    await person.hear("Terkirim.")
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))

    assert "segel" not in view.body.substance
    assert "Lanjutkan laporan" in labels(await _menu(person))


async def _menu(person: Person) -> Json:
    await person.say("/menu")
    return await person.hear(lambda message: "Apa yang ingin Anda lakukan" in message["text"])

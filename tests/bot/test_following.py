"""A reporter follows, answers back and keeps their number."""

import pytest

from core.chain.states import IdentityMode
from core.privacy.tracking import new_tracking_id
from tests.bot.following import delivered_to, sent, status
from tests.bot.world import (
    RunningBot,
    World,
    begin,
    labels,
    press,
    say,
    send,
    to_review,
    tracking_in,
)
from tests.support.telegram import Person


@pytest.mark.requirement("R91", "R19")
async def test_the_tracking_id_opens_the_report_however_it_is_typed(
    person: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person)
    shown = await status(person, tracking.lower().replace("-", " "))
    assert "Diterima, sedang diperiksa" in shown["text"]
    assert "– Diterima: selesai, " in shown["text"]
    assert "paling lambat" in shown["text"].split("\n\n")[-2]
    assert shown["text"].count("paling lambat") == 1


@pytest.mark.slow
@pytest.mark.requirement("R63", "R91")
async def test_the_date_is_said_once_and_explained_when_asked(person: Person) -> None:
    await person.press(await to_review(person, await begin(person)), "Kirim laporan")
    following = await person.hear("Selanjutnya")
    last = following["text"].split("\n\n")[-2]
    assert last.startswith("Diperiksa paling lambat")
    assert following["text"].count("paling lambat") == following["text"].count("WIB") == 1

    await person.hear("Nomor pelacakan Anda")
    why = await press(person, following, "Mengapa tanggal ini?")

    assert why["text"].startswith("Mengapa tanggal ini?")
    for said in ("3 hari kerja, dihitung sejak", "Mulai ", "Keputusan KPU 1089/2025 BAB IV B.9"):
        assert said in why["text"]
    assert last.removeprefix("Diperiksa paling lambat ").rstrip(".") in why["text"]


@pytest.mark.slow
async def test_the_tracking_id_is_offered_until_it_is_kept(person: Person) -> None:
    tracking = await send(person, await to_review(person, await begin(person)))
    await person.say("/menu")
    again = await person.hear("belum Anda simpan")
    assert tracking_in(again) == tracking
    await person.hear("Menu")
    await person.press(again, "Sudah saya simpan")
    await person.hear("tidak saya tampilkan lagi")
    assert tracking not in str(await person.messages())  # neither here nor where it was first shown
    await person.say("/menu")
    assert "Menu" in (await person.hear())["text"]


@pytest.mark.requirement("R91")
async def test_a_typing_error_is_told_from_an_unknown_number(person: Person, shared_bot: RunningBot) -> None:
    tracking = await sent(shared_bot, person)
    wrong = tracking[:-1] + ("7" if tracking[-1] != "7" else "8")
    await say(person, "/lacak")
    assert "salah ketik" in (await say(person, wrong))["text"]
    assert "18 huruf dan angka" in (await say(person, "7K3M9Q"))["text"]


@pytest.mark.requirement("R85", "R95")
async def test_guessing_is_slowed_down_for_the_guesser_only(
    person: Person, neighbour: Person, shared_bot: RunningBot
) -> None:
    await say(person, "/lacak")
    for _ in range(5):
        assert "Tidak ada laporan" in (await say(person, new_tracking_id()))["text"]
    assert "tunggu 10 menit" in (await say(person, new_tracking_id()))["text"]
    tracking = await sent(shared_bot, neighbour)
    assert tracking
    assert "Perjalanan" in (await status(neighbour, tracking))["text"]


@pytest.mark.requirement("R43")
async def test_information_is_added_and_read_back_in_the_thread(
    person: Person, shared_bot: RunningBot
) -> None:
    shown = await status(person, await sent(shared_bot, person))
    question = await press(person, shown, "Tambah keterangan")
    assert "Apa yang ingin Anda tambahkan?" in question["text"]
    await person.send_files("document", ("catatan.txt", b"pelat nomor N 1234", "text/plain"))
    more = await person.hear("catatan.txt")
    assert "Lanjut" in labels(more)
    last = await say(person, "mobilnya putih")
    shown = await press(person, last, "Kirim")
    assert "Keterangan tambahan sudah masuk" in shown["text"]
    thread = await press(person, shown, "Percakapan")
    assert "mobilnya putih" in thread["text"]
    await person.press(thread, "Ambil: catatan.txt")
    file = await person.hear(lambda message: bool(message["files"]))
    assert await person.download(file["files"][0]) == b"pelat nomor N 1234"


@pytest.mark.requirement("R94")
async def test_withdrawing_is_confirmed_and_told_with_the_way_on(
    person: Person, shared_bot: RunningBot
) -> None:
    shown = await status(person, await sent(shared_bot, person))
    question = await press(person, shown, "Cabut laporan")
    sure = await press(person, question, "Lewati")
    assert labels(sure) == ["Kirim", "Ubah 1", "Kembali", "Batal"]
    shown = await press(person, sure, "Kirim")
    assert "Dicabut" in shown["text"]
    assert "Cabut laporan" not in labels(shown)


@pytest.mark.requirement("R88")
async def test_protection_can_be_asked_for(person: Person, shared_bot: RunningBot) -> None:
    shown = await status(person, await sent(shared_bot, person))
    numbers = await press(person, shown, "Saya terancam")
    assert numbers["text"].startswith("Dalam bahaya? Telepon sekarang:")
    question = await press(person, numbers, "Belum, tetapi saya diancam")
    assert "Apa yang Anda alami?" in question["text"]
    last = await say(person, "saya diancam lewat telepon")
    shown = await press(person, last, "Kirim")
    assert "110" in shown["text"]


@pytest.mark.requirement("R90", "R91")
async def test_a_kept_number_lists_the_report_and_opens_it_by_number(
    person: Person, shared_bot: RunningBot
) -> None:
    await sent(shared_bot, person, IdentityMode.CONFIDENTIAL)
    mine = await say(person, "/laporan")
    assert "1. Laporan rahasia – Diterima" in mine["text"]
    shown = await say(person, "1")
    assert "Perjalanan laporan" in shown["text"]
    for seen in await person.messages():  # over a shoulder nothing of the story is read
        assert "Segel" not in f"{seen['text']} {seen['buttons']}"
    assert "Segel kotak suara" in (await press(person, shown, "Isi laporan"))["text"]


@pytest.mark.requirement("R90", "R91")
async def test_only_an_open_report_is_shown_by_its_first_words(
    person: Person, neighbour: Person, shared_bot: RunningBot
) -> None:
    named = await sent(shared_bot, person, IdentityMode.OPEN)
    assert "1. Segel kotak suara" in (await say(person, "/laporan"))["text"]
    assert (await status(person, named))["text"].startswith("Segel kotak suara terbuka")
    anonymous = await sent(shared_bot, neighbour)
    assert (await status(neighbour, anonymous))["text"].startswith("Laporan Anda")
    assert "Segel" not in str(await neighbour.messages())


@pytest.mark.requirement("R89")
async def test_an_anonymous_report_is_never_listed(person: Person, shared_bot: RunningBot) -> None:
    await sent(shared_bot, person)
    assert "Belum ada laporan yang disimpan" in (await say(person, "/laporan"))["text"]


async def test_news_are_chosen_unlinked_and_linked_again(person: Person, shared_bot: RunningBot) -> None:
    shown = await status(person, await sent(shared_bot, person))
    push = await press(person, shown, "Atur kabar")
    assert "Sekarang: Segera" in push["text"]
    push = await press(person, push, "Sekali sehari")
    assert "Sekarang: Sekali sehari" in push["text"]
    shown = await press(person, push, "Putuskan")
    assert "tidak lagi terhubung" in shown["text"]
    push = await press(person, shown, "Atur kabar")
    assert labels(push) == ["Hubungkan ke sini", "Lihat status"]
    shown = await press(person, push, "Hubungkan ke sini")
    assert "terhubung. Kabar" in shown["text"]
    push = await press(person, shown, "Atur kabar")
    assert "Putuskan dari sini" in labels(push)
    assert "Pindahkan ke sini" not in labels(push)


@pytest.mark.requirement("R91")
@pytest.mark.parametrize("mode", [IdentityMode.ANONYMOUS, IdentityMode.CONFIDENTIAL])
async def test_another_account_moves_the_news_to_itself(
    chat_world: World, person: Person, neighbour: Person, shared_bot: RunningBot, mode: IdentityMode
) -> None:
    tracking = await sent(shared_bot, person, mode)
    push = await press(neighbour, await status(neighbour, tracking), "Atur kabar")
    assert "Pindahkan ke sini" in labels(push)
    assert "Putuskan dari sini" not in labels(push)  # it is not from here
    moved = await press(neighbour, push, "Pindahkan ke sini")
    assert "dipindahkan ke sini" in moved["text"]
    assert "Putuskan dari sini" in labels(await press(neighbour, moved, "Atur kabar"))
    assert await delivered_to(chat_world, shared_bot, tracking) == neighbour.user_id
    assert "Belum ada laporan yang disimpan" in (await say(person, "/laporan"))["text"]


async def test_a_moved_report_keeps_its_number_here_if_wished(
    person: Person, neighbour: Person, shared_bot: RunningBot
) -> None:
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    push = await press(neighbour, await status(neighbour, tracking), "Atur kabar")
    assert "di obrolan lain, bukan di sini" in push["text"]
    await press(neighbour, push, "Pindahkan dan simpan nomor")
    assert "1. Segel" in (await say(neighbour, "/laporan"))["text"]


async def test_a_button_of_another_report_opens_nothing(person: Person, shared_bot: RunningBot) -> None:
    first = await status(person, await sent(shared_bot, person))
    second = await sent(shared_bot, person)
    await status(person, second)
    assert "tertutup" in (await press(person, first, "Cabut laporan"))["text"]
    assert "Diterima" in (await status(person, second))["text"]


async def test_commands_work_anywhere_and_keep_the_draft(person: Person) -> None:
    await begin(person)
    await say(person, "2")
    for command, words in (("/bantuan", "SAPA 129"), ("/standar", "hari kerja"), ("/lacak", "Ketik nomor")):
        assert words in (await say(person, command))["text"]
    menu = await say(person, "/menu")
    assert labels(menu)[0] == "Lanjutkan laporan"
    assert "Tujuan" in (await say(person, "1"))["text"]

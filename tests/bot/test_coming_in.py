"""The way in: welcome, consent, deep links, the menu, and places where the bot does not talk."""

import httpx
import pytest

from core.notifications.botname import TRACK_PAYLOAD
from tests.bot.world import World, agree, labels, press, say, to_review
from tests.support.telegram import Person


@pytest.mark.requirement("R85", "R98")
async def test_the_welcome_says_what_is_kept_what_telegram_knows_and_asks_for_consent(person: Person) -> None:
    await person.say("/start")
    welcome = await person.hear("Kentongan")
    assert "tidak boleh menerima uang" in welcome["text"]
    consent = await person.hear("Setuju data Anda")
    for words in (
        "Kami simpan laporan",
        "tidak kami simpan",
        "Telegram bisa membaca obrolan ini",
        "kantor KPU",
    ):
        assert words in consent["text"]
    assert "Petugas tidak bisa melihatnya" in consent["text"]
    assert "UU 27/2022" not in consent["text"]
    assert "segel" not in consent["text"]
    consent = await press(person, consent, "Aturannya")
    assert "UU 27/2022" in consent["text"]
    refused = await press(person, consent, "Tidak setuju")
    assert "lapor.go.id" in refused["text"]
    assert "Setuju data Anda" in (await say(person, "/lapor"))["text"]


async def test_the_menu_offers_every_way_and_takes_numbers(person: Person) -> None:
    menu = await agree(person)
    assert labels(menu) == [
        "Buat laporan", "Lapor orang dalam KPU", "Tanya saja", "Lacak laporan", "Laporan saya",
            "Standar layanan", "Bantuan", "Saya terancam", "Bahasa / Language",
    ]  # fmt: skip
    standards = await say(person, "6")
    assert "Laporan baru diperiksa: 3 hari kerja" in standards["text"]


@pytest.mark.requirement("R156")
async def test_the_standards_are_plain_lines_and_their_rules_one_press_away(person: Person) -> None:
    await agree(person)
    standards = await say(person, "/standar")
    lines = [line for line in standards["text"].split("\n") if line.startswith("•")]
    assert "• Pengaduan biasa dan saran dijawab: 14 hari kerja" in lines
    assert all(line.count("hari kerja") == 1 for line in lines)
    assert len(lines) == 8
    for officialese in ("berkadar", "Keputusan", "Perpres"):
        assert officialese not in standards["text"]
    sources = (await press(person, standards, "Dasar aturan"))["text"]
    assert "• Laporan baru diperiksa: Keputusan KPU 1089/2025 BAB IV B.9" in sources
    assert "• Pertanyaan: 5 hari kerja menurut praktik nasional SP4N-LAPOR!" in sources
    assert "«Berkadar pengawasan» berarti" in sources
    assert "Standar layanan" in (await say(person, "1"))["text"]


@pytest.mark.requirement("R147")
async def test_help_shows_the_right_route_crisis_numbers_and_ways_without_telegram(person: Person) -> None:
    await agree(person)
    helped = (await say(person, "/bantuan"))["text"]
    for words in ("Lapor orang dalam KPU", "110", "SAPA 129", "lapor.go.id", "kirim surat", "Gratis"):
        assert words in helped


@pytest.mark.parametrize("payload", ["kantor_35.01", "kantor_35-01", "kantor_3501"])
async def test_a_link_to_an_office_leads_to_a_report_for_it(person: Person, payload: str) -> None:
    await person.say(f"/start {payload}")
    await person.press(await person.hear("Setuju data Anda"), "Setuju, lanjut")
    question = await person.hear("Langkah 1")
    assert "Tujuan laporan: KPU Kabupaten Pacitan" in question["text"]


@pytest.mark.slow
async def test_the_office_of_a_link_can_be_changed_in_the_review(person: Person) -> None:
    await person.say("/start kantor_5203")
    await person.press(await person.hear("Setuju data Anda"), "Setuju, lanjut")
    question = await person.hear("Tujuan laporan: KPU Kabupaten Lombok Timur. Bisa diubah")
    question = await say(person, "1")
    assert question["text"].startswith("Langkah 2 dari 10 · Cara melapor")
    review = await to_review(person, question)
    assert "2. Tujuan: KPU Kabupaten Lombok Timur" in review["text"]
    question = await press(person, review, "Ubah 2")
    assert "Jawaban Anda sekarang: KPU Kabupaten Lombok Timur" in question["text"]
    await say(person, "Pacitan")
    review = await say(person, "1")
    assert "2. Tujuan: KPU Kabupaten Pacitan" in review["text"]


@pytest.mark.requirement("R144")
async def test_a_link_to_whistleblowing_explains_it_and_offers_the_other_route(person: Person) -> None:
    await person.say("/start wbs")
    await person.press(await person.hear("Setuju data Anda"), "Setuju, lanjut")
    intro = await person.hear("Hanya Inspektorat")
    assert labels(intro) == ["Ya, lanjut", "Laporan biasa"]
    assert "Langkah 1" in (await press(person, intro, "Ya, lanjut"))["text"]


async def test_the_link_on_a_receipt_asks_for_the_tracking_id(person: Person) -> None:
    await person.say(f"/start {TRACK_PAYLOAD}")
    await person.press(await person.hear("Setuju data Anda"), "Setuju, lanjut")
    await person.hear("nomor pelacakan")
    await person.say(f"/start {TRACK_PAYLOAD}")
    assert "nomor pelacakan" in (await person.hear())["text"]  # who is known is asked at once


async def test_an_unknown_office_in_a_link_is_said(person: Person) -> None:
    await person.say("/start kantor_99.99")
    await person.hear("kantor yang tidak saya kenal")


@pytest.mark.requirement("R51")
async def test_words_typed_where_nothing_is_remembered_are_said_to_be_in_no_report(person: Person) -> None:
    told = await say(person, "halo")
    assert told["text"].startswith("Kentongan KPU\nLapor ke KPU di sini")
    order = [
        told["text"].index(words)
        for words in ("tidak saya simpan", "Ingin melapor? Pilih Buat laporan", "Tadi sedang menulis laporan")
    ]
    assert order == sorted(order)
    assert "belum terkirim" in told["text"]
    assert "Buat laporan" in labels(told)
    await person.send_files("document", ("satu.txt", b"catatan", "text/plain"))
    assert "Belum terkirim" in (await person.hear("1 berkas"))["text"]


async def test_who_refused_consent_is_greeted_and_hears_nothing_of_a_lost_draft(person: Person) -> None:
    await person.say("/start")
    consent = await person.hear("Setuju data Anda")
    assert "Belum ada yang disimpan" in (await say(person, "segel putus"))["text"]
    await press(person, consent, "Tidak setuju")
    told = await say(person, "halo")
    assert "Lapor ke KPU di sini" in told["text"]
    assert "tidak saya simpan. Ingin melapor? Pilih Buat laporan" in told["text"]
    assert "hilang" not in told["text"]


@pytest.mark.requirement("R51")
async def test_who_is_known_and_wrote_no_draft_is_told_only_that_it_was_not_understood(
    person: Person,
) -> None:
    await agree(person)
    assert "belum saya pahami" in (await say(person, "segel putus"))["text"]


async def test_a_waiting_draft_is_offered_before_another_begins(person: Person) -> None:
    menu = await agree(person)
    await press(person, menu, "Buat laporan")
    offer = await say(person, "/lapor")
    assert "belum dikirim" in offer["text"]
    assert "Langkah 1" in (await press(person, offer, "Lanjutkan laporan"))["text"]
    offer = await say(person, "/lapor")
    assert "Langkah 1" in (await press(person, offer, "Buang, mulai baru"))["text"]


async def test_commands_are_registered_for_the_clients_menu(chat_world: World, person: Person) -> None:
    await agree(person)
    url = f"{chat_world.simulator.base_url}/bot{chat_world.simulator.token}/getMyCommands"
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = (await client.get(url)).json()
    assert {
        *("menu", "lapor", "wbs", "lacak", "laporan", "standar", "terancam", "bantuan", "bahasa"),
        *("bersihkan", "batal"),
        "tanya",
    } == {each["command"] for each in answer["result"]}


async def test_whoever_blocked_the_bot_comes_back_to_where_they_were(person: Person) -> None:
    menu = await agree(person)
    await press(person, menu, "Buat laporan")
    await person.block()
    await person.unblock()
    assert "Langkah 1" in (await say(person, "halo"))["text"]

"""Before an anonymous report is sent it is asked once about what in its own text tells who wrote it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.conversation.giveaways import giveaways_of
from bot.memory.state import Draft
from core.chain.states import IdentityMode, Track
from tests.bot.following import read
from tests.bot.world import RunningBot, begin, labels, press, say, to_review, tracking_in
from tests.support.telegram import Person

OWN = "Siti Rahmawati"


def draft(**written: Any) -> Draft:
    usual: dict[str, Any] = {
        "id": "a", "tracking_id": "b", "track": Track.WHISTLEBLOWING, "step": "review",
        "started_at": datetime(2026, 3, 2, tzinfo=UTC), "identity_mode": IdentityMode.ANONYMOUS,
    }  # fmt: skip
    return Draft(**(usual | written))


@pytest.mark.requirement("R89")
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Saya satu-satunya staf yang pegang buku tamu hari itu", "satu orang"),
        ("hanya saya yang tahu kodenya", "satu orang"),
        ("saya sendiri yang antar uangnya", "satu orang"),
        ("tidak ada orang lain yang tahu selain saya", "satu orang"),
        ("nama saya Siti", "satu orang"),
        ("jangan sampai ketahuan, saya satu2nya yg pegang kwitansinya", "satu orang"),
        ("aku satu2nya orang IT di sini", "satu orang"),
        ("saya staf humas satu-satunya di kantor", "satu orang"),
        ("yg tau cm sy sama bendahara", "satu orang"),
        ("Saya yang pegang buku setorannya", "satu orang"),
        ("uangnya diantar ke rumah dinas, sy drivernya", "satu orang"),
        ("ruang kami di lantai 2, kami cuma bertiga", "satu orang"),
        ("hubungi 0812-3456-7890", "nomor telepon"),
        ("wa +62 812 3456 7890", "nomor telepon"),
        ("NIP saya 19870412 201012 1 003", "NIP"),
        ("NIP 198704122010121003", "NIP"),
        ("NIK 3204112233445566", "NIK"),
        ("surel sr.hm@contoh.go.id", "surel"),
        ("waktu itu rahmawati yang jaga", "akun"),
    ],
)
def test_what_gives_the_writer_away_is_found(said: str, kind: str) -> None:
    found = giveaways_of(draft(chronology=said), OWN)

    assert [each.step for each in found][:1] == ["how"]
    assert any(kind in each.kind for each in found)


@pytest.mark.parametrize(
    "said",
    [
        "bendahara minta setoran 5 juta tanggal 12 Maret 2026 jam 09.30",
        "kontrak nomor 027/112/2026 senilai Rp1.250.000.000",
        "saya lihat sendiri kejadiannya",
        "saya minta drivernya juga diperiksa",
        "kami cuma minta keadilan",
        "ketua yang pegang kuncinya, saya tidak",
        "TPS 12 dan TPS 13, DPT 20260312",
        "siti pegang kunci",
    ],
)
def test_an_ordinary_report_is_not_asked_about(said: str) -> None:
    assert giveaways_of(draft(chronology=said), "Ani W") == ()


def test_only_a_report_without_a_name_is_asked_about() -> None:
    named = draft(chronology="hubungi 081234567890", identity_mode=IdentityMode.CONFIDENTIAL)

    assert giveaways_of(named, OWN) == ()


def test_the_number_of_the_accused_is_not_asked_about_where_parties_are_named() -> None:
    named: list[Any] = [{"name": "Budi", "nip": "198704122010121003"}, {"name": "Siti"}]

    assert [each.said for each in giveaways_of(draft(parties=named), OWN)] == ["Siti"]


@pytest.mark.requirement("R89")
async def test_it_is_asked_once_and_sent_as_it_is_or_changed(person: Person, shared_bot: RunningBot) -> None:
    text = "saya satu-satunya staf yang pegang kunci gudang. hubungi 081234567890"
    review = await to_review(person, await begin(person), {"Cara melapor": "3", "Bagaimana": text})

    asked = await press(person, review, "Kirim laporan")
    assert "menunjukkan siapa Anda" in asked["text"]
    assert "«081234567890» – seperti nomor telepon" in asked["text"]
    assert labels(asked) == ["Ubah: Bagaimana", "Kirim apa adanya"]

    await press(person, asked, "Ubah: Bagaimana")
    review = await say(person, "kuncinya hilang. hubungi 081234567890")
    assert review["text"].startswith("Periksa laporan")
    await person.press(review, "Kirim laporan")
    tracking = tracking_in(await person.hear("Nomor pelacakan Anda"))
    assert "081234567890" in (await read(shared_bot, tracking)).body.chronology


@pytest.mark.requirement("R89")
async def test_whoever_shows_themselves_is_not_asked(person: Person) -> None:
    text = "hubungi 081234567890"
    review = await to_review(person, await begin(person), {"Cara melapor": "2", "Bagaimana": text})

    await person.press(review, "Kirim laporan")

    assert tracking_in(await person.hear("Nomor pelacakan Anda"))


@pytest.mark.requirement("R89")
async def test_before_writing_a_whistleblower_reads_one_line_of_advice(person: Person) -> None:
    question = await begin(person, "Lapor orang dalam KPU")
    while "Apa yang terjadi" not in question["text"]:
        question = await say(person, "Pacitan" if "kantor KPU mana" in question["text"] else "1")

    assert "jangan pakai ponsel, komputer, atau jaringan kantor" in question["text"]

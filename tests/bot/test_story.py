"""Story first: whatever somebody sends outside a question is heard, and one press makes it a report."""

from core.chain.states import IdentityMode, Kind, Track
from core.reports.models import Report
from tests.bot.world import World, agree, labels, press, say, tracking_in
from tests.support.telegram import Person

STORY = "petugas pps di desa jantuk kec sukamulia minta uang 50rb buat materai, kemarin malam jam 8"


async def test_one_message_and_two_presses_are_a_report(person: Person, world: World) -> None:
    page = await say(person, STORY)
    assert "1. Apa: petugas pps di desa jantuk" in page["text"]
    assert "Kapan: kemarin malam jam 8 (" in page["text"]
    assert "Kantor: KPU Kabupaten Lombok Timur" in page["text"]
    assert "Belum terkirim" in page["text"]
    mode = await press(person, page, "Kirim sebagai laporan")
    print(page["text"], labels(page), mode["text"], labels(mode))
    await press(person, mode, "3. Anonim")
    receipt = await person.hear("Nomor pelacakan Anda")
    assert tracking_in(receipt)

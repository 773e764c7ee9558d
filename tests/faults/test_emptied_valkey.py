"""Valkey emptied in the middle of everything: what was begun is gone, what was acknowledged is not."""

import pytest
from redis.asyncio import Redis

from core.privacy.tracking import TrackingId
from core.reporter.reporter import ReporterDesk
from tests.bot.world import World as Chat
from tests.bot.world import agree, begin, labels, press, say, send, to_review, to_step
from tests.support.desk.client import field_of
from tests.support.desk.world import World as Desk
from tests.support.telegram import Person

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]


async def _empty(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as client:
        await client.flushdb()


@pytest.mark.requirement("R51", "R91")
async def test_an_emptied_valkey_costs_a_draft_and_no_report_and_people_are_told_how_to_go_on(
    chat: Chat, person: Person
) -> None:
    async with chat.bot() as running:
        tracking = await send(person, await to_review(person, await begin(person)))
        await person.say("/lapor")
        question = await to_step(person, await person.hear("Langkah 1"), "Apa")
        await _empty(chat.redis_url)
        pressed = await press(person, question, "Batal")
        assert "tidak saya temukan lagi" in pressed["text"]
        assert "Buat laporan" in pressed["text"]
        typed = await say(person, "segel kotak suara putus")
        assert "Belum terkirim" in typed["text"]
        assert "Kirim sebagai laporan" in labels(typed)
        await say(person, "batal")
        await say(person, "ya")
        await agree(person)
        await person.say(tracking)
        await person.hear("Status:")
        async with running.core.database.transaction() as session:
            view = await ReporterDesk(running.core, session).thread(TrackingId(tracking))
    assert "segel kotak suara sudah terbuka" in view.body.substance


@pytest.mark.requirement("R51")
async def test_the_send_button_of_a_lost_draft_says_that_nothing_was_sent(chat: Chat, person: Person) -> None:
    async with chat.bot():
        review = await to_review(person, await begin(person))
        await _empty(chat.redis_url)
        answer = await press(person, review, "Kirim laporan")
    assert "tidak saya temukan lagi" in answer["text"]
    assert "belum terkirim" in answer["text"]
    assert "sudah kami terima" not in str([message["text"] for message in await person.messages()])


async def test_an_emptied_valkey_signs_officers_out_and_keeps_what_they_did(desk: Desk) -> None:
    receipt = await desk.registered()
    path = f"/laporan/{receipt['report_id']}"
    async with await desk.visit("sari") as sari:
        page = (await sari.get(path)).text
        key = field_of(page, "key", form=f"{path}/aksi/note")
        await _empty(desk.parts.settings.require_redis_url())
        by_api = await sari.get(f"/api/v1{path.replace('laporan', 'reports')}")
        by_page = await sari.post_form(f"{path}/aksi/note", {"text": "Sudah diketik.", "key": key})
    assert (by_api.status_code, by_api.json()["code"]) == (401, "session.required")
    assert by_page.status_code == 401
    assert "Masuk" in by_page.text
    async with await desk.visit("sari") as sari:
        again = await sari.get(path)
    assert again.status_code == 200
    assert receipt["agenda_number"] in again.text

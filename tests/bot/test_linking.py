"""Linking an officer's chat in the chat itself, beside whatever is reported there."""

from uuid import UUID

import pytest

from core.notifications.officer_chats import OfficerChats, carry_out_unlink
from core.wiring import connect_core
from tests.bot.world import RunningBot, World, answer, begin, say
from tests.support.house import hire
from tests.support.telegram import Person

pytestmark = pytest.mark.slow


async def officer_with_code(running: RunningBot, username: str) -> tuple[UUID, str]:
    """An officer who has just pressed "Tautkan Telegram"."""
    async with running.core.database.transaction() as session:
        officer = await hire(session, username, f"Penanda {username}")
        return officer.id, await OfficerChats(session, officer.id).new_code()


async def linked(running: RunningBot, officer_id: UUID) -> bool:
    async with running.core.database.transaction() as session:
        return (await OfficerChats(session, officer_id).mine()).linked_at is not None


@pytest.mark.requirement("R89")
async def test_the_code_links_the_chat_and_the_bot_names_nobody(
    person: Person, shared_bot: RunningBot
) -> None:
    officer_id, code = await officer_with_code(shared_bot, f"tautan{person.user_id}")
    heard = await say(person, f"/start petugas_{code}")
    assert "Petugas tertaut" in heard["text"]
    assert "Penanda" not in heard["text"]
    assert "jangan pakai percakapan ini" in heard["text"]  # one account would tie officer and reporter
    for way in ("akun Telegram lain", "ruang PPID", "surat"):
        assert way in heard["text"]
    assert "tetap bisa" not in heard["text"]
    assert await linked(shared_bot, officer_id)
    again = await say(person, f"/start petugas_{code}")
    assert "tidak berlaku" in again["text"]


async def test_guessing_codes_is_slowed_down_like_guessing_numbers(
    person: Person, shared_bot: RunningBot
) -> None:
    officer_id, code = await officer_with_code(shared_bot, f"tebak{person.user_id}")
    for _ in range(5):
        assert "tidak berlaku" in (await say(person, "/start petugas_AAAABBBBCCCC"))["text"]
    assert "tunggu 10 menit" in (await say(person, f"/start petugas_{code}"))["text"]
    assert not await linked(shared_bot, officer_id)


async def test_linking_in_the_middle_of_a_report_leaves_the_report_as_it_is(
    person: Person, shared_bot: RunningBot
) -> None:
    officer_id, code = await officer_with_code(shared_bot, f"tengah{person.user_id}")
    question = await begin(person)
    following = await answer(person, question)
    assert "Petugas tertaut" in (await say(person, f"/start petugas_{code}"))["text"]
    assert "KPU Kabupaten Pacitan" in (await answer(person, following))["text"]
    assert await linked(shared_bot, officer_id)


async def test_putus_unlinks_through_the_worker_and_says_the_same_to_a_stranger(
    person: Person, shared_bot: RunningBot, chat_world: World
) -> None:
    officer_id, code = await officer_with_code(shared_bot, f"putus{person.user_id}")
    stranger = await say(person, "/putus")
    await say(person, f"/start petugas_{code}")
    answered = await say(person, "/putus")
    assert answered["text"] == stranger["text"]
    worker = await connect_core(chat_world.settings(), ring="worker")
    async with worker.database.transaction() as session:
        connection = await session.connection()
        wishes = await connection.exec_driver_sql("SELECT id FROM officer_unlinks ORDER BY asked_at")
        found = [wish for (wish,) in wishes]
    for wish in found:
        await carry_out_unlink(worker, wish)
    await worker.close()
    assert not await linked(shared_bot, officer_id)


async def test_a_forged_link_neither_links_nor_opens_the_menu(person: Person, shared_bot: RunningBot) -> None:
    for payload in ("petugas_", "PETUGAS_xyz", "petugas_" + "A" * 50):
        assert "tidak berlaku" in (await say(person, f"/start {payload}"))["text"]

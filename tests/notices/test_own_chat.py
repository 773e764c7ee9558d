"""An officer's own chat: linked by a code that works once and for ten minutes, never named to the bot."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.courier.chat import Chats
from bot.courier.courier import NotYetError
from bot.courier.officers import OfficerCourier
from core.clock import held_at
from core.errors import UnavailableError
from core.notifications.officer_chats import OfficerChats, OwnChat, ask_unlink, bind, carry_out_unlink
from core.notifications.officer_delivery import officer_retry, take_for_officer
from core.notifications.officer_outbox import post_to_officer
from core.notifications.settling import Patience
from tests.notices.told import link, officer
from tests.support.scene import HeldDatabase, Scene
from tests.support.telegram import Person, SimulatorHandle, start_simulator

CHAT = 9_700_200_001


async def code_of(scene: Scene, who: str = "sari") -> str:
    async with scene.transaction() as session:
        return await OfficerChats(session, officer(scene, who)).new_code()


async def tried(scene: Scene, code: str, chat_id: int = CHAT) -> bool:
    async with scene.transaction() as session:
        return await bind(scene.bot, session, code, chat_id)


async def mine(scene: Scene, who: str = "sari") -> OwnChat:
    async with scene.transaction() as session:
        return await OfficerChats(session, officer(scene, who)).mine()


@pytest.mark.requirement("R89")
async def test_a_right_code_links_the_chat_sealed_and_works_once(scene: Scene) -> None:
    code = await code_of(scene)
    assert await tried(scene, code)
    assert (await mine(scene)).linked_at == scene.at
    assert not await tried(scene, code, CHAT + 1)
    [row] = await scene.rows("SELECT officer_chats::text FROM officer_chats")
    for secret in (str(CHAT), code, CHAT.to_bytes(8, "big").hex()):
        assert secret not in row[0]


async def test_a_code_ends_after_ten_minutes_and_when_another_is_made(scene: Scene) -> None:
    old = await code_of(scene)
    new = await code_of(scene)
    assert not await tried(scene, old)
    scene.pass_time(minutes=10, seconds=1)
    assert not await tried(scene, new)
    assert (await mine(scene)).linked_at is None


@pytest.mark.parametrize("forged", ["", "AAAAAAAAAAAA", "' OR 1=1 --", "petugas_", "x" * 3000, "ABC\x00"])
async def test_a_forged_code_links_nothing(scene: Scene, forged: str) -> None:
    await code_of(scene)
    assert not await tried(scene, forged)


async def test_a_code_may_be_typed_in_small_letters_and_with_gaps(scene: Scene) -> None:
    code = await code_of(scene)
    assert await tried(scene, f" {code[:4].lower()}-{code[4:8]} {code[8:]} ")


async def test_a_code_of_an_account_that_was_closed_is_worth_nothing(scene: Scene) -> None:
    code = await code_of(scene)
    async with scene.transaction() as session:
        await (await session.connection()).execute(
            text("UPDATE officers SET is_active = false WHERE username = 'sari'")
        )
    assert not await tried(scene, code)


@pytest.mark.slow
async def test_of_two_who_use_a_code_at_once_one_wins(busy_scene: Scene) -> None:
    code = await code_of(busy_scene)
    results = await asyncio.gather(*(tried(busy_scene, code, CHAT + number) for number in range(4)))
    assert sorted(results) == [False, False, False, True]


async def test_unlinking_in_the_chat_finds_its_officer_and_no_other(scene: Scene) -> None:
    await link(scene, "sari", CHAT)
    await link(scene, "dewi", CHAT + 1)
    async with scene.transaction() as session:
        await ask_unlink(scene.bot, session, CHAT)
    [(wish,)] = await scene.rows("SELECT id FROM officer_unlinks")
    with held_at(scene.at):
        await carry_out_unlink(scene.worker, wish)
        await carry_out_unlink(scene.worker, wish)
    assert (await mine(scene, "sari")).linked_at is None
    assert (await mine(scene, "dewi")).linked_at is not None
    assert await scene.rows("SELECT id FROM officer_unlinks") == []


async def test_unlinking_a_strangers_chat_changes_nothing(scene: Scene) -> None:
    await link(scene, "sari", CHAT)
    async with scene.transaction() as session:
        await ask_unlink(scene.bot, session, CHAT + 5)
    [(wish,)] = await scene.rows("SELECT id FROM officer_unlinks")
    with held_at(scene.at):
        await carry_out_unlink(scene.worker, wish)
    assert (await mine(scene)).linked_at is not None


async def test_choices_stay_when_the_chat_changes_and_leave_a_trace_in_the_audit(scene: Scene) -> None:
    await link(scene, "sari", CHAT)
    async with scene.transaction() as session:
        await OfficerChats(session, officer(scene, "sari")).choose(digest=False, warnings=True)
    async with scene.transaction() as session:
        await OfficerChats(session, officer(scene, "sari")).unlink()
    await link(scene, "sari", CHAT + 1)
    chosen = await mine(scene)
    assert (chosen.digest, chosen.warnings) == (False, True)
    verbs = await scene.rows("SELECT verb FROM audit_entries WHERE verb LIKE 'officer_chat.%' ORDER BY seq")
    assert [verb for (verb,) in verbs] == [
        "officer_chat.code",
        "officer_chat.linked",
        "officer_chat.unlinked",
        "officer_chat.code",
        "officer_chat.linked",
    ]


@pytest.fixture(scope="module")
def telegram() -> Iterator[SimulatorHandle]:
    simulator = start_simulator()
    yield simulator
    simulator.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def chats(telegram: SimulatorHandle) -> AsyncIterator[Chats]:
    telegram.clear_faults()
    async with Chats(
        telegram.token, api_base=telegram.base_url, timeout_seconds=3, messages_per_second=0
    ) as one:
        yield one
    telegram.clear_faults()


@pytest_asyncio.fixture(loop_scope="session")
async def person(telegram: SimulatorHandle) -> AsyncIterator[Person]:
    async with telegram.person(CHAT) as person:
        await person.say("/start")
        yield person


async def posted(scene: Scene, words: str = "Anda punya 3 laporan.") -> str:
    async with scene.transaction() as session:
        assert await post_to_officer(
            scene.worker, session, officer(scene, "sari"), about="digest", text=words, key=words[:40]
        )
    found = await scene.scalar("SELECT id FROM officer_deliveries ORDER BY created_at DESC LIMIT 1")
    return str(found)


async def delivered(scene: Scene, chats: Chats) -> list[tuple[str, str | None]]:
    courier = OfficerCourier(scene.worker, chats)
    for (one,) in await scene.rows("SELECT id FROM officer_deliveries ORDER BY created_at"):
        with held_at(scene.at):
            await courier.deliver(one)
    rows = await scene.rows("SELECT status, last_error FROM officer_deliveries ORDER BY created_at")
    return [(status, error) for status, error in rows]


async def test_a_message_arrives_once_and_its_words_are_emptied(
    scene: Scene, chats: Chats, person: Person
) -> None:
    await link(scene, "sari", CHAT)
    await posted(scene)
    assert await delivered(scene, chats) == [("sent", None)]
    assert await delivered(scene, chats) == [("sent", None)]
    heard = await person.hear("Anda punya 3 laporan.")
    assert heard["text"] == "Anda punya 3 laporan."
    assert await scene.scalar("SELECT count(*) FROM officer_deliveries WHERE sealed IS NOT NULL") == 0


async def test_a_blocked_bot_is_noted_for_the_profile_and_linking_again_clears_it(
    scene: Scene, chats: Chats, person: Person
) -> None:
    await link(scene, "sari", CHAT)
    await person.block()
    await posted(scene)
    assert await delivered(scene, chats) == [("unreachable", "blocked")]
    assert (await mine(scene)).unreachable_since == scene.at
    await person.unblock()
    await link(scene, "sari", CHAT)
    assert (await mine(scene)).unreachable_since is None


async def test_a_flood_makes_it_wait_and_an_unlinked_chat_makes_it_void(
    scene: Scene, chats: Chats, telegram: SimulatorHandle, person: Person
) -> None:
    await link(scene, "sari", CHAT)
    await posted(scene)
    telegram.fault(kind="429", chat_id=CHAT, times=1)
    with pytest.raises(NotYetError):
        await delivered(scene, chats)
    assert await scene.scalar("SELECT status FROM officer_deliveries") == "retrying"
    async with scene.transaction() as session:
        await OfficerChats(session, officer(scene, "sari")).unlink()
    assert await delivered(scene, chats) == [("suppressed", "unlinked")]


async def test_the_same_key_posts_once(scene: Scene) -> None:
    async with scene.transaction() as session:
        for expected in (True, False):
            done = await post_to_officer(
                scene.worker, session, officer(scene, "sari"), about="digest", text="a", key="satu"
            )
            assert done is expected


async def test_a_message_that_arrived_while_the_database_was_away_is_noted_and_not_sent_again(
    scene: Scene, chats: Chats, person: Person
) -> None:
    class AwayOnce(HeldDatabase):
        opened = 0

        @asynccontextmanager
        async def transaction(self) -> AsyncIterator[AsyncSession]:
            self.opened += 1
            if self.opened == 2:  # 1 takes the message, 2 notes it as sent
                raise UnavailableError
            async with super().transaction() as session:
                yield session

    await link(scene, "sari", CHAT)
    await posted(scene, "Sekali saja.")
    [(one,)] = await scene.rows("SELECT id FROM officer_deliveries")
    held = scene.worker.database
    assert isinstance(held, HeldDatabase)
    worker = replace(scene.worker, database=AwayOnce(held.connection))
    with held_at(scene.at):
        await OfficerCourier(worker, chats).deliver(one)
    assert await scene.rows("SELECT status, last_error FROM officer_deliveries") == [("sent", None)]
    heard = [message["text"] for message in await person.messages() if message["from"] == "bot"]
    assert heard.count("Sekali saja.") == 1


async def the_message(scene: Scene) -> UUID:
    await link(scene, "sari", CHAT)
    await posted(scene)
    [(one,)] = await scene.rows("SELECT id FROM officer_deliveries")
    return UUID(str(one))


async def closed_as(scene: Scene) -> tuple[str, str | None]:
    [row] = await scene.rows("SELECT status, last_error FROM officer_deliveries")
    assert await scene.scalar("SELECT sealed IS NULL AND in_flight_since IS NULL FROM officer_deliveries")
    return (row[0], row[1])


async def test_a_message_whose_sender_died_is_tried_once_more_and_not_a_third_time(scene: Scene) -> None:
    one = await the_message(scene)
    assert await take_for_officer(scene.worker, one) is not None  # and this sender dies
    assert await take_for_officer(scene.worker, one) is not None  # and so does this one
    assert await take_for_officer(scene.worker, one) is None
    assert await closed_as(scene) == ("unreachable", "uncertain")


async def test_a_message_that_cannot_be_opened_is_closed_and_blocks_nothing(scene: Scene) -> None:
    one = await the_message(scene)
    async with scene.transaction() as session:
        await (await session.connection()).execute(text("UPDATE officer_deliveries SET sealed = 'x'"))
    assert await take_for_officer(scene.worker, one) is None
    assert await closed_as(scene) == ("unreachable", "seal_broken")


async def test_counts_of_yesterday_are_given_up(scene: Scene) -> None:
    one = await the_message(scene)
    with held_at(scene.at + timedelta(hours=23)):
        assert await take_for_officer(scene.worker, one) is not None
        assert await officer_retry(scene.worker, one, "network", patience=Patience())
    with held_at(scene.at + timedelta(hours=25)):
        assert await take_for_officer(scene.worker, one) is not None
        assert not await officer_retry(scene.worker, one, "network", patience=Patience())
    assert await closed_as(scene) == ("unreachable", "network")
    assert not await officer_retry(scene.worker, one, "network", patience=Patience())


async def test_a_message_telegram_will_never_take_is_closed_without_blaming_the_chat(
    scene: Scene, chats: Chats, person: Person
) -> None:
    await link(scene, "sari", CHAT)
    await posted(scene, "a" * 5000)
    assert await delivered(scene, chats) == [("unreachable", "bad_request")]
    assert (await mine(scene)).unreachable_since is None

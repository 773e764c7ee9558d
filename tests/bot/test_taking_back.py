"""Deleting messages as Telegram lets us: hundreds at once, and one too old never saves the others."""

import itertools
import secrets
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiogram.exceptions import TelegramBadRequest
from redis.asyncio import Redis

from bot.memory.said import DELETABLE_SECONDS, SaidMessages
from bot.speech.calls import DeleteTexts, SendText, TakeButtonsOff
from bot.speech.messenger import Messenger
from bot.speech.noted import Noted
from bot.speech.replies import Out, Say, Sweep, TakeBack
from tests.bot.conftest import redis_number
from tests.support.servers import Servers

CHATS = itertools.count(8_811)
KEY = secrets.token_bytes(32)


class Telegram:
    """A bot whose messages are counted over all its chats, and that deletes nothing too old."""

    def __init__(self, newest: int, too_old: set[int]) -> None:
        self.newest = newest
        self.too_old = too_old
        self.deleted: set[int] = set()
        self.bare: list[int] = []

    async def __call__(self, call: Any) -> Any:
        match call:
            case SendText():
                self.newest += 1
                return {"message_id": self.newest}
            case DeleteTexts():
                assert 1 <= len(call.message_ids) <= 100
                if self.too_old & set(call.message_ids):
                    raise TelegramBadRequest(method=call, message="message can't be deleted")
                self.deleted |= set(call.message_ids)
            case TakeButtonsOff():
                self.bare.append(call.message_id)
        return True


@pytest_asyncio.fixture(loop_scope="session")
async def said(servers: Servers, worker_id: str) -> AsyncIterator[SaidMessages]:
    async with Redis.from_url(servers.valkey.url(redis_number(worker_id))) as redis:
        yield SaidMessages(redis, lambda chat_id: f"chat{chat_id}", secret_key=KEY)


async def deliver(said: SaidMessages, telegram: Telegram, chat: int, *outs: Out) -> None:
    await Messenger(telegram, said).deliver(chat, outs)  # type: ignore[arg-type]


async def test_messages_far_apart_are_deleted_and_those_too_old_save_no_other(said: SaidMessages) -> None:
    chat, others = next(CHATS), 7_000
    mine = set(range(10, others, 60))
    await said.note(chat, [Noted(number) for number in sorted(mine)])
    telegram = Telegram(others, too_old={10, 70, 3010})
    await deliver(said, telegram, chat, Sweep(Say("Bersih")))
    assert mine - telegram.deleted == {10, 70, 3010}
    assert telegram.newest not in telegram.deleted
    assert [each.message_id for each in await said.known(chat)] == [telegram.newest]


async def test_only_messages_with_the_number_are_taken_back(said: SaidMessages) -> None:
    chat = next(CHATS)
    await said.note(chat, [Noted(5, ("aa",)), Noted(6), Noted(7, ("bb", "aa")), Noted(8, ("bb",))])
    telegram = Telegram(9, too_old=set())
    await deliver(said, telegram, chat, TakeBack(("aa",), 9), Say("Baik"))
    assert telegram.deleted == {5, 7, 9}
    assert telegram.bare == []


async def test_a_number_too_old_to_delete_loses_its_button(said: SaidMessages) -> None:
    telegram = Telegram(9, too_old={4})
    await deliver(said, telegram, next(CHATS), TakeBack(("aa",), 4))
    assert (telegram.deleted, telegram.bare) == (set(), [4])


async def test_what_is_older_than_two_days_is_not_known_any_more(
    said: SaidMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = next(CHATS)
    await said.note(chat, [Noted(5)])
    later = time.time() + DELETABLE_SECONDS + 5
    monkeypatch.setattr("time.time", lambda: later)
    await said.note(chat, [Noted(6)])
    assert [each.message_id for each in await said.known(chat)] == [6]


async def test_where_valkey_is_away_nothing_is_noted_and_the_answer_goes_out_all_the_same() -> None:
    async with Redis.from_url("redis://127.0.0.1:9/0") as nowhere:
        said = SaidMessages(nowhere, str, secret_key=KEY)
        telegram = Telegram(20, too_old=set())
        await deliver(said, telegram, next(CHATS), Say("Baik"), Sweep(Say("Bersih")))
    assert telegram.newest == 22
    assert telegram.deleted == set(range(1, 22))


async def test_a_box_that_cannot_be_opened_costs_only_itself(said: SaidMessages) -> None:
    chat = next(CHATS)
    await said._redis.rpush(f"kb:said:chat{chat}", b"x" * 60)
    await said.note(chat, [Noted(6)])
    assert [each.message_id for each in await said.known(chat)] == [6]

"""How a bot receives: long polling, webhooks, button presses."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import telegram
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict

from tests.support.telegram import Person, SimulatorHandle

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Lanjut", callback_data="next")]])


async def test_updates_stay_until_an_offset_acknowledges_them(bot: telegram.Bot, person: Person) -> None:
    await person.say("dua")
    first = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == ["/start", "dua"]
    assert first[1].update_id == first[0].update_id + 1
    assert len(await bot.get_updates(limit=1)) == 1
    assert [update.update_id for update in await bot.get_updates(offset=first[1].update_id)] == [
        first[1].update_id
    ]
    assert await bot.get_updates(offset=first[1].update_id + 1) == ()


async def test_a_negative_offset_keeps_only_the_last_updates(bot: telegram.Bot, person: Person) -> None:
    await person.say("dua")
    await person.say("tiga")
    last = await bot.get_updates(offset=-1)
    assert [update.message.text for update in last if update.message] == ["tiga"]
    assert len(await bot.get_updates()) == 1


async def test_a_long_poll_ends_as_soon_as_something_comes(bot: telegram.Bot, person: Person) -> None:
    (start,) = await bot.get_updates()
    began = time.monotonic()
    poll = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=10))
    await asyncio.sleep(0.2)
    await person.say("sekarang")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "sekarang"
    assert time.monotonic() - began < 3


@pytest.mark.slow
async def test_a_long_poll_without_news_ends_empty(bot: telegram.Bot, person: Person) -> None:
    (start,) = await bot.get_updates()
    assert await bot.get_updates(offset=start.update_id + 1, timeout=1) == ()


async def test_a_second_poll_ends_the_first_with_a_conflict(bot: telegram.Bot, person: Person) -> None:
    (start,) = await bot.get_updates()
    first = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=10))
    await asyncio.sleep(0.2)
    assert await bot.get_updates(offset=start.update_id + 1) == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_only_the_kinds_a_bot_asks_for_are_queued(bot: telegram.Bot, person: Person) -> None:
    (start,) = await bot.get_updates(allowed_updates=["edited_message"])
    message = (await person.say("tidak diminta"))[0]
    await person.edit(message, "diminta")
    (update,) = await bot.get_updates(offset=start.update_id + 1)
    assert update.edited_message is not None
    assert update.edited_message.text == "diminta"
    assert update.edited_message.edit_date is not None


async def test_a_press_waits_for_the_bots_answer(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_message(1001, "Pilih", reply_markup=KEYBOARD)
    shown = await person.hear("Pilih")
    press = asyncio.create_task(person.press(shown, "Lanjut"))
    query = (await bot.get_updates(offset=-1, timeout=5, allowed_updates=[]))[-1].callback_query
    while query is None:
        query = (await bot.get_updates(offset=-1, timeout=5))[-1].callback_query
    assert query.data == "next"
    assert query.chat_instance
    assert query.message is not None
    assert query.message.message_id == sent.message_id
    await bot.answer_callback_query(query.id, "Tercatat", show_alert=True)
    assert await press == {"answered": True, "text": "Tercatat", "show_alert": True, "url": "", "sent": []}


async def test_an_unknown_or_old_query_cannot_be_answered(bot: telegram.Bot) -> None:
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await bot.answer_callback_query("12345")


async def test_blocking_and_unblocking_tell_the_bot(bot: telegram.Bot, person: Person) -> None:
    await person.block()
    await person.unblock()
    changes = [update.my_chat_member for update in await bot.get_updates()][1:]
    states = [change.new_chat_member.status for change in changes if change]
    assert states == ["kicked", "member"]


class Receiver:
    """A bot's own web server."""

    def __init__(self) -> None:
        self.calls: list[tuple[dict[str, Any], str | None]] = []
        self.answers: list[web.Response] = []
        self.url = ""
        self.called = asyncio.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        async with self.called:
            self.calls.append((await request.json(), request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
            self.called.notify_all()
        return self.answers.pop(0) if self.answers else web.Response()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10), self.called:
            await self.called.wait_for(lambda: len(self.calls) >= count)


@pytest_asyncio.fixture(loop_scope="session")
async def receiver() -> AsyncIterator[Receiver]:
    one = Receiver()
    app = web.Application()
    app.router.add_post("/hook", one.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield one
    await runner.cleanup()


async def all_taken(bot: telegram.Bot) -> telegram.WebhookInfo:
    """Wait until Telegram has heard that the last call was answered."""
    async with asyncio.timeout(20):
        while (info := await bot.get_webhook_info()).pending_update_count:  # noqa: ASYNC110 - the Bot API offers no event
            await asyncio.sleep(0.02)
    return info


async def test_a_webhook_gets_what_waited_and_what_comes_with_its_secret(
    bot: telegram.Bot, person: Person, receiver: Receiver
) -> None:
    assert await bot.set_webhook(receiver.url, secret_token="rahasia-1", allowed_updates=["message"])
    await person.say("lewat webhook")
    await receiver.until(2)
    assert [body["message"]["text"] for body, _secret in receiver.calls] == ["/start", "lewat webhook"]
    assert {secret for _body, secret in receiver.calls} == {"rahasia-1"}
    info = await all_taken(bot)
    assert (info.url, info.allowed_updates) == (receiver.url, ("message",))
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_updates() == ()


@pytest.mark.slow
async def test_a_failed_webhook_is_tried_again_in_order(
    bot: telegram.Bot, person: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500), web.Response(status=503)]
    await person.say("kedua")
    await bot.set_webhook(receiver.url)
    await receiver.until(4)
    assert [body["message"]["text"] for body, _secret in receiver.calls] == ["/start"] * 3 + ["kedua"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_webhook_may_answer_with_a_call(
    bot: telegram.Bot, person: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.json_response({"method": "sendMessage", "chat_id": 1001, "text": "langsung"})]
    await bot.set_webhook(receiver.url)
    assert (await person.hear("langsung"))["text"] == "langsung"


async def test_dropping_what_waits_is_possible(bot: telegram.Bot, person: Person) -> None:
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_secret_with_odd_characters_is_refused(bot: telegram.Bot, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook(receiver.url, secret_token="tidak boleh")


async def test_python_telegram_bots_application_runs_on_the_simulator(
    simulator: SimulatorHandle, person: Person
) -> None:
    async def answer(update: telegram.Update, _context: object) -> None:
        if update.effective_message:
            await update.effective_message.reply_text("Siap")

    from telegram.ext import Application, CommandHandler  # noqa: PLC0415 - only this test needs it

    builder = Application.builder().token(simulator.token).base_url(simulator.bot_url)
    application = builder.base_file_url(simulator.file_url).build()
    application.add_handler(CommandHandler("start", answer))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        assert (await person.hear("Siap"))["from"] == "bot"
        await application.updater.stop()
        await application.stop()

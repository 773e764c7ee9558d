"""Telegram's own limits, and faults on demand."""

import asyncio
import time
from datetime import timedelta

import httpx
import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from tests.simulator.conftest import make_bot
from tests.simulator.pictures import png
from tests.support.telegram import Person, SimulatorHandle, start_simulator


async def test_a_text_may_have_4096_characters_and_a_caption_1024(bot: telegram.Bot, person: Person) -> None:
    assert (await bot.send_message(1001, "a" * 4096)).text == "a" * 4096
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(1001, "a" * 4097)
    assert (await bot.send_photo(1001, png(), caption="a" * 1024)).caption == "a" * 1024
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(1001, png(), caption="a" * 1025)
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(1001, "<b> </b>", parse_mode="HTML")


async def test_callback_data_may_have_64_bytes(bot: telegram.Bot, person: Person) -> None:
    def keyboard(data: str) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=data)]])

    assert (await bot.send_message(1001, "x", reply_markup=keyboard("é" * 32))).reply_markup
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(1001, "x", reply_markup=keyboard("é" * 32 + "a"))


async def test_a_button_must_do_something(
    http: httpx.AsyncClient, simulator: SimulatorHandle, person: Person
) -> None:
    body = {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}}
    answer = (await http.post(f"/bot{simulator.token}/sendMessage", json=body)).json()
    assert answer["error_code"] == 400
    assert "Text buttons are unallowed in the inline keyboard" in answer["description"]


async def test_a_file_over_20_mb_cannot_be_downloaded_by_the_bot(bot: telegram.Bot, person: Person) -> None:
    (message,) = await person.send_files(
        "document", ("besar.bin", b"x" * (20 * 1024 * 1024 + 1), "application/zip")
    )
    assert message["files"][0]["size"] == 20 * 1024 * 1024 + 1
    update = (await bot.get_updates(offset=-1))[0]
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(update.message.document.file_id)


async def test_an_upload_over_50_mb_is_refused(bot: telegram.Bot, person: Person) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(
            1001, b"x" * (50 * 1024 * 1024 + 1), filename="besar.zip", write_timeout=60, read_timeout=60
        )


async def test_what_is_no_picture_is_refused_as_photo(bot: telegram.Bot, person: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(1001, b"bukan gambar")


async def test_a_wrong_token_or_method_is_refused_as_telegram_does(
    http: httpx.AsyncClient, simulator: SimulatorHandle
) -> None:
    async def refusal(path: str) -> tuple[int, str]:
        response = await http.get(path)
        body = response.json()
        assert body["ok"] is False
        return response.status_code, body["description"]

    assert await refusal("/bot1:salah/getMe") == (401, "Unauthorized")
    assert await refusal("/botsalah/getMe") == (404, "Not Found")
    assert (await refusal(f"/bot{simulator.token}/terbang"))[0] == 404
    assert await refusal(f"/file/bot{simulator.token}/photos/../x") == (404, "Not Found")


async def test_every_body_format_and_an_escaped_colon_are_understood(
    http: httpx.AsyncClient, simulator: SimulatorHandle, person: Person
) -> None:
    path = f"/bot{simulator.token.replace(':', '%3A')}/SENDMESSAGE"
    fields = {
        "chat_id": "1001",
        "text": "sama",
        "reply_markup": '{"inline_keyboard":[[{"text":"x","callback_data":"x"}]]}',
    }
    answers = [
        await http.get(path, params=fields),
        await http.post(path, data=fields),
        await http.post(path, json=fields),
        await http.post(path, files={name: (None, value) for name, value in fields.items()}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["sama"] * 4
    broken = await http.post(path, content=b"{", headers={"content-type": "application/json"})
    assert broken.json()["description"] == "Bad Request: can't parse request JSON object"
    odd = await http.post(path, content=b"x", headers={"content-type": "multipart/form-data; boundary=a"})
    assert odd.status_code == 400


@pytest.mark.slow
async def test_sending_faster_than_telegram_allows_is_answered_with_429() -> None:
    simulator = start_simulator(limited=True)
    try:
        async with simulator.person(1001) as person, make_bot(simulator) as bot:
            await person.say("/start")
            for number in range(30):
                await bot.send_message(1001, str(number))
            answers = await asyncio.gather(  # all of them: one still under way would outlive the bot
                *(bot.send_message(1001, "lagi") for _again in range(20)), return_exceptions=True
            )
            waits = {answer.retry_after for answer in answers if isinstance(answer, RetryAfter)}
            assert waits
            assert waits <= {timedelta(seconds=1), timedelta(seconds=2)}
            assert all(isinstance(answer, telegram.Message | RetryAfter) for answer in answers)
            simulator.fault(kind="limits", enabled=False)
            assert (await bot.send_message(1001, "lagi")).text == "lagi"
    finally:
        simulator.stop()


async def test_429_asks_to_wait_as_often_as_ordered(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle
) -> None:
    simulator.fault(kind="429", method="sendMessage", retry_after=7, times=2)
    for _time in range(2):
        with pytest.raises(RetryAfter, match="7"):
            await bot.send_message(1001, "x")
    assert (await bot.send_message(1001, "x")).text == "x"


async def test_403_meets_only_the_chat_it_names(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle
) -> None:
    async with simulator.person(1002) as other:
        await other.say("/start")
        simulator.fault(kind="403", chat_id=1002, times=None)
        assert (await bot.send_message(1001, "x")).text == "x"
        for _time in range(2):
            with pytest.raises(Forbidden):
                await bot.send_message(1002, "x")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("500", "Internal Server Error"), ("down", "Bad Gateway"), ("503", "Service Unavailable")],
)
async def test_a_broken_server_is_a_network_error(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle, kind: str, words: str
) -> None:
    simulator.fault(kind=kind, times=None)
    with pytest.raises(NetworkError, match=words):
        await bot.get_me()
    simulator.clear_faults()
    assert (await bot.get_me()).is_bot


@pytest.mark.slow
async def test_a_timeout_may_hide_that_the_message_was_sent(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle
) -> None:
    simulator.fault(kind="timeout", method="sendMessage", delay=3, applied=True)
    with pytest.raises(TimedOut):
        await bot.send_message(1001, "tiba juga", read_timeout=0.5)
    assert (await person.hear("tiba juga"))["from"] == "bot"


async def test_an_update_comes_twice_when_ordered(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle
) -> None:
    simulator.fault(kind="duplicate")
    await person.say("ganda")
    numbers = [update.update_id for update in await bot.get_updates()][1:]
    assert len(numbers) == 2
    assert numbers[0] == numbers[1]
    assert await bot.get_updates(offset=numbers[0] + 1) == ()


async def test_updates_change_places_when_ordered(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle
) -> None:
    simulator.fault(kind="out_of_order")
    await person.say("satu")
    await person.say("dua")
    updates = (await bot.get_updates())[1:]
    assert [update.message.text for update in updates if update.message] == ["dua", "satu"]
    assert updates[0].update_id == updates[1].update_id + 1
    again = await bot.get_updates(offset=updates[1].update_id + 1)
    assert [update.message.text for update in again if update.message] == ["dua"]


async def test_a_held_update_comes_alone_after_its_delay(
    bot: telegram.Bot, person: Person, simulator: SimulatorHandle
) -> None:
    (start,) = await bot.get_updates()
    simulator.fault(kind="out_of_order", delay=0.3)
    began = time.monotonic()
    await person.say("terlambat")
    (update,) = await bot.get_updates(offset=start.update_id + 1, timeout=5)
    assert update.update_id == start.update_id + 1
    assert time.monotonic() - began >= 0.3


async def test_faults_are_listed_checked_and_cleared(http: httpx.AsyncClient) -> None:
    ordered = (await http.post("/faults", json={"kind": "500", "times": None})).json()
    assert ordered["faults"][0]["kind"] == "500"
    assert (await http.post("/faults", json={"kind": "gempa"})).status_code == 400
    assert (await http.post("/faults", json={"kind": "500", "kali": 2})).status_code == 400
    assert (await http.delete("/faults")).json()["faults"] == []


@pytest.mark.slow
async def test_many_people_are_served_quickly(bot: telegram.Bot, http: httpx.AsyncClient) -> None:
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for user in range(200):
            group.create_task(http.post(f"/people/{5000 + user}/messages", json={"text": "halo"}))
    assert len(await bot.get_updates(limit=100)) == 100
    assert time.monotonic() - began < 10

"""A person's app marks words and forwards what others wrote; the bot is told as Telegram tells it."""

import httpx
import pytest
import telegram

from tests.simulator.pictures import png
from tests.support.telegram import Json, Person

AT = 1_764_331_800
CHANNEL: Json = {
    "type": "channel",
    "date": AT,
    "chat": {"id": -1001234567890, "type": "channel", "title": "Info TPS", "username": "infotps"},
    "message_id": 12,
}
LINK: Json = {"type": "text_link", "offset": 3, "length": 7, "url": "https://video.example/"}


async def last_message(bot: telegram.Bot) -> telegram.Message:
    message = (await bot.get_updates(offset=-1))[-1].effective_message
    assert message is not None
    return message


async def test_a_hidden_link_is_an_entity_counted_in_utf16(bot: telegram.Bot, person: Person) -> None:
    (sent,) = await person.say("😀 di sini", entities=[LINK])
    message = await last_message(bot)

    assert sent["entities"] == [LINK]
    assert message.parse_entities() == {message.entities[0]: "di sini"}
    assert message.entities[0].url == LINK["url"]


async def test_a_forwarded_text_and_photo_tell_their_origin(bot: telegram.Bot, person: Person) -> None:
    await person.say("halo", origin=CHANNEL)
    text = await last_message(bot)
    await person.send_files(
        "photo", ("a.png", png(), "image/png"), caption="😀 di sini", entities=[LINK],
        origin={"type": "hidden_user", "date": AT, "sender_user_name": "Budi"},
    )  # fmt: skip
    photo = await last_message(bot)

    assert isinstance(text.forward_origin, telegram.MessageOriginChannel)
    assert (text.forward_origin.chat.title, text.forward_origin.message_id) == ("Info TPS", 12)
    assert isinstance(photo.forward_origin, telegram.MessageOriginHiddenUser)
    assert [each.url for each in photo.caption_entities] == [LINK["url"]]


@pytest.mark.parametrize(
    "origin", [{"type": "nowhere", "date": AT}, {"type": "user", "date": AT}, {"type": "hidden_user"}, "x"]
)
async def test_an_origin_that_telegram_would_never_tell_is_refused(
    http: httpx.AsyncClient, person: Person, origin: object
) -> None:
    answer = await http.post("/people/1001/messages", json={"text": "x", "forward_origin": origin})
    assert answer.status_code == 400
    assert "forward_origin" in answer.json()["error"]


async def test_a_person_may_write_2048_letters_under_a_file(bot: telegram.Bot, person: Person) -> None:
    await person.send_files("photo", ("a.png", png(), "image/png"), caption="a" * 2048)
    assert (await last_message(bot)).caption == "a" * 2048
    with pytest.raises(httpx.HTTPStatusError):
        await person.send_files("photo", ("a.png", png(), "image/png"), caption="a" * 2049)

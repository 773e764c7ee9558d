"""What a person sends and does beside words and files, as Telegram tells it to a bot."""

import httpx
import pytest
import telegram

from tests.simulator.pictures import png
from tests.support.telegram import Person

pytestmark = pytest.mark.slow

PLACE = (-8.65, 116.53)
NOTE = ("bulat.mp4", b"film", "video/mp4")


async def last_update(bot: telegram.Bot) -> telegram.Update:
    return (await bot.get_updates(offset=-1, allowed_updates=telegram.Update.ALL_TYPES))[-1]


async def last_message(bot: telegram.Bot) -> telegram.Message:
    message = (await last_update(bot)).effective_message
    assert message is not None
    return message


async def test_a_sticker_and_a_round_video_come_as_what_they_are(bot: telegram.Bot, person: Person) -> None:
    (sent,) = await person.send_files("sticker", ("s.webp", png(512, 512), "image/webp"))
    sticker = (await last_message(bot)).sticker
    await person.send_files("video_note", NOTE)
    note = (await last_message(bot)).video_note

    assert sent["files"][0]["kind"] == "sticker"
    assert sticker is not None
    assert (sticker.width, sticker.type, sticker.is_animated) == (512, "regular", False)
    assert note is not None
    assert note.length > 0
    assert bytes(await (await bot.get_file(note.file_id)).download_as_bytearray()) == b"film"


async def test_a_sticker_carries_no_words(person: Person) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        await person.send_files("sticker", ("s.webp", png(), "image/webp"), caption="halo")


async def test_a_poll_is_told_with_its_choices(bot: telegram.Bot, person: Person) -> None:
    await person.send(poll={"question": "Setuju?", "options": ["Ya", "Tidak"]})
    poll = (await last_message(bot)).poll
    assert poll is not None
    assert [option.text for option in poll.options] == ["Ya", "Tidak"]


@pytest.mark.parametrize(
    "poll", [{}, {"question": "x", "options": []}, {"question": "", "options": ["a"]}, 1]
)
async def test_a_poll_without_question_or_choices_is_refused(person: Person, poll: object) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        await person.send(poll=poll)


async def test_a_live_location_moves_by_edits_and_stops(bot: telegram.Bot, person: Person) -> None:
    (sent,) = await person.send_location(*PLACE, live_period=900)
    begun = (await last_message(bot)).location
    await person.call("move", sent, location={"latitude": -8.7, "longitude": 116.6})
    moved = (await last_update(bot)).edited_message
    await person.call("move", sent)
    stopped = (await last_update(bot)).edited_message

    assert begun is not None
    assert begun.live_period is not None
    assert moved is not None
    assert moved.location is not None
    assert moved.location.live_period is not None
    assert moved.location.latitude == -8.7
    assert stopped is not None
    assert stopped.location is not None
    assert stopped.location.live_period is None
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        await person.call("move", sent, location={"latitude": 0, "longitude": 0})


@pytest.mark.parametrize("period", [59, 86_401, "lama"])
async def test_a_live_location_of_no_possible_length_is_refused(person: Person, period: object) -> None:
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        await person.send(location={"latitude": 0, "longitude": 0, "live_period": period})


async def test_pinning_and_the_timer_are_told_as_service_messages(bot: telegram.Bot, person: Person) -> None:
    said = await bot.send_message(1001, "Nomor pelacakan")
    shown = next(one for one in await person.messages() if one["id"] == said.message_id)
    await person.call("pin", shown)
    pinned = (await last_message(bot)).pinned_message
    timer = await person.call("timer", seconds=86_400)
    changed = (await last_message(bot)).message_auto_delete_timer_changed

    assert pinned is not None
    assert pinned.message_id == said.message_id
    assert changed is not None
    assert timer["service"] == "Hapus otomatis: 1 hari"
    assert await person.call("pin", shown) == {}


async def test_a_message_sent_on_keeps_its_origin_and_a_protected_one_stays(
    bot: telegram.Bot, person: Person
) -> None:
    plain = await bot.send_message(1001, "boleh diteruskan")
    closed = await bot.send_message(1001, "dilindungi", protect_content=True)
    shown = {one["id"]: one for one in await person.messages()}
    await person.call("forward", shown[plain.message_id])
    message = await last_message(bot)

    assert message.text == "boleh diteruskan"
    assert isinstance(message.forward_origin, telegram.MessageOriginUser)
    assert message.forward_origin.sender_user.is_bot
    assert shown[closed.message_id]["has_protected_content"]
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        await person.call("forward", shown[closed.message_id])


async def test_a_reaction_reaches_a_bot_that_asked_for_it(bot: telegram.Bot, person: Person) -> None:
    await last_update(bot)
    (mine,) = await person.say("ini")
    await person.call("react", mine, emoji="👍")
    reaction = (await last_update(bot)).message_reaction
    assert reaction is not None
    assert isinstance(reaction.new_reaction[0], telegram.ReactionTypeEmoji)
    assert reaction.new_reaction[0].emoji == "👍"
    with pytest.raises(httpx.HTTPStatusError, match="400"):
        await person.call("react", mine, emoji="🪳")


async def test_a_bot_reacts_with_one_emoji_that_telegram_knows(bot: telegram.Bot, person: Person) -> None:
    (mine,) = await person.say("ini")
    assert await bot.set_message_reaction(1001, mine["id"], "👌")
    shown = next(one for one in await person.messages() if one["id"] == mine["id"])
    assert shown["reactions"] == [{"from": "bot", "emoji": "👌"}]
    with pytest.raises(telegram.error.BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(1001, mine["id"], "🪳")
    await bot.set_message_reaction(1001, mine["id"])
    assert "reactions" not in next(one for one in await person.messages() if one["id"] == mine["id"])


async def test_a_bot_sends_stickers_round_videos_and_polls(bot: telegram.Bot, person: Person) -> None:
    sticker = await bot.send_sticker(1001, png(512, 512))
    note = await bot.send_video_note(1001, b"film", duration=3)
    poll = await bot.send_poll(1001, "Kapan?", ["Senin", "Selasa"], is_anonymous=False)
    shown = {one["id"]: one for one in await person.messages()}

    assert sticker.sticker is not None
    assert note.video_note is not None
    assert [shown[each.message_id]["files"][0]["kind"] for each in (sticker, note)] == [
        "sticker",
        "video_note",
    ]
    await last_update(bot)
    voted = await person.call("vote", shown[poll.message_id], options=[1])
    answer = (await last_update(bot)).poll_answer
    assert voted["poll"]["options"][1]["voter_count"] == 1
    assert answer is not None
    assert answer.option_ids == (1,)
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        await person.call("vote", shown[poll.message_id], options=[0])
    with pytest.raises(telegram.error.BadRequest, match="between 1 and 300"):
        await bot.send_poll(1001, "", ["Senin", "Selasa"])


@pytest.mark.parametrize(("width", "height"), [(4000, 7000), (30, 1000)])
async def test_a_photo_that_telegram_would_not_show_is_refused_and_goes_as_a_file(
    http: httpx.AsyncClient, person: Person, width: int, height: int
) -> None:
    picture = ("a.png", png(width, height), "image/png")
    answer = await http.post("/people/1001/messages", data={"kind": "photo"}, files={"file": picture})
    assert answer.status_code == 400
    assert "berkas" in answer.json()["error"]
    (sent,) = await person.send_files("document", picture)
    assert sent["files"][0]["kind"] == "document"


async def test_an_empty_parameter_beside_an_upload_means_the_upload(
    http: httpx.AsyncClient, bot: telegram.Bot, person: Person
) -> None:
    """node-telegram-bot-api puts every option into the address and the file into the body."""
    answer = await http.post(
        f"/bot{bot.token}/sendPhoto?chat_id=1001&photo=", files={"photo": ("a.png", png(), "image/png")}
    )
    assert answer.json()["ok"], answer.text
    nothing = await http.post(f"/bot{bot.token}/sendPhoto?chat_id=1001&photo=")
    assert "there is no photo" in nothing.json()["description"]


async def test_the_ninth_button_of_a_row_is_taken_and_not_shown(bot: telegram.Bot, person: Person) -> None:
    """Telegram's servers take it; its apps leave out what is beyond the eighth."""
    row = [telegram.InlineKeyboardButton(str(number), callback_data=str(number)) for number in range(9)]
    sent = await bot.send_message(1001, "x", reply_markup=telegram.InlineKeyboardMarkup([row]))
    shown = next(one for one in await person.messages() if one["id"] == sent.message_id)
    assert [button["label"] for button in shown["buttons"][0]] == list("01234567")
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        await person.press(shown, "8")


async def test_a_client_somebody_made_presses_what_no_button_says(bot: telegram.Bot, person: Person) -> None:
    said = await bot.send_message(1001, "tanpa tombol")
    shown = next(one for one in await person.messages() if one["id"] == said.message_id)
    await person.call("forge", shown, data="opa:milik-orang-lain:x")
    query = (await last_update(bot)).callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("opa:milik-orang-lain:x", 1001)
    (mine,) = await person.say("halo")
    for message, data in ((mine, "x"), (shown, ""), (shown, "x" * 65)):
        with pytest.raises(httpx.HTTPStatusError, match="400"):
            await person.call("forge", message, data=data)

"""What a bot sends, through python-telegram-bot."""

import pytest
import telegram
from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden

from tests.simulator.pictures import png
from tests.support.telegram import Person, SimulatorHandle

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Lanjut", callback_data="next")]])


async def test_a_text_reaches_the_person_with_its_formatting_and_buttons(
    bot: telegram.Bot, person: Person
) -> None:
    sent = await bot.send_message(
        1001, "<b>Halo</b> 😀 <code>A1</code>", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert sent.parse_entities() == {sent.entities[0]: "Halo", sent.entities[1]: "A1"}
    seen = await person.hear("Halo")
    assert seen["text"] == "Halo 😀 A1"
    assert seen["buttons"] == [[{"label": "Lanjut", "data": "next"}]]
    assert [entity["type"] for entity in seen["entities"]] == ["bold", "code"]


async def test_message_numbers_grow_by_one_in_each_chat(
    bot: telegram.Bot, simulator: SimulatorHandle
) -> None:
    async with simulator.person(1) as first, simulator.person(2) as second:
        await first.say("satu")
        await second.say("dua")
        assert (await bot.send_message(1, "a")).message_id == 2
        assert (await bot.send_message(2, "b")).message_id == 2


async def test_a_reply_quotes_the_message_it_answers(bot: telegram.Bot, person: Person) -> None:
    reply = await bot.send_message(1001, "ya", reply_parameters=ReplyParameters(1))
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.text == "/start"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(1001, "ya", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(1001, "ya", reply_parameters=lenient)).reply_to_message is None


async def test_a_text_is_edited_in_place_and_marked_as_edited(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_message(1001, "lama", reply_markup=KEYBOARD)
    edited = await bot.edit_message_text("baru", 1001, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date is not None
    assert edited.reply_markup is None
    seen = await person.hear("baru")
    assert (seen["id"], seen["edited"], seen["buttons"]) == (sent.message_id, True, [])


async def test_an_edit_that_changes_nothing_is_refused(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_message(1001, "tetap", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("tetap", 1001, sent.message_id, reply_markup=KEYBOARD)


async def test_only_the_bots_own_existing_messages_can_be_edited(bot: telegram.Bot, person: Person) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", 1001, 99)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", 1001, 1)


async def test_buttons_can_be_taken_away_alone(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_message(1001, "pilih", reply_markup=KEYBOARD)
    await bot.edit_message_reply_markup(1001, sent.message_id)
    assert (await person.hear("pilih"))["buttons"] == []


async def test_messages_are_deleted_one_or_several(bot: telegram.Bot, person: Person) -> None:
    numbers = [(await bot.send_message(1001, text)).message_id for text in ("a", "b", "c")]
    assert await bot.delete_message(1001, numbers[0])
    assert await bot.delete_messages(1001, [*numbers[1:], 999])
    assert [message["text"] for message in await person.messages()] == ["/start"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(1001, numbers[0])


@pytest.mark.parametrize("attach", [True, False])
async def test_a_document_is_uploaded_and_downloaded_unchanged(
    bot: telegram.Bot, person: Person, *, attach: bool
) -> None:
    content = bytes(range(256)) * 40
    upload = InputFile(content, filename="bukti.pdf", attach=attach)
    sent = await bot.send_document(1001, upload, caption="<i>Bukti</i>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("bukti.pdf", "application/pdf")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content
    seen = await person.hear("Bukti")
    assert (seen["files"][0]["kind"], seen["files"][0]["size"]) == ("document", len(content))
    assert await person.download(seen["files"][0]) == content


async def test_a_known_file_is_sent_again_by_its_id(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_photo(1001, png(20, 10))
    assert (sent.photo[-1].width, sent.photo[-1].height) == (20, 10)
    again = await bot.send_photo(1001, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type photo as document"):
        await bot.send_document(1001, sent.photo[-1].file_id)
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
        await bot.send_document(1001, "tidak-ada")


async def test_sound_film_places_and_contacts_are_sent(bot: telegram.Bot, person: Person) -> None:
    assert (await bot.send_voice(1001, b"OggS-suara", duration=3)).voice is not None
    assert (await bot.send_audio(1001, b"lagu", filename="lagu.mp3")).audio is not None
    assert (await bot.send_video(1001, b"film", filename="film.mp4")).video is not None
    assert (await bot.send_animation(1001, b"gerak", filename="gerak.mp4")).animation is not None
    place = await bot.send_location(1001, -6.2, 106.8)
    assert place.location is not None
    contact = await bot.send_contact(1001, "+62800", "Sari")
    assert contact.contact is not None
    kinds = [file["kind"] for message in await person.messages() for file in message["files"]]
    assert kinds == ["voice", "audio", "video", "animation"]


async def test_an_album_arrives_as_one_group(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_media_group(
        1001, [InputMediaPhoto(png(), caption="Dua foto"), InputMediaPhoto(png(5, 5))]
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert sent[0].caption == "Dua foto"
    with pytest.raises(BadRequest, match="Can't mix media"):
        await bot.send_media_group(1001, [InputMediaPhoto(png()), InputMediaDocument(b"x", filename="x.txt")])


async def test_captions_and_media_are_edited(bot: telegram.Bot, person: Person) -> None:
    sent = await bot.send_photo(1001, png(), caption="lama")
    await bot.edit_message_caption(1001, sent.message_id, caption="baru")
    assert (await person.hear("baru"))["files"][0]["kind"] == "photo"
    media = InputMediaDocument(b"isi", filename="isi.txt", caption="berkas")
    await bot.edit_message_media(media, 1001, sent.message_id)
    assert (await person.hear("berkas"))["files"][0]["name"] == "isi.txt"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", 1001, sent.message_id)


async def test_a_button_copies_its_text_and_tells_the_bot_nothing(bot: telegram.Bot, person: Person) -> None:
    copies = InlineKeyboardButton("Salin", copy_text=CopyTextButton("7K3M9Q-2XV4TD-P8HWN5"))
    await bot.send_message(1001, "nomor", reply_markup=InlineKeyboardMarkup([[copies]]))
    shown = await person.hear("nomor")
    assert shown["buttons"] == [
        [{"label": "Salin", "data": None, "copy_text": {"text": "7K3M9Q-2XV4TD-P8HWN5"}}]
    ]
    pressed = await person.press(shown, "Salin")
    assert (pressed["answered"], pressed["copied"]) == (False, "7K3M9Q-2XV4TD-P8HWN5")
    for text in ("", "x" * 257):
        button = InlineKeyboardButton("Salin", api_kwargs={"copy_text": {"text": text}})
        with pytest.raises(BadRequest):
            await bot.send_message(1001, "nomor", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_messages_are_copied_and_forwarded_unless_protected(bot: telegram.Bot, person: Person) -> None:
    copied = await bot.copy_message(1001, 1001, 1)
    assert copied.message_id == 2
    forwarded = await bot.forward_message(1001, 1001, 1)
    assert forwarded.forward_origin is not None
    secret = await bot.send_message(1001, "rahasia", protect_content=True)
    assert secret.has_protected_content
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await bot.forward_message(1001, 1001, secret.message_id)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(1001, 1001, 999)


async def test_a_reply_keyboard_is_shown_pressed_once_and_removed(bot: telegram.Bot, person: Person) -> None:
    keys: list[list[str | KeyboardButton]] = [
        ["Pengaduan"],
        [KeyboardButton("Lokasi", request_location=True), KeyboardButton("Nomor", request_contact=True)],
    ]
    await bot.send_message(1001, "Pilih", reply_markup=ReplyKeyboardMarkup(keys, resize_keyboard=True))
    assert (await person.hear("Pilih"))["keyboard"] == [["Pengaduan"], ["Lokasi", "Nomor"]]
    assert (await person.press(None, "Pengaduan"))["sent"][0]["text"] == "Pengaduan"
    assert "location" in (await person.press(None, "Lokasi"))["sent"][0]
    assert (await person.press(None, "Nomor"))["sent"][0]["contact"]["user_id"] == 1001
    once = ReplyKeyboardMarkup([["Ya"]], one_time_keyboard=True)
    await bot.send_message(1001, "Sekali", reply_markup=once)
    await person.press(None, "Ya")
    with pytest.raises(Exception, match="404"):
        await person.press(None, "Ya")
    await bot.send_message(1001, "Tulis", reply_markup=ForceReply(input_field_placeholder="Nama"))
    await bot.send_message(1001, "Selesai", reply_markup=ReplyKeyboardRemove())


async def test_a_quiet_message_without_preview_is_marked_so(bot: telegram.Bot, person: Person) -> None:
    preview = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(
        1001, "lihat https://example.org/a", disable_notification=True, link_preview_options=preview
    )
    assert sent.link_preview_options == preview
    assert [entity.type for entity in sent.entities] == ["url"]
    assert (await person.hear("lihat"))["silent"] is True


async def test_the_bot_introduces_itself(bot: telegram.Bot, person: Person) -> None:
    await bot.set_my_commands([("lapor", "Buat laporan"), ("bantuan", "Bantuan")])
    assert [command.command for command in await bot.get_my_commands()] == ["lapor", "bantuan"]
    await bot.set_my_description("Laporkan masalah pemilu.")
    await bot.set_my_short_description("Laporan pemilu")
    await bot.set_my_name("Kentongan")
    assert (await bot.get_my_description()).description == "Laporkan masalah pemilu."
    assert (await bot.get_my_name()).name == "Kentongan"
    assert (await bot.get_me()).first_name == "Kentongan"
    await bot.set_chat_menu_button(1001, telegram.MenuButtonCommands())
    assert await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Salah Nama", "x")])


async def test_a_message_is_pinned_and_the_chat_described(bot: telegram.Bot, person: Person) -> None:
    assert await bot.pin_chat_message(1001, 1)
    chat = await bot.get_chat(1001)
    assert chat.pinned_message is not None
    assert (chat.type, chat.first_name, chat.last_name) == ("private", "Warga", "1001")
    assert await bot.unpin_chat_message(1001)
    assert (await bot.get_chat(1001)).pinned_message is None
    assert await bot.send_chat_action(1001, "typing")


async def test_a_blocked_or_unknown_chat_cannot_be_written_to(bot: telegram.Bot, person: Person) -> None:
    await person.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(1001, "halo")
    await person.unblock()
    assert (await bot.send_message(1001, "halo")).text == "halo"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(424242, "halo")

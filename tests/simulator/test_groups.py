"""A group of people with the bot in it: what the bot hears, what it may write, what it is told."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
import telegram

from tests.support.telegram import Person

pytestmark = pytest.mark.slow

GROUP = -7


@pytest_asyncio.fixture(loop_scope="session")
async def member(person: Person) -> AsyncIterator[Person]:
    """A person in a group that the bot is not in yet."""
    async with await person.in_group(GROUP) as someone:
        yield someone


async def heard(bot: telegram.Bot) -> list[telegram.Update]:
    updates = await bot.get_updates(offset=0, allowed_updates=telegram.Update.ALL_TYPES)
    return [each for each in updates if each.effective_chat and each.effective_chat.id == GROUP]


async def test_a_bot_that_is_let_in_is_told_and_hears_commands_only(
    bot: telegram.Bot, member: Person
) -> None:
    await member.say("sebelum bot masuk")
    await member.call("rights", rights="member")
    await member.say("obrolan warga")
    await member.say("/start@kentongan_kpu_bot")
    await member.say("/start@bot_lain")
    joined, arrival, command = await heard(bot)

    assert joined.my_chat_member is not None
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert arrival.message is not None
    assert arrival.message.new_chat_members[0].is_bot
    assert command.message is not None
    assert command.message.text == "/start@kentongan_kpu_bot"
    assert command.message.from_user is not None
    assert command.message.from_user.id == 1001
    assert command.message.chat.type == "supergroup"


async def test_it_hears_answers_to_what_it_said_and_as_administrator_everything(
    bot: telegram.Bot, member: Person
) -> None:
    await member.call("rights", rights="member")
    said = await bot.send_message(GROUP, "Halo warga")
    await member.say("terima kasih", reply_to=said.message_id)
    await member.call("rights", rights="administrator")
    await member.say("obrolan warga")
    texts = [each.message.text for each in await heard(bot) if each.message and each.message.text]
    assert texts == ["terima kasih", "obrolan warga"]


@pytest.mark.parametrize(
    ("rights", "refusal", "kind"),
    [
        ("restricted", "[Nn]ot enough rights", telegram.error.BadRequest),
        ("kicked", "kicked", telegram.error.Forbidden),
        ("left", "not a member", telegram.error.Forbidden),
    ],
)
async def test_a_bot_without_the_right_to_write_is_refused(
    bot: telegram.Bot, member: Person, rights: str, refusal: str, kind: type[Exception]
) -> None:
    await member.call("rights", rights="member")
    await bot.send_message(GROUP, "boleh")
    await member.call("rights", rights=rights)
    with pytest.raises(kind, match=refusal):
        await bot.send_message(GROUP, "tidak boleh")
    status = [each.my_chat_member.new_chat_member.status for each in await heard(bot) if each.my_chat_member]
    assert status[-1] == rights


async def test_a_bot_leaves_by_itself(bot: telegram.Bot, member: Person) -> None:
    await member.call("rights", rights="member")
    assert await bot.leave_chat(GROUP)
    await member.say("/start")
    assert not [each for each in await heard(bot) if each.message and each.message.text]


async def test_each_member_is_named_and_a_button_tells_who_pressed(
    bot: telegram.Bot, member: Person, person: Person
) -> None:
    await member.call("rights", rights="member")
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Ya", callback_data="y")]])
    said = await bot.send_message(GROUP, "Setuju?", reply_markup=keyboard)
    async with Person(person._base_url, 1002, group=GROUP) as other:
        (told,) = await other.say("halo")
        with pytest.raises(httpx.ReadTimeout):
            await other._client.post(
                "/press", json={"message_id": said.message_id, "button": "Ya"}, timeout=0.2
            )
    (pressed,) = [each.callback_query for each in await heard(bot) if each.callback_query]
    assert told["sender"] == "Warga 1002"
    assert pressed.from_user.id == 1002


async def test_rights_are_those_of_a_group_and_of_known_names(person: Person, member: Person) -> None:
    for someone, rights in ((person, "member"), (member, "raja")):
        with pytest.raises(httpx.HTTPStatusError, match="400"):
            await someone.call("rights", rights=rights)

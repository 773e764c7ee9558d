"""A tracking ID that slips into a group: one warning, and the number is not said again."""

import itertools

import pytest

from core.privacy.tracking import new_tracking_id
from tests.bot.following import eventually
from tests.bot.world import RunningBot
from tests.support.telegram import Person

_messages = itertools.count(70)


async def say_in_group(running: RunningBot, person: Person, text: str, *, caption: bool = False) -> None:
    """Say something in a group whose chat the simulator shows as this person's."""
    message = {
        "message_id": next(_messages),
        "date": 1,
        "chat": {"id": person.user_id, "type": "supergroup", "title": "Warga"},
        "from": {"id": person.user_id, "is_bot": False, "first_name": "X"},
        "caption" if caption else "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    await running.receive({"message": message})


async def heard(person: Person) -> list[str]:
    return [message["text"] for message in await person.messages() if message["from"] == "bot"]


async def begun(person: Person) -> None:
    await person.say("/start")
    await person.hear("Setuju")


@pytest.mark.requirement("R85", "R91")
@pytest.mark.parametrize(
    "around",
    ["{}", "nomor saya {} ya min", "/lacak {}", "lihat: {}.", "{lower}", "{spaced}", "{bare} tolong"],
)
async def test_a_tracking_id_in_a_group_is_warned_of_without_repeating_it(
    shared_bot: RunningBot, person: Person, around: str
) -> None:
    await begun(person)
    tracking = next(each for each in iter(new_tracking_id, "") if any(map(str.isdigit, each)))
    shapes = {
        "lower": tracking.lower(),
        "spaced": tracking.replace("-", " "),
        "bare": tracking.replace("-", ""),
    }
    await say_in_group(shared_bot, person, around.format(tracking, **shapes))
    warning = await person.hear("nomor pelacakan")
    assert "Hapus" in warning["text"]
    told = "".join(symbol for symbol in warning["text"].upper() if symbol.isalnum())
    assert tracking.replace("-", "") not in told


async def test_the_same_number_is_warned_of_once_and_another_again(
    shared_bot: RunningBot, person: Person
) -> None:
    await begun(person)
    first, second = new_tracking_id(), new_tracking_id()
    for text in (first, first.lower(), f"ini: {first}", second):
        await say_in_group(shared_bot, person, text)
    await say_in_group(shared_bot, person, "/lapor")
    await person.hear("hanya menjawab di obrolan pribadi")
    assert sum("Hapus" in text for text in await heard(person)) == 2


async def test_under_a_picture_it_counts_too_and_other_words_do_not(
    shared_bot: RunningBot, person: Person
) -> None:
    await begun(person)
    right = new_tracking_id()
    wrong = right[:-1] + ("7" if right[-1] != "7" else "8")
    for text in (wrong, "segel kotak suara", "081200000001", "3201012304560001", "tanggal 12 sampai 14 Mei"):
        await say_in_group(shared_bot, person, text)
    await say_in_group(shared_bot, person, new_tracking_id(), caption=True)
    await person.hear("Hapus")
    assert sum("Hapus" in text for text in await heard(person)) == 1


async def test_a_group_the_bot_may_not_write_in_is_no_trouble(shared_bot: RunningBot, person: Person) -> None:
    """Telegram answers 400 there: tried again it would only be noise that any stranger can make."""
    message = {
        "message_id": next(_messages),
        "date": 1,
        "chat": {"id": -1_009_900_001, "type": "supergroup", "title": "Warga"},
        "from": {"id": person.user_id, "is_bot": False, "first_name": "X"},
        "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    await shared_bot.receive({"message": message})
    await eventually(shared_bot, "SELECT count(*) FROM inbox_updates WHERE status = 'pending'", 0)

"""The bot in a group of people: it says that it serves in private, warns of a tracking ID, else is silent."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from core.privacy.tracking import new_tracking_id
from tests.bot.following import eventually
from tests.bot.world import RunningBot
from tests.support.telegram import Person


@pytest_asyncio.fixture(loop_scope="session")
async def member(person: Person, shared_bot: RunningBot) -> AsyncIterator[Person]:
    """Somebody in a group whose bot reads everything; it has said once that it serves in private."""
    async with await person.in_group(-person.user_id, "administrator") as someone:
        await someone.hear("hanya menjawab di obrolan pribadi")
        yield someone


async def heard(person: Person) -> list[str]:
    return [message["text"] for message in await person.messages() if message["from"] == "bot"]


@pytest.mark.requirement("R85", "R91")
@pytest.mark.parametrize(
    "around",
    ["{}", "nomor saya {} ya min", "/lacak {}", "lihat: {}.", "{lower}", "{spaced}", "{bare} tolong"],
)
async def test_a_tracking_id_in_a_group_is_warned_of_without_repeating_it(
    member: Person, around: str
) -> None:
    tracking = next(each for each in iter(new_tracking_id, "") if any(map(str.isdigit, each)))
    shapes = {
        "lower": tracking.lower(),
        "spaced": tracking.replace("-", " "),
        "bare": tracking.replace("-", ""),
    }
    await member.say(around.format(tracking, **shapes))
    warning = await member.hear("nomor pelacakan")
    assert "Hapus" in warning["text"]
    told = "".join(symbol for symbol in warning["text"].upper() if symbol.isalnum())
    assert tracking.replace("-", "") not in told


async def test_the_same_number_is_warned_of_once_and_another_again(member: Person) -> None:
    first, second = new_tracking_id(), new_tracking_id()
    for text in (first, first.lower(), f"ini: {first}", second):
        await member.say(text)
    await member.say("/lapor")
    await member.hear("hanya menjawab di obrolan pribadi")
    assert sum("Hapus" in text for text in await heard(member)) == 2


async def test_under_a_picture_it_counts_too_and_other_words_do_not(member: Person) -> None:
    right = new_tracking_id()
    wrong = right[:-1] + ("7" if right[-1] != "7" else "8")
    for text in (wrong, "segel kotak suara", "081200000001", "3201012304560001", "tanggal 12 sampai 14 Mei"):
        await member.say(text)
    await member.send_files("document", ("a.txt", b"isi", "text/plain"), caption=new_tracking_id())
    await member.hear("Hapus")
    assert sum("Hapus" in text for text in await heard(member)) == 1


@pytest.mark.requirement("R85")
async def test_a_command_is_answered_and_talk_pins_and_arrivals_are_not(member: Person) -> None:
    """Nothing that people do among themselves is a story, and nobody's words are kept."""
    (said,) = await member.say("kemarin petugas TPS 4 Jantuk minta uang 50rb, saya takut dibunuh")
    await member.call("pin", said)
    await member.call("timer", seconds=86_400)
    await member.send(poll={"question": "Setuju?", "options": ["Ya"]})
    await member.send_contact(phone_number="+6281200000001", first_name="Budi")
    await member.send_location(-8.65, 116.5)
    await member.say("/start")
    await member.hear("hanya menjawab di obrolan pribadi")
    assert all("hanya menjawab di obrolan pribadi" in text for text in await heard(member))
    assert len(await heard(member)) == 2


@pytest.mark.parametrize("rights", ["restricted", "kicked", "left"])
async def test_a_group_the_bot_may_not_write_in_is_no_trouble(
    member: Person, shared_bot: RunningBot, rights: str
) -> None:
    """Telegram refuses there: tried again it would only be noise that any stranger can make."""
    before = len(await heard(member))
    await member.say("/lapor")
    await member.call("rights", rights=rights)
    await member.say("/start")
    await eventually(
        shared_bot, "SELECT count(*) FROM inbox_updates WHERE status IN ('pending', 'poison')", 0
    )
    assert len(await heard(member)) - before <= 1

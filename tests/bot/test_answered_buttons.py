"""Buttons come off once they are answered: whoever walks through a chat by ear meets what can be done now."""

import asyncio

import pytest

from core.chain.states import IdentityMode, State
from core.privacy.tracking import TrackingId
from tests.bot.following import sent, stands, status
from tests.bot.test_answering_a_push import pushed
from tests.bot.test_story import STORY, anonymously, told
from tests.bot.world import Json, RunningBot, agree, begin, labels, press, send, to_review
from tests.support.telegram import Person

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R15")]


async def bearing(person: Person, expected: int) -> list[Json]:
    """Return the messages with buttons, once there are as few as expected; the last of them else."""
    live: list[Json] = []
    for _ in range(60):
        live = [message for message in await person.messages() if any(message["buttons"])]
        if len(live) <= expected:
            break
        await asyncio.sleep(0.05)
    return live


async def test_after_a_whole_report_only_what_can_still_be_done_has_buttons(person: Person) -> None:
    review = await to_review(person, await begin(person))
    await send(person, review)
    receipt, number = await bearing(person, 2)
    assert "Bersihkan percakapan" in labels(receipt)
    assert "Sudah saya simpan" in labels(number)


async def test_a_story_leaves_no_button_behind(person: Person) -> None:
    tracking = await anonymously(person, await told(person, STORY))
    await status(person, TrackingId(tracking))
    *older, page = await bearing(person, 2)
    assert [label for message in older for label in labels(message)] == ["Salin nomor", "Sudah saya simpan"]
    assert "Tambah keterangan" in labels(page)


async def test_a_button_pressed_just_before_it_came_off_shows_where_we_are(person: Person) -> None:
    first = await begin(person)
    second = await press(person, first, "1. Pengaduan")
    await bearing(person, 1)
    await person.press(first, "1. Pengaduan")  # as the phone still showed it
    again = await person.hear(lambda message: any(message["buttons"]))
    assert labels(again) == labels(second)


@pytest.mark.parametrize(("label", "left"), [("Buka", True), ("Lengkapi laporan", False)])
async def test_a_push_keeps_its_way_in_until_what_it_asks_is_being_answered(
    person: Person, shared_bot: RunningBot, label: str, *, left: bool
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "who")
    push = await pushed(shared_bot, person, tracking, acts=True)
    await person.press(push, label)
    await person.hear("Lengkapi laporan" if label != "Buka" else "Perjalanan")
    live = await bearing(person, 1 + left)
    assert (push["id"] in {message["id"] for message in live}) is left

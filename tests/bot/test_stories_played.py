"""Sixty invented stories told as they were written: how much a person must do until the receipt."""

import statistics
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from bench.stories import Story, stories
from bot.handlers.language_pages import SPEAK
from tests.bot.following import read
from tests.bot.world import RunningBot, World, labels, tracking_in
from tests.support.telegram import Json, Person

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PLAYED = 60
_FIRST = 7_711_100_001
_MOST = 20
MEDIAN, NINE_IN_TEN = 4, 8


@dataclass
class Telling:
    """Somebody who tells a story, and does the least that is asked."""

    person: Person
    story: Story
    done: int = 0
    """Messages and presses so far."""
    asked: list[str] = field(default_factory=list)

    async def to_receipt(self) -> str:
        """Tell it, and answer until the receipt; return the tracking ID."""
        page: Json = {}
        for piece in filter(str.strip, self.story.text.split("\n")):
            await self.person.say(piece)
            self.done += 1
            page = await self._heard()
        while "Nomor pelacakan Anda" not in page["text"]:
            assert self.done < _MOST, f"{self.story.id} goes nowhere: {page['text']}"
            page = await self._answered(page)
        return tracking_in(page)

    async def _heard(self) -> Json:
        """Hear what comes next; another language is offered beside it, and they stay with this one."""
        while True:
            page = await self.person.hear()
            if not any(one["data"] and SPEAK in one["data"] for row in page["buttons"] for one in row):
                return page

    async def _answered(self, page: Json) -> Json:
        said, buttons = page["text"], labels(page)
        self.asked.append(said.split("\n")[0])
        self.done += 1
        if "Ini yang saya tangkap" in said:
            await self.person.press(page, buttons[0])
        elif "Ya, saya dalam bahaya sekarang" in buttons:
            await self.person.press(page, "Ya, saya dalam bahaya sekarang")
            return await self.person.hear("Nomor pelacakan Anda")
        elif "Cara melapor" in said:
            await self.person.press(page, "3. Anonim")
        elif "Kirim apa adanya" in buttons:
            await self.person.press(page, "Kirim apa adanya")
        elif "KPU RI (pusat)" in buttons:
            await self.person.press(page, "KPU RI (pusat)")
        else:
            await self.person.press(page, buttons[0])
        return await self._newest()

    async def _newest(self) -> Json:
        """Hear the answer to the end: of a report that was sent, the number comes last."""
        page = await self._heard()
        if "sudah kami terima" in page["text"]:
            return await self.person.hear("Nomor pelacakan Anda")
        return page


@pytest_asyncio.fixture(loop_scope="session")
async def told(chat_world: World, shared_bot: RunningBot) -> AsyncIterator[list[Telling]]:
    """Sixty stories, spread over the half that rules were written on, each by somebody new."""
    every = [one for one in stories("developed") if one.told["kind"] != "none"]
    chosen = every[:: len(every) // PLAYED][:PLAYED]
    tellings = [
        Telling(chat_world.simulator.person(_FIRST + number), story) for number, story in enumerate(chosen)
    ]
    yield tellings
    for telling in tellings:
        await telling.person.close()


async def test_a_story_takes_four_messages_and_nothing_is_asked_twice(
    told: list[Telling], shared_bot: RunningBot
) -> None:
    for telling in told:
        tracking = await telling.to_receipt()
        view = await read(shared_bot, tracking)
        written = [piece.strip() for piece in telling.story.text.split("\n") if piece.strip()]
        lost = [piece for piece in written if piece.split()[0] not in view.body.substance]
        assert not lost, telling.story.id
        questions = [one for one in telling.asked if "tangkap" not in one]
        assert len(set(questions)) == len(questions), (telling.story.id, telling.asked)
    counts = sorted(telling.done for telling in told)
    assert len(counts) == PLAYED
    assert statistics.median(counts) <= MEDIAN, counts
    assert counts[int(PLAYED * 0.9)] <= NINE_IN_TEN, counts

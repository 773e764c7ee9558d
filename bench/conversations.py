"""Whole conversations, from /start to the receipt: simulator → bot process → database.

The people live in the simulator's process, which is this one: the two cores are for the bot, its database
and what Telegram would do, not for people who speak HTTP.
"""

import time
from collections.abc import Awaitable, Callable
from functools import partial

import psutil

from bench.chatter import Insider, simulated
from bench.figures import Figure, median, milliseconds, percentile
from bench.stage import Set, Stage, at_once, cpu_seconds, megabytes
from bench.submissions import WIDTHS, lost_and_doubled
from core.privacy.tracking import TrackingId
from deploy.simulator.world import World
from tests.bot.world import begin, press, send, to_review, tracking_in

LINE = "conversations"
FIRST_PERSON = 6_000_001
STORY = "petugas pps di desa jantuk kec sukamulia minta uang 50rb buat materai, kemarin malam jam 8"
STORIES_AT_ONCE = 8
Telling = Callable[[World, int, list[float]], Awaitable[TrackingId]]


async def report(world: World, user_id: int, steps: list[float]) -> TrackingId:
    """Let one person come in, answer everything and send; return the tracking ID they were given."""
    person = Insider(world, user_id)
    review = await to_review(person, await begin(person))
    tracking_id = await send(person, review)
    steps += person.steps
    return TrackingId(tracking_id)


async def by_story(world: World, user_id: int, steps: list[float]) -> TrackingId:
    """Let one person tell it in one message, and press what is missing; return the tracking ID."""
    person = Insider(world, user_id)
    await person.say(STORY)
    page = await person.hear("Ini yang saya tangkap")
    mode = await press(person, page, "Kirim sebagai laporan")
    await person.press(mode, "3. Anonim")
    tracking_id = tracking_in(await person.hear("Nomor pelacakan Anda"))
    steps += person.steps
    return TrackingId(tracking_id)


async def run(stage: Stage) -> list[Figure]:
    """Measure at each width on one bot."""
    rounds, each = (1, 16) if stage.quick else (3, 100)
    figures: list[Figure] = []
    async with stage.set() as own, simulated(own) as world:
        with own.part("bot") as bot:
            talk = Talk(own, world, bot)
            await talk.many(4, 8)  # everything is loaded and prepared once
            before = megabytes(bot)
            for width in WIDTHS:
                figures += await _at_width(talk, width, rounds, max(each, width))
            await talk.many(4, 8, by_story)
            figures += await _at_width(talk, STORIES_AT_ONCE, rounds, each, by_story)
            after = megabytes(bot)
    said = f"{before:.0f} → {after:.0f} MiB ({after / before:.2f} ×)"
    figures.append(
        Figure(line=LINE, what=f"memory of the bot over {talk.held} conversations", value=said, aim="flat")
    )
    return figures


class Talk:
    """Conversations with one bot, each by a person of their own."""

    def __init__(self, own: Set, world: World, bot: psutil.Process) -> None:
        self.own = own
        self.bot = bot
        self.held = 0
        self._world = world
        self._next = FIRST_PERSON

    async def many(
        self, width: int, count: int, telling: Telling = report
    ) -> tuple[list[TrackingId], list[float], float, float]:
        """Hold conversations; return tracking IDs, step times, seconds, and the bot's processor seconds."""
        ids: list[TrackingId] = []
        steps: list[float] = []

        async def one(user_id: int) -> None:
            ids.append(await telling(self._world, user_id, steps))

        jobs = [partial(one, self._next + number) for number in range(count)]
        self._next += count
        self.held += count
        began, spent = time.perf_counter(), cpu_seconds(self.bot)
        await at_once(width, jobs)
        return ids, steps, time.perf_counter() - began, cpu_seconds(self.bot) - spent


async def _at_width(
    talk: Talk, width: int, rounds: int, each: int, telling: Telling = report
) -> list[Figure]:
    speeds, a_report, a_step = [], [], []
    everything: list[float] = []
    ids: list[TrackingId] = []
    for _ in range(rounds):
        given, steps, seconds, spent = await talk.many(width, each, telling)
        speeds.append(each / seconds)
        a_report.append(spent / each)
        a_step.append(spent / len(steps))
        ids += given
        everything += steps
    async with talk.own.core("bot") as core:
        lost, doubled = await lost_and_doubled(core, ids)
    story = telling is by_story
    name = f"by story, {width} at once" if story else f"{width} at once"
    aim = "≥ 60/s" if story else "≥ 25/s" if width == STORIES_AT_ONCE else ""
    waits = f"{milliseconds(percentile(everything, 0.5))} / {milliseconds(percentile(everything, 0.99))}"
    return [
        Figure(line=LINE, what=f"complete conversations, {name}", value=f"{median(speeds):.1f}/s", aim=aim),
        Figure(line=LINE, what=f"lost / duplicated, {name}", value=f"{lost} / {doubled}", aim="0 / 0"),
        Figure(
            line=LINE,
            what=f"bot's processor time a report, {name}",
            value=f"{median(a_report) * 1000:.1f} ms",
        ),
        Figure(
            line=LINE,
            what=f"bot's processor time a step, {name}",
            value=f"{median(a_step) * 1000:.2f} ms",
            aim="≤ 1.2 ms" if story else "≤ 2 ms",
        ),
        Figure(line=LINE, what=f"a step, p50 / p99, {name}", value=waits),
    ]

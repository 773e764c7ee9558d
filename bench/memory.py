"""Whether the back office grows with the pages it has served. The other processes have it in their lines."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from bench.chatter import client
from bench.crowd import Tally, look, sign_in
from bench.figures import Figure, grown
from bench.stage import Stage, at_once, megabytes

Job = Callable[[], Awaitable[object]]
LINE: Final = "memory"


async def run(stage: Stage) -> list[Figure]:
    """Compare memory after a tenth of the work with memory at its end."""
    return [await _pages(stage, 1_000 if stage.quick else 10_000)]


async def _pages(stage: Stage, count: int) -> Figure:
    async with stage.set() as own:
        officers = await sign_in(own, await own.open_offices(20))
        with own.part("backoffice") as process:
            async with client() as browser:

                def jobs(number: int) -> list[Job]:
                    walks = [(one, path) for one in officers for path in one.paths()]
                    chosen = [walks[place % len(walks)] for place in range(number)]
                    return [partial(look, browser, own, one, path, Tally()) for one, path in chosen]

                await at_once(4, jobs(count // 10))
                before = megabytes(process)
                await at_once(4, jobs(count - count // 10))
                return grown(LINE, f"back office over {count:,} page views", before, megabytes(process))

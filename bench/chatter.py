"""A reporter for load: the tests' person with a stopwatch, over a client that costs little or none."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bench.stage import Set
from deploy.simulator import people, posting
from deploy.simulator.app import create_simulator, simulator_server
from deploy.simulator.views import message_view
from deploy.simulator.world import World
from tests.support.telegram import Json, Person

PATIENCE = 120.0


class Chatter(Person):
    """One person's chat with the bot; `steps` holds how long each answer took."""

    def __init__(self, client: aiohttp.ClientSession, base_url: str, user_id: int) -> None:
        self.user_id = user_id
        self.seen = 0
        self._words: dict[int, str] = {}
        self.steps: list[float] = []
        self._http = client
        self._base = f"{base_url}/people/{user_id}"
        self._spoke = 0.0

    async def close(self) -> None:
        """Nothing to give back: the client is everybody's."""

    async def say(self, text: str, *, reply_to: int | None = None, **unused: Any) -> list[Json]:
        """Send a text; nothing here is marked up or forwarded."""
        del unused
        self._spoke = time.perf_counter()
        sent = await self._posted("/messages", {"text": text, "reply_to": reply_to})
        self.seen = max(self.seen, int(sent[0]["revision"]))
        return list(sent)

    async def press(self, message: Json | None, button: str) -> Json:
        """Press a button."""
        self._spoke = time.perf_counter()
        body = {"message_id": message["id"] if message else None, "button": button}
        return dict(await self._posted("/press", body))

    async def messages(self, *, after: int = 0, wait: float = 0) -> list[Json]:
        """Read the chat."""
        async with self._http.get(
            f"{self._base}/messages", params={"after": str(after), "wait": str(wait)}
        ) as answer:
            answer.raise_for_status()
            return list(await answer.json())

    async def hear(self, matches: Callable[[Json], bool] | str = "", *, seconds: float = PATIENCE) -> Json:
        """Wait for a message and note how long it took since we spoke."""
        heard = await super().hear(matches, seconds=seconds)
        if self._spoke:
            self.steps.append(time.perf_counter() - self._spoke)
            self._spoke = 0.0
        return heard

    async def _posted(self, path: str, body: Json) -> Any:
        async with self._http.post(self._base + path, json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


class Insider(Chatter):
    """A person within the simulator's own process: nobody's HTTP but the bot's is measured."""

    def __init__(self, world: World, user_id: int) -> None:
        self.user_id = user_id
        self.seen = 0
        self._words: dict[int, str] = {}
        self.steps: list[float] = []
        self._world = world
        self._chat = world.chat_of(user_id)
        self._spoke = 0.0

    async def messages(self, *, after: int = 0, wait: float = 0) -> list[Json]:
        """Read the chat."""
        return await people.news(self._world, self._chat, after, wait)

    async def _posted(self, path: str, body: Json) -> Any:
        if path == "/press":
            number = body["message_id"]
            return await people.pressed(self._world, self._chat, number, body["button"], PATIENCE)
        sent = posting.send_text(self._world, self._chat, body["text"], body["reply_to"])
        await self._world.storage.flush()
        return [message_view(self._world, self._chat, one) for one in sent]


@asynccontextmanager
async def simulated(own: Set) -> AsyncIterator[World]:
    """Run the simulator in this process, without Telegram's send limits."""
    app = create_simulator(data_dir=own.data_dir / "simulator", token=own.token)
    world: World = app.state.world
    world.limits.change(enabled=False)
    server = simulator_server(app, port=own.simulator_port)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server tells by a flag
        await asyncio.sleep(0.02)
    try:
        yield world
    finally:
        server.should_exit = True
        await serving


def client() -> aiohttp.ClientSession:
    """Open a client for everybody."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=PATIENCE)
    )

"""The Telegram simulator for tests: started on a free port, and a person who chats with the bot."""

import asyncio
import json
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from deploy.simulator.app import SimulatorServer, create_simulator, simulator_server
from deploy.simulator.limits import SendLimits
from tests.support.serving import listening_socket

Json = dict[str, Any]
TOKEN = "42:AAFakeTokenForTestsOnly-0123456789abcde"
PATIENCE = 10.0
PLAIN = ssl.create_default_context()
"""Nothing here speaks TLS, but a client that is given no context builds one, in a tenth of a second."""


@dataclass(slots=True)
class SimulatorHandle:
    """A running simulator."""

    base_url: str
    token: str
    _server: SimulatorServer
    _thread: threading.Thread

    @property
    def bot_url(self) -> str:
        """What python-telegram-bot calls `base_url`."""
        return f"{self.base_url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.base_url}/file/bot"

    def person(self, user_id: int) -> "Person":
        """Give a person who chats with the bot."""
        return Person(self.base_url, user_id)

    def fault(self, **fault: object) -> None:
        """Order a fault, or `kind="limits", enabled=False`."""
        httpx.post(f"{self.base_url}/faults", json=fault, trust_env=False).raise_for_status()

    def clear_faults(self) -> None:
        """Forget all faults."""
        httpx.delete(f"{self.base_url}/faults", trust_env=False).raise_for_status()

    def stop(self) -> None:
        """Close it; with a data directory the chats stay there."""
        self._server.should_exit = True
        self._thread.join(PATIENCE)


def start_simulator(
    data_dir: Path | None = None, *, token: str = TOKEN, limited: bool = False
) -> SimulatorHandle:
    """Start a simulator in a thread of its own; unless *limited*, Telegram's send limits are off."""
    listener = listening_socket()
    port = listener.getsockname()[1]
    app = create_simulator(data_dir=data_dir, token=token, limits=SendLimits(enabled=limited))
    server = simulator_server(app, port=port)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listener])), name="simulator", daemon=True
    )
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        if time.monotonic() > deadline or not thread.is_alive():
            raise RuntimeError("the simulator did not start")
        time.sleep(0.01)
    return SimulatorHandle(f"http://127.0.0.1:{port}", token, server, thread)


class Person:
    """A scripted person: `async with simulator.person(1001) as person: …`."""

    def __init__(self, base_url: str, user_id: int, *, group: int | None = None) -> None:
        self.user_id = user_id
        self.seen = 0
        self._base_url = base_url
        self._words: dict[int, str] = {}
        self._client = httpx.AsyncClient(
            base_url=f"{base_url}/people/{user_id if group is None else group}",
            params={"as": user_id} if group is not None else None,
            timeout=PATIENCE + 60,
            trust_env=False,
            verify=PLAIN,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def in_group(self, number: int, rights: str = "") -> "Person":
        """Give the same person in a group, whose number is below zero; *rights* lets the bot in or out."""
        member = Person(self._base_url, self.user_id, group=number)
        if rights:
            await member.call("rights", rights=rights)
        return member

    async def call(self, gesture: str, message: Json | None = None, **what: object) -> Json:
        """Do what a person does with a message: forward, pin, move, react, vote; or timer, rights."""
        body = what | ({"message_id": message["id"]} if message is not None else {})
        response = await self._client.post(f"/{gesture}", json=body)
        response.raise_for_status()
        answer: Json = response.json()
        self.seen = max(self.seen, answer.get("revision", 0))
        return answer

    async def close(self) -> None:
        """Let the connection go."""
        await self._client.aclose()

    async def _sent(self, response: httpx.Response) -> list[Json]:
        response.raise_for_status()
        messages: list[Json] = response.json()
        self.seen = max(self.seen, messages[0]["revision"])
        return messages

    async def say(
        self,
        text: str,
        *,
        reply_to: int | None = None,
        entities: list[Json] | None = None,
        origin: Json | None = None,
    ) -> list[Json]:
        """Send a text, with spans marked in it, or forwarded from somebody."""
        body = {"text": text, "reply_to": reply_to, "entities": entities, "forward_origin": origin}
        return await self._sent(await self._client.post("/messages", json=body))

    async def send_location(self, latitude: float, longitude: float, **more: int) -> list[Json]:
        """Send a place; with `live_period` one that moves."""
        return await self.send(location={"latitude": latitude, "longitude": longitude, **more})

    async def send(self, **body: object) -> list[Json]:
        """Send what is no text and no file, as the simulator's API names it: a location, a poll."""
        return await self._sent(await self._client.post("/messages", json=body))

    async def send_contact(self, **contact: str) -> list[Json]:
        """Send a contact; without details, their own."""
        return await self._sent(await self._client.post("/messages", json={"contact": contact}))

    async def send_files(
        self,
        kind: str,
        *files: tuple[str, bytes, str],
        caption: str = "",
        entities: list[Json] | None = None,
        origin: Json | None = None,
        reply_to: int | None = None,
        duration: int = 0,
    ) -> list[Json]:
        """Send files, each a name, its bytes and its type; several make an album. Or forward them."""
        parts = [("file", file) for file in files]
        form = {"kind": kind, "caption": caption, "duration": str(duration)}
        form |= {"reply_to": str(reply_to)} if reply_to else {}
        form |= {"caption_entities": json.dumps(entities), "forward_origin": json.dumps(origin)}
        return await self._sent(await self._client.post("/messages", data=form, files=parts))

    async def press(self, message: Json | None, button: str) -> Json:
        """Press an inline button of a message, or without one a button of the reply keyboard."""
        shown = [one for row in (message or {}).get("buttons", []) for one in row]
        late = any(button in {one["label"], one["data"]} for one in shown)  # as they last saw the message
        body = {"message_id": message["id"] if message else None, "button": button, "late": late}
        response = await self._client.post("/press", json=body)
        response.raise_for_status()
        answer: Json = response.json()
        return answer

    async def edit(self, message: Json, text: str, *, entities: list[Json] | None = None) -> Json:
        """Change a message they sent."""
        body = {"message_id": message["id"], "text": text, "entities": entities}
        response = await self._client.post("/edit", json=body)
        response.raise_for_status()
        edited: Json = response.json()
        self.seen = max(self.seen, edited["revision"])
        return edited

    async def block(self) -> None:
        """Block the bot."""
        (await self._client.post("/block")).raise_for_status()

    async def unblock(self) -> None:
        """Unblock the bot."""
        (await self._client.post("/unblock")).raise_for_status()

    async def messages(self, *, after: int = 0, wait: float = 0) -> list[Json]:
        """Read the chat."""
        response = await self._client.get("/messages", params={"after": after, "wait": wait})
        response.raise_for_status()
        messages: list[Json] = response.json()
        return messages

    async def hear(self, matches: Callable[[Json], bool] | str = "", *, seconds: float = PATIENCE) -> Json:
        """Wait for a new or edited message of the bot that contains the words, or that matches."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            for message in sorted(
                await self.messages(after=self.seen, wait=left), key=lambda m: int(m["revision"])
            ):
                self.seen = max(self.seen, message["revision"])
                if message["from"] == "bot" and not self.only_answered(message) and _meets(message, matches):
                    return message
        chat = [(m["from"], m["text"] or m["caption"]) for m in await self.messages()]
        raise AssertionError(f"the bot did not say {matches!r}; the chat so far: {chat[-6:]}")

    def only_answered(self, message: Json) -> bool:
        """Tell whether a message was heard before and has only lost its buttons since."""
        words = message["text"] or message["caption"]
        known, self._words[message["id"]] = self._words.get(message["id"]), words
        return known == words and not any(message["buttons"])

    async def download(self, file: Json) -> bytes:
        """Fetch a file of the chat."""
        url = self._client.base_url.copy_with(path=file["url"])
        response = await self._client.get(url)
        response.raise_for_status()
        return response.content


def _meets(message: Json, matches: Callable[[Json], bool] | str) -> bool:
    if callable(matches):
        return matches(message)
    return matches in (message["text"] or message["caption"])

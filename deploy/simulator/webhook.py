"""Sends updates to the bot's address: the secret header, order per chat, retries with backoff."""

from __future__ import annotations

import asyncio
import re
import time
from functools import partial
from typing import TYPE_CHECKING

import httpx

from deploy.simulator.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from deploy.simulator.storage import Json, Storage
    from deploy.simulator.updates import UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_CONNECTIONS = 100
_TIMEOUT_SECONDS = 60.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0
_SUCCESS = range(200, 300)


def chat_key(update: Json) -> object:
    """Tell which chat an update belongs to, so that its updates keep their order."""
    for kind, body in update.items():
        if kind != "update_id":
            holder = body.get("message") or body
            return holder.get("chat", body.get("from", {})).get("id")
    return None


class Webhook:
    """The webhook, when one is set."""

    def __init__(self, storage: Storage, updates: UpdateQueue) -> None:
        self._storage = storage
        self._updates = updates
        self._state: Json = {}
        for key, body in storage.load("state"):
            if key == "webhook":
                self._state = body
        self._error: Json = {}
        self._task: asyncio.Task[None] | None = None
        self._busy: dict[object, asyncio.Task[None]] = {}
        self.on_reply: Callable[[Json], Awaitable[object]] | None = None

    @property
    def url(self) -> str:
        """The address; empty when none is set."""
        return str(self._state.get("url", ""))

    def set(self, url: str, secret: str, *, max_connections: int) -> None:
        """Set the address and start sending."""
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        connections = min(max(max_connections, 1), _CONNECTIONS)
        self._state = {"url": url, "secret": secret, "max_connections": connections}
        self._error = {}
        self._storage.put("state", "webhook", self._state)
        self.start()

    def remove(self) -> None:
        """Forget the address and stop sending."""
        self._state = {}
        self._storage.put("state", "webhook", {})
        self.stop()

    def info(self) -> Json:
        """Describe the state as getWebhookInfo does."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            info["max_connections"] = self._state["max_connections"]
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        return info | self._error

    def start(self) -> None:
        """Start sending, if an address is set."""
        self.stop()
        if self.url:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Stop sending; what was not taken stays in the queue."""
        for task in (self._task, *self._busy.values()):
            if task is not None:
                task.cancel()
        self._task = None
        self._busy.clear()

    async def _run(self) -> None:
        async with httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False) as client:
            while not self._updates.stopping:
                for key, update in self._next():
                    task = asyncio.create_task(self._send(client, update))
                    self._busy[key] = task
                    task.add_done_callback(partial(self._free, key))
                await self._updates.bell.wait(_LONGEST_PAUSE)

    def _next(self) -> list[tuple[object, Json]]:
        room = int(self._state["max_connections"]) - len(self._busy)
        ready: dict[object, Json] = {}
        for update in self._updates.peek():
            if len(ready) >= room:
                break
            key = chat_key(update)
            if key not in self._busy and key not in ready:
                ready[key] = update
        return list(ready.items())

    def _free(self, key: object, done: asyncio.Task[None]) -> None:
        if self._busy.get(key) is done:
            del self._busy[key]
        self._updates.bell.ring()

    async def _send(self, client: httpx.AsyncClient, update: Json) -> None:
        pause = _FIRST_PAUSE
        while not await self._try(client, update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        self._updates.drop(update)

    async def _try(self, client: httpx.AsyncClient, update: Json) -> bool:
        secret = self._state.get("secret")
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            response = await client.post(self.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            self._note(f"Connection failed: {type(error).__name__}")
            return False
        if response.status_code not in _SUCCESS:
            reason = f"{response.status_code} {response.reason_phrase}"
            self._note(f"Wrong response from the webhook: {reason}")
            return False
        if self.on_reply and response.headers.get("content-type", "").startswith("application/json"):
            await self._run_reply(response)
        return True

    async def _run_reply(self, response: httpx.Response) -> None:
        try:
            body = response.json()
        except ValueError:
            self._note("Wrong response from the webhook: unreadable JSON")
            return
        if isinstance(body, dict) and "method" in body and self.on_reply:
            await self.on_reply(body)

    def _note(self, message: str) -> None:
        self._error = {"last_error_date": int(time.time()), "last_error_message": message}

"""The bot's queue of updates: numbered, acknowledged by offset, handed out or sent."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

from deploy.simulator.errors import BotApiError
from deploy.simulator.storage import Json, Storage

if TYPE_CHECKING:
    from collections.abc import Callable

UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds a bot gets only when it names them."""
HOLD_SECONDS = 2.0


class Doorbell:
    """Wakes everybody who waits."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake all waiters."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()

    async def wait(self, seconds: float) -> None:
        """Return at the next ring or after *seconds*."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            pass
        finally:
            self._waiters.discard(waiter)


class UpdateQueue:
    """Updates that the bot has not acknowledged."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._state: Json = {"last_id": int(time.time()), "allowed": None}
        # Starting from the clock, a wiped simulator never repeats numbers a bot has seen.
        for key, body in storage.load("state"):
            if key == "updates":
                self._state = body
        stored = (body for _key, body in storage.load("update"))
        self._waiting: deque[Json] = deque(sorted(stored, key=lambda update: update["update_id"]))
        self._held: list[Json] = []
        self._poll = 0
        self._out_of_order = False
        self.bell = Doorbell()
        self.stopping = False
        self.take_fault: Callable[[str], float | None] = lambda _kind: None

    @property
    def allowed(self) -> list[str] | None:
        """The kinds the bot asked for; None means the usual."""
        allowed: list[str] | None = self._state["allowed"]
        return allowed

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants from now on; none named means the usual."""
        if (kinds or None) != self._state["allowed"]:
            self._state["allowed"] = kinds or None
            self._save()

    def _save(self) -> None:
        self._storage.put("state", "updates", self._state)

    def __len__(self) -> int:
        return len(self._waiting) + len(self._held)

    def add(self, kind: str, body: Json) -> None:
        """Queue an update under the next number, if the bot wants its kind."""
        allowed = self._state["allowed"]
        if (kind not in allowed) if allowed else (kind in UNASKED):
            return
        self._state["last_id"] += 1
        update = {"update_id": self._state["last_id"], kind: body}
        self._save()
        self._storage.put("update", update["update_id"], update)
        delay = None if self._held else self.take_fault("out_of_order")
        if delay is not None:
            self._held.append(update)
            asyncio.get_running_loop().call_later(delay or HOLD_SECONDS, self._release)
            return
        self._waiting.append(update)
        if self.take_fault("duplicate") is not None:
            self._waiting.append(update)
        self._release()

    def _release(self) -> None:
        if self._held:
            self._waiting.extend(self._held)
            self._held.clear()
            self._out_of_order = True
        self.bell.ring()

    def acknowledge(self, offset: int) -> None:
        """Forget what comes before *offset*; a negative one keeps only the last."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._storage.remove("update", self._waiting.popleft()["update_id"])
            return
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._storage.remove("update", self._waiting.popleft()["update_id"])
        if self._out_of_order:
            for update in [u for u in self._waiting if u["update_id"] < offset]:
                self.drop(update)
            self._out_of_order = bool(self._waiting)

    def drop(self, update: Json) -> None:
        """Forget one update (a webhook took it)."""
        if update in self._waiting:
            self._waiting.remove(update)
        if update not in self._waiting:
            self._storage.remove("update", update["update_id"])

    def drop_all(self) -> None:
        """Forget everything that waits."""
        for update in (*self._waiting, *self._held):
            self._storage.remove("update", update["update_id"])
        self._waiting.clear()
        self._held.clear()

    def peek(self) -> list[Json]:
        """Show what waits, in order."""
        return list(self._waiting)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Answer getUpdates: what waits now, or what comes within *seconds*."""
        self._poll += 1
        mine = self._poll
        self.acknowledge(offset)
        self.bell.ring()
        deadline = time.monotonic() + seconds
        while not self.stopping:
            if self._poll != mine:
                raise BotApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            left = deadline - time.monotonic()
            if self._waiting or left <= 0:
                return [self._waiting[i] for i in range(min(limit, len(self._waiting)))]
            await self.bell.wait(left)
        return []

    def end_polls(self) -> None:
        """End every open poll with a conflict (a webhook was set)."""
        self._poll += 1
        self.bell.ring()

    def stop(self) -> None:
        """End every open poll with an empty answer."""
        self.stopping = True
        self.bell.ring()

"""Faults on demand: what Telegram and the network do on a bad day."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from deploy.simulator.errors import BotApiError, PersonError, blocked, too_many

if TYPE_CHECKING:
    from deploy.simulator.storage import Json

ANSWERS = {
    "500": "Internal Server Error",
    "502": "Bad Gateway",
    "503": "Service Unavailable",
    "504": "Gateway Timeout",
}
UPDATE_KINDS = frozenset({"duplicate", "out_of_order"})
KINDS = frozenset({"429", "403", "timeout", "down", *ANSWERS, *UPDATE_KINDS})
TIMEOUT_SECONDS = 60.0
DEFAULT_RETRY_AFTER = 1


@dataclass(slots=True)
class Fault:
    """One ordered fault; *times* None means until it is cleared."""

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    retry_after: int = DEFAULT_RETRY_AFTER
    delay: float = 0.0
    applied: bool = False

    def matches(self, method: str, chat_id: str) -> bool:
        """Tell whether a call meets this fault."""
        return (self.method is None or self.method.lower() == method.lower()) and (
            self.chat_id is None or str(self.chat_id) == chat_id
        )


class Faults:
    """The faults that are ordered now."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def order(self, body: Json) -> Fault:
        """Add a fault as `POST /faults` describes it."""
        kind = str(body.get("kind", ""))
        unknown = set(body) - set(Fault.__dataclass_fields__)
        if kind not in KINDS or unknown:
            raise PersonError(400, f"Gangguan tidak dikenal. Pilihan: {', '.join(sorted(KINDS))}.")
        try:
            fault = Fault(
                kind=kind,
                method=body.get("method"),
                chat_id=int(body["chat_id"]) if body.get("chat_id") is not None else None,
                times=None if body.get("times", 1) is None else int(body.get("times", 1)),
                retry_after=int(body.get("retry_after") or DEFAULT_RETRY_AFTER),
                delay=float(body.get("delay") or 0.0),
                applied=bool(body.get("applied")),
            )
        except (TypeError, ValueError) as error:
            raise PersonError(400, "Isi gangguan salah: periksa angkanya.") from error
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Forget all faults."""
        self._faults.clear()

    def listed(self) -> list[Json]:
        """List what is ordered."""
        return [asdict(fault) for fault in self._faults]

    def _take(self, fault: Fault) -> Fault:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
        return fault

    def take_for_call(self, method: str, chat_id: str) -> Fault | None:
        """Take the first fault a call meets."""
        for fault in self._faults:
            if fault.kind not in UPDATE_KINDS and fault.matches(method, chat_id):
                return self._take(fault)
        return None

    def take_update_fault(self, kind: str) -> float | None:
        """Take a fault that meets an update; its delay, or None when there is none."""
        for fault in self._faults:
            if fault.kind == kind:
                return self._take(fault).delay
        return None


async def strike(fault: Fault) -> BotApiError:
    """Wait as long as the fault wants and make the refusal the bot gets."""
    if fault.kind == "timeout":
        await asyncio.sleep(fault.delay or TIMEOUT_SECONDS)
        return BotApiError(504, ANSWERS["504"])
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.kind == "429":
        return too_many(fault.retry_after)
    if fault.kind == "403":
        return blocked()
    code = "502" if fault.kind == "down" else fault.kind
    return BotApiError(int(code), ANSWERS[code])

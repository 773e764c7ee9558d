"""Scripted officers: each carries reports along the chain through the JSON API, whatever breaks meanwhile."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from typing import Any, Final, Self
from uuid import UUID, uuid4

import httpx
import pyotp

from tests.faults.ledger import Deed, Ledger

Json = dict[str, Any]
Files = Mapping[str, tuple[str, bytes]]

LAW: Final = "Subbagian Hukum dan Sumber Daya Manusia"
CHECKED: Final = [
    "identity_confirmable",
    "subject_clear",
    "party_named",
    "event_described",
    "evidence_valid",
]
PATIENCE: Final = 120.0
_GIVE_WAY: Final = 0.3
_SERVER_FAILED: Final = 500
_MEANWHILE: Final = {404, 409}


class Officer:
    """One officer at the API, signed in with a cookie, who keeps book of what was answered with 200."""

    def __init__(self, base: str, account: Mapping[str, Any], ledger: Ledger, *, known: set[UUID]) -> None:
        self.name: str = account["username"]
        self.ledger = ledger
        self._account = account
        self._known = known
        self._codes: set[str] = set()
        self._client = httpx.AsyncClient(base_url=base, timeout=30, trust_env=False)

    async def __aenter__(self) -> Self:
        await self._sign_in()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def work(self, stop: asyncio.Event, handle: "Handle", seed: int) -> None:
        """Do what waits, over and over, until the play is over."""
        chance = random.Random(seed)
        while not stop.is_set():
            page = await self.ask("GET", "/api/v1/reports", params={"queue": "all", "limit": 100})
            rows = [row for row in page.json()["rows"] if UUID(row["id"]) not in self._known]
            chance.shuffle(rows)
            for row in rows:
                if stop.is_set():
                    return
                await handle(self, row, chance)
            await asyncio.sleep(chance.uniform(0.3, 1.0))

    async def act(
        self, row: Json, action: str, values: Json, *, words: str = "", files: Files | None = None
    ) -> bool:
        """Take a step of the chain; True, and written down, where it was answered with success."""
        path = f"/api/v1/reports/{row['id']}/actions/{action}"
        body: dict[str, Any] = {"json": {"values": values, "version": row["version"]}}
        if files:
            body = {"data": {**values, "version": row["version"]}, "files": _parts(files)}
        return await self._done(row, action, path, body, words=words, files=files)

    async def tell(self, row: Json, words: str, files: Files | None = None) -> bool:
        """Write to the reporter."""
        path = f"/api/v1/reports/{row['id']}/messages"
        body: dict[str, Any] = {"json": {"text": words, "to_reporter": True}}
        if files:
            body = {"data": {"text": words, "to_reporter": "true"}, "files": _parts(files)}
        return await self._done(row, "message", path, body, words=words, files=files)

    async def _done(
        self, row: Json, action: str, path: str, body: Json, *, words: str, files: Files | None
    ) -> bool:
        key = uuid4().hex
        answer = await self.ask("POST", path, headers={"Idempotency-Key": key}, **body)
        if not answer.is_success:
            assert answer.status_code in _MEANWHILE, (action, answer.status_code, answer.text)
            self.ledger.oddities[f"{action} refused: {answer.json()['code']}"] += 1
            return False
        self.ledger.deeds.append(
            Deed(
                officer=self.name,
                report_id=UUID(row["id"]),
                action=action,
                words=words,
                told_reporter=answer.json()["told_reporter"],
                files={name: sha256(content).hexdigest() for name, content in (files or {}).values()},
            )
        )
        if answer.json()["repeated"]:
            self.ledger.oddities["answered again by its key"] += 1
        return True

    async def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Ask, again and again with the same key, until there is an answer that is not `later`."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = await self._client.request(method, path, **request)
            except httpx.TransportError:
                self.ledger.oddities["connection lost"] += 1
            else:
                if answer.status_code == httpx.codes.UNAUTHORIZED:
                    self.ledger.oddities["signed in again"] += 1
                    await self._sign_in()
                    continue
                if answer.status_code < _SERVER_FAILED:
                    return answer
                self.ledger.oddities[f"answered {answer.status_code}"] += 1
                assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
            assert time.monotonic() < deadline, f"no answer to {method} {path}"
            await asyncio.sleep(_GIVE_WAY)

    async def _sign_in(self) -> None:
        codes = pyotp.TOTP(self._account["totp_secret"])
        deadline = time.monotonic() + PATIENCE
        while True:
            code = codes.now()
            if code in self._codes:  # one that was used is refused: wait for the next
                await asyncio.sleep(codes.interval - time.time() % codes.interval)
                continue
            self._codes.add(code)
            body = {"username": self.name, "password": self._account["password"], "code": code}
            self._client.cookies.clear()
            try:
                answer = await self._client.post("/api/v1/session", json=body)
            except httpx.TransportError:
                self._codes.discard(code)
            else:
                if answer.is_success:
                    self._client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
                    return
            assert time.monotonic() < deadline, f"{self.name} cannot sign in"
            await asyncio.sleep(_GIVE_WAY)


Handle = Callable[[Officer, Json, random.Random], Awaitable[None]]


async def admin(officer: Officer, row: Json, chance: random.Random) -> None:
    """Pass what came in to the unit (Admin Instansi)."""
    if row["state"] != "received":
        return
    answer = await officer.ask("GET", f"/api/v1/reports/{row['id']}/actions")
    if not answer.is_success:
        return
    offered = {each["action"]: each for each in answer.json()["actions"]}
    if "dispose" not in offered:
        return
    units = next(field for field in offered["dispose"]["fields"] if field["name"] == "lead_unit")["choices"]
    values = {
        "checklist": CHECKED,
        "within_authority": True,
        "classification": "non_supervisory",
        "lead_unit": next(unit for unit, name in units if name == LAW),
    }
    await officer.act(row, "dispose", values, words="Laporan diteruskan")


async def unit_desk(officer: Officer, row: Json, chance: random.Random) -> None:
    """Take it, write to the reporter, pass it on, and answer in the end (Admin Unit)."""
    match row["state"]:
        case "disposed":
            words = f"Respons awal {uuid4().hex}"
            await officer.act(row, "accept", {"initial_response": words}, words=words)
        case "in_process" if chance.random() < 0.6:
            files = {"files": _paper(chance, "surat")} if chance.random() < 0.4 else None
            await officer.tell(row, f"Pesan {uuid4().hex}", files)
        case "in_process":
            sheet = await officer.ask("GET", f"/api/v1/reports/{row['id']}/documents/lembar-disposisi.pdf")
            assert sheet.content.startswith(b"%PDF-")
            fresh = await officer.ask("GET", f"/api/v1/reports/{row['id']}")
            await officer.act({**row, "version": fresh.json()["row"]["version"]}, "forward_to_head", {})
        case "followup_submitted":
            words = f"Jawaban {uuid4().hex}"
            files = {"attachments": _paper(chance, "jawaban")}
            await officer.act(row, "answer", {"answer": words}, words=words, files=files)


async def head(officer: Officer, row: Json, chance: random.Random) -> None:
    """Analyse, dispose within the unit, and hand over what was done (Pimpinan Unit)."""
    match row["state"]:
        case "with_unit_head":
            answer = await officer.ask("GET", f"/api/v1/reports/{row['id']}/actions")
            offered = {each["action"]: each for each in answer.json()["actions"]}
            if "dispose_internally" not in offered:
                return
            fields = {field["name"]: field for field in offered["dispose_internally"]["fields"]}
            words = {
                name: f"Uraian {name}"
                for name in ("context", "root_cause", "relevant_parties", "instruction")
            }
            section = next(unit for unit, name in fields["sections"]["choices"] if name == LAW)
            await officer.act(row, "dispose_internally", {"sections": [section], **words})
        case "in_followup":
            files = {"official_letter": _paper(chance, "naskah"), "proof": _paper(chance, "bukti")}
            await officer.act(
                row, "submit_followup", {"answer_direction": "Sampaikan hasilnya."}, files=files
            )


def _paper(chance: random.Random, name: str) -> tuple[str, bytes]:
    return f"{name}-{uuid4().hex[:8]}.pdf", b"%PDF-1.7\n" + chance.randbytes(chance.choice((700, 40_000)))


def _parts(files: Files) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [(field, (name, content, "application/pdf")) for field, (name, content) in files.items()]

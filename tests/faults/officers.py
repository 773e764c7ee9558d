"""Scripted officers: each carries reports along the chain through the JSON API, whatever breaks meanwhile."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from typing import Any, Final, Self
from uuid import UUID, uuid4

import httpx

from tests.faults.ledger import Deed, Ledger
from tests.support.desk.addresses import REPORTS, api_of, document_of
from tests.support.desk.answers import CHECKED, LAW, disposition_to
from tests.support.desk.client import DeskClient, Upload, choice_of
from tests.support.desk.signing_in import Codes, Credentials

Json = dict[str, Any]
Files = Mapping[str, tuple[str, bytes]]

PATIENCE: Final = 120.0
_GIVE_WAY: Final = 0.3
_SERVER_FAILED: Final = 500
_MEANWHILE: Final = {404, 409}


class Officer(DeskClient):
    """One officer at the API, signed in with a cookie, who keeps book of what was answered with 200."""

    def __init__(self, base: str, account: Mapping[str, Any], ledger: Ledger, *, known: set[UUID]) -> None:
        super().__init__(
            httpx.AsyncClient(
                base_url=base, timeout=30, trust_env=False, limits=httpx.Limits(keepalive_expiry=2)
            )
        )
        self.name: str = account["username"]
        self.ledger = ledger
        self._credentials = Credentials.of(account)
        self._codes = Codes(self._credentials)
        self._known = known

    async def __aenter__(self) -> Self:
        await self._come_in()
        return self

    async def work(self, stop: asyncio.Event, handle: "Handle", seed: int) -> None:
        """Do what waits, over and over, until the play is over."""
        chance = random.Random(seed)
        while not stop.is_set():
            page = await self.request("GET", REPORTS, params={"queue": "all", "limit": 100})
            rows = [row for row in page.json()["rows"] if UUID(row["id"]) not in self._known]
            chance.shuffle(rows)
            for row in rows:
                if stop.is_set():
                    return
                await handle(self, row, chance)
            await asyncio.sleep(chance.uniform(0.3, 1.0))

    async def step(
        self, row: Json, action: str, values: Json, *, words: str = "", files: Files | None = None
    ) -> bool:
        """Take a step of the chain; True, and written down, where it was answered with success."""
        answer = await self.act(
            row["id"],
            action,
            values,
            files=_uploads(files),
            version=row["version"],
            Idempotency_Key=uuid4().hex,
        )
        return self._done(answer, row, action, words=words, files=files)

    async def tell(self, row: Json, words: str, files: Files | None = None) -> bool:
        """Write to the reporter."""
        body: dict[str, Any] = {"json": {"text": words, "to_reporter": True}}
        if files:
            body = {"data": {"text": words, "to_reporter": "true"}, "files": _uploads(files)}
        headers = {"Idempotency-Key": uuid4().hex}
        answer = await self.request("POST", f"{api_of(row['id'])}/messages", headers=headers, **body)
        return self._done(answer, row, "message", words=words, files=files)

    def _done(
        self, answer: httpx.Response, row: Json, action: str, *, words: str, files: Files | None
    ) -> bool:
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

    async def offered(self, row: Json) -> Json | None:
        """Ask what may be done with a report; None where it is out of reach meanwhile."""
        answer = await self.get(f"{api_of(row['id'])}/actions")
        return dict(answer.json()) if answer.is_success else None

    async def request(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Ask, again and again with the same key, until there is an answer that is not `later`."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = await super().request(method, path, **request)
            except httpx.TransportError:
                self.ledger.oddities["connection lost"] += 1
            else:
                if answer.status_code == httpx.codes.UNAUTHORIZED:
                    self.ledger.oddities["signed in again"] += 1
                    await self._come_in()
                    continue
                if answer.status_code < _SERVER_FAILED:
                    return answer
                self.ledger.oddities[f"answered {answer.status_code}"] += 1
                assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
            assert time.monotonic() < deadline, f"no answer to {method} {path}"
            await asyncio.sleep(_GIVE_WAY)

    async def _come_in(self) -> None:
        """Sign in, with code after code, until the desk lets this officer in."""
        deadline = time.monotonic() + PATIENCE
        while True:
            if (code := self._codes.next()) is not None:
                self.client.cookies.clear()
                try:
                    if (await self.sign_in(self._credentials, code)).is_success:
                        return
                except httpx.TransportError:
                    self._codes.give_back()
            assert time.monotonic() < deadline, f"{self.name} cannot sign in"
            await asyncio.sleep(_GIVE_WAY)


Handle = Callable[[Officer, Json, random.Random], Awaitable[None]]


async def admin(officer: Officer, row: Json, chance: random.Random) -> None:
    """Pass what came in to the unit (Admin Instansi)."""
    if row["state"] != "received":
        return
    offered = await officer.offered(row)
    if offered is None or not _may(offered, "dispose"):
        return
    unit = choice_of(offered, "dispose", "lead_unit", LAW)
    values = disposition_to(unit, checklist=[*CHECKED, "evidence_valid"])
    await officer.step(row, "dispose", values, words="Laporan dikirim ke bagian")


async def unit_desk(officer: Officer, row: Json, chance: random.Random) -> None:
    """Take it, write to the reporter, pass it on, and answer in the end (Admin Unit)."""
    match row["state"]:
        case "disposed":
            words = f"Respons awal {uuid4().hex}"
            await officer.step(row, "accept", {"initial_response": words}, words=words)
        case "in_process" if chance.random() < 0.6:
            files = {"files": _paper(chance, "surat")} if chance.random() < 0.4 else None
            await officer.tell(row, f"Pesan {uuid4().hex}", files)
        case "in_process":
            sheet = await officer.get(document_of(row["id"], "lembar-disposisi"))
            assert sheet.content.startswith(b"%PDF-")
            fresh = await officer.get(api_of(row["id"]))
            await officer.step({**row, "version": fresh.json()["row"]["version"]}, "forward_to_head", {})
        case "followup_submitted":
            words = f"Jawaban {uuid4().hex}"
            files = {"attachments": _paper(chance, "jawaban")}
            await officer.step(row, "answer", {"answer": words}, words=words, files=files)


async def head(officer: Officer, row: Json, chance: random.Random) -> None:
    """Analyse, dispose within the unit, and hand over what was done (Pimpinan Unit)."""
    match row["state"]:
        case "with_unit_head":
            offered = await officer.offered(row)
            if offered is None or not _may(offered, "dispose_internally"):
                return
            words = {
                name: f"Uraian {name}"
                for name in ("context", "root_cause", "relevant_parties", "instruction")
            }
            section = choice_of(offered, "dispose_internally", "sections", LAW)
            await officer.step(row, "dispose_internally", {"sections": [section], **words})
        case "in_followup":
            files = {"official_letter": _paper(chance, "naskah"), "proof": _paper(chance, "bukti")}
            await officer.step(
                row, "submit_followup", {"answer_direction": "Sampaikan hasilnya."}, files=files
            )


def _paper(chance: random.Random, name: str) -> tuple[str, bytes]:
    return f"{name}-{uuid4().hex[:8]}.pdf", b"%PDF-1.7\n" + chance.randbytes(chance.choice((700, 40_000)))


def _uploads(files: Files | None) -> list[tuple[str, Upload]]:
    return [(field, (*file, "application/pdf")) for field, file in (files or {}).items()]


def _may(offered: Json, action: str) -> bool:
    return any(each["action"] == action for each in offered["actions"])

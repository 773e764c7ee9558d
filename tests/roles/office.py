"""What the others at the office did before an officer's day begins: done through the JSON API."""

import secrets
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from tests.support.desk.addresses import REPORTS, api_of, document_of
from tests.support.desk.answers import LAW, disposition_to, registration_at
from tests.support.desk.client import DeskClient, choice_of
from tests.support.desk.window import Registered
from tests.support.shared_stack import SharedStack

Json = dict[str, Any]

LETTER: Final = ("naskah-dinas.pdf", b"%PDF-1.7\nnaskah dinas contoh", "application/pdf")
_PATIENCE: Final = 120.0
_REASON: Final = "Menyiapkan hari kerja."


@dataclass(slots=True)
class Office:
    """The kabupaten's officers, each at the API with the session of their desk."""

    stack: SharedStack
    _clients: dict[str, DeskClient] = field(default_factory=dict)

    async def register(self, subject: str, **changes: Any) -> Registered:
        """Let the desk officer register what somebody brought."""
        mark = secrets.token_hex(3)  # many days run against one office: each finds its own reports by it
        title, substance = f"{subject} {mark}", f"Loket tutup pada jam layanan, perkara {mark}."
        usual = registration_at(await self.office_id())
        usual["body"] |= {
            "title": title,
            "substance": substance,
            "parties": [{"position": "Petugas loket", "role": "reported"}],
        }
        receipt = await self.ask("tono", "POST", REPORTS, json=usual | changes)
        return Registered(receipt["report_id"], receipt["agenda_number"], title, substance)

    async def whistleblown(self, subject: str) -> Registered:
        """Let the desk officer register a tip without a name."""
        return await self.register(
            subject,
            track="whistleblowing",
            violation_type="procurement",
            identity_mode="anonymous",
            identity=None,
        )

    async def disposed(self, report: Registered, unit: str = LAW, **values: Any) -> None:
        """Let the Admin Instansi verify it and pass it to a unit."""
        chosen = await self.choice("sari", report, "dispose", "lead_unit", unit)
        await self.act("sari", report, "dispose", disposition_to(chosen, **values))

    async def accepted(self, report: Registered) -> None:
        """Let the unit take it and say so."""
        await self.act("dewi", report, "accept", {"initial_response": "Sedang kami tangani."})

    async def with_head(self, report: Registered) -> None:
        """Let the unit print the sheet and pass it to its head."""
        await self.disposed(report)
        await self.accepted(report)
        await self.ask("dewi", "GET", document_of(report.id, "lembar-disposisi"))
        await self.act("dewi", report, "forward_to_head", {})

    async def assigned(self, report: Registered) -> None:
        """Bring it to those who follow it up within the unit."""
        await self.with_head(report)
        section = await self.choice("hendra", report, "dispose_internally", "sections", LAW)
        words = {name: f"Uraian {name}." for name in ("context", "root_cause", "relevant_parties")}
        await self.act("hendra", report, "dispose_internally", {"sections": [section], **words})

    async def followed_up(self, report: Registered) -> None:
        """Let the head hand over what was done."""
        await self.assigned(report)
        answers = {"answer_direction": "Sampaikan jadwal piket baru."}
        await self.act("hendra", report, "submit_followup", answers, official_letter=LETTER, proof=LETTER)

    async def proposed(self, report: Registered) -> None:
        """Let the Admin Instansi propose that it cannot be processed."""
        answers = {
            "reason": "not_logical",
            "explanation": "Peristiwa yang diceritakan tidak mungkin terjadi pada tanggal itu.",
        }
        await self.act("sari", report, "propose_not_processable", answers)

    async def with_leader(self, report: Registered) -> None:
        """Let the inspector review a tip, deepen it and submit it."""
        words = ("main_problem", "initial_evidence", "supporting_data", "legal_analysis")
        await self.act("agus", report, "begin_review", {})
        reviewed = {name: f"Uraian {name}." for name in (*words, "review_conclusion")}
        await self.act("agus", report, "conclude_review", reviewed)
        await self.act("agus", report, "deepen", {})
        found = {"result": "Sembilan paket kecil.", "recommendation": "Periksa penyedia."}
        await self.act("agus", report, "submit_to_leader", found)

    async def act(
        self, who: str, report: Registered, action: str, values: Json, **files: tuple[str, bytes, str]
    ) -> None:
        """Let an officer take a step of the chain."""
        client = await self._client(who)
        granted(await client.act(report.id, action, values, files=list(files.items())), who)

    async def choice(self, who: str, report: Registered, action: str, name: str, label: str) -> str:
        """Find the value behind a choice that an action offers."""
        offered = await self.ask(who, "GET", f"{api_of(report.id)}/actions")
        return choice_of(offered, action, name, label)

    async def office_id(self) -> int:
        """Find the kabupaten."""
        found = await self.ask("tono", "GET", "/api/v1/offices", params={"q": "Lombok Timur"})
        return next(int(each["id"]) for each in found["offices"] if each["code"] == "52.03")

    async def state(self, report: Registered, who: str = "sari") -> str:
        """Tell how far it has come."""
        told = await self.ask(who, "GET", api_of(report.id))
        return str(told["row"]["state"])

    async def ask(self, who: str, method: str, path: str, **request: Any) -> Json:
        """Ask as an officer; whatever is not granted ends the test."""
        client = await self._client(who)
        answer = granted(await client.request(method, path, **request), who)
        return dict(answer.json()) if "json" in answer.headers["content-type"] else {}

    async def _client(self, who: str) -> DeskClient:
        if who not in self._clients:
            client = DeskClient.over(self.stack.desk, timeout=_PATIENCE)
            client.client.headers["X-Reason"] = _REASON
            self._clients[who] = client
            await client.take_cookie(self.stack.seat(who))
        return self._clients[who]

    async def close(self) -> None:
        """Leave."""
        for client in self._clients.values():
            await client.client.aclose()


def granted(answer: httpx.Response, who: str) -> httpx.Response:
    """Whatever is not granted ends the test."""
    assert answer.is_success, f"{who} {answer.url}: {answer.text}"
    return answer

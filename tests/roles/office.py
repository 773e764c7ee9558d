"""What the others at the office did before an officer's day begins: done through the JSON API."""

import secrets
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from tests.support.shared_stack import SharedStack

Json = dict[str, Any]

LAW: Final = "Subbagian Hukum dan Sumber Daya Manusia"
TECHNICAL: Final = "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat"
LETTER: Final = ("naskah-dinas.pdf", b"%PDF-1.7\nnaskah dinas contoh")
_PATIENCE: Final = 120.0
_CHECKED: Final = ("identity_confirmable", "subject_clear", "party_named", "event_described")
_REASON: Final = "Menyiapkan hari kerja."


@dataclass(frozen=True, slots=True)
class Filed:
    """A report as the office knows it; every day has its own."""

    id: str
    agenda: str
    title: str
    substance: str

    @property
    def path(self) -> str:
        """Where it is read."""
        return f"/laporan/{self.id}"


@dataclass(slots=True)
class Office:
    """The kabupaten's officers, each at the API with the session of their desk."""

    stack: SharedStack
    _clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    async def register(self, subject: str, **changes: Any) -> Filed:
        """Let the desk officer register what somebody brought."""
        mark = secrets.token_hex(3)  # many days run against one office: each finds its own reports by it
        title, substance = f"{subject} {mark}", f"Loket tutup pada jam layanan, perkara {mark}."
        body = {
            "title": title,
            "substance": substance,
            "parties": [{"position": "Petugas loket", "role": "reported"}],
            "happened_at": "Senin pagi",
            "place": {"text": "Kantor KPU"},
            "chronology": "Datang pukul sembilan, loket kosong sampai siang.",
        }
        asked = {
            "office_id": await self.office_id(),
            "channel": "direct",
            "identity_mode": "open",
            "identity": {"name": "Warga Contoh", "phone": "0800000"},
            "body": body,
            **changes,
        }
        receipt = await self.ask("tono", "POST", "/api/v1/reports", json=asked)
        return Filed(receipt["report_id"], receipt["agenda_number"], title, substance)

    async def whistleblown(self, subject: str) -> Filed:
        """Let the desk officer register a tip without a name."""
        return await self.register(
            subject,
            track="whistleblowing",
            violation_type="procurement",
            identity_mode="anonymous",
            identity=None,
        )

    async def disposed(self, report: Filed, unit: str = LAW, **values: Any) -> None:
        """Let the Admin Instansi verify it and pass it to a unit."""
        answers = {
            "checklist": list(_CHECKED),
            "within_authority": True,
            "classification": "non_supervisory",
            "lead_unit": await self.choice("sari", report, "dispose", "lead_unit", unit),
        }
        await self.act("sari", report, "dispose", answers | values)

    async def accepted(self, report: Filed) -> None:
        """Let the unit take it and say so."""
        await self.act("dewi", report, "accept", {"initial_response": "Sedang kami tangani."})

    async def with_head(self, report: Filed) -> None:
        """Let the unit print the sheet and pass it to its head."""
        await self.disposed(report)
        await self.accepted(report)
        await self.ask("dewi", "GET", f"/api/v1/reports/{report.id}/documents/lembar-disposisi.pdf")
        await self.act("dewi", report, "forward_to_head", {})

    async def assigned(self, report: Filed) -> None:
        """Bring it to those who follow it up within the unit."""
        await self.with_head(report)
        section = await self.choice("hendra", report, "dispose_internally", "sections", LAW)
        words = {name: f"Uraian {name}." for name in ("context", "root_cause", "relevant_parties")}
        await self.act("hendra", report, "dispose_internally", {"sections": [section], **words})

    async def followed_up(self, report: Filed) -> None:
        """Let the head hand over what was done."""
        await self.assigned(report)
        answers = {"answer_direction": "Sampaikan jadwal piket baru."}
        await self.act("hendra", report, "submit_followup", answers, official_letter=LETTER, proof=LETTER)

    async def proposed(self, report: Filed) -> None:
        """Let the Admin Instansi propose that it cannot be processed."""
        answers = {
            "reason": "not_logical",
            "explanation": "Peristiwa yang diceritakan tidak mungkin terjadi pada tanggal itu.",
        }
        await self.act("sari", report, "propose_not_processable", answers)

    async def with_leader(self, report: Filed) -> None:
        """Let the inspector review a tip, deepen it and submit it."""
        words = ("main_problem", "initial_evidence", "supporting_data", "legal_analysis")
        await self.act("agus", report, "begin_review", {})
        reviewed = {name: f"Uraian {name}." for name in (*words, "review_conclusion")}
        await self.act("agus", report, "conclude_review", reviewed)
        await self.act("agus", report, "deepen", {})
        found = {"result": "Sembilan paket kecil.", "recommendation": "Periksa penyedia."}
        await self.act("agus", report, "submit_to_leader", found)

    async def act(
        self, who: str, report: Filed, action: str, values: Json, **files: tuple[str, bytes]
    ) -> None:
        """Let an officer take a step of the chain."""
        path = f"/api/v1/reports/{report.id}/actions/{action}"
        if files:
            parts = [(name, (*file, "application/pdf")) for name, file in files.items()]
            await self.ask(who, "POST", path, data=values, files=parts)
        else:
            await self.ask(who, "POST", path, json={"values": values})

    async def choice(self, who: str, report: Filed, action: str, name: str, label: str) -> str:
        """Find the value behind a choice that an action offers."""
        offered = await self.ask(who, "GET", f"/api/v1/reports/{report.id}/actions")
        fields = next(each["fields"] for each in offered["actions"] if each["action"] == action)
        choices = next(each["choices"] for each in fields if each["name"] == name)
        return next(str(value) for value, said in choices if said == label)

    async def office_id(self) -> int:
        """Find the kabupaten."""
        found = await self.ask("tono", "GET", "/api/v1/offices", params={"q": "Lombok Timur"})
        return next(int(each["id"]) for each in found["offices"] if each["code"] == "52.03")

    async def state(self, report: Filed, who: str = "sari") -> str:
        """Tell how far it has come."""
        told = await self.ask(who, "GET", f"/api/v1/reports/{report.id}")
        return str(told["row"]["state"])

    async def ask(self, who: str, method: str, path: str, **request: Any) -> Json:
        """Ask as an officer; whatever is not granted ends the test."""
        client = await self._client(who)
        answer = await client.request(method, path, **request)
        assert answer.is_success, f"{who} {path}: {answer.text}"
        return dict(answer.json()) if "json" in answer.headers["content-type"] else {}

    async def _client(self, who: str) -> httpx.AsyncClient:
        if who not in self._clients:
            seat = self.stack.seat(who)
            client = httpx.AsyncClient(base_url=self.stack.desk, timeout=_PATIENCE, trust_env=False)
            client.cookies.set(seat["name"], seat["value"], domain="127.0.0.1")
            client.headers["X-Reason"] = _REASON
            self._clients[who] = client
            client.headers["X-CSRF-Token"] = (await client.get("/api/v1/session")).json()["csrf_token"]
        return self._clients[who]

    async def close(self) -> None:
        """Leave."""
        for client in self._clients.values():
            await client.aclose()

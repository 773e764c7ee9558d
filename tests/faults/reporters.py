"""Scripted reporters: they read what the bot says and answer that, however often it starts over."""

import asyncio
import random
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

import httpx

from tests.faults.ledger import Addition, FiledReport, Ledger
from tests.support.telegram import Person

Json = dict[str, Any]

QUIET: Final = 0.25
"""Once nothing new came for so long, the bot has said what it wanted to say."""
INTERRUPTED: Final = 6.0
"""After `Sempat terputus` what was sent meanwhile is still to be answered."""
HALF_SAID: Final = 1.5
"""After a word that asks nothing, what the bot wants usually follows."""
PATIENCE: Final = 150.0
"""On a machine with much else to do, a killed bot needs a minute to load its code."""

TRACKING: Final = re.compile(r"\b[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}\b")
_STEP: Final = re.compile(r"Langkah \d+ dari \d+ · ([^\n(]+?)(?: \((\d) dari \d\))?(?:\n|$)")
_SIGNS: Final = (
    ("review", "Periksa laporan Anda"),
    ("last look", "Kirim sekarang?"),
    ("throw away", "Buang isian ini?"),
    ("in the way", "Lanjutkan dulu, atau buang jawabannya?"),
    ("addition", "Apa yang ingin Anda tambahkan?"),
    ("receipt", "Nomor pelacakan Anda\n"),
    ("receipt", "belum Anda simpan"),
    ("after", "Selanjutnya\n"),
    ("status", "Status: "),
    ("tracking", "Ketik nomor pelacakan"),
    ("tracking", "Nomor pelacakan laporan ini tidak saya simpan"),
    ("consent", "Setuju data Anda"),
    ("outage", "Sistem sedang terganggu"),
    ("menu", "Apa yang ingin Anda lakukan?"),
)
_PRESSED_BESIDE: Final = {
    "consent": "Setuju, lanjut",
    "receipt": "Sudah saya simpan",
    "last look": "Batal",  # of something else than what is being added
    "throw away": "Ya, buang",
    "in the way": "Buang",
}
IDENTITY: Final = {"1": "Warga Contoh", "2": "Jalan Contoh 4", "3": "Guru", "4": "081200000001"}


def is_push(message: Json) -> bool:
    """Tell a push from what the bot says in conversation: only pushes carry this one button alone."""
    return [button["label"] for row in message["buttons"] for button in row][:1] == ["Buka"]


def kind_of(message: Json) -> str:
    """Say what a message of the bot wants."""
    if is_push(message):
        return "push"
    if _STEP.search(message["text"]):
        return "step"
    return next((kind for kind, words in _SIGNS if words in message["text"]), "other")


class Reporter:
    """One person who files reports and adds to them until told to stop, keeping book of what they read."""

    def __init__(self, person: Person, ledger: Ledger, seed: int) -> None:
        self.person = person
        self.ledger = ledger
        self.random = random.Random(seed)
        self._acks: list[Json] = []
        self._receipts: set[str] = set()

    async def live(self, stop: asyncio.Event) -> None:
        """File and follow reports, until the play is over; what was begun is finished."""
        while not stop.is_set():
            report = await self._file()
            for _ in range(self.random.randint(1, 3)):
                if stop.is_set():
                    break
                await self._add(report)
                await asyncio.sleep(self.random.uniform(0.2, 1.5))

    async def _file(self) -> FiledReport:  # noqa: C901, PLR0912 (one branch for each thing the bot may want)
        openly = self.random.random() < 0.8
        said = {
            title: f"{title} {uuid4().hex}" for title in ("Apa", "Siapa", "Kapan", "Di mana", "Bagaimana")
        }
        files = dict(_papers(self.random))
        kept: dict[str, str] = {}
        unsent: Iterator[str] = iter(files)
        waiting = ""  # the file sent last, of which we have not heard
        answered = ""
        message = await self._said("/lapor")
        while True:
            for ack in self._taken_acks():
                if waiting and "Tersimpan: " in ack["text"] and waiting in ack["text"]:
                    kept[waiting], waiting = sha256(files[waiting]).hexdigest(), ""
                found = TRACKING.search(ack["text"]) if kind_of(ack) == "receipt" else None
                if found is not None and found.group() not in self._receipts:
                    return await self._filed(found.group(), said, kept, openly=openly, message=ack)
            match kind_of(message):
                case "step":
                    title, part = _step_of(message)
                    if (title, part) == ("Bukti", ""):
                        name = waiting or next(unsent, "")
                        if name:
                            waiting = name
                            message = await self._sent(name, files[name])
                        else:
                            message = await self._pressed(message, "Lanjut", "Lewati")
                        continue
                    if title == answered and "Lanjut" not in _labels(message):
                        self.ledger.oddities["asked again"] += 1
                    answered = title if title in said else ""
                    message = await self._answered(message, title, part, said, openly=openly)
                case "review":
                    missing = [title for title, words in said.items() if words not in message["text"]]
                    assert not missing, f"answers {missing} are not in the review: {message['text']}"
                    message = await self._pressed(message, "Kirim laporan")
                case "consent":
                    message = await self._pressed(message, "Setuju, lanjut")
                case "in the way":
                    message = await self._pressed(message, "Buang")
                case "menu":
                    message = await self._pressed(message, "Lanjutkan laporan", "Buat laporan")
                case _:
                    message = await self._said("/menu")

    async def _answered(
        self, message: Json, title: str, part: str, said: dict[str, str], *, openly: bool
    ) -> Json:
        if "Lanjut" in _labels(message):  # the parties, read back
            return await self._pressed(message, "Lanjut")
        fixed = {"Jenis": "1", "Cara melapor": "1" if openly else "3", "Simpan nomor": "1"}
        if title == "Tujuan":
            return await self._said("1" if "Saya temukan" in message["text"] else "lombok timur")
        if title == "Identitas":
            return await self._said(IDENTITY[part])
        return await self._said(fixed[title] if title in fixed else said[title])

    async def _filed(
        self, tracking_id: str, said: dict[str, str], files: dict[str, str], *, openly: bool, message: Json
    ) -> FiledReport:
        self._receipts.add(tracking_id)
        report = FiledReport(self.person.user_id, tracking_id, said, files, openly)
        self.ledger.reports.append(report)
        if "Sudah saya simpan" in _labels(message):
            await self._pressed(message, "Sudah saya simpan")
            self._taken_acks()
        return report

    async def _add(self, report: FiledReport) -> None:
        """Open a report by its number and add something to it."""
        addition: Addition | None = None
        message = await self._said("/menu")
        while True:
            said = [ack["text"] for ack in self._taken_acks()]
            if addition is not None and any("Tercatat: " in words for words in said):
                addition.told = True
                return
            match kind_of(message):
                case "status" if addition is not None:
                    return  # it broke off while it was carried out: the person cannot know
                case "status":
                    message = await self._pressed(message, "Tambah keterangan")
                case "addition":
                    text = f"tambahan {uuid4().hex}"
                    message = await self._said(text)
                    if kind_of(message) == "last look" and text in message["text"]:
                        addition = Addition(text)
                        report.additions.append(addition)
                        message = await self._pressed(message, "Kirim")
                case "last look" if addition is not None and addition.text in message["text"]:
                    message = await self._pressed(message, "Kirim")
                case "menu" | "tracking":
                    message = await self._said(report.tracking_id)
                case kind if kind in _PRESSED_BESIDE:
                    message = await self._pressed(message, _PRESSED_BESIDE[kind])
                case _:
                    message = await self._said("/menu")

    async def _said(self, text: str) -> Json:
        await self._tried(lambda: self.person.say(text))
        return await self._heard()

    async def _sent(self, name: str, content: bytes) -> Json:
        await self._tried(lambda: self.person.send_files("document", (name, content, "application/pdf")))
        return await self._heard()

    async def _pressed(self, message: Json, *choices: str) -> Json:
        label = next((each for each in choices if each in _labels(message)), None)
        if label is None:
            self.ledger.oddities["button missing"] += 1
            return await self._said("/menu")
        await self._tried(lambda: self.person.press(message, label))
        return await self._heard()

    async def _tried(self, send: Any) -> None:
        """Send; the phone's own network is not what is tried here."""
        try:
            await send()
        except httpx.TransportError:
            self.ledger.oddities["simulator slow"] += 1
        except httpx.HTTPStatusError as refused:
            if refused.response.status_code != httpx.codes.NOT_FOUND:
                raise
            self.ledger.oddities["message gone"] += 1  # a number's message goes once it is kept
            await self.person.say("/menu")

    async def _heard(self) -> Json:
        """Wait until the bot has said what it wants now; what it acknowledged on the way is kept."""
        newest: Json | None = None
        wait = PATIENCE
        while True:
            fresh = sorted(
                await self.person.messages(after=self.person.seen, wait=wait),
                key=lambda each: int(each["revision"]),
            )
            if not fresh and newest is None:
                self.ledger.oddities["nothing heard"] += 1
                await self.person.say("/menu")
                continue
            if not fresh and newest is not None:
                return newest
            for message in fresh:
                self.person.seen = max(self.person.seen, int(message["revision"]))
                kind = self._kind_of(message)
                if kind == "outage":
                    self.ledger.oddities["outage told"] += 1
                if kind in {"push", "outage"}:
                    continue
                self._acks.append(message)
                if newest is None or kind not in {"other", "receipt"}:
                    newest = message
                if "Sempat terputus" in message["text"]:
                    self.ledger.oddities["interrupted"] += 1
            if newest is not None:
                wait = _pause_after(newest)

    def _kind_of(self, message: Json) -> str:
        """Say what a message is to this person; one that only lost its buttons asks nothing, as a push."""
        new = message["from"] == "bot" and not self.person.only_answered(message)
        return kind_of(message) if new else "push"

    def _taken_acks(self) -> list[Json]:
        taken, self._acks = self._acks, []
        return taken


def _pause_after(message: Json) -> float:
    if "Sempat terputus" in message["text"]:
        return INTERRUPTED
    return HALF_SAID if kind_of(message) in {"other", "receipt"} else QUIET


def _labels(message: Json) -> list[str]:
    return [button["label"] for row in message["buttons"] for button in row]


def _step_of(message: Json) -> tuple[str, str]:
    found = _STEP.search(message["text"])
    assert found is not None
    return found.group(1).strip(), found.group(2) or ""


def _papers(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Make up to two small documents, each like no other."""
    for number in range(chance.choice((0, 1, 1, 2))):
        name = f"bukti{number}-{uuid4().hex[:8]}.pdf"
        yield name, b"%PDF-1.7\n" + chance.randbytes(chance.choice((900, 60_000)))

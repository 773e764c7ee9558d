"""One report's way, step by step, from both sides: the stories put the steps in order and look closely."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Locator

from tests.e2e import people
from tests.e2e.chat import Reporter, tracking_in
from tests.e2e.paper import document, photo
from tests.support.desk.answers import CHECKED_IN_WORDS, EVIDENCE_IN_WORDS, LAW, disposition_in_words
from tests.support.desk.form import Answers, Files
from tests.support.desk.signing_in import Cookie
from tests.support.desk.window import DeskWindow, open_window, take_seat

ACCEPT, INITIAL_RESPONSE = "Terima dan beri respons awal", "Respons awal untuk pelapor"


@dataclass(slots=True)
class Desks:
    """Officers who signed in once and stay at their desks, as people do."""

    browser: Browser
    address: str
    seat: Callable[[str], Cookie]
    _seated: dict[str, DeskWindow] = field(default_factory=dict)

    async def officer(self, username: str) -> DeskWindow:
        """Give the officer of that name, signed in."""
        if username not in self._seated:
            cookie = await asyncio.to_thread(self.seat, username)
            window = await open_window(self.browser, self.address, username)
            await take_seat(window.page.context, self.address, cookie)
            self._seated[username] = window
        return self._seated[username]


@dataclass(slots=True)
class Journey:
    """A report, its reporter, and the officers it meets."""

    reporter: Reporter
    desks: Desks
    folder: Path
    tracking: str = ""
    agenda: str = ""

    async def at(self, username: str) -> DeskWindow:
        """Give an officer with this report open before them."""
        officer = await self.desks.officer(username)
        await officer.open_agenda(self.agenda)
        return officer

    async def take(
        self, username: str, step: str, answers: Answers | None = None, files: Files | None = None
    ) -> None:
        """Let an officer take a step."""
        officer = await self.at(username)
        await officer.take(step, answers, files)

    async def tell(self) -> None:
        """Agree, and tell what happened, where and to whom, up to the evidence."""
        reporter = self.reporter
        await people.agree(reporter)
        await reporter.press("Buat laporan")
        await reporter.hear("Jenis")
        await reporter.press("Pengaduan")
        await reporter.answer("Tujuan", "lombok timr")
        await reporter.hear("Saya temukan kantor ini")
        await reporter.choose("KPU Kabupaten Lombok Timur")
        await reporter.hear("Cara melapor")
        await reporter.press("Terbuka")
        await reporter.answer("Apa", people.WHAT)
        await reporter.answer("Siapa", people.WHO)
        await reporter.hear("Saya catat")
        await reporter.press("Lanjut")
        await reporter.answer("Kapan", people.WHEN)
        await reporter.answer("Di mana", people.WHERE)
        await reporter.answer("Bagaimana", people.HOW)

    async def prove(self) -> None:
        """Send a photo as evidence."""
        await self.reporter.hear("Bukti")
        await self.reporter.attach(
            photo(self.folder, "segel.png", "Segel kotak suara"), caption="Segel putus"
        )
        await self.reporter.hear("Tersimpan")

    async def sign_and_send(self) -> None:
        """Say who one is, look it over, send it, keep the tracking ID."""
        reporter = self.reporter
        await reporter.press("Lanjut")
        await reporter.answer("Identitas", "Ridwan Saputra")
        await reporter.answer("alamat", "Dusun Contoh, Desa Sukamaju")
        await reporter.hear("pekerjaan")
        await reporter.press("Lewati")
        await reporter.hear("Nomor telepon")
        await reporter.press("Lewati")
        await reporter.hear("Boleh saya simpan")
        await reporter.press("Ya, simpan")
        await self.send()

    async def send(self) -> None:
        """Send the reviewed report and keep its tracking ID."""
        reporter = self.reporter
        await reporter.hear("Periksa laporan Anda")
        await reporter.press("Kirim laporan")
        received = await (await reporter.hear("sudah kami terima")).inner_text()
        self.agenda = people.agenda_in(received) if "Nomor agenda" in received else ""
        self.tracking = await tracking_in(await reporter.hear("Nomor pelacakan Anda"))

    async def keep_tracking(self) -> None:
        """Say that the tracking ID is kept."""
        await self.reporter.press("Sudah saya simpan")
        await self.reporter.hear("tidak saya tampilkan lagi")

    async def ask_completion(self) -> None:
        """Let the Admin Instansi ask for what is missing."""
        asked: Answers = {
            "Yang perlu dilengkapi": ["Bagaimana kejadiannya"],
            "Pesan untuk pelapor": people.MISSING_MESSAGE,
        }
        await self.take("sari", "Minta kelengkapan", asked)
        await self.reporter.hear("Laporan perlu dilengkapi")

    async def complete(self) -> None:
        """Let the reporter add it in chat."""
        await self.open_in_chat()
        await self.reporter.press("Lengkapi laporan")
        await self.reporter.answer("Bagaimana", people.EXACTLY)
        await self.reporter.hear("Kirim sekarang?")
        await self.reporter.press("Kirim")
        await self.reporter.hear("Tercatat: Lengkapi laporan.")

    async def dispose(self) -> None:
        """Let the Admin Instansi check, classify and pass it to a unit."""
        checked = (*CHECKED_IN_WORDS, EVIDENCE_IN_WORDS)
        await self.take("sari", "Disposisikan", disposition_in_words(LAW, checked=checked))
        await self.reporter.hear("Laporan dikirim ke bagian")

    async def accept(self) -> None:
        """Let the unit take it and say so."""
        await self.take("dewi", ACCEPT, {INITIAL_RESPONSE: people.INITIAL})
        await self.reporter.hear("Laporan sedang ditangani")

    async def forward(self) -> bytes:
        """Print the disposition sheet and pass the report to the unit's head; return the sheet."""
        unit = await self.at("dewi")
        sheet = await unit.document("Lembar disposisi")
        await self.take("dewi", "Sampaikan ke pimpinan unit")
        return sheet

    async def dispose_internally(self) -> None:
        """Let the unit's head analyse it and name who follows it up."""
        answers: Answers = {
            "Bagian/subbagian": [LAW],
            "Konteks laporan": people.CONTEXT,
            "Akar permasalahan": people.CAUSE,
            "Pihak yang relevan": people.PARTIES,
            "Arahan": people.INSTRUCTION,
        }
        await self.take("hendra", "Disposisikan ke bagian/subbagian", answers)

    async def submit_followup(self) -> None:
        """Let the head hand over what was done: direction, letter and proof."""
        letter = document(self.folder, "naskah-dinas.pdf", "Surat peringatan tertulis")
        proof = photo(self.folder, "bukti.png", "Berita acara yang diperbaiki")
        files: Files = {
            "Naskah dinas tindak lanjut": letter,
            "Dokumen pendukung atau bukti penyelesaian": proof,
        }
        await self.take(
            "hendra", "Serahkan dokumen tindak lanjut", {"Arahan jawaban": people.DIRECTION}, files
        )

    async def follow_up(self) -> bytes:
        """Pass it to the unit's head, who sees to it and hands over what was done; return the sheet."""
        sheet = await self.forward()
        await self.dispose_internally()
        await self.submit_followup()
        return sheet

    async def answer(self, words: str, *files: Path) -> None:
        """Let the unit answer; the words and files arrive in chat."""
        attached: Files = {"Lampiran jawaban": list(files)} if files else {}
        await self.take("dewi", "Kirim jawaban", {"Jawaban untuk pelapor": words}, attached)
        await self.reporter.hear(words[:40])
        for file in files:
            await self.reporter.hear(file.name)

    async def respond(self) -> None:
        """Let the reporter reply: a second round begins."""
        await self.open_in_chat()
        await self.reporter.press("Tanggapi jawaban")
        await self.reporter.answer("Apa tanggapan Anda", people.REPLY)
        await self.reporter.hear("Kirim sekarang?")
        await self.reporter.press("Kirim")
        await self.reporter.hear("Tercatat: Tanggapi jawaban.")

    async def accept_answer(self) -> Locator:
        """Let the reporter accept the answer and rate it; return what the bot says then."""
        await self.open_in_chat()
        await self.reporter.press("Terima jawaban")
        await self.reporter.hear("Bagaimana layanan kami?")
        await self.reporter.press("5")
        await self.reporter.hear("Ada saran?")
        await self.reporter.press("Lewati")
        return await self.reporter.hear("Tercatat: Terima jawaban.")

    async def open_in_chat(self) -> None:
        """Open the report from its newest push."""
        await self.reporter.press("Buka")
        await self.reporter.hear("Status:")

    async def heard_once(self, *titles: str) -> None:
        """Each of these pushes is in the chat, and none of them twice."""
        told = await self.reporter.pushes()
        heard = {title: sum(push.startswith(title) for push in told) for title in titles}
        assert heard == dict.fromkeys(titles, 1)  # behind it stands which report it is of

"""Comparing what people were told with what is there."""

from collections import Counter
from hashlib import sha256
from typing import Any, Final

import httpx
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.verify import verify_all
from core.notifications.models import Delivery, DeliveryStatus
from core.privacy.tracking import TrackingId, lookup_hash
from core.reporter.reporter import ReporterDesk
from core.reporter.schemas import ThreadView
from core.reports.models import Report
from core.wiring import Core, connect_core
from tests.faults.ledger import FiledReport
from tests.faults.reporters import is_push
from tests.faults.world import World

NEUTRAL: Final = "Ada kabar untuk laporan Anda."


class Auditor:
    """Examines a world at rest; `findings` is empty when everything acknowledged is true."""

    def __init__(self, world: World, core: Core) -> None:
        self._world = world
        self._core = core
        self.findings: list[str] = []
        self.resent: list[str] = []
        """Pushes that went out twice because their sender died in between: the documented case."""

    def _check(self, holds: object, fault: str) -> None:
        if not holds:
            self.findings.append(fault)

    async def examine(self) -> None:
        """Look at everything."""
        for filed in self._world.ledger.reports:
            async with self._core.database.transaction() as session:
                await self._examine_report(session, filed)
        self._examine_deeds()
        await self._examine_chats()
        self._examine_registers()
        self._examine_queues()
        async with self._core.database.transaction() as session:
            verdict = await verify_all(session, anchor_public=self._core.keys.anchor_public)
        self._check(not verdict.findings, f"the audit: {verdict.findings}")

    async def _examine_report(self, session: AsyncSession, filed: FiledReport) -> None:
        tracking_id = TrackingId(filed.tracking_id)
        hashed = lookup_hash(tracking_id)
        found = (await session.exec(select(Report).where(col(Report.tracking_hash) == hashed))).all()
        self._check(len(found) == 1, f"{len(found)} reports for one receipt")
        if not found:
            return
        desk = ReporterDesk(self._core, session)
        view = await desk.thread(tracking_id)
        body, said = view.body, filed.said
        read = (body.substance, body.happened_at, body.place.text, body.chronology)
        expected = (said["Apa"], said["Kapan"], said["Di mana"], said["Bagaimana"])
        self._check(read == expected, f"the report says {read}, the reporter said {expected}")
        self._check(any(said["Siapa"] in party.name for party in body.parties), "the party is not named")
        originals = [(await desk.file(tracking_id, file.id))[1] for file in view.evidence]
        contents = [sha256(await original.whole()).hexdigest() for original in originals]
        for name, digest in filed.files.items():
            self._check(digest in contents, f"file {name} is not as it was sent")
        for addition in filed.additions:
            times = sum(addition.text in line.text for line in view.lines)
            self._check(
                times == 1 or (times == 0 and not addition.told), f"an addition is there {times} times"
            )
        self._examine_lines(filed, view, contents)

    def _examine_lines(self, filed: FiledReport, view: ThreadView, contents: list[str]) -> None:
        for deed in self._world.ledger.deeds:
            if deed.report_id != view.report_id:
                continue
            if deed.action == "message":
                times = sum(deed.words in line.text for line in view.lines)
                self._check(times == 1, f"a message to the reporter is there {times} times")
            if deed.action in {"message", "answer"}:
                for name, digest in deed.files.items():
                    self._check(contents.count(digest) == 1, f"the officer's {name} is not there once")

    def _examine_deeds(self) -> None:
        told = Counter((deed.report_id, deed.action) for deed in self._world.ledger.deeds)
        rows = self._world.rows("SELECT report_id, action FROM history WHERE side = 'officer'")
        done = Counter(
            (report_id, action) for report_id, action in rows if report_id not in self._world.before
        )
        self._check(done == told, f"history against what officers were told: {done - told} {told - done}")
        known = {row[0] for row in self._world.rows("SELECT id FROM reports")} - self._world.before
        filed = len(self._world.ledger.reports)
        self._check(len(known) == filed, f"{len(known)} reports were made of {filed} receipts")

    async def _examine_chats(self) -> None:
        async with self._core.database.transaction() as session:
            deliveries = (await session.exec(select(Delivery))).all()
        lost = [one for one in deliveries if one.status is not DeliveryStatus.SENT]
        mine = {deed.report_id for deed in self._world.ledger.deeds}
        self._check(
            not [one for one in lost if one.report_id in mine],
            f"pushes not sent: {Counter(f'{one.status} {one.last_error}' for one in lost)}",
        )
        uncertain = Counter(one.report_id for one in deliveries if one.uncertain)
        owners = {filed.chat for filed in self._world.ledger.reports}
        async with httpx.AsyncClient(base_url=self._world.stack.chat, timeout=60, trust_env=False) as client:
            for chat in owners:
                messages = (await client.get(f"/people/{chat}/messages")).json()
                await self._examine_pushes(chat, [each for each in messages if is_push(each)], uncertain)

    async def _examine_pushes(self, chat: int, pushes: list[dict[str, Any]], uncertain: Counter[Any]) -> None:
        filed = [one for one in self._world.ledger.reports if one.chat == chat]
        async with self._core.database.transaction() as session:
            ids = {}
            for one in filed:
                hashed = lookup_hash(TrackingId(one.tracking_id))
                found = await session.exec(select(Report.id).where(col(Report.tracking_hash) == hashed))
                ids[found.one()] = one
        texts = [push["text"] for push in pushes]
        unsure = sum(uncertain[report_id] for report_id in ids)
        expected_neutral = 0
        expected_titles = 0
        for deed in self._world.ledger.deeds:
            if deed.report_id not in ids or not deed.told_reporter:
                continue
            if not ids[deed.report_id].openly:
                expected_neutral += 1
            elif deed.action == "dispose":
                expected_titles += 1
            elif deed.words:
                self._count(sum(deed.words in text for text in texts), 1, unsure, deed.action)
        self._count(sum(NEUTRAL in text for text in texts), expected_neutral, unsure, "neutral words")
        self._count(
            sum(text.startswith("Laporan dikirim ke bagian") for text in texts),
            expected_titles,
            unsure,
            "dispositions",
        )

    def _count(self, times: int, expected: int, unsure: int, what: str) -> None:
        self._check(times >= expected, f"{what}: pushed {times} times of {expected}")
        if times > expected:
            self._check(times - expected <= unsure, f"{what}: pushed {times} times instead of {expected}")
            self.resent.append(what)

    def _examine_registers(self) -> None:
        numbers: dict[tuple[Any, ...], list[int]] = {}
        register: list[Any]
        for *register, seq in self._world.rows(
            "SELECT agenda_office_id, agenda_year, agenda_series, agenda_seq FROM reports"
        ):
            numbers.setdefault(tuple(register), []).append(seq)
        for key, drawn in numbers.items():
            self._check(sorted(drawn) == list(range(1, len(drawn) + 1)), f"agenda numbers of {key}: {drawn}")
        for *register, last in self._world.rows("SELECT office_id, year, series, last FROM agenda_counters"):
            count = len(numbers.get(tuple(register), []))
            self._check(last == count, f"the counter of {register} stands at {last} after {count}")

    def _examine_queues(self) -> None:
        poison = self._world.rows("SELECT error FROM inbox_updates WHERE status = 'poison'")
        self._check(not poison, f"updates set aside: {poison}")
        stuck = self._world.rows(
            "SELECT task_name, status, attempts FROM procrastinate_jobs"
            " WHERE status IN ('doing', 'failed', 'aborted')"
        )
        self._check(not stuck, f"jobs that did not end well: {stuck}")
        self._check(not self._world.unfinished(), f"left over: {self._world.unfinished()}")


async def examine(world: World) -> Auditor:
    """Examine a world as whoever holds the bot's keys and every tracking ID."""
    core = await connect_core(world.settings, ring="bot")
    try:
        auditor = Auditor(world, core)
        await auditor.examine()
    finally:
        await core.close()
    return auditor

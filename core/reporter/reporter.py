"""The reporter's side: submit, follow, answer back. Only the tracking ID opens a report here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import subject_of
from core.audit.service import record, report_stream
from core.chain.actions import Action, MessageKind
from core.chain.decide import decide
from core.chain.fields import LONG_TEXT_LIMIT
from core.chain.situation import REPORTER, Command, StepDenied
from core.chain.states import IdentityMode, Side, State
from core.clock import now
from core.errors import ConflictError, InvalidError, NotFoundError
from core.events import ReportEvent, announce
from core.evidence.models import Evidence
from core.evidence.original import Original
from core.evidence.schemas import StowedFile
from core.handling.carrying import CarriedOut
from core.handling.companions import Occasion, carry_accompanied
from core.handling.ground import Ground, ground_of
from core.handling.lines import Doer, Said
from core.handling.moving_up import recuse_and_reroute
from core.handling.refusal import raise_denied
from core.handling.snapshot import action_named, with_files
from core.intake.filing import KEPT, Origin, link_seals
from core.intake.intake import take_in
from core.intake.schemas import Receipt, SubmitReport
from core.language import INDONESIAN, tr
from core.languages import language_of
from core.notifications.outbox import speaks_openly
from core.offices.models import Office
from core.people.naming import Writing
from core.privacy.index import chat_hash
from core.privacy.seals import SealBrokenError, decrypt
from core.privacy.tracking import TrackingId, lookup_hash, parse_tracking_id
from core.privacy.vault import Vault
from core.reporter.revising import Edit, Revised, take_edit
from core.reporter.schemas import MyReport, ThreadView
from core.reporter.thread import read_thread, short_title
from core.reports.content import add_line, file_view, open_file, original_of, read_conversation
from core.reports.models import PushMode, Report, ReporterLink, ReportKey
from core.reports.opening import link_of
from core.reports.parts import SealedLine, said_in
from core.reports.schemas import ChatSource, FileView
from core.wiring import Core

MAX_STARS = 5


class ReporterDesk:
    """Use cases of a reporter, in the caller's transaction."""

    def __init__(self, core: Core, session: AsyncSession) -> None:
        self._core = core
        self._session = session

    async def submit(self, wish: SubmitReport, *, tracking_id: TrackingId, origin: Origin) -> Receipt:
        """Submit a report (R51). The same tracking ID submits it once, however often it is sent.

        Raises:
            InvalidError, NotFoundError: See `take_in`.
        """
        return await take_in(self._core, self._session, wish, tracking_id=tracking_id, origin=origin)

    async def submit_in_danger(
        self, wish: SubmitReport, *, tracking_id: TrackingId, origin: Origin, told: str
    ) -> Receipt:
        """Submit what there is and ask for protection in the same transaction; sent again, it is one report.

        `told` are the words the reporter pressed or wrote.

        Raises:
            InvalidError, NotFoundError: See `take_in`.
        """
        urgent = wish.model_copy(update={"in_danger": True})
        receipt = await self.submit(urgent, tracking_id=tracking_id, origin=origin)
        if not receipt.repeated:
            await self.act(tracking_id, Action.REQUEST_PROTECTION, {"urgent": True, "threat": told})
        return receipt

    async def thread(self, tracking_id: TrackingId, *, language: str = "") -> ThreadView:
        """Open a report's thread and mark its news as read (R91).

        Where its reporter chose a `language`, its pushes are said in it from now on.

        Raises:
            NotFoundError: No report has this tracking ID.
        """
        report, vault = await self._open(tracking_id, lock=True)
        if language:
            link = await link_of(self._session, report.id)
            if link is not None and link.language != language:
                link.language = language_of(language).code
        view = await read_thread(self._session, report, vault)
        report.reporter_unread = False
        await self._audit(report, "thread.read")
        return view

    async def act(
        self,
        tracking_id: TrackingId,
        action: str,
        values: Mapping[str, Any],
        files: tuple[StowedFile, ...] = (),
        source_key: bytes | None = None,
        sources: Mapping[str, ChatSource] | None = None,
    ) -> ThreadView:
        """Do one of the reporter's actions; with a `source_key` seen before, nothing more happens.

        `sources` tells by field name in which chat message each answer came, for later edits.

        Raises:
            NotFoundError: No such report or action.
            ConflictError: Not possible in this state; the message says what is.
            InvalidError: The fields do not hold.
        """
        report, vault = await self._open(tracking_id, lock=True)
        ground = await ground_of(self._session, report, source_key=source_key)
        if ground.done_before is not None:
            return await read_thread(self._session, report, vault)
        carried = await self._carry(
            report,
            vault,
            ground,
            action_named(action),
            values,
            files=files,
            source_key=source_key,
            said=Said(sources=sources or {}),
        )
        view = await read_thread(self._session, report, vault)
        return view.model_copy(update={"told": carried.told.body if carried.told else ""})

    async def _carry(
        self,
        report: Report,
        vault: Vault,
        ground: Ground,
        wanted: Action,
        values: Mapping[str, Any],
        *,
        said: Said,
        files: tuple[StowedFile, ...] = (),
        source_key: bytes | None = None,
    ) -> CarriedOut:
        command = Command(wanted, with_files(report, wanted, values, files))
        verdict = decide(ground.snapshot, REPORTER, command)
        if isinstance(verdict, StepDenied):
            raise_denied(verdict)
        occasion = Occasion(
            core=self._core,
            session=self._session,
            report=report,
            vault=vault,
            doer=Doer(side=Side.REPORTER),
            files=files,
        )
        return await carry_accompanied(
            occasion, verdict, ground=ground, files=files, source_key=source_key, said=said
        )

    async def rate(
        self, tracking_id: TrackingId, stars: int, text: str = "", source_key: bytes | None = None
    ) -> ThreadView:
        """Rate the service after the report has closed, once (R158).

        Raises:
            ConflictError: Not closed yet, or rated before.
            InvalidError: Not 1 to 5.
        """
        report, vault = await self._open(tracking_id, lock=True)
        if not 1 <= stars <= MAX_STARS:
            raise InvalidError(tr("Beri nilai 1 sampai 5."), code="rating.range")
        if report.state not in {State.CLOSED, State.CONCLUDED} or report.rating is not None:
            raise ConflictError(tr("Laporan bisa dinilai satu kali, sesudah selesai."), code="rating.not_now")
        report.rating = stars
        if text.strip():
            await add_line(
                self._session,
                vault,
                side=Side.REPORTER,
                kind=MessageKind.RATING,
                line=SealedLine(text=text.strip()[:2000]),
                to_reporter=True,
                source_key=source_key,
            )
            report.officer_unread = True
            await recuse_and_reroute(self._core, self._session, report, Writing((text,)))
        await self._audit(report, "rating.given", stars=stars)
        return await read_thread(self._session, report, vault)

    async def revise(self, tracking_id: TrackingId, edit: Edit) -> Revised:
        """Change what an edited chat message said; what it said before is kept.

        The report's text changes only while it is being handled; once that has come to rest the
        correction stands beside it. Files never change: their captions do.
        """
        report, vault = await self._open(tracking_id, lock=True)
        edit = replace(edit, text=edit.text.strip())
        revised, correction = await take_edit(self._session, self._core.keys, report, vault, edit)
        if correction is not None:
            await self._correct(report, vault, correction)
        elif revised.changes:
            report.officer_unread = True
            report.version += 1
            await recuse_and_reroute(self._core, self._session, report, Writing((edit.text,)))
            subject = await subject_of(self._session, report)
            announce(self._session, ReportEvent(report_id=report.id, version=report.version, subject=subject))
        if revised.changes:
            await self._audit(report, "message.revised", became=revised.value)
        return revised

    async def _correct(self, report: Report, vault: Vault, line: SealedLine) -> None:
        """Leave a correction beside the report, as further information of its reporter."""
        ground = await ground_of(self._session, report)
        values = {"text": f"{line.title}: {line.text}"[:LONG_TEXT_LIMIT]}
        said = Said(correction=line)
        await self._carry(report, vault, ground, Action.ADD_INFORMATION, values, said=said)

    async def my_reports(self, chat_id: int) -> tuple[MyReport, ...]:
        """List the reports whose number this chat asked us to keep, newest first."""
        rows = (
            await self._session.exec(
                select(ReporterLink, Report, ReportKey, Office.zone)
                .join(Report, col(Report.id) == col(ReporterLink.report_id))
                .join(ReportKey, col(ReportKey.report_id) == col(Report.id))
                .join(Office, col(Office.id) == col(Report.office_id))
                .where(
                    col(ReporterLink.chat_hash) == chat_hash(self._core.keys, chat_id),
                    col(ReporterLink.unlinked_at).is_(None),
                )
                .order_by(col(Report.received_at).desc())
            )
        ).all()
        found = []
        for link, report, key, zone in rows:
            if link.tracking_kept is None or key.for_reporter is None:
                continue
            try:
                vault = Vault.open_for_reporter(report.id, key.for_reporter, self._kept(link))
            except SealBrokenError:  # the tracking ID opens it all the same
                continue
            found.append(
                MyReport(
                    link_id=link.id,
                    report_id=report.id,
                    title=await short_title(self._session, vault),
                    protected=not speaks_openly(report),
                    state_text=report.state.reporter_label,
                    received_at=report.received_at,
                    zone=zone,
                    unread=report.reporter_unread,
                )
            )
        return tuple(found)

    async def tracking_kept(self, link_id: UUID, chat_id: int) -> TrackingId | None:
        """Return the tracking ID kept for this very chat; None where none was kept for it."""
        link = await self._session.get(ReporterLink, link_id)
        if link is None or link.tracking_kept is None or link.unlinked_at is not None:
            return None
        if link.chat_hash != chat_hash(self._core.keys, chat_id):
            return None
        try:
            return self._kept(link)
        except SealBrokenError:
            return None

    async def numbers_kept(self, chat_id: int) -> tuple[TrackingId, ...]:
        """Return the tracking IDs kept for this chat, those that *Laporan saya* opens without being asked."""
        return tuple(self._kept(link) for link in await self._links_of(chat_id, lock=False))

    async def forget_numbers(self, chat_id: int) -> None:
        """Forget the tracking IDs kept for this chat; it is still told of news, and opens none of them."""
        for link in await self._links_of(chat_id, lock=True):
            link.chat_hash = link.tracking_kept = None
            stream = report_stream(link.report_id)
            await record(self._session, stream, "chat.number_forgotten", side=Side.REPORTER.value)

    async def _links_of(self, chat_id: int, *, lock: bool) -> list[ReporterLink]:
        query = (
            select(ReporterLink)
            .where(
                col(ReporterLink.chat_hash) == chat_hash(self._core.keys, chat_id),
                col(ReporterLink.tracking_kept).is_not(None),
                col(ReporterLink.unlinked_at).is_(None),
            )
            .order_by(col(ReporterLink.created_at).desc(), col(ReporterLink.id))
        )
        return list((await self._session.exec(query.with_for_update() if lock else query)).all())

    async def is_linked_to(self, tracking_id: TrackingId, chat_id: int) -> bool | None:
        """Tell whether news go to this very chat; None where nothing tells, as no hash of it is kept.

        Raises:
            NotFoundError: No report has this tracking ID.
        """
        report, _ = await self._open(tracking_id, lock=False)
        link = await link_of(self._session, report.id)
        if link is None or link.unlinked_at is not None:
            return False
        return None if link.chat_hash is None else link.chat_hash == chat_hash(self._core.keys, chat_id)

    async def set_push(self, tracking_id: TrackingId, mode: PushMode) -> None:
        """Choose when to be told.

        Raises:
            ConflictError: No chat is linked.
        """
        report, _ = await self._open(tracking_id, lock=True)
        link = await link_of(self._session, report.id)
        if link is None or link.unlinked_at is not None:
            raise ConflictError(
                tr("Obrolan ini belum terhubung ke laporan, jadi tidak ada kabar yang dikirim."),
                code="link.none",
            )
        link.push = mode
        await self._audit(report, "push.chosen", mode=mode.value)

    async def speak_to(self, chat_id: int, language: str) -> None:
        """Say the pushes of the reports whose number this chat asked us to keep in this language."""
        for link in await self._links_of(chat_id, lock=True):
            link.language = language_of(language).code

    async def link(
        self, tracking_id: TrackingId, chat_id: int, *, keep_tracking: bool, language: str = INDONESIAN.code
    ) -> UUID:
        """Link this chat to the report, in place of the one before; return the link's id."""
        report, _ = await self._open(tracking_id, lock=True)
        link = await link_of(self._session, report.id)
        if link is None:
            link = ReporterLink(report_id=report.id)
            self._session.add(link)
        keep = report.identity_mode is not IdentityMode.ANONYMOUS and keep_tracking
        seals = link_seals(self._core.keys, link.id, tracking_id, chat_id=chat_id, keep=keep)
        link.chat_sealed, link.chat_hash = seals["chat_sealed"], seals["chat_hash"]
        link.tracking_kept = seals["tracking_kept"]
        link.language = language_of(language).code
        link.unlinked_at = link.unreachable_since = None
        await self._session.flush()
        await self._audit(report, "chat.linked")
        return link.id

    async def unlink(self, tracking_id: TrackingId) -> None:
        """Forget the chat: its seal, its hash and the kept number are gone (design.md §5)."""
        report, _ = await self._open(tracking_id, lock=True)
        link = await link_of(self._session, report.id)
        if link is not None:
            link.chat_sealed = link.chat_hash = link.tracking_kept = None
            link.unlinked_at = now()
            await self._audit(report, "chat.unlinked")

    async def file(self, tracking_id: TrackingId, evidence_id: UUID) -> tuple[FileView, Original]:
        """Return one of the report's files, and the way to its bytes.

        Raises:
            NotFoundError: No such file, or not one for the reporter.
        """
        report, vault = await self._open(tracking_id, lock=False)
        row = await self._session.get(Evidence, evidence_id)
        if row is None or row.report_id != report.id or not row.to_reporter:
            raise NotFoundError(code="evidence.not_found")
        opened = open_file(vault, row)
        original = await original_of(self._core.store, row, opened).found()
        await self._audit(report, "evidence.read", evidence=str(row.id))
        conversation = await read_conversation(self._session, vault, to_reporter_only=True)
        return file_view(row, opened, said_in(line for _, line in conversation)), original

    async def _open(self, tracking_id: TrackingId, *, lock: bool) -> tuple[Report, Vault]:
        query = (
            select(Report, ReportKey)
            .join(ReportKey, col(ReportKey.report_id) == col(Report.id))
            .where(col(Report.tracking_hash) == lookup_hash(tracking_id))
        )
        found = (await self._session.exec(query.with_for_update(of=Report) if lock else query)).one_or_none()
        if found is None or found[1].for_reporter is None:
            raise NotFoundError(
                tr("Tidak ada laporan dengan nomor pelacakan itu. Periksa lagi nomornya."),
                code="tracking.unknown",
            )
        report, key = found
        try:
            return report, Vault.open_for_reporter(report.id, key.for_reporter or b"", tracking_id)
        except SealBrokenError as error:
            raise NotFoundError(code="tracking.unknown") from error

    def _kept(self, link: ReporterLink) -> TrackingId:
        secret = self._core.keys.held("bot_secret_key")
        box = link.tracking_kept or b""
        return parse_tracking_id(decrypt(secret, box, context=KEPT + link.id.bytes).decode())

    async def _audit(self, report: Report, verb: str, **detail: object) -> None:
        await record(self._session, report_stream(report.id), verb, side=Side.REPORTER.value, detail=detail)

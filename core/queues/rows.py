"""Rows of queues, put together for a whole page in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import exists, func
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import reaches
from core.access.roles import ROLES, SeesBy
from core.actor import OfficerActor
from core.chain.movers import STANDS_IN
from core.chain.states import Role, Side, State, Track
from core.chain.telling.steps import steps
from core.chain.time.explanation import moment_in_words
from core.chain.time.workdays import remaining_in_words
from core.clock import now
from core.deadlines.service import Deadlines, urgency
from core.evidence.models import Evidence
from core.language import tr
from core.offices.ladder import Rung
from core.offices.models import Unit
from core.offices.places import office_places
from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError
from core.privacy.vault import Vault
from core.queues.queue import awaiting_my_view
from core.queues.schemas import Holder, HolderKind, ReportRow
from core.reports.content import TITLE
from core.reports.models import Category, Message, Report, ReportCategory, ReportContent, ReportKey
from core.reports.schemas import StepReached
from core.reports.unreadable import UNREADABLE, note_unreadable

DESTROYED = tr("Isi sudah dimusnahkan")


@lru_cache(maxsize=128)
def _stations(track: Track, state: State) -> tuple[StepReached, ...]:
    return tuple(
        StepReached(label=station.label, state=station.mark.value) for station in steps(track, state)
    )


class Rows:
    """Makes rows of reports for one officer."""

    def __init__(
        self, session: AsyncSession, keys: Keyring, actor: OfficerActor, *, with_category: bool = False
    ) -> None:
        self._session = session
        self._keys = keys
        self._own_steps = frozenset[Role]().union(*(ROLES[one.role].takes_steps_of for one in reaches(actor)))
        self._actor = actor
        self._with_category = with_category
        self._clocks = Deadlines(session)

    async def of(self, reports: Sequence[Report]) -> tuple[ReportRow, ...]:
        """Return a row per report, in the given order."""
        if not reports:
            return ()
        ids = [report.id for report in reports]
        titles = await titles_of(self._session, self._keys, reports)
        around = await self._around(ids)
        offices = await office_places(self._session)
        units = await self._units(reports)
        await self._clocks.preload({report.office_id for report in reports})
        asked = await self._asked(ids)
        told = [one.id for one in reports if self._with_category or one.is_protected]
        categories = await self._categories(told)
        rows = [
            await self._row(report, titles.get(report.id), around[report.id], offices, units)
            for report in reports
        ]
        return tuple(
            row.model_copy(update={"advice_wanted": row.id in asked, "category": categories.get(row.id, "")})
            if row.id in asked or row.id in categories
            else row
            for row in rows
        )

    async def _around(self, ids: Sequence[UUID]) -> dict[UUID, tuple[int, bool]]:
        """Count each report's evidence, and say whether its reporter said anything since it came in."""
        evidence = select(func.count()).where(col(Evidence.report_id) == col(Report.id)).scalar_subquery()
        said = exists().where(col(Message.report_id) == col(Report.id), col(Message.side) == Side.REPORTER)
        found = await self._session.exec(select(Report.id, evidence, said).where(col(Report.id).in_(ids)))
        return {report_id: (count, wrote) for report_id, count, wrote in found.all()}

    async def _asked(self, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Say which reports wait for the view of the reader's unit (R70)."""
        if all(one.role is not Role.SUPPORT_UNIT for one in reaches(self._actor)):
            return frozenset()
        found = await self._session.exec(
            select(Report.id).where(col(Report.id).in_(ids), awaiting_my_view(self._actor))
        )
        return frozenset(found.all())

    async def _categories(self, ids: Sequence[UUID]) -> dict[UUID, str]:
        if not ids:
            return {}
        found = await self._session.exec(
            select(ReportCategory.report_id, Category.name)
            .join(Category, col(Category.id) == col(ReportCategory.category_id))
            .where(col(ReportCategory.report_id).in_(ids), col(ReportCategory.until).is_(None))
        )
        return dict(found.all())

    async def _row(
        self,
        report: Report,
        title: str | None,
        around: tuple[int, bool],
        offices: Mapping[int, Rung],
        units: dict[int, Unit],
    ) -> ReportRow:
        calendar = await self._clocks.calendar(report.office_id)
        unit = units.get(report.lead_unit_id or 0)
        evidence, wrote = around
        return ReportRow(
            id=report.id,
            agenda_number=report.agenda_number,
            title=title,
            track=report.track,
            kind=report.kind,
            identity_mode=report.identity_mode,
            channel=report.channel,
            classification=report.classification,
            state=report.state,
            steps=_stations(report.track, report.state),
            held_by=self._holder(report, unit),
            office_name=offices[report.office_id].short_name,
            unit_name=unit.short_name if unit else "",
            due_at=report.due_at,
            due_text=moment_in_words(calendar, report.due_at) if report.due_at else None,
            remaining_text=remaining_in_words(calendar, report.due_at, now()) if report.due_at else None,
            urgency=urgency(calendar, report.due_at, now()),
            received_at=report.received_at,
            evidence_count=evidence,
            unread=report.officer_unread,
            reporter_wrote=wrote,
            version=report.version,
            threatened=report.threatened_since is not None,
            threatened_since=report.threatened_since,
            in_danger=report.in_danger,
            protection=report.protection,
        )

    def _holder(self, report: Report, unit: Unit | None) -> Holder:
        role = report.holder_role
        if role is None:
            return Holder(kind=HolderKind.NOBODY)
        if report.stand_in_for is not None:
            mine = STANDS_IN in self._own_steps
            # Of a protected report nobody else is told: it may be because its usual holder lodged it.
            if mine or not report.is_protected:
                return Holder(kind=HolderKind.ME if mine else HolderKind.STAND_IN, role=STANDS_IN)
        if role in self._own_steps:
            return Holder(kind=HolderKind.ME, role=role)
        if role is Role.REPORTER:
            return Holder(kind=HolderKind.REPORTER, role=role)
        sight = ROLES[role].sees
        if unit is not None and sight is not None and sight.by is SeesBy.UNIT:
            return Holder(kind=HolderKind.UNIT, role=role, unit=unit.short_name)
        return Holder(kind=HolderKind.ROLE, role=role)

    async def _units(self, reports: Sequence[Report]) -> dict[int, Unit]:
        ids = {report.lead_unit_id for report in reports if report.lead_unit_id}
        if not ids:
            return {}
        found = (await self._session.exec(select(Unit).where(col(Unit.id).in_(ids)))).all()
        return {unit.id or 0: unit for unit in found}


async def titles_of(session: AsyncSession, keys: Keyring, reports: Sequence[Report]) -> dict[UUID, str]:
    """Open the titles of what may be read in a list: of a protected report no word stands outside it."""
    ids = [report.id for report in reports if not report.is_protected]
    if not ids:
        return {}
    rows = await session.exec(
        select(ReportContent.report_id, ReportContent.sealed_title, ReportKey.for_handling)
        .join(ReportKey, col(ReportKey.report_id) == col(ReportContent.report_id))
        .where(col(ReportContent.report_id).in_(ids))
        .order_by(col(ReportContent.report_id), col(ReportContent.version).desc())
        .ext(distinct_on(col(ReportContent.report_id)))
    )
    titles: dict[UUID, str] = {}
    shut: set[UUID] = set()
    for report_id, sealed, wrapped in rows.all():
        if wrapped is None:
            titles[report_id] = DESTROYED
            continue
        try:
            vault = Vault.open_for_handling(report_id, wrapped, keys)
            titles[report_id] = vault.open(TITLE, sealed, str)
        except SealBrokenError:
            titles[report_id] = UNREADABLE
            shut.add(report_id)
    await note_unreadable(session, shut)
    return titles

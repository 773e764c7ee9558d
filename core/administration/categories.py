"""What reports are about: one national list, given to a report beside its handling (R155)."""

from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.repository import get_report_for, visible_to
from core.actor import OfficerActor
from core.administration.policy import may_categorise, may_keep_categories
from core.administration.trail import changed, permitted
from core.audit.service import record, report_stream
from core.clock import now
from core.errors import InvalidError, NotFoundError
from core.language import tr
from core.people.models import Officer
from core.reports.models import Category, Report, ReportCategory
from core.stories.proposals import Heading
from core.values import Frozen

STARTING_LIST: Final = tuple(each.value for each in Heading)
"""Topics of the decree's annex and of SP4N-LAPOR!'s branch “Pemilihan Umum”."""

UNCATEGORISED: Final = tr("Belum diberi kategori")


class WriteCategory(Frozen):
    """A category's name and place in the list."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]
    position: Annotated[int, Field(ge=1, le=999)]
    is_active: bool = True


class CategoryLine(Frozen):
    """A category, and how many reports carry it now."""

    id: int
    name: str
    position: int
    is_active: bool
    reports: int


class CategoryEvent(Frozen):
    """A category a report was given, for its timeline."""

    category_id: int
    name: str
    by: str
    since: datetime
    current: bool


class Categories:
    """Use cases of categories, in the caller's transaction."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor

    async def every(self) -> tuple[CategoryLine, ...]:
        """List all categories with their use, for whoever keeps the list."""
        permitted(may_keep_categories(self._actor))
        used = (
            select(ReportCategory.category_id, func.count().label("reports"))
            .where(col(ReportCategory.until).is_(None))
            .group_by(col(ReportCategory.category_id))
            .subquery()
        )
        rows = await self._session.exec(
            select(Category, func.coalesce(used.c.reports, 0))
            .outerjoin(used, used.c.category_id == col(Category.id))
            .order_by(col(Category.position), col(Category.name))
        )
        return tuple(
            CategoryLine(
                id=one.id or 0, name=one.name, position=one.position, is_active=one.is_active, reports=count
            )
            for one, count in rows.all()
        )

    async def choices(self) -> tuple[tuple[int, str], ...]:
        """List the categories in use, in order."""
        rows = await self._session.exec(
            select(Category.id, Category.name)
            .where(col(Category.is_active))
            .order_by(col(Category.position), col(Category.name))
        )
        return tuple((number or 0, name) for number, name in rows.all())

    async def add(self, wish: WriteCategory) -> int:
        """Add a category."""
        role = permitted(may_keep_categories(self._actor))
        await self._refuse_taken(wish.name)
        one = Category(**wish.model_dump())
        self._session.add(one)
        await self._session.flush()
        await changed(self._session, self._actor, "category.added", role=role, category=one.id)
        return one.id or 0

    async def edit(self, category_id: int, wish: WriteCategory) -> None:
        """Rename, move or retire a category; reports that carry it keep it."""
        role = permitted(may_keep_categories(self._actor))
        one = await self._category(category_id)
        await self._refuse_taken(wish.name, but=category_id)
        one.name, one.position, one.is_active = wish.name, wish.position, wish.is_active
        await self._session.flush()
        await changed(self._session, self._actor, "category.edited", role=role, category=category_id)

    async def give(self, report_id: UUID, category_id: int | None) -> None:
        """Give a report a category, another one, or none; its handling is not touched.

        Raises:
            NotFoundError: The report or the category is not there, or not visible.
            ForbiddenError: Not this role's to do.
        """
        report, allowed = await get_report_for(self._session, self._actor, report_id, lock=True)
        role = permitted(may_categorise(allowed.roles))
        if category_id is not None and not (await self._category(category_id)).is_active:
            words = tr("Kategori itu tidak dipakai lagi. Pilih yang lain.")
            raise InvalidError(words, fields={"category": words})
        current = (
            await self._session.exec(
                select(ReportCategory).where(
                    col(ReportCategory.report_id) == report.id, col(ReportCategory.until).is_(None)
                )
            )
        ).one_or_none()
        if (current.category_id if current else None) == category_id:
            return
        if current is not None:
            current.until = now()
            await self._session.flush()
        if category_id is not None:
            self._session.add(
                ReportCategory(report_id=report.id, category_id=category_id, given_by=self._actor.officer_id)
            )
        await self._session.flush()
        await record(
            self._session, report_stream(report.id), "report.categorised", side="officer",
            officer_id=self._actor.officer_id, role=role, detail={"category": category_id},
        )  # fmt: skip

    async def of(self, report_id: UUID) -> tuple[CategoryEvent, ...]:
        """List the categories a report was given, oldest first."""
        await get_report_for(self._session, self._actor, report_id)
        rows = await self._session.exec(
            select(ReportCategory, Category.name, Officer.full_name)
            .join(Category, col(Category.id) == col(ReportCategory.category_id))
            .join(Officer, col(Officer.id) == col(ReportCategory.given_by))
            .where(col(ReportCategory.report_id) == report_id)
            .order_by(col(ReportCategory.since))
        )
        return tuple(
            CategoryEvent(
                category_id=one.category_id,
                name=name,
                by=by,
                since=one.since,
                current=one.until is None,
            )
            for one, name, by in rows.all()
        )

    async def counted(self) -> tuple[tuple[str, int], ...]:
        """Count what the officer may see by category, most first; those without one last."""
        rows = (
            await self._session.exec(
                select(Category.name, func.count())
                .select_from(Report)
                .outerjoin(
                    ReportCategory,
                    (col(ReportCategory.report_id) == col(Report.id)) & col(ReportCategory.until).is_(None),
                )
                .outerjoin(Category, col(Category.id) == col(ReportCategory.category_id))
                .where(visible_to(self._actor))
                .group_by(col(Category.name))
            )
        ).all()
        counts: dict[str | None, int] = dict(rows)
        rest = counts.pop(None, 0)
        named = sorted(
            ((name or "", count) for name, count in counts.items()), key=lambda each: (-each[1], each[0])
        )
        return (*named, *([(UNCATEGORISED, rest)] if rest else []))

    async def _category(self, category_id: int) -> Category:
        one = await self._session.get(Category, category_id)
        if one is None:
            raise NotFoundError(code="category.not_found")
        return one

    async def _refuse_taken(self, name: str, *, but: int = 0) -> None:
        taken = select(Category.id).where(
            func.lower(col(Category.name)) == name.lower(), col(Category.id) != but
        )
        if (await self._session.exec(taken)).first() is not None:
            words = tr("Kategori itu sudah ada. Pakai nama lain.")
            raise InvalidError(words, code="category.exists", fields={"name": words})


async def seed_categories(session: AsyncSession) -> None:
    """Write the starting list where there is no category yet."""
    if (await session.exec(select(Category.id).limit(1))).first() is None:
        session.add_all(
            Category(name=name, position=number * 10) for number, name in enumerate(STARTING_LIST, start=1)
        )
        await session.flush()

"""Answer templates: words an office keeps ready, inherited by the offices below it (R67)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed
from core.access.repository import get_report_for
from core.access.roles import Section
from core.actor import OfficerActor
from core.administration.models import AnswerTemplate
from core.administration.policy import may_open, may_write_templates
from core.administration.trail import changed, permitted
from core.administration.wording import FIELDS, FIRST_RESPONSE, filled, problem_of
from core.chain.actions import Action
from core.chain.states import Classification, Kind
from core.clock import now
from core.deadlines.service import Deadlines
from core.errors import InvalidError, NotFoundError
from core.language import tr
from core.offices.models import Office, Unit
from core.people.models import Officer
from core.reports.models import Category, Report, ReportCategory
from core.values import Frozen, Words


class WriteTemplate(Frozen):
    """A template's words and the case they are for; an empty condition means every."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]
    action: Action
    kind: Kind | None = None
    classification: Classification | None = None
    category_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=3000)]
    is_active: bool = True


class TemplateLine(Frozen):
    """A template as its office's page lists it."""

    id: int
    office_id: int
    office: str
    inherited: bool
    name: str
    action: Action
    kind: Kind | None
    classification: Classification | None
    category_id: int | None
    category: str | None
    body: str
    is_active: bool
    updated_by: str
    updated_at: datetime
    may_change: bool


class OfferedTemplate(Frozen):
    """A template that fits a report, with its words filled in."""

    id: int
    name: Words
    office: Words
    action: Action
    text: str


class Templates:
    """Use cases of templates, in the caller's transaction."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor

    async def of_office(self, office_id: int) -> tuple[TemplateLine, ...]:
        """List an office's templates, its own first, then those of the offices above."""
        permitted(may_open(self._actor, Section.TEMPLATES))
        office = await self._office(office_id)
        permitted(may_write_templates(self._actor, office.path))
        rows = await self._session.exec(
            select(AnswerTemplate, Office, Category.name, Officer.full_name)
            .join(Office, col(Office.id) == col(AnswerTemplate.office_id))
            .join(Officer, col(Officer.id) == col(AnswerTemplate.updated_by))
            .outerjoin(Category, col(Category.id) == col(AnswerTemplate.category_id))
            .where(col(Office.code).in_(office.path.split("/")))
            .order_by(col(Office.path).desc(), col(AnswerTemplate.action), col(AnswerTemplate.name))
        )
        return tuple(
            self._line(one, owner, category, by, office_id) for one, owner, category, by in rows.all()
        )

    async def template(self, office_id: int, template_id: int) -> TemplateLine:
        """Show one template as an office sees it.

        Raises:
            NotFoundError: There is none that this office has or inherits.
        """
        for line in await self.of_office(office_id):
            if line.id == template_id:
                return line
        raise NotFoundError(code="template.not_found")

    async def add(self, office_id: int, wish: WriteTemplate) -> int:
        """Add a template.

        Raises:
            InvalidError: An unknown placeholder, an action that says nothing, a name that is taken.
        """
        office = await self._office(office_id)
        role = permitted(may_write_templates(self._actor, office.path))
        await self._check(office_id, wish)
        one = AnswerTemplate(
            office_id=office_id,
            updated_by=self._actor.officer_id,
            **(wish.model_dump() | {"action": wish.action.value}),
        )
        self._session.add(one)
        await self._session.flush()
        await changed(
            self._session, self._actor, "template.added", role=role, office=office.code, template=one.id
        )
        return one.id or 0

    async def edit(self, template_id: int, wish: WriteTemplate) -> None:
        """Change a template; raises as `add` does."""
        one = await self._session.get(AnswerTemplate, template_id)
        if one is None:
            raise NotFoundError(code="template.not_found")
        office = await self._office(one.office_id)
        role = permitted(may_write_templates(self._actor, office.path))
        await self._check(one.office_id, wish, but=template_id)
        for name, value in (wish.model_dump() | {"action": wish.action.value}).items():
            setattr(one, name, value)
        one.updated_by, one.updated_at = self._actor.officer_id, now()
        await self._session.flush()
        await changed(
            self._session, self._actor, "template.edited", role=role, office=office.code, template=template_id
        )

    async def offered(
        self, report_id: UUID, wanted: Collection[Action] = tuple(FIELDS)
    ) -> tuple[OfferedTemplate, ...]:
        """Give the templates that fit a report, nearest office and closest case first, filled in.

        Where no office has written a first response yet, the one that came with the house is offered.
        """
        report, _ = await get_report_for(self._session, self._actor, report_id)
        office = await self._session.get_one(Office, report.office_id)
        category = select(ReportCategory.category_id).where(
            col(ReportCategory.report_id) == report.id, col(ReportCategory.until).is_(None)
        )
        rows = await self._session.exec(
            select(AnswerTemplate, Office)
            .join(Office, col(Office.id) == col(AnswerTemplate.office_id))
            .where(
                col(Office.code).in_(office.path.split("/")),
                col(AnswerTemplate.is_active),
                col(AnswerTemplate.action).in_([action.value for action in wanted]),
                or_(col(AnswerTemplate.kind).is_(None), col(AnswerTemplate.kind) == report.kind),
                or_(
                    col(AnswerTemplate.classification).is_(None),
                    col(AnswerTemplate.classification) == report.classification,
                ),
                or_(
                    col(AnswerTemplate.category_id).is_(None),
                    col(AnswerTemplate.category_id).in_(category),
                ),
            )
        )
        found = sorted(rows.all(), key=lambda each: _nearness(*each))
        bare = Action.ACCEPT in wanted and all(Action(one.action) is not Action.ACCEPT for one, _ in found)
        words = await self._words(report, office) if found or bare else {}
        offered = tuple(
            OfferedTemplate(
                id=one.id or 0,
                name=one.name,
                office=owner.short_name,
                action=Action(one.action),
                text=filled(one.body, words),
            )
            for one, owner in found
        )
        return (*offered, _first_response(words)) if bare else offered

    async def _words(self, report: Report, office: Office) -> Mapping[str, str]:
        unit = await self._session.get(Unit, report.lead_unit_id) if report.lead_unit_id else None
        return {
            "nomor_agenda": report.agenda_number,
            "unit": unit.name if unit else office.short_name,
            "kantor": office.short_name,
            "tenggat": await Deadlines(self._session).due_in_words(report) or "secepatnya",
            "petugas": self._actor.full_name,
            "jenis": report.kind.label.lower(),
        }

    async def _check(self, office_id: int, wish: WriteTemplate, *, but: int = 0) -> None:
        if wish.action not in FIELDS:
            words = tr("Langkah ini tidak mengirim tulisan ke pelapor. Pilih langkah lain.")
            raise InvalidError(words, code="template.action", fields={"action": words})
        if problem := problem_of(wish.body):
            raise InvalidError(problem, code="template.placeholder", fields={"body": problem})
        if wish.category_id and await self._session.get(Category, wish.category_id) is None:
            raise InvalidError(
                tr("Kategori tidak dikenal."), fields={"category_id": tr("Pilih dari daftar.")}
            )
        taken = select(AnswerTemplate.id).where(
            AnswerTemplate.office_id == office_id, AnswerTemplate.name == wish.name, AnswerTemplate.id != but
        )
        if (await self._session.exec(taken)).first() is not None:
            words = tr("Kantor ini sudah punya templat bernama itu. Pakai nama lain.")
            raise InvalidError(words, code="template.exists", fields={"name": words})

    def _line(
        self, one: AnswerTemplate, owner: Office, category: str | None, by: str, office_id: int
    ) -> TemplateLine:
        return TemplateLine(
            **one.model_dump(exclude={"updated_by"}),
            office=owner.short_name,
            inherited=one.office_id != office_id,
            category=category,
            updated_by=by,
            may_change=isinstance(may_write_templates(self._actor, owner.path), Allowed),
        )

    async def _office(self, office_id: int) -> Office:
        office = await self._session.get(Office, office_id)
        if office is None:
            raise NotFoundError(code="office.not_found")
        return office


def _first_response(words: Mapping[str, str]) -> OfferedTemplate:
    return OfferedTemplate(
        id=0,
        name=tr("Respons awal"),
        office=tr("bawaan"),
        action=Action.ACCEPT,
        text=filled(FIRST_RESPONSE, words),
    )


def _nearness(one: AnswerTemplate, owner: Office) -> tuple[int, int, str]:
    conditions = (one.kind, one.classification, one.category_id)
    return (-len(owner.path), sum(each is None for each in conditions), one.name)

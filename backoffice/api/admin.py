"""The administration: offices, officers, time limits, templates, categories, health."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from backoffice.api.models import OfficeList, OfficeView
from backoffice.requests.bodies import Body
from backoffice.requests.health import look
from backoffice.requests.officers import officer_administration
from backoffice.requests.visits import CurrentVisit, Proven, Visit
from core.accounts.schemas import Appoint
from core.administration.categories import Categories, CategoryLine, WriteCategory
from core.administration.deadlines import DayLine, DeadlineAdministration, RuleLine, SetDay, SetRule
from core.administration.health import Health
from core.administration.officers import (
    EndAppointment,
    FirstCredentials,
    NewOfficer,
    OfficerLine,
    OfficerPage,
    OfficerQuery,
)
from core.administration.offices import AddUnit, EditOffice, EditUnit, OfficeAdministration, OfficeDetail
from core.administration.recalculation import EffectView
from core.administration.templates import TemplateLine, Templates, WriteTemplate

router = APIRouter(tags=["administration"])
Id = Annotated[int, Path(ge=1, le=2**31 - 1)]
OfficeId = Annotated[int, Query(ge=1, le=2**31 - 1)]


class Made(BaseModel):
    """The id of what was made."""

    id: int


class SetActive(Body):
    """Closing or opening again; `acknowledged` where an office would lose its last Admin Instansi."""

    active: bool
    acknowledged: bool = False


class MoveUnit(Body):
    """The unit to stand under; none for the top."""

    parent_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class GiveCategory(Body):
    """A report's category; none to take it back."""

    category_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


def _offices(visit: Visit) -> OfficeAdministration:
    return OfficeAdministration(visit.session, visit.actor)


def _deadlines(visit: Visit) -> DeadlineAdministration:
    return DeadlineAdministration(visit.session, visit.actor)


@router.get("/admin/offices")
async def offices(
    visit: CurrentVisit, query: Annotated[str, Query(alias="q", max_length=100)] = ""
) -> OfficeList:
    """Find offices."""
    found = await _offices(visit).find(query)
    return OfficeList(
        offices=[
            OfficeView(
                id=one.id, code=one.code, name=one.name, short_name=one.short_name, level=one.level.value,
                zone=one.zone,
            )
            for one in found
        ]
    )  # fmt: skip


@router.get("/admin/offices/{office_id}")
async def office(visit: CurrentVisit, office_id: Id) -> OfficeDetail:
    """Show an office and its units."""
    return await _offices(visit).office(office_id)


@router.put("/admin/offices/{office_id}", status_code=204)
async def edit_office(who: Proven, visit: CurrentVisit, office_id: Id, wish: EditOffice) -> None:
    """Change an office's names."""
    del who
    await _offices(visit).edit(office_id, wish)


@router.post("/admin/offices/{office_id}/standard-units", status_code=204)
async def plant_units(who: Proven, visit: CurrentVisit, office_id: Id) -> None:
    """Give an office without units those its level usually has."""
    del who
    await _offices(visit).plant_standard(office_id)


@router.post("/admin/offices/{office_id}/units", status_code=201)
async def add_unit(who: Proven, visit: CurrentVisit, office_id: Id, wish: AddUnit) -> Made:
    """Add a unit."""
    del who
    return Made(id=await _offices(visit).add_unit(office_id, wish))


@router.put("/admin/offices/{office_id}/units/{unit_id}", status_code=204)
async def rename_unit(who: Proven, visit: CurrentVisit, office_id: Id, unit_id: Id, wish: EditUnit) -> None:
    """Rename a unit."""
    del who
    await _offices(visit).rename_unit(office_id, unit_id, wish)


@router.put("/admin/offices/{office_id}/units/{unit_id}/parent", status_code=204)
async def move_unit(who: Proven, visit: CurrentVisit, office_id: Id, unit_id: Id, wish: MoveUnit) -> None:
    """Move a unit with everything below it."""
    del who
    await _offices(visit).move_unit(office_id, unit_id, wish.parent_id)


@router.put("/admin/offices/{office_id}/units/{unit_id}/active", status_code=204)
async def set_unit(who: Proven, visit: CurrentVisit, office_id: Id, unit_id: Id, wish: SetActive) -> None:
    """Close a unit or open it again; 409 `unit.holds_reports` while it holds open reports."""
    del who
    await _offices(visit).set_unit_active(office_id, unit_id, active=wish.active)


@router.get("/admin/officers")
async def officers(visit: CurrentVisit, wish: Annotated[OfficerQuery, Query()]) -> OfficerPage:
    """List officers with their appointments."""
    return await officer_administration(visit).find(wish)


@router.post("/admin/officers", status_code=201)
async def new_officer(who: Proven, visit: CurrentVisit, wish: NewOfficer) -> FirstCredentials:
    """Open an account; password and one-time-code secret are answered only now."""
    del who
    return await officer_administration(visit).create(wish)


@router.get("/admin/officers/{officer_id}")
async def officer(visit: CurrentVisit, officer_id: UUID) -> OfficerLine:
    """Show an officer."""
    return await officer_administration(visit).officer(officer_id)


@router.put("/admin/officers/{officer_id}/active", status_code=204)
async def set_officer(who: Proven, visit: CurrentVisit, officer_id: UUID, wish: SetActive) -> None:
    """Close an account or open it again; 409 `office.loses_admin` asks for `acknowledged`."""
    del who
    await officer_administration(visit).set_active(
        officer_id, active=wish.active, acknowledged=wish.acknowledged
    )


@router.post("/admin/officers/{officer_id}/password")
async def reset_password(who: Proven, visit: CurrentVisit, officer_id: UUID) -> FirstCredentials:
    """Give a new password, answered only now; every session ends."""
    del who
    return await officer_administration(visit).reset_password(officer_id)


@router.post("/admin/officers/{officer_id}/second-factor")
async def reset_factor(who: Proven, visit: CurrentVisit, officer_id: UUID) -> FirstCredentials:
    """Give a new one-time-code secret, answered only now; every session ends."""
    del who
    return await officer_administration(visit).reset_second_factor(officer_id)


@router.post("/admin/appointments", status_code=201)
async def appoint(who: Proven, visit: CurrentVisit, wish: Appoint) -> Made:
    """Record an appointment by decree (R86)."""
    del who
    return Made(id=await officer_administration(visit).appoint(wish))


@router.post("/admin/officers/{officer_id}/appointments/{appointment_id}/end", status_code=204)
async def end_appointment(
    who: Proven, visit: CurrentVisit, officer_id: UUID, appointment_id: Id, wish: EndAppointment
) -> None:
    """End an appointment before its time, for a reason."""
    del who
    await officer_administration(visit).end_appointment(officer_id, appointment_id, wish)


@router.get("/admin/deadline-rules")
async def rules(visit: CurrentVisit, office_id: OfficeId | None = None) -> list[RuleLine]:
    """List the time limits that hold in an office, or nationally."""
    return list(await _deadlines(visit).rules(office_id))


@router.post("/admin/deadline-rules/preview")
async def preview_rule(who: Proven, visit: CurrentVisit, wish: SetRule) -> EffectView:
    """Say what a rule would do to running clocks; nothing is saved."""
    del who
    return await _deadlines(visit).preview_rule(wish)


@router.put("/admin/deadline-rules")
async def set_rule(who: Proven, visit: CurrentVisit, wish: SetRule) -> EffectView:
    """Set a rule, or take an office's own back with `working_days` null."""
    del who
    return await _deadlines(visit).set_rule(wish)


@router.get("/admin/days")
async def days(visit: CurrentVisit, year: Annotated[int, Query(ge=2000, le=2100)]) -> list[DayLine]:
    """List the local days of a year."""
    return list(await _deadlines(visit).days(year))


@router.post("/admin/days/preview")
async def preview_day(who: Proven, visit: CurrentVisit, wish: SetDay) -> EffectView:
    """Say what a day would do to running clocks; nothing is saved."""
    del who
    return await _deadlines(visit).preview_day(wish)


@router.put("/admin/days")
async def set_day(who: Proven, visit: CurrentVisit, wish: SetDay) -> EffectView:
    """Set a day off or a working day; running clocks move."""
    del who
    return await _deadlines(visit).set_day(wish)


@router.delete("/admin/days/{day_id}")
async def drop_day(who: Proven, visit: CurrentVisit, day_id: Id) -> EffectView:
    """Take a day back; running clocks move."""
    del who
    return await _deadlines(visit).drop_day(day_id)


@router.get("/admin/templates")
async def templates(visit: CurrentVisit, office_id: OfficeId) -> list[TemplateLine]:
    """List an office's answer templates, its own and those it inherits."""
    return list(await Templates(visit.session, visit.actor).of_office(office_id))


@router.post("/admin/templates", status_code=201)
async def add_template(who: Proven, visit: CurrentVisit, office_id: OfficeId, wish: WriteTemplate) -> Made:
    """Add a template."""
    del who
    return Made(id=await Templates(visit.session, visit.actor).add(office_id, wish))


@router.put("/admin/templates/{template_id}", status_code=204)
async def edit_template(who: Proven, visit: CurrentVisit, template_id: Id, wish: WriteTemplate) -> None:
    """Change a template."""
    del who
    await Templates(visit.session, visit.actor).edit(template_id, wish)


@router.get("/admin/categories")
async def categories(visit: CurrentVisit) -> list[CategoryLine]:
    """List all categories with their use."""
    return list(await Categories(visit.session, visit.actor).every())


@router.post("/admin/categories", status_code=201)
async def add_category(who: Proven, visit: CurrentVisit, wish: WriteCategory) -> Made:
    """Add a category."""
    del who
    return Made(id=await Categories(visit.session, visit.actor).add(wish))


@router.put("/admin/categories/{category_id}", status_code=204)
async def edit_category(who: Proven, visit: CurrentVisit, category_id: Id, wish: WriteCategory) -> None:
    """Rename, move or retire a category."""
    del who
    await Categories(visit.session, visit.actor).edit(category_id, wish)


@router.put("/reports/{report_id}/category", status_code=204, tags=["reports"])
async def give_category(who: Proven, visit: CurrentVisit, report_id: UUID, wish: GiveCategory) -> None:
    """Give a report a category, or take it back; its handling is not touched."""
    del who
    await Categories(visit.session, visit.actor).give(report_id, wish.category_id)


@router.get("/admin/health")
async def health(visit: CurrentVisit) -> Health:
    """Say how the bot and what it stands on fare."""
    return await look(visit)

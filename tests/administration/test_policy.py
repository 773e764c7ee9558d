"""Who may keep which part of the house in order."""

from datetime import date
from uuid import UUID

import pytest

from core.access.policy import Allowed, Denied
from core.access.roles import Section
from core.actor import Acting, OfficerActor
from core.administration import policy
from core.chain.states import OFFICER_ROLES, Role
from core.ids import AppointmentId, OfficeId, OfficerId

ME, OTHER = OfficerId(UUID(int=1)), OfficerId(UUID(int=2))
NATIONAL, PROVINCE, REGENCY, SIBLING = "RI", "RI/52", "RI/52/52.03", "RI/52/52.01"


def acting(role: Role, path: str) -> OfficerActor:
    return OfficerActor(
        officer_id=ME,
        username="uji",
        full_name="Uji",
        appointments=(
            Acting(
                appointment_id=AppointmentId(1), role=role, office_id=OfficeId(1), office_name="Kantor",
                office_path=path, unit_id=None, unit_name=None, unit_path=None, decree_number="1/2026",
                valid_from=date(2026, 1, 1), valid_to=None,
            ),
        ),
    )  # fmt: skip


ADMIN, AGENCY = Role.SYSTEM_ADMIN, Role.AGENCY_ADMIN
TABLE = [
    (ADMIN, NATIONAL, {Section.OFFICES, Section.OFFICERS, Section.DAYS, Section.HEALTH}),
    (ADMIN, PROVINCE, {Section.OFFICES, Section.OFFICERS, Section.DAYS, Section.HEALTH}),
    (
        AGENCY,
        NATIONAL,
        {Section.DEADLINES, Section.DAYS, Section.TEMPLATES, Section.ANSWERS, Section.CATEGORIES},
    ),
    (AGENCY, REGENCY, {Section.DEADLINES, Section.DAYS, Section.TEMPLATES, Section.ANSWERS}),
] + [(role, NATIONAL, set()) for role in sorted(OFFICER_ROLES - {ADMIN, AGENCY})]


@pytest.mark.requirement("R86")
@pytest.mark.parametrize(("role", "path", "parts"), TABLE)
def test_each_role_opens_exactly_its_parts(role: Role, path: str, parts: set[Section]) -> None:
    assert set(policy.parts_open_to(acting(role, path))) == parts


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (policy.may_edit_office(acting(ADMIN, NATIONAL), REGENCY), ""),
        (policy.may_edit_office(acting(ADMIN, PROVINCE), REGENCY), ""),
        (policy.may_edit_office(acting(ADMIN, REGENCY), SIBLING), "administration.out_of_reach"),
        (policy.may_edit_office(acting(AGENCY, NATIONAL), REGENCY), "administration.role"),
        (policy.may_open_account(acting(ADMIN, REGENCY)), ""),
        (policy.may_open_account(acting(AGENCY, NATIONAL)), "administration.role"),
        (policy.may_manage_account(acting(ADMIN, NATIONAL), OTHER, [REGENCY, NATIONAL]), ""),
        (policy.may_manage_account(acting(ADMIN, NATIONAL), ME, [REGENCY]), "administration.own_account"),
        (
            policy.may_manage_account(acting(ADMIN, PROVINCE), OTHER, [REGENCY, NATIONAL]),
            "administration.out_of_reach",
        ),
        (policy.may_manage_account(acting(AGENCY, NATIONAL), OTHER, []), "administration.role"),
        (policy.may_appoint(acting(ADMIN, NATIONAL), OTHER, REGENCY), ""),
        (policy.may_appoint(acting(ADMIN, NATIONAL), ME, REGENCY), "administration.own_appointment"),
        (policy.may_appoint(acting(ADMIN, REGENCY), OTHER, PROVINCE), "administration.out_of_reach"),
        (policy.may_appoint_at(acting(ADMIN, PROVINCE), REGENCY), ""),
        (policy.may_appoint_at(acting(ADMIN, REGENCY), PROVINCE), "administration.out_of_reach"),
        (policy.may_appoint_at(acting(AGENCY, NATIONAL), REGENCY), "administration.role"),
        (policy.may_set_rules(acting(AGENCY, NATIONAL), None), ""),
        (policy.may_set_rules(acting(AGENCY, PROVINCE), REGENCY), ""),
        (policy.may_set_rules(acting(AGENCY, REGENCY), None), "administration.out_of_reach"),
        (policy.may_set_rules(acting(ADMIN, NATIONAL), None), "administration.role"),
        (policy.may_set_days(acting(ADMIN, NATIONAL), None), ""),
        (policy.may_set_days(acting(AGENCY, NATIONAL), None), "administration.role"),
        (policy.may_set_days(acting(AGENCY, REGENCY), REGENCY), ""),
        (policy.may_set_days(acting(AGENCY, REGENCY), PROVINCE), "administration.out_of_reach"),
        (policy.may_set_days(acting(Role.LEADER, NATIONAL), REGENCY), "administration.role"),
        (policy.may_write_templates(acting(AGENCY, PROVINCE), REGENCY), ""),
        (policy.may_write_templates(acting(AGENCY, REGENCY), PROVINCE), "administration.out_of_reach"),
        (policy.may_write_templates(acting(ADMIN, NATIONAL), REGENCY), "administration.role"),
        (policy.may_keep_categories(acting(AGENCY, NATIONAL)), ""),
        (policy.may_keep_categories(acting(AGENCY, PROVINCE)), "administration.out_of_reach"),
        (policy.may_categorise({Role.LIAISON, Role.SUPPORT_UNIT}), ""),
        (policy.may_categorise({Role.LEADER, Role.DESK_OFFICER}), "administration.role"),
    ],
)
def test_each_capability_says_yes_or_why_not(verdict: Allowed | Denied, code: str) -> None:
    assert (verdict.code if isinstance(verdict, Denied) else "") == code

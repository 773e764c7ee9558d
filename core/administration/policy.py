"""Who may keep which part of the house in order. Pure; no capability here shows a report's content.

An administrator's reach is the office of their appointment and those below it.
"""

from collections.abc import Collection
from typing import Final

from core.access.policy import Allowed, Denied, below
from core.access.roles import Right, Section, roles_keeping, roles_with
from core.actor import OfficerActor
from core.chain.states import Role
from core.ids import OfficerId

NATIONAL_PATH: Final = "RI"


def may_open(actor: OfficerActor, part: Section) -> Allowed | Denied:
    """Decide whether an officer may look at a part of the administration."""
    held = roles_keeping(part) & actor.roles
    if not held:
        return Denied("administration.role")
    if part is Section.CATEGORIES:
        return may_keep_categories(actor)
    return Allowed(held)


def parts_open_to(actor: OfficerActor) -> tuple[Section, ...]:
    """List the parts an officer may look at, in reading order."""
    return tuple(part for part in Section if isinstance(may_open(actor, part), Allowed))


def may_edit_office(actor: OfficerActor, office_path: str) -> Allowed | Denied:
    """Decide on an office's facts and its units."""
    return _covering(actor, roles_keeping(Section.OFFICES), office_path)


def may_open_account(actor: OfficerActor) -> Allowed | Denied:
    """Decide on a new account: it can do nothing before it is appointed."""
    return may_open(actor, Section.OFFICERS)


def may_manage_account(
    actor: OfficerActor, officer_id: OfficerId, office_paths: Collection[str]
) -> Allowed | Denied:
    """Decide on somebody's account; `office_paths` are those of all their appointments.

    Nobody manages their own: then an unattended screen is not enough to take an account over.
    """
    held = roles_keeping(Section.OFFICERS) & actor.roles
    if not held:
        return Denied("administration.role")
    if officer_id == actor.officer_id:
        return Denied("administration.own_account")
    for path in office_paths:
        verdict = _covering(actor, held, path)
        if isinstance(verdict, Denied):
            return verdict
    return Allowed(held)


def may_appoint(actor: OfficerActor, officer_id: OfficerId, office_path: str) -> Allowed | Denied:
    """Decide on beginning or ending an appointment: never one's own (it could open reports)."""
    if roles_keeping(Section.OFFICERS) & actor.roles and officer_id == actor.officer_id:
        return Denied("administration.own_appointment")
    return may_appoint_at(actor, office_path)


def may_appoint_at(actor: OfficerActor, office_path: str) -> Allowed | Denied:
    """Decide on appointing to an office, whoever it may be."""
    return _covering(actor, roles_keeping(Section.OFFICERS), office_path)


def may_set_rules(actor: OfficerActor, office_path: str | None) -> Allowed | Denied:
    """Decide on time limits: of an office, or the national ones (None)."""
    return _covering(actor, roles_keeping(Section.DEADLINES), office_path or NATIONAL_PATH)


def may_set_days(actor: OfficerActor, office_path: str | None) -> Allowed | Denied:
    """Decide on days off: of an office and those below it, or of the whole country (None)."""
    if office_path is None:
        return _covering(actor, roles_with(Right.SET_NATIONAL_DAYS), NATIONAL_PATH)
    return _covering(actor, roles_keeping(Section.DAYS), office_path)


def may_write_templates(actor: OfficerActor, office_path: str) -> Allowed | Denied:
    """Decide on an office's answer templates; the offices below it inherit them."""
    return _covering(actor, roles_keeping(Section.TEMPLATES), office_path)


def may_write_answers(actor: OfficerActor, office_path: str) -> Allowed | Denied:
    """Decide on what an office answers at once; the offices below it inherit most of it."""
    return _covering(actor, roles_keeping(Section.ANSWERS), office_path)


def may_keep_categories(actor: OfficerActor) -> Allowed | Denied:
    """Decide on the national list of categories."""
    return _covering(actor, roles_keeping(Section.CATEGORIES), NATIONAL_PATH)


def may_categorise(roles: Collection[Role]) -> Allowed | Denied:
    """Decide on giving a report its category, by the roles under which it is seen."""
    held = roles_with(Right.CATEGORISE) & frozenset(roles)
    return Allowed(held) if held else Denied("administration.role")


def _covering(actor: OfficerActor, roles: Collection[Role], office_path: str) -> Allowed | Denied:
    held = [acting for acting in actor.appointments if acting.role in roles]
    if not held:
        return Denied("administration.role")
    covering = frozenset(acting.role for acting in held if below(office_path, acting.office_path))
    return Allowed(covering) if covering else Denied("administration.out_of_reach")

"""Administering accounts from either edge."""

from backoffice.requests.visits import Visit
from core.administration.officers import OfficerAdministration


def officer_administration(visit: Visit) -> OfficerAdministration:
    """Give the use cases of accounts and appointments, with the sessions they may have to end."""
    return OfficerAdministration(
        visit.parts.core, visit.session, visit.actor, end_sessions=visit.parts.sessions.end_all
    )

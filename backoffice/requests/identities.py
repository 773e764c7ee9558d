"""Asking for a reporter's identity from either edge."""

from uuid import UUID

from backoffice.requests.visits import Visit
from core.errors import ConflictError
from core.reports.schemas import OpenedIdentity

SECOND_PERSON = "second_person"


async def ask_identity(visit: Visit, report_id: UUID, reason: str) -> OpenedIdentity | ConflictError:
    """Open an identity, or give back the refusal that asks for a second person.

    Given back and not raised, because the request itself is to be kept: the transaction must commit.
    """
    try:
        return await visit.desk.identity(report_id, reason)
    except ConflictError as error:
        if error.code != SECOND_PERSON:
            raise
        return error

"""Whether the alarm of a threatened reporter reaches anybody at the top of the ladder."""

import asyncio
from typing import Final

from sqlmodel import col, select

from core.access.roles import roles_taking
from core.chain.actions import Action
from core.chain.states import Role
from core.db.database import Database
from core.offices.models import Office, OfficeLevel
from core.people.models import Appointment
from core.people.repository import holders_of, in_force
from core.settings import Environment, Settings
from deploy.diagnosis import Diagnosis, fine, note, wrong
from deploy.endpoints import Endpoints
from deploy.reach import reason

_WHAT: Final = "alarm"
_REMEDY: Final = (
    "A reporter in danger is told that the Inspektorat and the leader of KPU RI are called, and the alarm "
    "climbs to them: appoint them under Pengaturan, Petugas."
)


def alarm(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    """Say whether somebody is rung in KPU RI, where unanswered alarms end, and its leader among them."""
    if settings.database_url is None:
        return note(_WHAT, "no database to look at")
    try:
        roles = asyncio.run(_rung_at_the_top(settings))
    except Exception as error:  # noqa: BLE001 - whatever keeps us from looking is the finding
        return note(_WHAT, reason(error), "See PostgreSQL and tables above.")
    if roles is None:
        return note(_WHAT, "no officer has been appointed yet", "See `kentongan officers`.")
    bad = wrong if settings.environment is Environment.production else note
    if not roles:
        return bad(_WHAT, "nobody in KPU RI would be rung", _REMEDY)
    if Role.LEADER not in roles:
        return bad(_WHAT, "KPU RI has no leader who would be rung", _REMEDY)
    return fine(_WHAT, "reaches KPU RI and its leader")


async def _rung_at_the_top(settings: Settings) -> set[Role] | None:
    """Give the roles in which somebody of KPU RI is rung today; None before anybody is appointed anywhere."""
    database = Database.connect(settings.require_database_url(), pool_size=1)
    try:
        async with database.transaction() as session:
            if (await session.exec(select(Appointment.id).where(in_force()).limit(1))).first() is None:
                return None
            top = await session.exec(select(Office.id).where(col(Office.level) == OfficeLevel.NATIONAL))
            places = [one for one in top.all() if one is not None]
            receiving = roles_taking(Action.ACKNOWLEDGE_PROTECTION)
            return {role for _, role, _ in await holders_of(session, receiving, places)}
    finally:
        await database.close()

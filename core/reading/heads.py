"""Units whose head a report names: the disposition form says who takes the head's step instead.

Only what the report itself says is used. That a head is barred because they lodged the report is told
nowhere: it would give the reporter away.
"""

from collections import defaultdict
from typing import Final

import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from core.clock import now
from core.language import tr
from core.offices.ladder import ladder_of
from core.people.naming import named_by, told_by
from core.reports.models import Report
from core.reports.schemas import ReportBody

UnitChoices = tuple[tuple[str, str], ...]

_OFFICE_HEAD: Final = tr("pimpinan kantor")

_HEADS: Final = sa.text(
    "SELECT led.id AS unit, head.path AS path, head.short_name AS short_name,"
    " officers.id AS head"
    " FROM units led JOIN units head ON led.path LIKE head.path || '%'"
    " JOIN appointments ON appointments.unit_id = head.id AND appointments.role = 'unit_head'"
    " JOIN officers ON officers.id = appointments.officer_id AND officers.is_active"
    " JOIN offices ON offices.id = appointments.office_id"
    " WHERE led.id = ANY(:units) AND valid_from <= timezone(offices.zone, :now)::date"
    " AND (valid_to IS NULL OR valid_to >= timezone(offices.zone, :now)::date)"
    " ORDER BY led.id, length(head.path) DESC"
)
"""Names the heads of each unit and of the units above it who are in office today, the nearest first."""


async def with_named_heads(
    session: AsyncSession, report: Report, units: UnitChoices, body: ReportBody
) -> UnitChoices:
    """Say beside a unit that the report names its head, and whose the head's step is then."""
    ladder = await ladder_of(session, report.addressed_office_id)
    named = (await named_by(session, told_by(body), ladder)).certain
    asked = {"units": [int(unit) for unit, _ in units], "now": now()}
    heads: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for row in await (await session.connection()).execute(_HEADS, asked):
        heads[str(row.unit)].append((row.path, row.short_name, row.head in named))
    return tuple((unit, _with_instead(label, heads[unit])) for unit, label in units)


def _with_instead(unit: str, heads: list[tuple[str, str, bool]]) -> str:
    """Word it; `heads` are those of the unit and of the units above it, the nearest first."""
    if not heads or not all(named for path, _, named in heads if path == heads[0][0]):
        return unit
    above = next((tr("pimpinan {unit}", unit=name) for _, name, named in heads if not named), _OFFICE_HEAD)
    return tr("{unit} (pimpinannya disebut dalam laporan; langkahnya oleh {head})", unit=unit, head=above)

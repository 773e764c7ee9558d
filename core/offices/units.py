"""The units of offices, for choosing one."""

from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.offices.models import Unit


async def units_of_offices(session: AsyncSession, office_ids: Collection[int]) -> tuple[tuple[str, str], ...]:
    """Return id and short name of the units in use, in the order of the house."""
    found = await session.exec(
        select(Unit.id, Unit.short_name)
        .where(col(Unit.office_id).in_(office_ids), col(Unit.is_active))
        .order_by(col(Unit.office_id), col(Unit.path))
    )
    return tuple((str(unit_id), name) for unit_id, name in found.all())

"""The units of offices, for choosing one."""

from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.offices.models import Office, Unit


async def units_of_offices(session: AsyncSession, office_ids: Collection[int]) -> tuple[tuple[str, str], ...]:
    """Return id and short name of the units in use, in the order of the house."""
    found = await session.exec(
        select(Unit.id, Unit.short_name)
        .where(col(Unit.office_id).in_(office_ids), col(Unit.is_active))
        .order_by(col(Unit.office_id), col(Unit.path))
    )
    return tuple((str(unit_id), name) for unit_id, name in found.all())


async def units_of_all(session: AsyncSession) -> tuple[tuple[str, str, str], ...]:
    """Return id, short name and office of every unit in use, office by office."""
    found = await session.exec(
        select(Unit.id, Unit.short_name, Office.short_name)
        .join(Office, col(Office.id) == col(Unit.office_id))
        .where(col(Unit.is_active))
        .order_by(col(Office.path), col(Unit.path))
    )
    return tuple((str(unit_id), name, office) for unit_id, name, office in found.all())


async def unit_tree(session: AsyncSession, office_id: int) -> tuple[Unit, ...]:
    """Return an office's units in use, each after the one above it."""
    found = await session.exec(
        select(Unit)
        .where(col(Unit.office_id) == office_id, col(Unit.is_active))
        .order_by(col(Unit.path), col(Unit.id))
    )
    return tuple(found.all())

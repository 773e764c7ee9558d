"""Where every office stands and what it is called: read whole, because lists need many at once."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.reference import reference_of
from core.offices.ladder import TOLD, Rung


async def office_places(session: AsyncSession) -> Mapping[int, Rung]:
    """Return all offices by id, as a process keeps them until one is changed."""

    async def read() -> Mapping[int, Rung]:
        rows = (await (await session.connection()).execute(select(*TOLD))).all()
        return {number or 0: Rung(number or 0, *told) for number, *told in rows}

    return await reference_of(session).get("office_places", read)

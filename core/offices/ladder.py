"""An office and the offices above it, up to KPU RI."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from core.db.reference import reference_of
from core.errors import NotFoundError
from core.language import tr
from core.offices.models import Office


@dataclass(frozen=True, slots=True)
class Rung:
    """One office, as far as routing, numbering and clocks ask."""

    id: int
    code: str
    short_name: str
    path: str
    zone: str


TOLD: Final = (
    col(Office.id), col(Office.code), col(Office.short_name), col(Office.path), col(Office.zone),
)  # fmt: skip
"""What is read for a rung, in its own order."""


async def ladder_of(session: AsyncSession, office_id: int) -> tuple[Rung, ...]:
    """Return the office itself first, then those above it.

    Raises:
        NotFoundError: There is none with that id.
    """
    return await reference_of(session).get(("ladder", office_id), lambda: _read(session, office_id))


async def _read(session: AsyncSession, office_id: int) -> tuple[Rung, ...]:
    here = aliased(Office)
    query = (
        select(*TOLD)
        .join(here, (col(here.path) == col(Office.path)) | col(here.path).startswith(col(Office.path) + "/"))
        .where(col(here.id) == office_id)
        .order_by(col(Office.path).desc())
    )
    rows = (await (await session.connection()).execute(query)).all()
    if not rows:
        raise NotFoundError(tr("Kantor itu tidak ada dalam daftar."), code="office.not_found")
    return tuple(Rung(number or 0, *told) for number, *told in rows)

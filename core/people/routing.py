"""Where a report goes: the nearest office that may handle it, upwards from the one it names.

The kabupaten's own Admin Instansi, else the province's, else the Inspektorat Utama (R15,
R34). A report that names the head of an office, or whoever would handle it there, goes one
level up (R23). A protected report that an officer lodged is addressed past their own office, whoever else
works there: where it lies tells nothing of them. What nobody may receive at any level rests where a leader
can stand in; where there is none, at KPU RI, and the administrators are told that somebody must be appointed.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.movers import STANDS_IN
from core.chain.states import Role, Track, receiving_role
from core.offices.ladder import Rung
from core.people.roll import Roll
from core.people.staff import Staff, staff_over

HEAD: Final = Role.LEADER
"""Who is the head of an office. The same role stands in, but that is another fact (core/chain/movers.py)."""


async def route(
    session: AsyncSession, ladder: tuple[Rung, ...], track: Track, recused: Collection[UUID]
) -> Rung:
    """Return the office that handles a report addressed to the lowest office of a ladder.

    Args:
        session: The caller's transaction.
        ladder: The office the reporter named, and those above it.
        track: Public service goes to an Admin Instansi, whistleblowing to the Inspectorate side.
        recused: Officers whom the report names or who lodged it.
    """
    staff = await staff_over(session, ladder[0].path)
    neutral = [office for office in ladder if not _head_named(staff, office, recused)]
    able = [office for office in neutral if receivable(staff, office, track, recused)]
    # The last resort: nobody may receive it anywhere, so it lies where a leader can stand in.
    led = [office for office in neutral if any(role is STANDS_IN for role, _ in _here(staff, office))]
    return next(iter((*able, *led)), ladder[-1])


async def past_their_own(
    session: AsyncSession, ladder: tuple[Rung, ...], lodged: Collection[UUID]
) -> tuple[Rung, ...]:
    """Return the ladder from the nearest office on where nobody works who lodged the report.

    A protected report is addressed there, as if its reporter had chosen so: the office of whoever lodged it
    never learns of it, and the one above cannot tell that it came past another. Above KPU RI there is none.
    """
    roll = await Roll.load(session)
    theirs = {code for one in lodged for code in roll.by_id[one].offices}
    above = next((place for place, rung in enumerate(ladder) if rung.code not in theirs), len(ladder) - 1)
    return ladder[above:]


def _head_named(staff: Staff, office: Rung, recused: Collection[UUID]) -> bool:
    return any(role is HEAD and officer in recused for role, officer in _here(staff, office))


def receivable(staff: Staff, office: Rung, track: Track, recused: Collection[UUID]) -> bool:
    """Tell whether somebody at this office may receive such a report.

    Where nobody may, not even at the top, the last resort is a stand-in (core/handling/standing_in.py).
    """
    receiver = receiving_role(track)
    return any(role is receiver and officer not in recused for role, officer in _here(staff, office))


def _here(staff: Staff, office: Rung) -> list[tuple[Role, UUID]]:
    return [(acting.role, officer) for officer, acting in staff if acting.office_id == office.id]

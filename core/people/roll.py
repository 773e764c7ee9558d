"""All officers as they can be named, kept in memory: by full name everywhere, by part of it at home."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from core.called import chair_of, name_forms, slipped
from core.clock import now
from core.db.reference import reference_of
from core.offices.models import Office, Unit
from core.people.models import Appointment, Officer

_LOCK: Final = 5_267_539
"""Held by whoever compares words with the roll, and alone by whoever changes it: a number of our own."""
_HOLD: Final = sa.text(
    "SELECT pg_advisory_xact_lock_shared(CAST(:roll AS bigint)),"
    " (SELECT count(pg_advisory_xact_lock(one)) FROM unnest(CAST(:locks AS bigint[])) AS one)"
)
"""Takes the roll's lock together with others, and the caller's own alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable:
    """An officer as people know them, and the codes of the offices they are appointed in."""

    id: UUID
    full_name: str
    position: str = ""
    nip: str = ""
    offices: frozenset[str] = frozenset()
    units: frozenset[tuple[str, str]] = frozenset()
    """The units they are appointed in: the office's code, and the unit's name."""
    names: frozenset[tuple[str, ...]] = field(init=False)
    chair: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", name_forms(self.full_name))
        object.__setattr__(self, "chair", chair_of(self.position))


Slips = dict[str, set[str]]


class Roll:
    """Officers, looked up by the first word of a name, by a word of it within an office, by NIP, by chair."""

    def __init__(self, officers: Iterable[Nameable]) -> None:
        self.by_first_word: dict[str, list[tuple[tuple[str, ...], UUID]]] = {}
        self.by_nip: dict[str, UUID] = {}
        self.by_chair: dict[tuple[str, ...], dict[str, set[UUID]]] = {}
        self.called: dict[str, dict[str, set[UUID]]] = {}
        """By office, then by a word of a name."""
        self.slips: dict[str, Slips] = {}
        """By office, then by what is left of a word without one letter: the words."""
        self.in_unit: dict[str, dict[tuple[str, ...], set[UUID]]] = {}
        """By office, then by the name of a unit as positions are written."""
        self.by_id = {officer.id: officer for officer in officers}
        for officer in self.by_id.values():
            self._enter(officer)
        self.longest_chair = max(map(len, self.by_chair), default=0)
        self.longest_unit = max((len(name) for units in self.in_unit.values() for name in units), default=0)

    def _enter(self, officer: Nameable) -> None:
        for name in officer.names:
            self.by_first_word.setdefault(name[0], []).append((name, officer.id))
        if digits := "".join(symbol for symbol in officer.nip if symbol.isdigit()):
            self.by_nip[digits] = officer.id
        for office, unit in officer.units:
            for name in _shortened(chair_of(unit)):
                self.in_unit.setdefault(office, {}).setdefault(name, set()).add(officer.id)
        for office in officer.offices:
            if officer.chair:
                self.by_chair.setdefault(officer.chair, {}).setdefault(office, set()).add(officer.id)
            called = self.called.setdefault(office, {})
            slips = self.slips.setdefault(office, {})
            for word in {word for name in officer.names for word in name}:
                called.setdefault(word, set()).add(officer.id)
                for form in slipped(word):
                    slips.setdefault(form, set()).add(word)

    @classmethod
    async def load(cls, session: AsyncSession) -> "Roll":
        """Return the roll, as this process keeps it until an officer or an appointment changes."""

        async def read() -> Roll:
            return cls(await _read(session))

        return await reference_of(session).get("roll", read)

    def named(self, name: str) -> set[UUID]:
        """Return who bears exactly this name, of one word or more."""
        asked = name_forms(name)
        borne = (self.by_first_word.get(form[0], ()) for form in asked)
        return {officer for bearers in borne for held, officer in bearers if held in asked}

    def chairs(self, words: tuple[str, ...]) -> Mapping[str, set[UUID]]:
        """Return who holds a position, by office."""
        return self.by_chair.get(words, {})


async def hold_roll(session: AsyncSession, *, locks: Collection[int] = ()) -> None:
    """See the roll as it stands, and let it stand until this transaction ends.

    Whoever appoints an officer waits for it, and then finds the words that were compared without them.

    Args:
        session: The caller's transaction.
        locks: The caller's own advisory locks, taken in the same statement, in this order.
    """
    await (await session.connection()).execute(_HOLD, {"roll": _LOCK, "locks": list(locks)})
    await reference_of(session).ask_now()


async def take_roll(session: AsyncSession) -> None:
    """Be the only one who goes by the roll until this transaction ends: an officer is being added to it."""
    await (await session.connection()).execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def _shortened(unit: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Give a unit's name as people shorten it: its beginning, or its first word and its last."""
    beginnings = {unit[:end] for end in range(2, len(unit) + 1)}
    return beginnings | ({(unit[0], unit[-1])} if len(unit) > 1 else set())


async def _read(session: AsyncSession) -> list[Nameable]:
    """Read every account; offices are those it is appointed in, or will be."""
    lasting = sa.or_(col(Appointment.valid_to).is_(None), col(Appointment.valid_to) >= now().date())
    query = (
        sa.select(
            col(Officer.id),
            col(Officer.full_name),
            col(Officer.position),
            col(Officer.nip),
            col(Office.code),
            col(Unit.name),
            col(Unit.short_name),
        )
        .outerjoin(Appointment, (col(Appointment.officer_id) == col(Officer.id)) & lasting)
        .outerjoin(Office, col(Office.id) == col(Appointment.office_id))
        .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
    )
    offices: dict[UUID, set[str]] = {}
    units: dict[UUID, set[tuple[str, str]]] = {}
    told: dict[UUID, tuple[str, str, str]] = {}
    for officer, name, position, nip, code, unit, short in (
        await (await session.connection()).execute(query)
    ).all():
        told[officer] = (name, position, nip or "")
        offices.setdefault(officer, set()).update({code} if code else ())
        units.setdefault(officer, set()).update({(code, unit), (code, short)} if unit else ())
    return [
        Nameable(
            id=one,
            full_name=name,
            position=position,
            nip=nip,
            offices=frozenset(offices[one]),
            units=frozenset(units[one]),
        )
        for one, (name, position, nip) in told.items()
    ]

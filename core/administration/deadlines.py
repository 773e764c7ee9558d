"""Time limits and days off, each with what it would do to running clocks (R6, R63).

See docs/decisions on recalculation: a changed day moves running clocks, a changed rule only where asked.
"""

from datetime import date
from typing import Annotated, Final

from pydantic import Field, StringConstraints
from sqlalchemy import ColumnElement, or_, true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed, Denied
from core.access.roles import Section
from core.actor import OfficerActor
from core.administration.policy import may_open, may_set_days, may_set_rules
from core.administration.recalculation import EffectView, Move, NewTerm, effect_for, move_clocks, moves_of
from core.administration.trail import changed, permitted
from core.chain.states import Role
from core.chain.time.rules import DEFAULT_RULES
from core.clock import now
from core.deadlines.models import DeadlineRule, LocalDay
from core.deadlines.standards import LABELS
from core.errors import InvalidError, NotFoundError
from core.language import tr, trn
from core.offices.models import Office
from core.values import Frozen, Words

NOTHING: Final = EffectView(running=0, moved=0, reports=0, offices=(), first=())
_REACH_YEARS: Final = 2

Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=200)]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]


class SetRule(Frozen):
    """A time limit of an office, or the national one; `working_days` None takes an office's own back."""

    key: str
    office_id: Id | None = None
    working_days: Annotated[int, Field(ge=1, le=365)] | None
    legal_source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    also_running: bool = False


class SetDay(Frozen):
    """A day that an office and those below it, or all of them, have off or work on."""

    day: date
    office_id: Id | None = None
    is_day_off: bool = True
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    legal_source: Source


class RuleLine(Frozen):
    """A time limit as it holds in an office."""

    key: str
    label: Words
    working_days: int
    legal_source: str
    own: bool
    national_days: int


class DayLine(Frozen):
    """A local day."""

    id: int
    day: date
    office_id: int | None
    office: str | None
    is_day_off: bool
    name: str
    legal_source: str
    may_change: bool


class DeadlineAdministration:
    """Use cases of rules and days, in the caller's transaction."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor

    async def rules(self, office_id: int | None) -> tuple[RuleLine, ...]:
        """List the time limits that hold in an office, or nationally, in reading order."""
        permitted(may_open(self._actor, Section.DEADLINES))
        if office_id is not None:
            await self._office(office_id)
        rows = (
            await self._session.exec(
                select(DeadlineRule).where(
                    or_(col(DeadlineRule.office_id).is_(None), col(DeadlineRule.office_id) == office_id)
                )
            )
        ).all()
        national = {key: (rule.working_days, rule.source) for key, rule in DEFAULT_RULES.items()}
        national |= {row.key: (row.working_days, row.legal_source) for row in rows if row.office_id is None}
        own = {row.key: (row.working_days, row.legal_source) for row in rows if row.office_id is not None}
        return tuple(
            RuleLine(
                key=key,
                label=label,
                working_days=own.get(key, national[key])[0],
                legal_source=own.get(key, national[key])[1],
                own=key in own,
                national_days=national[key][0],
            )
            for key, label in LABELS.items()
        )

    async def preview_rule(self, wish: SetRule) -> EffectView:
        """Say what a rule would do, and leave everything as it is."""
        async with self._session.begin_nested() as attempt:
            effect, _ = await self._rule(wish, lock=False)
            await attempt.rollback()
        return effect

    async def set_rule(self, wish: SetRule) -> EffectView:
        """Set a rule; new clocks follow it, running ones only where `also_running` says so.

        Raises:
            InvalidError: No such rule, or no legal source is named.
        """
        effect, role = await self._rule(wish, lock=True, write=True)
        await changed(
            self._session, self._actor, "deadline_rule.set", role=role, rule=wish.key, office=wish.office_id,
            days=wish.working_days, also_running=wish.also_running, moved=effect.moved,
        )  # fmt: skip
        return effect

    async def days(self, year: int) -> tuple[DayLine, ...]:
        """List the local days of a year."""
        permitted(may_open(self._actor, Section.DAYS))
        rows = await self._session.exec(
            select(LocalDay, Office)
            .outerjoin(Office, col(Office.id) == col(LocalDay.office_id))
            .where(col(LocalDay.day).between(date(year, 1, 1), date(year, 12, 31)))
            .order_by(col(LocalDay.day), col(Office.path).nulls_first())
        )
        return tuple(self._day_line(day, office) for day, office in rows.all())

    async def preview_day(self, wish: SetDay) -> EffectView:
        """Say what a day would do, and leave everything as it is."""
        async with self._session.begin_nested() as attempt:
            office, _ = await self._permitted_day(wish.office_id)
            await self._write_day(wish)
            effect = await self._effect(await moves_of(self._session, _at_or_below(office)))
            await attempt.rollback()
        return effect

    async def set_day(self, wish: SetDay) -> EffectView:
        """Set a day off or a working day; the running clocks it touches are worked out anew."""
        office, role = await self._permitted_day(wish.office_id)
        await self._write_day(wish)
        effect = await self._move_for_day(office, role, wish.day)
        await changed(
            self._session, self._actor, "local_day.set", role=role, day=wish.day.isoformat(),
            office=wish.office_id, off=wish.is_day_off, moved=effect.moved,
        )  # fmt: skip
        return effect

    async def preview_drop_day(self, day_id: int) -> EffectView:
        """Say what taking a day back would do."""
        async with self._session.begin_nested() as attempt:
            row, office, _ = await self._existing_day(day_id)
            await self._session.delete(row)
            await self._session.flush()
            effect = await self._effect(await moves_of(self._session, _at_or_below(office)))
            await attempt.rollback()
        return effect

    async def drop_day(self, day_id: int) -> EffectView:
        """Take a day back."""
        row, office, role = await self._existing_day(day_id)
        day, office_id = row.day, row.office_id
        await self._session.delete(row)
        await self._session.flush()
        effect = await self._move_for_day(office, role, day)
        await changed(
            self._session, self._actor, "local_day.dropped", role=role, day=day.isoformat(),
            office=office_id, moved=effect.moved,
        )  # fmt: skip
        return effect

    async def _effect(self, moves: list[Move]) -> EffectView:
        return await effect_for(self._session, self._actor, moves)

    async def _rule(self, wish: SetRule, *, lock: bool, write: bool = False) -> tuple[EffectView, Role]:
        office = await self._office(wish.office_id) if wish.office_id is not None else None
        role = permitted(may_set_rules(self._actor, office.path if office else None))
        _check_rule(wish)
        await self._write_rule(wish)
        if not wish.also_running:
            return NOTHING, role
        in_force = {line.key: line for line in await self.rules(wish.office_id)}[wish.key]
        term = NewTerm(key=wish.key, working_days=in_force.working_days, legal_source=in_force.legal_source)
        moves = await moves_of(self._session, _under_rule(wish), term=term, lock=lock)
        effect = await self._effect(moves)
        if write:
            me = self._actor.officer_id
            await move_clocks(self._session, moves, by=me, role=role, because=f"rule {wish.key}", term=term)
        return effect, role

    async def _write_rule(self, wish: SetRule) -> None:
        row = (
            await self._session.exec(
                select(DeadlineRule).where(
                    col(DeadlineRule.key) == wish.key,
                    col(DeadlineRule.office_id).is_not_distinct_from(wish.office_id),
                )
            )
        ).one_or_none()
        if wish.working_days is None:
            if row is not None:
                await self._session.delete(row)
        elif row is None:
            self._session.add(
                DeadlineRule(
                    key=wish.key, office_id=wish.office_id, working_days=wish.working_days,
                    legal_source=wish.legal_source,
                )
            )  # fmt: skip
        else:
            row.working_days, row.legal_source = wish.working_days, wish.legal_source
        await self._session.flush()

    async def _write_day(self, wish: SetDay) -> None:
        if abs(wish.day.year - now().year) > _REACH_YEARS:
            words = trn("Tanggal paling jauh {n} tahun dari sekarang.", _REACH_YEARS)
            raise InvalidError(words, fields={"day": words})
        row = (
            await self._session.exec(
                select(LocalDay).where(
                    col(LocalDay.day) == wish.day,
                    col(LocalDay.office_id).is_not_distinct_from(wish.office_id),
                )
            )
        ).one_or_none()
        if row is None:
            self._session.add(LocalDay(**wish.model_dump()))
        else:
            row.is_day_off, row.name, row.legal_source = wish.is_day_off, wish.name, wish.legal_source
        await self._session.flush()

    async def _move_for_day(self, office: Office | None, role: Role, day: date) -> EffectView:
        moves = await moves_of(self._session, _at_or_below(office), lock=True)
        effect = await self._effect(moves)
        await move_clocks(
            self._session, moves, by=self._actor.officer_id, role=role, because=f"day {day.isoformat()}"
        )
        return effect

    async def _permitted_day(self, office_id: int | None) -> tuple[Office | None, Role]:
        office = await self._office(office_id) if office_id is not None else None
        return office, permitted(may_set_days(self._actor, office.path if office else None))

    async def _existing_day(self, day_id: int) -> tuple[LocalDay, Office | None, Role]:
        row = await self._session.get(LocalDay, day_id)
        if row is None:
            raise NotFoundError(code="local_day.not_found")
        office, role = await self._permitted_day(row.office_id)
        return row, office, role

    def _day_line(self, day: LocalDay, office: Office | None) -> DayLine:
        verdict: Allowed | Denied = may_set_days(self._actor, office.path if office else None)
        return DayLine(
            id=day.id or 0,
            day=day.day,
            office_id=day.office_id,
            office=office.short_name if office else None,
            is_day_off=day.is_day_off,
            name=day.name,
            legal_source=day.legal_source,
            may_change=isinstance(verdict, Allowed),
        )

    async def _office(self, office_id: int) -> Office:
        office = await self._session.get(Office, office_id)
        if office is None:
            raise NotFoundError(code="office.not_found")
        return office


def _check_rule(wish: SetRule) -> None:
    if wish.key not in LABELS:
        raise InvalidError(
            tr("Tenggat itu tidak dikenal. Pilih dari daftar."), fields={"key": tr("Pilih dari daftar.")}
        )
    if wish.working_days is None and wish.office_id is None:
        words = tr("Tenggat nasional diubah, bukan dihapus. Isi lamanya.")
        raise InvalidError(words, fields={"working_days": words})
    if wish.working_days is not None and len(wish.legal_source) < 5:  # noqa: PLR2004 (a word at least)
        words = tr("Sebut dasar hukumnya, misalnya “Keputusan KPU Kabupaten … Nomor …”.")
        raise InvalidError(words, code="rule.no_source", fields={"legal_source": words})


def _at_or_below(office: Office | None) -> ColumnElement[bool]:
    if office is None:
        return true()
    return or_(col(Office.path) == office.path, col(Office.path).startswith(office.path + "/"))


def _under_rule(wish: SetRule) -> ColumnElement[bool]:
    """Give the offices a rule holds in: its own, or all that have none of their own."""
    if wish.office_id is not None:
        return col(Office.id) == wish.office_id
    own = select(DeadlineRule.office_id).where(
        col(DeadlineRule.key) == wish.key, col(DeadlineRule.office_id).is_not(None)
    )
    return col(Office.id).not_in(own)

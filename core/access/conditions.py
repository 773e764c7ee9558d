"""The access policy in SQL: what one appointment covers, as conditions that an index can answer.

Text, because it is put together for every list on every page: SQLAlchemy's expressions cost more than
the reading itself. Values travel as named parameters; what stands in the text are our own enums.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, text

from core.access.policy import Reach
from core.access.roles import Holding
from core.chain.states import PartKind, Track

HOLDING_OF: Final = {
    PartKind.LEAD: Holding.LEADING,
    PartKind.SUPPORT: Holding.SUPPORTING,
    PartKind.CONSULTED: Holding.SUPPORTING,
    PartKind.INTERNAL: Holding.INTERNAL,
}
_OUTSIDE: Final = (
    "EXISTS (SELECT FROM offices WHERE offices.path <> :{name}"
    " AND NOT starts_with(offices.path, :{name} || '/'))"
)
"""Some office is neither the one of path `:{name}` nor below it."""
_BELOW: Final = "(offices.path = :{name} OR starts_with(offices.path, :{name} || '/'))"
"""An office is the one of path `:{name}`, or below it."""

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_COLUMN: Final = re.compile(r"\breports\.([a-z_0-9]+)")
"""A column of `reports` in a condition: `Sought.beside` puts the same one of another table in its place."""
_PARAMETER: Final = re.compile(r"(?<!:):([a-z_0-9]+)")
"""A parameter in a condition, not the type of a `::cast`: `Way.renamed` gives it another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A set of reports that another table finds, and how large PostgreSQL expects it to be."""

    table: str
    """It has a report's id as `report_id`, each no more than once."""
    kept: frozenset[str]
    """Which columns of `reports` it has too, in step and under the same names: what lists are sorted by,
    the office."""
    condition: str
    track: Track | None
    """Of which track alone it has reports; without one it keeps their track too."""
    overstated: float = 1.0
    """How many times as many as there are PostgreSQL expects to find."""
    expected: int = 0

    def beside(self, condition: str) -> str | None:
        """Rewrite a condition on `reports` as the same one on this table; None where it lacks a column.

        With `report_search` as the table, `reports.office_id = 7` becomes `report_search.office_id = 7`, and
        the look-up in `reports` is spared. `reports.state = …` gives None: the table does not keep the state.
        In a subquery, too, only columns of `reports` are exchanged.
        """
        told = {name: f"{self.table}.{name}" for name in self.kept}
        told["id"] = f"{self.table}.report_id"
        if self.track is not None:
            told["track"] = f"'{self.track.value}'"
        if not told.keys() >= set(_COLUMN.findall(condition)):
            return None
        return _COLUMN.sub(lambda column: told[column[1]], condition)

    @property
    def ids(self) -> str:
        """Write a query for the reports' ids."""
        return f"SELECT {self.table}.report_id FROM {self.table} WHERE {self.condition}"  # noqa: S608 - our own words

    def holds(self, report_id: str) -> str:
        """Write the condition that the set holds the report of this id.

        The offset keeps PostgreSQL from turning the question about one report into the set of all.
        """
        here = f"{self.table}.report_id = {report_id} AND {self.condition}"
        return f"EXISTS (SELECT FROM {self.table} WHERE {here} OFFSET 0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to be among what is looked for: all its conditions hold.

    What may be seen is the union of an officer's ways. They are kept apart, because a condition with
    `OR` in it hides every index, while each way alone is read from one.
    """

    track: Track
    conditions: tuple[str, ...]
    """On `reports`."""
    offices: tuple[str, ...] = ()
    """On `offices`: which ones handle it. Empty: any."""
    sought: Sought | None = None
    searched: bool = False
    """What somebody typed is among the conditions: an index of its own finds it, not the order of a list."""
    given: Mapping[str, Any] = field(default_factory=dict)

    def narrowed(
        self,
        *conditions: str,
        offices: tuple[str, ...] = (),
        sought: Sought | None = None,
        searched: bool = False,
        given: Mapping[str, Any] = _NOTHING,
    ) -> "Way":
        """Return this way with these conditions added, and what they are given."""
        return replace(
            self,
            conditions=(*self.conditions, *conditions),
            offices=(*self.offices, *offices),
            sought=sought or self.sought,
            searched=searched or self.searched,
            given={**self.given, **given},
        )

    def renamed(self, names: Collection[str], suffix: str) -> "Way":
        """Return this way with `suffix` added to the names of some parameters.

        Two ways in one statement may give the same parameter different values, as two filters that each
        chose an office do (`:chosen_office`).
        """

        def with_suffix(condition: str) -> str:
            return _PARAMETER.sub(lambda one: f"{one[0]}{suffix}" if one[1] in names else one[0], condition)

        found = self.sought
        return replace(
            self,
            conditions=tuple(with_suffix(one) for one in self.conditions),
            offices=tuple(with_suffix(one) for one in self.offices),
            sought=replace(found, condition=with_suffix(found.condition)) if found else None,
            given={f"{name}{suffix}" if name in names else name: one for name, one in self.given.items()},
        )

    @property
    def within(self) -> str:
        """The conditions on `reports` alone, as one."""
        return " AND ".join(self.conditions)

    @property
    def handled(self) -> str:
        """The conditions on `reports` with the one on the office, without what is sought."""
        return f"{self.within} AND {self.at_offices('reports')}" if self.offices else self.within

    def at_offices(self, table: str) -> str:
        """Write the condition on the office, on a table that has one."""
        chosen = f"SELECT offices.id FROM offices WHERE {' AND '.join(self.offices)}"  # noqa: S608 - our own words
        return f"{table}.office_id = ANY(ARRAY({chosen}))"

    @property
    def whole(self) -> str:
        """All of the way as one condition on `reports`: what is sought stands in it as a subquery."""
        return f"{self.handled} AND reports.id IN ({self.sought.ids})" if self.sought else self.handled


def listed(words: Iterable[StrEnum]) -> str:
    """Write enum members as SQL's list."""
    return "(" + ", ".join(sorted(f"'{word.value}'" for word in words)) + ")"


def narrowed_to_offices(way: Way, path: str, name: str) -> Way:
    """Keep what an office, or one below it, handles. `name` is the parameter's.

    At the top of the house every office is below; saying so first spares each row the comparison with
    all of them, and leaves the order to the index.
    """
    below = _BELOW.format(name=name)
    if "/" in path:
        return way.narrowed(offices=(below,), given={name: path})
    every = f"SELECT offices.id FROM offices WHERE {below}"  # noqa: S608 - our own words
    everywhere = f"(NOT {_OUTSIDE.format(name=name)} OR reports.office_id = ANY(ARRAY({every})))"
    return way.narrowed(everywhere, given={name: path})


def ways_of(one: Reach, place: int) -> tuple[Way, ...]:
    """Return the ways a reach covers reports, one for each track; `place` keeps its parameters apart."""
    return tuple(_way(one, track, place) for track in sorted(one.tracks))


def _way(one: Reach, track: Track, place: int) -> Way:
    way = Way(track=track, conditions=(f"reports.track = '{track.value}'", *_by_state(one, track)))
    if one.office_path is not None:
        way = narrowed_to_offices(way, one.office_path, f"office_{place}")
    if one.unit_path is not None or one.unit_office_id is not None:
        parts = listed(part for part in PartKind if HOLDING_OF[part] is one.holding)
        way = way.narrowed(
            "EXISTS (SELECT FROM report_units JOIN units ON units.id = report_units.unit_id"
            " WHERE report_units.report_id = reports.id AND report_units.until IS NULL"
            f" AND report_units.part IN {parts} AND {unit_within(one, place)})",
            given=unit_given(one, place),
        )
    if one.registered_by is not None:
        name = f"registrar_{place}"
        way = way.narrowed(f"reports.registered_by = :{name}", given={name: one.registered_by})
    return way


def _by_state(one: Reach, track: Track) -> tuple[str, ...]:
    if track is Track.WHISTLEBLOWING and one.wbs_states is not None:
        asked = (
            "reports.proposal_by IS NOT NULL OR reports.stand_in_for IS NOT NULL"
            " OR reports.threatened_since IS NOT NULL"
        )
        return (f"(reports.state IN {listed(one.wbs_states)} OR {asked})",)
    if track is Track.PUBLIC_SERVICE and one.public_classes is not None:
        return (f"reports.classification IN {listed(one.public_classes)}",)
    return ()


def unit_within(one: Reach, place: int) -> str:
    """Write the condition on `units` that a unit lies within the reach."""
    conditions = []
    if one.unit_path is not None:
        conditions.append(f"starts_with(units.path, :unit_{place})")
    if one.unit_office_id is not None:
        conditions.append(f"units.office_id = :unit_office_{place}")
    return " AND ".join(conditions)


def unit_given(one: Reach, place: int) -> dict[str, Any]:
    """Return the parameters of `unit_within`, and their values."""
    given = {f"unit_{place}": one.unit_path, f"unit_office_{place}": one.unit_office_id}
    return {name: value for name, value in given.items() if value is not None}


def any_of(ways: Iterable[Way]) -> str:
    """Join ways by `OR`, for a question about few reports; in a list that would hide every index."""
    return "(" + (" OR ".join(f"({way.whole})" for way in ways) or "false") + ")"


def given_to(ways: Iterable[Way]) -> dict[str, Any]:
    """Return the parameters of all these ways, and their values."""
    return {name: value for way in ways for name, value in way.given.items()}


def clause(sql: str, given: Mapping[str, Any]) -> ColumnElement[bool]:
    """Make a condition fit for SQLAlchemy's `where`."""
    return cast("ColumnElement[bool]", text(sql).bindparams(**given))

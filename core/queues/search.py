"""Finding reports by what an officer types: agenda number, words, office, unit, or a party's name.

Only what may be indexed is searched, and only over what the officer may see: not even a suggestion
comes from a report out of their reach. A party is found by its keyed hash; the name is nowhere stored.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import prod, sqrt
from types import MappingProxyType
from typing import Any, Final

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio
from sqlalchemy import Text, bindparam, func, text, true
from sqlalchemy import select as columns
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.conditions import Sought, Way, given_to
from core.access.repository import ways_to_see
from core.actor import OfficerActor
from core.chain.states import Track
from core.offices.directory import OfficeDirectory
from core.privacy.index import name_tokens, person_tokens
from core.privacy.keys import Keyring
from core.reports.finding import PLACE
from core.reports.finding_models import SearchWord

MAX_WORDS: Final = 8
MAX_OFFICES: Final = 20
_WORD: Final = re.compile(r"[^\W_]{2,40}")
_SIMILARITY: Final = "0.2"
"""Generous for the index; the edit distance decides."""
_NEAR: Final = 0.6
_TIE: Final = 0.08
_CANDIDATES: Final = 12
_SHOWN: Final = 3
_UNIT_LIKENESS: Final = 0.55
_UNIT_LETTERS: Final = 4
_OFFICE_LIKENESS: Final = 80.0
_SAYING: Final = Sought(
    table="report_search",
    kept=frozenset(PLACE),
    condition="report_search.words @@ to_tsquery('simple', :words)",
    track=Track.PUBLIC_SERVICE,
)
_SOME: Final = 500
"""In so many reports a word that is not rare is looked for first."""
_NAMING: Final = (
    "reports.id IN (SELECT party_index.report_id FROM party_index WHERE party_index.token = ANY(:tokens))"
)
"""A party of the report bears this whole name, by its keyed hash (table `party_index`)."""
_WITH_UNIT: Final = (
    "reports.id IN (SELECT report_units.report_id FROM report_units"
    " WHERE report_units.unit_id = ANY(:found_units) AND report_units.until IS NULL)"
)
"""One of the units that were found has an open part in the report."""
_STEMS: Final = text(
    "SELECT typed.word, tsvector_to_array(to_tsvector('indonesian', typed.word)),"
    " set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
    " FROM unnest(CAST(:typed AS text[])) AS typed(word)"
)
"""How a search is best done depends on how common its words are: in this transaction each is planned anew.

To compile such a plan, or to share it among processes, would take longer than to carry it out.
"""
_UNITS: Final = text(
    "SELECT units.id FROM units WHERE units.name ILIKE :pattern ESCAPE '\\'"
    " OR units.short_name ILIKE :pattern ESCAPE '\\'"
    " OR word_similarity(:typed, units.short_name) >= :likeness ORDER BY units.id"
)
"""Finds the units whose name or short name holds what was typed, or nearly is it."""
_FILLERS: Final = frozenset({"kpu", "kip", "kab", "kabupaten", "kota", "prov", "provinsi", "kantor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing a search can mean: conditions on reports, or on the offices that handle them."""

    conditions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    sought: Sought | None = None
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search means, each way on its own, and which words stood for which."""

    ways: tuple[Meaning, ...]
    corrections: tuple[tuple[str, str], ...] = ()
    """(typed, searched instead)."""


@dataclass(slots=True)
class _Word:
    typed: str
    lexemes: tuple[str, ...]
    shown: tuple[str, ...] = field(default=())
    """What it is searched by; empty while nothing is like it."""

    @property
    def asked(self) -> str:
        """Write it as a tsquery: all parts of what was typed, any of what is like it.

        PostgreSQL reads `95e55e` as the number `95e55` and an `e`; whoever asks for it wants both.
        """
        joint = " & " if self.shown == self.lexemes else " | "
        return f"({joint.join(_prefix(one) for one in self.shown)})"


class Search:
    """Understands what one officer types, in a fixed number of statements."""

    def __init__(self, session: AsyncSession, keys: Keyring, actor: OfficerActor) -> None:
        self._session = session
        self._keys = keys
        self._actor = actor

    async def understand(self, text: str) -> Found:
        """Turn typed text into conditions; words that occur nowhere are replaced by the most similar."""
        words = await self._words(text)
        ways = [*_by_number(text), await self._by_office(text), await self._by_unit(text)]
        said = _by_words(words)
        ways += await self._measured([one for one in (said, self._by_name(text)) if one])
        tokens = person_tokens(self._keys, name=text)
        if tokens:
            ways.append(Meaning(conditions=(_NAMING,), given={"tokens": sorted(tokens)}))
        corrected = tuple(
            (word.typed, " atau ".join(word.shown))
            for word in words
            if word.shown and word.shown != word.lexemes
        )
        return Found(ways=tuple(way for way in ways if way is not None), corrections=corrected)

    def _by_name(self, text: str) -> Meaning | None:
        """Read the text as a party's name: each of its words is one of theirs, give or take a letter."""
        words = name_tokens(self._keys, text)[:MAX_WORDS]
        if not words:
            return None
        given = {f"name_{place}": sorted(word) for place, word in enumerate(words)}
        asked = " AND ".join(f"party_words.tokens && CAST(:{word} AS bigint[])" for word in given)
        # The numbers of a word go together, and PostgreSQL takes them for as many words: of one spelt right
        # all are found, of one with a slip one or two.
        overstated = sqrt(prod(len(word) for word in words))
        sought = Sought(
            table="party_words",
            kept=frozenset({"track", *PLACE}),
            condition=asked,
            track=None,
            overstated=overstated,
        )
        return Meaning(sought=sought, given=given)

    async def _words(self, text: str) -> list[_Word]:
        """Read the words, each by its stem, and exchange those that occur in no report I may see."""
        typed = _WORD.findall(text.lower())[:MAX_WORDS]
        words = [_Word(word, lexemes) for word, lexemes in (await self._stems(typed)).items() if lexemes]
        if not words:
            return []
        occurring = await self._occurring([lexeme for word in words for lexeme in word.lexemes])
        for word in words:
            if all(lexeme in occurring for lexeme in word.lexemes):
                word.shown = word.lexemes
        missing = [word for word in words if not word.shown and not word.typed.isdigit()]
        if missing:
            await self._exchange(missing)
        return words

    async def _stems(self, typed: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        if not typed:
            return MappingProxyType({})
        rows = (await (await self._session.connection()).execute(_STEMS, {"typed": list(typed)})).all()
        return {word: tuple(lexemes) for word, lexemes, *_ in rows}

    async def _occurring(self, lexemes: Sequence[str]) -> frozenset[str]:
        """Say which of these begin a word of a report I may see."""
        wanted = list(dict.fromkeys(lexemes))
        if not wanted:
            return frozenset()
        seen = [way for way in ways_to_see(self._actor) if way.track is _SAYING.track]
        asked = ", ".join(_occurs(seen, place) for place in range(len(wanted)))
        given = {f"lexeme_{place}": _prefix(lexeme) for place, lexeme in enumerate(wanted)}
        row = (
            await (await self._session.connection()).execute(
                text(f"SELECT {asked}"), {**given_to(seen), **given}
            )
        ).one()
        return frozenset(lexeme for lexeme, there in zip(wanted, row, strict=True) if there)

    async def _measured(self, meanings: Sequence[Meaning]) -> list[Meaning]:
        """Ask PostgreSQL how many reports it expects to find for each, from its statistics alone."""
        sought = [one for one in meanings if one.sought]
        if not sought:
            return []
        sets = ", ".join(f"ARRAY({one.sought.ids})" for one in sought if one.sought)
        given = {name: value for one in sought for name, value in one.given.items()}
        asked = text(f"EXPLAIN (FORMAT JSON) SELECT {sets}")
        plan = (await (await self._session.connection()).execute(asked, given)).scalar_one()
        found = (one["Plan Rows"] for one in plan[0]["Plan"]["Plans"])
        return [
            replace(one, sought=replace(one.sought, expected=int(rows / one.sought.overstated)))
            for one, rows in zip(sought, found, strict=True)
            if one.sought
        ]

    async def _exchange(self, missing: Sequence[_Word]) -> None:
        connection = await self._session.connection()
        await connection.execute(columns(func.set_config("pg_trgm.similarity_threshold", _SIMILARITY, True)))
        forms = [form for word in missing for form in {word.typed, *word.lexemes}]
        typed = (
            func.unnest(bindparam("forms", forms, type_=ARRAY(Text))).table_valued("form").render_derived()
        )
        alike = (
            columns(col(SearchWord.word).label("word"))
            .where(col(SearchWord.word).op("%")(typed.c.form))
            .order_by(func.similarity(col(SearchWord.word), typed.c.form).desc())
            .limit(_CANDIDATES)
            .lateral()
        )
        rows = (
            await connection.execute(
                columns(typed.c.form, alike.c.word).select_from(typed.join(alike, true()))
            )
        ).all()
        near: dict[str, list[tuple[float, str]]] = {
            word.typed: sorted(
                (
                    (score, candidate)
                    for form, candidate in rows
                    if form in {word.typed, *word.lexemes}
                    and (score := DamerauLevenshtein.normalized_similarity(form, candidate)) >= _NEAR
                ),
                reverse=True,
            )
            for word in missing
        }
        occurring = await self._occurring([one for found in near.values() for _, one in found])
        for word in missing:
            visible = [(score, one) for score, one in near[word.typed] if one in occurring]
            best = visible[0][0] if visible else 0.0
            close = dict.fromkeys(one for score, one in visible if score >= best - _TIE)
            word.shown = tuple(close)[:_SHOWN]

    async def _by_office(self, text: str) -> Meaning | None:
        directory = await OfficeDirectory.load(self._session)
        alike = directory.search(text, limit=MAX_OFFICES)
        # The office's own name first: "lombok barat" is not Lombok Timur in Nusa Tenggara Barat.
        offices = [one for one in alike if _means(text, one.code, one.name)] or [
            one for one in alike if _means(text, one.code, f"{one.name} {one.province_name or ''}")
        ]
        if not offices:
            return None
        ids = [one.id for one in offices]
        return Meaning(offices=("offices.id = ANY(:found_offices)",), given={"found_offices": ids})

    async def _by_unit(self, text: str) -> Meaning | None:
        typed = " ".join(text.split())
        if len(typed) < _UNIT_LETTERS:
            return None
        given = {"pattern": f"%{_escaped(typed)}%", "typed": typed, "likeness": _UNIT_LIKENESS}
        found = (await (await self._session.connection()).execute(_UNITS, given)).scalars().all()
        return Meaning(conditions=(_WITH_UNIT,), given={"found_units": list(found)}) if found else None


def _by_words(words: Sequence[_Word]) -> Meaning | None:
    """Read the text as words that a report says, all of them."""
    if not words or not all(word.shown for word in words):
        return None
    return Meaning(sought=_SAYING, given={"words": " & ".join(word.asked for word in words)})


def _by_number(typed: str) -> tuple[Meaning, ...]:
    number = typed.strip()
    if not any(symbol.isdigit() for symbol in number) or len(number) < 2:  # noqa: PLR2004 - one digit is no number
        return ()
    return (
        Meaning(
            conditions=("reports.agenda_number ILIKE :number ESCAPE '\\'",),
            given={"number": f"%{_escaped(number)}%"},
        ),
        Meaning(conditions=("reports.sp4n_id = :sp4n_id",), given={"sp4n_id": number}),
    )


def _occurs(seen: Sequence[Way], place: int) -> str:
    """Ask whether a word occurs, way by way: the first report that says so ends the looking."""
    return f"({' OR '.join(_occurs_in(way, place) for way in seen) or 'false'})"


def _occurs_in(way: Way, place: int) -> str:
    """Ask a way's reports for a word: beside the words themselves, where those tell all that the way asks.

    A word that is not rare stands in one of some reports already; only of a rare one, all reports that say it
    are looked up. PostgreSQL, left to choose, reads one report after the other until one says the word: all
    of them, where none does.
    """
    says = f"report_search.words @@ to_tsquery('simple', :lexeme_{place})"
    beside = _SAYING.beside(way.whole)
    if beside is None:
        return (
            "EXISTS (SELECT FROM report_search JOIN reports ON reports.id = report_search.report_id"
            f" WHERE {says} AND {way.whole})"
        )
    within = way.at_offices("report_search") if way.offices else "true"
    some = _one_of(f"report_search WHERE {within} LIMIT {_SOME}", f"{says} AND {beside}")
    return f"({some} OR {_one_of(f'report_search WHERE {says} AND {within}', beside)})"


def _one_of(found: str, condition: str) -> str:
    """Ask whether one of a set holds a condition; the set is found by itself, no further than that."""
    return (
        f"EXISTS (WITH found AS MATERIALIZED (SELECT report_search.* FROM {found})"  # noqa: S608 - our own words
        f" SELECT FROM found AS report_search WHERE {condition})"
    )


def _prefix(lexeme: str) -> str:
    """Write a lexeme as a tsquery that also matches longer words."""
    quoted = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _means(text: str, code: str, name: str) -> bool:
    """Tell whether every word typed is, but for typos, a word of the name, or the text is the code."""
    if text.strip().upper() == code:
        return True
    typed = [word for word in _WORD.findall(text.lower()) if word not in _FILLERS]
    named = _WORD.findall(name.lower())
    fits = (
        any(one.startswith(word) or ratio(word, one) >= _OFFICE_LIKENESS for one in named) for word in typed
    )
    return bool(typed) and all(fits)

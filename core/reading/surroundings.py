"""What stands around a report: reports tied to it or like it, consultations, and who has read it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.conditions import any_of, given_to
from core.access.repository import get_report_for, visible_to, ways_to_see
from core.actor import OfficerActor
from core.audit.models import AuditEntry
from core.audit.service import report_stream
from core.chain.table.related import RELATIONS
from core.handling.models import Consultation
from core.language import tr, trn
from core.offices.models import Unit
from core.people.models import Officer
from core.privacy.keys import Keyring
from core.queues.rows import Rows
from core.queues.schemas import ReportRow
from core.reading.plain_words import PLAIN_WORDS
from core.reports.links import Tie, ties_of
from core.reports.models import Report

NEAR: Final = timedelta(days=90)
VERY_NEAR: Final = timedelta(days=7)
_LOOKED_AT: Final = 150
_NAMED_ALIKE: Final = 1_000
_SHOWN: Final = 4
_PARTY_POINTS, _TIME_POINTS, _MOST_WORDS, _ENOUGH = 3, 1, 5, 3
_SHORTEST_WORD, _FEWEST_WORDS = 4, 3
_COMMON: Final = 0.4
_RELATIONS: Final = {choice.value: choice.label for choice in RELATIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A report tied to this one, which the reader may see too."""

    row: ReportRow
    relation: str
    relation_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A report that may be about the same, and why it seems so."""

    row: ReportRow
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A unit that was asked for its view; `answer_id` is the line of its answer."""

    question_id: UUID
    unit: str
    asked_by: str
    asked_at: datetime
    answer_id: UUID | None
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """How often others have opened the report since a moment, and how many people they are."""

    times: int
    officers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around one report, as far as one officer may see it."""

    linked: tuple[Linked, ...]
    similar: tuple[Likeness, ...]
    asked: tuple[Asked, ...]
    reads: Reads


@dataclass(frozen=True, slots=True)
class _Other:
    id: UUID
    received_at: datetime
    parties: int
    """How many parties both name."""
    words: frozenset[str]


_LIKE: Final = f"""
WITH shared AS MATERIALIZED (
    SELECT one.report_id AS id, count(*) AS parties FROM (
        SELECT party_index.report_id FROM party_index
        WHERE party_index.token IN (SELECT own.token FROM party_index AS own WHERE own.report_id = :mine)
        LIMIT {_NAMED_ALIKE}
    ) AS one GROUP BY one.report_id
), near AS MATERIALIZED (
    SELECT one.id FROM unnest(CAST(:offices AS integer[])) AS office(id) CROSS JOIN LATERAL (
        (SELECT reports.id FROM reports WHERE reports.office_id = office.id
            AND reports.received_at BETWEEN :earliest AND :at
            ORDER BY reports.received_at DESC LIMIT {_LOOKED_AT})
        UNION ALL
        (SELECT reports.id FROM reports WHERE reports.office_id = office.id
            AND reports.received_at > :at AND reports.received_at <= :latest
            ORDER BY reports.received_at LIMIT {_LOOKED_AT})
    ) AS one
), found AS (
    (SELECT reports.id, reports.received_at, coalesce(shared.parties, 0) AS parties
    FROM (SELECT near.id FROM near UNION SELECT shared.id FROM shared) AS one
    JOIN reports ON reports.id = one.id LEFT JOIN shared ON shared.id = one.id
    WHERE reports.track = '{{track}}' AND reports.id <> ALL (CAST(:known AS uuid[])) AND {{seen}}
    ORDER BY 3 DESC, abs(extract(epoch FROM reports.received_at - :at)) LIMIT {_LOOKED_AT})
    UNION ALL SELECT CAST(:mine AS uuid), :at, 0
)
SELECT found.id, found.received_at, found.parties, tsvector_to_array(report_search.words) AS words
FROM found LEFT JOIN report_search ON report_search.report_id = found.id
"""  # noqa: S608 - our own words
"""Finds the reports that may be about the same as one, and reads what their likeness is judged by.

`shared` names the same parties; `near` came in at the same offices in the same weeks, the nearest in time
first; `found` is what of both the officer may see. The last row is the report itself, for its words.
"""


class Surroundings:
    """Reads what stands around a report for one officer; nothing they may not see is in it."""

    def __init__(self, session: AsyncSession, keys: Keyring, actor: OfficerActor) -> None:
        self._session = session
        self._keys = keys
        self._actor = actor

    async def of(self, report_id: UUID, *, suggest: bool, reads_since: datetime) -> Around:
        """Read it all in a fixed number of statements. Raises NotFoundError as the report does."""
        report, _ = await get_report_for(self._session, self._actor, report_id)
        ties = await ties_of(self._session, report_id)
        known = {tie.other_id for tie in ties}
        found = await self._similar(report, known) if suggest else []
        linked = await self._visible(known | {one.id for one, _, _ in found})
        rows = await Rows(self._session, self._keys, self._actor).of(list(linked.values()))
        by_id = {row.id: row for row in rows}
        return Around(
            linked=tuple(_linked(tie, by_id[tie.other_id]) for tie in ties if tie.other_id in linked),
            similar=tuple(
                Likeness(row=by_id[one.id], score=score, reasons=reasons)
                for one, score, reasons in found
                if one.id in by_id
            ),
            asked=await self._asked(report_id),
            reads=await self._reads(report_id, reads_since),
        )

    async def _visible(self, ids: set[UUID]) -> dict[UUID, Report]:
        if not ids:
            return {}
        found = await self._session.exec(
            select(Report).where(col(Report.id).in_(ids), visible_to(self._actor))
        )
        return {report.id: report for report in found.all()}

    async def _similar(self, report: Report, known: set[UUID]) -> list[tuple[_Other, int, tuple[str, ...]]]:
        """Score the reports near in place and time, and those that name the same party.

        However many there are: of each sort only the nearest are read, each from an index.
        """
        seen = ways_to_see(self._actor)
        given = {
            "mine": report.id,
            "offices": sorted({report.office_id, report.addressed_office_id}),
            "at": report.received_at,
            "earliest": report.received_at - NEAR,
            "latest": report.received_at + NEAR,
            "known": [report.id, *known],
        }
        query = text(_LIKE.format(seen=any_of(seen), track=report.track.value))
        rows = (await (await self._session.connection()).execute(query, {**given_to(seen), **given})).all()
        others = [
            _Other(one.id, one.received_at, one.parties, frozenset(one.words or ()))
            for one in rows
            if one.id != report.id
        ]
        mine = next((frozenset(one.words or ()) for one in rows if one.id == report.id), frozenset())
        telling = _telling_words(mine, [one.words for one in others])
        scored = [(one, *_likeness(report, one, telling & one.words)) for one in others]
        likely = [each for each in scored if each[1] >= _ENOUGH]
        return sorted(likely, key=lambda each: (-each[1], each[0].received_at))[:_SHOWN]

    async def _asked(self, report_id: UUID) -> tuple[Asked, ...]:
        asker, adviser = aliased(Officer), aliased(Officer)
        rows = await self._session.exec(
            select(Consultation, Unit.short_name, asker.full_name, adviser.full_name)
            .join(Unit, col(Unit.id) == col(Consultation.unit_id))
            .join(asker, col(asker.id) == col(Consultation.asked_by))
            .outerjoin(adviser, col(adviser.id) == col(Consultation.answered_by))
            .where(col(Consultation.report_id) == report_id)
            .order_by(col(Consultation.asked_at), col(Unit.path))
        )
        return tuple(
            Asked(
                question_id=one.question_id,
                unit=unit,
                asked_by=by,
                asked_at=one.asked_at,
                answer_id=one.answer_id,
                answered_by=answered_by,
                answered_at=one.answered_at,
            )
            for one, unit, by, answered_by in rows.all()
        )

    async def _reads(self, report_id: UUID, since: datetime) -> Reads:
        times, officers = (
            await self._session.exec(
                select(func.count(), func.count(func.distinct(col(AuditEntry.officer_id)))).where(
                    col(AuditEntry.stream) == report_stream(report_id),
                    col(AuditEntry.verb) == "report.read",
                    col(AuditEntry.officer_id) != self._actor.officer_id,
                    col(AuditEntry.at) >= since,
                )
            )
        ).one()
        return Reads(times=times, officers=officers)


def _linked(tie: Tie, row: ReportRow) -> Linked:
    return Linked(row=row, relation=tie.relation, relation_label=_RELATIONS[tie.relation])


def _telling_words(mine: frozenset[str], others: list[frozenset[str]]) -> frozenset[str]:
    """Leave out what most reports here say anyway, and words too short to mean much."""
    seen = Counter(word for words in others for word in words)
    limit = max(3, _COMMON * len(others))
    return frozenset(
        word
        for word in mine - PLAIN_WORDS
        if len(word) >= _SHORTEST_WORD and not word.isdigit() and seen[word] <= limit
    )


def _likeness(report: Report, other: _Other, words: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """Add up what speaks for the same matter, and say it."""
    parties = other.parties
    score, reasons = 0, []
    if parties:
        score += _PARTY_POINTS
        reasons.append(tr("pihak sama"))
    if len(words) >= _FEWEST_WORDS:
        score += min(len(words), _MOST_WORDS)
        longest = sorted(sorted(words), key=len, reverse=True)[:_MOST_WORDS]
        reasons.append(tr("kata mirip: {words}", words=", ".join(longest)))
    apart = abs(other.received_at - report.received_at)
    if apart <= VERY_NEAR:
        score += _TIME_POINTS
        same_day = apart < timedelta(days=1)
        reasons.append(tr("hari yang sama") if same_day else trn("selisih {n} hari", apart.days))
    return (score, tuple(reasons)) if parties or len(words) >= _FEWEST_WORDS else (0, ())

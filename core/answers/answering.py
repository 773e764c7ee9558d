"""The answers that hold at an office today, as the chat gives them, and the count of what is asked.

An office's own answer comes first, then that of the nearest office above, then the one that came with the
house. What an office says of itself (its hours, its address) is never taken from another. An answer with a
gap, because the office has not said what it mentions, is not given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.answers.models import QuestionCount, StandardAnswer
from core.answers.topics import DEFAULTS, MENTIONS, QUESTIONS, AnswerTopic
from core.answers.wording import filled_in
from core.clock import now
from core.offices.models import Office

NATIONAL = "RI"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyAnswer:
    """One answer as it is given: every gap filled."""

    topic: AnswerTopic
    question: str
    answer: str
    source: str
    office: str
    """Whose it is; empty where it came with the house."""


@dataclass(frozen=True, slots=True)
class AnswersOfOffice:
    """All that is answered at once at one office."""

    office_id: int
    ready: Mapping[AnswerTopic, ReadyAnswer]


class QuestionOutcome(StrEnum):
    """What became of a question, as it is counted."""

    ASKED = "asked"
    ANSWERED = "answered"
    SENT_ON = "sent_on"


def today_at(office: Office) -> date:
    """Return the day it is at an office."""
    return now().astimezone(ZoneInfo(office.zone)).date()


async def answers_of(session: AsyncSession, office_id: int | None) -> AnswersOfOffice:
    """Return what holds at an office today; without one, what KPU RI answers."""
    at = col(Office.id) == office_id if office_id is not None else col(Office.code) == NATIONAL
    office = (await session.exec(select(Office).where(at))).one()
    own, above = await versions_in_force(session, office)
    given: dict[AnswerTopic, tuple[StandardAnswer, str]] = {}
    for one, owner in (*own, *above):
        if one.answer and not (one.topic.is_own and one.office_id != office.id):
            given.setdefault(one.topic, (one, owner))
    said = {name: given[topic][0].answer for name, topic in MENTIONS.items() if topic in given}
    said["kantor"] = office.short_name
    ready = (_ready(topic, given.get(topic), said) for topic in AnswerTopic)
    return AnswersOfOffice(office.id or 0, {each.topic: each for each in ready if each is not None})


Owned = tuple[StandardAnswer, str]
"""A version, and the short name of the office whose it is."""


async def versions_in_force(session: AsyncSession, office: Office) -> tuple[list[Owned], list[Owned]]:
    """Return the newest version of each topic in force today: the office's own, and of offices above."""
    day = today_at(office)
    rows = await session.exec(
        select(StandardAnswer, Office.short_name)
        .join(Office, col(Office.id) == col(StandardAnswer.office_id))
        .where(
            col(Office.code).in_(office.path.split("/")),
            col(StandardAnswer.valid_from) <= day,
            sa.or_(col(StandardAnswer.valid_until).is_(None), col(StandardAnswer.valid_until) >= day),
        )
        .order_by(
            sa.func.length(Office.path).desc(), col(StandardAnswer.topic), col(StandardAnswer.version).desc()
        )
    )
    newest: dict[tuple[int, AnswerTopic], Owned] = {}
    for one, owner in rows:
        newest.setdefault((one.office_id, one.topic), (one, owner))
    found = list(newest.values())
    own = [each for each in found if each[0].office_id == office.id]
    return own, [each for each in found if each[0].office_id != office.id]


def _ready(topic: AnswerTopic, given: Owned | None, said: Mapping[str, str]) -> ReadyAnswer | None:
    if given is not None:
        one, owner = given
        question, answer, source = one.question, one.answer, one.source
    elif topic in DEFAULTS:
        owner, question = "", QUESTIONS[topic]
        answer, source = DEFAULTS[topic]
    else:
        return None
    text = filled_in(answer, said)
    if text is None:
        return None
    return ReadyAnswer(topic=topic, question=question, answer=text, source=source, office=owner)


async def count(session: AsyncSession, office_id: int, topic: AnswerTopic, outcome: QuestionOutcome) -> None:
    """Count one question more on this day."""
    office = await session.get_one(Office, office_id)
    row = {"office_id": office_id, "topic": topic, "day": today_at(office)}
    counted: dict[str, object] = {each.value: int(each is outcome) for each in QuestionOutcome}
    statement = insert(QuestionCount).values({**row, **counted})
    column = getattr(QuestionCount, outcome.value)
    await (await session.connection()).execute(
        statement.on_conflict_do_update(
            index_elements=["office_id", "topic", "day"], set_={outcome.value: column + 1}
        )
    )


@dataclass(frozen=True, slots=True)
class TimesAsked:
    """How often a topic was asked in some days."""

    asked: int = 0
    answered: int = 0
    sent_on: int = 0


async def counts_since(
    session: AsyncSession, office_ids: Iterable[int], since: date
) -> dict[AnswerTopic, TimesAsked]:
    """Return how often each topic was asked at some offices since a day."""
    rows = await session.exec(
        select(
            QuestionCount.topic,
            sa.func.sum(QuestionCount.asked),
            sa.func.sum(QuestionCount.answered),
            sa.func.sum(QuestionCount.sent_on),
        )
        .where(col(QuestionCount.office_id).in_(list(office_ids)), col(QuestionCount.day) >= since)
        .group_by(col(QuestionCount.topic))
    )
    return {AnswerTopic(topic): TimesAsked(int(each), int(said), int(on)) for topic, each, said, on in rows}

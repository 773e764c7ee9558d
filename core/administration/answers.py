"""Standard answers: what an office answers at once, in versions, inherited by the offices below it."""

from datetime import date, datetime, timedelta
from typing import Annotated, Final, Self

from pydantic import StringConstraints, model_validator
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import Section
from core.actor import OfficerActor
from core.administration.policy import may_open, may_write_answers
from core.administration.trail import changed, permitted
from core.answers.answering import (
    AnswersOfOffice,
    Owned,
    TimesAsked,
    answers_of,
    counts_since,
    today_at,
    versions_in_force,
)
from core.answers.models import StandardAnswer
from core.answers.topics import DEFAULTS, MENTIONS, QUESTIONS, AnswerTopic
from core.answers.wording import filled_in, problem_of
from core.errors import ConflictError, InvalidError, NotFoundError
from core.language import tr
from core.offices.models import Office
from core.people.models import Officer
from core.values import Frozen

COUNTED_DAYS: Final = 30
_NOT_SHOWN: Final = {"id", "office_id", "topic", "edited_by"}


class WriteAnswer(Frozen):
    """An answer's new version."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=160)]
    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=1500)]
    source: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    valid_from: date | None = None
    """None: from today."""
    valid_until: date | None = None
    """The last day; None: until a newer version."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            words = tr("Tanggal akhir mendahului tanggal mulai. Periksa keduanya.")
            raise InvalidError(words, fields={"valid_until": words})
        return self


class AnswerVersion(Frozen):
    """One version, as the page of its topic lists it."""

    version: int
    question: str
    answer: str
    """Empty: the office took its own answer back."""
    source: str
    valid_from: date
    valid_until: date | None
    edited_by: str
    edited_at: datetime


class AnswerLine(Frozen):
    """A topic as its office's page lists it: what holds today, and whose it is."""

    topic: AnswerTopic
    question: str
    answer: str
    """As written; empty: nothing is answered."""
    source: str
    office: str
    """Whose it is; empty where it came with the house, or nobody answers."""
    own: bool
    given: bool
    """Whether the chat gives it: there is an answer, and no gap in it."""
    asked: int
    answered: int
    sent_on: int
    """How often in the last 30 days, by whole days."""


class StandardAnswers:
    """Use cases of standard answers, in the caller's transaction."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._actor = actor

    async def of_office(self, office_id: int) -> tuple[AnswerLine, ...]:
        """List every topic with what an office answers today, and how often it is asked."""
        office = await self._office(office_id)
        own, above = await versions_in_force(self._session, office)
        ready = await answers_of(self._session, office_id)
        counts = await counts_since(
            self._session, [office_id], today_at(office) - timedelta(days=COUNTED_DAYS)
        )
        return tuple(
            _line(topic, own, above, ready, counts.get(topic, TimesAsked())) for topic in AnswerTopic
        )

    async def topic(self, office_id: int, topic: AnswerTopic) -> AnswerLine:
        """Show one topic."""
        return next(line for line in await self.of_office(office_id) if line.topic is topic)

    async def versions(self, office_id: int, topic: AnswerTopic) -> tuple[AnswerVersion, ...]:
        """List what the office itself has ever answered on a topic, the newest first."""
        await self._office(office_id)
        rows = await self._session.exec(
            select(StandardAnswer, Officer.full_name)
            .join(Officer, col(Officer.id) == col(StandardAnswer.edited_by))
            .where(StandardAnswer.office_id == office_id, col(StandardAnswer.topic) == topic)
            .order_by(col(StandardAnswer.version).desc())
        )
        return tuple(AnswerVersion(**one.model_dump(exclude=_NOT_SHOWN), edited_by=by) for one, by in rows)

    async def as_given(self, office_id: int, answer: str) -> str:
        """Write an answer as the chat gives it; what the office has not said stands as a gap in brackets."""
        office = await self._office(office_id)
        ready = (await answers_of(self._session, office_id)).ready
        said = {
            name: ready[topic].answer if topic in ready else tr("(belum diisi kantor)")
            for name, topic in MENTIONS.items()
        }
        return filled_in(answer, said | {"kantor": office.short_name}) or answer

    async def write(self, office_id: int, topic: AnswerTopic, wish: WriteAnswer) -> int:
        """Write a new version; return its number.

        Raises:
            InvalidError: An unknown placeholder, or a time that ends before it begins.
        """
        office = await self._office(office_id)
        self.check(topic, wish)
        valid_from = wish.valid_from or today_at(office)
        if wish.valid_until and wish.valid_until < valid_from:
            words = tr("Tanggal akhir sudah lewat. Kosongkan, atau pilih tanggal sesudah hari ini.")
            raise InvalidError(words, fields={"valid_until": words})
        return await self._add(
            office, topic, "standard_answer.written", **(wish.model_dump() | {"valid_from": valid_from})
        )

    async def take_back(self, office_id: int, topic: AnswerTopic) -> int:
        """Take the office's own answer back: from today the one above holds again, if any.

        Raises:
            ConflictError: It has none of its own.
        """
        office = await self._office(office_id)
        newest = next(iter(await self.versions(office_id, topic)), None)
        if newest is None or not newest.answer:
            raise ConflictError(
                tr("Kantor ini tidak punya jawaban sendiri untuk hal ini. Tidak ada yang dicabut."),
                code="standard_answer.none",
            )
        return await self._add(
            office, topic, "standard_answer.taken_back",
            question=newest.question, answer="", source="", valid_from=today_at(office), valid_until=None,
        )  # fmt: skip

    def check(self, topic: AnswerTopic, wish: WriteAnswer) -> None:
        """Refuse an answer whose placeholders are not known."""
        if problem := problem_of(wish.answer, own=topic.is_own):
            raise InvalidError(problem, code="standard_answer.placeholder", fields={"answer": problem})

    async def _add(self, office: Office, topic: AnswerTopic, verb: str, **said: object) -> int:
        role = permitted(may_write_answers(self._actor, office.path))
        locked = select(Office.id).where(Office.id == office.id).with_for_update()
        await self._session.exec(locked)  # two who write at once write one after the other
        query = select(StandardAnswer.version).where(
            StandardAnswer.office_id == office.id, col(StandardAnswer.topic) == topic
        )
        version = max((await self._session.exec(query)).all(), default=0) + 1
        self._session.add(
            StandardAnswer.model_validate(
                {
                    **said,
                    "office_id": office.id,
                    "topic": topic,
                    "version": version,
                    "edited_by": self._actor.officer_id,
                }
            )
        )
        await self._session.flush()
        await changed(
            self._session,
            self._actor,
            verb,
            role=role,
            office=office.code,
            topic=topic.value,
            version=version,
        )
        return version

    async def _office(self, office_id: int) -> Office:
        permitted(may_open(self._actor, Section.ANSWERS))
        office = await self._session.get(Office, office_id)
        if office is None:
            raise NotFoundError(code="office.not_found")
        permitted(may_write_answers(self._actor, office.path))
        return office


def _line(
    topic: AnswerTopic, own: list[Owned], above: list[Owned], ready: AnswersOfOffice, asked: TimesAsked
) -> AnswerLine:
    found = next(((one, owner) for one, owner in own if one.topic is topic and one.answer), None)
    is_own = found is not None
    if found is None and not topic.is_own:
        found = next(((one, owner) for one, owner in above if one.topic is topic and one.answer), None)
    counts = {"asked": asked.asked, "answered": asked.answered, "sent_on": asked.sent_on}
    given = topic in ready.ready
    if found is not None:
        one, owner = found
        return AnswerLine(
            topic=topic, question=one.question, answer=one.answer, source=one.source, office=owner,
            own=is_own, given=given, **counts,
        )  # fmt: skip
    answer, source = DEFAULTS.get(topic, ("", ""))
    return AnswerLine(
        topic=topic, question=QUESTIONS[topic], answer=answer, source=source, office="", own=False,
        given=given, **counts,
    )  # fmt: skip

"""Standard answers for a process that only asks: each call in a transaction of its own."""

from core.answers.answering import AnswersOfOffice, QuestionOutcome, answers_of, count
from core.answers.topics import AnswerTopic
from core.db.database import Database


class AnswerDesk:
    """What an office answers at once, and the count of what is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, office_id: int | None) -> AnswersOfOffice:
        """Return what holds at an office today; without one, what KPU RI answers."""
        async with self._database.transaction() as session:
            return await answers_of(session, office_id)

    async def count(self, office_id: int, topic: AnswerTopic, outcome: QuestionOutcome) -> None:
        """Count one question more on this day."""
        async with self._database.transaction() as session:
            await count(session, office_id, topic, outcome)

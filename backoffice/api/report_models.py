"""Reports as the API answers them: the views' codes, and beside each what it is called.

The words were here before the codes, and clients show them: they keep their names.
"""

from pydantic import computed_field

from backoffice.words.holders import holder_in_words, part_in_words
from core.handling.bulk import BulkChoice
from core.queues.schemas import ReportRow
from core.reading.schemas import HistoryView, ReportView, UnitView


class WordedRow(ReportRow):
    """A row of a queue."""

    @computed_field(description="who holds it, in words for the reader; `held_by` has the code")
    def holder(self) -> str:
        """Say whose step it is."""
        return holder_in_words(self.held_by)

    @computed_field(description="`state` in words")
    def state_label(self) -> str:
        """Say where it stands."""
        return self.state.label


class WordedUnit(UnitView):
    """A unit's part in the report."""

    @computed_field(description="the part in words; `kind` has the code")
    def part(self) -> str:
        """Say what the unit does."""
        return part_in_words(self.kind)


class WordedHistory(HistoryView):
    """One thing that happened."""

    @computed_field(description="the officer's role in words; `acted_as` has the code")
    def role(self) -> str | None:
        """Say as what the officer acted."""
        return self.acted_as.label if self.acted_as else None


class WordedReport(ReportView):
    """A report as an officer sees it."""

    row: WordedRow
    history: tuple[WordedHistory, ...]
    units: tuple[WordedUnit, ...]

    @classmethod
    def of(cls, view: ReportView) -> "WordedReport":
        """Word a report."""
        return cls.model_validate(view, from_attributes=True)


class WordedChoice(BulkChoice):
    """What can be done with a selection."""

    rows: tuple[WordedRow, ...]

    @classmethod
    def of(cls, choice: BulkChoice) -> "WordedChoice":
        """Word a selection."""
        return cls.model_validate(choice, from_attributes=True)


def listed(rows: tuple[ReportRow, ...]) -> list[WordedRow]:
    """Word the rows of a list."""
    return [WordedRow.model_validate(row, from_attributes=True) for row in rows]


def lines_of_history(entries: tuple[HistoryView, ...]) -> list[WordedHistory]:
    """Word what happened."""
    return [WordedHistory.model_validate(entry, from_attributes=True) for entry in entries]

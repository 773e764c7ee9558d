"""The dates a notice names: of the clocks as they run, or as they will once a decision is written down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from core.chain.decide import Decision
from core.chain.rows import Operation
from core.chain.states import Classification, DeadlineKind
from core.chain.time.explanation import moment_in_words
from core.chain.time.rules import rule_key
from core.clock import now
from core.deadlines.models import Deadline
from core.deadlines.service import Deadlines, pauses_of
from core.language import tr
from core.reports.models import Report

Dues = Mapping[DeadlineKind, datetime]
_NO_DATE: Final = tr("secepatnya")


def running_dues(running: Mapping[DeadlineKind, Deadline]) -> Dues:
    """Give when each clock that is not paused is due."""
    return {kind: clock.limit for kind, clock in running.items() if not clock.paused}


async def dues_in_words(clocks: Deadlines, office_id: int, dues: Dues) -> dict[str, str]:
    """Give a notice's dates: `due` is what comes first, `resolution_due` when all of it is to be done."""
    calendar = await clocks.calendar(office_id)
    named = {"due": min(dues.values(), default=None), "resolution_due": dues.get(DeadlineKind.RESOLUTION)}
    return {name: moment_in_words(calendar, at) if at else _NO_DATE for name, at in named.items()}


class Foresight:
    """Works out the clocks of many reports after a decision; nothing is written down."""

    def __init__(self, clocks: Deadlines) -> None:
        self._clocks = clocks
        self._known: dict[tuple[str, int], datetime] = {}
        self._at = now()

    async def dues(
        self, report: Report, decision: Decision, running: Mapping[DeadlineKind, Deadline]
    ) -> Dues:
        """Say when each clock will be due, as `Deadlines.apply` will set it."""
        dues = dict(running_dues(running))
        for step in decision.deadlines:
            if step.operation is Operation.START:
                dues[step.kind] = await self._begun(report, decision, step.kind)
            elif step.operation is Operation.RESUME and step.kind in running:
                dues[step.kind] = await self._resumed(report, running[step.kind])
            elif step.operation in {Operation.STOP, Operation.PAUSE}:
                dues.pop(step.kind, None)
        return dues

    async def in_words(
        self, report: Report, decision: Decision, running: Mapping[DeadlineKind, Deadline]
    ) -> dict[str, str]:
        """Give the dates the decision's notice will name."""
        return await dues_in_words(self._clocks, report.office_id, await self.dues(report, decision, running))

    async def _begun(self, report: Report, decision: Decision, kind: DeadlineKind) -> datetime:
        decided = decision.changes.get("classification", report.classification)
        classification = decided if isinstance(decided, Classification) else None
        key = rule_key(kind, track=report.track, kind=report.kind, classification=classification)
        known = (key, report.office_id)
        if known not in self._known:
            rule = await self._clocks.rule(key, report.office_id)
            calendar = await self._clocks.calendar(report.office_id)
            self._known[known] = calendar.due(self._at, rule.working_days)
        return self._known[known]

    async def _resumed(self, report: Report, clock: Deadline) -> datetime:
        if not clock.paused:
            return clock.due_at
        calendar = await self._clocks.calendar(report.office_id)
        return calendar.due(clock.started_at, clock.working_days, pauses=pauses_of(clock), now=self._at)

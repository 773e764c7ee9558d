"""What an action, filled in once, comes to for one report of a selection: decided, worded, not written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from core.chain.decide import Decision, decide
from core.chain.rows import Notice
from core.chain.situation import Command, StepDenied
from core.chain.telling.wording import list_in_words, words_of
from core.deadlines.foresight import Foresight
from core.handling.assigning import NOT_OFFERED, units_not_offered
from core.handling.bulk_loading import Loaded
from core.language import tr
from core.values import Frozen, Words

_BLANK: Final = "…"


class BulkLine(Frozen):
    """What will happen, or did, to one report."""

    report_id: UUID
    agenda_number: str
    title: Words | None = None
    """None of a protected report."""
    source: Words
    target: Words
    told: Words
    """What the reporter reads; empty where they are not told."""
    done: bool
    why: Words = ""
    """Why not."""
    version: int


@dataclass(frozen=True, slots=True)
class BulkVerdict:
    """One report's line, and what is wrong with which field."""

    line: BulkLine
    fields: Mapping[str, str]


async def verdict_on(
    one: Loaded,
    command: Command,
    version: int,
    units: tuple[tuple[str, str], ...],
    foresight: Foresight,
) -> BulkVerdict:
    """Decide for one report, without writing anything down."""
    report = one.report
    verdict = decide(one.snapshot, one.performer, command)
    usual: dict[str, Any] = {
        "report_id": report.id,
        "agenda_number": report.agenda_number,
        "version": report.version,
    }
    state = report.state.label
    if isinstance(verdict, StepDenied):
        fields = {name: error.message for name, error in verdict.field_errors.items()}
        line = BulkLine(**usual, source=state, target=state, told="", done=False, why=verdict.message)
        return BulkVerdict(line, fields)
    if report.version != version:
        why = tr("Berubah sejak Anda memilihnya. Dilewati; periksa dahulu.")
        return BulkVerdict(BulkLine(**usual, source=state, target=state, told="", done=False, why=why), {})
    unknown = dict.fromkeys(units_not_offered(verdict, dict(units)), NOT_OFFERED)
    told = await _told(verdict, one, dict(units), foresight)
    line = BulkLine(**usual, source=state, target=verdict.target.label, told=told, done=True)
    return BulkVerdict(line, unknown)


async def _told(decision: Decision, one: Loaded, units: Mapping[str, str], foresight: Foresight) -> str:
    """Write the notice as the reporter will read it; what only the acting brings about is left open."""
    notice: Notice | None = decision.transition.notice
    if notice is None:
        return ""
    lead = str(decision.changes.get("lead_unit") or one.report.lead_unit_id or "")
    words: dict[str, str] = dict.fromkeys(notice.placeholders, _BLANK)
    words |= await foresight.in_words(one.report, decision, one.running)
    missing = decision.applied_to(one.snapshot).elements_missing
    words |= {"elements": list_in_words(tuple(each.label.lower() for each in sorted(missing)))}
    words |= {"office": one.office_name, "unit": units.get(lead) or one.unit_name or one.office_name}
    words |= dict(words_of(decision.transition, decision.values))
    return f"{notice.title.format_map(words)}. {notice.body.format_map(words)}"

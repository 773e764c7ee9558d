"""What an effect named in a row does to the report: one function, one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.chain.fields import Values
from core.chain.rows import Effect
from core.chain.situation import Performer, Snapshot
from core.chain.states import Classification, Element, Finding, ProtectionStage

Changes = Mapping[str, object]
"""New values by the name of the `Snapshot` field they replace."""

_Change = Callable[[Snapshot, Performer, Values], Changes]


def _ask_elements(_: Snapshot, __: Performer, values: Values) -> Changes:
    asked = values["elements"]
    elements = asked if isinstance(asked, tuple) else ()
    return {
        "elements_missing": frozenset(Element(each) for each in elements),
        "completion_due_passed": False,
        "completion_reminder_sent": False,
        "completion_fairly_warned": False,
    }


def _record_review(_: Snapshot, __: Performer, values: Values) -> Changes:
    return {"review_done": True, "corruption_suspected": bool(values["corruption_suspected"])}


def _threatened(report: Snapshot, *, now: bool) -> Changes:
    """Begin a protection, or one more time: somebody must acknowledge it; it began when it first did."""
    begun: Changes = {} if report.threatened else {"threatened": True}
    danger: Changes = {"in_danger": True} if now else {}
    return {"protection": ProtectionStage.REQUESTED, "reporter_safe": None, **begun, **danger}


def _open_protection(report: Snapshot, _: Performer, values: Values) -> Changes:
    return _threatened(report, now=bool(values["urgent"]))


def _hear_safety(report: Snapshot, _: Performer, values: Values) -> Changes:
    if values["safe"]:
        return {"reporter_safe": True}
    return {**_threatened(report, now=False), "reporter_safe": False}


def _stage(stage: ProtectionStage) -> _Change:
    return lambda *_: {"protection": stage}


_CHANGES: Mapping[Effect, _Change] = {
    Effect.ASK_ELEMENTS: _ask_elements,
    Effect.CLEAR_ELEMENTS: lambda *_: {"elements_missing": frozenset()},
    Effect.CLASSIFY: lambda _, __, values: {"classification": Classification(str(values["classification"]))},
    Effect.ASSIGN_UNIT: lambda _, __, values: {
        "lead_unit": values["lead_unit"],
        "disposition_sheet_printed": False,
    },
    Effect.UNASSIGN_UNIT: lambda *_: {"lead_unit": None, "disposition_sheet_printed": False},
    Effect.PROPOSE: lambda _, performer, __: {"proposed_by": performer.officer_id},
    Effect.CLEAR_PROPOSAL: lambda *_: {"proposed_by": None},
    Effect.RECORD_REVIEW: _record_review,
    Effect.CLEAR_REVIEW: lambda *_: {"review_done": False, "corruption_suspected": False},
    Effect.RECORD_FINDING: lambda _, __, values: {"finding": Finding(str(values["finding"]))},
    Effect.MARK_REHABILITATED: lambda *_: {"rehabilitated": True},
    Effect.NEXT_ROUND: lambda report, *_: {
        "round": report.round + 1,
        "closing_due_passed": False,
        "closing_fairly_warned": False,
    },
    Effect.OPEN_PROTECTION: _open_protection,
    Effect.ACKNOWLEDGE_PROTECTION: _stage(ProtectionStage.ACKNOWLEDGED),
    Effect.ASSESS_PROTECTION: _stage(ProtectionStage.ASSESSED),
    Effect.NOTE_MEASURES: _stage(ProtectionStage.MEASURES),
    Effect.NOTE_HAND_OVER: _stage(ProtectionStage.HANDED_OVER),
    Effect.CLOSE_PROTECTION: lambda *_: {
        "protection": ProtectionStage.CLOSED,
        "threatened": False,
        "in_danger": False,
    },
    Effect.HEAR_SAFETY: _hear_safety,
    Effect.NOTE_CHECK_IN: lambda *_: {"check_in_due": False, "reporter_safe": None},
    Effect.NOTE_LIMIT_TOLD: lambda *_: {"limit_moved": False},
}


def changes_of(
    effects: tuple[Effect, ...], *, report: Snapshot, performer: Performer, values: Values
) -> Changes:
    """Collect what these effects change, in the order the row names them."""
    changes: dict[str, object] = {}
    for effect in effects:
        changes |= _CHANGES[effect](report, performer, values)
    return MappingProxyType(changes)

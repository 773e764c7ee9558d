"""Where a report stands: the visible track, who holds it, for how long, and the class to consider."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.parts import Due, StepMark, StepState, Tag, TagKind
from backoffice.contexts.report import StageBox
from backoffice.pages.frame.words import due_of, steps_of, tags_of
from backoffice.words.holders import holder_in_words
from core.chain.states import Classification, Track
from core.language import lowered, tr
from core.queues.schemas import HolderKind
from core.reading.schemas import ReportView
from core.reading.suggesting import Suggestion, suggested_class

CLASS_FIELD = "classification"
_SHORT = {Classification.SUPERVISORY: tr("Berkadar"), Classification.NON_SUPERVISORY: tr("Tidak berkadar")}
_TAGS = {
    Classification.SUPERVISORY: TagKind.SUPERVISORY,
    Classification.NON_SUPERVISORY: TagKind.NON_SUPERVISORY,
}


def stage_of(view: ReportView, zone: ZoneInfo, now: datetime) -> StageBox:
    """Say who holds the report and how long it has stood where it stands."""
    row = view.row
    moved = [each.at for each in view.history if each.source is not each.target]
    since = max(moved, default=row.received_at).astimezone(zone)
    due: Due | None = due_of(row, zone) if row.due_at is not None else None
    return StageBox(
        name=row.state.label,
        holder="" if row.state.is_final else holder_in_words(row.held_by),
        mine=row.held_by.kind is HolderKind.ME,
        since=since,
        day=(now.date() - since.date()).days + 1,
        due=due,
        paused=any(each.paused for each in view.deadlines if each.stopped_at is None),
    )


def track_of(view: ReportView, zone: ZoneInfo, stage: StageBox) -> tuple[StepMark, ...]:
    """Give the visible track; the present step tells for how long."""
    return tuple(
        replace(step, note=tr("hari ke-{day}", day=stage.day))
        if step.state is StepState.NOW and stage.holder
        else step
        for step in steps_of(view.steps, zone)
    )


def suggestion_of(view: ReportView) -> Suggestion | None:
    """Suggest a class while none is set; whistleblowing knows no classes."""
    if view.row.classification is not None or view.row.track is Track.WHISTLEBLOWING:
        return None
    return None if view.row.state.is_final else suggested_class(view.row.kind, view.body)


def marks_of(view: ReportView, suggestion: Suggestion | None) -> tuple[Tag, ...]:
    """Give the marks of the report; a suggested class says that it is one."""
    marks = tags_of(view.row)
    if suggestion is None:
        return marks
    return (Tag(kind=_TAGS[suggestion.classification], suffix=tr("(saran)")), *marks)


def with_suggestion(form: ActionForm, suggestion: Suggestion | None) -> ActionForm:
    """Name the classes as briefly as a chip allows, and say which is suggested and why."""
    return replace(
        form,
        fields=tuple(
            replace(
                field,
                options=tuple(
                    replace(option, label=_SHORT[Classification(option.value)]) for option in field.options
                ),
                hint=_hint(suggestion) or field.hint,
            )
            if field.name == CLASS_FIELD
            else field
            for field in form.fields
        ),
    )


def _hint(suggestion: Suggestion | None) -> str:
    if suggestion is None:
        return ""
    return tr(
        "Saran: {suggested} – {because}. Anda yang menetapkan.",
        suggested=lowered(_SHORT[suggestion.classification]),
        because=suggestion.because,
    )

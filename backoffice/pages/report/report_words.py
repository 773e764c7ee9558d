"""Beside a report's steps: ready words to pick, the chat bubble, and the report's category."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption
from backoffice.contexts.report import EntryKind, TimelineEntry
from backoffice.pages.frame.forms import TEMPLATE
from backoffice.pages.frame.visiting import ProvenForm, Signed, notice, see, session_of, visiting
from backoffice.requests.visits import Visit
from core.access.roles import Right, roles_with
from core.administration.categories import Categories, CategoryEvent
from core.administration.templates import OfferedTemplate, Templates
from core.administration.wording import FIELDS, as_the_reporter_reads
from core.chain.actions import Action
from core.chain.states import Track
from core.language import tr
from core.notifications.outbox import NEUTRAL_TEXT, may_speak_openly
from core.reading.schemas import ReportView

router = APIRouter()
Picked = tuple[str, str]
"""A template by its number, and the action it is for."""
_PREFIX: Final = "aksi-"


async def with_words(
    visit: Visit, view: ReportView, forms: list[ActionForm], base: str, picked: Picked
) -> list[ActionForm]:
    """Offer templates where an action speaks to the reporter, and show what is written as a bubble.

    A template that was picked is added below what is typed: no word is lost to it.
    """
    speaking = [form for form in forms if _action(form) is not None]
    if not speaking:
        return forms
    spoken = [action for form in speaking if (action := _action(form)) is not None]
    offered = await Templates(visit.session, visit.actor).offered(view.row.id, spoken)
    openly = may_speak_openly(view.row.identity_mode, view.row.track)
    push = "" if openly else NEUTRAL_TEXT
    return [_with_words(form, offered, picked, base, view.row.track, push) for form in forms]


def _action(form: ActionForm) -> Action | None:
    name = form.key.removeprefix(_PREFIX)
    return Action(name) if name in set(FIELDS) else None


def _with_words(
    form: ActionForm,
    offered: tuple[OfferedTemplate, ...],
    picked: Picked,
    base: str,
    track: Track,
    push: str,
) -> ActionForm:
    action = _action(form)
    if action is None:
        return form
    fitting = [one for one in offered if one.action is action]
    chosen = next((one for one in fitting if (str(one.id), action.value) == picked), None)
    fields = form.fields
    if chosen is not None:
        fields = tuple(
            replace(each, value=_joined(each.value, chosen.text), autofocus=True)
            if each.name == FIELDS[action]
            else each
            for each in fields
        )
    text = next((each.value for each in fields if each.name == FIELDS[action]), "")
    told = as_the_reporter_reads(action, text, track=track) if text else None
    return replace(
        form,
        fields=fields,
        open=form.open or chosen is not None,
        preview=f"{base}/aksi/{action.value}/pratinjau",
        picker=_picker(fitting, chosen) if fitting else None,
        bubble=(told.title, told.body) if told else None,
        bubble_push=push,
    )


def _joined(typed: str, template: str) -> str:
    """Put a template below what is typed; one that is there already is not added again."""
    if template in typed:
        return typed
    return f"{typed.rstrip()}\n\n{template}" if typed.strip() else template


def _picker(fitting: Iterable[OfferedTemplate], chosen: OfferedTemplate | None) -> FieldInput:
    return FieldInput(
        name=TEMPLATE,
        label=tr("Templat"),
        kind=FieldKind.SELECT,
        keep=False,
        options=tuple(
            FieldOption(
                value=str(one.id),
                label=tr("{name} ({office})", name=one.name, office=one.office),
                selected=one is chosen,
            )
            for one in fitting
        ),
    )


async def category_of(
    visit: Visit, view: ReportView, base: str
) -> tuple[ActionForm | None, tuple[CategoryEvent, ...]]:
    """Give the form that sets the report's category, and the ones it had."""
    work = Categories(visit.session, visit.actor)
    events = await work.of(view.row.id)
    if visit.actor.roles.isdisjoint(roles_with(Right.CATEGORISE)):
        return None, events
    current = next((str(one.category_id) for one in events if one.current), "")
    field = FieldInput(
        name="category",
        label=tr("Kategori laporan"),
        kind=FieldKind.SELECT,
        value=current,
        hint=tr("Untuk statistik dan templat; tidak mengubah tahap."),
        options=tuple(FieldOption(value=str(number), label=name) for number, name in await work.choices()),
    )
    form = ActionForm(
        key="kategori",
        label=tr("Simpan kategori"),
        action=f"{base}/kategori",
        fields=(field,),
        icon="bookmark",
        quiet=True,
    )
    return form, events


def with_categories(
    entries: tuple[TimelineEntry, ...], events: tuple[CategoryEvent, ...], zone: ZoneInfo
) -> tuple[TimelineEntry, ...]:
    """Put the categories a report was given among everything else that happened."""
    given = [
        TimelineEntry(
            kind=EntryKind.SYSTEM,
            icon="bookmark",
            who=one.by,
            text=tr("memberi kategori “{name}”", name=one.name),
            at=one.since.astimezone(zone),
        )
        for one in events
    ]
    return tuple(sorted([*entries, *given], key=lambda entry: entry.at, reverse=True))


@router.post("/laporan/{report_id}/kategori")
async def give_category(request: Request, report_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Give the report a category."""
    value = str(form.get("category") or "")
    async with visiting(request, who) as visit:
        number = int(value) if value.isdigit() and len(value) < 10 else None  # noqa: PLR2004 (fits the column)
        await Categories(visit.session, visit.actor).give(report_id, number)
    await notice(visit.parts, session_of(visit), tr("Kategori disimpan"))
    return see(f"/laporan/{report_id}")

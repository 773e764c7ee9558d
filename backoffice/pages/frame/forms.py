"""Forms whose fields are declared: with what was typed, and what is wrong with it.

An action's fields come from the chain's table, a page's own forms declare theirs in the same words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile

from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption, KeptFile
from backoffice.pages.frame.visiting import Typed
from backoffice.pages.frame.words import known_icon
from backoffice.security import csrf
from core.chain.fields import Field
from core.chain.states import Element
from core.chain.telling.wording import clause_in_short
from core.evidence.kinds import OFFERED
from core.handling.schemas import ActionView, FieldView
from core.language import joined, lowered

VERSION: Final = "version"
KEY: Final = "key"
CONFIRM: Final = "confirm"
KEPT: Final = "tersimpan-"
TEMPLATE: Final = "templat"
USE: Final = "pakai"
_OWN: Final = frozenset({csrf.FIELD, VERSION, KEY, CONFIRM, TEMPLATE, USE})
_KINDS: Final = {kind.value: kind for kind in FieldKind} | {
    "office": FieldKind.SELECT,
    "officers": FieldKind.UNITS,
}
_MANY: Final = frozenset({FieldKind.CHOICES, FieldKind.ELEMENTS, FieldKind.UNITS})
_FEW_CHOICES: Final = 3
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a form was not taken: for the whole, and by field."""

    message: str
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def action_form(
    action: ActionView,
    *,
    base: str,
    version: int,
    key: str,
    max_bytes: int,
    typed: Typed = _NOTHING,
    refusal: Refusal | None = None,
    is_open: bool = False,
    kept: Mapping[str, tuple[KeptFile, ...]] = _NOTHING,
) -> ActionForm:
    """Give the form of an action; `base` is the address of the report.

    After a refusal the page opens with the first field that is wrong in focus.
    """
    errors = refusal.fields if refusal else _NOTHING
    return ActionForm(
        key=f"aksi-{action.action}",
        label=action.label,
        action=f"{base}/aksi/{action.action}",
        fields=first_wrong_in_focus(
            field_spec(
                each,
                typed=typed,
                error=errors.get(each.name, ""),
                max_bytes=max_bytes,
                kept=kept.get(each.name, ()),
            )
            for each in action.fields
        ),
        hidden=((VERSION, str(version)), (KEY, key)),
        submit_label=action.label,
        icon=known_icon(action.icon),
        clause=clause_in_short(action.clause),
        intro="" if action.danger else action.help,
        consequence=action.help if action.danger else "",
        confirm=action.danger,
        danger=action.danger,
        open=is_open or bool(typed) or refusal is not None,
        error=refusal.message if refusal else "",
    )


def field_spec(
    view: FieldView,
    *,
    typed: Typed = _NOTHING,
    error: str = "",
    max_bytes: int = 0,
    kept: tuple[KeptFile, ...] = (),
) -> FieldInput:
    """Give the input of one field of the table."""
    kind = _KINDS[view.type]
    if kind is FieldKind.CHOICE and len(view.choices) > _FEW_CHOICES:
        kind = FieldKind.SELECT
    given = tuple(typed.get(view.name, ()))
    is_file = kind is FieldKind.FILES
    return FieldInput(
        name=view.name,
        label=view.label,
        kind=kind,
        required=view.required and kind is not FieldKind.FLAG and not kept,
        value="" if is_file or kind in _MANY else next(iter(given), ""),
        options=_options(view, kind, given),
        hint=view.help,
        error=error,
        max_length=view.max_length,
        accept=OFFERED if is_file else "",
        max_bytes=max_bytes if is_file else None,
        kept=kept if is_file else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an input looks where its field does not say."""

    kind: FieldKind | None = None
    rows: int = 4
    wide: bool = True


SELECT: Final = Look(kind=FieldKind.SELECT)


def inputs_of(
    fields: Iterable[Field],
    *,
    values: Mapping[str, str] = _NOTHING,
    options: Mapping[str, Sequence[FieldOption]] = _NOTHING,
    looks: Mapping[str, Look] = _NOTHING,
    errors: Mapping[str, str] = _NOTHING,
) -> tuple[FieldInput, ...]:
    """Give the inputs of declared fields, each by its name.

    `options` are those known only when the page is shown; such a field is a select.
    """
    return tuple(
        _looking(
            field_spec(
                _view_of(field),
                typed={field.name: [values.get(field.name, "")]},
                error=errors.get(field.name, ""),
            ),
            SELECT if field.name in options and field.name not in looks else looks.get(field.name, Look()),
            options.get(field.name),
        )
        for field in fields
    )


def options_of(pairs: Iterable[tuple[str, str]]) -> tuple[FieldOption, ...]:
    """Give pairs of value and label as options."""
    return tuple(FieldOption(value=value, label=label) for value, label in pairs)


def _view_of(field: Field) -> FieldView:
    return FieldView(
        name=field.name,
        type=field.type.value,
        label=field.label,
        required=field.required,
        help=field.help,
        max_length=field.max_length,
        choices=tuple((choice.value, choice.label) for choice in field.choices),
    )


def _looking(spec: FieldInput, look: Look, options: Sequence[FieldOption] | None) -> FieldInput:
    offered = spec.options if options is None else tuple(options)
    return replace(spec, kind=look.kind or spec.kind, rows=look.rows, wide=look.wide, options=offered)


def first_wrong_in_focus(fields: Iterable[FieldInput]) -> tuple[FieldInput, ...]:
    """Let the page open with the first field that is wrong in focus, scrolled to without any script."""
    shown = list(fields)
    at = next((place for place, each in enumerate(shown) if each.error), None)
    if at is not None:
        shown[at] = replace(shown[at], autofocus=True)
    return tuple(shown)


def named(label: str, words: str) -> str:
    """Say which field an error is about, where its words do not begin with it: "Pesan: wajib diisi."."""
    if words.startswith(label):
        return words
    plain = words[:1].isalpha() and words[1:2].islower()
    return joined(": ", (label, lowered(words) if plain else words))


def troubles_of(form: ActionForm | None, refusal: Refusal) -> tuple[tuple[str, str], ...]:
    """Sum a refusal up as (anchor, words): each wrong field by name, else the whole form."""
    if form is None:
        return (("", refusal.message),)
    wrong = tuple(
        (f"{form.key}-{each.name}", named(each.label, each.error)) for each in form.fields if each.error
    )
    return wrong or ((form.key, refusal.message),)


def answers(form: FormData, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Give a form's answers by name: one value, or a list where several were ticked."""
    wanted = None if names is None else frozenset(names)
    found: dict[str, Any] = {}
    for name in form:
        if name in _OWN or name.startswith(KEPT) or (wanted is not None and name not in wanted):
            continue
        values = [each for each in form.getlist(name) if not isinstance(each, UploadFile)]
        if values:
            found[name] = values if len(values) > 1 else values[0]
    return found


def typed_of(form: FormData) -> dict[str, list[str]]:
    """Give what was typed, for showing it again."""
    return {
        name: [each for each in form.getlist(name) if isinstance(each, str)]
        for name in form
        if name not in _OWN and not name.startswith(KEPT)
    }


def version_of(form: FormData) -> int | None:
    """Give the version the form was made for."""
    value = form.get(VERSION)
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def key_of(form: FormData) -> str | None:
    """Give the form's own key, by which a double click acts once."""
    value = form.get(KEY)
    return value[:80] if isinstance(value, str) and value else None


def _options(view: FieldView, kind: FieldKind, given: Sequence[str]) -> tuple[FieldOption, ...]:
    choices = view.choices
    if kind is FieldKind.ELEMENTS and not choices:
        choices = tuple((element.value, element.label) for element in Element)
    return tuple(FieldOption(value=value, label=label, selected=value in given) for value, label in choices)

"""The register's form: what a report has as inputs, and read back into a command (R116, R126-R132).

Which fields there are, in which parts and order, says `core.chain.report_fields`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import ValidationError
from starlette.datastructures import FormData

from backoffice.contexts.fields import FieldGroup, FieldInput, FieldKind, FieldOption, KeptFile
from backoffice.pages.frame.forms import Look, inputs_of
from backoffice.pages.frame.visiting import Typed
from backoffice.requests.registration import Registration
from core.chain import report_fields as has
from core.chain.fields import Field, FieldType
from core.chain.report_fields import DeskSection, ReportField, ReportPart
from core.evidence.kinds import OFFERED
from core.language import tr
from core.offices.directory import OfficeEntry

PARTIES_AFTER: Final = next(section.key for section in has.AT_DESK if section.names_parties)
MAX_PARTIES: Final = 20
_ASKED: Final = tuple(field for section in has.AT_DESK for field in section.fields)
_PARTY: Final = re.compile(rf"^party-(\d{{1,3}})-({'|'.join(field.key for field in has.PARTY)})$")
_WIDE: Final = frozenset({has.LETTER_SUBJECT, has.TITLE, has.ADDRESS})
"""Lines that take the whole width; the others stand two abreast."""
_WIDE_TYPES: Final = frozenset({FieldType.LONG_TEXT, FieldType.FILES})
_ROWS: Final = {has.SUBSTANCE: 5}
_WORDS: Final[Mapping[str, str]] = {
    "missing": tr("Wajib diisi."),
    "string_too_short": tr("Wajib diisi."),
    "string_too_long": tr("Terlalu panjang."),
    "enum": tr("Pilih salah satu."),
    "int_parsing": tr("Pilih dari daftar."),
    "int_type": tr("Pilih dari daftar."),
    "date_from_datetime_parsing": tr("Tulis tanggal yang benar."),
    "date_parsing": tr("Tulis tanggal yang benar."),
}


def input_name(field: ReportField, party: str = "") -> str:
    """Name the input of a field; of a party's, with the place of its row."""
    match field.part:
        case ReportPart.PARTY:
            return f"party-{party}-{field.key}"
        case ReportPart.REPORTER:
            return f"reporter-{field.key}"
    return field.key


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterForm:
    """The form as it stands: what was typed, what is wrong with it, what there is to choose from."""

    typed: Typed
    errors: Mapping[str, str]
    offices: Sequence[OfficeEntry] = ()
    kept: tuple[KeptFile, ...] = ()

    def groups(self, *, max_bytes: int) -> tuple[FieldGroup, ...]:
        """Give the form's parts in order."""
        return tuple(self._group(section, max_bytes) for section in has.AT_DESK)

    def party(self, index: str, title: str) -> FieldGroup:
        """Give one row of a party's inputs; `__index__` makes the template row."""
        return FieldGroup(key=index, title=title, fields=self._inputs(has.PARTY, index))

    def _group(self, section: DeskSection, max_bytes: int) -> FieldGroup:
        fields = [self._finished(each, max_bytes) for each in self._inputs(section.fields)]
        if section is has.AT_DESK[0]:
            fields[0] = replace(fields[0], autofocus=not self.errors)
        return FieldGroup(
            key=section.key, title=section.title, hint=section.hint, fields=tuple(fields),
            error=self.errors.get("identity", "") if has.NAME in section.fields else "",
        )  # fmt: skip

    def _inputs(self, fields: Sequence[ReportField], party: str = "") -> tuple[FieldInput, ...]:
        names = {field: input_name(field, party) for field in fields}
        return inputs_of(
            [_as_asked(field, name) for field, name in names.items()],
            values={name: self._value(name) or _preset(field) for field, name in names.items()},
            options={input_name(has.OFFICE): self._office_options()},
            looks={name: _look(field) for field, name in names.items()},
            errors=self.errors,
        )

    def _finished(self, spec: FieldInput, max_bytes: int) -> FieldInput:
        if spec.kind is not FieldKind.FILES:
            return spec
        return replace(spec, accept=OFFERED, max_bytes=max_bytes, kept=self.kept)

    def _office_options(self) -> tuple[FieldOption, ...]:
        return tuple(
            FieldOption(value=str(each.id), label=each.name, group=each.province_name or tr("Nasional"))
            for each in self.offices
        )

    def _value(self, name: str) -> str:
        return next(iter(self.typed.get(name, ())), "")


def _as_asked(field: ReportField, name: str) -> Field:
    """Give the question as this form asks it: of every report alike, and no longer than it has room for."""
    bounded = field.asked.type in {FieldType.TEXT, FieldType.LONG_TEXT}
    limit = field.desk_limit or field.asked.limit if bounded else None
    return replace(field.asked, name=name, required=field.insisted_on, max_length=limit)


def _look(field: ReportField) -> Look:
    chosen = field.asked.type in {FieldType.CHOICE, FieldType.OFFICE}
    return Look(
        kind=FieldKind.SELECT if chosen else None,
        rows=_ROWS.get(field, 4),
        wide=field in _WIDE or field.asked.type in _WIDE_TYPES,
    )


def _preset(field: ReportField) -> str:
    """Give what a party's row begins with; the whole form has its own beginning."""
    return field.otherwise or "" if field.part is ReportPart.PARTY else ""


def party_indexes(typed: Typed) -> list[int]:
    """Say which rows of parties the form has."""
    return sorted({int(match[1]) for name in typed if (match := _PARTY.match(name))})[:MAX_PARTIES]


def read_registration(form: FormData) -> Registration | dict[str, str]:
    """Read the form into a registration, or say which field is wrong and why."""
    try:
        return Registration.model_validate(_told(form))
    except ValidationError as error:
        return {
            _input_of(each["loc"]): _WORDS.get(each["type"], tr("Isian ini salah bentuk."))
            for each in error.errors(include_url=False, include_input=False)
        }


def _told(form: FormData) -> dict[str, Any]:
    """Put every answer where it stands in a registration; what was left empty is left out."""

    def text(name: str) -> str:
        value = form.get(name)
        return value.strip() if isinstance(value, str) else ""

    told: dict[str, Any] = {"body": {}}
    for field in _ASKED:
        if field is not has.EVIDENCE and (answer := text(input_name(field))):
            _put(told, field.path, answer)
    rows = (
        {field.key: text(input_name(field, str(index))) for field in has.PARTY}
        for index in party_indexes({name: [] for name in form})
    )
    role = has.PARTY_ROLE.key
    told["body"][has.PARTIES.key] = [row for row in rows if any(row[key] for key in row if key != role)]
    return told


def _put(told: dict[str, Any], path: tuple[str, ...], answer: str) -> None:
    *outer, last = path
    for step in outer:
        told = told.setdefault(step, {})
    told[last] = answer


def _input_of(location: tuple[int | str, ...]) -> str:
    """Name the input that an error of the registration is about."""
    steps = tuple(str(step) for step in location)
    if steps[:2] == has.PARTIES.path and len(steps) > 3:  # noqa: PLR2004 - body, parties, row, field
        return f"party-{steps[2]}-{steps[3]}"
    places = {field.path: input_name(field) for field in _ASKED}
    if found := places.get(steps):
        return found
    return steps[1] if steps[0] == "body" and len(steps) > 1 else steps[0]

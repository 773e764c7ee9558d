"""A pasted letter fills the register's form: only what nobody typed, each answer marked until it is changed.

What was filled in travels with the form in hidden inputs, as a hash of the answer and the words it was read
from: an answer that differs from it is the officer's own. Nothing is kept anywhere else.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final

from backoffice.contexts.fields import FieldGroup, FieldInput, FieldKind
from backoffice.pages.frame.visiting import Typed
from backoffice.pages.register.register_form import MAX_PARTIES, input_name, party_indexes
from core.chain import report_fields as has
from core.chain.report_fields import ReportField
from core.intake.letters import LetterAnswer, LetterReading
from core.language import joined, tr
from core.values import MAX_TEXT

LETTER: Final = "surat"
READ: Final = "read_letter"
_FILLED, _WORDS = "terbaca-", "kutipan-"
_FIELDS: Final[Mapping[str, ReportField]] = {
    each.asked.name: each for section in has.AT_DESK for each in section.fields
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What is typed once a letter was read, and what was filled in."""

    typed: dict[str, list[str]]
    parties: tuple[int, ...]
    filled: int = 0
    people: int = 0
    left: tuple[tuple[ReportField, LetterAnswer], ...] = field(default=())
    """What the letter says otherwise than the officer typed."""


def fill_in(typed: Typed, letter: LetterReading, *, presets: Typed, offices: Collection[str]) -> FilledForm:
    """Fill in what was read of a letter where nobody has typed anything.

    Args:
        typed: The form as it was sent.
        letter: What was read.
        presets: What the form began with: nobody typed that.
        offices: The offices one may choose.
    """
    told = {name: list(texts) for name, texts in typed.items()}
    left: list[tuple[ReportField, LetterAnswer]] = []
    filled = 0
    for answer in letter.answers:
        asked = _FIELDS[answer.field]
        name = input_name(asked)
        if asked is has.OFFICE and answer.value not in offices:
            left.append((asked, answer))
        elif _is_free(told, name, presets):
            _fill(told, name, answer.value, answer.words)
            filled += 1
        elif _value(told, name) != answer.value:
            left.append((asked, answer))
    rows = _fill_people(told, letter)
    people = len(rows) - len([row for row in party_indexes(typed) if not _is_own_row_empty(typed, row)])
    return FilledForm(
        typed=told, parties=tuple(rows) or (0,), filled=filled, people=max(people, 0), left=tuple(left)
    )


def _fill(told: dict[str, list[str]], name: str, value: str, words: str) -> None:
    told[name] = [value]
    told[_FILLED + name] = [_mark(value)]
    told[_WORDS + name] = [words]


def _is_free(typed: Typed, name: str, presets: Typed) -> bool:
    """Tell whether nobody typed this: it is empty, as the form began, or as a letter filled it in."""
    value = _value(typed, name)
    return not value or is_filled(typed, name) or value == _value(presets, name)


def is_filled(typed: Typed, name: str) -> bool:
    """Tell whether an answer stands as it was read out of a letter."""
    return bool(_value(typed, name)) and _value(typed, _FILLED + name) == _mark(_value(typed, name))


def _fill_people(told: dict[str, list[str]], letter: LetterReading) -> list[int]:
    """Put the people a letter names behind those that were typed; say which rows there are."""
    rows = [row for row in party_indexes(told) if not _is_own_row_empty(told, row)]
    for row in set(party_indexes(told)) - set(rows):
        for each in has.PARTY:
            told.pop(input_name(each, str(row)), None)
    known = {_value(told, input_name(has.PARTY_NAME, str(row))).casefold() for row in rows}
    following = max(rows, default=-1) + 1
    for person in letter.people:
        if len(rows) >= MAX_PARTIES or (person.party.name and person.party.name.casefold() in known):
            continue
        for each in has.PARTY:
            if value := str(getattr(person.party, each.key)):
                _fill(told, input_name(each, str(following)), value, person.words)
        rows.append(following)
        following += 1
    return rows


def _is_own_row_empty(typed: Typed, row: int) -> bool:
    """Tell whether the officer typed nothing in a party's row: it is empty, or as a letter filled it in."""
    names = [input_name(each, str(row)) for each in has.PARTY if each is not has.PARTY_ROLE]
    return all(not _value(typed, name) or is_filled(typed, name) for name in names)


def _value(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "").replace("\r\n", "\n").strip()


def _mark(value: str) -> str:
    return blake2b(value.encode(), digest_size=12).hexdigest()


# --- on the form -------------------------------------------------------------------------------------


def marked(groups: Iterable[FieldGroup], typed: Typed) -> tuple[FieldGroup, ...]:
    """Mark the inputs that stand as they were read, each with the words it was read from."""
    return tuple(
        replace(group, fields=tuple(_marked(each, typed) for each in group.fields)) for group in groups
    )


def _marked(spec: FieldInput, typed: Typed) -> FieldInput:
    if not is_filled(typed, spec.name):
        return spec
    words = _value(typed, _WORDS + spec.name)
    said = tr("dari surat: “{words}”", words=words) if words else tr("dari surat")
    return replace(spec, read_from=said)


def carried(typed: Typed) -> tuple[tuple[str, str], ...]:
    """Give the hidden inputs that tell what was filled in."""
    names = [name.removeprefix(_FILLED) for name in typed if name.startswith(_FILLED)]
    return tuple(
        pair
        for name in names
        if is_filled(typed, name)
        for pair in (
            (_FILLED + name, _value(typed, _FILLED + name)),
            (_WORDS + name, _value(typed, _WORDS + name)),
        )
    )


def letter_input(typed: Typed, error: str = "") -> FieldInput:
    """Give the place to paste a letter into; the browser keeps nothing of it."""
    return FieldInput(
        name=LETTER,
        label=tr("Isi surat, surel, atau catatan"),
        kind=FieldKind.LONG_TEXT,
        value=_value(typed, LETTER),
        max_length=MAX_TEXT,
        rows=5,
        keep=False,
        error=error,
        hint=tr("Yang terbaca diisikan di bawah dan diberi tanda. Yang sudah Anda ketik tidak diubah."),
    )


def left_in_words(
    left: Sequence[tuple[ReportField, LetterAnswer]], office_names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Say what the letter says otherwise than the form, as (what, its words)."""
    return tuple((asked.asked.label, _said(asked, answer, office_names)) for asked, answer in left)


def _said(asked: ReportField, answer: LetterAnswer, office_names: Mapping[str, str]) -> str:
    if asked is has.OFFICE:
        return office_names.get(answer.value, answer.words)
    return str(asked.asked.label_of(answer.value)) if asked.asked.choices else answer.value


def summed_up(filled: FilledForm) -> str:
    """Say how much was read."""
    if not filled.filled and not filled.people:
        return tr("Tidak ada isian yang terbaca dari tulisan ini. Isi formulirnya sendiri.")
    return joined(
        " ",
        (
            tr("Terbaca {fields} isian dan {people} orang.", fields=filled.filled, people=filled.people),
            tr("Periksa yang bertanda “dari surat”, lalu simpan. Belum ada yang tersimpan."),
        ),
    )

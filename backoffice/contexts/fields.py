"""Specifications of form fields, from which the form macros derive the inputs."""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """The inputs a form can hold."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PASSWORD = "password"  # noqa: S105 - an input's kind
    CODE = "code"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    PHONE = "phone"
    CHOICE = "choice"
    CHOICES = "choices"
    SELECT = "select"
    ELEMENTS = "elements"
    UNIT = "unit"
    UNITS = "units"
    FILES = "files"
    RATING = "rating"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOption:
    """A choice of a field. `group` gathers options under a heading in a select."""

    value: str
    label: str
    hint: str = ""
    group: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that was chosen before and is kept; ticked under `tersimpan-<field>` while it is wanted."""

    mark: str
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldInput:
    """One input.

    CHOICE is a segmented radio, CHOICES and ELEMENTS and UNITS are check boxes (posted repeatedly under
    `name`), SELECT and UNIT are selects, RATING is one to five, FLAG is one check box posting "ya".
    `value` is what was typed before; `error` is shown under the input and read out with it.
    `accept` and `max_bytes` are for FILES; `max_length` adds a counter to LONG_TEXT.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    value: str = ""
    options: tuple[FieldOption, ...] = ()
    hint: str = ""
    error: str = ""
    max_length: int | None = None
    accept: str = ""
    max_bytes: int | None = None
    rows: int = 4
    autocomplete: str = "off"
    autofocus: bool = False
    keep: bool = True
    wide: bool = True
    kept: tuple[KeptFile, ...] = ()
    """For FILES: what was chosen before."""
    read_from: str = ""
    """What it was filled in from, where nobody typed it: "dari surat: …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """A headed part of a long form. `key` is stable and unique in the form."""

    key: str
    title: str
    fields: tuple[FieldInput, ...]
    icon: str = ""
    hint: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionForm:
    """A form for one action of the chain, or any other POST.

    `key` is unique on the page and prefixes the ids. `hidden` carries e.g. the report's version, for
    noticing that somebody else acted. `clause` names the legal source shown under the button.
    `primary` forms are open; others fold behind their label. `consequence` says what will happen, and with
    `confirm` it must be read and ticked before the button works ("Saya mengerti"), posted as `confirm=ya`.
    """

    key: str
    label: str
    action: str
    fields: tuple[FieldInput, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    submit_label: str = ""
    icon: str = ""
    clause: str = ""
    intro: str = ""
    consequence: str = ""
    confirm: bool = False
    danger: bool = False
    open: bool = False
    error: str = ""
    quiet: bool = False
    """Its button is a plain one: the page's main action is another."""
    picker: FieldInput | None = None
    """Ready words to choose from: sent to `preview` with what is typed, and added below it."""
    bubble: tuple[str, str] | None = None
    """Title and words as the reporter will see them in the chat."""
    bubble_focus: bool = False
    """The bubble was asked for just now: the page opens with it."""
    bubble_push: str = ""
    """What comes into the chat first, where the words open only with the tracking ID."""
    preview: str = ""
    """Where a second button sends the form to be shown as the reporter will read it."""

    @property
    def has_files(self) -> bool:
        """Whether the form must be sent as multipart."""
        return any(field.kind is FieldKind.FILES for field in self.fields)

"""The register's form: its inputs, and reading it back into a command (R116, R126-R132)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pydantic import ValidationError
from starlette.datastructures import FormData

from backoffice.contexts.fields import FieldGroup, FieldInput, FieldKind, FieldOption, KeptFile
from backoffice.pages.frame.visiting import Typed
from backoffice.requests.registration import Registration
from core.chain.states import Channel, IdentityMode, Kind, LabelledEnum, Track, ViolationType
from core.evidence.intake import ALLOWED
from core.offices.directory import OfficeEntry

PARTIES_AFTER: Final = "isi"
MAX_PARTIES: Final = 20
CHANNELS: Final = (Channel.DIRECT, Channel.LETTER, Channel.EMAIL, Channel.BOX, Channel.ORAL, Channel.SP4N)
_PARTY: Final = re.compile(r"^party-(\d{1,3})-(name|position|unit|nip|address|role)$")
_PARTY_FIELDS: Final = (
    ("name", "Nama", 300),
    ("role", "Peran", None),
    ("position", "Jabatan", 300),
    ("unit", "Satuan kerja/unit kerja", 300),
    ("nip", "NIP", 30),
    ("address", "Alamat", 300),
)
_PARTY_ROLES: Final = (
    ("reported", "Terlapor"), ("witness", "Saksi"), ("victim", "Korban"), ("involved", "Pihak terlibat"),
)  # fmt: skip
_BODY: Final = ("title", "substance", "happened_at", "chronology", "letter_number", "letter_subject")
_IDENTITY: Final = ("name", "address", "occupation", "phone", "regency", "province", "source", "nip")
_WORDS: Final[Mapping[str, str]] = {
    "missing": "Wajib diisi.",
    "string_too_short": "Wajib diisi.",
    "string_too_long": "Terlalu panjang.",
    "enum": "Pilih salah satu.",
    "int_parsing": "Pilih dari daftar.",
    "int_type": "Pilih dari daftar.",
    "date_from_datetime_parsing": "Tulis tanggal yang benar.",
    "date_parsing": "Tulis tanggal yang benar.",
}


class Inputs:
    """Makes the form's inputs out of what was typed and what is wrong with it."""

    def __init__(
        self,
        typed: Typed,
        errors: Mapping[str, str],
        offices: Sequence[OfficeEntry],
        kept: tuple[KeptFile, ...] = (),
    ) -> None:
        self._kept = kept
        self._typed = typed
        self._errors = errors
        self._offices = offices

    def groups(self, *, max_bytes: int) -> tuple[FieldGroup, ...]:
        """Give the form's parts in order."""
        return (
            FieldGroup(key="masuk", title="Cara laporan masuk", fields=self._intake()),
            FieldGroup(key=PARTIES_AFTER, title="Isi laporan", fields=self._matter()),
            FieldGroup(
                key="pelapor", title="Pelapor", fields=self._reporter(),
                hint="Identitas disegel terpisah. Kosongkan semuanya bila pelapor memilih anonim.",
                error=self._errors.get("identity", ""),
            ),
            FieldGroup(
                key="bukti", title="Bukti",
                fields=(
                    FieldInput(
                        name="evidence", label="Berkas bukti", kind=FieldKind.FILES,
                        accept=",".join(sorted(ALLOWED)), max_bytes=max_bytes,
                        error=self._errors.get("evidence", ""), kept=self._kept,
                    ),
                ),
            ),
        )  # fmt: skip

    def party(self, index: str, title: str) -> FieldGroup:
        """Give one row of a party's inputs; `__index__` makes the template row."""
        fields = []
        for name, label, limit in _PARTY_FIELDS:
            spec = self._text(f"party-{index}-{name}", label, limit=limit or 300, wide=False)
            if name == "role":
                chosen = self._value(f"party-{index}-role") or "reported"
                options = tuple(FieldOption(value=each, label=words) for each, words in _PARTY_ROLES)
                spec = FieldInput(
                    name=spec.name, label=label, kind=FieldKind.SELECT, options=options, value=chosen,
                    required=True, wide=False,
                )  # fmt: skip
            fields.append(spec)
        return FieldGroup(key=index, title=title, fields=tuple(fields))

    def _intake(self) -> tuple[FieldInput, ...]:
        offices = tuple(
            FieldOption(value=str(each.id), label=each.name, group=each.province_name or "Nasional")
            for each in self._offices
        )
        return (
            replace(
                self._select("channel", "Cara laporan masuk", _options(CHANNELS), required=True),
                autofocus=not self._errors,
            ),
            self._select("office_id", "Satker yang dituju", offices, required=True),
            self._select("track", "Jalur", _options(tuple(Track)), required=True),
            self._select("kind", "Jenis laporan", _options(tuple(Kind)), required=True),
            self._select("violation_type", "Jenis pelanggaran (WBS)", _options(tuple(ViolationType))),
            self._text("sp4n_id", "Tracking ID SP4N-LAPOR! (hanya impor)", limit=40, wide=False),
            self._text("letter_number", "Nomor surat", wide=False),
            self._dated("letter_date", "Tanggal surat pengaduan"),
            self._text("letter_subject", "Perihal surat"),
        )

    def _matter(self) -> tuple[FieldInput, ...]:
        return (
            self._text("title", "Judul singkat"),
            self._long("substance", "Apa yang terjadi", required=True, rows=5),
            self._text("happened_at", "Kapan terjadi", wide=False),
            self._text("place", "Di mana terjadi", wide=False),
            self._long("chronology", "Bagaimana kejadiannya", rows=4),
        )

    def _reporter(self) -> tuple[FieldInput, ...]:
        return (
            self._select("identity_mode", "Pilihan pelapor", _options(tuple(IdentityMode)), required=True),
            self._text("reporter-name", "Nama", wide=False),
            self._text("reporter-phone", "Telepon", wide=False),
            self._text("reporter-occupation", "Pekerjaan", wide=False),
            self._text("reporter-source", "Asal/sumber pelapor", wide=False),
            self._text("reporter-nip", "NIP (bila pegawai)", wide=False, limit=30),
            self._text("reporter-regency", "Kabupaten/kota", wide=False),
            self._text("reporter-province", "Provinsi", wide=False),
            self._text("reporter-address", "Alamat"),
        )

    def _text(
        self, name: str, label: str, *, limit: int = 300, wide: bool = True, hint: str = ""
    ) -> FieldInput:
        return FieldInput(
            name=name, label=label, value=self._value(name), max_length=limit, wide=wide, hint=hint,
            error=self._errors.get(name, ""),
        )  # fmt: skip

    def _long(self, name: str, label: str, *, required: bool = False, rows: int) -> FieldInput:
        return FieldInput(
            name=name, label=label, kind=FieldKind.LONG_TEXT, required=required, value=self._value(name),
            max_length=20_000, rows=rows, error=self._errors.get(name, ""),
        )  # fmt: skip

    def _dated(self, name: str, label: str) -> FieldInput:
        error = self._errors.get(name, "")
        return FieldInput(
            name=name, label=label, kind=FieldKind.DATE, value=self._value(name), wide=False, error=error
        )

    def _select(
        self, name: str, label: str, options: tuple[FieldOption, ...], *, required: bool = False
    ) -> FieldInput:
        return FieldInput(
            name=name, label=label, kind=FieldKind.SELECT, required=required, options=options, wide=False,
            value=self._value(name), error=self._errors.get(name, ""),
        )  # fmt: skip

    def _value(self, name: str) -> str:
        return next(iter(self._typed.get(name, ())), "")


def party_indexes(typed: Typed) -> list[int]:
    """Say which rows of parties the form has."""
    return sorted({int(match[1]) for name in typed if (match := _PARTY.match(name))})[:MAX_PARTIES]


def read_registration(form: FormData) -> Registration | dict[str, str]:
    """Read the form into a registration, or say which field is wrong and why."""
    try:
        return Registration.model_validate(_told(form))
    except ValidationError as error:
        return {
            _input_of(each["loc"]): _WORDS.get(each["type"], "Isian ini salah bentuk.")
            for each in error.errors(include_url=False, include_input=False)
        }


def _told(form: FormData) -> dict[str, Any]:
    def text(name: str) -> str:
        value = form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def some(*names: str) -> dict[str, str]:
        return {name: value for name in names if (value := text(name))}

    typed = {name: [text(name)] for name in form}
    parties = [
        {field: text(f"party-{index}-{field}") for field, *_ in _PARTY_FIELDS}
        for index in party_indexes(typed)
    ]
    body: dict[str, Any] = {
        **some(*_BODY, "letter_date"),
        "place": {"text": text("place")},
        "parties": [party for party in parties if any(text for key, text in party.items() if key != "role")],
    }
    told: dict[str, Any] = {
        **some("office_id", "channel", "identity_mode", "track", "kind", "violation_type", "sp4n_id"),
        "body": body,
    }
    reporter = {name: value for name in _IDENTITY if (value := text(f"reporter-{name}"))}
    return {**told, "identity": reporter} if reporter else told


def _input_of(location: tuple[int | str, ...]) -> str:
    if location[:2] == ("body", "parties") and len(location) > 3:  # noqa: PLR2004 - body, parties, row, field
        return f"party-{location[2]}-{location[3]}"
    if location[0] == "identity" and len(location) > 1:
        return f"reporter-{location[1]}"
    return str(location[1] if location[0] == "body" and len(location) > 1 else location[0])


def _options(words: Sequence[LabelledEnum]) -> tuple[FieldOption, ...]:
    return tuple(FieldOption(value=word.value, label=word.label) for word in words)

"""What a report has: each of its fields, once (R51, R122-R124, R130-R132).

The intake rows, the desk's form, the bot's steps, the report's page, the printed report and what a
completion changes take names, labels, limits and order from here. What is sealed of a report
(`core.reports.schemas`) is typed by hand, and a test holds it to this. One more field for every report
is one more `ReportField`, and its place in the lists at the end. Pure: words and lists only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from core.chain.fields import Field, FieldType, choices_of
from core.chain.states import Channel, Element, IdentityMode, Kind, LabelledEnum, Track, ViolationType
from core.language import tr

LONGEST: Final = 20_000
MAX_PARTIES: Final = 50
"""More people than this no report names; others stand in its chronology."""


class PartyRole(LabelledEnum):
    """What somebody whom a report names has to do with it (R124)."""

    REPORTED = "reported", tr("Terlapor")
    WITNESS = "witness", tr("Saksi")
    VICTIM = "victim", tr("Korban")
    INVOLVED = "involved", tr("Pihak terlibat")

    @property
    def word(self) -> str:
        """The role as it stands behind a name."""
        return _BEHIND_A_NAME[self]


_BEHIND_A_NAME: Final = {
    PartyRole.REPORTED: tr("terlapor"),
    PartyRole.WITNESS: tr("saksi"),
    PartyRole.VICTIM: tr("korban"),
    PartyRole.INVOLVED: tr("terlibat"),
}


class ReportPart(StrEnum):
    """The part of a report a field belongs to."""

    REPORT = "report"  # what its handling depends on, beside the sealed words
    BODY = "body"  # its words
    PARTY = "party"  # somebody it names, each with these fields
    REPORTER = "reporter"  # who reports, sealed apart


class AskedOf(StrEnum):
    """The reports that a field is asked of."""

    ALL = "all"
    PUBLIC = "public"  # the public-service track
    WHISTLEBLOWING = "whistleblowing"
    COMPLAINTS = "complaints"  # and every whistleblowing report (R51, R122)
    IDENTIFIED = "identified"  # whose reporter is not anonymous
    IMPORTED = "imported"  # from SP4N-LAPOR!


_HOMES: Final = {
    ReportPart.REPORT: (),
    ReportPart.BODY: ("body",),
    ReportPart.PARTY: ("body", "parties"),
    ReportPart.REPORTER: ("identity",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportField:
    """One field of a report: how it is asked, and where its answer stands."""

    asked: Field
    """The question. Its name is unique; it is required where whoever is asked must answer."""
    part: ReportPart
    title: str = ""
    """The short word over its answer: in the review, on the page, on paper."""
    of: AskedOf = AskedOf.ALL
    element: Element | None = None
    """The element of a report it tells, for which a completion may ask (R52)."""
    otherwise: str | None = None
    """What holds where the API is not told, though a person must answer."""
    words_in: tuple[str, ...] = ()
    """The part of the answer that holds its words, where it holds more: a place is also on the map."""
    joint: str = "\n\n"
    """What stands between words that were told at different times."""
    desk_limit: int | None = None
    """The longest answer the desk's form takes, where more may be stored."""
    chat_limit: int | None = None
    """Likewise of the chat."""

    @property
    def key(self) -> str:
        """Its name within its part: `reporter_name` is the `name` of the reporter."""
        return self.asked.name.removeprefix(f"{self.part}_")

    @property
    def path(self) -> tuple[str, ...]:
        """Where its answer stands in a registration, from the outside in."""
        return (*_HOMES[self.part], self.key, *self.words_in)

    @property
    def insisted_on(self) -> bool:
        """Whether a form that shows it whatever else is answered may insist on an answer."""
        return self.asked.required and (self.of is AskedOf.ALL or bool(self.otherwise))

    def is_asked_of(self, track: Track, kind: Kind | None = None, mode: IdentityMode | None = None) -> bool:
        """Tell whether such a report is asked this; what is not known yet stands in no way."""
        whistleblowing = track is Track.WHISTLEBLOWING
        match self.of:
            case AskedOf.PUBLIC:
                return not whistleblowing
            case AskedOf.WHISTLEBLOWING:
                return whistleblowing
            case AskedOf.COMPLAINTS:
                return whistleblowing or kind in {None, Kind.COMPLAINT}
            case AskedOf.IDENTIFIED:
                return mode is not IdentityMode.ANONYMOUS
        return True


def _choice(name: str, words: type[LabelledEnum], label: str, title: str, **more: Any) -> ReportField:
    """Make a field of the report itself that takes one of a list of words."""
    asked = Field(name, FieldType.CHOICE, label, choices=choices_of(words))
    return ReportField(asked=asked, part=ReportPart.REPORT, title=title, **more)


def _line(part: ReportPart, name: str, label: str, *, longest: int | None = None, **more: Any) -> ReportField:
    """Make a line that may stay empty; what it is asked with also stands over its answer."""
    asked = Field(name, FieldType.TEXT, label, required=False, max_length=longest)
    return ReportField(asked=asked, part=part, **{"title": label} | more)


def _of_reporter(key: str, label: str, *, required: bool = False, **more: Any) -> ReportField:
    """Make a line about who reports."""
    asked = Field(f"reporter_{key}", FieldType.TEXT, label, required=required)
    return ReportField(
        asked=asked, part=ReportPart.REPORTER, of=AskedOf.IDENTIFIED, **{"title": label} | more
    )


# What its handling depends on. The agenda number and its date are drawn by the system (R130).
CHANNEL: Final = ReportField(
    asked=Field(
        "channel",
        FieldType.CHOICE,
        tr("Cara laporan masuk"),
        choices=choices_of(channel for channel in Channel if channel is not Channel.TELEGRAM),
    ),
    part=ReportPart.REPORT,
)
OFFICE: Final = ReportField(
    asked=Field("office_id", FieldType.OFFICE, tr("Satker yang dituju")),
    part=ReportPart.REPORT,
    title=tr("Tujuan"),
)
TRACK: Final = _choice("track", Track, tr("Jalur"), tr("Jalur"), otherwise=Track.PUBLIC_SERVICE.value)
KIND: Final = _choice(
    "kind", Kind, tr("Jenis laporan"), tr("Jenis"), of=AskedOf.PUBLIC, otherwise=Kind.COMPLAINT.value
)
IDENTITY_MODE: Final = _choice("identity_mode", IdentityMode, tr("Pilihan pelapor"), tr("Cara melapor"))
VIOLATION: Final = _choice(
    "violation_type",
    ViolationType,
    tr("Jenis pelanggaran (WBS)"),
    tr("Jenis pelanggaran"),
    of=AskedOf.WHISTLEBLOWING,
)
SP4N_ID: Final = ReportField(
    asked=Field("sp4n_id", FieldType.TEXT, tr("Tracking ID SP4N-LAPOR! (hanya impor)"), max_length=40),
    part=ReportPart.REPORT,
    of=AskedOf.IMPORTED,
)
EVIDENCE: Final = ReportField(
    asked=Field("evidence", FieldType.FILES, tr("Berkas bukti"), required=False),
    part=ReportPart.REPORT,
    title=tr("Bukti"),
    element=Element.EVIDENCE,
)

# Its words. Only the substance is needed at once: whoever leaves the rest open is asked for it within
# three working days (R52), and never turned away.
TITLE: Final = _line(ReportPart.BODY, "title", tr("Judul singkat"))
SUBSTANCE: Final = ReportField(
    asked=Field("substance", FieldType.LONG_TEXT, Element.WHAT.label, max_length=LONGEST),
    part=ReportPart.BODY,
    title=tr("Apa"),
    element=Element.WHAT,
)
PARTIES: Final = ReportField(
    asked=Field("parties", FieldType.LONG_TEXT, Element.WHO.label, required=False, max_length=2_000),
    part=ReportPart.BODY,
    title=tr("Siapa"),
    of=AskedOf.COMPLAINTS,
    element=Element.WHO,
)
"""Who is involved, asked in one question; a form asks the fields of `PARTY` for each."""
HAPPENED_AT: Final = _line(
    ReportPart.BODY,
    "happened_at",
    Element.WHEN.label,
    title=tr("Kapan"),
    of=AskedOf.COMPLAINTS,
    element=Element.WHEN,
    joint="; ",
)
PLACE: Final = _line(
    ReportPart.BODY,
    "place",
    Element.WHERE.label,
    longest=LONGEST,
    title=tr("Di mana"),
    of=AskedOf.COMPLAINTS,
    element=Element.WHERE,
    words_in=("text",),
    desk_limit=300,
    chat_limit=1_000,
)
CHRONOLOGY: Final = ReportField(
    asked=Field("chronology", FieldType.LONG_TEXT, Element.HOW.label, required=False, max_length=LONGEST),
    part=ReportPart.BODY,
    title=tr("Bagaimana"),
    of=AskedOf.COMPLAINTS,
    element=Element.HOW,
)
WISH: Final = _line(
    ReportPart.BODY,
    "wish",
    tr("Permintaan pelapor, misalnya petugas perempuan"),
    title=tr("Permintaan pelapor"),
)
"""What the reporter asks of those who handle it. The chat offers one where the story calls for it."""
LETTER_NUMBER: Final = _line(ReportPart.BODY, "letter_number", tr("Nomor surat"))
LETTER_DATE: Final = ReportField(
    asked=Field("letter_date", FieldType.DATE, tr("Tanggal surat pengaduan"), required=False),
    part=ReportPart.BODY,
)
LETTER_SUBJECT: Final = _line(ReportPart.BODY, "letter_subject", tr("Perihal surat"))

# Somebody it names (R124, R132).
PARTY_NAME: Final = _line(ReportPart.PARTY, "party_name", tr("Nama"))
PARTY_ROLE: Final = ReportField(
    asked=Field("party_role", FieldType.CHOICE, tr("Peran"), choices=choices_of(PartyRole)),
    part=ReportPart.PARTY,
    title=tr("Peran"),
    otherwise=PartyRole.REPORTED.value,
)
PARTY: Final = (
    PARTY_NAME,
    PARTY_ROLE,
    _line(ReportPart.PARTY, "party_position", tr("Jabatan")),
    _line(ReportPart.PARTY, "party_unit", tr("Satuan kerja/unit kerja")),
    _line(ReportPart.PARTY, "party_nip", tr("NIP"), longest=30),
    _line(ReportPart.PARTY, "party_address", tr("Alamat")),
)

# Who reports (R123, R131).
NAME: Final = _of_reporter("name", tr("Nama"), required=True)
ADDRESS: Final = _of_reporter("address", tr("Alamat"), required=True, otherwise="")
OCCUPATION: Final = _of_reporter("occupation", tr("Pekerjaan"))
PHONE: Final = _of_reporter("phone", tr("Telepon"), chat_limit=30)
REGENCY: Final = _of_reporter("regency", tr("Kabupaten/kota"))
PROVINCE: Final = _of_reporter("province", tr("Provinsi"))
SOURCE: Final = _of_reporter("source", tr("Asal/sumber pelapor"), title=tr("Asal"))
NIP: Final = _of_reporter("nip", tr("NIP (bila pegawai)"), title=tr("NIP"), desk_limit=30)

TOLD: Final = (SUBSTANCE, PARTIES, HAPPENED_AT, PLACE, CHRONOLOGY)
"""What is asked about what happened, in this order."""
READ: Final = (WISH, *TOLD)
"""What is read of a report, in this order, on the page, on paper and in the chat."""
REPORTER: Final = (NAME, ADDRESS, OCCUPATION, PHONE, REGENCY, PROVINCE, SOURCE, NIP)
"""What is read of who reports, once their identity is opened."""
SEARCHED: Final = (TITLE, SUBSTANCE, CHRONOLOGY, PLACE, LETTER_SUBJECT)
"""The words an open report is found by."""
IN_CHAT: Final = (
    KIND, OFFICE, IDENTITY_MODE, VIOLATION, *TOLD, EVIDENCE, NAME, ADDRESS, OCCUPATION, PHONE
)  # fmt: skip
"""What the bot asks, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSection:
    """A headed part of the desk's form."""

    key: str
    title: str
    fields: tuple[ReportField, ...]
    hint: str = ""
    names_parties: bool = False
    """Whether the people a report names are asked after its fields, each with those of `PARTY`."""


AT_DESK: Final = (
    DeskSection(
        key="masuk",
        title=tr("Cara laporan masuk"),
        fields=(
            CHANNEL, OFFICE, TRACK, KIND, VIOLATION, SP4N_ID, LETTER_NUMBER, LETTER_DATE, LETTER_SUBJECT
        ),
    ),
    DeskSection(
        key="isi",
        title=tr("Isi laporan"),
        fields=(TITLE, SUBSTANCE, HAPPENED_AT, PLACE, CHRONOLOGY, WISH),
        names_parties=True,
    ),
    DeskSection(
        key="pelapor",
        title=tr("Pelapor"),
        fields=(IDENTITY_MODE, NAME, PHONE, OCCUPATION, SOURCE, NIP, REGENCY, PROVINCE, ADDRESS),
        hint=tr("Identitas disegel terpisah. Kosongkan semuanya bila pelapor memilih anonim."),
    ),
    DeskSection(key="bukti", title=tr("Bukti"), fields=(EVIDENCE,)),
)  # fmt: skip
"""What the desk's form asks, in this order (R116, R126-R132)."""


def asked_in_chat(track: Track) -> tuple[Field, ...]:
    """Give the questions of a report that comes by chat, for its row."""
    return tuple(_in_row(field) for field in IN_CHAT if field.is_asked_of(track))


def asked_at_desk(track: Track, *, imported: bool) -> tuple[Field, ...]:
    """Give the questions of a report that the desk registers, or imports from SP4N-LAPOR!, for its row.

    What the row itself says is not asked again: the track, and of an import how it came in.
    """
    said = (TRACK, CHANNEL) if imported else (TRACK, SP4N_ID)
    asked = [
        field
        for section in AT_DESK
        for field in (*section.fields, *(PARTY if section.names_parties else ()))
        if field not in said and field.is_asked_of(track)
    ]
    return tuple(_in_row(_not_imported(field) if field is CHANNEL else field) for field in asked)


def _in_row(field: ReportField) -> Field:
    """Give a question as a row asks it: what only some of its reports must answer may be left out."""
    conditional = field.part is ReportPart.PARTY or field.of is AskedOf.IDENTIFIED
    return replace(field.asked, required=False) if conditional else field.asked


def _not_imported(field: ReportField) -> ReportField:
    """Leave out the way in that only an import has."""
    choices = tuple(each for each in field.asked.choices if each.value != Channel.SP4N)
    return replace(field, asked=replace(field.asked, choices=choices))

"""The questions that more than one row asks, and the coded lists behind them."""

from __future__ import annotations

from core.chain.fields import Choice, Field, FieldType, choices_of
from core.chain.states import Channel, Classification, Element, ViolationType
from core.chain.table import guards

MEASURABLE_LENGTH = 30
"""A reason shorter than this is not "jelas dan terukur" (R57)."""

# What happened (R51, R122). Only the substance is needed at once: whoever leaves the rest
# open is asked for it within three working days (R52), and never turned away.
SUBSTANCE = Field("substance", FieldType.LONG_TEXT, "Apa yang terjadi", max_length=20_000)
EVENT = (
    SUBSTANCE,
    Field("parties", FieldType.LONG_TEXT, "Siapa yang terlibat", required=False),
    Field("occurred_at", FieldType.TEXT, "Kapan terjadi", required=False),
    Field("place", FieldType.TEXT, "Di mana terjadi", required=False),
    Field("location", FieldType.TEXT, "Titik lokasi", required=False),
    Field(
        "chronology",
        FieldType.LONG_TEXT,
        "Bagaimana kejadiannya",
        required=False,
        max_length=20_000,
    ),
    Field("evidence", FieldType.FILES, "Bukti pendukung", required=False),
)

VIOLATION = Field(
    "violation_type",
    FieldType.CHOICE,
    "Jenis pelanggaran",
    choices=choices_of(ViolationType),
)

# The register of the Unit Penanganan Pengaduan (R130-R132). The agenda number and its date
# are drawn by the system.
REGISTER = (
    Field(
        "channel",
        FieldType.CHOICE,
        "Cara laporan masuk",
        choices=choices_of((Channel.DIRECT, Channel.LETTER, Channel.EMAIL, Channel.BOX, Channel.ORAL)),
    ),
    Field("letter_date", FieldType.DATE, "Tanggal surat pengaduan", required=False),
    Field("subject", FieldType.TEXT, "Perihal"),
    Field("reporter_name", FieldType.TEXT, "Nama pelapor", required=False),
    Field("reporter_address", FieldType.TEXT, "Alamat pelapor", required=False),
    Field("reporter_occupation", FieldType.TEXT, "Pekerjaan pelapor", required=False),
    Field("reporter_regency", FieldType.TEXT, "Kabupaten/kota pelapor", required=False),
    Field("reporter_province", FieldType.TEXT, "Provinsi pelapor", required=False),
    Field("reporter_source", FieldType.TEXT, "Asal/sumber pelapor", required=False),
    Field("reported_name", FieldType.TEXT, "Nama terlapor", required=False),
    Field("reported_nip", FieldType.TEXT, "NIP terlapor", required=False),
    Field("reported_address", FieldType.TEXT, "Alamat terlapor", required=False),
    Field("reported_position", FieldType.TEXT, "Jabatan terlapor", required=False),
    Field("reported_unit", FieldType.TEXT, "Satuan kerja/unit kerja terlapor", required=False),
)

SP4N = (
    Field("sp4n_id", FieldType.TEXT, "Tracking ID SP4N-LAPOR!", min_length=4, max_length=30),
    Field("sp4n_received_on", FieldType.DATE, "Tanggal masuk di SP4N-LAPOR!", required=False),
    Field("subject", FieldType.TEXT, "Judul laporan", required=False),
)

CHECKLIST = Field(
    "checklist",
    FieldType.CHOICES,
    "Unsur laporan",
    help="Identitas pelapor anonim tidak perlu dicentang.",
    choices=(
        Choice(guards.CHECK_IDENTITY, "Identitas pelapor sah dan dapat dikonfirmasi"),
        Choice(guards.CHECK_SUBJECT, "Pokok aduan jelas"),
        Choice(guards.CHECK_PARTY, "Pihak atau unit yang dilaporkan jelas (bila ada)"),
        Choice(guards.CHECK_EVENT, "Waktu, tempat, dan kronologi jelas"),
        Choice(guards.CHECK_EVIDENCE, "Bukti pendukung sah"),
    ),
)

CLASSIFICATION = Field(
    "classification",
    FieldType.CHOICE,
    "Klasifikasi",
    help="Berkadar: dugaan pelanggaran prosedur, penyimpangan, pelanggaran disiplin, "
    "atau penyalahgunaan wewenang.",
    choices=choices_of(Classification),
)

NATIONAL_REASONS = (
    Choice("other_ministry", "Kewenangan kementerian atau lembaga lain"),
    Choice("local_government", "Kewenangan pemerintah daerah"),
    Choice("election_supervisor", "Dugaan pelanggaran pemilu: kewenangan Bawaslu"),
    Choice("ethics_council", "Etik penyelenggara pemilu: kewenangan DKPP"),
    Choice("court", "Sengketa atau perkara: kewenangan pengadilan"),
    Choice("law_enforcement", "Tindak pidana umum: kewenangan aparat penegak hukum"),
    Choice("private_matter", "Urusan perorangan atau swasta"),
)

NOT_PROCESSABLE_REASONS = (
    Choice("not_logical", "Isi laporan tidak logis"),
    Choice("contrary_to_law", "Tidak sesuai dengan ketentuan peraturan perundang-undangan"),
    Choice("impossible", "Tidak mungkin dipenuhi"),
)

REASON = Field("reason", FieldType.LONG_TEXT, "Alasan", max_length=2_000)
OPTIONAL_REASON = Field("reason", FieldType.LONG_TEXT, "Alasan", required=False, max_length=2_000)
EXPLANATION = Field(
    "explanation",
    FieldType.LONG_TEXT,
    "Penjelasan untuk pelapor",
    help="Dibaca pelapor. Sebut fakta dan aturannya, dengan kalimat biasa.",
    min_length=MEASURABLE_LENGTH,
    max_length=3_000,
)
NOTE = Field("note", FieldType.LONG_TEXT, "Catatan", required=False, max_length=3_000)
FILES = Field("files", FieldType.FILES, "Berkas", required=False)
OPTIONAL_TEXT = Field("text", FieldType.LONG_TEXT, "Keterangan", required=False)
MESSAGE_TO_REPORTER = Field("message", FieldType.LONG_TEXT, "Pesan untuk pelapor", max_length=3_000)

ASKED_ELEMENTS = Field("elements", FieldType.ELEMENTS, "Yang perlu dilengkapi")
SUPPLIED_ELEMENTS = (
    *(
        Field(element.value, FieldType.LONG_TEXT, element.label, required=False)
        for element in Element
        if element is not Element.EVIDENCE
    ),
    Field(Element.EVIDENCE.value, FieldType.FILES, Element.EVIDENCE.label, required=False),
    Field(
        guards.UNKNOWN_TO_REPORTER,
        FieldType.ELEMENTS,
        "Yang tidak saya ketahui",
        required=False,
    ),
    Field("message", FieldType.LONG_TEXT, "Keterangan lain", required=False),
)

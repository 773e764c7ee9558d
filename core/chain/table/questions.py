"""The questions that more than one row asks, and the coded lists behind them."""

from __future__ import annotations

from core.chain.fields import Choice, Field, FieldType, choices_of
from core.chain.states import Classification, Element
from core.chain.table import guards

MEASURABLE_LENGTH = 30
"""A reason shorter than this is not "jelas dan terukur" (R57)."""

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

"""The questions that more than one row asks, and the coded lists behind them."""

from __future__ import annotations

from core.chain.fields import Choice, Field, FieldType, choices_of
from core.chain.states import Classification, Element
from core.chain.table import guards
from core.language import tr

MEASURABLE_LENGTH = 30
"""A reason shorter than this is not "jelas dan terukur" (R57)."""

CHECKLIST = Field(
    "checklist",
    FieldType.CHOICES,
    tr("Unsur laporan"),
    help=tr("Identitas pelapor anonim tidak perlu dicentang."),
    choices=(
        Choice(guards.CHECK_IDENTITY, tr("Identitas pelapor sah dan dapat dikonfirmasi")),
        Choice(guards.CHECK_SUBJECT, tr("Pokok aduan jelas")),
        Choice(guards.CHECK_PARTY, tr("Pihak atau unit yang dilaporkan jelas (bila ada)")),
        Choice(guards.CHECK_EVENT, tr("Waktu, tempat, dan kronologi jelas")),
        Choice(guards.CHECK_EVIDENCE, tr("Bukti pendukung sah")),
    ),
)

CLASSIFICATION = Field(
    "classification",
    FieldType.CHOICE,
    tr("Klasifikasi"),
    help=tr(
        "Berkadar: dugaan pelanggaran prosedur, penyimpangan, pelanggaran disiplin, "
        "atau penyalahgunaan wewenang."
    ),
    choices=choices_of(Classification),
)

NATIONAL_REASONS = (
    Choice(
        "other_ministry",
        tr("Kewenangan kementerian atau lembaga lain"),
        "Ini tugas kementerian atau lembaga lain, bukan KPU",
    ),
    Choice(
        "local_government",
        tr("Kewenangan pemerintah daerah"),
        "Ini tugas pemerintah daerah, bukan KPU",
    ),
    Choice(
        "election_supervisor",
        tr("Dugaan pelanggaran pemilu: kewenangan Bawaslu"),
        "Ini tugas Bawaslu (pengawas pemilu), bukan KPU",
    ),
    Choice(
        "ethics_council",
        tr("Etik penyelenggara pemilu: kewenangan DKPP"),
        "Ini tugas DKPP (etika penyelenggara pemilu), bukan KPU",
    ),
    Choice("court", tr("Sengketa atau perkara: kewenangan pengadilan"), "Ini tugas pengadilan, bukan KPU"),
    Choice(
        "law_enforcement",
        tr("Tindak pidana umum: kewenangan aparat penegak hukum"),
        "Ini tugas polisi, bukan KPU",
    ),
    Choice("private_matter", tr("Urusan perorangan atau swasta"), "Ini urusan pribadi, bukan tugas KPU"),
)

NOT_PROCESSABLE_REASONS = (
    Choice("not_logical", tr("Isi laporan tidak logis"), "isi laporan tidak masuk akal"),
    Choice(
        "contrary_to_law",
        tr("Tidak sesuai dengan ketentuan peraturan perundang-undangan"),
        "yang diminta melanggar undang-undang",
    ),
    Choice("impossible", tr("Tidak mungkin dipenuhi"), "yang diminta tidak mungkin dipenuhi"),
)

REASON = Field("reason", FieldType.LONG_TEXT, tr("Alasan"), max_length=2_000)
OPTIONAL_REASON = Field("reason", FieldType.LONG_TEXT, tr("Alasan"), required=False, max_length=2_000)
EXPLANATION = Field(
    "explanation",
    FieldType.LONG_TEXT,
    tr("Penjelasan untuk pelapor"),
    help=tr("Dibaca pelapor. Sebut fakta dan aturannya, dengan kalimat biasa."),
    min_length=MEASURABLE_LENGTH,
    max_length=3_000,
)
NOTE = Field("note", FieldType.LONG_TEXT, tr("Catatan"), required=False, max_length=3_000)
FILES = Field("files", FieldType.FILES, tr("Berkas"), required=False)
OPTIONAL_TEXT = Field("text", FieldType.LONG_TEXT, tr("Keterangan"), required=False)
MESSAGE_TO_REPORTER = Field("message", FieldType.LONG_TEXT, tr("Pesan untuk pelapor"), max_length=3_000)

ASKED_ELEMENTS = Field("elements", FieldType.ELEMENTS, tr("Yang perlu dilengkapi"))
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
        tr("Yang tidak saya ketahui"),
        required=False,
    ),
    Field("message", FieldType.LONG_TEXT, tr("Keterangan lain"), required=False),
)

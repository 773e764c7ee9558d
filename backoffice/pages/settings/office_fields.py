"""What is asked of an office itself: its names, and when it asks the reporters again whom it protected."""

from typing import Final

from core.chain.fields import Field, FieldType
from core.language import tr

OFFICE_NAMES: Final = (
    Field("name", FieldType.TEXT, tr("Nama lengkap"), max_length=120),
    Field("short_name", FieldType.TEXT, tr("Nama pendek"), max_length=80),
    Field(
        "emergency_numbers",
        FieldType.LONG_TEXT,
        tr("Nomor darurat untuk pelapor yang terancam"),
        required=False,
        max_length=300,
        help=tr("Satu baris satu nomor, misalnya 110 Polri. Kosong: seperti kantor di atas."),
    ),
    Field(
        "check_in_days",
        FieldType.TEXT,
        tr("Tanya lagi pelapor yang dilindungi"),
        required=False,
        max_length=40,
        help=tr("Hari sesudah pelindungan selesai, misalnya 30, 60, 90. Kosong: seperti kantor di atas."),
    ),
)

"""What is filled in at the desk: a report as it is registered, and the answers of the chain's steps.

Codes, as the API takes them; the words that a person sees in their place stand beside those that tests of
pages share.
"""

from collections.abc import Iterable
from typing import Any, Final

LAW: Final = "Subbagian Hukum dan Sumber Daya Manusia"
TECHNICAL: Final = "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat"

CHECKED: Final = ("identity_confirmable", "subject_clear", "party_named", "event_described")
"""The elements without which a report is not disposed."""
CHECKED_IN_WORDS: Final = (
    "Identitas pelapor sah dan dapat dikonfirmasi",
    "Pokok aduan jelas",
    "Pihak atau unit yang dilaporkan jelas (bila ada)",
    "Waktu, tempat, dan kronologi jelas",
)
EVIDENCE_IN_WORDS: Final = "Bukti pendukung"


def registration_at(office_id: int, **changes: Any) -> dict[str, Any]:
    """A report as the desk registers it; `changes` replace whole fields."""
    return {
        "office_id": office_id,
        "channel": "direct",
        "identity_mode": "open",
        "body": {
            "title": "Kantor kosong pada jam layanan",
            "substance": "Loket tutup pada jam layanan, legalisir tertunda tiga hari.",
            "parties": [{"name": "Petugas loket", "role": "reported"}],
            "happened_at": "Senin pagi",
            "place": {"text": "Kantor KPU"},
            "chronology": "Datang pukul sembilan, loket kosong sampai siang.",
        },
        "identity": {"name": "Warga Contoh", "phone": "0800000"},
        **changes,
    }


def disposition_to(unit: str, **changes: Any) -> dict[str, Any]:
    """The answers that dispose a report to a unit."""
    return {
        "checklist": list(CHECKED),
        "within_authority": True,
        "classification": "non_supervisory",
        "lead_unit": unit,
        **changes,
    }


def disposition_in_words(
    unit: str, *, checked: Iterable[str] = CHECKED_IN_WORDS, **changes: Any
) -> dict[str, Any]:
    """The same as a person answers it on the page."""
    return {
        "Unsur laporan": list(checked),
        "Berkaitan langsung dengan tugas, fungsi, dan kewenangan KPU": True,
        "Klasifikasi": "Tidak berkadar",
        "Unit penanggung jawab": unit,
        **changes,
    }

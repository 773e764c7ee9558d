"""A class to consider while a report is verified (R59, R60). Pure: words in, a suggestion out.

It never decides. Nothing is ticked by it, nothing stored: the Admin Instansi classifies, and is shown why
the words point one way.
"""

import re
from dataclasses import dataclass
from typing import Final

from core.chain.states import Classification, Kind
from core.language import lowered, tr
from core.reports.schemas import ReportBody

_STEMS: Final = (
    "suap", "pungli", "pungut", "palsu", "pemalsuan", "memalsukan", "manipulasi", "gelembung", "curang",
    "langgar", "melanggar", "pelanggaran", "salah ?guna", "penyalahgunaan", "menyalahgunakan", "intimidasi",
    "ancam", "mengancam", "segel", "coblos", "mencoblos", "netral", "memihak", "mark[- ]?up", "fiktif",
    "gelap", "menggelapkan", "korupsi", "gratifikasi", "nepotisme", "disiplin", "bolos", "lalai", "prosedur",
    "rusak",
    "hilang",
)  # fmt: skip
_BREACH: Final = re.compile(rf"\b(?:di|ter|ke)?(?:{'|'.join(_STEMS)})(?:an|kan|i|nya)?\b", re.IGNORECASE)
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A class and, in a few words, what speaks for it."""

    classification: Classification
    because: str


def suggested_class(kind: Kind, body: ReportBody) -> Suggestion:
    """Suggest a class from the kind, the words that name a breach, and whether somebody is reported."""
    if kind is not Kind.COMPLAINT:
        return Suggestion(Classification.NON_SUPERVISORY, lowered(kind.label))
    found = _BREACH.finditer(f"{body.title} {body.substance} {body.chronology}")
    named = list(dict.fromkeys(match[0].lower() for match in found))[:_MOST_NAMED]
    if not named:
        return Suggestion(Classification.NON_SUPERVISORY, tr("tidak ada kata yang menunjuk pelanggaran"))
    words = ", ".join(f"“{word}”" for word in named)
    if any(party.role == "reported" for party in body.parties):
        return Suggestion(Classification.SUPERVISORY, tr("disebut {words}; ada terlapor", words=words))
    return Suggestion(Classification.SUPERVISORY, tr("disebut {words}", words=words))

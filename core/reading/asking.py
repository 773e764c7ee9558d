"""What a report should hold and does not say, and a plain question for it (R51, R52). Pure."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from core.chain.report_fields import EVIDENCE, PARTIES, TOLD, ReportField
from core.chain.states import Element, Kind, Track
from core.reports.models import Report
from core.reports.schemas import FileView, ReportBody

_QUESTIONS: Final[Mapping[Element, str]] = MappingProxyType(
    {
        Element.WHAT: "Apa yang terjadi?",
        Element.WHO: "Siapa orangnya? Tulis nama atau jabatannya. Kalau tidak tahu, tulis ciri-cirinya.",
        Element.WHEN: "Kapan terjadinya? Tulis hari dan kira-kira jam berapa.",
        Element.WHERE: "Di mana terjadinya? Tulis nama desa, nomor TPS, atau kantornya.",
        Element.HOW: "Bagaimana kejadiannya? Ceritakan dari awal, berurutan.",
        Element.EVIDENCE: "Punya foto, rekaman, atau surat tentang ini? Kirim di sini.",
        Element.IDENTITY: "Siapa nama Anda, dan di mana alamat Anda?",
    }
)
"""What the reporter is asked, in everyday words."""
_BEGINNING: Final = "Terima kasih sudah melapor. Supaya laporan ini bisa kami periksa, tolong jawab:"
_END: Final = "Kalau ada yang tidak Anda tahu, tulis saja tidak tahu."


def missing_of(report: Report, body: ReportBody, files: Collection[FileView]) -> tuple[Element, ...]:
    """Name what a report does not say of what is asked of its kind (R51, R122); `files` are its reporter's.

    Who reports is never among it, and a question or a wish needs nothing beside what it says. A story tells
    in itself how it came about.
    """
    if report.track is not Track.WHISTLEBLOWING and report.kind is not Kind.COMPLAINT:
        return ()
    told = {Element.HOW.value} if body.story else set[str]()
    told |= {file.answers for file in files}  # answered by voice
    return tuple(
        field.element
        for field in (*TOLD, EVIDENCE)
        if field.element is not None
        and field.element.value not in told
        and not _says(body, field, has_evidence=any(not file.answers for file in files))
    )


def question_for(elements: tuple[Element, ...]) -> str:
    """Draft what the reporter is asked, one line for each element."""
    lines = [f"{place}. {_QUESTIONS[one]}" for place, one in enumerate(elements, start=1)]
    if len(lines) == 1:
        lines = [_QUESTIONS[elements[0]]]
    return "\n".join([_BEGINNING, *lines, _END]) if lines else ""


def _says(body: ReportBody, field: ReportField, *, has_evidence: bool) -> bool:
    if field is EVIDENCE:
        return has_evidence
    if field is PARTIES:
        return bool(body.parties)
    place = body.place if field.element is Element.WHERE else None
    return bool(body.answer(field)) or (place is not None and place.latitude is not None)

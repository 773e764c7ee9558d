"""The default time limits, each with the text it comes from (R6: editable per office).

Where the decree gives a number, it is cited; where it is silent, the national practice of
SP4N-LAPOR! is, and the office may set its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from core.chain.states import Classification, DeadlineKind, Kind, Track
from core.language import tr


@dataclass(frozen=True, slots=True)
class PrescribedLimit:
    """One time limit: a stable key, the clock it is for, its days and its legal source."""

    key: str
    kind: DeadlineKind
    working_days: int
    source: str


_PRACTICE = tr("praktik nasional SP4N-LAPOR! (Perpres 76/2013, PermenPANRB 62/2018)")

_RULES = (
    PrescribedLimit(
        "completion",
        DeadlineKind.COMPLETION,
        3,
        tr("Keputusan KPU 1089/2025 BAB IV A.6: pelapor melengkapi dalam 3 hari kerja"),
    ),
    PrescribedLimit(
        "verification",
        DeadlineKind.VERIFICATION,
        3,
        tr("Keputusan KPU 1089/2025 BAB IV B.9: verifikasi sampai disposisi 3 hari kerja"),
    ),
    PrescribedLimit(
        "initial_response",
        DeadlineKind.INITIAL_RESPONSE,
        5,
        tr("Tidak diatur dalam Keputusan KPU 1089/2025; 5 hari kerja menurut {practice}", practice=_PRACTICE),
    ),
    PrescribedLimit(
        "resolution.information_request",
        DeadlineKind.RESOLUTION,
        5,
        tr("Permintaan informasi: 5 hari kerja menurut {practice}", practice=_PRACTICE),
    ),
    PrescribedLimit(
        "resolution.non_supervisory",
        DeadlineKind.RESOLUTION,
        14,
        tr("Tidak berkadar pengawasan: 14 hari kerja menurut {practice}", practice=_PRACTICE),
    ),
    PrescribedLimit(
        "resolution.supervisory",
        DeadlineKind.RESOLUTION,
        60,
        tr("Berkadar pengawasan: 60 hari kerja menurut {practice}", practice=_PRACTICE),
    ),
    PrescribedLimit(
        "resolution.whistleblowing",
        DeadlineKind.RESOLUTION,
        60,
        tr(
            "Tidak diatur dalam Keputusan KPU Lombok Timur 14/2022; "
            "disamakan dengan pengaduan berkadar pengawasan, 60 hari kerja"
        ),
    ),
    PrescribedLimit(
        "closing",
        DeadlineKind.CLOSING,
        10,
        tr(
            "Tidak diatur dalam Keputusan KPU 1089/2025; 10 hari kerja menurut {practice}", practice=_PRACTICE
        ),
    ),
)

DEFAULT_RULES = MappingProxyType({rule.key: rule for rule in _RULES})
"""Every default time limit by its key."""

_SOURCES = MappingProxyType({rule.source: rule.source for rule in _RULES})


def source_in_words(kept: str) -> str:
    """Word the source kept with a clock so that a page can say it; an office's own is as it was written."""
    return _SOURCES.get(kept, kept)


def rule_key(
    deadline: DeadlineKind,
    *,
    track: Track,
    kind: Kind,
    classification: Classification | None,
) -> str:
    """Name the rule for this clock on this report.

    Only the resolution depends on the report. A supervisory class outweighs the kind: a
    question that turns out to hold a violation gets the time an examination needs. A
    complaint nobody has classified has no resolution limit yet: ValueError.
    """
    if deadline is not DeadlineKind.RESOLUTION:
        return deadline.value
    if track is Track.WHISTLEBLOWING:
        return "resolution.whistleblowing"
    if classification is Classification.SUPERVISORY:
        return "resolution.supervisory"
    if kind is Kind.INFORMATION_REQUEST:
        return "resolution.information_request"
    if classification is None and kind is Kind.COMPLAINT:
        raise ValueError("a complaint is classified before its resolution clock starts")
    return "resolution.non_supervisory"

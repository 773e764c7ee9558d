"""Placeholders of answer templates: known, checked, filled in. Pure."""

import string
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from core.chain.about import ABOUT
from core.chain.actions import Action
from core.chain.rows import Notice, Transition
from core.chain.states import Track
from core.chain.table.transitions import rows_of
from core.chain.telling.wording import notice_for
from core.language import tr

PLACEHOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nomor_agenda": tr("nomor agenda laporan"),
        "unit": tr("unit penanggung jawab"),
        "kantor": tr("kantor yang menangani"),
        "tenggat": tr("tenggat yang sedang berjalan"),
        "petugas": tr("nama Anda"),
        "jenis": tr("jenis laporan"),
    }
)

FIELDS: Final[Mapping[Action, str]] = MappingProxyType(
    {action: about.template_field for action, about in ABOUT.items() if about.template_field}
)
"""For each action that speaks to the reporter, the field a template fills."""

SAMPLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nomor_agenda": "017/52.03/XI/2026",
        "unit": "Subbagian Hukum dan Sumber Daya Manusia",
        "kantor": "KPU Kab. Contoh",
        "tenggat": "Kamis 26 November 2026, 16.00 WITA",
        "petugas": "Petugas Contoh",
        "jenis": "pengaduan",
    }
)
FIRST_RESPONSE: Final = (
    "Laporan {nomor_agenda} sudah kami terima dan ditangani {unit}. Setiap perkembangan kami sampaikan di "
    "sini. Bila ada keterangan tambahan, kirimkan lewat laporan ini."
)
"""The first words to a reporter, ready before any office has written its own (R67)."""
_LATER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "due": "(tenggat, dihitung saat dikirim)",
        "resolution_due": "(tenggat, dihitung saat dikirim)",
        "elements": "(unsur yang Anda centang)",
        "steps": "(langkah yang Anda tulis)",
        "obstacle": "(kendala yang Anda tulis)",
        "unit": "(unit)",
        "office": "(kantor)",
    }
)


def problem_of(body: str) -> str:
    """Say what is wrong with a template's placeholders, naming the known ones; empty where nothing is."""
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    try:
        parts = list(string.Formatter().parse(body))
    except ValueError:
        return tr("Kurung kurawal tidak berpasangan. Yang dikenal: {known}.", known=known)
    unknown = [
        name if not (spec or conversion) else f"{name}…"
        for _, name, spec, conversion in parts
        if name is not None and (name not in PLACEHOLDERS or spec or conversion)
    ]
    if unknown:
        named = ", ".join(f"{{{name}}}" for name in unknown)
        return tr("{named} tidak dikenal. Yang dikenal: {known}.", named=named, known=known)
    return ""


def filled(body: str, words: Mapping[str, str]) -> str:
    """Put the words in. `body` has been checked."""
    return body.format_map(words)


def as_the_reporter_reads(
    action: Action, text: str, *, track: Track = Track.PUBLIC_SERVICE, words: Mapping[str, str] = _LATER
) -> Notice:
    """Give the chain's notice for this action, with the text in it; what comes later is in brackets."""
    rows: tuple[Transition, ...] = rows_of(action, track=track)
    field = FIELDS[action]
    told = notice_for(rows[0], {field: text}, context={**_LATER, **words})
    if told is None:
        raise ValueError(f"{action.value} tells the reporter nothing")
    return told

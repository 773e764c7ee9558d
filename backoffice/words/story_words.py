"""How officers are told what was read out of a story beside its proposals.

One more hint of the reader (`core.stories.proposing.HINTS`) needs its words here, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from backoffice.contexts.story import StoryHint
from core.chain.states import Kind, Track
from core.language import tr
from core.stories.proposals import Heading, OtherBody, StoryKind, Topic


@dataclass(frozen=True, slots=True)
class _Hint:
    icon: str
    words: Mapping[str, str]
    """By its value."""


_HINTS: Final[Mapping[str, _Hint]] = MappingProxyType(
    {
        "danger": _Hint("shield-heart", {"yes": tr("Ada kata-kata tentang bahaya bagi pelapor")}),
        "self_harm": _Hint("shield-heart", {"yes": tr("Ada kata-kata putus asa: hubungi pelapor dulu")}),
        "harassment": _Hint("shield-heart", {"yes": tr("Mungkin pelecehan")}),
        "woman_officer": _Hint("user", {"yes": tr("Tawarkan petugas perempuan")}),
        "elsewhere": _Hint(
            "arrows-exchange",
            {
                OtherBody.BAWASLU: tr("Mungkin urusan Bawaslu"),
                OtherBody.DKPP: tr("Mungkin urusan DKPP"),
                OtherBody.PEMDA: tr("Mungkin urusan pemerintah daerah"),
                OtherBody.DUKCAPIL: tr("Mungkin urusan Dukcapil"),
                OtherBody.POLICE: tr("Mungkin urusan polisi"),
                OtherBody.OTHER: tr("Mungkin bukan urusan KPU"),
            },
        ),
        "kind": _Hint(
            "help-circle",
            {
                StoryKind.COMPLAINT: tr("Terbaca sebagai pengaduan"),
                StoryKind.WISH: tr("Terbaca sebagai saran"),
                StoryKind.QUESTION: tr("Terbaca sebagai pertanyaan"),
                StoryKind.WHISTLEBLOWING: tr("Terbaca sebagai laporan orang dalam (WBS)"),
            },
        ),
        "topic": _Hint(
            "bookmark",
            {
                Topic.VOTER_LIST: tr("Topik: daftar pemilih"),
                Topic.VIOLATION: tr("Topik: pelanggaran"),
                Topic.SEAL: tr("Topik: segel"),
                Topic.BALLOT: tr("Topik: surat suara"),
                Topic.RESULT_SYSTEM: tr("Topik: sistem rekapitulasi"),
            },
        ),
        "category": _Hint(
            "bookmark", {heading: tr("Kategori: {name}", name=heading.value) for heading in Heading}
        ),
        "language": _Hint(
            "language",
            {
                "jv": tr("Ditulis dalam bahasa Jawa"),
                "su": tr("Ditulis dalam bahasa Sunda"),
                "en": tr("Ditulis dalam bahasa Inggris"),
            },
        ),
    }
)
_SAID_BY_KIND: Final = {
    StoryKind.COMPLAINT: Kind.COMPLAINT,
    StoryKind.WISH: Kind.ASPIRATION,
    StoryKind.QUESTION: Kind.INFORMATION_REQUEST,
}


def hints_in_words(hints: Mapping[str, str], *, kind: Kind, track: Track) -> tuple[StoryHint, ...]:
    """Give each hint that tells the officer anything, the gravest first."""
    return tuple(
        StoryHint(icon=hint.icon, words=hint.words[value])
        for name, hint in _HINTS.items()
        if (value := hints.get(name, "")) in hint.words
        and not (name == "kind" and _known(value, kind, track))
    )


def _known(value: str, kind: Kind, track: Track) -> bool:
    """Tell whether the report's own marks say it already."""
    if track is Track.WHISTLEBLOWING:
        return value in {StoryKind.WHISTLEBLOWING, StoryKind.COMPLAINT}
    return _SAID_BY_KIND.get(StoryKind(value)) is kind

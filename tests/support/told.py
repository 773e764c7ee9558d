"""A report told as a story, with what a reader found in it: made by hand, whatever the reader does."""

from datetime import UTC, datetime, timedelta
from typing import Final

from core.chain.states import Element
from core.reports.schemas import Party, Place, Proposal, Quote, ReportBody, StoryPiece, ToldStory

PIECES: Final = (
    "min mau lapor",
    "petugas pps bu Rahma Wati minta uang 50rb buat materai",
    "kejadiannya kemarin malam di desa jantuk, yg lihat istri saya",
)
TEXT: Final = "\n".join(PIECES)
WRITTEN: Final = datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
"""Sunday 1 March 2026, 21.05 WITA."""
WHEN: Final = "kemarin malam (menurut tulisan Minggu 1 Maret 2026: Sabtu 28 Februari 2026, malam)"
RAHMA: Final = Party(name="Rahma Wati", position="petugas pps", role="reported")
WIFE: Final = Party(name="istri saya", role="witness")


def quote(words: str) -> Quote:
    """These words where they stand in the story."""
    start = TEXT.index(words)
    return Quote(start=start, end=start + len(words), words=words)


def _pieces(files: tuple[str, ...]) -> tuple[StoryPiece, ...]:
    told, at = [], 0
    for place, words in enumerate(PIECES):
        came = files if place == 1 else ()
        written = WRITTEN + timedelta(seconds=20 * place)
        told.append(StoryPiece(start=at, end=at + len(words), at=written, files=came))
        at += len(words) + 1
    return tuple(told)


PROPOSALS: Final = (
    Proposal(
        number=1,
        element=Element.WHEN,
        quotes=(quote("kemarin malam"),),
        meanings=("Sabtu 28 Februari 2026, malam",),
        value=WHEN,
        confidence=0.9,
    ),
    Proposal(
        number=2, element=Element.WHERE, quotes=(quote("desa jantuk"),), value="desa jantuk", confidence=0.9
    ),
    Proposal(
        number=3,
        element=Element.WHO,
        quotes=(quote("petugas pps bu Rahma Wati"),),
        party=RAHMA,
        confidence=0.9,
    ),
    Proposal(number=4, element=Element.WHO, quotes=(quote("istri saya"),), party=WIFE, confidence=0.6),
)


def told_body(*, files: tuple[str, ...] = (), hints: dict[str, str] | None = None) -> ReportBody:
    """A report told in three messages; `files` (SHA-256, in hex) came with the second."""
    return ReportBody(
        substance=TEXT,
        parties=(RAHMA, WIFE),
        happened_at=WHEN,
        place=Place(text="desa jantuk"),
        story=ToldStory(
            written_at=WRITTEN,
            pieces=_pieces(files),
            proposals=PROPOSALS,
            hints=hints or {"kind": "complaint"},
        ),
    )

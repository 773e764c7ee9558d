"""A story as an officer reads it: its messages as they came, and what was read out of them. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from core.chain.states import Element
from core.reports.schemas import FileView, Party, Proposal, Quote, ReportBody, StoryPiece, Verdict
from core.stories.proposing import found_again
from core.values import Frozen


class MarkedWords(Frozen):
    """Words of a message that something was read from: from where to where in it, and which proposal."""

    start: int
    end: int
    number: int


class PieceView(Frozen):
    """One message of the story."""

    text: str
    at: datetime | None
    marks: tuple[MarkedWords, ...] = ()
    """In the order of the text; none touches another."""
    files: tuple[FileView, ...] = ()


class ProposalView(Frozen):
    """What was read out of the story, and what became of it."""

    number: int
    element: Element
    """`when`, `where` or `who`."""
    words: tuple[str, ...]
    """The words it was read from."""
    meanings: tuple[str, ...]
    """Of a time, what each of these words means as a date; empty where they mean none."""
    value: str
    """What the report says for it now; of a person empty."""
    party: Party | None
    """The person, as they stand in the report now."""
    confidence: float
    verdict: Verdict | None
    """None while nobody has looked at it."""
    settled_by: str
    settled_at: datetime | None
    seen: str
    """How it stands, for a form to say what it was made from."""


class StoryView(Frozen):
    """How the report was told."""

    written_at: datetime
    pieces: tuple[PieceView, ...]
    changed: bool
    """Its writer has changed it since; the first version is the original."""
    proposals: tuple[ProposalView, ...]
    hints: dict[str, str]


def story_view(
    body: ReportBody, original: ReportBody, files: Iterable[FileView], names: Mapping[UUID | None, str]
) -> StoryView | None:
    """Put a story together.

    Args:
        body: The report's words now.
        original: As they were filed: the places of its messages are places in its substance.
        files: The reporter's files.
        names: Of the officers who did something here.
    """
    story = body.story
    if story is None:
        return None
    changed = body.substance != original.substance
    text = body.substance
    quoted = _quoted(story.proposals, text)
    left = {file.sha256: file for file in files}
    pieces = _joined_up(story.pieces, len(text)) if changed else story.pieces
    return StoryView(
        written_at=story.written_at,
        pieces=tuple(_piece(piece, text, quoted, left) for piece in pieces),
        changed=changed,
        proposals=tuple(_proposal(one, names) for one in story.proposals),
        hints=story.hints,
    )


def _joined_up(pieces: tuple[StoryPiece, ...], end: int) -> tuple[StoryPiece, ...]:
    """Give a story whose words were changed as one message: its places are those of the first version."""
    first = next((piece for piece in pieces if piece.end), None)
    files = tuple(file for piece in pieces for file in piece.files)
    return (StoryPiece(start=0, end=end, at=first.at if first else None, files=files),)


def _quoted(proposals: Iterable[Proposal], text: str) -> list[tuple[Quote, int]]:
    """Find the words of every proposal; where two share a letter, the longer ones are marked."""
    found = [
        (again, one.number)
        for one in proposals
        for quote in one.quotes
        if (again := found_again(quote, text)) is not None
    ]
    kept: list[tuple[Quote, int]] = []
    for quote, number in sorted(found, key=lambda each: each[0].start - each[0].end):
        if all(quote.end <= other.start or other.end <= quote.start for other, _ in kept):
            kept.append((quote, number))
    return sorted(kept, key=lambda each: each[0].start)


def _piece(
    piece: StoryPiece, text: str, quoted: list[tuple[Quote, int]], left: dict[str, FileView]
) -> PieceView:
    inside = [each for each in quoted if piece.start <= each[0].start and each[0].end <= piece.end]
    return PieceView(
        text=text[piece.start : piece.end],
        at=piece.at,
        marks=tuple(
            MarkedWords(start=quote.start - piece.start, end=quote.end - piece.start, number=number)
            for quote, number in inside
        ),
        files=tuple(left.pop(file) for file in piece.files if file in left),
    )


def _proposal(proposal: Proposal, names: Mapping[UUID | None, str]) -> ProposalView:
    settled = proposal.settled
    return ProposalView(
        number=proposal.number,
        element=proposal.element,
        words=tuple(one.words for one in proposal.quotes),
        meanings=proposal.meanings,
        value=proposal.answer,
        party=proposal.person,
        confidence=proposal.confidence,
        verdict=settled.verdict if settled else None,
        settled_by=names.get(settled.officer_id, "") if settled else "",
        settled_at=settled.at if settled else None,
        seen=proposal.seen,
    )

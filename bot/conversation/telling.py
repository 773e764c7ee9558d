"""How a draft was told, for the officer: the story's messages in their order, and what was read out of them.

What its writer has changed since is their own answer, and no proposal any more.
"""

from bot.conversation.parties import plain
from bot.memory.state import Draft, Heard, Piece
from core.chain.states import Element
from core.reports.schemas import Proposal, Quote, StoryPiece, ToldStory
from core.reports.voiced import is_voiced
from core.stories.proposing import found_again
from core.values import MAX_LINE


def story_of(draft: Draft) -> ToldStory | None:
    """Give how the draft was told as it is sent; None where it was asked step by step."""
    heard = draft.heard
    if heard is None:
        return None
    told = draft.substance.strip()
    kept = [one for one in heard.proposals if _still_said(draft, one)]
    proposals = [
        one.model_copy(update={"number": place, "quotes": _quotes(one, told), **_as_filed(draft, one)})
        for place, one in enumerate(kept, start=1)
    ]
    return ToldStory(
        written_at=heard.written_at,
        pieces=tuple(_pieces(draft, heard, told)),
        proposals=tuple(proposals),
        hints=heard.hints,
    )


def _still_said(draft: Draft, proposal: Proposal) -> bool:
    """Tell whether the draft still says what was read."""
    match proposal.element:
        case Element.WHEN:
            return draft.happened_at == proposal.value[:MAX_LINE]
        case Element.WHERE:
            return draft.place == proposal.value[:MAX_LINE]
    return proposal.party in [plain(party) for party in draft.parties]


def _as_filed(draft: Draft, proposal: Proposal) -> dict[str, str]:
    filed = {Element.WHEN: draft.happened_at, Element.WHERE: draft.place}
    return {"value": filed[proposal.element].strip()} if proposal.element in filed else {}


def _quotes(proposal: Proposal, told: str) -> tuple[Quote, ...]:
    """Give the words it was read from where they stand now: times keep theirs even where they were edited."""
    if proposal.element is Element.WHEN:  # each has its meaning beside it
        return tuple(found_again(one, told) or one for one in proposal.quotes)
    return tuple(found for one in proposal.quotes if (found := found_again(one, told)))


def _pieces(draft: Draft, heard: Heard, told: str) -> list[StoryPiece]:
    """Give message by message what was said and what came with it, in the order they were sent."""
    came: dict[int, list[str]] = {}
    kept = {file.sha256.hex() for file in draft.evidence}
    for file, number in heard.files.items():
        if file in kept:
            came.setdefault(number, []).append(file)
    said = [
        (number, StoryPiece(start=start, end=end, at=heard.times.get(number), files=_taken(came, number)))
        for number, start, end in _places(draft, told)
    ]
    alone = [
        (number, StoryPiece(start=0, end=0, at=heard.times.get(number), files=tuple(files)))
        for number, files in came.items()
    ]
    return [piece for _, piece in sorted([*said, *alone], key=lambda each: each[0])]


def _taken(came: dict[int, list[str]], number: int) -> tuple[str, ...]:
    return tuple(came.pop(number, ()))


def _places(draft: Draft, told: str) -> list[tuple[int, int, int]]:
    """Give by message from where to where its words stand; all at once where they cannot be told apart."""
    source = draft.sources.get("what")
    if source is None or is_voiced(
        told
    ):  # told by voice or by files alone: the words that stand for it are ours
        return []
    pieces = next((each for each in draft.told if each[0].message_id == source), [])
    found: list[tuple[int, int, int]] = []
    at = 0
    for piece in pieces or [Piece(message_id=source, text=told)]:
        words = piece.text.strip()
        start = told.find(words, at)
        if start < 0:
            return [(source, 0, len(told))]
        at = start + len(words)
        if words:
            found.append((piece.message_id, start, at))
    return found

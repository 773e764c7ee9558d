"""What was written under a file that cannot be kept: it becomes part of the report all the same."""

from bot.conversation.files import Kept
from bot.conversation.pieces import keep, pieces_of, words_of
from bot.conversation.steps import BY_NAME, IDENTITY, PARAGRAPH, limit_of
from bot.memory.state import Draft, Piece
from bot.texts import draft as words


def asks_who(draft: Draft) -> bool:
    """Tell whether what is asked now is who reports: officers do not read that with the report."""
    return draft.step in BY_NAME and BY_NAME[draft.step].group == IDENTITY


def keep_captions(draft: Draft, kept: Kept, *, answered: bool) -> str:
    """Keep the captions of refused files, unless they answered the question; say what became of them.

    A file that is kept keeps its own caption.
    """
    if answered or not kept.captions:
        return "" if kept.files else words.FILE_REFUSED_TEXT_KEPT
    if asks_who(draft):
        return words.REMARK_NOT_IDENTITY  # officers read the chronology, but not who reports
    pieces = [*paragraphs_of(draft, "remarks", draft.remarks), *kept.captions]
    remarks = words_of(pieces)
    if len(remarks) > limit_of(draft, BY_NAME["remarks"]):
        return words.REMARK_NO_ROOM
    draft.remarks = remarks
    draft.sources["remarks"] = pieces[0].message_id
    keep(draft.told, pieces)
    if "remarks" not in draft.passed:
        draft.passed.append("remarks")  # nobody is asked for it: it is looked over in the review
    return words.REMARK_ADDED


def paragraphs_of(draft: Draft, step: str, text: str) -> list[Piece]:
    """Return which message said what of an answer that begins a paragraph where others go before."""
    pieces = pieces_of(draft.told, draft.sources.get(step, 0), text)
    return [piece if at else piece.model_copy(update={"joint": PARAGRAPH}) for at, piece in enumerate(pieces)]

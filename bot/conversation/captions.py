"""Words under a file that is not kept, and whence an answer came: part of the report all the same."""

from bot.conversation.files import Kept
from bot.conversation.pieces import keep, pieces_of, words_of
from bot.conversation.steps import BY_NAME, IDENTITY, PARAGRAPH, limit_of
from bot.incoming import Incoming
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
    return add_remarks(draft, kept.captions)


def keep_origin(draft: Draft, incoming: Incoming) -> str:
    """Keep whence an answer was forwarded that could not take it in itself; say what became of it."""
    piece = Piece(message_id=incoming.message_id, text=incoming.forwarded, joint=PARAGRAPH)
    said = add_remarks(draft, [piece])
    return words.ORIGIN_ADDED if said == words.REMARK_ADDED else said


def add_remarks(draft: Draft, more: list[Piece]) -> str:
    """Let these words follow the remarks, if there is room; say what became of them."""
    pieces = [*paragraphs_of(draft, "remarks", draft.remarks), *more]
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

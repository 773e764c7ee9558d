"""An answer that came in several messages: Telegram cuts long texts, and an album has a caption a file.

Each message is remembered with what it said, so that its edit changes that piece and no other.
"""

from dataclasses import replace

from bot.incoming import Incoming
from bot.memory.state import Piece
from bot.turn import Turn
from core.reports.schemas import ChatPiece, ChatSource, joined

Told = list[list[Piece]]
"""The answers of a draft, an action or a report that came in several messages."""


def remember(told: Told, incoming: Incoming) -> None:
    """Note the messages of an answer that was taken."""
    if len(incoming.pieces) > 1:
        keep(told, list(incoming.pieces))


def keep(told: Told, pieces: list[Piece]) -> None:
    """Note these messages in place of what was known of them."""
    told[:] = [*(each for each in told if each[0].message_id != pieces[0].message_id), pieces]


def whole_of(told: Told, incoming: Incoming) -> tuple[Incoming, list[Piece]]:
    """Put an edited message among the others of its answer; return the whole answer and its messages.

    What came in one message is returned as it is, with no messages.
    """
    for pieces in told:
        if any(piece.message_id == incoming.message_id for piece in pieces):
            changed = [
                piece.model_copy(update={"text": incoming.text})
                if piece.message_id == incoming.message_id
                else piece
                for piece in pieces
            ]
            whole = replace(incoming, message_id=changed[0].message_id, text=words_of(changed))
            return whole, changed
    return incoming, []


def words_of(pieces: list[Piece]) -> str:
    """Write what the messages say together."""
    return joined((piece.joint, piece.text) for piece in pieces)


def pieces_of(told: Told, message_id: int, text: str) -> list[Piece]:
    """Return which message said what of an answer; nothing where it is empty."""
    if not text:
        return []
    known = next((pieces for pieces in told if pieces[0].message_id == message_id), None)
    return known or [Piece(message_id=message_id, text=text)]


def source_of(turn: Turn, told: Told, message_id: int) -> ChatSource:
    """Name the message that gave an answer, or the first of them with all the others."""

    def key(number: int) -> bytes:
        return turn.services.source_key(turn.chat_id, number)

    pieces = next((each for each in told if each[0].message_id == message_id), [])
    said = tuple(ChatPiece(key=key(piece.message_id), text=piece.text, joint=piece.joint) for piece in pieces)
    return ChatSource(key=key(message_id), pieces=said)

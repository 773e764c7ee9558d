"""Gathering a story: message by message, its files still with Telegram, and edits of what was told."""

from typing import Final

from bot.incoming import Incoming
from bot.memory.state import HeldStory, Piece
from bot.page import Page
from bot.story.pages import StoryPage
from bot.turn import Turn
from core.clock import now
from core.values import MAX_TEXT

MOST_FILES: Final = 20
MOST_PIECES: Final = 100
"""More messages than this, or more letters than a report takes, are one story no longer; it is said."""


def _pieces(incoming: Incoming) -> list[Piece]:
    told = incoming.forwarded
    pieces = [piece.model_copy() for piece in incoming.pieces]
    if told and pieces:
        pieces[-1] = pieces[-1].model_copy(update={"text": f"{pieces[-1].text}\n{told}"})
    elif told:
        pieces = [Piece(message_id=incoming.message_id, text=told)]
    for piece in pieces:
        piece.joint, piece.at = "\n", incoming.written_at or now()
    return pieces


def add_to(story: HeldStory | None, incoming: Incoming) -> HeldStory:
    """Add a message to what was told before; captions are told as well."""
    story = story or HeldStory(written_at=incoming.written_at or now())
    story.last_at = incoming.written_at or now()
    pieces = _pieces(incoming)
    length = len(story.text) + sum(len(piece.text) + 1 for piece in pieces)
    story.full = (
        length > MAX_TEXT
        or len(story.pieces) + len(pieces) > MOST_PIECES
        or len(story.files) + len(incoming.attachments) > MOST_FILES
    )
    if story.full:
        return story
    story.pieces += pieces
    at = incoming.written_at or now()
    story.files += [file.model_copy(update={"at": at}) for file in incoming.attachments]
    if incoming.latitude is not None:
        story.latitude, story.longitude = incoming.latitude, incoming.longitude
    if incoming.phone and not incoming.phone_is_own:
        told = f"{incoming.contact_name}, {incoming.phone}".strip(", ")
        story.pieces.append(Piece(message_id=incoming.message_id, text=told, joint="\n", at=at))
    return story


def edited_story(turn: Turn, incoming: Incoming) -> Page | None:
    """Let an edited message change what it told; None where it told nothing of the story."""
    story = turn.story
    if story is None:
        return None
    known = False
    for piece in story.pieces:
        if piece.message_id == incoming.message_id:
            piece.text, known = incoming.text, True
    for file in story.files:
        if file.message_id == incoming.message_id:
            file.caption, known = incoming.text, True
    return StoryPage() if known else None

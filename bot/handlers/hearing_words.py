"""A spoken "ya" that sends, where the recogniser is on: heard once, and kept nowhere.

Of what is protected nothing is recognised without consent: there it is one more voice note, and one press
or one typed word sends.
"""

from dataclasses import replace

from bot.conversation.steps import REVIEW
from bot.incoming import Incoming
from bot.memory.state import Mode
from bot.spoken import YES
from bot.turn import Turn
from core.chain.states import IdentityMode, Track

_SEND = YES | {"kirim", "kirim saja", "ya kirim", "iya kirim", "kirim ya", "kirimkan", "ya kirimkan"}


async def as_word(turn: Turn, incoming: Incoming, mode: Mode) -> Incoming:
    """Read a short voice note as the word that sends, where something waits to be sent; else leave it."""
    if not incoming.is_spoken or incoming.text or not _waits_to_be_sent(turn, mode):
        return incoming
    said = await turn.services.spoken_word(incoming.attachments)
    return replace(incoming, text="kirim", attachments=()) if said in _SEND else incoming


def _waits_to_be_sent(turn: Turn, mode: Mode) -> bool:
    story, draft = turn.story, turn.state.draft
    if mode is Mode.STORY and story is not None:
        return story.shown and not (story.inside or story.correcting or story.cancelling)
    if mode is not Mode.DRAFT or draft is None or draft.step != REVIEW or draft.cancelling:
        return False
    return draft.identity_mode is IdentityMode.OPEN and draft.track is not Track.WHISTLEBLOWING

"""A message that a bad line sent twice: the same words again, before anybody could have read the answer."""

from datetime import timedelta
from hashlib import blake2b
from typing import Final

from bot.conversation.buttons import TYPED
from bot.conversation.danger import EXPLICIT
from bot.incoming import Incoming
from bot.spoken import NO, YES, number_said
from bot.turn import Turn
from core.privacy.tracking import tracking_id_in

_AT_ONCE: Final = timedelta(seconds=3)
"""By Telegram's clock, which counts whole seconds. Nobody reads a question and answers it faster."""


def is_doubled(turn: Turn, incoming: Incoming) -> bool:
    """Tell whether this is the last message once more, which would answer the next question unread.

    Numbers, tracking IDs, yes and no, and the words of buttons may be said twice: each answers a question.
    """
    state, at = turn.state, incoming.written_at
    said = blake2b(incoming.text.encode(), digest_size=8).hexdigest() if incoming.text else ""
    same = bool(said) and state.last_said == said
    soon = at is not None and state.last_said_at is not None and at - state.last_said_at <= _AT_ONCE
    state.last_said, state.last_said_at = said, at
    if not (same and soon) or incoming.attachments:
        return False
    return not _may_be_meant(turn, incoming)


def _may_be_meant(turn: Turn, incoming: Incoming) -> bool:
    word = incoming.word
    known = word in TYPED or word in YES or word in NO or word in EXPLICIT
    found = tracking_id_in(incoming.text) is not None
    return known or found or number_said(word) is not None or bool(turn.worded(incoming.text))

"""Finds what Telegram marks by itself: commands, links, addresses, mentions, hashtags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deploy.simulator.entities.spans import Entity, utf16_length

if TYPE_CHECKING:
    from deploy.simulator.entities.spans import Formatted

_PATTERNS = (
    ("url", re.compile(r"(?<![\w@/])(?:https?://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#&])#\w*[^\W\d]\w*")),
)
_CLOSED = frozenset({"code", "pre", "text_link", "text_mention", "url", "email", "bot_command"})
_TELLTALE = re.compile(r"[@/#]|www\.")


def find_automatic(formatted: Formatted) -> list[Entity]:
    """List the automatic entities, none inside code or another link."""
    text = formatted.text
    if not _TELLTALE.search(text):
        return []
    taken = [entity for entity in formatted.entities if entity.type in _CLOSED]
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            entity = Entity(kind, start, utf16_length(match.group()))
            if all(entity.end <= other.offset or entity.offset >= other.end for other in taken):
                taken.append(entity)
                found.append(entity)
    return found

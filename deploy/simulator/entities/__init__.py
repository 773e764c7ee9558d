"""Formatted text as Telegram reads it: parse modes, explicit entities, automatic ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.simulator.entities.automatic import find_automatic
from deploy.simulator.entities.html import parse_html
from deploy.simulator.entities.markdown import parse_markdown
from deploy.simulator.entities.markdown_v2 import parse_markdown_v2
from deploy.simulator.entities.spans import Entity, Formatted, trim, utf16_length
from deploy.simulator.errors import bad_request

if TYPE_CHECKING:
    from deploy.simulator.storage import Json

__all__ = ["Entity", "Formatted", "formatted", "plain", "utf16_length"]

_PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}


def formatted(text: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    """Read a bot's text in its parse mode, or with the entities it lists."""
    clean = _clean(text)
    if parse_mode and not entities:
        parser = _PARSERS.get(parse_mode.lower())
        if parser is None:
            raise bad_request("unsupported parse_mode")
        result = parser(clean)
    else:
        result = Formatted(clean, [Entity.from_json(entity) for entity in entities or []])
    return _finish(result)


def plain(text: str) -> Formatted:
    """Read a person's text: only commands, links and the like are found in it."""
    return _finish(Formatted(_clean(text), []))


def _finish(result: Formatted) -> Formatted:
    trimmed = trim(result)
    found = find_automatic(trimmed)
    trimmed.entities.extend(found)
    trimmed.entities.sort(key=lambda entity: (entity.offset, -entity.length))
    return trimmed


def _clean(text: str) -> str:
    """Drop what Telegram drops: control characters and carriage returns."""
    return "".join(" " if c < " " and c not in "\n\t" else c for c in text if c != "\r")

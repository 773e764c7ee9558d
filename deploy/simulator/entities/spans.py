"""A text with marked spans, counted in UTF-16 code units as Telegram counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deploy.simulator.errors import BotApiError, bad_request

if TYPE_CHECKING:
    from deploy.simulator.storage import Json

_BEYOND_BMP = "\uffff"


def utf16_length(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text) + sum(1 for char in text if char > _BEYOND_BMP)


def cannot_parse(why: str) -> BotApiError:
    """Make the refusal of a badly marked text."""
    return bad_request(f"can't parse entities: {why}")


@dataclass(slots=True)
class Entity:
    """One marked span."""

    type: str
    offset: int
    length: int
    extra: Json = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Tell where the span ends."""
        return self.offset + self.length

    @classmethod
    def from_json(cls, body: Json) -> Entity:
        """Read an entity a bot lists."""
        try:
            kind, offset, length = str(body["type"]), int(body["offset"]), int(body["length"])
        except (KeyError, TypeError, ValueError) as error:
            raise bad_request("can't parse MessageEntity") from error
        extra = {k: v for k, v in body.items() if k not in {"type", "offset", "length"}}
        return cls(kind, offset, length, extra)

    def as_json(self) -> Json:
        """Write the entity as the Bot API does."""
        return {"offset": self.offset, "length": self.length, "type": self.type, **self.extra}


@dataclass(slots=True)
class Formatted:
    """A text and its entities."""

    text: str
    entities: list[Entity]

    def fields(self, prefix: str = "") -> Json:
        """Write the message fields (`text`/`entities` or `caption`/`caption_entities`)."""
        fields: Json = {prefix or "text": self.text}
        if self.entities:
            name = f"{prefix}_entities" if prefix else "entities"
            fields[name] = [entity.as_json() for entity in self.entities]
        return fields


@dataclass(slots=True)
class Writer:
    """Builds a formatted text piece by piece."""

    parts: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    length: int = 0

    def write(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.length += utf16_length(text)

    def mark(self, kind: str, start: int, extra: Json | None = None) -> None:
        """Mark everything written since *start*; an empty span leaves no mark."""
        if self.length > start:
            self.entities.append(Entity(kind, start, self.length - start, extra or {}))

    def result(self) -> Formatted:
        """Give what was written."""
        return Formatted("".join(self.parts), self.entities)


def trim(result: Formatted) -> Formatted:
    """Strip white space at both ends and fit the entities to what remains."""
    stripped = result.text.rstrip(" \n\t")
    cut = len(stripped) - len(stripped.lstrip(" \n\t"))
    stripped = stripped[cut:]
    length = utf16_length(stripped)
    kept = []
    for entity in result.entities:
        start = min(max(entity.offset - cut, 0), length)
        end = min(max(entity.end - cut, 0), length)
        if end > start:
            kept.append(Entity(entity.type, start, end - start, entity.extra))
    return Formatted(stripped, kept)

"""What is sealed of a line: a reporter's words answer by answer, and of a cut text piece by piece.

Telegram cuts a text of more than 4,096 letters into several messages, and an album has as many captions
as files. Each piece knows its message, so that an edit changes that piece and nothing else.
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from core.reports.schemas import ChatSource, joined

REMOVED = "(dihapus)"
"""Shown where the words of a caption were taken away."""


class LinePiece(BaseModel):
    """What one of several messages said of an answer; read by every later version, so never renamed."""

    model_config = ConfigDict(frozen=True)

    source: str
    text: str
    joint: str = ""
    """What stands between it and the piece before."""


class LinePart(BaseModel):
    """One answer among the words of a line; read by every later version, so never renamed."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The field it answers, or the element of the report."""
    label: str = ""
    text: str
    source: str = ""
    """Keyed hash, in hex, of the chat message it came in: an edit of that message finds it."""
    pieces: tuple[LinePiece, ...] = ()
    """Where it came in several messages: what each of them said."""

    def came_in(self, source: str) -> bool:
        """Tell whether the message behind this hash gave the answer, or a piece of it."""
        return bool(source) and (source == self.source or any(one.source == source for one in self.pieces))

    def reworded(self, source: str, text: str) -> "LinePart":
        """Return the answer with what one message said changed; where it came in one, all of it."""
        if not any(one.source == source for one in self.pieces):
            return self.model_copy(update={"text": text, "pieces": ()})
        changed = tuple(
            one.model_copy(update={"text": text}) if one.source == source else one for one in self.pieces
        )
        return self.model_copy(update={"text": _joined(changed), "pieces": changed})


class SealedLine(BaseModel):
    """What is sealed of a message."""

    model_config = ConfigDict(frozen=True)

    title: str = ""
    text: str
    """All its words, as they are read."""
    said: str = ""
    """The same as its reporter was told it, where that was in another language."""
    parts: tuple[LinePart, ...] = ()
    """A reporter's words answer by answer, so that one can be edited and the others stay."""


def part_of(name: str, label: str, text: str, source: ChatSource | None) -> LinePart:
    """Make an answer that knows its messages.

    Pieces that do not make up the text are left out: of an identity no word stands in a line.
    """
    if source is None:
        return LinePart(name=name, label=label, text=text)
    pieces = tuple(LinePiece(source=one.key.hex(), text=one.text, joint=one.joint) for one in source.pieces)
    whole = LinePart(name=name, label=label, text=text, source=source.key.hex())
    same = _joined(pieces).strip() == text.strip()
    return whole.model_copy(update={"pieces": pieces}) if pieces and same else whole


def line_of_parts(parts: tuple[LinePart, ...], *, title: str = "") -> SealedLine:
    """Put answers together in one line, labelled where there are several."""
    if len(parts) == 1:
        return SealedLine(title=title, text=parts[0].text or REMOVED, parts=parts)
    text = "\n\n".join(f"{part.label}: {part.text}" for part in parts)
    return SealedLine(title=title, text=text, parts=parts)


def said_in(lines: Iterable[SealedLine]) -> dict[str, str]:
    """Return by the hash of each message what it says now, as far as lines tell. Oldest line first."""
    said: dict[str, str] = {}
    for line in lines:
        for part in line.parts:
            said |= {one.source: one.text for one in part.pieces} or {part.source: part.text}
    said.pop("", None)
    return said


def _joined(pieces: Iterable[LinePiece]) -> str:
    return joined((one.joint, one.text) for one in pieces)

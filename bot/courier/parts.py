"""Cuts a push into the messages Telegram takes: texts of at most 4096 characters, albums, files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from bot.speech.media import medium_of
from core.notifications.delivery import Outgoing
from core.notifications.payload import PushButton, PushFile

TEXT_LIMIT: Final = 4096
ALBUM_LIMIT: Final = 10
_NEXT_HEADING: Final = "Selanjutnya: "

# Where a text may be cut, the best place first.
_SEAMS: Final = (
    re.compile(r"\n{2,}"),
    re.compile(r"(?<=[.!?…])[\"'”’)]*\s+"),
    re.compile(r"\n"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TextPart:
    """One text message."""

    html: str
    buttons: tuple[PushButton, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FilesPart:
    """One file, or several of one sort that go out as an album."""

    medium: str
    """`photo`, `video`, `audio` or `document`: how the chat shows it."""
    files: tuple[PushFile, ...]


Part = TextPart | FilesPart


def utf16_length(text: str) -> int:
    """Count as Telegram counts: in UTF-16 units, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _prefix_within(text: str, limit: int) -> int:
    """Return how many characters of `text` fit into `limit` UTF-16 units."""
    if utf16_length(text[:limit]) <= limit:
        return min(limit, len(text))
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if utf16_length(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def split_text(text: str, *, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """Cut a text at paragraph or sentence ends, at words where a sentence is endless."""
    pieces = []
    rest = text.strip()
    while utf16_length(rest) > limit:
        end = _seam(rest, _prefix_within(rest, limit))
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def _seam(text: str, longest: int) -> int:
    for seam in _SEAMS:
        ends = [match.end() for match in seam.finditer(text, 0, longest + 1)]
        fitting = [end for end in ends if longest // 3 <= end <= longest]
        if fitting:
            return fitting[-1]
    return longest


def parts_of(push: Outgoing) -> tuple[Part, ...]:
    """Lay a push out as messages, the same way every time: a retry goes on where it stopped."""
    return (*_texts(push), *_groups(push.files))


def _texts(push: Outgoing) -> Iterator[TextPart]:
    body = push.text
    if push.next_text:
        body = f"{body}\n\n{_NEXT_HEADING}{push.next_text}"
    title = push.title.strip()
    room = TEXT_LIMIT - (utf16_length(title) + 2 if title else 0)
    pieces = list(split_text(body, limit=room)) or [""]
    html = [escape(piece, quote=False) for piece in pieces]
    if title:
        html[0] = f"<b>{escape(title, quote=False)}</b>\n\n{html[0]}".rstrip()
    for piece in html[:-1]:
        yield TextPart(html=piece)
    yield TextPart(html=html[-1], buttons=push.buttons)


def _groups(files: tuple[PushFile, ...]) -> Iterator[FilesPart]:
    """Group neighbours that may share an album: photos with videos, audios, documents."""
    waiting: list[PushFile] = []
    for file in files:
        if waiting and (_album_kind(file) != _album_kind(waiting[0]) or len(waiting) == ALBUM_LIMIT):
            yield FilesPart(medium=_album_kind(waiting[0]), files=tuple(waiting))
            waiting = []
        waiting.append(file)
    if waiting:
        yield FilesPart(medium=_album_kind(waiting[0]), files=tuple(waiting))


def _album_kind(file: PushFile) -> str:
    medium = medium_of(file.mime)
    return "photo" if medium == "video" else medium

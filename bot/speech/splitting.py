"""Cutting a long text into messages at sentence ends, each of them valid HTML by itself."""

import re
from html import escape as html_escape
from html import unescape
from typing import Final

MESSAGE_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
_TOKEN: Final = re.compile(r"<[^>]*>|&#?\w+;|\s+|[^\s<&]+|[<&]")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)]*$")
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def cleaned(text: str) -> str:
    """Drop control and invisible direction characters, which no person types."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def escape(text: str) -> str:
    """Make any text safe inside Telegram's HTML."""
    return html_escape(cleaned(text), quote=False)


def shown_length(text: str) -> int:
    """Count as Telegram does: UTF-16 units after the entities are read."""
    return sum(_shown(token) for token in _TOKEN.findall(text))


def split_html(text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Cut `text` into parts of at most `limit` shown characters."""
    parts: list[str] = []
    rest = text
    while 2 * len(rest) > limit and shown_length(rest) > limit:  # nothing shows as more than two units
        cut = _cut(rest, limit)
        head, rest = rest[:cut], rest[cut:].lstrip()
        still_open = _open_tags(head)
        closing = "".join(f"</{_tag(tag)}>" for tag in reversed(still_open))
        parts.append(head.rstrip() + closing)
        rest = "".join(still_open) + rest
    if rest.strip():
        parts.append(rest)
    return parts


def _shown(token: str) -> int:
    if token.startswith("<") and token.endswith(">"):
        return 0
    return len(unescape(token).encode("utf-16-le")) // 2


def _cut(text: str, limit: int) -> int:
    """Find where to cut: after the last sentence that fits, else word, else letter."""
    length, sentence, word = 0, 0, 0
    ended = False
    for match in _TOKEN.finditer(text):
        token = match.group()
        width = _shown(token)
        if length + width > limit:
            if token.isspace() and ended:
                return match.start()
            if token.isspace():
                return sentence or match.start()
            fallback = match.start() + _fitting(token, limit - length)
            return sentence or word or fallback
        length += width
        if token.isspace():
            word = match.start()
            if ended or "\n" in token:
                sentence = match.start()
        if width:
            ended = bool(_SENTENCE_END.search(token))
    return len(text)


def _fitting(token: str, room: int) -> int:
    """Count the characters of a word without spaces that still fit."""
    if token.startswith("&"):
        return 0
    count = used = 0
    for char in token:
        used += 2 if ord(char) > 0xFFFF else 1  # noqa: PLR2004  # UTF-16
        if used > room:
            break
        count += 1
    return count


def _open_tags(text: str) -> list[str]:
    stack: list[str] = []
    for token in _TOKEN.findall(text):
        if token.startswith("</"):
            if stack:
                stack.pop()
        elif token.startswith("<") and token.endswith(">"):
            stack.append(token)
    return stack


def _tag(opening: str) -> str:
    return opening.strip("<>").split()[0]

"""`parse_mode=HTML`, with Telegram's own complaints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deploy.simulator.entities.spans import Formatted, Writer, cannot_parse

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_PIECE = re.compile(r"[^<&]+|<|&")
_NAME = re.compile(r"[^\s>/=]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)\s*(=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_LAST_CODE_POINT = 0x10FFFF


def _decode(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code <= _LAST_CODE_POINT else match.group()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int


def parse_html(text: str) -> Formatted:
    """Read HTML, or refuse as Telegram does."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.writer = Writer()
        self.stack: list[_Open] = []

    def byte_offset(self, at: int) -> int:
        return len(self.text[:at].encode())

    def read(self) -> Formatted:
        while match := _PIECE.match(self.text, self.at):
            piece = match.group()
            if piece == "<":
                self._tag()
            elif piece == "&" and (reference := _REFERENCE.match(self.text, self.at)):
                self.writer.write(_decode(reference))
                self.at = reference.end()
            else:
                self.writer.write(piece)
                self.at = match.end()
        if self.stack:
            tag = self.stack[-1].tag
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return self.writer.result()

    def _tag(self) -> None:
        if self.text.startswith("</", self.at):
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        offset = self.byte_offset(begin)
        name = _NAME.match(self.text, begin + 1)
        tag = name.group().lower() if name else ""
        at = name.end() if name else begin + 1
        if at >= len(self.text):
            raise cannot_parse(f"Unclosed start tag at byte offset {offset}")
        if tag not in _TYPES:
            raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {offset}')
        attributes, self.at = self._attributes(tag, at, offset)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self.stack.append(_Open(tag, attributes, self.writer.length))

    def _attributes(self, tag: str, at: int, offset: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self.text) and self.text[at].isspace():
                at += 1
            if at >= len(self.text):
                raise cannot_parse(f'Unclosed start tag "{tag}" at byte offset {offset}')
            if self.text[at] == ">":
                return attributes, at + 1
            match = _ATTRIBUTE.match(self.text, at)
            if match is None:
                raise cannot_parse(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
            value = next((group for group in match.groups()[2:] if group is not None), "")
            attributes[match.group(1).lower()] = _REFERENCE.sub(_decode, value)
            at = match.end()

    def _end_tag(self) -> None:
        offset = self.byte_offset(self.at)
        close = self.text.find(">", self.at)
        if close < 0:
            raise cannot_parse(f"Unclosed end tag at byte offset {offset}")
        tag = self.text[self.at + 2 : close].strip().lower()
        if not self.stack:
            raise cannot_parse(f"Unexpected end tag at byte offset {offset}")
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            raise cannot_parse(
                f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at = close + 1
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind = _TYPES[opened.tag]
        language = opened.attributes.get("class", "").removeprefix("language-")
        inside_pre = bool(self.stack) and self.stack[-1].tag == "pre"
        if kind == "text_link":
            self._link(opened)
        elif opened.tag == "code" and inside_pre and language:
            self.stack[-1].attributes["language"] = language
        elif opened.tag == "code" and inside_pre:
            return
        elif kind == "pre" and "language" in opened.attributes:
            extra = {"language": opened.attributes["language"]}
            self.writer.mark(kind, opened.start, extra)
        elif kind == "blockquote" and "expandable" in opened.attributes:
            self.writer.mark("expandable_blockquote", opened.start)
        elif kind == "custom_emoji":
            emoji = {"custom_emoji_id": opened.attributes.get("emoji-id", "")}
            self.writer.mark(kind, opened.start, emoji)
        else:
            self.writer.mark(kind, opened.start)

    def _link(self, opened: _Open) -> None:
        whole = self.writer.result().text.encode("utf-16-le")[2 * opened.start :]
        url = opened.attributes.get("href") or whole.decode("utf-16-le")
        if re.match(r"(?i)(https?|tg|mailto|tel)[:]|[\w-]+(\.[\w-]+)+", url):
            self.writer.mark("text_link", opened.start, {"url": url})

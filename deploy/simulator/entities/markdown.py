"""`parse_mode=Markdown`, the old one, with Telegram's own complaints."""

from __future__ import annotations

from deploy.simulator.entities.spans import Formatted, Writer, cannot_parse

_ESCAPABLE = frozenset("_*`[")
_TYPES = {"_": "italic", "*": "bold", "`": "code", "```": "pre", "[": "text_link"}


def parse_markdown(text: str) -> Formatted:
    """Read legacy Markdown, or refuse as Telegram does."""
    writer = Writer()
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in _ESCAPABLE:
            writer.write(text[at + 1])
            at += 2
        elif char in _ESCAPABLE:
            at = _entity(text, at, writer)
        else:
            writer.write(char)
            at += 1
    return writer.result()


def _entity(text: str, begin: int, writer: Writer) -> int:
    opening = "```" if text.startswith("```", begin) else text[begin]
    closing = "]" if opening == "[" else opening
    end = text.find(closing, begin + len(opening))
    if end < 0:
        offset = len(text[:begin].encode())
        raise cannot_parse(f"Can't find end of the entity starting at byte offset {offset}")
    start = writer.length
    writer.write(text[begin + len(opening) : end])
    after = end + len(closing)
    if opening != "[":
        writer.mark(_TYPES[opening], start)
    elif text.startswith("(", after) and (close := text.find(")", after)) > 0:
        writer.mark("text_link", start, {"url": text[after + 1 : close]})
        return close + 1
    return after

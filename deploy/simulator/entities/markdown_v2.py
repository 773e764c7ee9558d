"""`parse_mode=MarkdownV2`, with Telegram's own complaints."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.simulator.entities.spans import Formatted, Writer, cannot_parse

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS = (
    ("||", "spoiler", "Spoiler"),
    ("__", "underline", "Underline"),
    ("*", "bold", "Bold"),
    ("_", "italic", "Italic"),
    ("~", "strikethrough", "Strikethrough"),
)
_NAMES = {kind: name for _mark, kind, name in _MARKS} | {
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "blockquote": "BlockQuote",
}


@dataclass(slots=True)
class _Open:
    mark: str
    kind: str
    start: int
    at: int


def parse_markdown_v2(text: str) -> Formatted:
    """Read MarkdownV2, or refuse as Telegram does."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.writer = Writer()
        self.stack: list[_Open] = []
        self.quote: int | None = None

    def byte_offset(self, at: int) -> int:
        return len(self.text[:at].encode())

    def read(self) -> Formatted:
        while self.at < len(self.text):
            self._step()
        self._end_quote()
        if self.stack:
            raise self._no_end(self.stack[-1].kind, self.stack[-1].at)
        return self.writer.result()

    def _no_end(self, kind: str, at: int) -> Exception:
        offset = self.byte_offset(at)
        return cannot_parse(f"Can't find end of {_NAMES[kind]} entity at byte offset {offset}")

    def _step(self) -> None:
        char = self.text[self.at]
        following = self.text[self.at + 1 : self.at + 2]
        if char == "\\" and following and " " < following <= "~":
            self.writer.write(following)
            self.at += 2
        elif char == "\n":
            self._line_end()
        elif char == ">" and self._at_line_start():
            self._start_quote()
        elif char not in _RESERVED:
            self.writer.write(char)
            self.at += 1
        elif char == "`":
            self._code()
        elif not self._mark():
            raise cannot_parse(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")

    def _at_line_start(self) -> bool:
        return self.at == 0 or self.text[self.at - 1] == "\n"

    def _start_quote(self) -> None:
        if self.quote is None:
            self.quote = self.writer.length
        self.at += 1

    def _line_end(self) -> None:
        if self.quote is not None and not self.text.startswith(">", self.at + 1):
            self._end_quote()
        self.writer.write("\n")
        self.at += 1

    def _end_quote(self) -> None:
        if self.quote is not None:
            self.writer.mark("blockquote", self.quote)
            self.quote = None

    def _code(self) -> None:
        begin = self.at
        fence = "```" if self.text.startswith("```", begin) else "`"
        kind = "pre" if len(fence) > 1 else "code"
        at = begin + len(fence)
        body: list[str] = []
        while not self.text.startswith(fence, at):
            if at >= len(self.text):
                raise self._no_end(kind, begin)
            if self.text[at] == "\\" and self.text[at + 1 : at + 2] in {"`", "\\"}:
                at += 1
            body.append(self.text[at])
            at += 1
        self.at = at + len(fence)
        self._write_code(kind, "".join(body))

    def _write_code(self, kind: str, body: str) -> None:
        extra = {}
        if kind == "pre":
            first, newline, rest = body.partition("\n")
            if newline and first and " " not in first:
                extra, body = {"language": first}, rest
            elif newline and not first:
                body = rest
        start = self.writer.length
        self.writer.write(body)
        self.writer.mark(kind, start, extra)

    def _mark(self) -> bool:
        if self._closes():
            return True
        for mark, kind, _name in _MARKS:
            if self.text.startswith(mark, self.at):
                self.stack.append(_Open(mark, kind, self.writer.length, self.at))
                self.at += len(mark)
                return True
        if self.text.startswith("[", self.at):
            self.stack.append(_Open("]", "text_link", self.writer.length, self.at))
            self.at += 1
            return True
        return False

    def _closes(self) -> bool:
        if not self.stack or not self.text.startswith(self.stack[-1].mark, self.at):
            return False
        opened = self.stack[-1]
        if opened.mark == "_" and self.text.startswith("__", self.at):
            return False
        self.stack.pop()
        self.at += len(opened.mark)
        extra = self._link(opened) if opened.kind == "text_link" else None
        self.writer.mark(opened.kind, opened.start, extra)
        return True

    def _link(self, opened: _Open) -> dict[str, str]:
        if not self.text.startswith("(", self.at):
            raise cannot_parse("Character ']' is reserved and must be escaped with the preceding '\\'")
        url: list[str] = []
        self.at += 1
        while not self.text.startswith(")", self.at):
            if self.at >= len(self.text):
                raise self._no_end("text_link", opened.at)
            if self.text[self.at] == "\\" and self.at + 1 < len(self.text):
                self.at += 1
            url.append(self.text[self.at])
            self.at += 1
        self.at += 1
        return {"url": "".join(url)}

"""Measures what reporters read, and writes docs/plain-words.md: `python -m deploy.tools.plain_words`.

`--check` only compares. Counted are words, sentences and syllables; how that reads is looked up on the Fry
graph, whose syllables are taken times 0.6 for Indonesian (the adaptation named on the page).
"""

import html
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyphen

from deploy.tools.reporter_texts import reporter_texts

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "plain-words.md"
LONGEST_SENTENCE: Final = 20
"""Words."""
LONGEST_WORD: Final = 14
"""Letters."""
INDONESIAN_SYLLABLES: Final = 0.6
NOT_USED: Final = (
    "whistleblow", "verifikasi", "disposisi", "tindak lanjut", "tindaklanjut", "telaah", "pendalaman",
    "mendalami", "didalami", "audit", "aspirasi", "terlapor", "draf", "ppid", "enkripsi", "pelindungan",
    "benturan kepentingan", "gratifikasi", "imbalan", "kronologi", "kewenangan", "berwenang", "satker",
    "klasifikasi", "kelengkapan", "disegel", "tersegel", "disimpulkan", "sp4n", "perundang", "instansi",
    "penanggung jawab", "dugaan", "semestinya", "meralat", "mohon",
)  # fmt: skip
"""Words of offices, decrees and computers that are not used towards reporters, in small letters."""
EXPLAINED: Final = {
    "bot.texts.standards.SOURCES": "it explains the word that stands in the rule quoted there"
}
"""Texts that name such a word to say what it means."""
_TAG: Final = re.compile(r"<[^>]*>")
_PLACE: Final = re.compile(r"{\w*}")
_ADDRESS: Final = re.compile(r"\b[\w-]+(?:\.[\w-]+)+\b|/\w+|\b[A-Z0-9]{4,}(?:-[A-Z0-9]{4,})+\b")
_END: Final = re.compile(r"[.!?…]+(?=\s|$)|\n+|•")
_WORD: Final = re.compile(r"\w+(?:[-\u2019']\w+)*")
_HEAD: Final = """# Plain words

Generated from the texts by `python -m deploy.tools.plain_words`. Do not edit.

What reporters read is held to three rules by `tests/docs/test_plain_words.py`, over every text that can go \
to a reporter (`deploy/tools/reporter_texts.py` finds them in the code): a sentence has at most {sentence} \
words, a word at most {word} letters, and words of offices, decrees and computers are not used: {banned}. \
Officers keep the decree's terms.

The Fry graph is read with syllables × {factor} for Indonesian, the adaptation used in studies of \
schoolbooks; it places a text by sentences and syllables in a hundred words. Higher on the graph (more \
sentences) and further left (fewer syllables) is easier. Syllables are counted by pyphen's Indonesian \
dictionary, which leaves some single vowels out; labels of one or two words are not counted.

| Texts | Sentences | Words | Words a sentence | Longest sentence | Sentences in 100 words | \
Syllables × {factor} in 100 words |
|---|--:|--:|--:|--:|--:|--:|
"""
_TAIL: Final = """
The graph is of help where texts are compared with each other: it was drawn for English, and says nothing of \
whether a word is known. That is what the list of words above is for, and a reader.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in some texts."""

    sentences: int
    words: int
    longest: int
    """Words of the longest sentence."""
    syllables: int


def sentences_of(text: str) -> Iterator[list[str]]:
    """Give the words of each sentence; what is filled in counts as one word."""
    plain = html.unescape(_TAG.sub("", _PLACE.sub("X", text)))
    for sentence in _END.split(_ADDRESS.sub("X", plain)):
        if words := _WORD.findall(sentence):
            yield words


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="id_ID", left=1, right=1)


def syllables_of(word: str) -> int:
    """Count the syllables of a word."""
    return len(_dictionary().positions(word.casefold())) + 1


def figures(texts: Iterable[str]) -> Figures:
    """Count sentences of more than two words: shorter ones are labels."""
    told = [words for text in texts for words in sentences_of(text) if len(words) > 2]  # noqa: PLR2004
    return Figures(
        sentences=len(told),
        words=sum(map(len, told)),
        longest=max(map(len, told), default=0),
        syllables=sum(syllables_of(word) for words in told for word in words),
    )


def used_all_the_same(text: str) -> list[str]:
    """Name the words of a text that are not used towards reporters."""
    plain = _TAG.sub("", text).casefold()
    return [word for word in NOT_USED if re.search(rf"\b\w{{0,3}}{re.escape(word)}", plain)]


def page() -> str:
    """Write the whole page."""
    topics: dict[str, list[str]] = {}
    for name, text in reporter_texts().items():
        topics.setdefault(_topic(name), []).append(text)
    head = _HEAD.format(
        sentence=LONGEST_SENTENCE,
        word=LONGEST_WORD,
        banned=", ".join(f"*{word}*" for word in NOT_USED),
        factor=INDONESIAN_SYLLABLES,
    )
    lines = [_line(topic, topics[topic]) for topic in sorted(topics) if figures(topics[topic]).words]
    return (
        head
        + "\n".join([*lines, _line("**all**", [each for all_ in topics.values() for each in all_])])
        + ("\n" + _TAIL)
    )


def _topic(name: str) -> str:
    return f"`{name.split('.')[2]}`" if name.startswith("bot.texts.") else "the chain and pushes"


def _line(topic: str, texts: list[str]) -> str:
    counted = figures(texts)
    hundred = counted.words / 100
    return (
        f"| {topic} | {counted.sentences} | {counted.words} | {counted.words / counted.sentences:.1f} | "
        f"{counted.longest} | {counted.sentences / hundred:.1f} | "
        f"{counted.syllables * INDONESIAN_SYLLABLES / hundred:.0f} |"
    )


def main() -> int:
    """Write the page, or with `--check` say whether it is current."""
    text = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            sys.stderr.write("docs/plain-words.md is not current: run python -m deploy.tools.plain_words\n")
            return 1
        return 0
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How people write the name of an office: short forms folded, nicknames written out."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from rapidfuzz import process, utils
from rapidfuzz.distance import OSA

from core.offices.tables import table

KINDS: Final = frozenset({"kabupaten", "kota", "provinsi", "administrasi", "daerah"})
"""The words that tell the kind of an office (`KPU Daerah`); many leave them out or take the wrong one."""

_SEPARATORS: Final = str.maketrans({".": " ", "-": " "})
_WRITTEN_OUT: Final = {"kab": "kabupaten", "prov": "provinsi", "prop": "provinsi", "propinsi": "provinsi"}
_SAYS_NOTHING: Final = frozenset(
    {"kpu", "kpud", "kip", "komisi", "independen", "pemilihan", "umum", "kantor"},
)
_LONGEST_NICKNAME: Final = 4
_SHORTEST_SLIP: Final = 4


def folded(text: str) -> list[str]:
    """Return the words of a name that tell one office from another, in lower case."""
    words = utils.default_process(text.translate(_SEPARATORS)).split()
    return [_WRITTEN_OUT.get(word, word) for word in words if word not in _SAYS_NOTHING]


def written_out(words: list[str]) -> list[str]:
    """Return `words` with every nickname (`lotim`, `n t b`, `ujung pandang`) as the name it stands for."""
    out: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_NICKNAME), at, -1):
            if meant := nicknames().get("".join(words[at:end])):
                out += meant
                at = end
                break
        else:
            out.append(words[at])
            at += 1
    return out


def slipped_nicknames(word: str) -> Iterator[list[str]]:
    """Yield the names of the nicknames that `word` differs from by one slip (`jogjs`).

    The first letter is seldom the wrong one, and of four letters another word is soon made: neither is
    taken for a slip.
    """
    if len(word) < _SHORTEST_SLIP:
        return
    near = process.extract(word, nicknames().keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
    for nickname, _slips, _at in sorted(near):
        if nickname[0] == word[0] and max(len(word), len(nickname)) > _SHORTEST_SLIP:
            yield nicknames()[nickname]


@cache
def nicknames() -> dict[str, list[str]]:
    """Return what each nickname in data/nicknames.csv stands for; its spaces are left out, as people do."""
    return {row["written"].replace(" ", ""): folded(row["means"]) for row in table("nicknames.csv")}

"""Officers whom a free text names: by full name, NIP, or position, without anybody reading it.

Runs of words are hashed like the officers' own names (index.py) and compared; nothing of the text
is kept. A name of one word alone proves nothing and is passed over.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.privacy.index import normalised, person_tokens
from core.privacy.keys import Keyring

_LONGEST: Final = 6
"""Words in the longest name or position looked for."""
_NIP: Final = re.compile(r"\d(?:[ .-]?\d){17}")
_OF_THE_OFFICE: Final = frozenset({"kpu", "kip"})
_MOST_WORDS: Final = 6_000


def tokens_in(keys: Keyring, texts: Iterable[str], office_codes: Iterable[str]) -> frozenset[bytes]:
    """Hash every run of words that could be an officer's name or position, and every NIP."""
    codes, tokens = tuple(office_codes), set[bytes]()
    for text in texts:
        for digits in _NIP.findall(text):
            tokens |= person_tokens(keys, nip=digits)
        for run in set(_runs(text)):
            if " " in run:
                tokens |= person_tokens(keys, name=run)
            for code in codes:
                tokens |= person_tokens(keys, position=run, office_code=code)
    return frozenset(tokens)


def _runs(text: str) -> Iterator[str]:
    """Give runs of two to six words; of one word only before "KPU": "Ketua KPU"."""
    words = normalised(text.replace(",", " ")).split()[:_MOST_WORDS]
    for start, word in enumerate(words):
        if words[start + 1 : start + 2] and words[start + 1] in _OF_THE_OFFICE:
            yield word
        for length in range(2, _LONGEST + 1):
            if start + length <= len(words):
                yield " ".join(words[start : start + length])

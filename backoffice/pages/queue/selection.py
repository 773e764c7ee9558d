"""A selection that reaches beyond one page: what is not on show stands in the address as one short mark.

The mark names a list kept sealed in the session's drawer; the same list has the same mark. Elsewhere it
means nothing, and nobody can name another's.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Final
from uuid import UUID

from backoffice.security.sessions import OpenSession
from backoffice.wiring import Backoffice

INLINE: Final = 50
"""So many ids stand in an address themselves."""
_MARK: Final = re.compile(r"^k[0-9a-f]{16}$")


def selected_of(given: Iterable[str]) -> tuple[str, ...]:
    """Read ids and marks; what is neither is left out."""
    found = []
    for each in given:
        if _MARK.match(each):
            found.append(each)
            continue
        with suppress(ValueError):
            found.append(str(UUID(each)))
    return tuple(dict.fromkeys(found))


async def opened(parts: Backoffice, web: OpenSession, selected: Sequence[str]) -> tuple[UUID, ...]:
    """Give the reports that ids and marks mean; a mark that is kept no more means none."""
    found: list[UUID] = []
    for each in selected:
        if _MARK.match(each):
            kept = await parts.sessions.kept(web, _place(each)) or ""
            found += [UUID(one) for one in kept.split(",") if one]
        else:
            found.append(UUID(each))
    return tuple(dict.fromkeys(found))


async def marked(parts: Backoffice, web: OpenSession, ids: Iterable[UUID]) -> str:
    """Keep a selection and give its mark; nothing selected has none."""
    written = ",".join(sorted(one.hex for one in ids))
    if not written:
        return ""
    mark = f"k{blake2b(written.encode(), digest_size=8).hexdigest()}"
    if await parts.sessions.kept(web, _place(mark)) is None:
        await parts.sessions.keep(web, _place(mark), written)
    return mark


async def in_short(parts: Backoffice, web: OpenSession, ids: Sequence[UUID]) -> tuple[str, ...]:
    """Write a selection for an address: a few as they are, many as their mark."""
    if len(ids) <= INLINE:
        return tuple(str(one) for one in ids)
    return (await marked(parts, web, ids),)


def _place(mark: str) -> str:
    return f"picks:{mark}"

"""@mentions in internal notes: only of officers whose appointment covers the report.

A name is ticked in the form or typed in the text as `@nama`: a user name, or a first name that
only one of them has. Whoever is not among them cannot be named, so a note never tells anybody that
a report exists. Whether one of them is barred shows nowhere: they are offered and taken like the others, and
told nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.audience import Reader, officers_covering
from core.access.repository import seen_subject
from core.chain.decide import Decision
from core.chain.fields import Field, FieldType
from core.chain.telling.wording import list_in_words
from core.clock import now
from core.errors import InvalidError
from core.handling.models import Mention
from core.language import tr
from core.notifications.bell import ring
from core.notifications.models import NoticeKind
from core.people.models import Officer
from core.reports.models import Report

MENTIONS: Final = "mentions"
_TYPED: Final = re.compile(r"(?<![\w@.])@([A-Za-z][\w.-]{0,59})")


def asks_officers(fields: Iterable[Field]) -> bool:
    """Tell whether a form offers officers to be named."""
    return any(field.type is FieldType.OFFICERS for field in fields)


async def with_mentions(session: AsyncSession, report: Report, decision: Decision) -> Decision:
    """Put the officers a note names, ticked or typed, into its answers.

    Raises:
        InvalidError: A name is nobody's, several people's, or that of somebody without access.
    """
    ticked: Any = decision.values.get(MENTIONS, ())
    names = tuple(dict.fromkeys(name.rstrip(".-") for name in _TYPED.findall(str(decision.values["text"]))))
    if not ticked and not names:
        return decision
    readers = await officers_covering(session, report)
    known = {str(reader.officer_id) for reader in readers}
    if not set(ticked) <= known:
        message = tr("Petugas itu tidak (lagi) berhak melihat laporan ini. Pilih dari daftar.")
        raise InvalidError(message, code="mention.no_access", fields={MENTIONS: message})
    typed = [_reader_named(name, readers) for name in names]
    named = dict.fromkeys([*ticked, *(str(reader.officer_id) for reader in typed)])
    return replace(decision, values=MappingProxyType({**decision.values, MENTIONS: tuple(named)}))


def _reader_named(name: str, readers: tuple[Reader, ...]) -> Reader:
    wanted = name.casefold()
    by_username = [one for one in readers if one.username.casefold() == wanted]
    found = by_username or [one for one in readers if wanted in _short_names(one.full_name)]
    if len(found) == 1:
        return found[0]
    if found:
        which = list_in_words(tuple(f"@{one.username} ({one.full_name})" for one in found))
        message = tr(
            "@{name} dapat berarti beberapa orang. Tulis salah satu: {which}.", name=name, which=which
        )
        raise InvalidError(message, code="mention.ambiguous", fields={"text": message})
    message = tr(
        "@{name} bukan petugas yang berhak melihat laporan ini. Pilih namanya dari daftar.", name=name
    )
    raise InvalidError(message, code="mention.unknown", fields={"text": message})


def _short_names(full_name: str) -> frozenset[str]:
    words = full_name.casefold().split()
    return frozenset({words[0], ".".join(words), "".join(words)}) if words else frozenset()


async def record_mentions(
    session: AsyncSession, report: Report, decision: Decision, *, message_id: UUID, by: UUID
) -> None:
    """Write down whom a note names, in the note's own transaction; nobody is told of their own note.

    Nor is whoever is barred: that mention goes nowhere.
    """
    named: Any = decision.values.get(MENTIONS, ())
    barred = (await seen_subject(session, report)).recused if named else frozenset()
    others = [UUID(one) for one in named if UUID(one) != by and UUID(one) not in barred]
    session.add_all(
        Mention(
            report_id=report.id,
            message_id=message_id,
            officer_id=one,
            mentioned_by=by,
            created_at=now(),
        )
        for one in others
    )
    await session.flush()
    await ring(session, others, NoticeKind.MENTION, report)


async def name_officers(
    session: AsyncSession, fields: tuple[Field, ...], values: Mapping[str, Any], words: dict[str, str]
) -> dict[str, str]:
    """Put names for the ids of named officers."""
    for field in fields:
        if field.type is not FieldType.OFFICERS or field.name not in values:
            continue
        ids = [UUID(one) for one in values[field.name]]
        names = await session.exec(
            select(Officer.full_name).where(col(Officer.id).in_(ids)).order_by(col(Officer.full_name))
        )
        words[field.name] = list_in_words(tuple(names.all()))
    return words

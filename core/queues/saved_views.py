"""Saving, naming, ordering and dropping an officer's views; choosing columns."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from pydantic import Field
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.actor import OfficerActor
from core.errors import ConflictError, InvalidError, NotFoundError
from core.ids import new_id
from core.language import tr
from core.privacy.keys import Keyring
from core.privacy.seals import SealBrokenError, decrypt, encrypt
from core.queues.models import OfficerPreference, SavedView
from core.reports.unreadable import UNREADABLE
from core.values import Frozen

COLUMNS: Final = "columns"
NAME_LIMIT: Final = 60
QUERY_LIMIT: Final = 1500
MAX_VIEWS: Final = 20


class SavedQuery(Frozen):
    """What is sealed of a saved view."""

    name: str = Field(min_length=1, max_length=NAME_LIMIT)
    query: str = Field(max_length=QUERY_LIMIT)
    """`queue?filter`, as the address bar has it."""


class SavedViewLine(Frozen):
    """A saved view as its officer sees it."""

    id: UUID
    name: str
    query: str


class SavedViews:
    """One officer's saved views, in the caller's transaction; nobody else's can be reached."""

    def __init__(self, session: AsyncSession, keys: Keyring, actor: OfficerActor) -> None:
        self._session = session
        self._keys = keys
        self._officer_id = actor.officer_id

    async def all(self) -> tuple[SavedViewLine, ...]:
        """Return my views in my order."""
        return tuple(self._line(row) for row in await self._rows())

    async def save(self, name: str, query: str) -> SavedViewLine:
        """Keep a filter under a name; a name I used before now means this filter.

        Raises:
            InvalidError: No name, too long a name, or too long a filter.
            ConflictError: There are too many already.
        """
        wanted = SavedQuery(name=_named(name), query=_checked(query))
        rows = await self._rows()
        for row in rows:
            if self._line(row).name.casefold() == wanted.name.casefold():
                row.sealed = self._seal(row.id, wanted)
                await self._session.flush()
                return self._line(row)
        if len(rows) >= MAX_VIEWS:
            raise ConflictError(
                tr("Paling banyak {most} tampilan tersimpan. Hapus salah satu dahulu.", most=MAX_VIEWS),
                code="views.full",
            )
        view_id = new_id()
        position = max((row.position for row in rows), default=0) + 1
        row = SavedView(
            id=view_id,
            officer_id=self._officer_id,
            position=position,
            sealed=self._seal(view_id, wanted),
        )
        self._session.add(row)
        await self._session.flush()
        return self._line(row)

    async def rename(self, view_id: UUID, name: str) -> None:
        """Give a view another name.

        Raises:
            NotFoundError: Not one of mine.
            InvalidError: No name, or too long a name.
            ConflictError: Another view of mine has that name.
        """
        rows = await self._rows()
        row = _mine(rows, view_id)
        line, wanted = self._line(row), _named(name)
        others = {self._line(other).name.casefold() for other in rows if other is not row}
        if wanted.casefold() in others:
            raise ConflictError(tr("Nama itu sudah dipakai tampilan lain."), code="views.name_used")
        row.sealed = self._seal(row.id, SavedQuery(name=wanted, query=line.query))
        await self._session.flush()

    async def move_up(self, view_id: UUID) -> None:
        """Put a view one place further to the front. Raises NotFoundError if it is not mine."""
        rows = list(await self._rows())
        place = rows.index(_mine(rows, view_id))
        if place > 0:
            rows.insert(place - 1, rows.pop(place))
        for position, row in enumerate(rows, start=1):
            row.position = position
        await self._session.flush()

    async def drop(self, view_id: UUID) -> None:
        """Forget a view. Raises NotFoundError if it is not mine."""
        await self._session.delete(_mine(await self._rows(), view_id))
        await self._session.flush()

    async def _rows(self) -> Sequence[SavedView]:
        found = await self._session.exec(
            select(SavedView)
            .where(col(SavedView.officer_id) == self._officer_id)
            .order_by(col(SavedView.position), col(SavedView.id))
        )
        return found.all()

    def _seal(self, view_id: UUID, said: SavedQuery) -> bytes:
        return encrypt(self._key, said.model_dump_json().encode(), context=_context(view_id))

    def _line(self, row: SavedView) -> SavedViewLine:
        try:
            said = SavedQuery.model_validate_json(decrypt(self._key, row.sealed, context=_context(row.id)))
        except SealBrokenError:  # still there to be dropped
            return SavedViewLine(id=row.id, name=UNREADABLE, query="")
        return SavedViewLine(id=row.id, name=said.name, query=said.query)

    @property
    def _key(self) -> bytes:
        return self._keys.held("account_secret_key")


class ChosenColumns:
    """Which columns an officer wants to see."""

    def __init__(self, session: AsyncSession, actor: OfficerActor) -> None:
        self._session = session
        self._officer_id = actor.officer_id

    async def get(self) -> tuple[str, ...] | None:
        """Return the chosen columns, None where nothing was ever chosen."""
        row = await self._session.get(OfficerPreference, self._officer_id)
        chosen = row.chosen.get(COLUMNS) if row else None
        return tuple(str(one) for one in chosen) if isinstance(chosen, list) else None

    async def choose(self, columns: Sequence[str] | None) -> None:
        """Keep the choice; None goes back to the usual columns."""
        wish = insert(OfficerPreference).values(
            officer_id=self._officer_id, chosen={COLUMNS: list(columns) if columns is not None else None}
        )
        await self._session.exec(
            wish.on_conflict_do_update(
                index_elements=["officer_id"],
                set_={"chosen": col(OfficerPreference.chosen).op("||")(wish.excluded.chosen)},
            )
        )


def _context(view_id: UUID) -> bytes:
    return f"saved-view/{view_id}".encode()


def _named(name: str) -> str:
    wanted = " ".join(name.split())
    if not 1 <= len(wanted) <= NAME_LIMIT:
        raise InvalidError(
            tr("Beri nama, paling banyak {most} huruf.", most=NAME_LIMIT),
            code="views.name",
            fields={"name": tr("Isi nama, paling banyak {most} huruf.", most=NAME_LIMIT)},
        )
    return wanted


def _checked(query: str) -> str:
    if len(query) > QUERY_LIMIT:
        raise InvalidError(tr("Saringan ini terlalu panjang untuk disimpan."), code="views.query")
    return query


def _mine(rows: Sequence[SavedView], view_id: UUID) -> SavedView:
    row = next((row for row in rows if row.id == view_id), None)
    if row is None:
        raise NotFoundError(tr("Tampilan tersimpan itu tidak ada."), code="views.not_found")
    return row

"""What a reporter tells of themselves after filing: sealed apart, as what they told at first (R85).

The report's own words, its conversation and its history say only that it was told.
"""

from collections.abc import Mapping
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.rows import Transition
from core.chain.states import Element
from core.db.together import insert_together, new_row
from core.language import tr
from core.privacy.keys import Keyring
from core.privacy.seals import open_sealed, seal_to
from core.reports.models import IdentityAddition, Report

TOLD_APART: Final = tr("Sudah dilengkapi. Disimpan terkunci, terpisah dari laporan.")
IDENTITY: Final = b"identity:"
_IN_QUESTION: Final = Element.IDENTITY.value


def without_identity(row: Transition, words: Mapping[str, str]) -> dict[str, str]:
    """Put a note in the place of what a completion tells of the reporter."""
    told = dict(words)
    if row.about.supplies_elements and _IN_QUESTION in told:
        told[_IN_QUESTION] = TOLD_APART
    return told


async def add_identity(session: AsyncSession, keys: Keyring, report: Report, text: str) -> None:
    """Seal what the reporter told of themselves; only the identity key opens it."""
    sealed = seal_to(keys.identity_public, report.id.bytes + text.encode())
    await insert_together(session, [new_row(IdentityAddition, report_id=report.id, sealed=sealed)])


async def opened_additions(session: AsyncSession, keys: Keyring, report: Report) -> tuple[str, ...]:
    """Open what was told later, oldest first. Whoever calls has recorded why."""
    query = (
        select(IdentityAddition.sealed)
        .where(col(IdentityAddition.report_id) == report.id)
        .order_by(col(IdentityAddition.created_at), col(IdentityAddition.id))
    )
    private = keys.held("identity_private_key")
    opened = [open_sealed(private, sealed) for sealed in (await session.exec(query)).all()]
    return tuple(text.removeprefix(report.id.bytes).decode() for text in opened)


async def has_additions(session: AsyncSession, report: Report) -> bool:
    """Tell whether the reporter told anything of themselves later."""
    query = select(IdentityAddition.id).where(col(IdentityAddition.report_id) == report.id).limit(1)
    return (await session.exec(query)).first() is not None

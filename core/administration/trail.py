"""What every change of the administration does: ask the policy, then leave its mark in the audit."""

from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Allowed, Denied
from core.actor import OfficerActor
from core.audit.service import officer_stream, record
from core.chain.states import Role
from core.errors import ForbiddenError
from core.language import tr

_WORDS: Final = {
    "administration.role": (
        tr("Bagian ini diurus Administrator sistem atau Admin Instansi. Peran Anda tidak memuatnya.")
    ),
    "administration.out_of_reach": (
        tr("Kantor itu di luar lingkup penunjukan Anda. Minta admin kantor tersebut atau kantor di atasnya.")
    ),
    "administration.own_account": (
        tr("Akun sendiri tidak diurus di sini. Ganti sandi di Akun saya, atau minta administrator lain.")
    ),
    "administration.own_appointment": (
        tr("Tidak ada yang menunjuk dirinya sendiri. Minta administrator lain mencatat Keputusannya.")
    ),
}


def permitted(verdict: Allowed | Denied) -> Role:
    """Give the role a permission rests on.

    Raises:
        ForbiddenError: It was denied; the words say whom to ask.
    """
    if isinstance(verdict, Denied):
        raise ForbiddenError(_WORDS[verdict.code], code=verdict.code)
    return next(role for role in Role if role in verdict.roles)


async def changed(
    session: AsyncSession, actor: OfficerActor, verb: str, *, role: Role, **detail: object
) -> None:
    """Record what an administrator changed, in their own chain; ids and codes only, no words of reports."""
    await record(
        session,
        officer_stream(actor.officer_id),
        verb,
        side="officer",
        officer_id=actor.officer_id,
        role=role,
        detail=detail,
    )

"""Registering at the desk what came by letter, e-mail, box, in person or from SP4N (R47, R116, R126-R132)."""

from asyncio import to_thread
from hashlib import blake2b
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import roles_taking
from core.actor import OfficerActor
from core.chain.actions import Action
from core.chain.report_fields import CHANNEL
from core.chain.states import Channel, Role, Side
from core.clock import now
from core.errors import ConflictError, ForbiddenError, InvalidError
from core.intake.filing import Origin
from core.intake.intake import take_in
from core.intake.letters import LetterReading, LetterText, read_letter
from core.intake.schemas import Receipt, RegisterReport
from core.language import joined, tr
from core.offices.directory import OfficeDirectory
from core.privacy.keys import KeyNotHeldError, Keyring
from core.privacy.tracking import TrackingId, lookup_hash, tracking_id_from
from core.reports.models import Report
from core.wiring import Core

_REGISTER_CHANNELS: Final = frozenset(choice.value for choice in CHANNEL.asked.choices)


async def register(
    core: Core, session: AsyncSession, actor: OfficerActor, wish: RegisterReport, *, key: str
) -> Receipt:
    """Take in what an officer writes down for a reporter, in the caller's transaction.

    The same `key` registers once. The tracking ID is in the receipt and nowhere else.

    Raises:
        ForbiddenError: Only a desk officer registers; only an Admin Instansi imports from SP4N.
        InvalidError: The parts do not fit together.
        ConflictError: That SP4N number is registered already.
    """
    action = Action.IMPORT_SP4N if wish.channel is Channel.SP4N else Action.REGISTER
    role = _role_used(action, actor)
    _refuse_unfit(wish)
    tracking_id = _tracking_for(core.keys, actor, key)
    if wish.sp4n_id:
        await _refuse_known_number(session, wish.sp4n_id, tracking_id)
    origin = Origin(
        action=action,
        side=Side.OFFICER,
        channel=wish.channel,
        officer_id=actor.officer_id,
        role=role,
    )
    return await take_in(core, session, wish, tracking_id=tracking_id, origin=origin)


async def read_for_register(session: AsyncSession, actor: OfficerActor, letter: LetterText) -> LetterReading:
    """Read what came as a letter, for an officer who is about to register it. Nothing is kept.

    Raises:
        ForbiddenError: The role registers nothing.
    """
    if actor.roles.isdisjoint(roles_taking(Action.REGISTER) | roles_taking(Action.IMPORT_SP4N)):
        _role_used(Action.REGISTER, actor)
    directory = await OfficeDirectory.load(session)
    zone = ZoneInfo(directory.get(actor.appointments[0].office_id).zone)
    today = now().astimezone(zone).date()
    # The first story a process reads loads its tables: a second that nobody else should wait for.
    return await to_thread(read_letter, letter.text, today, directory)


def _role_used(action: Action, actor: OfficerActor) -> Role:
    taking = roles_taking(action)
    able = [role for role in Role if role in taking]
    held = next((role for role in able if role in actor.roles), None)
    if held is None:
        who = joined(tr(" atau "), (role.label for role in able))
        raise ForbiddenError(
            tr("Pencatatan lewat saluran ini dilakukan oleh {who}.", who=who),
            code="register.role",
            clause="003 Lamp. II.3.b.1",
        )
    return held


def _refuse_unfit(wish: RegisterReport) -> None:
    if wish.channel not in _REGISTER_CHANNELS:
        raise InvalidError(tr("Pilih cara laporan masuk."), fields={"channel": tr("Pilih salah satu.")})
    if wish.channel is Channel.SP4N and not wish.sp4n_id:
        raise InvalidError(
            tr("Isi nomor pelacakan SP4N-LAPOR!."),
            code="register.sp4n_id",
            fields={"sp4n_id": tr("Isi nomor pelacakan SP4N-LAPOR!.")},
            clause="002 BAB IV A.1",
        )


def _tracking_for(keys: Keyring, actor: OfficerActor, key: str) -> TrackingId:
    """Derive the tracking ID from the form's key, so that a repeated post finds the same report."""
    secret = keys.account_secret_key
    if secret is None:
        raise KeyNotHeldError("account_secret_key")
    seed = f"{actor.officer_id}:{key}".encode()
    return tracking_id_from(blake2b(seed, key=secret, digest_size=64, person=b"register").digest())


async def _refuse_known_number(session: AsyncSession, sp4n_id: str, tracking_id: TrackingId) -> None:
    known = await session.exec(
        select(Report.id).where(
            col(Report.sp4n_id) == sp4n_id, col(Report.tracking_hash) != lookup_hash(tracking_id)
        )
    )
    if known.first() is not None:
        raise ConflictError(
            tr("Laporan SP4N-LAPOR! dengan nomor itu sudah dicatat."),
            code="register.sp4n_known",
            fields={"sp4n_id": tr("Nomor ini sudah dicatat.")},
        )

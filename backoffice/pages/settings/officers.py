"""Officers, their accounts and the decrees that appoint them."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Final
from urllib.parse import urlencode
from uuid import UUID

import segno
from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.responses import Response

from backoffice.contexts.parts import EmptyState, Fact
from backoffice.contexts.settings import Cell, Finder, Panel, Secret, Table
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.account.tokens import token_row
from backoffice.pages.frame.forms import SELECT, inputs_of, options_of
from backoffice.pages.frame.visiting import ProvenForm, Signed, visiting
from backoffice.pages.settings.frame import (
    ROOT,
    SHOWN_AGAIN,
    Done,
    Show,
    TriedForm,
    carry,
    offices_within,
    read,
    settings_page,
    tried_of,
    with_tried,
)
from backoffice.pages.settings.officer_forms import ROLES, account_forms, appoint_form, end_form, new_form
from backoffice.requests.officers import officer_administration
from backoffice.requests.visits import CurrentVisit, SignedIn, Visit, zone_of
from core.access.roles import Section
from core.accounts.schemas import Appoint
from core.administration.officers import (
    AppointmentLine,
    EndAppointment,
    FirstCredentials,
    NewOfficer,
    OfficerQuery,
)
from core.administration.policy import may_appoint
from core.chain.fields import Choice, Field, FieldType
from core.chain.states import Role
from core.chain.telling.wording import date_in_words
from core.errors import DomainError
from core.ids import OfficerId
from core.language import joined, tr, trn
from core.offices.units import units_of_all

router = APIRouter()
HERE: Final = f"{ROOT}/petugas"
Make = Callable[[Visit], Awaitable[FirstCredentials]]
FINDER: Final = (
    Field("q", FieldType.TEXT, tr("Nama atau nama pengguna"), required=False, max_length=100),
    Field("peran", FieldType.CHOICE, tr("Peran"), required=False, choices=ROLES),
    Field("kantor", FieldType.OFFICE, tr("Kantor"), required=False),
    Field(
        "keadaan",
        FieldType.CHOICE,
        tr("Keadaan"),
        required=False,
        choices=(Choice("active", tr("Aktif")), Choice("inactive", tr("Tidak aktif"))),
    ),
)


@router.get(HERE)
async def officers(
    visit: CurrentVisit,
    text: Annotated[str, Query(alias="q", max_length=100)] = "",
    role: Annotated[str, Query(alias="peran", max_length=40)] = "",
    office: Annotated[str, Query(alias="kantor", max_length=10)] = "",
    status: Annotated[str, Query(alias="keadaan", max_length=10)] = "",
    after: Annotated[str, Query(alias="sesudah", max_length=60)] = "",
) -> Response:
    """List the officers."""
    wish = OfficerQuery(
        text=text,
        role=Role(role) if role in set(Role) else None,
        office_id=int(office) if office.isdigit() else None,
        status=status,
        after=after,
    )
    found = await officer_administration(visit).find(wish)
    offices = await offices_within(visit, lambda path: may_appoint(visit.actor, OfficerId(UUID(int=0)), path))
    rows = tuple(
        (
            Cell(text=one.full_name, href=f"{HERE}/{one.id}", note=one.position or one.username),
            Cell(text=one.username, note=tr("NIP {number}", number=one.masked_nip) if one.masked_nip else ""),
            Cell(
                text=joined("; ", (_short(each) for each in one.appointments if each.in_force))
                or tr("Tidak ada")
            ),
            Cell(text=tr("Aktif"), tone=Tone.DONE)
            if one.is_active
            else Cell(text=tr("Tidak aktif"), tone=Tone.SOON),
        )
        for one in found.officers
    )
    kept = {"q": text, "peran": role, "kantor": office, "keadaan": status}
    finder = Finder(
        action=HERE,
        label=tr("Saring"),
        fields=inputs_of(
            FINDER, values=kept, options={"kantor": options_of(offices)}, looks={"keadaan": SELECT}
        ),
    )
    nothing = EmptyState(
        title=tr("Tidak ada yang cocok"), body=tr("Ubah saringan, atau buat petugas baru."), icon="users"
    )
    panel = Panel(
        key="daftar",
        title=tr("Daftar petugas"),
        icon="users",
        note=trn("{n} ditampilkan", len(rows)),
        table=Table(
            heads=(tr("Petugas"), tr("Nama pengguna"), tr("Penunjukan berlaku"), tr("Akun")), rows=rows
        )
        if rows
        else None,
        empty=None if rows else nothing,
    )
    more = f"{HERE}?{urlencode(kept | {'sesudah': found.next_after})}" if found.next_after else ""
    return await settings_page(
        visit, Section.OFFICERS, [panel],
        summary=tr("Akun baru dapat dipakai setelah ada Keputusan penunjukan."),
        finder=finder, links=[Link(label=tr("Petugas baru"), href=f"{HERE}/baru", icon="plus")],
        next_href=more,
    )  # fmt: skip


@router.get(HERE + "/baru")
async def new_officer(visit: CurrentVisit) -> Response:
    """Show the form of a new account."""
    return await _show_new(visit)


async def _show_new(visit: Visit, tried: TriedForm | None = None) -> Response:
    await officer_administration(visit).find(OfficerQuery(after="~"))  # only for whoever may
    panel = Panel(key="baru", title=tr("Akun baru"), icon="user", form=with_tried(new_form(HERE), tried))
    return await settings_page(
        visit, Section.OFFICERS, [panel], title=tr("Petugas baru"),
        summary=tr("Sandi dan kode pertama dibuat sistem dan tampil sekali."),
        crumbs=((tr("Petugas baru"), f"{HERE}/baru"),), tried=tried,
    )  # fmt: skip


@router.post(HERE + "/baru")
async def create(request: Request, who: Signed, form: ProvenForm) -> Response:
    """Open an account and show once what its owner needs to sign in."""

    async def make(visit: Visit) -> FirstCredentials:
        return await officer_administration(visit).create(read(NewOfficer, form))

    return await _reveal(request, who, form, "petugas-baru", make, _show_new)


@router.get(HERE + "/{officer_id:uuid}")
async def officer(visit: CurrentVisit, officer_id: UUID) -> Response:
    """Show one officer."""
    return await _show(visit, officer_id)


async def _show(visit: Visit, officer_id: UUID, tried: TriedForm | None = None) -> Response:
    work = officer_administration(visit)
    one = await work.officer(officer_id)
    left = await work.vacancies_without(officer_id)
    warning = joined(" ", (each.warning for each in left))
    base = f"{HERE}/{officer_id}"
    offices = await offices_within(visit, lambda path: may_appoint(visit.actor, OfficerId(officer_id), path))
    units = await units_of_all(visit.session)
    forms = account_forms(base, active=one.is_active, warning=warning)
    facts = (
        Fact(term=tr("Nama pengguna"), text=one.username),
        Fact(term=tr("Jabatan"), text=one.position),
        Fact(term=tr("NIP"), text=one.masked_nip),
        Fact(term=tr("Akun"), text=tr("Aktif") if one.is_active else tr("Tidak aktif")),
    )
    mine = one.id == visit.actor.officer_id
    panels = [
        Panel(
            key="akun", title=tr("Akun"), icon="id", facts=facts, wide=False,
            text=tr("Ini akun Anda sendiri; hanya administrator lain yang dapat mengubahnya.")
            if mine else "",
            folded=() if mine else tuple(with_tried(form, tried) for form in forms),
        ),
        Panel(
            key="tunjuk", title=tr("Catat penunjukan"), icon="certificate", wide=False,
            text="" if offices else tr("Penunjukan ini dicatat administrator lain."),
            form=with_tried(appoint_form(base, offices, units), tried) if offices else None,
        ),
        Panel(
            key="penunjukan", title=tr("Penunjukan"), icon="user-check",
            note=trn("{n} Keputusan", len(one.appointments)),
            table=_appointments(one.appointments) if one.appointments else None,
            folded=tuple(
                with_tried(
                    end_form(
                        base, each.id, _short(each), each.decree_number,
                        warning if each.role is Role.AGENCY_ADMIN else "",
                    ),
                    tried,
                )
                for each in one.appointments
                if each.in_force and not mine
            ),
            empty=None
            if one.appointments
            else EmptyState(
                title=tr("Belum ada penunjukan"), body=tr("Tanpa Keputusan, akun ini tidak dapat dipakai.")
            ),
        ),
    ]  # fmt: skip
    if not mine and (tokens := await work.tokens(officer_id)):
        zone = await zone_of(visit)
        panels.append(
            Panel(
                key="token",
                title=tr("Token untuk mesin"),
                icon="key",
                note=trn("{n} token", len(tokens)),
                tokens=tuple(token_row(line, zone, f"{base}/token") for line in tokens),
            )
        )
    return await settings_page(
        visit, Section.OFFICERS, panels, title=one.full_name, summary=one.position or tr("Petugas"),
        crumbs=((one.full_name, base),), tried=tried,
    )  # fmt: skip


@router.post(HERE + "/{officer_id:uuid}/status")
async def set_status(request: Request, officer_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Close an account, or open it again; closing ends every session."""
    active = form.get("active") == "ya"

    async def do(visit: Visit) -> Done:
        await officer_administration(visit).set_active(
            officer_id, active=active, acknowledged=form.get("confirm") == "ya"
        )
        return (tr("Akun diaktifkan") if active else tr("Akun dinonaktifkan")), "", f"{HERE}/{officer_id}"

    return await carry(request, who, form, key="status", do=do, show=_shower(officer_id))


@router.post(HERE + "/{officer_id:uuid}/token/{token_id:uuid}/cabut")
async def revoke_token(
    request: Request, officer_id: UUID, token_id: UUID, who: Signed, form: ProvenForm
) -> Response:
    """Take a machine's token back."""

    async def do(visit: Visit) -> Done:
        line = await officer_administration(visit).revoke_token(officer_id, token_id)
        told = tr("“{name}” tidak berlaku lagi.", name=line.label)
        return tr("Token dicabut"), told, f"{HERE}/{officer_id}#token"

    return await carry(request, who, form, key="token", do=do, show=_shower(officer_id))


@router.post(HERE + "/{officer_id:uuid}/sandi")
async def reset_password(request: Request, officer_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Give a new password, shown once; every session ends."""

    async def make(visit: Visit) -> FirstCredentials:
        return await officer_administration(visit).reset_password(officer_id)

    return await _reveal(request, who, form, "sandi", make, _shower(officer_id))


@router.post(HERE + "/{officer_id:uuid}/kode")
async def reset_code(request: Request, officer_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Give a new one-time-code secret, shown once; every session ends."""

    async def make(visit: Visit) -> FirstCredentials:
        return await officer_administration(visit).reset_second_factor(officer_id)

    return await _reveal(request, who, form, "kode", make, _shower(officer_id))


@router.post(HERE + "/{officer_id:uuid}/penunjukan")
async def appoint(request: Request, officer_id: UUID, who: Signed, form: ProvenForm) -> Response:
    """Record an appointment."""

    async def do(visit: Visit) -> Done:
        await officer_administration(visit).appoint(read(Appoint, form, officer_id=officer_id))
        return tr("Penunjukan dicatat"), "", f"{HERE}/{officer_id}"

    return await carry(request, who, form, key="penunjukan-baru", do=do, show=_shower(officer_id))


@router.post(HERE + "/{officer_id:uuid}/penunjukan/{appointment_id:int}/akhiri")
async def end(
    request: Request, officer_id: UUID, appointment_id: int, who: Signed, form: ProvenForm
) -> Response:
    """End an appointment before its time."""

    async def do(visit: Visit) -> Done:
        wish = read(EndAppointment, form, acknowledged=form.get("confirm") == "ya")
        await officer_administration(visit).end_appointment(officer_id, appointment_id, wish)
        return tr("Penunjukan diakhiri"), "", f"{HERE}/{officer_id}"

    key = f"akhiri-{appointment_id}"
    return await carry(request, who, form, key=key, do=do, show=_shower(officer_id))


async def _reveal(
    request: Request, who: SignedIn, form: FormData, key: str, make: Make, show: Show
) -> Response:
    """Make credentials and show them on the answer itself: nowhere else are they kept."""
    try:
        async with visiting(request, who) as visit:
            made = await make(visit)
    except DomainError as error:
        if error.kind not in SHOWN_AGAIN:
            raise
        async with visiting(request, who) as visit:
            return await show(visit, tried_of(key, form, error))
    async with visiting(request, who) as visit:
        return await _show_once(visit, made)


async def _show_once(visit: Visit, made: FirstCredentials) -> Response:
    pairs = [(tr("Nama pengguna"), made.username)]
    if made.password:
        pairs.append((tr("Kata sandi pertama"), made.password))
    if made.totp_secret:
        pairs.append((tr("Kunci kode sekali pakai"), made.totp_secret))
    picture = segno.make(made.totp_uri, error="m").svg_inline(scale=4, border=1) if made.totp_uri else None
    drawn = Markup(picture) if picture else None  # noqa: S704 (segno's own SVG, no words of anybody)
    secret = Secret(pairs=tuple(pairs), picture=drawn)
    base = f"{HERE}/{made.officer_id}"
    panel = Panel(
        key="sekali",
        title=tr("Serahkan sekarang"),
        icon="key",
        secret=secret,
        links=(Link(label=tr("Lanjut ke petugas ini"), href=base),),
    )
    return await settings_page(
        visit,
        Section.OFFICERS,
        [panel],
        title=tr("Kunci masuk"),
        summary=tr("Pindai kode dengan aplikasi pengautentikasi, atau ketik kuncinya."),
        crumbs=((made.username, base),),
    )


def _shower(officer_id: UUID) -> Show:
    async def show(visit: Visit, tried: TriedForm) -> Response:
        return await _show(visit, officer_id, tried)

    return show


def _short(one: AppointmentLine) -> str:
    return joined(" · ", (one.role.label, f"{one.unit}, {one.office}" if one.unit else one.office))


def _appointments(held: tuple[AppointmentLine, ...]) -> Table:
    return Table(
        heads=(tr("Peran"), tr("Keputusan"), tr("Berlaku"), tr("Keadaan")),
        rows=tuple(
            (
                Cell(text=_short(one)),
                Cell(text=one.decree_number, note=tr("tanggal {day}", day=date_in_words(one.decree_date))),
                Cell(
                    text=tr("sejak {day}", day=date_in_words(one.valid_from)),
                    note=tr("sampai {day}", day=date_in_words(one.valid_to))
                    if one.valid_to
                    else tr("tanpa batas waktu"),
                ),
                Cell(
                    text=tr("Berlaku") if one.in_force else tr("Tidak berlaku"),
                    tone=Tone.DONE if one.in_force else Tone.NEUTRAL,
                    note=tr("diakhiri: {reason}", reason=one.ended_because) if one.ended_because else "",
                ),
            )
            for one in held
        ),
    )

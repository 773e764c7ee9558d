"""Accounts and appointments over the real database (R86)."""

from datetime import date, timedelta
from uuid import UUID

import pyotp
import pytest

from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint
from core.actor import OfficerActor
from core.administration.officers import (
    EndAppointment,
    NewOfficer,
    OfficerAdministration,
    OfficerQuery,
    mask,
    new_password,
)
from core.chain.states import Role
from core.clock import held_at
from core.db.database import Session
from core.errors import ConflictError, ForbiddenError, InvalidError
from tests.administration.refusals import refusal
from tests.support.ended import EndedSessions
from tests.support.house import KABUPATEN, PROVINCE
from tests.support.scene import Scene


def at_work(scene: Scene, session: Session, actor: OfficerActor) -> OfficerAdministration:
    return OfficerAdministration(scene.backoffice, session, actor, end_sessions=EndedSessions())


def by_decree(scene: Scene, officer_id: UUID, role: Role, office: str = KABUPATEN) -> Appoint:
    return Appoint(
        officer_id=officer_id, role=role, office_id=scene.house.offices[office], decree_number="21/SDM/2026",
        decree_date=date(2026, 2, 1), valid_from=date(2026, 2, 2),
    )  # fmt: skip


@pytest.mark.requirement("R86")
async def test_an_opened_and_appointed_officer_signs_in_with_what_was_shown_once(scene: Scene) -> None:
    actor = await scene.actor("ratna")
    async with scene.transaction() as session:
        work = at_work(scene, session, actor)
        first = await work.create(NewOfficer(username="baru.sekali", full_name="Baru Sekali", nip="1" * 18))
        for role in (Role.AGENCY_ADMIN, Role.LIAISON):  # G12: one person, two roles
            await work.appoint(by_decree(scene, first.officer_id, role))
    assert first.password is not None
    assert first.totp_secret is not None
    async with scene.transaction() as session:
        code = pyotp.TOTP(first.totp_secret).at(scene.at)
        signed_in = await Accounts(scene.backoffice, session).sign_in("baru.sekali", first.password, code)
        assert signed_in.roles == {Role.AGENCY_ADMIN, Role.LIAISON}


@pytest.mark.slow
async def test_a_reset_replaces_the_password_and_the_second_factor(scene: Scene) -> None:
    actor = await scene.actor("ratna")
    async with scene.transaction() as session:
        work = at_work(scene, session, actor)
        first = await work.create(NewOfficer(username="lupa.terus", full_name="Lupa Terus"))
        await work.appoint(by_decree(scene, first.officer_id, Role.LEADER))
        again = await work.reset_password(first.officer_id)
        factor = await work.reset_second_factor(first.officer_id)
    assert again.password not in {None, first.password}
    assert factor.totp_secret not in {None, first.totp_secret}
    async with scene.transaction() as session:
        accounts = Accounts(scene.backoffice, session)
        assert not await accounts.check_password("lupa.terus", first.password or "")
        code = pyotp.TOTP(factor.totp_secret or "").at(scene.at)
        actor = await accounts.sign_in("lupa.terus", again.password or "", code)
        assert actor.roles == {Role.LEADER}


async def test_closing_the_last_admin_of_an_office_is_warned_of_with_what_happens_then(scene: Scene) -> None:
    actor, karta = await scene.actor("ratna"), scene.house.officers["karta"]
    async with scene.transaction() as session:
        work = at_work(scene, session, actor)
        (vacancy,) = await work.vacancies_without(karta)
        assert vacancy.next_office == "KPU Provinsi Nusa Tenggara Barat"
        assert "naik ke" in vacancy.warning
        with refusal(ConflictError, "tidak akan punya Admin Instansi") as refused:
            await work.set_active(karta, active=False)
        assert refused.value.code == "office.loses_admin"
        await work.set_active(karta, active=False, acknowledged=True)
        assert not (await work.officer(karta)).is_active
        assert await work.vacancies_without(scene.house.officers["sari"]) == ()  # there is a second one


async def test_an_appointment_ends_early_for_a_reason_inside_its_term(scene: Scene) -> None:
    actor, karta = await scene.actor("ratna"), scene.house.officers["karta"]
    last = scene.at.date()
    async with scene.transaction() as session:
        work = at_work(scene, session, actor)
        (held,) = (await work.officer(karta)).appointments
        with pytest.raises(ConflictError):
            await work.end_appointment(karta, held.id, EndAppointment(last_day=last, reason="Mutasi"))
        with refusal(InvalidError, "masa penunjukan"):
            await work.end_appointment(
                karta, held.id, EndAppointment(last_day=date(2019, 1, 1), reason="Mutasi", acknowledged=True)
            )
        wish = EndAppointment(last_day=last, reason="Mutasi ke provinsi", acknowledged=True)
        await work.end_appointment(karta, held.id, wish)
    with held_at(scene.at + timedelta(days=2)):
        async with scene.backoffice.database.transaction() as session:
            (ended,) = (await at_work(scene, session, actor).officer(karta)).appointments
    assert (ended.in_force, ended.ended_because) == (False, "Mutasi ke provinsi")


async def test_nobody_manages_or_appoints_themselves_and_the_last_administrator_stays(scene: Scene) -> None:
    actor, me = await scene.actor("ratna"), scene.house.officers["ratna"]
    async with scene.transaction() as session:
        work = at_work(scene, session, actor)
        with refusal(ForbiddenError, "Akun sendiri"):
            await work.reset_password(me)
        with refusal(ForbiddenError, "menunjuk dirinya"):
            await work.appoint(by_decree(scene, me, Role.AGENCY_ADMIN, PROVINCE))
        with pytest.raises(ForbiddenError):
            await at_work(scene, session, await scene.actor("sari")).find(OfficerQuery())


async def test_the_list_is_filtered_paged_and_shows_no_whole_nip(scene: Scene) -> None:
    actor = await scene.actor("ratna")
    async with scene.transaction() as session:
        work = at_work(scene, session, actor)
        admins = await work.find(
            OfficerQuery(role=Role.AGENCY_ADMIN, office_id=scene.house.offices[KABUPATEN])
        )
        assert [one.username for one in admins.officers] == ["sari", "sita"]
        assert [one.username for one in (await work.find(OfficerQuery(text="wulan"))).officers] == ["wulan"]
        assert (await work.find(OfficerQuery(text="%"))).officers == ()
        assert (await work.find(OfficerQuery(status="inactive"))).officers == ()
        assert (await work.find(OfficerQuery(after="sita"))).officers[0].username > "sita"
        assert admins.officers[0].masked_nip == "•••• 0001"
    assert mask(None) == ""


def test_the_first_password_avoids_letters_that_look_alike() -> None:
    password = new_password()
    assert len(password) == 19
    assert not set(password) & set("01ilo")

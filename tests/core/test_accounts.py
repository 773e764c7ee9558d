"""Accounts: one refusal for every wrong sign-in, codes that work once, appointments that run out."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pyotp
import pytest
from pydantic import ValidationError
from sqlalchemy import text

from core.accounts.accounts import REFUSED, Accounts
from core.accounts.schemas import Appoint, CreatedOfficer, CreateOfficer, TokenLine
from core.accounts.tokens import MAX_TOKENS, revoke, tokens_of
from core.chain.states import Role
from core.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    UnavailableError,
)
from tests.support.ended import EndedSessions
from tests.support.house import KABUPATEN, LAW, SIBLING
from tests.support.scene import Scene

pytestmark = pytest.mark.requirement("R86")
PASSWORD = "bambu-sawah-padi-101"


class Desk:
    """Accounts in one transaction after another."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.ended = EndedSessions()

    async def change(self, officer_id: UUID, old: str, new: str) -> None:
        await self.do("change_password", officer_id, old, new, end_sessions=self.ended)

    async def do(self, name: str, *given: Any, **named: Any) -> Any:
        async with self.scene.transaction() as session:
            return await getattr(Accounts(self.scene.backoffice, session), name)(*given, **named)

    async def open(self, username: str = "melati", **changed: Any) -> CreatedOfficer:
        wish: dict[str, Any] = {"username": username, "full_name": "Melati Uji", "password": PASSWORD}
        made: CreatedOfficer = await self.do("create", CreateOfficer(**(wish | changed)))
        return made

    async def appoint(self, officer_id: Any, **changed: Any) -> int:
        wish: dict[str, Any] = {
            "officer_id": officer_id,
            "role": Role.UNIT_ADMIN,
            "office_id": self.scene.house.offices[KABUPATEN],
            "unit_id": int(self.scene.house.unit(LAW)),
            "decree_number": "CONTOH 9/2026",
            "decree_date": date(2026, 1, 5),
            "valid_from": date(2026, 1, 5),
        }
        appointed: int = await self.do("appoint", Appoint(**(wish | changed)))
        return appointed

    def code(self, made: CreatedOfficer, *, steps: int = 0) -> str:
        return pyotp.TOTP(made.totp_secret).at(self.scene.at + timedelta(seconds=30 * steps))


@pytest.fixture
def accounts(scene: Scene) -> Desk:
    return Desk(scene)


async def test_password_and_code_together_open_the_desk(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)

    actor = await accounts.do("sign_in", " Melati ", PASSWORD, accounts.code(made))

    assert actor.officer_id == made.officer_id
    assert actor.roles == {Role.UNIT_ADMIN}
    assert made.totp_uri.startswith("otpauth://totp/")
    assert await accounts.do("check_password", "melati", PASSWORD)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["name", "password", "code", "inactive", "old code", "empty code"])
async def test_whatever_is_wrong_the_words_are_the_same(accounts: Desk, wrong: str) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    if wrong == "inactive":
        await accounts.scene.rows(
            "UPDATE officers SET is_active = false WHERE username = 'melati' RETURNING 1"
        )
    name = "mawar" if wrong == "name" else "melati"
    password = "bukan-yang-ini-99" if wrong == "password" else PASSWORD
    codes = {"code": "000000", "old code": accounts.code(made, steps=-3), "empty code": ""}

    with pytest.raises(ForbiddenError) as refused:
        await accounts.do("sign_in", name, password, codes.get(wrong, accounts.code(made)))

    assert (refused.value.code, refused.value.message) == ("sign_in.refused", REFUSED)
    assert refused.value.params == {}


@pytest.mark.slow
async def test_a_code_works_once_and_none_before_it_afterwards(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    before, code = accounts.code(made, steps=-1), accounts.code(made)
    await accounts.do("sign_in", "melati", PASSWORD, code)

    for replayed in (code, before):
        with pytest.raises(ForbiddenError):
            await accounts.do("sign_in", "melati", PASSWORD, replayed)
    await accounts.do("sign_in", "melati", PASSWORD, accounts.code(made, steps=1))


async def test_without_an_appointment_in_force_nobody_acts(accounts: Desk) -> None:
    made = await accounts.open()

    with pytest.raises(ForbiddenError) as refused:
        await accounts.do("sign_in", "melati", PASSWORD, accounts.code(made))

    assert refused.value.code == "sign_in.no_appointment"
    assert refused.value.clause == "002 BAB V A.1.b"


@pytest.mark.parametrize(
    ("term", "in_force"),
    [
        ((date(2026, 3, 2), date(2026, 3, 2)), True),
        ((date(2026, 3, 2), None), True),
        ((date(2026, 3, 3), None), False),
        ((date(2026, 1, 1), date(2026, 3, 1)), False),
    ],
)
async def test_an_appointment_holds_from_its_first_day_to_its_last(
    accounts: Desk, term: tuple[date, date | None], *, in_force: bool
) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id, valid_from=term[0], valid_to=term[1])

    if in_force:
        assert (await accounts.do("actor", made.officer_id)).roles == {Role.UNIT_ADMIN}
    else:
        with pytest.raises(ForbiddenError):
            await accounts.do("actor", made.officer_id)


async def test_today_is_the_offices_own_today(accounts: Desk) -> None:
    """23.30 on Sunday in Jakarta is already Monday in Lombok."""
    made = await accounts.open()
    await accounts.appoint(made.officer_id, valid_from=date(2026, 3, 2))
    accounts.scene.at = accounts.scene.at.replace(day=1, hour=16, minute=30)

    assert (await accounts.do("actor", made.officer_id)).roles == {Role.UNIT_ADMIN}
    accounts.scene.pass_time(hours=-1)
    with pytest.raises(ForbiddenError):
        await accounts.do("actor", made.officer_id)


async def test_an_unknown_or_inactive_officer_is_nobody(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    await accounts.scene.rows("UPDATE officers SET is_active = false WHERE username = 'melati' RETURNING 1")

    with pytest.raises(NotFoundError):
        await accounts.do("actor", made.officer_id)
    assert not await accounts.do("check_password", "melati", PASSWORD)


async def test_a_user_name_is_given_once_whatever_its_case(accounts: Desk) -> None:
    await accounts.open()

    with pytest.raises(ConflictError):
        await accounts.open("MELATI")


@pytest.mark.parametrize(
    "changed", [{"username": "a b"}, {"password": "pendek"}, {"nip": "123"}, {"full_name": "  "}]
)
async def test_an_account_that_does_not_hold_is_not_opened(accounts: Desk, changed: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        await accounts.open(**changed)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"role": Role.REPORTER}, InvalidError),
        ({"role": Role.SYSTEM}, InvalidError),
        ({"role": Role.UNIT_ADMIN, "unit_id": None}, InvalidError),
        ({"role": Role.UNIT_HEAD, "unit_id": None}, InvalidError),
        ({"role": Role.HANDLER, "unit_id": None}, InvalidError),
        ({"unit_id": 999_999}, NotFoundError),
        ({"office_id": 999_999}, NotFoundError),
        ({"office": SIBLING}, InvalidError),
    ],
)
async def test_an_appointment_that_does_not_fit_is_refused(
    accounts: Desk, changed: dict[str, Any], error: type[DomainError]
) -> None:
    made = await accounts.open()
    if "office" in changed:
        changed = {"office_id": accounts.scene.house.offices[changed["office"]]}

    with pytest.raises(error):
        await accounts.appoint(made.officer_id, **changed)


@pytest.mark.slow
async def test_a_password_is_changed_with_the_old_one_only(accounts: Desk) -> None:
    made = await accounts.open()
    fresh = "gunung-perahu-kelapa-7"

    with pytest.raises(ForbiddenError):
        await accounts.change(made.officer_id, "salah-salah-salah", fresh)
    for weak in ("pendek", PASSWORD):
        with pytest.raises(InvalidError):
            await accounts.change(made.officer_id, PASSWORD, weak)
    assert accounts.ended.of == []
    await accounts.change(made.officer_id, PASSWORD, fresh)

    assert await accounts.do("check_password", "melati", fresh)
    assert not await accounts.do("check_password", "melati", PASSWORD)
    assert accounts.ended.of == [made.officer_id]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deed", "given"),
    [
        ("close", ()),
        ("renew_password", ("gunung-perahu-kelapa-7",)),
        ("renew_second_factor", ()),
        ("change_password", (PASSWORD, "gunung-perahu-kelapa-7")),
    ],
)
async def test_whatever_replaces_a_way_in_or_closes_it_ends_the_sessions_or_is_not_done(
    accounts: Desk, deed: str, given: tuple[str, ...]
) -> None:
    made = await accounts.open()

    async def away(_officer_id: UUID) -> int:
        raise UnavailableError

    with pytest.raises(UnavailableError):
        await accounts.do(deed, made.officer_id, *given, end_sessions=away)
    assert await accounts.do("check_password", "melati", PASSWORD)
    await accounts.do(deed, made.officer_id, *given, end_sessions=accounts.ended)
    assert accounts.ended.of == [made.officer_id]


@pytest.mark.slow
async def test_an_account_opened_again_takes_the_password_it_had(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.do("close", made.officer_id, end_sessions=accounts.ended)
    assert not await accounts.do("check_password", "melati", PASSWORD)
    await accounts.do("reopen", made.officer_id)
    assert await accounts.do("check_password", "melati", PASSWORD)


async def test_a_machine_acts_by_its_token_until_it_expires_or_is_revoked(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    actor = await accounts.do("actor", made.officer_id)
    one = await accounts.do("issue_token", actor, "rekap", 30)
    other = await accounts.do("issue_token", actor, "lain", 365)

    assert (await accounts.do("actor_for_token", one.token)).officer_id == made.officer_id
    await accounts.scene.rows("UPDATE machine_tokens SET revoked_at = now() WHERE label = 'lain' RETURNING 1")
    for refused in ("tidak-dikenal", other.token):
        with pytest.raises(ForbiddenError) as denied:
            await accounts.do("actor_for_token", refused)
        assert denied.value.code == "token.refused"
    accounts.scene.pass_time(days=30)
    with pytest.raises(ForbiddenError):
        await accounts.do("actor_for_token", one.token)
    hashes = await accounts.scene.rows("SELECT token_hash FROM machine_tokens")
    assert all(one.token.encode() not in bytes(row[0]) for row in hashes)


async def test_a_token_is_listed_with_its_last_use_and_taken_back_for_good(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    actor = await accounts.do("actor", made.officer_id)
    issued = await accounts.do("issue_token", actor, "  rekap   bulanan ", 30)
    scene = accounts.scene

    async def listed() -> tuple[TokenLine, ...]:
        async with scene.transaction() as session:
            return await tokens_of(session, made.officer_id)

    (unused,) = await listed()
    assert (unused.label, unused.last_used_at, unused.state) == ("rekap bulanan", None, "in_force")
    scene.pass_time(hours=1)
    await accounts.do("actor_for_token", issued.token)
    scene.pass_time(seconds=30)
    await accounts.do("actor_for_token", issued.token)
    (used,) = await listed()
    assert used.last_used_at == scene.at - timedelta(seconds=30)  # noted once a minute, not at every call

    for _ in range(2):  # taking it back again changes nothing
        async with scene.transaction() as session:
            line = await revoke(session, made.officer_id, used.id, by=made.officer_id)
        assert line.state == "revoked"
    with pytest.raises(ForbiddenError):
        await accounts.do("actor_for_token", issued.token)
    async with scene.transaction() as session:
        with pytest.raises(NotFoundError):
            await revoke(session, UUID(int=7), used.id, by=UUID(int=7))
    verbs = await scene.rows("SELECT verb FROM audit_entries WHERE verb LIKE 'token.%' ORDER BY seq")
    assert [verb for (verb,) in verbs] == ["token.issued", "token.revoked"]


async def test_an_officer_has_no_more_than_ten_tokens_in_force(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    actor = await accounts.do("actor", made.officer_id)
    for number in range(MAX_TOKENS):
        await accounts.do("issue_token", actor, f"mesin {number}", 1)
    with pytest.raises(ConflictError):
        await accounts.do("issue_token", actor, "satu lagi", 1)
    accounts.scene.pass_time(days=1)
    assert await accounts.do("issue_token", actor, "satu lagi", 1)


@pytest.mark.parametrize("days", [0, 366])
async def test_a_token_for_ever_is_not_issued(accounts: Desk, days: int) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    actor = await accounts.do("actor", made.officer_id)

    with pytest.raises(InvalidError):
        await accounts.do("issue_token", actor, "rekap", days)


async def test_what_happens_to_an_account_is_recorded(accounts: Desk) -> None:
    made = await accounts.open()
    await accounts.appoint(made.officer_id)
    await accounts.do("sign_in", "melati", PASSWORD, accounts.code(made))

    async with accounts.scene.transaction() as session:
        rows = await (await session.connection()).execute(
            text("SELECT verb FROM audit_entries WHERE stream = :s ORDER BY seq"),
            {"s": f"officer:{made.officer_id}"},
        )
    assert [row[0] for row in rows] == ["officer.created", "officer.appointed", "session.opened"]

"""Signing in: two steps, the same words for whatever is wrong, throttled, and ended everywhere."""

import re
from datetime import timedelta

import pyotp
import pytest

from backoffice.security.sessions import hash_of
from core.clock import held_at, now
from core.people.models import Officer
from tests.support.desk.client import DeskClient, field_of
from tests.support.desk.world import PASSWORD, World

pytestmark = pytest.mark.slow


async def _two_steps(browser: DeskClient, username: str, code: str, password: str = PASSWORD) -> str:
    """Go through the pages as a person does; give where one lands."""
    page = await browser.get("/masuk")
    browser.token = field_of(page.text, "csrf_token")
    first = await browser.post_form("/masuk", {"username": username, "password": password})
    assert first.headers["location"] == "/masuk/kode"
    page = await browser.get("/masuk/kode")
    browser.token = field_of(page.text, "csrf_token")
    second = await browser.post_form("/masuk/kode", {"code": code})
    assert second.status_code == 303, second.text
    return second.headers["location"]


@pytest.mark.requirement("R86")
async def test_an_officer_signs_in_by_password_and_code_and_lands_on_their_desk(world: World) -> None:
    code, clock = world.code("dewi")
    async with world.visitor() as browser:
        with clock:
            assert await _two_steps(browser, "dewi", code) == "/"
            desk = await browser.get("/")
    assert desk.status_code == 200
    assert "Dewi Anggraini" in desk.text
    assert "Menunggu saya" in desk.text


async def test_whatever_is_wrong_with_a_sign_in_the_words_are_the_same(world: World) -> None:
    code, clock = world.code("dewi")
    tries = (("dewi", "salah salah salah", code), ("tidakada", PASSWORD, code), ("dewi", PASSWORD, "000000"))
    answers = []
    with clock:
        for username, password, given in tries:
            body = {"username": username, "password": password, "code": given}
            async with world.visitor("10.1.0.1") as browser:
                answer = await browser.client.post("/api/v1/session", json=body)
            answers.append((answer.status_code, answer.json()["detail"], answer.json()["code"]))
    assert len(set(answers)) == 1
    assert answers[0][0] == 401
    assert answers[0][2] == "sign_in.refused"


async def test_a_code_works_once(world: World) -> None:
    code, clock = world.code("bagus")
    body = {"username": "bagus", "password": PASSWORD, "code": code}
    async with world.visitor("10.2.0.1") as browser:
        with clock:
            first = await browser.client.post("/api/v1/session", json=body)
            again = await browser.client.post("/api/v1/session", json=body)
    assert first.status_code == 201
    assert again.status_code == 401


async def test_a_wrong_code_on_the_page_can_be_corrected_and_too_many_start_over(world: World) -> None:
    async with world.visitor("10.2.0.2") as browser:
        page = await browser.get("/masuk")
        browser.token = field_of(page.text, "csrf_token")
        await browser.post_form("/masuk", {"username": "lukman", "password": PASSWORD})
        wrong = [await browser.post_form("/masuk/kode", {"code": "123"}) for _ in range(5)]
        over = await browser.post_form("/masuk/kode", {"code": "123"})
    assert {answer.status_code for answer in wrong} == {401}
    assert "Kode sekali pakai" in wrong[0].text
    assert over.status_code == 401
    assert "Mulai lagi" in over.text


async def test_tries_are_throttled_by_account_and_address_and_say_when_to_come_back(world: World) -> None:
    account = await world.new_account()
    body = {"username": account.username, "password": "salah salah salah", "code": "000000"}
    async with world.visitor("10.3.0.1") as browser:
        answers = [await browser.client.post("/api/v1/session", json=body) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [401] * 8 + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 15 * 60
    assert answers[-1].json()["retry_after"] == int(answers[-1].headers["retry-after"])


async def test_strangers_cannot_lock_an_officer_out_of_the_place_they_work_at(world: World) -> None:
    account = await world.new_account()
    async with world.visitor("10.4.0.1") as own:
        assert (await world.sign_in(own, account.username)).status_code == 201
    for place in range(3):
        async with world.visitor(f"10.4.1.{place}") as stranger:
            for _ in range(7):
                await world.sign_in(stranger, account.username, password="salah salah salah")
    async with world.visitor("10.4.2.1") as elsewhere, world.visitor("10.4.0.1") as own:
        assert (await world.sign_in(elsewhere, account.username)).status_code == 429
        assert (await world.sign_in(own, account.username)).status_code == 201


async def test_signing_in_gives_a_new_session_and_ends_the_browsers_old_one(world: World) -> None:
    async with await world.visit("sari") as browser:
        old = browser.client.cookies[world.parts.cookies.session]
        assert (await world.sign_in(browser, "sari")).status_code == 201
        new = browser.client.cookies[world.parts.cookies.session]
    assert new != old
    assert await world.parts.sessions.find(old) is None
    assert await world.parts.sessions.find(new) is not None


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    async with world.visitor() as browser:
        answer = await world.sign_in(browser, "tono")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie


async def test_valkey_holds_sessions_sealed_and_under_a_hash(world: World) -> None:
    async with await world.visit("sari") as browser:
        session_id = browser.client.cookies[world.parts.cookies.session]
        report = await world.registered()
        await browser.get(f"/laporan/{report['report_id']}", x_reason="pemeriksaan%20berkala%20mingguan")
    contents = b""
    async for key in world.parts.redis.scan_iter("web:*"):
        kind = await world.parts.redis.type(key)
        contents += key
        if kind == b"string":
            contents += await world.parts.redis.get(key) or b""
        elif kind == b"hash":
            for name, value in (await world.parts.redis.hgetall(key)).items():
                contents += b"".join(part for part in (name, value) if isinstance(part, bytes))
    assert hash_of(session_id).encode() in contents
    officer = world.accounts["sari"]
    for secret in (
        session_id,
        str(officer.id),
        officer.username,
        "pemeriksaan",
        PASSWORD,
        report["report_id"],
    ):
        assert secret.encode() not in contents


async def test_a_session_ends_after_idleness_and_at_its_absolute_end(world: World) -> None:
    async with await world.visit("sari") as browser:
        session_id = browser.client.cookies[world.parts.cookies.session]
        assert (await browser.get("/api/v1/me")).status_code == 200
        with held_at(now() + timedelta(hours=13)):
            assert (await browser.get("/api/v1/me")).status_code == 401
        await world.parts.redis.delete(f"web:active:{hash_of(session_id)}")
        assert (await browser.get("/api/v1/me")).status_code == 401


async def test_signing_out_ends_the_session_here_or_everywhere(world: World) -> None:
    account = await world.new_account()
    async with await world.visit(account.username) as here, await world.visit(account.username) as there:
        assert (await here.post_form("/keluar", {})).headers["location"] == "/masuk"
        assert (await here.get("/api/v1/me")).status_code == 401
        assert (await there.get("/api/v1/me")).status_code == 200
        async with await world.visit(account.username) as third:
            assert (await third.delete("/api/v1/session?everywhere=true")).status_code == 204
        assert (await there.get("/api/v1/me")).status_code == 401


async def test_changing_the_password_ends_every_other_session(world: World) -> None:
    account = await world.new_account()
    new = "bunyi kentongan di malam hari"
    async with await world.visit(account.username) as here, await world.visit(account.username) as there:
        wrong = await here.post_form("/profil/sandi", {"old": "bukan ini", "new": new, "again": new})
        weak = await here.post_form("/profil/sandi", {"old": PASSWORD, "new": "pendek", "again": "pendek"})
        assert (wrong.status_code, weak.status_code) == (403, 422)
        assert "Minimal 12 huruf" in weak.text
        done = await here.post_form("/profil/sandi", {"old": PASSWORD, "new": new, "again": new})
        assert done.headers["location"] == "/profil"
        page = await here.get("/profil")
        assert "Kata sandi diganti" in page.text
        assert (await there.get("/api/v1/me")).status_code == 401


async def test_whoever_is_not_signed_in_is_asked_to_and_comes_back_where_they_were(world: World) -> None:
    code, clock = world.code("dewi")
    async with world.visitor() as browser:
        answer = await browser.get("/antrean/late?jenis=complaint")
        assert answer.status_code == 303
        page = await browser.get(answer.headers["location"])
        browser.token = field_of(page.text, "csrf_token")
        with clock:
            carried = {"lanjut": "/antrean/late?jenis=complaint"}
            await browser.post_form("/masuk", {"username": "dewi", "password": PASSWORD, **carried})
            browser.token = field_of((await browser.get("/masuk/kode")).text, "csrf_token")
            done = await browser.post_form("/masuk/kode", {"code": code})
    assert done.headers["location"] == "/antrean/late?jenis=complaint"


@pytest.mark.parametrize(
    "path", ["//jahat.example", "https://jahat.example/", "/\\jahat.example", "/api/v1/me"]
)
async def test_signing_in_leads_only_to_our_own_pages(world: World, path: str) -> None:
    async with await world.visit("sari") as browser:
        answer = await browser.client.get("/masuk", params={"lanjut": path})
    assert answer.headers["location"] == "/"


async def test_a_machines_token_acts_as_its_officer_and_cannot_make_another(world: World) -> None:
    async with await world.visit("sari") as browser:
        issued = await browser.post_json("/api/v1/session/tokens", {"label": "pelaporan", "days": 30})
    token = issued.json()["token"]
    async with world.visitor() as machine:
        me = await machine.get("/api/v1/me", authorization=f"Bearer {token}")
        wish = {"label": "lagi", "days": 1}
        again = await machine.post_json("/api/v1/session/tokens", wish, authorization=f"Bearer {token}")
        wrong = await machine.get("/api/v1/me", authorization="Bearer salah")
        page = await machine.get("/", authorization=f"Bearer {token}")
    assert me.json()["username"] == "sari"
    assert (again.status_code, again.json()["code"]) == (403, "token.from_token")
    assert wrong.status_code == 401
    assert page.status_code == 303


async def test_a_token_is_made_on_the_page_shown_once_and_taken_back_there(world: World) -> None:
    account = await world.new_account()
    async with await world.visit(account.username) as browser:
        refused = await browser.post_form("/profil/token", {"label": " ", "days": "90"})
        assert (refused.status_code, "Beri nama token ini" in refused.text) == (422, True)
        wrong = await browser.post_form("/profil/token", {"label": "rekap", "days": "zzz"})
        assert (wrong.status_code, 'value="rekap"' in wrong.text) == (422, True)
        made = await browser.post_form("/profil/token", {"label": "rekap <b>", "days": "90"})
        assert made.headers["cache-control"] == "no-store"
        token = re.findall(r'data-copy="([^"]{40,})"', made.text)[0]
        page = (await browser.get("/profil")).text
        assert token not in page
        assert "rekap &lt;b&gt;" in page
        assert "belum pernah dipakai" in page
        async with world.visitor() as machine:
            bearer = {"authorization": f"Bearer {token}"}
            assert (await machine.get("/api/v1/me", **bearer)).status_code == 200
            for path in ("/api/v1/session/tokens",):
                assert (await machine.get(path, **bearer)).json()["code"] == "token.from_token"
            assert "terakhir dipakai" in (await browser.get("/profil")).text
            (listed,) = (await browser.get("/api/v1/session/tokens")).json()
            assert (listed["label"], listed["state"]) == ("rekap <b>", "in_force")
            assert token not in str(listed)
            taken = await browser.post_form(f"/profil/token/{listed['id']}/cabut", {})
            assert taken.headers["location"] == "/profil#token"
            assert (await machine.get("/api/v1/me", **bearer)).status_code == 401
        assert "Dicabut" in (await browser.get("/profil")).text
        assert (await browser.delete(f"/api/v1/session/tokens/{listed['id']}")).status_code == 204
    async with await world.visit("sari") as other:
        assert (await other.delete(f"/api/v1/session/tokens/{listed['id']}")).status_code == 404
        assert (await other.post_form(f"/profil/token/{listed['id']}/cabut", {})).status_code == 404


async def test_an_administrator_sees_and_takes_back_an_officers_token(world: World) -> None:
    account = await world.new_account()
    async with await world.visit(account.username) as theirs:
        await theirs.post_form("/profil/token", {"label": "Aplikasi daerah", "days": "30"})
        (listed,) = (await theirs.get("/api/v1/session/tokens")).json()
    base = f"/pengaturan/petugas/{account.id}"
    async with await world.visit("sari") as other:
        refused = await other.post_form(f"{base}/token/{listed['id']}/cabut", {})
        assert refused.status_code == 403
    async with await world.visit("sistem") as browser:
        assert "Aplikasi daerah" in (await browser.get(base)).text
        taken = await browser.post_form(f"{base}/token/{listed['id']}/cabut", {})
        assert taken.headers["location"] == f"{base}#token"
        page = (await browser.get(base)).text
        assert "Dicabut oleh Siska Temmy" in page
        assert f"{listed['id']}/cabut" not in page


async def test_an_officer_whose_account_is_closed_is_signed_out(world: World) -> None:
    account = await world.new_account()
    async with await world.visit(account.username) as browser:
        assert (await browser.get("/api/v1/me")).status_code == 200
        async with world.parts.core.database.transaction() as session:
            officer = await session.get_one(Officer, account.id)
            officer.is_active = False
        assert (await browser.get("/api/v1/me")).status_code == 401
        code = pyotp.TOTP(account.totp_secret).now()
        body = {"username": account.username, "password": PASSWORD, "code": code}
        assert (await browser.client.post("/api/v1/session", json=body)).status_code == 401

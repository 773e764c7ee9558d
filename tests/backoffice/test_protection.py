"""What stands at the door: CSRF, headers, hosts, sizes, and refusals without internals."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from structlog.testing import capture_logs

from backoffice.app import create_app
from core.settings import Settings
from tests.support.desk.world import PNG, World, disposition, registration


async def test_a_change_without_the_csrf_token_is_refused_on_pages_and_api(world: World) -> None:
    report = await world.registered()
    path = f"/laporan/{report['report_id']}/aksi/note"
    async with await world.visit("sari") as browser:
        allowed = await browser.post_form(path, {"text": "Sudah dibaca."})
        browser.token = "bukan-ini"
        page = await browser.post_form(path, {"text": "Sudah dibaca."})
        api = await browser.post_json(f"/api/v1/reports/{report['report_id']}/actions/note", {"text": "x"})
        out = await browser.delete("/api/v1/session")
    assert allowed.status_code == 303
    assert (page.status_code, api.status_code, out.status_code) == (403, 403, 403)
    assert api.json()["code"] == "csrf"
    assert "kedaluwarsa" in page.text


async def test_another_site_cannot_sign_a_browser_in(world: World) -> None:
    async with world.visitor() as browser:
        answer = await browser.client.post(
            "/api/v1/session",
            json={"username": "a", "password": "b", "code": "c"},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        form = await browser.client.post("/masuk", data={"username": "sari", "password": "x"})
    assert (answer.status_code, form.status_code) == (403, 403)


@pytest.mark.parametrize("path", ["/", "/masuk", "/api/v1/me", "/tidak-ada", "/healthz"])
async def test_every_answer_carries_the_protecting_headers(world: World, path: str) -> None:
    async with await world.visit("sari") as browser:
        headers = (await browser.get(path)).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in headers
    assert len(headers["x-request-id"]) >= 8


async def test_behind_https_cookies_are_bound_to_the_host_and_hsts_is_sent(desk_settings: Settings) -> None:
    settings = desk_settings.model_copy(update={"public_url": "https://pengaduan.contoh.test"})
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="https://pengaduan.contoh.test") as client:
            answer = await client.get("/masuk")
    assert "max-age=63072000" in answer.headers["strict-transport-security"]
    assert answer.headers["set-cookie"].startswith("__Host-kentongan_signin=")
    assert "secure" in answer.headers["set-cookie"].lower()


async def test_only_our_own_host_names_are_answered(world: World) -> None:
    async with world.visitor() as browser:
        assert (await browser.get("/masuk", host="jahat.example")).status_code == 400
        assert (await browser.get("/masuk", host="localhost:8000")).status_code == 200


async def test_a_correlation_id_is_taken_over_if_it_is_one(world: World) -> None:
    async with world.visitor() as browser:
        kept = await browser.get("/healthz", x_request_id="abcd-1234-efgh")
        replaced = await browser.get("/healthz", x_request_id="<script>alert(1)</script>")
    assert kept.headers["x-request-id"] == "abcd-1234-efgh"
    assert replaced.headers["x-request-id"] != "<script>alert(1)</script>"


async def test_the_log_of_a_request_names_the_route_and_nobody(world: World) -> None:
    report = await world.registered()
    async with await world.visit("sari") as browser:
        with capture_logs() as entries:
            await browser.get(f"/laporan/{report['report_id']}?q=rahasia-sekali", user_agent="Peramban-Saya")
    (entry,) = [entry for entry in entries if entry["event"] == "http.request"]
    assert entry["http_path_template"] == "/laporan/{report_id}"
    written = json.dumps(entry, default=str)
    for word in (report["report_id"], "rahasia-sekali", "sari", "127.0.0.1", "Peramban-Saya"):
        assert word not in written


@pytest.mark.parametrize(
    ("method", "path", "content", "media_type", "status", "code"),
    [
        ("POST", "/api/v1/session", b"{rusak", "application/json", 400, "malformed"),
        ("POST", "/api/v1/reports", b"{rusak", "application/json", 400, "malformed"),
        ("POST", "/api/v1/reports", b"[1]", "application/json", 400, "malformed"),
        ("POST", "/api/v1/reports", b"[" * 50_000, "application/json", 400, "malformed"),
        ("POST", "/api/v1/reports", b"<a/>", "application/xml", 415, "media_type"),
        ("POST", "/api/v1/reports", b"rusak", "multipart/form-data; boundary=x", 400, "malformed"),
        ("POST", "/api/v1/reports", b"{}", "application/json", 422, "invalid"),
        ("PUT", "/api/v1/reports", b"{}", "application/json", 405, "method_not_allowed"),
        ("GET", "/api/v1/tidak-ada", b"", "application/json", 404, "not_found"),
        ("GET", "/api/v1/reports/bukan-uuid", b"", "application/json", 404, "not_found"),
        ("GET", "/api/v1/reports?limit=banyak", b"", "application/json", 422, "invalid"),
        ("POST", "/api/v1/session", b"{" + b" " * 1_100_000 + b"}", "application/json", 413, "too_large"),
    ],
)
async def test_what_cannot_be_read_is_refused_as_problem_details(
    world: World, method: str, path: str, content: bytes, media_type: str, status: int, code: str
) -> None:
    async with await world.visit("sari") as browser:
        headers = {"Content-Type": media_type, "X-CSRF-Token": browser.token}
        answer = await browser.client.request(method, path, content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"urn:kentongan:problem:{code}"
    assert problem["instance"].endswith(answer.headers["x-request-id"])
    if status == 405:
        assert "GET" in answer.headers["allow"]


async def test_a_body_that_grows_beyond_its_limit_is_cut_off_even_without_a_length(world: World) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    async with await world.visit("sari") as browser:
        headers = {"Content-Type": "application/json", "X-CSRF-Token": browser.token}
        answer = await browser.client.post("/api/v1/reports", content=endless(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.requirement("R125")
async def test_an_upload_that_is_too_large_or_lies_is_refused_with_the_reason(world: World) -> None:
    report = await world.registered()
    path = f"/api/v1/reports/{report['report_id']}/evidence"
    async with await world.visit("sari") as browser:
        big = ("files", ("besar.png", PNG + b"\0" * (21 * 1024 * 1024), "image/png"))
        lying = ("files", ("foto.png", b"<script>alert(1)</script>", "image/png"))
        empty = ("files", ("kosong.png", b"", "image/png"))
        token = browser.token
        answers = [
            await browser.post_form(path, {}, [file], x_csrf_token=token) for file in (big, lying, empty)
        ]
        nothing = await browser.post_form(path, {"note": "tanpa berkas"}, x_csrf_token=token)
    assert [answer.status_code for answer in answers] == [413, 422, 422]
    assert "20 MB" in answers[0].json()["detail"]
    assert [answer.json()["code"] for answer in answers[1:]] == ["evidence.type_forbidden", "evidence.empty"]
    assert (nothing.status_code, nothing.json()["fields"]) == (422, {"files": "Pilih berkas."})


async def test_metrics_are_for_this_machine_only_and_count_by_route(world: World) -> None:
    async with await world.visit("sari") as browser, world.visitor("10.9.9.9") as stranger:
        await browser.get("/api/v1/me")
        shown = await browser.get("/metrics")
        hidden = await stranger.get("/metrics")
    assert 'route="/api/v1/me"' in shown.text
    assert hidden.status_code == 404


async def test_a_defect_is_answered_without_internals_and_logged(
    world: World, desk_settings: Settings
) -> None:
    app = create_app(desk_settings)

    @app.get("/api/v1/rusak")
    async def broken() -> None:
        raise RuntimeError("kata sandi basis data: rahasia")

    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            with capture_logs() as entries:
                answer = await client.get("/api/v1/rusak")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "rahasia" not in answer.text
    assert [entry["event"] for entry in entries] == ["http.failed", "http.request"]


async def test_an_unknown_action_or_field_is_refused(world: World) -> None:
    report = await world.registered()
    base = f"/api/v1/reports/{report['report_id']}/actions"
    async with await world.visit("sari") as browser:
        unknown = await browser.post_json(f"{base}/hapus", {"values": {}})
        foreign = await browser.post_json(f"{base}/dispose", {"values": disposition(world, state="closed")})
        forged = await browser.post_json(
            "/api/v1/reports", registration(world) | {"evidence": [{"object_key": "curian"}]}
        )
    assert unknown.status_code == 404
    assert (foreign.status_code, list(foreign.json()["fields"])) == (422, ["state"])
    assert (forged.status_code, list(forged.json()["fields"])) == (422, ["evidence"])

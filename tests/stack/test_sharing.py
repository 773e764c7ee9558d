"""Several processes serve one officer on one port: what one of them learns, the others know."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import psutil
import pytest
from redis.asyncio import Redis

from backoffice.security import csrf
from backoffice.security.cookies import CookieJar
from backoffice.security.keys import WebKeys
from backoffice.security.sessions import SessionStore
from core.settings import env_name
from deploy.local.lifetime import die_with_parent
from tests.support.house import ensure_house, furnished_database
from tests.support.servers import Servers

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0


class Desk:
    """A back office of two processes, and who sits at it."""

    def __init__(
        self, address: str, process: psutil.Process, sessions: dict[str, str], token: str, office_id: int
    ) -> None:
        self.address = address
        self.process = process
        self.sessions = sessions
        self.token = token
        self.office_id = office_id

    def members(self) -> set[int]:
        return {one.pid for one in self.process.children()}

    async def answers(self) -> bool:
        try:
            async with self.browser() as browser:
                return (await browser.get("/healthz")).is_success
        except httpx.TransportError:
            return False

    async def register(self) -> str:
        """Register a letter; give the report's id."""
        letter = {
            "office_id": self.office_id,
            "channel": "letter",
            "identity_mode": "open",
            "body": {"title": "Loket tutup", "substance": "Loket tutup pada jam layanan."},
            "identity": {"name": "Warga Contoh"},
        }
        async with self.browser() as browser:
            answer = await browser.post(
                "/api/v1/reports", json=letter, headers={"X-CSRF-Token": self.token, "Origin": self.address}
            )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["report_id"])

    def browser(self, who: str = "tono") -> httpx.AsyncClient:
        """Open a new connection: whichever process takes it, serves it."""
        cookies = {CookieJar(secure=False).session: self.sessions[who]}
        return httpx.AsyncClient(base_url=self.address, cookies=cookies, trust_env=False, timeout=PATIENCE)

    @contextmanager
    def served_by(self, member: int) -> Iterator[None]:
        """Let only this process (0 or 1) take what comes."""
        other = psutil.Process(sorted(self.members())[1 - member])
        other.suspend()
        try:
            yield
        finally:
            other.resume()


@pytest.fixture
async def desk(servers: Servers, tmp_path: Path) -> AsyncIterator[Desk]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    house = await ensure_house(servers)
    redis_url = servers.valkey.url(15)
    keys = WebKeys.derive(house.keys["backoffice"].held("account_secret_key"))
    redis = Redis.from_url(redis_url)
    store = SessionStore(redis, keys, idle=timedelta(minutes=30))
    web = {who: await store.open(house.officers[who], device="Firefox di Linux") for who in ("tono", "sari")}
    await redis.aclose()
    with furnished_database(servers) as urls:
        given = {
            "data_dir": tmp_path,
            "database_url": urls.app,
            "redis_url": redis_url,
            "backoffice_port": port,
            "backoffice_processes": 2,
            "backoffice_keys_file": house.keys_dir / "backoffice.json",
            "log_level": "error",
        }
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KENTONGAN_")}
        environment |= {env_name(name): str(value) for name, value in given.items()}
        process = subprocess.Popen(  # noqa: ASYNC220 - it starts at once
            [sys.executable, "-m", "deploy", "backoffice"],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - nothing else runs while it forks
        )  # fmt: skip
        made = Desk(
            f"http://127.0.0.1:{port}",
            psutil.Process(process.pid),
            {who: one.id for who, one in web.items()},
            csrf.token_for(keys.csrf, web["tono"].id),
            house.offices["52.03"],
        )
        try:
            await _until(made.answers)
            yield made
        finally:
            process.kill()
            process.wait()


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - another process gives no sign
            await asyncio.sleep(0.1)


async def test_each_of_two_processes_serves_the_same_officer_by_itself(desk: Desk) -> None:
    for member in (0, 1):
        with desk.served_by(member):
            async with desk.browser() as browser:
                page = await browser.get("/api/v1/me")
        assert page.status_code == 200
        assert page.json()["username"] == "tono"


async def _hears(lines: AsyncIterator[str], wanted: str) -> str:
    """Give what is told by the next event of this name."""
    name = ""
    async for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: ") and name == wanted:
            return line
    raise AssertionError(f"the stream ended before {wanted}")


async def test_what_one_process_does_is_heard_by_a_page_that_the_other_serves(desk: Desk) -> None:
    async with asyncio.timeout(PATIENCE), desk.browser() as page, AsyncExitStack() as held:
        with desk.served_by(1):
            stream = await held.enter_async_context(page.stream("GET", "/peristiwa"))
        lines = stream.aiter_lines()
        await _hears(lines, "look")  # from here on that process listens to the others
        with desk.served_by(0):
            report_id = await desk.register()
        assert report_id in await _hears(lines, "report")


async def test_who_opens_a_report_at_one_process_is_seen_at_the_other(desk: Desk) -> None:
    report_id = await desk.register()
    async with asyncio.timeout(PATIENCE), desk.browser("sari") as page, AsyncExitStack() as held:
        with desk.served_by(0):
            stream = await held.enter_async_context(page.stream("GET", f"/peristiwa?laporan={report_id}"))
            await _hears(stream.aiter_lines(), "look")
        with desk.served_by(1):
            async with desk.browser("tono") as other:
                seen = await other.get(f"/laporan/{report_id}/hadir")
    assert "Sari Rahmania juga membuka laporan ini." in seen.text


async def test_what_both_have_served_is_counted_together(desk: Desk) -> None:
    for member in (0, 1):
        with desk.served_by(member):
            async with desk.browser() as browser:
                await browser.get("/api/v1/me")
    async with desk.browser() as browser:
        shown = (await browser.get("/metrics")).text
    counted = 'kentongan_http_requests_total{method="GET",route="/api/v1/me",status="200"} 2.0'
    assert counted in shown


async def test_a_killed_process_is_replaced_and_a_killed_parent_takes_all_with_it(desk: Desk) -> None:
    before = desk.members()
    psutil.Process(min(before)).kill()

    async def replaced() -> bool:
        return len(desk.members() - before) == 1

    await _until(replaced)
    async with desk.browser() as browser:
        assert (await browser.get("/api/v1/me")).status_code == 200

    members = [psutil.Process(pid) for pid in desk.members()]
    desk.process.kill()
    gone, alive = psutil.wait_procs(members, timeout=PATIENCE)
    assert (len(gone), alive) == (2, [])


async def test_asked_to_stop_all_end_in_good_order(desk: Desk) -> None:
    members = [psutil.Process(pid) for pid in desk.members()]
    assert len(members) == 2
    desk.process.terminate()
    assert psutil.wait_procs([desk.process, *members], timeout=PATIENCE)[1] == []

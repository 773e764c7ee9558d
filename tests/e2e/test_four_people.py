"""The same way with `kill -9` of bot, worker and back office on it, once each: nothing is lost or doubled."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.e2e import people
from tests.e2e.chat import Reporter
from tests.e2e.journey import ACCEPT, INITIAL_RESPONSE, Desks, Journey
from tests.support.chromium import indonesian_context
from tests.support.stack import WholeStack, started_stack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest_asyncio.fixture(loop_scope="session")
async def mortal_stack() -> AsyncIterator[WholeStack]:
    """A stack of this story's own: it kills parts that others rely on."""
    async with started_stack() as stack:
        yield stack


@pytest.mark.requirement("R51", "R65", "R83")
async def test_the_story_goes_on_when_bot_worker_and_back_office_are_killed(
    mortal_stack: WholeStack, browser: Browser, tmp_path: Path
) -> None:
    stack, desks = mortal_stack, Desks(browser, mortal_stack.desk, mortal_stack.seat)
    phone = await indonesian_context(browser, narrow=True, reduced_motion="reduce")
    journey = Journey(await Reporter.at(phone, stack.chat, 2002), desks, tmp_path)

    await journey.tell()
    await journey.reporter.hear("Bukti")
    killed = await stack.kill("bot")
    await journey.reporter.press("Lewati")  # nobody listens; it is answered once the bot is back
    await stack.returned("bot", killed)
    await journey.reporter.answer("Identitas", "Maya Anjani")
    await journey.reporter.answer("alamat", "Jalan Mawar 4, Kelurahan Mekarwangi")
    await journey.reporter.hear("pekerjaan")
    await journey.reporter.press("Lewati")
    await journey.reporter.hear("Nomor telepon")
    await journey.reporter.press("Lewati")
    await journey.reporter.hear("Boleh saya simpan")
    await journey.reporter.press("Ya, simpan")
    await journey.send()
    await journey.keep_tracking()
    admin = await journey.at("sari")
    facts = await admin.page.get_by_role("region", name="Laporan", exact=True).inner_text()
    for told in (people.WHAT, people.WHEN, people.WHERE, people.HOW):
        assert told in facts

    killed = await stack.kill("worker")
    await journey.dispose()  # its push waits in the database for the next worker
    await stack.returned("worker", killed)

    unit = await journey.at("dewi")
    await unit.fill(ACCEPT, {INITIAL_RESPONSE: people.INITIAL})
    killed = await stack.kill("backoffice")
    await stack.returned("backoffice", killed)
    await unit.send(ACCEPT)
    await unit.saved()
    await journey.reporter.hear("Laporan sedang ditangani")
    await journey.heard_once("Laporan dikirim ke bagian", "Laporan sedang ditangani")

    said = await (await journey.at("dewi")).timeline()
    for deed in ("mengirim laporan", "mendisposisikan laporan", "menerima laporan dan memberi respons awal"):
        assert said.count(deed) == 1, said
    await phone.close()

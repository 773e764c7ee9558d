"""A voice note is heard beside the answer it gives, on the report's page and in its conversation."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from core.chain.actions import Action
from core.chain.states import IdentityMode, Track
from core.evidence.intake import stow
from core.evidence.schemas import StowedFile
from core.intake.filing import from_chat
from core.intake.schemas import SubmitReport
from core.privacy.tracking import new_tracking_id
from core.reporter.transcribing import TranscribingDesk
from core.reports.schemas import Place, ReportBody
from core.reports.voiced import ANSWERED_BY_VOICE, TOLD_BY_VOICE
from core.wiring import Core, connect_core
from tests.report_page.test_two_officers import sat_down
from tests.support.axe import violations
from tests.support.chromium import keep_picture
from tests.support.desk.client import DeskClient
from tests.support.desk.world import World
from tests.support.tagged_sound import recording

PLAYER = r'<audio controls preload="none" src="({base}/bukti/[0-9a-f-]+)" aria-label="([^"]+)">'


async def spoken(core: Core, answers: str) -> StowedFile:
    sound = recording("ogg", "libopus")
    file = await stow(core.store, sound, name="voice-7.ogg", mime="audio/ogg")
    return file.model_copy(update={"answers": answers})


async def told_by_voice(world: World) -> str:
    """Let somebody report by voice alone, and add to it by voice; return the page's address."""
    core = await connect_core(world.parts.settings, ring="bot")
    tracking = new_tracking_id()
    wish = SubmitReport(
        track=Track.PUBLIC_SERVICE,
        office_id=world.office_id,
        identity_mode=IdentityMode.ANONYMOUS,
        body=ReportBody(title="Pesan suara", substance=TOLD_BY_VOICE, place=Place(text=ANSWERED_BY_VOICE)),
        evidence=(await spoken(core, "what"), await spoken(core, "who"), await spoken(core, "where")),
    )
    values: dict[str, Any] = {"text": ANSWERED_BY_VOICE}
    async with core.database.transaction() as session:
        desk = TranscribingDesk(core, session)
        receipt = await desk.submit(wish, tracking_id=tracking, origin=from_chat(None, keep_tracking=False))
        await desk.act(tracking, Action.ADD_INFORMATION, values, (await spoken(core, "text"),))
        first, second, *_ = (await desk.thread(tracking)).evidence
        await desk.write_down(tracking, first.id, "segel kotak suara sudah putus")
        await desk.write_down(tracking, second.id, "petugas gudang", by_reporter=True)
    await core.close()
    return f"/laporan/{receipt.report_id}"


def players(page: str, base: str) -> list[tuple[str, str]]:
    return re.findall(PLAYER.format(base=base), page)


@pytest.mark.slow
async def test_a_voice_note_stands_with_the_answer_it_gives(world: World) -> None:
    base = await told_by_voice(world)
    async with await world.visit("sari") as admin:
        page = await opened(admin, base)
        facts = page.partition('class="k-facts"')[2].partition("</dl>")[0]
        assert [label for _, label in players(facts, base)] == [
            "Jawaban dengan suara: Apa",
            "Jawaban dengan suara: Siapa",
            "Jawaban dengan suara: Di mana",
        ]
        who = facts.partition("<dt>Siapa</dt>")[2].partition("</dd>")[0]
        assert "Belum diketahui" not in who
        assert "petugas gudang" in who
        assert "Ditulis pelapor dari pesan suaranya" in who
        what = facts.partition("<dt>Apa</dt>")[2].partition("</dd>")[0]
        assert "segel kotak suara sudah putus" in what
        assert "Tulisan otomatis dari suara, bisa keliru" in what
        talk = page.partition('id="percakapan"')[2]
        assert [label for _, label in players(talk, base)] == ["Jawaban dengan suara"]
        assert "autoplay" not in page

        source, _ = players(facts, base)[0]
        whole = await admin.get(source)
        assert whole.headers["content-type"] == "audio/ogg"
        assert whole.headers["x-kentongan-copy"] == "clean"
        assert whole.headers["content-disposition"].startswith("inline")
        assert "media-src 'self'" in whole.headers["content-security-policy"]
        part = await admin.get(source, range="bytes=0-3")
        assert (part.status_code, part.content) == (206, whole.content[:4])
        assert (await admin.get(f"{base}/pembaca")).text.count("membuka bukti") == 2


async def opened(admin: DeskClient, base: str) -> str:
    page = await admin.get(base)
    assert page.status_code == 200
    return page.text


@pytest.mark.browser
@pytest.mark.timeout(300)
@pytest.mark.parametrize("narrow", [False, True], ids=["1440", "360"])
async def test_it_plays_in_the_page_and_nothing_is_fetched_before_the_press(
    world: World, address: str, browser: Browser, *, narrow: bool
) -> None:
    base = await told_by_voice(world)
    page = await sat_down(browser, world, address, "sari", narrow=narrow)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await page.goto(address + base)
    heard = page.get_by_label("Jawaban dengan suara: Apa").first
    await expect(heard).to_be_visible()
    assert await heard.evaluate("audio => audio.readyState") == 0
    await heard.evaluate("audio => { audio.muted = true; return audio.play() }")
    await expect(heard).to_have_js_property("error", None)
    assert await heard.evaluate("audio => audio.duration") > 0
    for player in await page.locator("audio:visible").all():
        assert await player.evaluate("audio => audio.clientWidth") > 150
    assert await page.locator("#percakapan audio:visible").count() == 1
    assert await violations(page) == []
    assert complaints == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await keep_picture(page, f"heard-in-place-{'360' if narrow else '1440'}")
    await page.context.close()

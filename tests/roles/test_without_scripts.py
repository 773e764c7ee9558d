"""A report goes from the queue to its answer in a browser that runs no script at all."""

import pytest
from playwright.async_api import Browser

from tests.roles.day import at_desk
from tests.roles.office import Office
from tests.support.desk.window import Screen
from tests.support.shared_stack import SharedStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


async def test_an_action_is_taken_from_queue_to_answer_without_javascript(
    browser: Browser, stack: SharedStack, office: Office, screen: Screen
) -> None:
    report = await office.register("Mohon jalur kursi roda", kind="aspiration")
    await office.disposed(report)
    async with at_desk(browser, stack, "dewi", screen, scripts=False) as desk:
        await desk.open("/")
        await desk.page.get_by_role("searchbox", name="Cari laporan").fill(report.title.split()[-1])
        await desk.page.get_by_role("searchbox", name="Cari laporan").press("Enter")
        await desk.page.get_by_role("link", name=report.agenda, exact=True).click()
        await desk.reads(report.substance)
        await desk.take("Terima dan beri respons awal", {"Respons awal untuk pelapor": "Kami bahas."})
        await desk.document("Lembar disposisi")
        await desk.take("Jawab langsung", {"Jawaban untuk pelapor": "Jalur dibuat sebelum pemungutan."})
        await desk.reads("Jalur dibuat sebelum pemungutan.", "Dijawab")
    assert await office.state(report) == "answered"

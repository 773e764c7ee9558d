"""A report that cannot be opened breaks no page, no address of the API, no download, no printed paper."""

import pytest
from sqlalchemy import text

from core.reports.unreadable import UNREADABLE
from tests.support.desk.client import field_of
from tests.support.desk.world import PNG, World

API = "/api/v1/reports"


async def lost(world: World) -> str:
    """Register a report with a file and lose its key, as a mix-up of key files does."""
    report_id = str((await world.registered())["report_id"])
    async with await world.visit("sari") as sari:
        sent = await sari.client.post(
            f"{API}/{report_id}/evidence",
            files=[("files", ("foto.png", PNG, "image/png"))],
            headers={"X-CSRF-Token": sari.token},
        )
        assert sent.is_success, sent.text
    async with world.parts.core.database.transaction() as session:
        connection = await session.connection()
        await connection.execute(
            text("UPDATE report_keys SET for_handling = 'of-others' WHERE report_id = :one"),
            {"one": report_id},
        )
    return report_id


@pytest.mark.slow
async def test_lists_pages_api_and_downloads_answer(world: World) -> None:
    report_id = await lost(world)
    async with await world.visit("sari") as sari:
        for address in (
            "/", "/antrean/all", "/antrean/all/unduhan.csv", "/antrean/all/unduhan.xlsx",
            f"/laporan/{report_id}", f"/laporan/{report_id}/pembaca", API, f"{API}/export",
            f"{API}/{report_id}", f"{API}/{report_id}/messages", f"{API}/{report_id}/evidence",
            f"{API}/{report_id}/documents",
        ):  # fmt: skip
            answer = await sari.get(address)
            assert answer.status_code == 200, (address, answer.text[:400])
        page = await sari.get(f"/laporan/{report_id}")
        listed = await sari.get(API)
    assert page.status_code == 200
    assert UNREADABLE in page.text
    titles = {row["id"]: row["title"] for row in listed.json()["rows"]}
    assert titles.get(report_id, UNREADABLE) == UNREADABLE


async def test_a_step_on_it_is_refused_in_words(world: World) -> None:
    report_id = await lost(world)
    action = f"/laporan/{report_id}/aksi/note"
    async with await world.visit("sari") as sari:
        page = (await sari.get(f"/laporan/{report_id}")).text
        form = {name: field_of(page, name, form=action) for name in ("version", "key")}
        refused = await sari.post_form(action, {"text": "Catatan.", **form})
    assert refused.status_code == 409
    assert "tidak dapat dibuka dengan kunci yang terpasang" in refused.text


@pytest.mark.slow
async def test_papers_about_it_are_printed(world: World) -> None:
    report_id = await lost(world)
    async with await world.visit("sari") as sari:
        for paper in ("laporan", "lembar-disposisi"):
            assert (await sari.get(f"/laporan/{report_id}/dokumen/{paper}.pdf")).status_code == 200, paper

"""An officer's files of a day, a report's files over its life, and the room on the disk have their ends."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.errors import UnavailableError
from core.evidence.intake import MAX_REPORT_BYTES, stow
from core.evidence.quota import FileQuota
from core.evidence.store import EvidenceStore
from tests.support.desk.world import World

pytestmark = pytest.mark.requirement("R125")

HEAVY = sa.text(
    "INSERT INTO evidence (id, report_id, seq, side, officer_id, medium, to_reporter, object_key,"
    " stored_bytes, stored_sha256, sealed, created_at) SELECT gen_random_uuid(), report_id, 9,"
    " side, officer_id, medium, false, 'besar', :most, stored_sha256, sealed, created_at"
    " FROM evidence WHERE report_id = :id"
)
"""Adds a file that weighs as much as it is told."""
PDF = ("a.pdf", b"%PDF-1.4\nisi", "application/pdf")


async def test_beyond_the_days_files_an_upload_is_refused_by_its_field(world: World) -> None:
    report_id = (await world.registered())["report_id"]
    parts = world.app.state.backoffice
    world.app.state.backoffice = replace(
        parts, quota=FileQuota(parts.redis.connection_pool, files=1, megabytes=20)
    )
    try:
        await parts.redis.delete(*[key async for key in parts.redis.scan_iter("*knt-file*")], "x")
        async with await world.visit("sari") as desk:
            address, headers = f"/api/v1/reports/{report_id}/evidence", {"X-CSRF-Token": desk.token}
            kept = await desk.client.post(address, files=[("files", PDF)], headers=headers)
            refused = await desk.client.post(address, files=[("files", PDF)], headers=headers)
    finally:
        world.app.state.backoffice = parts
    assert kept.status_code == 201
    assert (refused.status_code, refused.json()["code"]) == (422, "evidence.quota")
    assert "Batas berkas hari ini sudah tercapai: 1 berkas" in refused.json()["fields"]["files"]


async def test_a_report_carries_no_more_than_it_may_over_its_life(world: World) -> None:
    report_id = (await world.registered())["report_id"]
    async with await world.visit("sari") as desk:
        address, headers = f"/api/v1/reports/{report_id}/evidence", {"X-CSRF-Token": desk.token}
        assert (await desk.client.post(address, files=[("files", PDF)], headers=headers)).status_code == 201
        async with world.parts.core.database.transaction() as session:
            await (await session.connection()).execute(
                HEAVY,
                {"most": MAX_REPORT_BYTES, "id": report_id},
            )
        refused = await desk.client.post(address, files=[("files", PDF)], headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "evidence.report_full")


async def test_with_hardly_any_room_no_new_file_is_taken_and_nothing_else_is_refused(tmp_path: Path) -> None:
    store = EvidenceStore.at(tmp_path.as_uri(), free_bytes=2**60)
    with pytest.raises(UnavailableError) as refused:
        await stow(store, PDF[1], name=PDF[0], mime=PDF[2])
    assert refused.value.code == "evidence.store_full"
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240 - nothing else waits
    await store.put("tanda", b"x")
    roomy = EvidenceStore.at(tmp_path.as_uri(), free_bytes=1)
    assert (await stow(roomy, PDF[1], name="a", mime=None)).name == "a.pdf"

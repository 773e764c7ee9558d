"""A full disk under the evidence store: said plainly, the draft kept, no word lost."""

import errno
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import LocalStore

from backoffice.app import create_app
from tests.bot.world import World as Chat
from tests.bot.world import begin, send, title_of, to_review, to_step
from tests.support.desk.client import field_of
from tests.support.desk.world import World as Desk
from tests.support.telegram import Person

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]

ROOM = 1024 * 1024
SMALL = b"%PDF-1.7\n" + b"isi kecil " * 100
LARGE = b"%PDF-1.7\n" + bytes(range(256)) * 8192  # two megabytes, on a disk of one


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that holds one megabyte: a file system of its own where we may mount one.

    Where we may not, the store's own write answers as a full disk does once that much is in the folder.
    """
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        written = obstore.put_async

        async def put(store: LocalStore, key: str, data: bytes | Iterator[bytes], **how: Any) -> object:
            used = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            whole = data if isinstance(data, bytes) else b"".join(data)
            if used + len(whole) > ROOM:
                raise OSError(errno.ENOSPC, "No space left on device")
            return await written(store, key, whole, **how)

        monkeypatch.setattr(obstore, "put_async", put)
    yield folder
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.requirement("R125")
async def test_in_chat_a_file_that_finds_no_room_is_refused_and_the_draft_goes_on(
    chat: Chat, person: Person, small_disk: Path
) -> None:
    async with chat.bot(evidence_url=small_disk.as_uri(), evidence_free_megabytes=0):
        question = await to_step(person, await begin(person), "Bukti")
        await person.send_files("document", ("besar.pdf", LARGE, "application/pdf"))
        told = await person.hear("penuh")
        assert "belum tersimpan" in told["text"]
        assert "Tulisan" in told["text"]
        assert title_of(told) == title_of(question) == "Bukti"
        await person.send_files("document", ("kecil.pdf", SMALL, "application/pdf"))
        kept = await person.hear("Tersimpan: kecil.pdf")
        review = await to_review(person, kept)
        assert "segel kotak suara" in review["text"]
        assert "besar.pdf" not in review["text"]
        assert await send(person, review)


@asynccontextmanager
async def desk_on(desk: Desk, disk: Path) -> AsyncIterator[Desk]:
    """The same desk, started with its evidence folder elsewhere."""
    app = create_app(
        desk.parts.settings.model_copy(update={"evidence_url": disk.as_uri(), "evidence_free_megabytes": 0})
    )
    async with app.router.lifespan_context(app):
        yield replace(desk, app=app, parts=app.state.backoffice)


@pytest.mark.requirement("R125")
async def test_at_the_desk_a_file_that_finds_no_room_is_refused_and_what_was_typed_stays(
    desk: Desk, small_disk: Path
) -> None:
    report_id = (await desk.registered())["report_id"]
    words = "Catatan panjang yang tidak boleh hilang."
    files = [("files", ("besar.pdf", LARGE, "application/pdf"))]
    action = f"/laporan/{report_id}/aksi/note"
    api = f"/api/v1/reports/{report_id}"
    async with desk_on(desk, small_disk) as full, await full.visit("sari") as sari:
        page = (await sari.get(f"/laporan/{report_id}")).text
        version, key = (field_of(page, name, form=action) for name in ("version", "key"))
        typed = {"text": words, "version": version, "key": key}
        refused = await sari.post_form(action, typed, files)
        by_api = await sari.client.post(f"{api}/evidence", files=files, headers={"X-CSRF-Token": sari.token})
        lines = (await sari.get(f"{api}/messages")).json()["lines"]
        sent = await sari.post_form(action, typed)
        after = (await sari.get(f"{api}/messages")).json()["lines"]
    assert refused.status_code == 503
    assert "Penyimpanan bukti sedang penuh" in refused.text
    assert re.search(rf"<textarea[^>]*>\s*{re.escape(words)}</textarea>", refused.text)
    assert (by_api.status_code, by_api.json()["code"]) == (503, "evidence.store_full")
    assert not [line for line in lines if words in line["text"]]
    assert sent.status_code == 303
    assert len([line for line in after if words in line["text"]]) == 1


@pytest.mark.requirement("R126")
async def test_registering_with_a_file_that_finds_no_room_keeps_the_form(
    desk: Desk, small_disk: Path
) -> None:
    words = "Isi surat yang sudah diketik panjang."
    async with desk_on(desk, small_disk) as full, await full.visit("rina") as rina:
        page = await rina.get("/catat")
        assert page.status_code == 200
        typed = {
            "office_id": str(desk.office_id),
            "channel": "letter",
            "track": "public_service",
            "kind": "complaint",
            "identity_mode": "open",
            "substance": words,
            "party-0-role": "reported",
            "key": "penuh",
        }
        files = [("evidence", ("besar.pdf", LARGE, "application/pdf"))]
        refused = await rina.post_form("/catat", typed, files)
        sent = await rina.post_form("/catat", typed)
    assert sent.status_code == 303
    assert refused.status_code == 503
    assert "Penyimpanan bukti sedang penuh" in refused.text
    assert re.search(rf"<textarea[^>]*>\s*{re.escape(words)}</textarea>", refused.text)

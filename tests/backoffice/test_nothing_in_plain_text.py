"""What comes in and goes out lies on no disk in plain text, however short (M4)."""

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.desk.world import World, registration

pytestmark = pytest.mark.requirement("R96", "R125")

MARK = b"nama saksi yang tidak boleh terbaca "
PDF = b"%PDF-1.7\n" + MARK * 80_000


class Watched:
    """The application, with a look at the temporary folder at each piece that comes in or goes out."""

    def __init__(self, app: Any, look: Callable[[], None]) -> None:
        self._app = app
        self._look = look

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def coming() -> Any:
            self._look()
            return await receive()

        async def going(message: Any) -> None:
            self._look()
            await send(message)

        await self._app(scope, coming, going)


class Folder:
    """A temporary folder, and all that was ever seen in it, by name or only open."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.seen: list[bytes] = []

    def look(self) -> None:
        """Read what is there."""
        for found in [*self.place.rglob("*"), *Path("/proc/self/fd").iterdir()]:
            try:
                ours = found.is_relative_to(self.place) or str(found.readlink()).startswith(str(self.place))
                if ours and found.is_file():
                    self.seen.append(found.read_bytes())
            except OSError:
                continue  # closed meanwhile


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return Folder(tmp_path)


async def test_an_upload_is_held_encrypted_and_leaves_nothing(world: World, folder: Folder) -> None:
    report_id = (await world.registered())["report_id"]
    watched = replace(world, app=Watched(world.app, folder.look))  # type: ignore[arg-type]  # an ASGI application
    async with await watched.visit("sari") as sari:
        answer = await sari.client.post(
            f"/api/v1/reports/{report_id}/evidence",
            files=[("files", ("a.pdf", PDF, "application/pdf"))],
            headers={"X-CSRF-Token": sari.token},
        )
        assert answer.status_code == 201, answer.text
        (file,) = (await sari.get(f"/api/v1/reports/{report_id}/evidence")).json()["papers"]
        content = await sari.get(f"/api/v1/reports/{report_id}/evidence/{file['id']}")
        assert content.content == PDF
        assert content.headers["content-length"] == str(len(PDF))
    assert max(map(len, folder.seen)) > 1_000_000
    assert not [seen for seen in folder.seen if MARK in seen]
    assert list(folder.place.iterdir()) == []


@pytest.mark.parametrize("written", ["Multipart/Form-Data", "MULTIPART/FORM-DATA "])
async def test_an_upload_is_held_encrypted_however_its_type_is_written(
    world: World, folder: Folder, written: str
) -> None:
    report_id = (await world.registered())["report_id"]
    watched = replace(world, app=Watched(world.app, folder.look))  # type: ignore[arg-type]  # an ASGI application
    async with await watched.visit("sari") as sari:
        address = f"/api/v1/reports/{report_id}/evidence"
        request = sari.client.build_request(
            "POST",
            address,
            files=[("files", ("a.pdf", PDF, "application/pdf"))],
            headers={"X-CSRF-Token": sari.token},
        )
        usual = request.headers["content-type"]
        request.headers["content-type"] = usual.replace("multipart/form-data", written)
        answer = await sari.client.send(request)
        assert answer.status_code == 201, answer.text
    assert max(map(len, folder.seen)) > 1_000_000
    assert not [seen for seen in folder.seen if MARK in seen]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_a_list_that_is_taken_out_lies_nowhere(world: World, folder: Folder, form: str) -> None:
    told = registration(world)
    await world.registered(body={**told["body"], "title": "=Palang <gudang>\u00a0&\u2009nama saksi"})
    watched = replace(world, app=Watched(world.app, folder.look))  # type: ignore[arg-type]  # an ASGI application
    async with await watched.visit("sari") as sari:
        answer = await sari.get(f"/antrean/all/unduhan.{form}?kolom=semua")
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert folder.seen == []
    assert list(folder.place.iterdir()) == []
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        assert [cell.value for cell in sheet[1]][:2] == ["Nomor agenda", "Perihal"]
        assert sheet.freeze_panes == "B2"
        titles = [str(row[1].value) for row in sheet.iter_rows(min_row=2)]
        assert "=Palang <gudang>\u00a0&\u2009nama saksi" in titles
        moments = {type(cell.value).__name__ for row in sheet.iter_rows(min_row=2) for cell in row}
        assert "datetime" in moments


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=300000-600001", 206, 300_000, 600_002),
        ("bytes=-7", 206, len(PDF) - 7, len(PDF)),
        ("bytes=262144-", 206, 262_144, len(PDF)),
        ("bytes=0-1,5-6", 200, 0, len(PDF)),
    ],
)
async def test_a_part_of_a_file_is_handed_out_as_it_is_opened(
    world: World, asked: str, status: int, start: int, end: int
) -> None:
    report_id = (await world.registered())["report_id"]
    async with await world.visit("sari") as sari:
        await sari.client.post(
            f"/api/v1/reports/{report_id}/evidence",
            files=[("files", ("a.pdf", PDF, "application/pdf"))],
            headers={"X-CSRF-Token": sari.token},
        )
        (file,) = (await sari.get(f"/api/v1/reports/{report_id}/evidence")).json()["papers"]
        answer = await sari.get(f"/laporan/{report_id}/bukti/{file['id']}", Range=asked)
    assert answer.status_code == status
    assert answer.content == PDF[start:end]
    assert answer.headers["content-length"] == str(end - start)
    if status == 206:
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(PDF)}"

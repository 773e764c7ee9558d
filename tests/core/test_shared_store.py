"""One store for all processes: what one puts in the others can read, and a mark proves it."""
# ruff: noqa: ASYNC221, ASYNC240 - files are the matter here, and nothing else waits

import os
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr

from core.errors import UnavailableError
from core.evidence.intake import stow
from core.evidence.ledger import Ledger
from core.evidence.location import open_store, store_options
from core.evidence.probing import MarkFound, leave_mark, look_for_marks
from core.evidence.store import EvidenceStore
from core.settings import load_settings
from tests.support.scene import PNG, Scene

GROUP, OTHER = 42_424, 42_425


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder as the operator makes it for a group, in processes that write for their owner only."""
    with tempfile.TemporaryDirectory(prefix="kt-shared-", dir="/tmp") as place:
        folder = Path(place) / "evidence"
        folder.mkdir()
        Path(place).chmod(0o755)
        if os.geteuid() == 0:
            os.chown(folder, -1, GROUP)
        folder.chmod(0o2770)
        before = os.umask(0o077)
        yield folder
        os.umask(before)


async def test_what_one_account_puts_into_a_shared_folder_its_group_may_read(
    scene: Scene, shared: Path
) -> None:
    store = EvidenceStore.at(shared.as_uri(), ledger=Ledger(scene.bot.database))
    stowed = await stow(store, PNG, name="foto.png", mime="image/png")
    file = shared / stowed.object_key
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o2770
    assert file.stat().st_gid == shared.stat().st_gid
    if os.geteuid() == 0:  # as the account of another process, and as somebody else
        as_member = subprocess.run(
            ["cat", str(file)], user=OTHER, group=GROUP, extra_groups=[], check=False, capture_output=True
        )
        as_stranger = subprocess.run(
            ["cat", str(file)], user=OTHER, group=OTHER, extra_groups=[], check=False, capture_output=True
        )
        assert as_member.stdout == await store.get(stowed.object_key)
        assert as_stranger.returncode != 0


async def test_a_folder_without_the_bit_stays_one_accounts(scene: Scene, shared: Path) -> None:
    alone = shared.parent / "alone"
    store = EvidenceStore.at(alone.as_uri(), ledger=Ledger(scene.bot.database))
    stowed = await stow(store, PNG, name="foto.png", mime="image/png")
    assert stat.S_IMODE((alone / stowed.object_key).stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(alone.stat().st_mode) == 0o700


async def looked(scene: Scene, store: EvidenceStore) -> dict[str, MarkFound]:
    async with scene.bot.database.transaction() as session:
        return await look_for_marks(store, session)


async def test_a_mark_left_by_one_process_is_found_by_another_in_the_same_store_only(
    scene: Scene, tmp_path: Path
) -> None:
    one = EvidenceStore.at((tmp_path / "one").as_uri())
    other = EvidenceStore.at((tmp_path / "other").as_uri())
    assert await looked(scene, one) == {}
    async with scene.bot.database.transaction() as session:
        await leave_mark(one, session, "bot")
        await leave_mark(one, session, "bot")
        await leave_mark(other, session, "worker")
    assert await looked(scene, one) == {"bot": MarkFound.FOUND, "worker": MarkFound.MISSING}
    assert await looked(scene, other) == {"bot": MarkFound.MISSING, "worker": MarkFound.FOUND}


async def test_an_old_mark_of_a_store_that_was_left_proves_nothing(scene: Scene, tmp_path: Path) -> None:
    before = EvidenceStore.at((tmp_path / "before").as_uri())
    after = EvidenceStore.at((tmp_path / "after").as_uri())
    async with scene.bot.database.transaction() as session:
        await leave_mark(before, session, "bot")
        await leave_mark(after, session, "bot")
    assert await looked(scene, before) == {"bot": MarkFound.MISSING}


class Refusing(EvidenceStore):
    """A store that takes and gives nothing."""

    async def put(self, key: str, data: bytes | Iterator[bytes]) -> None:
        raise UnavailableError(code="evidence.store_gone")

    async def get(self, key: str) -> bytes:
        raise UnavailableError(code="evidence.store_unreadable")


async def test_what_may_not_be_read_is_told_apart_and_a_refused_mark_is_not_noted(
    scene: Scene, tmp_path: Path
) -> None:
    store = EvidenceStore.at((tmp_path / "one").as_uri())
    refusing = Refusing(store._store)
    async with scene.bot.database.transaction() as session:
        await leave_mark(store, session, "bot")
        with pytest.raises(UnavailableError):
            await leave_mark(refusing, session, "bot")
    assert await looked(scene, store) == {"bot": MarkFound.FOUND}
    assert await looked(scene, refusing) == {"bot": MarkFound.UNREADABLE}


async def test_reading_that_is_refused_does_not_speak_of_a_file_that_was_not_kept(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("obstore.get_async", refuse)
    with pytest.raises(UnavailableError) as error:
        await EvidenceStore.at(shared.as_uri()).get("apa-pun")
    assert "belum tersimpan" not in error.value.message
    assert error.value.code == "evidence.store_unreadable"


def settings_of(**given: Any) -> Any:
    return load_settings(environ={}, env_file=None, **given)


async def test_the_credentials_are_settings_of_ours() -> None:
    asked: list[str] = []

    class S3(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            asked.append(self.headers["Authorization"])
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("ETag", '"x"')
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), S3)
    Thread(target=server.serve_forever, daemon=True).start()
    settings = settings_of(
        evidence_url="s3://bukti/kentongan",
        evidence_access_key="KUNCIKU",
        evidence_secret_key=SecretStr("rahasia"),
        evidence_region="ap-southeast-3",
        evidence_endpoint=f"http://127.0.0.1:{server.server_port}",
    )
    try:
        await open_store(settings).put("a", b"x")
    finally:
        server.shutdown()
        server.server_close()
    assert "Credential=KUNCIKU/" in asked[0]
    assert "/ap-southeast-3/s3/" in asked[0]
    assert "rahasia" not in repr(settings)


def test_each_kind_of_store_is_given_what_it_knows(tmp_path: Path) -> None:
    google = settings_of(evidence_url="gs://b/p", evidence_credentials_file=tmp_path / "account.json")
    azure = settings_of(
        evidence_url="az://c/p", evidence_access_key="akun", evidence_secret_key=SecretStr("k")
    )
    folder = settings_of(evidence_access_key="tak dipakai")
    assert store_options(google) == {"service_account": str(tmp_path / "account.json")}
    assert store_options(azure) == {"account_name": "akun", "account_key": "k"}
    assert store_options(folder) == {}

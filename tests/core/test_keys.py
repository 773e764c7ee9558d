"""What each process can read, and what it cannot (design.md §5)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from nacl.bindings import crypto_secretstream_xchacha20poly1305_ABYTES as OVERHEAD
from sqlalchemy import text

from core.errors import NotFoundError
from core.notifications.payload import PushPayload, open_chat, open_payload, seal_payload
from core.privacy.keys import KeyNotHeldError, Keyring, generate_key_files, generate_rings, load_ring
from core.privacy.seals import (
    CHUNK_BYTES,
    SealBrokenError,
    decrypt,
    decrypt_file,
    decrypt_stream,
    encrypt,
    encrypt_file,
    new_key,
    open_sealed,
    seal_to,
)
from core.privacy.tracking import new_tracking_id
from core.privacy.vault import Vault
from core.reports.models import ReporterLink, ReportKey
from core.settings import PROCESSES, RINGS, Ring, Settings
from tests.support.scene import Scene

HOLDS = {
    "bot": {"bot_secret_key", "chat_index_key", "party_index_key"},
    "backoffice": {"handling_private_key", "identity_private_key", "party_index_key", "account_secret_key"},
    "worker": {"delivery_private_key", "anchor_private_key"},
}


@pytest.mark.parametrize("ring", RINGS)
def test_each_process_has_a_name_and_a_setting_for_its_keys(ring: Ring) -> None:
    assert PROCESSES[ring]
    assert f"{ring}_keys_file" in Settings.model_fields


@pytest.mark.requirement("R85", "R95", "R96")
@pytest.mark.parametrize("ring", RINGS)
def test_each_process_holds_its_own_halves_and_no_other(ring: Ring) -> None:
    keys = generate_rings()[ring]
    every = set().union(*HOLDS.values())

    for name in HOLDS[ring]:
        assert len(keys.held(name)) == 32
    for name in every - HOLDS[ring]:
        with pytest.raises(KeyNotHeldError):
            keys.held(name)
    assert "'" not in repr(keys)
    assert keys.held("handling_public").hex() not in repr(keys)


async def wrapped(scene: Scene) -> tuple[ReportKey, ReporterLink, Any]:
    filed = await scene.file()
    async with scene.transaction() as session:
        key = await session.get_one(ReportKey, filed.report_id)
        link_id = await scene.scalar(
            "SELECT id FROM reporter_links WHERE report_id = :id", id=filed.report_id
        )
        return key, await session.get_one(ReporterLink, link_id), filed


@pytest.mark.requirement("R85", "R87", "R96")
@pytest.mark.parametrize("ring", ["bot", "worker"])
async def test_only_the_back_office_opens_content_for_handling(scene: Scene, ring: str) -> None:
    key, _, filed = await wrapped(scene)
    assert key.for_handling is not None

    with pytest.raises(KeyNotHeldError):
        Vault.open_for_handling(filed.report_id, key.for_handling, scene.house.keys[ring])
    Vault.open_for_handling(filed.report_id, key.for_handling, scene.house.keys["backoffice"])


@pytest.mark.requirement("R85", "R95")
@pytest.mark.parametrize("ring", ["bot", "backoffice"])
async def test_only_the_worker_learns_a_chat_and_a_push(scene: Scene, ring: str) -> None:
    _, link, filed = await wrapped(scene)
    assert link.chat_sealed is not None
    push = seal_payload(scene.house.keys["backoffice"], PushPayload(text="kabar"))

    with pytest.raises(KeyNotHeldError):
        open_chat(scene.house.keys[ring], link.chat_sealed)
    with pytest.raises(KeyNotHeldError):
        open_payload(scene.house.keys[ring], push)
    assert open_chat(scene.house.keys["worker"], link.chat_sealed) == filed.chat_id
    assert open_payload(scene.house.keys["worker"], push).text == "kabar"


@pytest.mark.requirement("R85", "R95")
async def test_the_identity_opens_with_its_own_key_only(scene: Scene) -> None:
    key, _, _ = await wrapped(scene)
    keys = scene.house.keys["backoffice"]
    assert key.for_identity is not None

    with pytest.raises(SealBrokenError):
        open_sealed(keys.held("handling_private_key"), key.for_identity)
    with pytest.raises(KeyNotHeldError):
        scene.house.keys["bot"].held("identity_private_key")
    assert len(open_sealed(keys.held("identity_private_key"), key.for_identity)) == 32


@pytest.mark.requirement("R91", "R96")
async def test_another_reporters_number_opens_nothing(scene: Scene) -> None:
    key, _, filed = await wrapped(scene)
    assert key.for_reporter is not None

    with pytest.raises(SealBrokenError):
        Vault.open_for_reporter(filed.report_id, key.for_reporter, new_tracking_id())
    with pytest.raises(SealBrokenError):
        Vault.open_for_reporter(uuid4(), key.for_reporter, filed.tracking_id)


@pytest.mark.requirement("R91", "R96")
async def test_a_wrapped_key_that_was_swapped_in_is_not_found(scene: Scene) -> None:
    one, other = await scene.file(), await scene.file()
    async with scene.transaction() as session:
        other_key = "(SELECT for_reporter FROM report_keys WHERE report_id = :b)"
        swap = f"UPDATE report_keys SET for_reporter = {other_key}"  # noqa: S608 - our own words
        await (await session.connection()).execute(
            text(swap + " WHERE report_id = :a"), {"a": one.report_id, "b": other.report_id}
        )

    async with scene.reporter() as desk:
        with pytest.raises(NotFoundError):
            await desk.thread(one.tracking_id)


@pytest.mark.requirement("R85", "R96")
async def test_a_destroyed_report_key_makes_the_content_unreadable_for_everybody(scene: Scene) -> None:
    filed = await scene.file()
    kept = await scene.file()
    destroy = "UPDATE report_keys SET for_handling = NULL, for_reporter = NULL, for_identity = NULL"
    async with scene.transaction() as session:
        await (await session.connection()).execute(
            text(destroy + " WHERE report_id = :id"), {"id": filed.report_id}
        )

    async with scene.reporter() as desk:
        with pytest.raises(NotFoundError):
            await desk.thread(filed.tracking_id)
        assert filed.chat_id is not None
        assert await desk.my_reports(filed.chat_id) == ()
    async with scene.desk("sari") as officer:
        with pytest.raises(NotFoundError) as gone:
            await officer.report(filed.report_id)
        assert gone.value.code == "report.destroyed"
        with pytest.raises(NotFoundError):
            await officer.identity(filed.report_id, "Perlu konfirmasi langsung")
    async with scene.desk("sari") as officer:
        titles = {row.id: row.title for row in (await officer.queue(_everything())).rows}
    assert titles[filed.report_id] == "Isi sudah dimusnahkan"
    assert titles[kept.report_id] == "Segel kotak suara terbuka"


def _everything() -> Any:
    from core.queues.schemas import QueueFilter  # noqa: PLC0415 - one use

    return QueueFilter()


@pytest.mark.requirement("R96")
def test_a_box_opens_neither_under_another_key_nor_for_another_purpose_nor_changed() -> None:
    key = new_key()
    box = encrypt(key, b"isi", context=b"laporan-1")

    assert decrypt(key, box, context=b"laporan-1") == b"isi"
    for wrong_key, wrong_box, context in (
        (new_key(), box, b"laporan-1"),
        (key, box, b"laporan-2"),
        (key, box[:-1] + bytes([box[-1] ^ 1]), b"laporan-1"),
        (key, b"", b"laporan-1"),
    ):
        with pytest.raises(SealBrokenError):
            decrypt(wrong_key, wrong_box, context=context)


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
async def test_a_file_is_read_back_whole_at_once_and_as_a_stream(size: int) -> None:
    key, data = new_key(), bytes(size)
    stored = encrypt_file(key, data)

    assert decrypt_file(key, stored) == data
    assert b"".join([part async for part in decrypt_stream(key, pieces(stored, 100_000))]) == data


@pytest.mark.requirement("R54", "R96")
@pytest.mark.parametrize("harm", ["cut", "swap", "flip", "empty", "other key"])
async def test_a_file_that_was_cut_reordered_or_changed_does_not_open(harm: str) -> None:
    key = new_key()
    stored = encrypt_file(key, bytes(3 * CHUNK_BYTES))
    step = CHUNK_BYTES + OVERHEAD
    harmed = {
        "cut": stored[: 24 + step],
        "swap": stored[:24] + stored[24 + step : 24 + 2 * step] + stored[24 : 24 + step],
        "flip": stored[:-1] + bytes([stored[-1] ^ 1]),
        "empty": b"",
        "other key": stored,
    }[harm]
    used = new_key() if harm == "other key" else key

    with pytest.raises(SealBrokenError):
        decrypt_file(used, harmed)
    with pytest.raises(SealBrokenError):
        [part async for part in decrypt_stream(used, pieces(harmed, 70_000))]


async def pieces(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def test_a_sealed_box_opens_with_its_private_half_only() -> None:
    rings = generate_rings()
    box = seal_to(rings["bot"].delivery_public, b"1001")

    assert open_sealed(rings["worker"].held("delivery_private_key"), box) == b"1001"
    for key in (rings["worker"].held("anchor_private_key"), b"short"):
        with pytest.raises(SealBrokenError):
            open_sealed(key, box)


def test_a_push_of_an_unknown_form_is_broken() -> None:
    rings = generate_rings()
    unknown = seal_to(rings["worker"].delivery_public, (9).to_bytes(4, "big") + b"not json!")

    with pytest.raises(SealBrokenError):
        open_payload(rings["worker"], unknown)


def test_key_files_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    paths = generate_key_files(folder)
    before = {ring: path.read_bytes() for ring, path in paths.items()}

    assert generate_key_files(folder) == paths
    assert {ring: path.read_bytes() for ring, path in paths.items()} == before
    assert {path.stat().st_mode & 0o777 for path in paths.values()} == {0o600}
    assert isinstance(load_ring(paths["bot"]), Keyring)


def test_half_a_set_of_key_files_is_never_completed(tmp_path: Path) -> None:
    paths = generate_key_files(tmp_path)
    paths["worker"].unlink()

    with pytest.raises(FileExistsError):
        generate_key_files(tmp_path)


def test_a_file_that_is_no_key_ring_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.json"
    path.write_text('{"something": "else"}')

    with pytest.raises(ValueError, match="not a key ring"):
        load_ring(path)

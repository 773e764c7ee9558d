"""Taking files in: what they are by their bytes, cleaned, encrypted, and a store that may be full."""

import errno
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import obstore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InvalidError, NotFoundError, UnavailableError
from core.evidence.intake import check_size, safe_name, stow
from core.evidence.location import open_store
from core.evidence.store import MAX_FILE_BYTES, EvidenceStore
from core.privacy.seals import decrypt_file
from core.settings import load_settings
from core.sizes import megabytes
from tests.support.scene import PNG

pytestmark = pytest.mark.requirement("R54", "R83")
OFFICE = "application/vnd.openxmlformats-officedocument."


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name in names:
            opened.writestr(name, "<html/>")
    return buffer.getvalue()


def office_file(folder: str) -> bytes:
    return archive("[Content_Types].xml", f"{folder}/document.xml")


JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(60)
OGG = b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead" + bytes(60)
MP3 = b"ID3\x03\x00" + bytes(60)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(60)


@pytest.fixture
def store() -> EvidenceStore:
    return EvidenceStore.at("memory:///")


@pytest.mark.parametrize(
    ("data", "told", "mime", "medium", "name"),
    [
        (PNG, "image/png", "image/png", "photo", "bukti.png"),
        (PNG, None, "image/png", "photo", "bukti.png"),
        (JPEG, "image/jpg", "image/jpeg", "photo", "bukti.jpg"),
        (b"%PDF-1.7\n" + bytes(40), "application/pdf", "application/pdf", "document", "bukti.pdf"),
        (b"saksi: dua orang\n", "text/plain; charset=utf-8", "text/plain", "document", "bukti.txt"),
        (b"nama;jam\nA;9\n", "text/csv", "text/csv", "document", "bukti.csv"),
        (MP4, "video/mp4", "video/mp4", "video", "bukti.mp4"),
        (MP4, "audio/mp4", "audio/mp4", "audio", "bukti.m4a"),
        (OGG, "audio/ogg", "audio/ogg", "audio", "bukti.ogg"),
        (MP3, "audio/mpeg", "audio/mpeg", "audio", "bukti.mp3"),
        (WEBM, "audio/webm", "audio/webm", "audio", "bukti.webm"),
        (office_file("word"), OFFICE + "wordprocessingml.document", None, "document", "bukti.docx"),
        (
            office_file("xl"),
            "application/octet-stream",
            OFFICE + "spreadsheetml.sheet",
            "document",
            "bukti.xlsx",
        ),
        (office_file("ppt"), None, OFFICE + "presentationml.presentation", "document", "bukti.pptx"),
    ],
)
async def test_what_may_come_in_is_known_by_its_bytes(
    store: EvidenceStore, data: bytes, told: str | None, mime: str | None, medium: str, name: str
) -> None:
    stowed = await stow(store, data, name="bukti.xyz", mime=told, caption="  Foto gudang  ")

    assert (stowed.mime, stowed.medium, stowed.name) == (mime or told, medium, name)
    assert stowed.caption == "Foto gudang"
    kept = await store.get(stowed.object_key)
    assert decrypt_file(stowed.file_key, kept) == data
    assert (stowed.stored_bytes, stowed.size) == (len(kept), len(data))
    assert b"".join([part async for part in store.chunks(stowed.object_key)]) == kept


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (archive("lain.html"), "application/zip"),
        (archive("lain.html"), OFFICE + "wordprocessingml.document"),
        (b"MZ\x90\x00" + bytes(60), "application/octet-stream"),
        (b"\x7fELF" + bytes(60), None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"),
        (b"  <!DOCTYPE html><p>halo", "text/html"),
        (b"<?xml version='1.0'?><a/>", "text/xml"),
        (b"\xef\xbb\xbf<html><script>x</script></html>", "text/plain"),
        (b"<!-- x --><html><script>x</script></html>", "text/plain"),
        (b"%!PS\x00\x01\x02", None),
        (b"\xff\xfe\xfa tidak ada teks \x80", "text/plain"),
        (b"teks\x00dengan nol", "text/plain"),
    ],
)
async def test_what_may_not_come_in_is_refused_and_the_allowed_kinds_are_named(
    store: EvidenceStore, data: bytes, told: str | None
) -> None:
    with pytest.raises(InvalidError) as refused:
        await stow(store, data, name="x", mime=told)

    assert refused.value.code == "evidence.type_forbidden"
    assert "foto, video" in refused.value.message


@pytest.mark.parametrize(
    ("data", "told", "name"),
    [
        (PNG, "application/pdf", "bukti.png"),
        (b"hanya teks", "image/png", "bukti.txt"),
        (JPEG, "video/mp4", "bukti.jpg"),
    ],
)
async def test_a_file_told_under_another_type_is_kept_under_its_own(
    store: EvidenceStore, data: bytes, told: str, name: str
) -> None:
    assert (await stow(store, data, name="bukti", mime=told)).name == name


async def test_an_empty_file_is_refused(store: EvidenceStore) -> None:
    with pytest.raises(InvalidError) as refused:
        await stow(store, b"", name="kosong.png", mime="image/png")

    assert refused.value.code == "evidence.empty"


async def test_a_file_over_the_limit_is_refused_with_the_limit_named(store: EvidenceStore) -> None:
    check_size(MAX_FILE_BYTES, MAX_FILE_BYTES)
    check_size(None, MAX_FILE_BYTES)
    with pytest.raises(InvalidError) as before_fetching:
        check_size(MAX_FILE_BYTES + 1, MAX_FILE_BYTES)
    with pytest.raises(InvalidError):
        await stow(store, PNG + bytes(MAX_FILE_BYTES), name="besar.png", mime="image/png")

    assert before_fetching.value.code == "evidence.too_large"
    assert "(20,1 MB). Batasnya 20 MB" in before_fetching.value.message
    with pytest.raises(InvalidError, match="too_large") as twenty_point_three:
        check_size(21_286_000, MAX_FILE_BYTES)
    assert "(20,3 MB). Batasnya 20 MB" in twenty_point_three.value.message


async def test_the_limit_of_the_settings_is_that_of_the_store_and_of_every_way_in(tmp_path: Path) -> None:
    settings = load_settings(
        environ={"KENTONGAN_UPLOAD_MAX_MEGABYTES": "1"}, env_file=None, data_dir=tmp_path
    )
    store = open_store(settings)
    assert (await stow(store, PNG, name="foto.png", mime="image/png")).name == "foto.png"
    with pytest.raises(InvalidError, match="too_large") as refused:
        await stow(store, PNG + bytes(megabytes(1)), name="besar.png", mime="image/png")
    assert "Batasnya 1 MB" in refused.value.message


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Foto\\gudang.jpg", "gudang.png"),
        ("foto\u202egnp.exe", "fotognp.png"),
        ("baris\nbaru\x00.png", "barisbaru.png"),
        (" .. ", "berkas.png"),
        ("", "berkas.png"),
        ("a" * 300 + ".png", "a" * 80 + ".png"),
    ],
)
def test_names_are_only_names(name: str, clean: str) -> None:
    assert safe_name(name, "png") == clean


@given(name=st.text(max_size=60))
def test_no_name_leaves_its_folder(name: str) -> None:
    clean = safe_name(name, "pdf")

    assert "/" not in clean
    assert "\\" not in clean
    assert clean.endswith(".pdf")
    assert clean.isprintable() or all(ord(symbol) > 31 for symbol in clean)


def broken(failure: Exception) -> Callable[..., Any]:
    async def fail(*_: object, **__: object) -> Any:
        raise failure

    return fail


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "evidence.store_full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "evidence.store_full"),
        (obstore.exceptions.GenericError("os error 28"), "evidence.store_full"),
        (obstore.exceptions.GenericError("connection refused"), "evidence.store_gone"),
    ],
)
async def test_a_full_or_lost_store_is_told_plainly_and_keeps_nothing(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch, failure: Exception, code: str
) -> None:
    monkeypatch.setattr(obstore, "put_async", broken(failure))
    with pytest.raises(UnavailableError) as told:
        await stow(store, PNG, name="bukti.png", mime="image/png")

    assert told.value.code == code
    assert "Tulisan Anda aman" in told.value.message


async def test_reading_from_a_lost_store_is_told_plainly(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFoundError):
        await store.get("tidak-ada")
    with pytest.raises(NotFoundError):
        [part async for part in store.chunks("tidak-ada")]
    monkeypatch.setattr(obstore, "get_async", broken(obstore.exceptions.GenericError("gone")))
    with pytest.raises(UnavailableError):
        await store.get("apa-pun")
    with pytest.raises(UnavailableError):
        [part async for part in store.chunks("apa-pun")]


async def test_files_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    store = EvidenceStore.at((tmp_path / "bukti").as_uri())
    stowed = await stow(store, PNG, name="bukti.png", mime="image/png")

    (kept,) = [path for path in (tmp_path / "bukti").rglob("*") if path.is_file()]
    assert kept.name == stowed.object_key
    assert PNG not in kept.read_bytes()
    assert (tmp_path / "bukti").stat().st_mode & 0o077 == 0

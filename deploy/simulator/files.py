"""Files that travel through chats: kept on disk, named as Telegram names them."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from deploy.simulator.mediainfo import audio_seconds, image_size
from deploy.simulator.storage import Json, Storage

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "audio": "music",
    "video": "videos",
    "animation": "animations",
    "sticker": "stickers",
    "video_note": "video_notes",
}
UNCAPTIONED = frozenset({"sticker", "video_note"})
"""What carries no words."""
NOTE_SIDE = 384
"""How wide a round video is where its file does not tell."""
TYPE_NAMES = {kind: kind.capitalize() for kind in FOLDERS} | {"voice": "VoiceNote", "video_note": "VideoNote"}
DEFAULT_TYPES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "animation": "video/mp4",
    "sticker": "image/webp",
    "video_note": "video/mp4",
}
VOICE_EXTENSION = ".oga"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the shelf."""

    file_id: str
    file_unique_id: str
    kind: str
    name: str
    mime_type: str
    size: int
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0

    def as_media(self) -> Json:
        """Describe the file as a message shows it (a photo is one of a list of sizes)."""
        media: Json = {
            "file_id": self.file_id,
            "file_unique_id": self.file_unique_id,
            "file_size": self.size,
        }
        if self.kind == "sticker":
            moving = {"is_animated": self.path.endswith(".tgs"), "is_video": self.path.endswith(".webm")}
            return media | {"type": "regular", "width": self.width, "height": self.height, **moving}
        if self.kind == "video_note":
            return media | {"length": self.width or NOTE_SIDE, "duration": self.duration}
        if self.kind in {"photo", "video", "animation"}:
            media |= {"width": self.width, "height": self.height}
        if self.kind in {"video", "animation", "audio", "voice"}:
            media["duration"] = self.duration
        if self.kind != "photo":
            media["mime_type"] = self.mime_type
        if self.kind not in {"photo", "voice"}:
            media["file_name"] = self.name
        return media

    def content(self) -> Json:
        """Give the part of a message that holds the file."""
        media = self.as_media()
        if self.kind == "photo":
            return {"photo": [media]}
        if self.kind == "animation":
            return {"animation": media, "document": media}
        return {self.kind: media}


class Shelf:
    """Every file that was ever sent."""

    def __init__(self, storage: Storage, folder: Path | None) -> None:
        self._storage = storage
        self._temporary = None
        if folder is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="simulator-")
            folder = Path(self._temporary.name)
        self.folder = folder
        for name in FOLDERS.values():
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._files = {key: StoredFile(**body) for key, body in storage.load("file")}
        self._paths = {file.path: file for file in self._files.values()}
        self._next = len(self._files)

    def by_id(self, file_id: str) -> StoredFile | None:
        """Find a file by its id."""
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """Find a file by the path getFile gave."""
        return self._paths.get(path)

    def location(self, file: StoredFile) -> Path:
        """Tell where the bytes are."""
        return self.folder / file.path

    async def add(self, upload: UploadFile, kind: str, *, duration: int = 0) -> StoredFile:
        """Take in an upload and describe it."""
        name = Path(upload.filename or "").name or f"{kind}.bin"
        mime = upload.content_type or ""
        if not mime or mime == "application/octet-stream":
            mime = mimetypes.guess_type(name)[0] or DEFAULT_TYPES.get(kind, mime)
        number, self._next = self._next, self._next + 1
        path = f"{FOLDERS[kind]}/file_{number}{_extension(kind, name, mime)}"
        digest, size = await asyncio.to_thread(_copy, upload.file, self.folder / path)
        return self._register(kind, name, mime or "application/octet-stream", path, digest, size, duration)

    def _register(
        self, kind: str, name: str, mime: str, path: str, digest: str, size: int, duration: int
    ) -> StoredFile:
        place = self.folder / path
        width, height = image_size(place) or (0, 0)
        file = StoredFile(
            file_id=secrets.token_urlsafe(36),
            file_unique_id=digest[:16],
            kind=kind,
            name=name,
            mime_type=mime,
            size=size,
            path=path,
            width=width,
            height=height,
            duration=duration or (audio_seconds(place) if kind in {"voice", "audio"} else 0),
        )
        self._files[file.file_id] = file
        self._paths[file.path] = file
        self._storage.put("file", file.file_id, asdict(file))
        return file

    def close(self) -> None:
        """Let a temporary folder go."""
        if self._temporary is not None:
            self._temporary.cleanup()


def _extension(kind: str, name: str, mime: str) -> str:
    if kind == "voice" and mime == "audio/ogg":
        return VOICE_EXTENSION
    return Path(name).suffix.lower() or mimetypes.guess_extension(mime) or ""


def _copy(source: BinaryIO, target: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    source.seek(0)
    with target.open("wb") as sink:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            sink.write(chunk)
        size = sink.tell()
    return digest.hexdigest(), size

"""How the chat shows a file: as photo, video, sound, or as a document, which takes anything."""

from typing import Final

PHOTO_BYTES: Final = 10 * 1024 * 1024
"""Telegram takes no larger picture as a photo."""


def medium_of(mime: str, size: int = 0) -> str:
    """Say how the chat should show a file of this type; `size` in bytes."""
    if mime in {"image/jpeg", "image/png", "image/webp"}:
        return "photo" if size <= PHOTO_BYTES else "document"
    if mime == "video/mp4":
        return "video"
    if mime in {"audio/mpeg", "audio/mp4", "audio/m4a"}:
        return "audio"
    return "document"

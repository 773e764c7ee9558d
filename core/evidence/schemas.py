"""What is known of a file that was stowed away, before a report has it."""

from pydantic import ConfigDict

from core.values import Frozen


class StowedFile(Frozen):
    """A file that is already encrypted and in the store, not yet part of a report."""

    object_key: str
    file_key: bytes
    name: str
    mime: str
    medium: str
    """`photo`, `document`, `audio` or `video`."""
    size: int
    sha256: bytes
    stored_bytes: int
    stored_sha256: bytes
    caption: str = ""
    source: str = ""
    """Keyed hash, in hex, of the chat message it came in; empty where it came otherwise."""
    answers: str = ""
    """Of a voice note: which question it answers, by its name; empty where it is evidence and no answer."""
    traces: tuple[str, ...] = ()
    """What it says of its making (`Trace`): told to its sender once, never sealed with the report."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

"""Starting the child that writes a recording down, one at a time, and ending it when its time is up."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from importlib.util import find_spec
from typing import Final, Protocol

import structlog

from core.settings import Settings
from core.voice.hearing.model import PACKAGES

MOST_WORDS: Final = 8_000
"""Letters of a transcript that are kept."""
_MODULE: Final = "core.voice.hearing"
_NEEDED: Final = ("faster_whisper", *PACKAGES)
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2", "PYTHONHASHSEED": "0", "HF_HUB_OFFLINE": "1", "HOME": "/"}
_START_SECONDS: Final = 90
_PER_SECOND: Final = 4
"""So many seconds by the clock a second of speech may take: the machine has other things to do first."""

log = structlog.get_logger()


class CannotHearError(Exception):
    """The recording was not written down; the report stands without."""


class Recogniser(Protocol):
    """Writes recordings down."""

    async def write_down(self, sound: bytes) -> str:
        """Return the words of a recording, as far as they were understood; empty where none were.

        Raises:
            CannotHearError: It could not be read, took too long, or the recogniser failed.
        """
        ...


class ChildRecogniser:
    """The recogniser of the extra `voice`: Whisper base, on this machine's processors, in a child."""

    def __init__(self, *, most_seconds: int) -> None:
        self._most_seconds = most_seconds
        self._one = asyncio.Lock()

    async def write_down(self, sound: bytes) -> str:
        """Return the words of a recording. Raises as `Recogniser.write_down` does."""
        async with self._one:
            return await self._asked(sound)

    async def _asked(self, sound: bytes) -> str:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-B", "-m", _MODULE, str(self._most_seconds)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
        )
        try:
            async with asyncio.timeout(_START_SECONDS + _PER_SECOND * self._most_seconds):
                words, _ = await child.communicate(sound)
        except (TimeoutError, ConnectionError) as error:
            log.warning("voice.not_heard", error=type(error).__name__)
            raise CannotHearError from error
        finally:
            if child.returncode is None:
                with suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        if child.returncode:
            log.warning("voice.not_heard", exit_code=child.returncode)
            raise CannotHearError
        return " ".join(words.decode("utf-8", "replace").split())[:MOST_WORDS]


def recogniser_of(settings: Settings) -> ChildRecogniser | None:
    """Return the recogniser where it is switched on and installed; None, which is logged, where it is not."""
    if not settings.voice_transcripts:
        return None
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        log.warning("voice.extra_missing", packages=missing)
        return None
    return ChildRecogniser(most_seconds=settings.voice_most_seconds)

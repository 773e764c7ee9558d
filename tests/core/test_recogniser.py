"""The recogniser runs in a child of its own; what it cannot do costs the words and nothing else."""

import asyncio
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from structlog.testing import CapturingLogger

from core.settings import load_settings
from core.voice import recogniser as module
from core.voice.recogniser import CannotHearError, ChildRecogniser, recogniser_of
from tests.support.tagged_sound import recording

EXTRA = find_spec("faster_whisper") is not None


def test_it_is_off_unless_it_is_switched_on() -> None:
    assert recogniser_of(load_settings(environ={}, env_file=None)) is None


@pytest.mark.skipif(EXTRA, reason="the extra voice is installed here")
def test_switched_on_without_the_extra_it_is_said_and_nothing_is_written_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = CapturingLogger()
    monkeypatch.setattr(module, "log", said)
    assert recogniser_of(load_settings(environ={}, env_file=None, voice_transcripts=True)) is None
    assert [call.args for call in said.calls] == [("voice.extra_missing",)]


@pytest.mark.slow
async def test_a_child_that_fails_is_an_answer_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotHearError):
        await ChildRecogniser(most_seconds=10).write_down(b"no sound at all")
    monkeypatch.setattr(module, "_START_SECONDS", 0)
    monkeypatch.setattr(module, "_PER_SECOND", 0)
    with pytest.raises(CannotHearError):
        await ChildRecogniser(most_seconds=10).write_down(recording("ogg", "libopus"))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not EXTRA, reason="the extra voice is not installed: `make voice`")
@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs Debian's espeak-ng, which speaks")
async def test_robot_speech_is_written_down(tmp_path: Path) -> None:
    sound = tmp_path / "suara.wav"
    told = "Kemarin malam petugas minta uang lima puluh ribu rupiah."
    speech = await asyncio.create_subprocess_exec("espeak-ng", "-v", "id", "-s", "140", "-w", sound, told)
    assert await speech.wait() == 0
    heard = await ChildRecogniser(most_seconds=60).write_down(sound.read_bytes())
    assert "uang" in heard.casefold()

"""What is written down of a voice is sealed, compared with the officers, and stays beside its recording."""

from uuid import UUID

import pytest

from core.chain.states import IdentityMode
from core.errors import NotFoundError
from core.evidence.schemas import StowedFile
from core.privacy.tracking import new_tracking_id
from core.reporter.transcribing import TranscribingDesk
from tests.core.test_looking_back import NAME, SAID, appointed, sees
from tests.support.scene import Filed, Scene

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R23", "R54", "R97")]


async def spoken(scene: Scene) -> StowedFile:
    return (await scene.stowed()).model_copy(update={"answers": "what"})


async def written(scene: Scene, filed: Filed, text: str, *, by_reporter: bool = False) -> UUID:
    """Write down the first recording of a report; return its file."""
    async with scene.transaction() as session:
        desk = TranscribingDesk(scene.bot, session)
        [file, *_] = (await desk.thread(filed.tracking_id)).evidence
        await desk.write_down(filed.tracking_id, file.id, text, by_reporter=by_reporter)
    return file.id


async def waiting(scene: Scene, filed: Filed) -> tuple[bool, int]:
    async with scene.transaction() as session:
        found = await TranscribingDesk(scene.bot, session).recordings(filed.tracking_id)
    return found.needs_consent, len(found.sounds)


async def test_only_recordings_that_answer_are_written_down_and_each_once(scene: Scene) -> None:
    filed = await scene.file(evidence=(await spoken(scene), await scene.stowed()))
    assert await waiting(scene, filed) == (False, 1)
    await written(scene, filed, "segel kotak suara putus")
    assert await waiting(scene, filed) == (False, 0)


@pytest.mark.parametrize("mode", [IdentityMode.CONFIDENTIAL, IdentityMode.ANONYMOUS])
async def test_a_protected_reporter_must_agree_first(scene: Scene, mode: IdentityMode) -> None:
    filed = await scene.file(identity_mode=mode, evidence=(await spoken(scene),))
    assert (await waiting(scene, filed))[0]


async def test_whoever_is_named_by_voice_is_kept_from_the_report(scene: Scene) -> None:
    filed = await scene.file(evidence=(await spoken(scene),))
    assert await sees(scene, "sari", filed)
    await written(scene, filed, "yang minta uang Sari Rahmania")
    assert not await sees(scene, "sari", filed)


async def test_whoever_is_appointed_later_is_kept_from_what_was_written_down_before(scene: Scene) -> None:
    filed = await scene.file(evidence=(await spoken(scene),))
    await written(scene, filed, SAID)
    assert not await sees(scene, await appointed(scene, NAME), filed)


async def test_an_officer_reads_it_beside_the_recording_and_each_version_stays(scene: Scene) -> None:
    filed = await scene.file(evidence=(await spoken(scene),))
    await written(scene, filed, "segel kotak suara putus")
    async with scene.desk("sari") as desk:
        [file] = (await desk.report(filed.report_id)).evidence
    assert (file.transcript, file.transcript_by_reporter) == ("segel kotak suara putus", False)
    await written(scene, filed, "segel kotak surat suara putus", by_reporter=True)
    async with scene.desk("sari") as desk:
        [file] = (await desk.report(filed.report_id)).evidence
    assert (file.transcript, file.transcript_by_reporter) == ("segel kotak surat suara putus", True)
    kept = await scene.rows("SELECT version, sealed FROM transcripts ORDER BY version")
    assert [version for version, _ in kept] == [1, 2]
    assert not any(b"segel" in bytes(sealed) for _, sealed in kept)


async def test_of_another_report_nothing_is_written_down(scene: Scene) -> None:
    filed, other = await scene.file(evidence=(await spoken(scene),)), await scene.file()
    file = await written(scene, filed, "segel kotak suara putus")
    for tracking_id in (other.tracking_id, new_tracking_id()):
        async with scene.transaction() as session:
            with pytest.raises(NotFoundError):
                await TranscribingDesk(scene.bot, session).write_down(tracking_id, file, "lain")

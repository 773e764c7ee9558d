"""What a push asks hangs on it where it may speak; of a protected report it bears the way in and no more."""

import pytest

from core.chain.actions import Action
from core.chain.states import IdentityMode, State, Track
from core.notifications.outbox import NEUTRAL_TEXT
from core.notifications.payload import PushPayload, open_payload
from tests.support.scene import PUBLIC, WBS, Filed, Scene

pytestmark = pytest.mark.requirement("R97")


async def pushes(scene: Scene, filed: Filed) -> list[PushPayload]:
    rows = await scene.rows(
        "SELECT sealed FROM deliveries WHERE report_id = :id AND sealed IS NOT NULL ORDER BY ordinal",
        id=filed.report_id,
    )
    return [open_payload(scene.worker.keys, bytes(sealed)) for (sealed,) in rows]


@pytest.mark.parametrize(
    ("state", "labels"),
    [
        (State.AWAITING_COMPLETION, ["Buka", "Lengkapi laporan"]),
        (State.ANSWERED, ["Buka", "Tanggapi jawaban", "Terima jawaban"]),
    ],
)
async def test_a_push_that_may_speak_bears_what_it_asks(
    scene: Scene, state: State, labels: list[str]
) -> None:
    filed = await scene.drive(await scene.file(), state)
    *earlier, last = await pushes(scene, filed)
    assert [button.label for button in last.buttons] == labels
    assert [button.label for push in earlier for button in push.buttons[1:]] == []


@pytest.mark.parametrize(
    ("track", "mode", "state"),
    [
        (PUBLIC, IdentityMode.CONFIDENTIAL, State.AWAITING_COMPLETION),
        (PUBLIC, IdentityMode.ANONYMOUS, State.AWAITING_COMPLETION),
        (PUBLIC, IdentityMode.CONFIDENTIAL, State.ANSWERED),
        (PUBLIC, IdentityMode.ANONYMOUS, State.ANSWERED),
        (WBS, IdentityMode.OPEN, State.AWAITING_COMPLETION),
        (WBS, IdentityMode.ANONYMOUS, State.AWAITING_COMPLETION),
    ],
)
async def test_a_push_of_a_protected_report_bears_no_button_that_tells_of_it(
    scene: Scene, track: Track, mode: IdentityMode, state: State
) -> None:
    filed = await scene.drive(await scene.file(track, identity_mode=mode), state)
    told = {(push.text, tuple(one.label for one in push.buttons)) for push in await pushes(scene, filed)}
    assert told == {(NEUTRAL_TEXT, ("Buka",))}


async def test_a_push_that_may_speak_says_which_report_it_is_of(scene: Scene) -> None:
    for filed in (await scene.file(), await scene.file()):
        await scene.act("sari", filed, Action.MESSAGE, {"text": "Mohon tunggu ya."})
        [push] = await pushes(scene, filed)
        assert push.title == f"Pesan dari petugas · laporan {(await scene.row(filed)).agenda_number}"
        assert push.text == "Mohon tunggu ya.\n\nMau menjawab? Balas pesan ini."


async def test_a_step_inside_the_office_stands_in_the_conversation_and_rings_nobody(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_FOLLOWUP)
    told = [push.text for push in await pushes(scene, filed)]
    assert told
    assert not any("menunjuk petugas" in text for text in told)
    async with scene.reporter() as desk:
        thread = await desk.thread(filed.tracking_id)
    assert "menunjuk petugas untuk mengerjakannya" in thread.lines[-1].text

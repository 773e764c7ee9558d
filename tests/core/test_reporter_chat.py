"""A reporter's chat: linked, forgotten, told as chosen, its edits and files kept."""

import pytest

from core.audit.service import report_stream
from core.chain.actions import Action
from core.chain.states import IdentityMode, State
from core.errors import ConflictError, NotFoundError
from core.reporter.revising import Edit
from core.reporter.schemas import ThreadView
from core.reports.models import PushMode
from tests.support.scene import Filed, Scene


async def thread(scene: Scene, filed: Filed) -> ThreadView:
    async with scene.reporter() as desk:
        return await desk.thread(filed.tracking_id)


@pytest.mark.requirement("R91", "R94")
async def test_the_same_chat_message_acts_once(scene: Scene) -> None:
    filed = await scene.file()
    for _ in range(3):
        await scene.act("reporter", filed, Action.ADD_INFORMATION, source_key=b"update-1")

    assert len((await thread(scene, filed)).lines) == 1


@pytest.mark.requirement("R54")
async def test_an_edited_message_becomes_a_version_and_the_old_one_is_kept(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("reporter", filed, Action.ADD_INFORMATION, {"text": "Jam 9"}, source_key=b"m-1")
    async with scene.reporter() as desk:
        assert await desk.revise(filed.tracking_id, Edit(source_key=b"m-1", text="Jam 10"))
        assert await desk.revise(filed.tracking_id, Edit(source_key=b"m-1", text=" Jam 11 "))
        assert not await desk.revise(filed.tracking_id, Edit(source_key=b"m-1", text="   "))
        assert not await desk.revise(filed.tracking_id, Edit(source_key=b"tidak-ada", text="x"))

    (line,) = (await thread(scene, filed)).lines
    assert (line.text, line.edited) == ("Jam 11", True)
    assert await scene.scalar("SELECT count(*) FROM messages WHERE report_id = :id", id=filed.report_id) == 3


@pytest.mark.requirement("R91")
async def test_my_reports_lists_what_this_chat_asked_to_keep(scene: Scene) -> None:
    kept, forgotten = await scene.file(), await scene.file(keep=False)
    assert kept.chat_id is not None
    assert forgotten.chat_id is not None
    async with scene.reporter() as desk:
        (mine,) = await desk.my_reports(kept.chat_id)
        assert await desk.my_reports(forgotten.chat_id) == ()
        assert mine.title == "Segel kotak suara terbuka"
        assert await desk.tracking_kept(mine.link_id, kept.chat_id) == kept.tracking_id
        assert await desk.tracking_kept(mine.link_id, 12345) is None
        assert await desk.tracking_kept(mine.report_id, kept.chat_id) is None


@pytest.mark.requirement("R85", "R91")
async def test_a_chat_that_is_cleared_forgets_its_numbers_and_is_still_told(scene: Scene) -> None:
    filed, other = await scene.file(), await scene.file()
    assert filed.chat_id is not None
    assert other.chat_id is not None
    async with scene.reporter() as desk:
        assert await desk.numbers_kept(filed.chat_id) == (filed.tracking_id,)
        assert await desk.is_linked_to(filed.tracking_id, filed.chat_id) is True
        assert await desk.is_linked_to(filed.tracking_id, other.chat_id) is False
        await desk.forget_numbers(filed.chat_id)
        assert await desk.numbers_kept(filed.chat_id) == ()
        assert await desk.my_reports(filed.chat_id) == ()
        assert await desk.is_linked_to(filed.tracking_id, filed.chat_id) is None  # nothing tells any more
        assert await desk.numbers_kept(other.chat_id) == (other.tracking_id,)
    kept = (
        "SELECT chat_sealed IS NOT NULL, chat_hash, tracking_kept FROM reporter_links WHERE report_id = :id"
    )
    assert tuple((await scene.rows(kept, id=filed.report_id))[0]) == (True, None, None)
    verbs = "SELECT verb FROM audit_entries WHERE stream = :stream ORDER BY seq"
    told = [row[0] for row in await scene.rows(verbs, stream=report_stream(filed.report_id))]
    assert told[-1] == "chat.number_forgotten"


@pytest.mark.requirement("R89")
async def test_nothing_tells_which_chat_an_anonymous_report_came_from(scene: Scene) -> None:
    filed = await scene.file(identity_mode=IdentityMode.ANONYMOUS)
    assert filed.chat_id is not None
    async with scene.reporter() as desk:
        assert await desk.is_linked_to(filed.tracking_id, filed.chat_id) is None
        await desk.unlink(filed.tracking_id)
        assert await desk.is_linked_to(filed.tracking_id, filed.chat_id) is False


@pytest.mark.requirement("R85", "R89")
async def test_an_unlinked_chat_is_forgotten_and_may_be_linked_again(scene: Scene) -> None:
    filed = await scene.file()
    assert filed.chat_id is not None
    async with scene.reporter() as desk:
        await desk.unlink(filed.tracking_id)
        assert await desk.my_reports(filed.chat_id) == ()
        with pytest.raises(ConflictError):
            await desk.set_push(filed.tracking_id, PushMode.DAILY)
    gone = "SELECT chat_sealed, chat_hash, tracking_kept FROM reporter_links WHERE report_id = :id"
    assert tuple((await scene.rows(gone, id=filed.report_id))[0]) == (None, None, None)
    await scene.act("sari", filed, Action.MESSAGE)
    assert (
        await scene.scalar("SELECT count(*) FROM deliveries WHERE report_id = :id", id=filed.report_id) == 0
    )

    async with scene.reporter() as desk:
        link_id = await desk.link(filed.tracking_id, 991, keep_tracking=True)
        assert await desk.tracking_kept(link_id, 991) == filed.tracking_id
        assert (await desk.thread(filed.tracking_id)).linked


@pytest.mark.requirement("R89")
@pytest.mark.parametrize("chat", [True, False])
async def test_an_anonymous_report_is_linked_without_a_trace_of_the_chat(scene: Scene, *, chat: bool) -> None:
    filed = await scene.file(identity_mode=IdentityMode.ANONYMOUS, chat=chat)
    async with scene.reporter() as desk:
        await desk.link(filed.tracking_id, 992, keep_tracking=True)
        assert await desk.my_reports(992) == ()

    kept = "SELECT chat_sealed IS NOT NULL, chat_hash, tracking_kept FROM reporter_links"
    assert [tuple(row) for row in await scene.rows(kept)] == [(True, None, None)]


@pytest.mark.requirement("R22", "R85")
@pytest.mark.parametrize(
    ("mode", "status"),
    [(PushMode.AT_ONCE, "pending"), (PushMode.DAILY, "waiting_digest"), (PushMode.NONE, "suppressed")],
)
async def test_news_is_pushed_as_the_reporter_chose(scene: Scene, mode: PushMode, status: str) -> None:
    filed = await scene.file()
    async with scene.reporter() as desk:
        await desk.set_push(filed.tracking_id, mode)
    await scene.act("sari", filed, Action.MESSAGE)

    found = await scene.rows("SELECT about, status FROM deliveries WHERE report_id = :id", id=filed.report_id)
    assert [tuple(row) for row in found] == [("message", status)]
    jobs = await scene.scalar("SELECT count(*) FROM procrastinate_jobs")
    assert jobs == (1 if mode is PushMode.AT_ONCE else 0)
    assert (await thread(scene, filed)).push == mode.value


@pytest.mark.requirement("R96")
async def test_reporters_open_their_own_files_only(scene: Scene) -> None:
    filed = await scene.file(evidence=(await scene.stowed(b"saksi dua orang", "saksi.txt", "text/plain"),))
    other = await scene.file()
    await scene.drive(filed, State.FOLLOWUP_SUBMITTED)
    files = dict(
        [tuple(row) for row in await scene.rows("SELECT to_reporter, id FROM evidence ORDER BY seq DESC")]
    )

    async with scene.reporter() as desk:
        view, original = await desk.file(filed.tracking_id, files[True])
        assert (view.name, await original.whole()) == ("saksi.txt", b"saksi dua orang")
        for tracking_id, evidence_id in ((other.tracking_id, files[True]), (filed.tracking_id, files[False])):
            with pytest.raises(NotFoundError):
                await desk.file(tracking_id, evidence_id)

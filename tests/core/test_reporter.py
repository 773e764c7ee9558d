"""The reporter's side: submitted once, followed by number, answered back, never lost."""

import asyncio
from typing import Any

import pytest

from core.chain.actions import Action
from core.chain.states import (
    ENDINGS,
    FINAL_STATES,
    OPEN_STATES,
    Element,
    IdentityMode,
    PartKind,
    State,
    Track,
)
from core.clock import held_at
from core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from core.intake.filing import from_chat
from core.privacy.tracking import new_tracking_id
from core.reporter.reporter import ReporterDesk
from core.reporter.schemas import ThreadView
from core.reporter.thread import NEXT_STEPS
from core.reports.schemas import ReportBody
from tests.support.scene import BODY, IDENTITY, PUBLIC, ROADS, WBS, Filed, Scene


async def thread(scene: Scene, filed: Filed) -> ThreadView:
    async with scene.reporter() as desk:
        return await desk.thread(filed.tracking_id)


@pytest.mark.requirement("R10", "R22", "R51", "R63", "R91")
async def test_a_submitted_report_is_acknowledged_with_number_date_and_reason(scene: Scene) -> None:
    tracking_id = new_tracking_id()
    async with scene.reporter() as desk:
        receipt = await desk.submit(
            await scene.wish(), tracking_id=tracking_id, origin=from_chat(77, keep_tracking=True)
        )

    assert receipt.tracking_id == tracking_id
    assert receipt.agenda_number == "001/52.03/III/2026"
    assert receipt.due_text == "Kamis 5 Maret 2026, 16.00 WITA"
    assert "3 hari kerja" in receipt.due_explained
    assert receipt.office_name == "KPU Kab. Lombok Timur"


@pytest.mark.requirement("R91")
def test_the_reporter_is_told_of_every_open_state_what_happens_next() -> None:
    assert set(NEXT_STEPS) == OPEN_STATES


@pytest.mark.requirement("R91", "R94")
async def test_the_same_number_submits_once(scene: Scene) -> None:
    wish, tracking_id = await scene.wish(), new_tracking_id()
    receipts = []
    for _ in range(3):
        async with scene.reporter() as desk:
            receipts.append(
                await desk.submit(wish, tracking_id=tracking_id, origin=from_chat(7, keep_tracking=True))
            )
            scene.pass_time(hours=1)

    assert [receipt.repeated for receipt in receipts] == [False, True, True]
    assert len({receipt.model_copy(update={"repeated": False}) for receipt in receipts}) == 1
    assert await scene.scalar("SELECT count(*) FROM reports") == 1


@pytest.mark.slow
@pytest.mark.requirement("R130", "R94")
async def test_submissions_at_once_draw_numbers_without_a_gap(busy_scene: Scene) -> None:
    filed = await asyncio.gather(*(busy_scene.file(track) for track in (PUBLIC, WBS) for _ in range(6)))

    drawn = await busy_scene.rows("SELECT track, agenda_seq FROM reports ORDER BY 1, 2")
    assert [tuple(row) for row in drawn] == [(t.value, n) for t in (PUBLIC, WBS) for n in range(1, 7)]
    assert len({one.report_id for one in filed}) == 12


@pytest.mark.requirement("R130")
async def test_a_submission_that_fails_gives_its_number_back(scene: Scene) -> None:
    wish = await scene.wish()
    with pytest.raises(RuntimeError, match="power cut"):  # noqa: PT012 - the block is what is undone
        async with scene.reporter() as desk:
            await desk.submit(wish, tracking_id=new_tracking_id(), origin=from_chat(7, keep_tracking=False))
            raise RuntimeError("power cut")

    filed = await scene.file()

    assert (await scene.row(filed)).agenda_seq == 1


@pytest.mark.requirement("R130")
async def test_numbers_begin_again_each_year_of_the_office(scene: Scene) -> None:
    """At 17.00 UTC on 31 December it is already the new year in Lombok."""
    await scene.file()
    scene.at = scene.at.replace(month=12, day=31, hour=15)
    old = await scene.file()
    scene.pass_time(hours=2)
    new = await scene.file()

    assert (await scene.row(old)).agenda_number == "002/52.03/XII/2026"
    assert (await scene.row(new)).agenda_number == "001/52.03/I/2027"


@pytest.mark.slow
@pytest.mark.requirement("R91", "R94")
async def test_the_same_number_twice_at_the_same_moment_is_one_report(busy_scene: Scene) -> None:
    wish, tracking_id = await busy_scene.wish(), new_tracking_id()

    async def submit() -> bool:
        with held_at(busy_scene.at):
            async with busy_scene.bot.database.transaction() as session:
                desk = ReporterDesk(busy_scene.bot, session)
                receipt = await desk.submit(
                    wish, tracking_id=tracking_id, origin=from_chat(7, keep_tracking=False)
                )
                return receipt.repeated

    repeated = await asyncio.gather(*(submit() for _ in range(4)))

    assert sorted(repeated) == [False, True, True, True]
    assert await busy_scene.scalar("SELECT count(*) FROM reports") == 1


@pytest.mark.requirement("R141", "R143")
async def test_whistleblowing_names_its_kind_of_violation(scene: Scene) -> None:
    with pytest.raises(InvalidError) as refused:
        await scene.file(WBS, violation_type=None)

    assert refused.value.code == "report.violation_needed"


@pytest.mark.requirement("R89")
async def test_an_anonymous_report_with_an_identity_is_refused(scene: Scene) -> None:
    with pytest.raises(InvalidError) as refused:
        await scene.file(identity_mode=IdentityMode.ANONYMOUS, identity=IDENTITY)

    assert refused.value.code == "report.anonymous_with_identity"


@pytest.mark.requirement("R19", "R91")
async def test_the_thread_tells_where_it_stands_and_what_comes_next(scene: Scene) -> None:
    filed = await scene.file()

    view = await thread(scene, filed)

    assert (view.state, view.state_text) == ("received", "Diterima, sedang diperiksa")
    assert view.next_text == "Petugas memeriksa laporan Anda, paling lambat Kamis 5 Maret 2026, 16.00 WITA."
    assert [step.state for step in view.steps][:3] == ["done", "now", "ahead"]
    assert view.body.substance == BODY.substance
    assert "withdraw" in [action.action for action in view.actions]


@pytest.mark.slow
@pytest.mark.requirement("R94", "R22")
@pytest.mark.parametrize(("track", "state"), [(track, state) for track in Track for state in ROADS[track]])
async def test_in_every_state_the_thread_says_what_happens_next(
    scene: Scene, track: Track, state: State
) -> None:
    filed = await scene.drive(await scene.file(track), state)

    view = await thread(scene, filed)

    assert view.next_text
    assert "{" not in view.next_text
    if state in FINAL_STATES:
        assert view.next_text == ENDINGS[state]
        assert view.due_text is None
    assert view.actions


@pytest.mark.requirement("R91")
async def test_an_unknown_number_opens_nothing(scene: Scene) -> None:
    await scene.file()
    stranger = Filed((await scene.file()).report_id, new_tracking_id(), PUBLIC, None)

    with pytest.raises(NotFoundError) as refused:
        await thread(scene, stranger)
    assert refused.value.code == "tracking.unknown"


@pytest.mark.requirement("R52")
async def test_a_completion_round_pauses_one_clock_and_runs_the_other(scene: Scene) -> None:
    filed = await scene.file()
    scene.pass_time(days=1)
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["when", "evidence"]})

    asked = await thread(scene, filed)
    assert set(asked.missing) == {Element.WHEN, Element.EVIDENCE}
    assert asked.due_text == "Jumat 6 Maret 2026, 16.00 WITA"
    async with scene.desk("sari") as desk:
        clocks = {view.kind: view for view in (await desk.report(filed.report_id)).deadlines}
    assert (clocks["verification"].paused, clocks["verification"].remaining_text) == (
        True,
        "Berhenti sementara",
    )
    assert clocks["completion"].remaining == 3

    scene.pass_time(days=3)
    photo = await scene.stowed(name="segel.png")
    await scene.act("reporter", filed, Action.COMPLETE, {"when": "Selasa malam"}, files=(photo,))

    done = await thread(scene, filed)
    assert (done.state, done.missing) == ("received", ())
    assert [file.name for file in done.evidence] == ["segel.png"]
    async with scene.desk("sari") as desk:
        view = await desk.report(filed.report_id)
    clock = next(one for one in view.deadlines if one.kind == "verification")
    assert not clock.paused
    assert clock.raw_due_at < clock.due_at
    assert "Jam berhenti" in clock.sentence
    assert [day.status for day in clock.days if day.status == "counted"] == ["counted"] * 3


@pytest.mark.requirement("R52")
async def test_what_was_asked_is_answered_or_marked_unknown(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)

    with pytest.raises(InvalidError):
        await scene.act("reporter", filed, Action.COMPLETE, {"when": "", "message": "Belum ingat"})
    await scene.act("reporter", filed, Action.COMPLETE, {"when": "", "unknown": ["when"], "message": "Lupa"})

    assert (await scene.row(filed)).state is State.RECEIVED


@pytest.mark.requirement("R43", "R94")
@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED])
async def test_a_reply_opens_a_second_round_also_after_closing(scene: Scene, state: State) -> None:
    filed = await scene.drive(await scene.file(), state)

    await scene.act("reporter", filed, Action.RESPOND, {"reply": "Saksi belum ditanya"})

    row = await scene.row(filed)
    assert (row.state, row.round, row.closed_at) == (State.IN_PROCESS, 2, None)
    lines = (await thread(scene, filed)).lines
    assert lines[-1].text == "Saksi belum ditanya"
    assert lines[-1].author == "Anda"
    await scene.act("dewi", filed, Action.FORWARD_TO_HEAD)
    await scene.act("hendra", filed, Action.DISPOSE_INTERNALLY)
    async with scene.desk("dewi") as desk:
        view = await desk.report(filed.report_id)
    units = [unit.name for unit in view.units if unit.kind is PartKind.INTERNAL]
    assert units == ["Subbagian Hukum dan Sumber Daya Manusia"]


@pytest.mark.requirement("R94")
async def test_an_archived_report_is_reopened(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ARCHIVED_INCOMPLETE)

    view = await scene.act("reporter", filed, Action.REOPEN, {"text": "Sudah ingat: Selasa"})

    assert isinstance(view, ThreadView)
    assert view.state == "received"
    assert view.told.startswith("Laporan Anda kami periksa lagi")
    assert (await scene.row(filed)).due_at is not None


@pytest.mark.requirement("R94", "R135")
async def test_a_refusal_tells_its_reason_and_an_objection_brings_it_back(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.NOT_PROCESSABLE)

    told = (await thread(scene, filed)).lines[-1].text
    assert "isi laporan tidak masuk akal" in told
    assert "diperiksa oleh Bawaslu" in told
    assert "keberatan" in told
    await scene.act("reporter", filed, Action.OBJECT)

    assert (await scene.row(filed)).state is State.RECEIVED


@pytest.mark.requirement("R158")
async def test_a_report_is_rated_once_after_it_closed(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    async with scene.reporter() as desk:
        with pytest.raises(ConflictError):
            await desk.rate(filed.tracking_id, 5)
    await scene.act("reporter", filed, Action.ACCEPT_ANSWER, {"rating": None})
    async with scene.reporter() as desk:
        for stars in (0, 6):
            with pytest.raises(InvalidError):
                await desk.rate(filed.tracking_id, stars)
        view = await desk.rate(filed.tracking_id, 4, "Cepat ditanggapi")
        assert view.rating == 4
        assert view.lines[-1].text == "Cepat ditanggapi"
        with pytest.raises(ConflictError):
            await desk.rate(filed.tracking_id, 5)

    assert (await scene.row(filed)).rating == 4


@pytest.mark.requirement("R158")
async def test_the_rating_may_come_with_accepting_the_answer(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.CLOSED)

    assert (await scene.row(filed)).rating == 4


@pytest.mark.requirement("R88")
async def test_a_request_for_protection_reaches_the_officers_from_any_state(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.CLOSED)

    view = await scene.act(
        "reporter", filed, Action.REQUEST_PROTECTION, {"threat": "Diancam", "urgent": True}
    )

    assert isinstance(view, ThreadView)
    assert "110" in view.told
    async with scene.desk("sari") as desk:
        report = await desk.report(filed.report_id)
    assert report.lines[-1].kind == "protection"
    assert "Diancam" in report.lines[-1].text


@pytest.mark.parametrize(
    ("action", "values", "error"),
    [
        ("terbang", {}, NotFoundError),
        ("dispose", {}, ForbiddenError),
        ("begin_review", {}, ForbiddenError),
        ("accept_answer", {}, ConflictError),
        ("add_information", {}, InvalidError),
        ("add_information", {"text": "x" * 20_001}, InvalidError),
        ("add_information", {"bukan_isian": "x"}, InvalidError),
        ("add_information", {"files": ["kunci-palsu"]}, InvalidError),
    ],
)
async def test_what_a_reporter_may_not_do_is_refused_in_words(
    scene: Scene, action: str, values: dict[str, Any], error: type[Exception]
) -> None:
    filed = await scene.file()
    async with scene.reporter() as desk:
        with pytest.raises(error) as refused:
            await desk.act(filed.tracking_id, action, values)

    assert getattr(refused.value, "message", "").endswith(".")


@pytest.mark.requirement("R51")
@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("", "Segel putus"),
        ("Judul sendiri", "Judul sendiri"),
    ],
)
async def test_the_title_is_the_given_one_or_the_first_sentence(scene: Scene, title: str, shown: str) -> None:
    filed = await scene.file(body=ReportBody(title=title, substance="Segel putus. Lalu dibawa pergi."))

    assert (await thread(scene, filed)).title == shown


async def test_a_long_first_sentence_is_cut_at_a_word(scene: Scene) -> None:
    filed = await scene.file(body=ReportBody(substance="kotak " * 60))

    title = (await thread(scene, filed)).title
    assert len(title) <= 92
    assert title.endswith("kotak …")


async def test_a_second_round_dates_each_step_anew_and_none_ahead(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.ANSWERED)
    first = await thread(scene, filed)
    scene.pass_time(hours=5)
    await scene.act("reporter", filed, Action.RESPOND)
    again = {step.label: step for step in (await thread(scene, filed)).steps}
    answered = {step.label: step for step in first.steps}
    assert (again["Dijawab"].state, again["Dijawab"].at) == ("ahead", None)
    assert again["Hampir selesai"].at is None
    assert again["Diperiksa"].at == answered["Diperiksa"].at
    handled, before = again["Dikerjakan"].at, answered["Dikerjakan"].at
    assert handled is not None
    assert before is not None
    assert handled > before


async def test_lines_keep_who_spoke_when_the_report_moves_on(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.REQUEST_COMPLETION)
    await scene.act("reporter", filed, Action.COMPLETE)
    await scene.act("sari", filed, Action.DISPOSE)
    await scene.act("dewi", filed, Action.ACCEPT)
    lines = (await thread(scene, filed)).lines
    assert [line.author for line in lines if line.side == "officer"] == [
        "KPU Kab. Lombok Timur",
        "KPU Kab. Lombok Timur",
        "Subbag Hukum dan SDM",
    ]


async def test_the_disposition_promises_each_date_by_its_own_clock(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.DISPOSE)
    async with scene.desk("sari") as desk:
        clocks = {clock.kind: clock.due_text for clock in (await desk.report(filed.report_id)).deadlines}
    told = next(line.text for line in (await thread(scene, filed)).lines if "dikirim ke bagian" in line.text)
    assert clocks["initial_response"] != clocks["resolution"]
    assert f"Kabar pertama datang paling lambat {clocks['initial_response']}." in told
    assert f"Selesai paling lambat {clocks['resolution']}." in told

"""What officers do: one locked row, one decision, one transaction; the second is told what changed."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from core.chain.actions import Action
from core.chain.states import Kind, PartKind, Role, State
from core.errors import ConflictError, DomainError, ForbiddenError, InvalidError, NotFoundError
from core.handling.handling import Handling
from core.handling.schemas import ActOutcome
from core.queues.schemas import Holder, HolderKind, QueueFilter, QueueName
from core.reading.schemas import ReportView
from tests.support.house import APIP, DATA, LAW, LOGISTICS, SIBLING, TECHNICAL
from tests.support.scene import NOT_SUPERVISORY, WBS, Filed, Scene


async def opened(scene: Scene, filed: Filed, who: str = "sari", reason: str | None = None) -> ReportView:
    async with scene.desk(who) as desk:
        return await desk.report(filed.report_id, reason=reason)


async def outcome(
    scene: Scene, who: str, filed: Filed, action: Action, *given: Any, **options: Any
) -> ActOutcome:
    done = await scene.act(who, filed, action, *given, **options)
    assert isinstance(done, ActOutcome)
    return done


def changes(refused: DomainError) -> list[dict[str, str]]:
    """What a stale form was told."""
    told: Any = refused.params["changed"]
    return list(told)


@pytest.mark.requirement("R36", "R97")
async def test_the_second_officer_is_told_what_the_first_one_did(scene: Scene) -> None:
    filed = await scene.file()
    version = (await opened(scene, filed)).row.version
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, expected_version=version)

    with pytest.raises(ConflictError) as refused:
        await scene.act("sita", filed, Action.DISPOSE, expected_version=version)

    assert refused.value.code == "stale"
    (changed,) = changes(refused.value)
    assert (changed["who"], changed["what"]) == ("Sari Rahmania", "Minta kelengkapan")
    assert changed["state"] == "Menunggu kelengkapan"
    assert "tidak hilang" in refused.value.message


async def test_what_the_reporter_did_meanwhile_is_told_too(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.AWAITING_COMPLETION)
    version = (await opened(scene, filed)).row.version
    await scene.act("reporter", filed, Action.WITHDRAW)

    with pytest.raises(ConflictError) as refused:
        await scene.act("sari", filed, Action.MESSAGE, expected_version=version)

    (changed,) = changes(refused.value)
    assert changed["who"] == "Pelapor"


async def test_words_that_only_add_go_through_whatever_changed_meanwhile(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    version = (await opened(scene, filed)).row.version
    await scene.act("dewi", filed, Action.NOTE, expected_version=version)

    await scene.act("bayu", filed, Action.MESSAGE, expected_version=version)
    with pytest.raises(ConflictError):
        await scene.act("dewi", filed, Action.MESSAGE, expected_version=version)
    await scene.act("bayu", filed, Action.NOTE, expected_version=version)


async def test_the_same_key_acts_once_and_answers_the_same(scene: Scene) -> None:
    filed = await scene.file()
    first = await outcome(scene, "sari", filed, Action.DISPOSE, key="form-1")
    again = await outcome(scene, "sari", filed, Action.DISPOSE, key="form-1")

    assert (first.repeated, again.repeated) == (False, True)
    assert first.told_reporter
    assert again.model_copy(update={"repeated": False}) == first
    assert await scene.scalar("SELECT count(*) FROM history WHERE report_id = :id", id=filed.report_id) == 2


@pytest.mark.slow
async def test_of_two_officers_at_once_one_acts_and_the_other_is_told(busy_scene: Scene) -> None:
    filed = await busy_scene.file()
    version = (await busy_scene.row(filed)).version
    await busy_scene.actor("sari")
    await busy_scene.actor("sita")

    async def dispose(who: str) -> str:
        try:
            await busy_scene.act(who, filed, Action.DISPOSE, expected_version=version)
        except ConflictError as refused:
            return refused.code
        return "done"

    assert sorted(await asyncio.gather(dispose("sari"), dispose("sita"))) == ["done", "stale"]
    assert await busy_scene.scalar("SELECT count(*) FROM history") == 2


@pytest.mark.slow
async def test_one_form_sent_twice_at_once_acts_once(busy_scene: Scene) -> None:
    filed = await busy_scene.file()
    await busy_scene.actor("sari")

    done = await asyncio.gather(
        *(outcome(busy_scene, "sari", filed, Action.MESSAGE, key="form-2") for _ in range(3))
    )

    assert sorted(one.repeated for one in done) == [False, True, True]
    assert await busy_scene.scalar("SELECT count(*) FROM deliveries") == 1


@pytest.mark.requirement("R36", "R59", "R70")
async def test_units_lead_support_and_are_consulted(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.DISPOSE)
    await scene.act("dewi", filed, Action.ACCEPT)
    asked = {"units": [scene.house.unit(DATA), scene.house.unit(TECHNICAL)]}
    await scene.act("dewi", filed, Action.CONSULT, asked)

    parts = await scene.rows(
        "SELECT part, short_name FROM report_units JOIN units ON units.id = unit_id ORDER BY 1, 2"
    )
    assert [tuple(row) for row in parts] == [
        ("consulted", DATA),
        ("lead", LAW),
        ("support", TECHNICAL),
        ("support", APIP),
    ]
    view = await opened(scene, filed)
    assert view.history[-1].values["Unit yang dimintai masukan"] == f"{DATA} dan {TECHNICAL}"


@pytest.mark.requirement("R59", "R61")
async def test_a_supervisory_disposition_without_apip_is_refused(scene: Scene) -> None:
    filed = await scene.file()
    with pytest.raises(InvalidError) as refused:
        await scene.act("sari", filed, Action.DISPOSE, {"with_apip": False})
    assert refused.value.code == "chain.apip_missing"
    assert refused.value.clause == "002 BAB IV B.7.a"

    apip = [scene.house.unit(APIP)]
    await scene.act("sari", filed, Action.DISPOSE, {"with_apip": False, "supporting_units": apip})
    assert await scene.scalar("SELECT count(*) FROM report_units WHERE part = 'support'") == 1


@pytest.mark.requirement("R53", "R54", "R55")
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"checklist": ["subject_clear"]}, "chain.checklist_incomplete"),
        ({"within_authority": False}, "chain.invalid_fields"),
        ({"classification": "apa saja"}, "chain.invalid_fields"),
        ({"lead_unit": ""}, "chain.invalid_fields"),
    ],
)
async def test_a_disposition_that_does_not_hold_is_refused(
    scene: Scene, changed: dict[str, Any], code: str
) -> None:
    filed = await scene.file()
    with pytest.raises(DomainError) as refused:
        await scene.act("sari", filed, Action.DISPOSE, changed)

    assert refused.value.code == code
    assert (await scene.row(filed)).state is State.RECEIVED


@pytest.mark.requirement("R68", "R69", "R99")
async def test_the_sheet_is_printed_before_the_head_gets_it(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    actor = await scene.actor("dewi")
    async with scene.transaction() as session:
        handling = Handling(scene.backoffice, session, actor)
        with pytest.raises(ConflictError) as refused:
            await handling.act(filed.report_id, "forward_to_head", {})
        assert refused.value.code == "chain.sheet_not_printed"
        await handling.sheet_printed(filed.report_id)
    first = (await scene.row(filed)).sheet_printed_at
    scene.pass_time(hours=1)
    async with scene.transaction() as session:
        await Handling(scene.backoffice, session, actor).sheet_printed(filed.report_id)
    assert (await scene.row(filed)).sheet_printed_at == first

    await scene.act("dewi", filed, Action.FORWARD_TO_HEAD)

    printed = "SELECT count(*) FROM audit_entries WHERE verb = 'document.printed'"
    assert await scene.scalar(printed) == 3


@pytest.mark.requirement("R79", "R80", "R81", "R83")
async def test_the_answer_stands_on_the_three_documents(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_FOLLOWUP)
    for missing in ("answer_direction", "official_letter", "proof"):
        with pytest.raises(InvalidError) as refused:
            await scene.act("hendra", filed, Action.SUBMIT_FOLLOWUP, {missing: ""})
        assert missing in refused.value.fields
    with pytest.raises(ConflictError):
        await scene.act("dewi", filed, Action.ANSWER)

    await scene.act("hendra", filed, Action.SUBMIT_FOLLOWUP)
    picture = await scene.stowed(name="bukti segel.png")
    done = await outcome(scene, "dewi", filed, Action.ANSWER, files=(picture,))

    assert (done.target, done.told_reporter) == (State.ANSWERED, True)
    view = await opened(scene, filed)
    assert [file.name for file in view.lines[-1].files] == ["bukti segel.png"]
    async with scene.reporter() as desk:
        assert [file.name for file in (await desk.thread(filed.tracking_id)).evidence] == ["bukti segel.png"]


@pytest.mark.requirement("R42", "R60")
@pytest.mark.parametrize("kind", [Kind.ASPIRATION, Kind.INFORMATION_REQUEST])
async def test_a_question_or_an_aspiration_is_answered_directly(scene: Scene, kind: Kind) -> None:
    filed = await scene.file(kind=kind)
    await scene.act("sari", filed, Action.DISPOSE, NOT_SUPERVISORY)
    await scene.act("dewi", filed, Action.ACCEPT)

    done = await outcome(scene, "dewi", filed, Action.ANSWER_DIRECTLY)

    assert done.target is State.ANSWERED


async def test_a_complaint_is_not_answered_directly(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)

    with pytest.raises(ConflictError) as refused:
        await scene.act("dewi", filed, Action.ANSWER_DIRECTLY)
    assert refused.value.code == "chain.needs_followup"


@pytest.mark.requirement("R94", "R135")
async def test_nobody_confirms_their_own_proposal(scene: Scene) -> None:
    filed = await scene.file()
    await scene.act("sari", filed, Action.PROPOSE_NOT_PROCESSABLE)

    with pytest.raises(ConflictError) as refused:
        await scene.act("sari", filed, Action.CONFIRM_NOT_PROCESSABLE)
    assert refused.value.code == "chain.same_person"
    assert (await opened(scene, filed, "sita")).proposal_by == "Sari Rahmania"
    await scene.act("lestari", filed, Action.DECLINE_NOT_PROCESSABLE)
    assert (await scene.row(filed)).proposal_by is None


@pytest.mark.requirement("R117", "R134", "R136", "R137")
async def test_suspected_corruption_goes_to_an_investigation_and_an_unproven_name_is_restored(
    scene: Scene,
) -> None:
    filed = await scene.file(WBS)
    for who, action in (
        ("agus", Action.BEGIN_REVIEW),
        ("agus", Action.CONCLUDE_REVIEW),
        ("agus", Action.SUBMIT_TO_LEADER),
        ("lestari", Action.ORDER_INVESTIGATION),
        ("lestari", Action.CONCLUDE),
        ("lestari", Action.REHABILITATE),
    ):
        await scene.act(who, filed, action)

    row = await scene.row(filed)
    assert (row.state, row.rehabilitated, row.closed_at) == (State.CONCLUDED, True, scene.at)
    with pytest.raises(ConflictError):
        await scene.act("lestari", filed, Action.REHABILITATE)


@pytest.mark.requirement("R71", "R44", "R20")
async def test_notes_and_progress_stay_inside_and_obstacles_are_told(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(), State.IN_PROCESS)
    inside = (Action.NOTE, Action.REPORT_PROGRESS, Action.CONSULT)
    for action in inside:
        assert not (await outcome(scene, "dewi", filed, action)).told_reporter
    assert (await outcome(scene, "dewi", filed, Action.INFORM_OBSTACLE)).told_reporter

    async with scene.reporter() as desk:
        told = [line.kind for line in (await desk.thread(filed.tracking_id)).lines]
    kinds = [line.kind for line in (await opened(scene, filed)).lines]
    assert kinds[-4:] == ["note", "progress", "consultation", "obstacle"]
    assert told[-1] == "obstacle"
    assert not {"note", "progress", "consultation"} & set(told)


@pytest.mark.parametrize(
    ("action", "error"), [("terbang", NotFoundError), ("submit", ForbiddenError), ("lapse", ForbiddenError)]
)
async def test_an_action_nobody_knows_or_that_is_not_theirs_is_refused(
    scene: Scene, action: str, error: type[DomainError]
) -> None:
    filed = await scene.file()
    actor = await scene.actor("sari")
    async with scene.transaction() as session:
        with pytest.raises(error):
            await Handling(scene.backoffice, session, actor).act(filed.report_id, action, {})


@pytest.mark.requirement("R87", "R99")
async def test_whistleblowing_content_opens_with_a_recorded_reason_only(scene: Scene) -> None:
    filed = await scene.file(WBS, evidence=(await scene.stowed(),))
    evidence_id = await scene.scalar("SELECT id FROM evidence")
    for reason in (None, "   "):
        async with scene.desk("agus") as desk:
            with pytest.raises(ForbiddenError) as refused:
                await desk.report(filed.report_id, reason=reason)
            assert refused.value.code == "reason_required"
            with pytest.raises(ForbiddenError):
                await desk.history(filed.report_id, reason=reason)
            with pytest.raises(ForbiddenError):
                await desk.file(filed.report_id, evidence_id, reason=reason)
            with pytest.raises(ForbiddenError, match="reason_required"):
                await desk.in_hand(filed.report_id, evidence_id, reason=reason)
            with pytest.raises(ForbiddenError):
                await desk.original(filed.report_id, evidence_id, why="Diminta penyidik", reason=reason)

    assert (await opened(scene, filed, "agus", "Penelaahan awal")).body.substance
    async with scene.desk("agus") as desk:
        view, file = await desk.file(filed.report_id, evidence_id, reason="Penelaahan awal")
        assert (view.name, file.mime, file.to_be_cleaned) == ("bukti-1.png", view.mime, True)
        assert len(await file.original.whole()) == view.size
        (row,) = (await desk.queue(QueueFilter(queue=QueueName.WHISTLEBLOWING))).rows
        assert row.title is None
    sealed = await scene.scalar("SELECT detail ->> 'reason' FROM audit_entries WHERE verb = 'report.read'")
    assert sealed
    assert "Penelaahan" not in sealed


async def test_a_file_of_another_report_is_not_found(scene: Scene) -> None:
    filed, other = await scene.file(evidence=(await scene.stowed(),)), await scene.file()
    evidence_id = await scene.scalar("SELECT id FROM evidence WHERE report_id = :id", id=filed.report_id)

    async with scene.desk("sari") as desk:
        for report_id, wanted in ((other.report_id, evidence_id), (filed.report_id, uuid4())):
            with pytest.raises(NotFoundError):
                await desk.file(report_id, wanted)


@pytest.mark.requirement("R92")
async def test_the_report_shows_everything_an_officer_needs(scene: Scene) -> None:
    filed = await scene.drive(await scene.file(evidence=(await scene.stowed(),)), State.ANSWERED)

    view = await opened(scene, filed)

    assert view.row.held_by == Holder(kind=HolderKind.REPORTER, role=Role.REPORTER)
    assert view.row.evidence_count == 3
    assert view.linked
    assert view.has_identity
    assert view.unreachable_since is None
    assert view.addressed_office_name == "KPU Kab. Lombok Timur"
    assert (view.body, view.body_version) == (view.original, 1)
    assert [entry.target for entry in view.history][-1] is State.ANSWERED
    assert [entry.seq for entry in view.history] == list(range(1, len(view.history) + 1))
    assert {entry.clause for entry in view.history}
    assert {one.about for one in view.deliveries} >= {"dispose", "accept", "answer"}
    assert next(unit.kind for unit in view.units) in {PartKind.INTERNAL, PartKind.LEAD}
    assert {action.action for action in view.actions} >= {"message", "note"}
    refused = {one.action: one.why for one in view.refused}
    assert "tahap" in refused["dispose"]


@pytest.mark.requirement("R58")
async def test_an_action_offers_the_units_of_the_office_as_choices(scene: Scene) -> None:
    filed = await scene.file()
    async with scene.desk("sari") as desk:
        offered, _ = await desk.actions(filed.report_id)

    (dispose,) = [action for action in offered if action.action == "dispose"]
    choices = next(field.choices for field in dispose.fields if field.name == "lead_unit")
    assert [value for value, _ in choices] == [
        scene.house.unit(name) for name in (APIP, LAW, DATA, LOGISTICS, TECHNICAL)
    ]
    assert dispose.clause


@pytest.mark.requirement("R34", "R36")
async def test_an_office_above_may_dispose_to_units_of_both_offices(scene: Scene) -> None:
    filed = await scene.file(office=SIBLING)
    await scene.rows("UPDATE reports SET office_id = :o RETURNING 1", o=scene.house.offices["52"])
    async with scene.desk("yusuf") as desk:
        offered, _ = await desk.actions(filed.report_id)

    (dispose,) = [action for action in offered if action.action == "dispose"]
    choices = next(field.choices for field in dispose.fields if field.name == "lead_unit")
    assert any(label.endswith("KPU Provinsi Nusa Tenggara Barat") for _, label in choices)

"""The table of steps: who is asked what, how it is counted, and the way through."""

from datetime import UTC, datetime

import pytest

from bot.conversation.steps import (
    ASKING,
    BY_NAME,
    REVIEW,
    STEPS,
    Expect,
    next_step,
    path_of,
    position,
    step_before,
)
from bot.memory.state import Draft
from core.chain.report_fields import IN_CHAT, ReportPart
from core.chain.states import Element, IdentityMode, Kind, Track

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def draft(**answers: object) -> Draft:
    values: dict[str, object] = {
        "id": "a", "tracking_id": "t", "track": Track.PUBLIC_SERVICE, "started_at": NOW, "step": "kind"
    }  # fmt: skip
    return Draft.model_validate({**values, **answers})


def names(report: Draft) -> list[str]:
    return [step.name for step in path_of(report)]


@pytest.mark.requirement("R51", "R122")
def test_a_complaint_is_asked_every_element_the_decree_names() -> None:
    assert names(draft(identity_mode=IdentityMode.ANONYMOUS)) == [
        "kind", "office", "mode", "what", "who", "when", "where", "how", "evidence"
    ]  # fmt: skip
    assert {element.value for element in Element} - {"identity"} <= set(BY_NAME)


@pytest.mark.requirement("R123", "R131")
def test_identity_is_asked_unless_the_report_is_anonymous() -> None:
    asked = {"name", "address", "occupation", "phone", "keep"}
    assert asked <= set(names(draft(identity_mode=IdentityMode.OPEN)))
    assert asked <= set(names(draft(identity_mode=IdentityMode.CONFIDENTIAL)))
    assert not asked & set(names(draft(identity_mode=IdentityMode.ANONYMOUS)))


@pytest.mark.requirement("R141", "R143")
def test_whistleblowing_asks_the_violation_and_never_the_kind() -> None:
    asked = names(draft(track=Track.WHISTLEBLOWING))
    assert "violation" in asked
    assert "kind" not in asked
    assert len(BY_NAME["violation"].options) == 9


def test_an_aspiration_and_a_question_are_not_asked_whom_they_accuse() -> None:
    for kind in (Kind.ASPIRATION, Kind.INFORMATION_REQUEST):
        assert not {"who", "when", "where", "how"} & set(names(draft(kind=kind)))


def test_an_office_that_came_with_the_link_is_not_asked() -> None:
    linked = draft(office_fixed=True, passed=["kind", "office"], identity_mode=IdentityMode.ANONYMOUS)
    assert next_step(linked) == "mode"
    assert position(linked, BY_NAME["mode"]) == (2, 8)
    assert position(linked, BY_NAME["evidence"]) == (8, 8)


def test_the_four_questions_about_identity_count_as_one_step() -> None:
    report = draft(identity_mode=IdentityMode.OPEN)
    places = {position(report, BY_NAME[name]) for name in ("name", "address", "occupation", "phone")}
    assert places == {(10, 11)}


def test_every_path_leads_step_by_step_to_the_review_and_back_to_its_start() -> None:
    for track in Track:
        for mode in IdentityMode:
            report = draft(track=track, identity_mode=mode)
            report.step = next_step(report)
            walked = []
            while report.step != REVIEW:
                walked.append(report.step)
                report.passed.append(report.step)
                report.step = next_step(report)
            assert walked == names(report)
            while (before := step_before(report)) is not None:
                assert before == walked.pop()
                report.step = before
            assert walked == [names(report)[0]] or not walked


def test_the_chat_asks_what_a_report_has_and_two_things_of_its_own() -> None:
    asked = [step.field for step in STEPS if step.name not in {"remarks", "keep"}]

    assert set(ASKING) == set(IN_CHAT)
    assert asked == [field.key for field in IN_CHAT]
    for field in IN_CHAT:
        step = next(each for each in STEPS if each.field == field.key)
        of_reporter = field.part is ReportPart.REPORTER  # whoever reports may leave out who they are (G1)
        assert step.optional is (of_reporter or not field.asked.required), step.name
        assert step.label == field.title, step.name


def test_every_step_fills_a_field_of_the_draft_and_says_what_it_expects() -> None:
    for step in STEPS:
        assert step.field in Draft.model_fields, step.name
        assert step.expected
        assert step.question
        assert bool(step.options) is (step.expects is Expect.CHOICE)

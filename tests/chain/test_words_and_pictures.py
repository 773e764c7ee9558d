"""Labels, the visible track, notices in words, default limits and the diagram."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

import core.chain
from core.chain import (
    ABOUT,
    FINAL_STATES,
    OPEN_STATES,
    STATES_OF,
    TRANSITIONS,
    Action,
    Channel,
    Classification,
    DeadlineKind,
    Element,
    IdentityMode,
    Kind,
    Mark,
    Role,
    State,
    Track,
    Transition,
    ViolationType,
    clean,
    notice_for,
    steps,
    transition_for,
    words_of,
)
from core.chain.fields import FieldErrors, Values
from core.chain.telling.diagram import drawn, mermaid
from core.chain.telling.wording import clause_in_short, clause_in_words, list_in_words
from core.chain.time.rules import DEFAULT_RULES, rule_key
from tests.support.answers import answers_to

PUBLIC, WBS = Track.PUBLIC_SERVICE, Track.WHISTLEBLOWING


def values_of(action: Action, track: Track, state: State | None) -> Values:
    row = transition_for(action, track=track, state=state)
    assert row is not None
    values = clean(row.fields, answers_to(action, track))
    assert not isinstance(values, FieldErrors)
    return values


@pytest.mark.parametrize(
    "words",
    [Channel, Classification, DeadlineKind, Element, IdentityMode, Kind, Role, State, Track, ViolationType],
)
def test_every_code_has_a_label_and_is_found_by_its_code(words: type[State | Kind]) -> None:
    for word in words:
        assert word.label
        assert words(word.value) is word


def test_a_state_says_something_to_the_reporter_too() -> None:
    assert all(state.reporter_label for state in State)
    assert {state for state in State if state.is_final} == FINAL_STATES


@pytest.mark.requirement("R141", "R143")
def test_nine_violation_types_may_be_reported() -> None:
    assert len(ViolationType) == 9


def marks(track: Track, state: State, *passed: State) -> str:
    """One letter a step: done, now, ahead, skipped (j for jumped), stopped (x)."""
    letter = {Mark.SKIPPED: "j", Mark.STOPPED: "x"}
    return "".join(letter.get(step.mark, step.mark[0]) for step in steps(track, state, passed=passed or None))


@pytest.mark.requirement("R19", "R91")
@pytest.mark.parametrize(
    ("track", "state", "expected"),
    [
        (PUBLIC, State.RECEIVED, "dnaaaaa"),
        (PUBLIC, State.AWAITING_COMPLETION, "dnaaaaa"),
        (PUBLIC, State.DISPOSED, "ddnaaaa"),
        (PUBLIC, State.WITH_UNIT_HEAD, "dddnaaa"),
        (PUBLIC, State.FOLLOWUP_SUBMITTED, "ddddnaa"),
        (PUBLIC, State.ANSWERED, "dddddna"),
        (PUBLIC, State.CLOSED, "ddddddd"),
        (PUBLIC, State.NOT_PROCESSABLE, "dxaaaaa"),
        (WBS, State.RECEIVED, "naaaaa"),
        (WBS, State.WITH_LEADER, "dddnaa"),
        (WBS, State.CONCLUDED, "dddddd"),
        (WBS, State.WITHDRAWN, "xaaaaa"),
    ],
)
def test_the_visible_track_shows_what_is_done_now_and_ahead(
    track: Track, state: State, expected: str
) -> None:
    assert marks(track, state) == expected


def test_with_its_history_the_track_shows_what_was_jumped_and_where_it_stopped() -> None:
    handled = (State.RECEIVED, State.DISPOSED, State.IN_PROCESS)

    assert marks(PUBLIC, State.ANSWERED, *handled, State.ANSWERED) == "ddddjna"
    assert marks(PUBLIC, State.WITHDRAWN, *handled) == "dddxaaa"
    assert marks(WBS, State.CONCLUDED, State.RECEIVED, State.REVIEW, State.WITH_LEADER) == "ddjdjd"
    assert marks(PUBLIC, State.WITHDRAWN, State.WITHDRAWN) == "xaaaaaa"


def test_every_state_of_a_track_can_be_drawn() -> None:
    for track in Track:
        for state in STATES_OF[track]:
            assert len(steps(track, state)) in {6, 7}


@pytest.mark.parametrize("state", OPEN_STATES, ids=lambda state: state.value)
def test_every_open_state_is_a_step_one_sees_oneself_in(state: State) -> None:
    for track in Track:
        if state in STATES_OF[track]:
            assert [step for step in steps(track, state) if step.mark is Mark.NOW]


def test_a_notice_speaks_in_words_not_in_codes() -> None:
    row = transition_for(Action.RETURN_NATIONAL, track=PUBLIC, state=State.RECEIVED)
    assert row is not None

    notice = notice_for(row, values_of(Action.RETURN_NATIONAL, PUBLIC, State.RECEIVED))

    assert notice is not None
    assert "Ini tugas Bawaslu (pengawas pemilu), bukan KPU" in notice.body
    assert "{" not in notice.body


@pytest.mark.requirement("R52")
def test_a_completion_request_lists_the_elements_and_the_date() -> None:
    row = transition_for(Action.REQUEST_COMPLETION, track=PUBLIC, state=State.RECEIVED)
    assert row is not None
    values = clean(row.fields, {"elements": ["who", "when"], "message": "Siapa, kapan?"})
    assert not isinstance(values, FieldErrors)

    notice = notice_for(row, values, context={"due": "Kamis 19 November 2026"})

    assert notice is not None
    assert "siapa yang terlibat dan kapan terjadi" in notice.body
    assert "Kamis 19 November 2026" in notice.body


def test_a_notice_is_never_sent_with_a_gap() -> None:
    row = transition_for(Action.SUBMIT, track=PUBLIC, state=None)
    assert row is not None

    with pytest.raises(KeyError, match="due"):
        notice_for(row, {})


def test_a_text_with_braces_is_told_as_it_was_written() -> None:
    row = transition_for(Action.MESSAGE, track=PUBLIC, state=State.RECEIVED)
    assert row is not None

    notice = notice_for(row, {"text": "isi {due} dan {0.__class__}"})

    assert notice is not None
    assert notice.body == "isi {due} dan {0.__class__}"


def test_a_row_that_tells_nothing_has_no_notice() -> None:
    row = transition_for(Action.NOTE, track=PUBLIC, state=State.RECEIVED)
    assert row is not None

    assert notice_for(row, {"text": "rahasia"}) is None


def test_answers_in_words_for_documents_and_timelines() -> None:
    disposed = transition_for(Action.DISPOSE, track=PUBLIC, state=State.RECEIVED)
    restored = transition_for(Action.REHABILITATE, track=WBS, state=State.CONCLUDED)
    assert disposed is not None
    assert restored is not None

    disposition = words_of(disposed, values_of(Action.DISPOSE, PUBLIC, State.RECEIVED))
    letter = words_of(restored, values_of(Action.REHABILITATE, WBS, State.CONCLUDED))

    assert disposition["classification"] == "Berkadar pengawasan"
    assert disposition["with_apip"] == "Ya"
    assert letter["letter_date"] == "4 Mei 2026"
    assert list_in_words(()) == ""
    assert list_in_words(("a", "b", "c")) == "a, b dan c"


@pytest.mark.requirement("R6", "R52", "R63", "G5", "G6", "G16")
@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("completion", 3),
        ("verification", 3),
        ("initial_response", 5),
        ("resolution.information_request", 5),
        ("resolution.non_supervisory", 14),
        ("resolution.supervisory", 60),
        ("resolution.whistleblowing", 60),
        ("closing", 10),
    ],
)
def test_every_limit_has_its_days_and_its_source(key: str, days: int) -> None:
    rule = DEFAULT_RULES[key]

    assert rule.working_days == days
    assert rule.source
    assert len(DEFAULT_RULES) == 8


@pytest.mark.requirement("R61", "R76")
@pytest.mark.parametrize(
    ("track", "kind", "classification", "key"),
    [
        (PUBLIC, Kind.COMPLAINT, Classification.SUPERVISORY, "resolution.supervisory"),
        (PUBLIC, Kind.COMPLAINT, Classification.NON_SUPERVISORY, "resolution.non_supervisory"),
        (PUBLIC, Kind.ASPIRATION, None, "resolution.non_supervisory"),
        (PUBLIC, Kind.INFORMATION_REQUEST, None, "resolution.information_request"),
        (PUBLIC, Kind.INFORMATION_REQUEST, Classification.NON_SUPERVISORY, "resolution.information_request"),
        (PUBLIC, Kind.INFORMATION_REQUEST, Classification.SUPERVISORY, "resolution.supervisory"),
        (WBS, Kind.COMPLAINT, None, "resolution.whistleblowing"),
    ],
)
def test_the_class_decides_the_resolution_limit(
    track: Track, kind: Kind, classification: Classification | None, key: str
) -> None:
    found = rule_key(DeadlineKind.RESOLUTION, track=track, kind=kind, classification=classification)

    assert found == key
    assert DEFAULT_RULES[found].kind is DeadlineKind.RESOLUTION


def test_the_other_limits_do_not_depend_on_the_report() -> None:
    for deadline in frozenset(DeadlineKind) - {DeadlineKind.RESOLUTION}:
        key = rule_key(deadline, track=PUBLIC, kind=Kind.COMPLAINT, classification=None)
        assert DEFAULT_RULES[key].kind is deadline


def test_an_unclassified_complaint_has_no_resolution_limit_yet() -> None:
    with pytest.raises(ValueError, match="classified"):
        rule_key(DeadlineKind.RESOLUTION, track=PUBLIC, kind=Kind.COMPLAINT, classification=None)


@pytest.mark.parametrize("track", list(Track))
def test_the_diagram_holds_every_row_and_every_state(track: Track) -> None:
    text = mermaid(track)

    for state in STATES_OF[track]:
        assert f"    {state.value} : " in text
    for row in TRANSITIONS:
        if track not in row.tracks:
            continue
        assert drawn(row.label) in text
        for source in row.sources & STATES_OF[track]:
            if row.target is not None:
                assert f"    {source.value} --> {row.target.value} : {drawn(row.label)}\n" in text
    assert text.startswith("stateDiagram-v2\n")
    assert not re.search(r" : .*[:;]", text)


def test_the_chain_is_pure() -> None:
    """Only the standard library and itself; nothing that reads, writes, waits or tells the time."""
    folder = Path(core.chain.__file__).parent
    forbidden = {"os", "io", "pathlib", "socket", "asyncio", "random", "subprocess", "logging"}
    for file in folder.glob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        imported = {
            (node.module or "") if isinstance(node, ast.ImportFrom) else name.name
            for node in ast.walk(tree)
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for name in node.names
        }
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
        for module in imported:
            own = module.startswith(("core.chain", "core.language"))
            assert own or module.split(".")[0] in sys.stdlib_module_names - forbidden, file.name


def test_a_clause_names_its_decree() -> None:
    assert clause_in_words("002 BAB IV B.6–8") == "Keputusan KPU 1089/2025 BAB IV B.6–8"
    assert clause_in_words("003 Lamp. II.4") == "Keputusan KPU Lombok Timur 14/2022 Lamp. II.4"
    assert clause_in_words("Keputusan KPU 7/2026 nomor 002") == "Keputusan KPU 7/2026 nomor 002"


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.action} {row.clause}")
def test_no_short_form_of_a_decree_is_shown(row: Transition) -> None:
    assert clause_in_words(row.clause).startswith("Keputusan KPU ")
    assert not re.search(r"\b00[23]\b", clause_in_words(row.clause))


@pytest.mark.parametrize("action", Action)
def test_every_action_reads_as_a_deed_after_a_name(action: Action) -> None:
    assert ABOUT[action].deed.startswith(("me", "ber"))


@pytest.mark.parametrize(
    ("clause", "short"),
    [
        ("002 BAB IV B.6–8", "Kpt 1089/2025 Bab IV B angka 6–8"),
        (
            "002 BAB III B.2.e; BAB IV B.7.b",
            "Kpt 1089/2025 Bab III B angka 2 huruf e; Bab IV B angka 7 huruf b",
        ),
        ("002 BAB VII", "Kpt 1089/2025 Bab VII"),
        ("003 Lamp. II.3.b.1", "Kpt Lombok Timur 14/2022 Lampiran II angka 3 huruf b angka 1"),
        ("003 Diktum KEDUA.3", "Kpt Lombok Timur 14/2022 Diktum KEDUA angka 3"),
        ("Keputusan KPU 1089/2025 BAB IV B.9: verifikasi", "Kpt 1089/2025 Bab IV B angka 9: verifikasi"),
        ("Keputusan KPU 7/2026", "Keputusan KPU 7/2026"),
    ],
)
def test_a_clause_is_cited_briefly_as_officers_cite_it(clause: str, short: str) -> None:
    assert clause_in_short(clause) == short


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.action.value)
def test_every_clause_of_the_table_has_a_short_form_without_the_code_names(row: Transition) -> None:
    assert not re.search(r"\b00[23]\b|BAB|Lamp\.", clause_in_short(row.clause))

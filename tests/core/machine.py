"""Reports acted on at random, over the real database: the machine that `test_machine` lets run.

What must never happen, whoever does what when, is an invariant with the decree's words above it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from anyio.from_thread import BlockingPortal
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from core.access.policy import Allowed, may_see
from core.access.repository import subject_of
from core.audit.verify import verify_all
from core.chain.actions import Action
from core.chain.decide import available
from core.chain.situation import Performer
from core.chain.states import FINAL_STATES, IdentityMode, Kind, Role, State
from core.clock import held_at
from core.errors import DomainError, ForbiddenError
from core.handling.snapshot import snapshot_of
from core.handling.standing_in import review_hands
from core.reports.models import PushMode, Report
from tests.support.house import PEOPLE as OFFICERS
from tests.support.house import House
from tests.support.scene import NOT_SUPERVISORY, PUBLIC, WBS, Filed, HeldDatabase, Scene

T = TypeVar("T")
PEOPLE = (
    *("sari", "sita", "bayu", "dewi", "hendra", "rini", "galih"),
    *("agus", "wulan", "lestari", "tono", "yusuf", "karta", "ratna"),
)
FINAL = "'" + "', '".join(sorted(state.value for state in FINAL_STATES)) + "'"

# The ways a report usually takes, so that chance gets far: state → who does what.
USUAL: dict[State, tuple[tuple[str, Action], ...]] = {
    State.RECEIVED: (
        ("sari", Action.DISPOSE), ("sari", Action.REQUEST_COMPLETION), ("agus", Action.BEGIN_REVIEW),
        ("sari", Action.RETURN_NATIONAL), ("sari", Action.PROPOSE_NOT_PROCESSABLE),
        ("lestari", Action.CONFIRM_NOT_PROCESSABLE), ("agus", Action.PROPOSE_NOT_PROCESSABLE),
    ),
    State.AWAITING_COMPLETION: (("reporter", Action.COMPLETE), ("reporter", Action.WITHDRAW)),
    State.DISPOSED: (("dewi", Action.ACCEPT), ("bayu", Action.RETURN_FOR_REDISPOSITION)),
    State.IN_PROCESS: (
        ("dewi", Action.FORWARD_TO_HEAD), ("dewi", Action.ANSWER_DIRECTLY), ("dewi", Action.CONSULT),
    ),
    State.WITH_UNIT_HEAD: (("hendra", Action.DISPOSE_INTERNALLY),),
    State.IN_FOLLOWUP: (("hendra", Action.SUBMIT_FOLLOWUP), ("rini", Action.REPORT_PROGRESS)),
    State.FOLLOWUP_SUBMITTED: (("dewi", Action.ANSWER), ("bayu", Action.INFORM_OBSTACLE)),
    State.ANSWERED: (("reporter", Action.RESPOND), ("reporter", Action.ACCEPT_ANSWER)),
    State.CLOSED: (("reporter", Action.RESPOND),),
    State.RETURNED_NATIONAL: (("reporter", Action.OBJECT),),
    State.ARCHIVED_INCOMPLETE: (("reporter", Action.REOPEN),),
    State.WITHDRAWN: (("sari", Action.CONTINUE_EX_OFFICIO), ("agus", Action.CONTINUE_EX_OFFICIO)),
    State.NOT_PROCESSABLE: (("reporter", Action.OBJECT),),
    State.REVIEW: (
        ("agus", Action.CONCLUDE_REVIEW), ("agus", Action.DEEPEN), ("wulan", Action.SUBMIT_TO_LEADER),
    ),
    State.DEEPENING: (("agus", Action.SUBMIT_TO_LEADER),),
    State.WITH_LEADER: (("lestari", Action.ORDER_INVESTIGATION), ("lestari", Action.CONCLUDE)),
    State.INVESTIGATION: (("lestari", Action.CONCLUDE),),
    State.CONCLUDED: (("lestari", Action.REHABILITATE),),
}  # fmt: skip


class ReportMachine(RuleBasedStateMachine):
    """Two to five reports, a dozen people, and the clock."""

    portal: ClassVar[BlockingPortal]
    house: ClassVar[House]
    engine: ClassVar[AsyncEngine]
    folder: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.filed: list[Filed] = []
        self.let_go: list[str] = []
        self.looked_at: dict[Filed, tuple[object, ...]] = {}
        self.connection = self.portal.call(self._connect)
        self.scene = Scene.on(self.house, HeldDatabase(self.connection), self.folder, str(self.engine.url))

    async def _connect(self) -> Any:
        connection = await self.engine.connect()
        await connection.begin()
        return connection

    def teardown(self) -> None:
        self.portal.call(self._part)

    async def _part(self) -> None:
        await self.connection.rollback()
        await self.connection.close()

    def run(self, step: Callable[..., Awaitable[T]], *given: Any, **named: Any) -> T | None:
        """Do something; a refusal of the domain is an outcome like any other."""

        async def safely() -> T | None:
            try:
                return await step(*given, **named)
            except DomainError:
                return None

        return self.portal.call(safely)

    def count(self, question: str) -> int:
        """Ask how many rows break a rule."""

        async def ask() -> int:
            return int((await self.connection.execute(text(f"SELECT count(*) FROM {question}"))).scalar_one())  # noqa: S608

        return self.portal.call(ask)

    def none(self, question: str) -> None:
        """Assert that no row breaks a rule."""
        assert self.count(question) == 0, question

    @initialize(tracks=st.permutations([PUBLIC, WBS]), mode=st.sampled_from(IdentityMode))
    def begin(self, tracks: list[Any], mode: IdentityMode) -> None:
        for track in tracks:
            filed = self.run(self.scene.file, track, identity_mode=mode)
            assert filed is not None
            self.filed.append(filed)

    @precondition(lambda self: len(self.filed) < 5)
    @rule(
        track=st.sampled_from([PUBLIC, WBS]),
        mode=st.sampled_from(IdentityMode),
        kind=st.sampled_from(Kind),
        by_desk=st.booleans(),
        chat=st.booleans(),
    )
    def file(self, track: Any, mode: IdentityMode, kind: Kind, *, by_desk: bool, chat: bool) -> None:
        if by_desk:
            filed = self.run(self.scene.register, track, identity_mode=mode, kind=kind)
        else:
            filed = self.run(self.scene.file, track, identity_mode=mode, kind=kind, chat=chat)
        if by_desk and "tono" in self.let_go:  # who has no appointment registers nothing
            assert filed is None
            return
        assert filed is not None
        self.filed.append(filed)

    @rule(which=st.integers(0, 4), turn=st.integers(0, 6), supervisory=st.booleans())
    def take_a_usual_step(self, which: int, turn: int, *, supervisory: bool) -> None:
        filed = self.filed[which % len(self.filed)]
        row = self.run(self.scene.row, filed)
        assert row is not None
        steps = [
            step
            for step in USUAL[row.state]
            if step[0] in {"reporter", "agus", "wulan", "lestari"} or filed.track is PUBLIC
        ]
        who, action = steps[turn % len(steps)]
        changed = NOT_SUPERVISORY if action is Action.DISPOSE and not supervisory else {}
        self.run(self.scene.act, who, filed, action, changed)

    @rule(which=st.integers(0, 4), who=st.sampled_from(("reporter", *PEOPLE)), action=st.sampled_from(Action))
    def try_anything(self, which: int, who: str, action: Action) -> None:
        self.run(self.scene.act, who, self.filed[which % len(self.filed)], action)

    @rule(
        which=st.integers(0, 4),
        who=st.sampled_from(PEOPLE),
        reason=st.sampled_from(["", "Pemeriksaan rutin bulanan"]),
    )
    def look(self, which: int, who: str, reason: str) -> None:
        filed = self.filed[which % len(self.filed)]

        async def read() -> None:
            async with self.scene.desk(who) as desk:
                await desk.report(filed.report_id, reason=reason)
            async with self.scene.desk(who) as desk:
                await desk.identity(filed.report_id, reason)

        self.run(read)

    @rule(which=st.integers(0, 4), mode=st.sampled_from([*PushMode, None]))
    def choose_pushes(self, which: int, mode: PushMode | None) -> None:
        filed = self.filed[which % len(self.filed)]

        async def choose() -> None:
            async with self.scene.reporter() as desk:
                if mode is None:
                    await desk.unlink(filed.tracking_id)
                else:
                    await desk.set_push(filed.tracking_id, mode)

        self.run(choose)

    @rule(which=st.integers(0, 4), named=st.sampled_from(PEOPLE), wanted=st.sampled_from(["add", "complete"]))
    def name_somebody(self, which: int, named: str, wanted: str) -> None:
        filed = self.filed[which % len(self.filed)]
        name = next(person.full_name for person in OFFICERS if person.key == named)
        if wanted == "complete":
            self.run(self.scene.act, "reporter", filed, Action.COMPLETE, {"who": name})
        else:
            self.run(self.scene.act, "reporter", filed, Action.ADD_INFORMATION, {"text": f"Juga {name}."})

    @rule(who=st.sampled_from(PEOPLE))
    def let_somebody_go(self, who: str) -> None:
        """An appointment ends; the next hourly look finds what it leaves behind."""

        async def end() -> None:
            async with self.scene.transaction() as session:
                statement = text(
                    "UPDATE appointments SET valid_to = :day WHERE officer_id = :officer AND valid_to IS NULL"
                )
                day = (self.scene.at - timedelta(days=1)).date()
                found = {"day": day, "officer": self.house.officers[who]}
                await (await session.connection()).execute(statement, found)
            self.scene._actors.clear()
            with held_at(self.scene.at):
                await review_hands(self.scene.worker)

        self.let_go.append(who)
        self.run(end)

    @rule(hours=st.sampled_from([1, 7, 24, 72, 400]))
    def pass_time(self, hours: int) -> None:
        self.scene.pass_time(hours=hours)
        self.run(self.scene.tick)

    @invariant()
    def no_report_disappears(self) -> None:
        """002 BAB V B.5: "Pengelola … dilarang: a. menghentikan proses Pengaduan"."""
        known = {str(filed.report_id) for filed in self.filed}
        assert self.count("reports") == len(known)
        self.none("reports WHERE NOT EXISTS (SELECT FROM history WHERE report_id = reports.id)")

    @invariant()
    def somebody_can_act_or_the_administrators_know(self) -> None:
        """002 BAB V B.5.a: no process may stop, so it may not lie where nobody is allowed to take it up."""
        for filed in self.filed:
            row = self.run(self.scene.row, filed)
            assert row is not None
            if row.holder_role in {None, Role.REPORTER}:
                assert (row.stand_in_for, row.unattended_since) == (None, None)
                continue
            standing = (row.version, row.office_id, row.stand_in_for, row.unattended_since, len(self.let_go))
            if self.looked_at.get(filed) == standing:
                continue
            self.looked_at[filed] = standing
            who = self.portal.call(self._who_can_move, filed)
            assert bool(who) is (row.unattended_since is None), (row.state, row.stand_in_for, who)

    async def _who_can_move(self, filed: Filed) -> set[str]:
        """Ask the chain itself, for every officer: a row that leads on, or one that decides a proposal."""
        able = set[str]()
        async with self.scene.transaction() as session:
            report = await session.get_one(Report, filed.report_id)
            snapshot = await snapshot_of(session, report)
            ready = replace(snapshot, disposition_sheet_printed=True, review_done=True)
            subject = await subject_of(session, report)
            for person in OFFICERS:
                try:
                    actor = await self.scene.actor(person.key)
                except ForbiddenError:  # appointed to nothing today
                    continue
                verdict = may_see(actor, subject)
                if isinstance(verdict, Allowed):
                    rows = available(ready, Performer(verdict.roles, actor.officer_id))
                    able |= {person.key for row in rows if row.target not in {None, report.state}}
        return able

    @invariant()
    def the_state_is_what_the_history_says(self) -> None:
        """002 BAB IV C.2.b.5: perkembangan didokumentasikan; every state stems from a decided action."""
        self.none(
            "reports r WHERE state <> (SELECT target FROM history"
            " WHERE report_id = r.id ORDER BY seq DESC LIMIT 1)"
        )
        self.none(
            "(SELECT source, lag(target) OVER w AS before, seq, row_number() OVER w AS place FROM history"
            " WINDOW w AS (PARTITION BY report_id ORDER BY seq)) h"
            " WHERE seq <> place OR source IS DISTINCT FROM before"
        )

    @invariant()
    def every_end_was_told_and_leaves_a_way_on(self) -> None:
        """002 BAB V B.5.a, and BAB IV.B.5: "alasan pengembalian secara jelas dan terukur"."""
        for filed in self.filed:
            row = self.run(self.scene.row, filed)
            assert row is not None
            if not row.state.is_final:
                assert row.closed_at is None
                assert row.holder_role is not None
                continue
            assert row.closed_at is not None
            thread = self.run(self._thread, filed)
            assert thread is not None
            assert thread.next_text
            assert any(line.text for line in thread.lines)
            ways = {action.action for action in thread.actions}
            assert ways & {"respond", "object", "reopen", "add_information", "request_protection"}

    async def _thread(self, filed: Filed) -> Any:
        async with self.scene.reporter() as desk:
            return await desk.thread(filed.tracking_id)

    @invariant()
    def supervisory_reports_are_handled_with_apip(self) -> None:
        """002 BAB IV B.7.a: "memerlukan perhatian khusus dan penanganan lebih lanjut oleh APIP"."""
        self.none(
            "reports r WHERE classification = 'supervisory' AND lead_unit_id IS NOT NULL AND NOT EXISTS"
            " (SELECT FROM report_units p JOIN units u ON u.id = p.unit_id WHERE p.report_id = r.id"
            " AND p.until IS NULL AND u.kind = 'inspectorate')"
        )

    @invariant()
    def nothing_is_answered_without_the_followup_documents(self) -> None:
        """002 BAB IV D.7 and D.9: "arahan jawaban", naskah dinas and proof before the status changes."""
        self.none(
            "history a WHERE action = 'answer' AND NOT EXISTS (SELECT FROM history f WHERE"
            " f.report_id = a.report_id AND f.seq < a.seq AND f.action = 'submit_followup')"
        )
        self.none(
            "history a JOIN reports r ON r.id = a.report_id"
            " WHERE action = 'answer_directly' AND r.kind = 'complaint'"
        )

    @invariant()
    def agenda_numbers_have_no_gap_and_no_twin(self) -> None:
        """003 Lamp. II.3.b.1: dicatat dalam buku register dengan "Nomor dan tanggal agenda"."""
        self.none(
            "(SELECT agenda_seq, row_number() OVER (PARTITION BY agenda_office_id, agenda_year, agenda_series"
            " ORDER BY agenda_seq) AS place FROM reports) r WHERE agenda_seq <> place"
        )
        self.none("(SELECT FROM reports GROUP BY agenda_number HAVING count(*) > 1) twins")

    @invariant()
    def clocks_run_once_and_stop_at_the_end(self) -> None:
        """002 BAB IV A.6: "dengan batas waktu selama 3 (tiga) hari kerja"; B.9 "sejak laporan diterima"."""
        self.none(
            "(SELECT FROM deadlines WHERE stopped_at IS NULL"
            " GROUP BY report_id, kind HAVING count(*) > 1) twins"
        )
        running = "deadlines d JOIN reports r ON r.id = d.report_id WHERE stopped_at IS NULL"
        self.none(f"{running} AND r.state IN ({FINAL})")
        self.none(f"{running} AND d.paused AND r.state <> 'awaiting_completion'")
        self.none(f"{running} AND d.kind = 'completion' AND r.state <> 'awaiting_completion'")
        self.none(
            "reports r WHERE due_at IS DISTINCT FROM (SELECT min(d.due_at) FROM deadlines d"
            " WHERE d.report_id = r.id AND d.stopped_at IS NULL AND NOT d.paused)"
        )
        self.none(f"reports WHERE due_at IS NULL AND state NOT IN ({FINAL})")

    @invariant()
    def pushes_match_what_was_told(self) -> None:
        """002 BAB II A.3: setiap Pengaduan ditanggapi; a push has a cause, and one cause one push."""
        self.none(
            "deliveries d WHERE about NOT IN ('reminder', 'digest') AND NOT EXISTS (SELECT FROM history h"
            " WHERE h.report_id = d.report_id AND h.action = d.about"
            " AND d.idempotency_key = h.report_id || ':' || h.seq AND h.side <> 'reporter')"
        )
        self.none(
            "history h JOIN reporter_links l ON l.report_id = h.report_id"
            " WHERE h.side <> 'reporter' AND h.seq > 1 AND l.unlinked_at IS NULL AND h.action IN"
            " ('dispose', 'accept', 'answer', 'message', 'request_completion', 'lapse', 'conclude')"
            " AND h.at >= l.created_at AND NOT EXISTS (SELECT FROM deliveries d"
            " WHERE d.idempotency_key = h.report_id || ':' || h.seq)"
        )

    @invariant()
    def anonymous_stays_anonymous(self) -> None:
        """002 BAB V B.1.a: "tanpa mencantumkan identitas pribadi"."""
        anonymous = "JOIN reports r ON r.id = x.report_id WHERE r.identity_mode = 'anonymous'"
        self.none(f"report_identities x {anonymous}")
        self.none(f"reporter_links x {anonymous} AND (chat_hash IS NOT NULL OR tracking_kept IS NOT NULL)")
        self.none(f"report_search x {anonymous}")

    @invariant()
    def the_record_is_whole(self) -> None:
        """002 BAB V B.5.f: information serves the complaint only, so every look and deed is recorded."""

        async def verify() -> Any:
            async with self.scene.transaction() as session:
                return await verify_all(session, anchor_public=self.house.keys["worker"].anchor_public)

        verdict = self.portal.call(verify)
        assert verdict.findings == ()
        self.none(
            "history h WHERE NOT EXISTS (SELECT FROM audit_entries a"
            " WHERE a.stream = 'report:' || h.report_id"
            " AND a.verb = 'action.' || h.action AND (a.detail ->> 'seq')::int = h.seq)"
        )

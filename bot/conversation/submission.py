"""Sending the report, and remembering its tracking ID until it is kept."""

from typing import Any

from bot.conversation.captions import paragraphs_of
from bot.conversation.marks import mark_of
from bot.conversation.parties import plain
from bot.conversation.receipt_pages import ReportSent
from bot.conversation.steps import PARAGRAPH
from bot.conversation.telling import story_of
from bot.memory.state import Draft, Mode, Opened, Piece
from bot.turn import Turn
from core.chain.report_fields import IN_CHAT, ReportPart
from core.chain.states import IdentityMode, Kind, Track
from core.intake.filing import Origin, from_chat
from core.intake.schemas import Receipt, SubmitReport
from core.languages import spoken
from core.offices.directory import OfficeEntry
from core.privacy.tracking import TrackingId
from core.reports.schemas import Identity, Place, ReportBody
from core.reports.voiced import TITLE_OF_A_VOICE, is_voiced


async def send_report(turn: Turn) -> ReportSent:
    """Commit the report; only then say that it is received. Sent again, it is the same report."""
    draft = turn.draft
    named = (await turn.services.directory()).get(draft.office_id or 0)
    submitted = await turn.services.letterbox.submit(
        command_of(draft),
        tracking_id=TrackingId(draft.tracking_id),
        origin=_origin(turn, keep_tracking=bool(draft.keep)),
    )
    return _sent(turn, draft, submitted, named)


async def send_in_danger(turn: Turn, draft: Draft, *, told: str) -> ReportSent:
    """Send what there is with a request for protection, at one press; `told` says why.

    What is missing is not asked: without an office it goes to KPU RI, without a name it is anonymous.
    """
    directory = await turn.services.directory()
    named = directory.get(draft.office_id) if draft.office_id else directory.by_code("RI")
    if named is None:
        msg = "there is no national office"
        raise RuntimeError(msg)
    open_name = draft.identity_mode is not None and bool(draft.name)
    sendable = draft.model_copy(
        update={
            "office_id": named.id,
            "identity_mode": draft.identity_mode if open_name else IdentityMode.ANONYMOUS,
            "substance": draft.substance or told,
        }
    )
    async with turn.services.desk() as desk:
        submitted = await desk.submit_in_danger(
            command_of(sendable),
            tracking_id=TrackingId(draft.tracking_id),
            origin=_origin(turn, keep_tracking=bool(draft.keep) and open_name),
            told=told,
        )
    return _sent(turn, sendable, submitted, named)


def _origin(turn: Turn, *, keep_tracking: bool) -> Origin:
    """Say that it comes from this chat, and in which language it is answered."""
    state = turn.state
    return from_chat(
        turn.chat_id, keep_tracking=keep_tracking, consent=state.consent_version, language=spoken().code
    )


def _sent(turn: Turn, draft: Draft, submitted: Receipt, named: OfficeEntry) -> ReportSent:
    """Forget the draft; what was written where stays known, and the tracking ID until it is kept."""
    written, told = _written(draft)
    if turn.state.draft is not None and turn.state.draft.id == draft.id:
        turn.state.draft = turn.state.draft.aside
    turn.state.mode = Mode.IDLE
    if submitted.tracking_id not in turn.state.unkept:
        turn.state.unkept.append(submitted.tracking_id)
    if any(file.answers for file in draft.evidence):
        turn.services.write_down_later(turn.chat_id, TrackingId(submitted.tracking_id))
    turn.opened = Opened(tracking_id=submitted.tracking_id, here=True, written=written, told=told)
    covert = draft.identity_mode is IdentityMode.ANONYMOUS or draft.track is Track.WHISTLEBLOWING
    return ReportSent(submitted, named, covert)


def _written(draft: Draft) -> tuple[dict[int, str], list[list[Piece]]]:
    """Name the step each message of the person answered, so that a later edit reaches the report.

    What came in several messages is named by the first; the remarks end the chronology.
    """
    of_parties = {party.message_id: "who" for party in draft.parties if party.message_id is not None}
    answers = {number: name for name, number in draft.sources.items() if name not in {"how", "remarks"}}
    remarks = paragraphs_of(draft, "remarks", draft.remarks)
    course = [*paragraphs_of(draft, "how", draft.chronology), *remarks]
    of_course = {course[0].message_id: "how"} if course else {}
    told = [each for each in draft.told if each[0].message_id not in {piece.message_id for piece in course}]
    return answers | of_parties | of_course, [*told, course] if len(course) > 1 else told


def command_of(draft: Draft) -> SubmitReport:
    """Turn the answers into the core's command."""
    if draft.office_id is None or draft.identity_mode is None:
        msg = "the draft is not complete"
        raise RuntimeError(msg)
    identity = None
    if draft.identity_mode is not IdentityMode.ANONYMOUS and draft.name:
        identity = Identity(**_as_written(draft, ReportPart.REPORTER))
    whistleblowing = draft.track is Track.WHISTLEBLOWING
    return SubmitReport(
        track=draft.track,
        kind=Kind.COMPLAINT if whistleblowing else draft.kind or Kind.COMPLAINT,
        office_id=draft.office_id,
        identity_mode=draft.identity_mode,
        violation_type=draft.violation_type if whistleblowing else None,
        body=ReportBody(
            **_as_written(draft, ReportPart.BODY)
            | {
                "title": _title(draft.substance),
                "wish": draft.wish,
                "parties": tuple(plain(party) for party in draft.parties),
                "place": Place(text=draft.place, latitude=draft.latitude, longitude=draft.longitude),
                "chronology": PARAGRAPH.join(filter(None, (draft.chronology, draft.remarks))),
                "story": story_of(draft),
            }
        ),
        identity=identity,
        evidence=tuple(draft.evidence),
    )


def _as_written(draft: Draft, part: ReportPart) -> dict[str, Any]:
    """Give what the draft holds of a part of the report, by the name each answer has in both."""
    return {field.key: getattr(draft, field.key) for field in IN_CHAT if field.part is part}


def _title(substance: str) -> str:
    """Take the first words as the title, cut between words."""
    if is_voiced(substance):
        return TITLE_OF_A_VOICE
    line = " ".join(substance.split())
    line = line[:1].upper() + line[1:]
    if len(line) <= 100:  # noqa: PLR2004
        return line
    return line[:100].rsplit(" ", 1)[0] + " …"


def receipt_kept(turn: Turn, mark: str) -> None:
    """Drop a tracking ID from what we remember."""
    turn.state.unkept = [each for each in turn.state.unkept if mark_of(each) != mark]

"""The story of a report on its page: as it was written, then what was read out of it, to be confirmed."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from backoffice.contexts.fields import ActionForm, FieldInput
from backoffice.contexts.parts import Fact
from backoffice.contexts.shell import Link
from backoffice.contexts.story import (
    MissingPanel,
    ProposalLine,
    ProposalState,
    StoryMessage,
    StoryPanel,
    StorySegment,
)
from backoffice.pages.frame.forms import Refusal, inputs_of
from backoffice.pages.frame.visiting import Typed
from backoffice.pages.frame.words import evidence_of
from backoffice.pages.report.report_panels import facts_of, person_in_words
from backoffice.words.story_words import hints_in_words
from backoffice.words.wording import long_date, long_datetime
from core.chain.actions import Action
from core.chain.fields import Field
from core.chain.report_fields import HAPPENED_AT, PARTIES, PLACE, ReportField
from core.chain.states import Element
from core.chain.table import reading
from core.language import joined, lowered, tr
from core.reading.asking import question_for
from core.reading.schemas import ReportView
from core.reading.telling import PieceView, ProposalView, StoryView
from core.reports.schemas import Verdict

KEY: Final = f"aksi-{Action.CHECK_READING.value}"
ASK: Final = f"aksi-{Action.REQUEST_COMPLETION.value}"
_FIELDS: Final[Mapping[Element, ReportField]] = MappingProxyType(
    {Element.WHEN: HAPPENED_AT, Element.WHERE: PLACE, Element.WHO: PARTIES}
)
_OF_PERSON: Final = (reading.NAME, reading.POSITION, reading.ROLE)
_NO_TYPED: Final[Typed] = MappingProxyType({})


def story_of(
    view: ReportView,
    form: ActionForm | None,
    base: str,
    zone: ZoneInfo,
    *,
    typed: Typed = _NO_TYPED,
    refusal: Refusal | None = None,
) -> StoryPanel | None:
    """Give the story, with the forms that settle what was read where the officer may.

    `typed` and `refusal` are of a form that was not taken.
    """
    story = view.story
    if story is None:
        return None
    return StoryPanel(
        messages=tuple(_message(piece, base, zone) for piece in story.pieces),
        changed=story.changed,
        proposals=tuple(_line(one, story, form, zone, typed, refusal) for one in story.proposals),
        hints=hints_in_words(story.hints, kind=view.row.kind, track=view.row.track),
        action=form.action if form else "",
        clause=form.clause if form else "",
    )


def _message(piece: PieceView, base: str, zone: ZoneInfo) -> StoryMessage:
    segments, at = [], 0
    for mark in piece.marks:
        segments += [StorySegment(text=piece.text[at : mark.start])] if mark.start > at else []
        segments.append(StorySegment(text=piece.text[mark.start : mark.end], number=mark.number))
        at = mark.end
    segments += [StorySegment(text=piece.text[at:])] if at < len(piece.text) else []
    return StoryMessage(
        segments=tuple(segments),
        at=piece.at.astimezone(zone) if piece.at else None,
        evidence=tuple(evidence_of(file, base) for file in piece.files),
    )


def _line(
    proposal: ProposalView,
    story: StoryView,
    form: ActionForm | None,
    zone: ZoneInfo,
    typed: Typed,
    refusal: Refusal | None,
) -> ProposalLine:
    tried = refusal is not None and list(typed.get(reading.PROPOSAL.name, ())) == [str(proposal.number)]
    hidden: tuple[tuple[str, str], ...] = ()
    if form is not None:
        own = f"-{proposal.number}"
        kept = [(name, value + own if name == "key" else value) for name, value in form.hidden]
        hidden = (
            *kept,
            (reading.PROPOSAL.name, str(proposal.number)),
            (reading.SEEN.name, proposal.seen),
        )
    return ProposalLine(
        number=proposal.number,
        term=_FIELDS[proposal.element].title,
        lines=_said(proposal, story, zone),
        state=ProposalState(proposal.verdict.value) if proposal.verdict else ProposalState.OPEN,
        settled=_settled(proposal, zone),
        hidden=hidden,
        prefix=KEY if tried else f"baca-{proposal.number}",
        fields=_inputs(proposal, typed if tried else _NO_TYPED, refusal if tried else None) if form else (),
        error=refusal.message if tried and refusal and not refusal.fields else "",
        is_open=tried,
    )


def _said(proposal: ProposalView, story: StoryView, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """Word what was read; a time as a date, with the words it was told by and when they were written."""
    words = joined(", ", (f"“{one}”" for one in proposal.words))
    if proposal.verdict is Verdict.REFUSED:
        return ((tr("Bukan itu maksudnya"), tr("dibaca dari {words}", words=words)),)
    if proposal.element is Element.WHO and proposal.party is not None:
        name, details = person_in_words(proposal.party)
        return ((joined(" – ", (name, details)), tr("dibaca dari {words}", words=words)),)
    if proposal.element is Element.WHEN and proposal.verdict is not Verdict.CORRECTED:
        written = long_date(story.written_at.astimezone(zone).date())
        return tuple(
            (meaning, tr("menurut tulisan “{words}” pada {written}", words=one, written=written))
            if meaning
            else (one, tr("dibaca dari {words}", words=f"“{one}”"))
            for one, meaning in zip(proposal.words, proposal.meanings, strict=True)
        )
    return ((proposal.value, tr("dibaca dari {words}", words=words)),)


def _settled(proposal: ProposalView, zone: ZoneInfo) -> str:
    if proposal.verdict is None or proposal.settled_at is None:
        return ""
    at = long_datetime(proposal.settled_at.astimezone(zone))
    who = proposal.settled_by or tr("petugas")
    match proposal.verdict:
        case Verdict.CONFIRMED:
            return tr("dipastikan {who}, {at}", who=who, at=at)
        case Verdict.CORRECTED:
            return tr("diperbaiki {who}, {at}", who=who, at=at)
    return tr("ditolak {who}, {at}", who=who, at=at)


def _inputs(proposal: ProposalView, typed: Typed, refusal: Refusal | None) -> tuple[FieldInput, ...]:
    """Give the inputs of a correction, with what the report says now."""
    party = proposal.party
    now = {
        reading.VALUE.name: "; ".join(filter(None, proposal.meanings)) or proposal.value,
        reading.NAME.name: party.name if party else "",
        reading.POSITION.name: party.position if party else "",
        reading.ROLE.name: party.role if party else "",
    }
    if proposal.verdict is not None:
        now[reading.VALUE.name] = proposal.value
    fields: Sequence[Field] = _OF_PERSON if proposal.element is Element.WHO else (reading.VALUE,)
    values = now | {name: texts[0] for name, texts in typed.items() if texts}
    return inputs_of(fields, values=values, errors=refusal.fields if refusal else {})


def facts_beside(view: ReportView, base: str) -> tuple[Fact, ...]:
    """Give the facts that the story and what was read out of it do not show already."""
    if view.story is None:
        return facts_of(view.body, view.evidence, base)
    read = {_FIELDS[one.element] for one in view.story.proposals if one.element is not Element.WHO}
    body = view.body
    answers = {
        _FIELDS[one.element]: one.value for one in view.story.proposals if one.element is not Element.WHO
    }
    shown = {field for field in read if body.answer(field) == answers[field]}
    if body.place.latitude is not None:
        shown.discard(PLACE)
    people = [one.party for one in view.story.proposals]
    others = body.model_copy(
        update={"parties": tuple(party for party in body.parties if party not in people), "substance": ""}
    )
    hidden = {field.title for field in shown}
    in_story = {file.id for piece in view.story.pieces for file in piece.files}
    files = [file for file in view.evidence if file.id not in in_story]
    return tuple(
        fact
        for fact in facts_of(others, files, base)
        if fact.voices or ((fact.text or fact.lines or fact.link) and fact.term not in hidden)
    )


def missing_of(view: ReportView, forms: Mapping[str, ActionForm], base: str) -> MissingPanel | None:
    """Say what the report does not say yet, ready to be asked for by whoever may."""
    if not view.missing or (view.story is None and ASK not in forms):
        return None
    ask = None
    if ASK in forms:
        ask = Link(label=forms[ASK].label, href=f"{base}?lengkapi=ya#{ASK}", icon="message-question")
    return MissingPanel(elements=tuple(lowered(one.label) for one in view.missing), ask=ask)


def asking(view: ReportView) -> dict[str, list[str]]:
    """Give the answers of a request for what is missing: its elements ticked, and a question drafted."""
    if not view.missing:
        return {}
    return {
        "elements": [one.value for one in view.missing],
        "message": [question_for(view.missing)],
    }

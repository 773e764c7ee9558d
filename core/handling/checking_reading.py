"""What was read out of a story, once an officer has looked at it: a new version of the report's words.

The writer's own words never change. What is confirmed stays as it was filed; what is corrected takes its
place; what was not meant so is taken out. Who said so, and when, is sealed with the words and stands in the
report's history.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.decide import Decision
from core.chain.fields import FieldValue, Values
from core.chain.report_fields import HAPPENED_AT, MAX_PARTIES, PARTIES, PLACE, ReportField
from core.chain.states import Element, Side
from core.chain.table import reading
from core.clock import now
from core.errors import ConflictError, InvalidError
from core.handling.completing import added, write_version
from core.language import joined, tr
from core.people.models import Officer
from core.people.naming import Writing
from core.privacy.keys import Keyring
from core.privacy.vault import Vault
from core.reports.content import read_bodies
from core.reports.models import Report
from core.reports.schemas import Party, Proposal, ReportBody, Settled, Verdict

FIELDS: Final[Mapping[Element, ReportField]] = MappingProxyType(
    {Element.WHEN: HAPPENED_AT, Element.WHERE: PLACE, Element.WHO: PARTIES}
)
"""Where in the report's words stands what is read out of a story."""


async def check_reading(
    session: AsyncSession, keys: Keyring, report: Report, vault: Vault, decision: Decision, *, by: UUID
) -> Decision:
    """Settle a proposal, and give the decision as its history tells it. The report row must be locked.

    Raises:
        InvalidError: There is no such proposal, or the right answer is missing.
        ConflictError: `stale`: somebody else settled it since the form was made.
    """
    newest, _original, version = await read_bodies(session, vault)
    proposal = _proposal_of(newest, decision.values)
    await _refuse_stale(session, report, proposal, decision.values)
    settled = _settled(proposal, decision.values, by=by)
    body = _with(newest, proposal, settled)
    await write_version(session, keys, report, vault, newest, body, version + 1, side=Side.OFFICER)
    told: dict[str, FieldValue] = {
        name: value for name, value in decision.values.items() if name != reading.SEEN.name
    }
    told[reading.PROPOSAL.name] = _in_words(proposal)
    return replace(decision, values=MappingProxyType(told))


async def told_by_reading(session: AsyncSession, vault: Vault, officer_id: UUID) -> Writing:
    """Give what this officer settled last, as it is read for names: they are compared as at intake."""
    newest, _original, _version = await read_bodies(session, vault)
    settled = [
        (one.settled.at, one)
        for one in (newest.story.proposals if newest.story else ())
        if one.settled is not None and one.settled.officer_id == officer_id
    ]
    if not settled:
        return Writing(())
    _at, last = max(settled, key=lambda each: each[0])
    party = last.person or Party()
    return Writing(
        texts=tuple(filter(None, (last.answer, ", ".join(filter(None, party.words))))),
        names=tuple(filter(None, (party.name,))),
        positions=tuple(filter(None, (party.position,))),
    )


def _proposal_of(body: ReportBody, values: Values) -> Proposal:
    number = str(values[reading.PROPOSAL.name])
    found = next(
        (one for one in (body.story.proposals if body.story else ()) if str(one.number) == number), None
    )
    if found is None:
        message = tr("Usulan itu tidak ada di laporan ini. Muat ulang halamannya.")
        raise InvalidError(message, code="reading.unknown", fields={reading.PROPOSAL.name: message})
    return found


async def _refuse_stale(session: AsyncSession, report: Report, proposal: Proposal, values: Values) -> None:
    seen = values.get(reading.SEEN.name)
    if seen is None or seen == proposal.seen or proposal.settled is None:
        return
    who = await session.get(Officer, proposal.settled.officer_id)
    raise ConflictError(
        tr("Bagian ini sudah diperiksa sejak Anda membuka laporannya. Periksa hasilnya dahulu."),
        code="stale",
        params={
            "changed": [
                {
                    "what": _in_words(proposal),
                    "who": who.full_name if who else None,
                    "at": proposal.settled.at.isoformat(),
                    "state": report.state.label,
                }
            ],
            "version": report.version,
        },
    )


def _settled(proposal: Proposal, values: Values, *, by: UUID) -> Settled:
    verdict, at = Verdict(str(values[reading.VERDICT.name])), now()
    match verdict:
        case Verdict.REFUSED:
            return Settled(verdict=verdict, at=at, officer_id=by)
        case Verdict.CONFIRMED if proposal.answer or proposal.person:
            return Settled(
                verdict=verdict, at=at, officer_id=by, value=proposal.answer, party=proposal.person
            )
        case Verdict.CONFIRMED:
            return Settled(verdict=verdict, at=at, officer_id=by, value=proposal.value, party=proposal.party)
    if proposal.element is Element.WHO:
        return Settled(verdict=verdict, at=at, officer_id=by, party=_person(proposal, values))
    value = str(values.get(reading.VALUE.name, ""))
    if not value:
        raise _missing(reading.VALUE.name, tr("Tulis yang benar, atau pilih “Bukan itu maksudnya”."))
    return Settled(verdict=verdict, at=at, officer_id=by, value=value)


def _person(proposal: Proposal, values: Values) -> Party:
    """Give the person as corrected: a name and a position are told together, a role may be told alone."""
    party = proposal.person or proposal.party or Party()
    named = reading.NAME.name in values or reading.POSITION.name in values
    if not named and reading.ROLE.name not in values:
        raise _missing(reading.NAME.name, tr("Tulis nama atau jabatannya, atau pilih perannya."))
    changed: dict[str, Any] = {}
    if named:
        changed = {
            "name": str(values.get(reading.NAME.name, "")),
            "position": str(values.get(reading.POSITION.name, "")),
        }
    role = values.get(reading.ROLE.name)
    return party.model_copy(update=changed | ({"role": str(role)} if role else {}))


def _missing(field: str, message: str) -> InvalidError:
    return InvalidError(message, code="reading.missing", fields={field: message})


def _with(body: ReportBody, proposal: Proposal, settled: Settled) -> ReportBody:
    """Give the words with a proposal settled; what else was told of the same stays."""
    assert body.story is not None  # noqa: S101 - it has the proposal
    body = body.model_copy(update={"story": body.story.settle(proposal.number, settled)})
    if proposal.element is Element.WHO:
        return body.model_copy(update={"parties": _parties(body.parties, proposal.person, settled.party)})
    field = FIELDS[proposal.element]
    return body.with_answer(field, _replaced(body.answer(field), proposal.answer, settled.value, field))


def _parties(parties: tuple[Party, ...], before: Party | None, after: Party | None) -> tuple[Party, ...]:
    if before in parties:
        place = parties.index(before)
        return (*parties[:place], *((after,) if after else ()), *parties[place + 1 :])
    return (*parties, *((after,) if after else ()))[:MAX_PARTIES]


def _replaced(whole: str, before: str, after: str, field: ReportField) -> str:
    """Put one answer in the place of another, among what was told at other times."""
    if before == after and before:
        return whole
    if not before or not whole.startswith(before):
        return added(whole, after, field) if after else whole
    rest = whole.removeprefix(before).removeprefix(field.joint)
    return field.joint.join(filter(None, (after, rest)))[: field.asked.limit]


def _in_words(proposal: Proposal) -> str:
    """Name a proposal by what it tells and the words it was read from."""
    words = ", ".join(f"“{one.words}”" for one in proposal.quotes)
    return joined(": ", filter(None, (FIELDS[proposal.element].title, words)))

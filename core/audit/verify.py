"""Verifying the audit: every chain link by link, every anchor, and that nothing is missing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.chain import GENESIS, anchor_digest, entry_hash
from core.audit.models import AuditAnchor, AuditAnchorEntry, AuditEntry, AuditHead
from core.audit.service import report_stream
from core.reports.models import Report


class ChainFault(StrEnum):
    """What is wrong with a chain, in the words `kentongan audit verify` prints."""

    CHANGED = "an entry was changed"
    BROKEN = "an entry was removed, inserted or reordered"
    TAIL = "the newest entries were removed"
    GONE = "a whole chain was removed"
    REPORT_GONE = "a report was removed"
    UNRECORDED = "a report has no chain"
    ANCHOR = "an anchor was changed or removed"


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing the verification found."""

    fault: ChainFault
    stream: str
    seq: int


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What was checked and what was found; good when `findings` is empty."""

    entries: int
    chains: int
    anchors: int
    findings: tuple[Breach, ...]


async def verify_all(session: AsyncSession, *, anchor_public: bytes) -> AuditVerdict:
    """Check all chains, anchors and reports. Reads everything once, in order; changes nothing."""
    findings: list[Breach] = []
    heads = {head.stream: head for head in (await session.exec(select(AuditHead))).all()}
    hashes: dict[str, list[bytes]] = {}
    entries = 0
    async for entry in _entries(session):
        entries += 1
        chain = hashes.setdefault(entry.stream, [])
        findings.extend(_check_entry(entry, chain))
        chain.append(entry.hash)
    for stream, head in heads.items():
        known = hashes.get(stream, [])
        if len(known) != head.seq or (known and known[-1] != head.hash):
            findings.append(Breach(ChainFault.TAIL if known else ChainFault.GONE, stream, head.seq))
    anchors = await _check_anchors(session, anchor_public, hashes, findings)
    await _check_reports(session, set(hashes), findings)
    unique = tuple(dict.fromkeys(findings))
    return AuditVerdict(entries=entries, chains=len(hashes), anchors=anchors, findings=unique)


async def _entries(session: AsyncSession) -> AsyncIterator[AuditEntry]:
    ordered = select(AuditEntry).order_by(col(AuditEntry.stream), col(AuditEntry.seq))
    stream = await session.stream_scalars(ordered.execution_options(yield_per=500))
    async for entry in stream:
        session.expunge(entry)
        yield entry


def _check_entry(entry: AuditEntry, chain: list[bytes]) -> list[Breach]:
    found = []
    expected = entry_hash(
        previous=entry.previous,
        stream=entry.stream,
        seq=entry.seq,
        at=entry.at,
        side=entry.side,
        officer_id=str(entry.officer_id) if entry.officer_id else None,
        role=entry.role,
        verb=entry.verb,
        detail=entry.detail,
    )
    if expected != entry.hash:
        found.append(Breach(ChainFault.CHANGED, entry.stream, entry.seq))
    if entry.seq != len(chain) + 1 or entry.previous != (chain[-1] if chain else GENESIS):
        found.append(Breach(ChainFault.BROKEN, entry.stream, entry.seq))
    return found


async def _check_anchors(
    session: AsyncSession, public: bytes, hashes: dict[str, list[bytes]], findings: list[Breach]
) -> int:
    anchors = (await session.exec(select(AuditAnchor).order_by(col(AuditAnchor.id)))).all()
    previous = GENESIS
    for place, mark in enumerate(anchors, start=1):
        marked = (
            await session.exec(select(AuditAnchorEntry).where(AuditAnchorEntry.anchor_id == mark.id))
        ).all()
        digest = anchor_digest(previous, mark.id, [(one.stream, one.seq, one.hash) for one in marked])
        if (
            mark.id != place
            or mark.previous != previous
            or mark.digest != digest
            or not _signed(mark, public)
        ):
            findings.append(Breach(ChainFault.ANCHOR, "anchors", mark.id))
        previous = mark.digest
        for one in marked:
            chain = hashes.get(one.stream)
            if chain is None:
                findings.append(Breach(ChainFault.GONE, one.stream, one.seq))
            elif len(chain) < one.seq:
                findings.append(Breach(ChainFault.TAIL, one.stream, one.seq))
            elif chain[one.seq - 1] != one.hash:
                findings.append(Breach(ChainFault.CHANGED, one.stream, one.seq))
    return len(anchors)


def _signed(mark: AuditAnchor, public: bytes) -> bool:
    try:
        VerifyKey(public).verify(mark.digest, mark.signature)
    except BadSignatureError:
        return False
    return True


async def _check_reports(session: AsyncSession, streams: set[str], findings: list[Breach]) -> None:
    present = {report_stream(report_id) for report_id in (await session.exec(select(Report.id))).all()}
    findings.extend(Breach(ChainFault.UNRECORDED, stream, 0) for stream in sorted(present - streams))
    recorded = {stream for stream in streams if stream.startswith("report:")}
    findings.extend(Breach(ChainFault.REPORT_GONE, stream, 0) for stream in sorted(recorded - present))

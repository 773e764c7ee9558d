"""The service standards a reporter may expect, with their legal source (R156)."""

from typing import NamedTuple

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.time.rules import DEFAULT_RULES
from core.deadlines.models import DeadlineRule
from core.language import tr

LABELS = {
    "verification": tr("Verifikasi laporan"),
    "completion": tr("Waktu Anda melengkapi laporan"),
    "initial_response": tr("Respons awal dari unit"),
    "resolution.information_request": tr("Jawaban permintaan informasi"),
    "resolution.non_supervisory": tr("Jawaban pengaduan tidak berkadar pengawasan dan aspirasi"),
    "resolution.supervisory": tr("Penyelesaian pengaduan berkadar pengawasan"),
    "resolution.whistleblowing": tr("Penyelesaian laporan whistleblowing"),
    "closing": tr("Waktu Anda menanggapi jawaban"),
}


class Standard(NamedTuple):
    """One time limit as a reporter may expect it."""

    key: str
    label: str
    working_days: int
    legal_source: str


async def seed_rules(session: AsyncSession) -> None:
    """Write the default rules as editable rows where there are none."""
    known = set(
        (await session.exec(select(DeadlineRule.key).where(col(DeadlineRule.office_id).is_(None)))).all()
    )
    session.add_all(
        DeadlineRule(key=rule.key, working_days=rule.working_days, legal_source=rule.source)
        for rule in DEFAULT_RULES.values()
        if rule.key not in known
    )
    await session.flush()


async def service_standards(session: AsyncSession) -> tuple[Standard, ...]:
    """Return every national rule, in reading order."""
    rows = (await session.exec(select(DeadlineRule).where(col(DeadlineRule.office_id).is_(None)))).all()
    rules = {key: (rule.working_days, rule.source) for key, rule in DEFAULT_RULES.items()}
    rules |= {rule.key: (rule.working_days, rule.legal_source) for rule in rows}
    return tuple(Standard(key, LABELS[key], *rules[key]) for key in LABELS if key in rules)

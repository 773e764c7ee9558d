"""Makes the demo in one transaction: all of it, or nothing to clear up."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import typst
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.accounts.accounts import Accounts
from core.accounts.schemas import Appoint, CreateOfficer
from core.chain.actions import Action
from core.chain.states import Channel, Side
from core.clock import held_at, now
from core.deadlines.standards import seed_rules
from core.evidence.intake import stow
from core.evidence.schemas import StowedFile
from core.handling.handling import Handling
from core.intake.filing import Origin
from core.intake.intake import take_in
from core.intake.schemas import SubmitReport
from core.offices.models import Office, Unit
from core.offices.seed import seed_offices
from core.privacy.tracking import new_tracking_id
from core.reporter.reporter import ReporterDesk
from core.settings import Settings
from core.wiring import Core, connect_core
from deploy.demo.people import DECREE, KABUPATEN, OFFICERS, WORDS, DemoOfficer
from deploy.demo.stories import STORIES, Deed, Story

_PICTURE = """
#set page(width: 12cm, height: 8cm, margin: 1cm, fill: rgb("#f3eee2"))
#set text(size: 11pt)
#rect(width: 100%, height: 100%, stroke: 0.6pt + rgb("#7a4a1d"), inset: 8mm)[
  #text(weight: "bold", fill: rgb("#7a4a1d"))[CONTOH -- BUKAN DOKUMEN ASLI]
  #v(4mm)
  #text(size: 15pt)[#sys.inputs.at("name")]
  #v(3mm)
  #line(length: 80%, stroke: 0.4pt) #line(length: 70%, stroke: 0.4pt) #line(length: 76%, stroke: 0.4pt)
]
"""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What a person needs to sign in as one of the invented officers."""

    username: str
    password: str
    totp_secret: str
    role: str
    office: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Demo:
    bot: Core
    backoffice: Core
    session: AsyncSession
    offices: dict[str, Office]
    units: dict[tuple[str, str], Unit]
    officers: dict[str, UUID]


async def seed_demo(settings: Settings) -> list[DemoAccount]:
    """Make offices, officers and reports; return the accounts. Changes nothing if it fails."""
    backoffice = await connect_core(settings, ring="backoffice")
    bot = replace(await connect_core(settings, ring="bot"), database=backoffice.database)
    try:
        async with backoffice.database.transaction() as session:
            await seed_offices(session)
            await seed_rules(session)
            demo = await _Seeder.prepared(bot, backoffice, session)
            accounts = [await demo.appoint(officer) for officer in OFFICERS]
            for story in STORIES:
                await demo.tell(story)
            return accounts
    finally:
        await backoffice.close()


class _Seeder:
    """Acts out the stories through the same services the real people use."""

    def __init__(self, demo: _Demo) -> None:
        self._demo = demo

    @classmethod
    async def prepared(cls, bot: Core, backoffice: Core, session: AsyncSession) -> "_Seeder":
        offices = {office.code: office for office in (await session.exec(select(Office))).all()}
        codes = {office.id: code for code, office in offices.items()}
        units: dict[tuple[str, str], Unit] = {}
        for unit in (await session.exec(select(Unit).order_by(col(Unit.id)))).all():
            units[codes[unit.office_id], unit.name] = units[codes[unit.office_id], unit.short_name] = unit
        return cls(_Demo(bot, backoffice, session, offices, units, {}))

    async def appoint(self, officer: DemoOfficer) -> DemoAccount:
        demo = self._demo
        accounts = Accounts(demo.backoffice, demo.session)
        password = "-".join([*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(900) + 100}"])
        made = await accounts.create(
            CreateOfficer(
                username=officer.username,
                full_name=officer.full_name,
                position=officer.position,
                password=password,
                is_demo=True,
            )
        )
        office = demo.offices[officer.office]
        unit = demo.units[officer.office, officer.unit] if officer.unit else None
        start = date(now().year - 1, 1, 2)
        await accounts.appoint(
            Appoint(
                officer_id=made.officer_id,
                role=officer.role,
                office_id=office.id or 0,
                unit_id=unit.id if unit else None,
                decree_number=DECREE,
                decree_date=start,
                valid_from=start,
            )
        )
        demo.officers[officer.username] = made.officer_id
        return DemoAccount(
            username=officer.username,
            password=password,
            totp_secret=made.totp_secret,
            role=officer.role.value,
            office=office.short_name,
            unit=unit.short_name if unit else None,
        )

    async def tell(self, story: Story) -> None:
        demo = self._demo
        tracking_id = new_tracking_id()
        with held_at(now() - timedelta(days=story.days_ago)):
            files = await self._files(story.evidence)
            receipt = await take_in(
                demo.bot,
                demo.session,
                SubmitReport(
                    track=story.track,
                    kind=story.kind,
                    office_id=demo.offices[KABUPATEN].id or 0,
                    identity_mode=story.mode,
                    violation_type=story.violation,
                    body=story.body,
                    identity=story.identity,
                    evidence=files,
                ),
                tracking_id=tracking_id,
                origin=Origin(
                    action=Action.SUBMIT, side=Side.REPORTER, channel=Channel.TELEGRAM, is_demo=True
                ),
            )
        for deed in story.deeds:
            with held_at(now() - timedelta(days=deed.days_ago)):
                if deed.who == "reporter":
                    desk = ReporterDesk(demo.bot, demo.session)
                    await desk.act(tracking_id, deed.action, deed.values, await self._files(deed.files))
                else:
                    await self._officer_does(receipt.report_id, deed)

    async def _officer_does(self, report_id: UUID, deed: Deed) -> None:
        demo = self._demo
        actor = await Accounts(demo.backoffice, demo.session).actor(demo.officers[deed.who])
        handling = Handling(demo.backoffice, demo.session, actor)
        if deed.action == Action.FORWARD_TO_HEAD:
            await handling.sheet_printed(report_id)
        files = await self._files(deed.files)
        values = {name: self._unit_ids(name, value) for name, value in deed.values.items()}
        if deed.action == Action.SUBMIT_FOLLOWUP:
            letter, proof = files
            values |= {"official_letter": [letter.object_key], "proof": [proof.object_key]}
        await handling.act(report_id, deed.action, values, files=files)

    def _unit_ids(self, name: str, value: Any) -> Any:
        if name == "lead_unit":
            return str(self._demo.units[KABUPATEN, value].id)
        if name == "sections":
            return [str(self._demo.units[KABUPATEN, one].id) for one in value]
        return value

    async def _files(self, names: tuple[str, ...]) -> tuple[StowedFile, ...]:
        stowed = []
        for name in names:
            picture = typst.compile(
                _PICTURE.encode(), format="png", ppi=110.0, sys_inputs={"name": name.capitalize()}
            )
            if not isinstance(picture, bytes):
                raise TypeError(name)
            stowed.append(await stow(self._demo.bot.store, picture, name=f"{name}.png", mime="image/png"))
        return tuple(stowed)

"""Reports written down per second by core alone: no chat in front, PostgreSQL durable behind.

Through the letterbox, as the bot does. The memory of this process over all of them is measured on the way.
"""

import time
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import psutil
from sqlalchemy import text

from bench.figures import Figure, grown, median
from bench.stage import Desk, Stage, at_once, megabytes
from core.chain.states import IdentityMode, Track
from core.intake.filing import from_chat
from core.intake.letterbox import Letterbox
from core.intake.schemas import SubmitReport
from core.privacy.tracking import TrackingId, lookup_hash, new_tracking_id
from core.reports.schemas import Identity, Party, Place, ReportBody
from core.wiring import Core

WIDTHS = (1, 8, 32)
BODY = ReportBody(
    substance="Segel dua kotak suara sudah terbuka waktu diturunkan dari truk. " * 8,
    parties=(Party(name="Petugas Gudang", position="Penjaga gudang"),),
    happened_at="Selasa, 21.00",
    place=Place(text="Gudang kecamatan"),
    chronology="Kotak datang memakai truk terbuka, tanpa pengawal. " * 6,
)
IDENTITY = Identity(name="Maya Anjani", address="Jalan Mawar 4", occupation="Guru", phone="0812000")


async def submit(core: Core, office_id: int, tracking_id: TrackingId, chat_id: int | None) -> UUID:
    """Hand in one open report by itself."""
    return await hand_in(Letterbox(core), office_id, tracking_id, chat_id)


async def hand_in(box: Letterbox, office_id: int, tracking_id: TrackingId, chat_id: int | None) -> UUID:
    """Hand in one open report."""
    wish = SubmitReport(
        track=Track.PUBLIC_SERVICE,
        office_id=office_id,
        identity_mode=IdentityMode.OPEN,
        body=BODY,
        identity=IDENTITY,
    )
    receipt = await box.submit(wish, tracking_id=tracking_id, origin=from_chat(chat_id, keep_tracking=True))
    return receipt.report_id


async def run(stage: Stage) -> list[Figure]:
    """Measure at each width, the median of several rounds."""
    figures: list[Figure] = []
    rounds, each = (1, 200) if stage.quick else (3, 1_112)
    process = psutil.Process()
    async with stage.set() as own, own.core("bot", db_pool_size=16) as core:
        work = Work(stage, core, await own.open_offices())
        await work.round(8, each)
        before = megabytes(process)
        for width in WIDTHS:
            figures += await _at_width(work, width, rounds, each)
        return [
            *figures,
            grown("submissions", f"core over {work.done:,} reports", before, megabytes(process)),
        ]


@dataclass(slots=True)
class Work:
    """The process that takes reports in, and the offices they are about."""

    stage: Stage
    core: Core
    desks: list[Desk]
    box: Letterbox = field(init=False)
    done: int = 0

    def __post_init__(self) -> None:
        """Open one letterbox, as the bot does."""
        self.box = Letterbox(self.core)

    async def round(self, width: int, count: int) -> list[TrackingId]:
        """Hand so many reports in, `width` at once."""
        ids = [new_tracking_id() for _ in range(count)]
        await at_once(
            width,
            [
                partial(
                    hand_in, self.box, self.desks[place % len(self.desks)].office_id, one, 9_000_000 + place
                )
                for place, one in enumerate(ids)
            ],
        )
        self.done += count
        return ids


async def _at_width(work: Work, width: int, rounds: int, each: int) -> list[Figure]:
    speeds, ours, theirs = [], [], []
    handed: list[TrackingId] = []
    for _ in range(rounds):
        behind = work.stage.postgres_seconds()
        began, spent = time.perf_counter(), time.process_time()
        handed += await work.round(width, each)
        speeds.append(each / (time.perf_counter() - began))
        ours.append((time.process_time() - spent) / each)
        theirs.append((work.stage.postgres_seconds() - behind) / each)
    lost, doubled = await lost_and_doubled(work.core, handed)
    aim = "≥ 280/s" if width == 8 else ""  # noqa: PLR2004 - the aim is stated for 8
    spent_each = f"{median(ours) * 1000:.2f} / {median(theirs) * 1000:.2f} ms"

    def figure(what: str, value: str, aim: str = "") -> Figure:
        return Figure(line="submissions", what=f"{what}, {width} at once", value=value, aim=aim)

    return [
        figure("core submissions", f"{median(speeds):.0f}/s", aim),
        figure("processor time each, core / PostgreSQL", spent_each),
        figure("lost / duplicated", f"{lost} / {doubled}", "0 / 0"),
    ]


async def lost_and_doubled(core: Core, handed: list[TrackingId]) -> tuple[int, int]:
    """Compare what was acknowledged with what is in the database."""
    query = text("SELECT tracking_hash, count(*) FROM reports WHERE tracking_hash = ANY(:hashes) GROUP BY 1")
    hashes = [lookup_hash(one) for one in handed]
    async with core.database.transaction() as session:
        found = (await (await session.connection()).execute(query, {"hashes": hashes})).all()
    return len(hashes) - len(found), sum(count - 1 for _, count in found)

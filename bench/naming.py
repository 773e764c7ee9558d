"""What it costs a report that its every word is compared with the officers, beside the names of its parties.

In one process and without a database: the roll of officers stays in memory, as in every process of ours.
"""

import itertools
import time
from collections.abc import Callable
from typing import Final
from uuid import uuid4

import psutil

from bench.figures import Figure, median
from bench.stage import Stage, megabytes
from bench.submissions import BODY
from core.offices.directory import OfficeDirectory
from core.people.naming import Writing, named_in, told_by
from core.people.roll import Nameable, Roll

LINE: Final = "naming"
IN_EACH: Final = 8
"""Officers of an office."""
_FIRST: Final = (
    "Siti", "Muhammad", "Sri", "Ahmad", "Dewi", "Agus", "Nur", "Budi", "Rina", "Hendra", "Ayu", "Joko",
    "Lestari", "Bambang", "Fitri", "Yusuf", "Maya", "Rudi", "Indah", "Wahyu",
)  # fmt: skip
_LAST: Final = (
    "Rahmawati", "Hidayat", "Saputra", "Wulandari", "Permadi", "Kusuma", "Handayani", "Santoso", "Lubis",
    "Nasution", "Pratama", "Wibowo", "Maharani", "Siregar", "Gunawan", "Setiawan", "Anggraini", "Hakim",
)  # fmt: skip
_CHAIRS: Final = (
    "Ketua", "Sekretaris", "Anggota", "Kepala Subbagian Hukum", "Kepala Subbagian Umum", "Staf Keuangan",
    "Pejabat Penghubung", "Petugas PPID",
)  # fmt: skip
_LONG: Final = 8


async def run(stage: Stage) -> list[Figure]:
    """Compare an ordinary report and one eight times as long; the median of rounds."""
    process = psutil.Process()
    async with stage.set() as own, own.core("bot") as core, core.database.transaction() as session:
        directory = await OfficeDirectory.load(session)
    before = megabytes(process)
    roll = _roll([entry.code for entry in directory.entries])
    kept = megabytes(process) - before
    long = BODY.model_copy(
        update={"substance": BODY.substance * _LONG, "chronology": BODY.chronology * _LONG}
    )
    ladder = ("52.03", "52", "RI")
    rounds, each = (1, 50) if stage.quick else (5, 200)

    def cost(told: Writing) -> float:
        return _each(lambda: named_in(told, roll, ladder, directory.codes_named), rounds, each)

    parties = cost(Writing(texts=(), names=told_by(BODY).names))
    figures = [
        Figure(
            line=LINE,
            what="officers on the roll; memory it takes",
            value=f"{len(roll.by_id)}; {kept:.0f} MiB",
        ),
        Figure(line=LINE, what="names of parties alone, as once", value=f"{parties * 1000:.3f} ms a report"),
    ]
    for what, body in (("every word", BODY), ("every word, eight times as many", long)):
        spent = cost(told_by(body))
        words = sum(len(text.split()) for text in told_by(body).texts)
        value = f"{spent * 1000:.2f} ms a report ({spent / parties:.0f} ×; {words} words)"
        figures.append(Figure(line=LINE, what=what, value=value))
    return figures


def _each(work: Callable[[], object], rounds: int, each: int) -> float:
    """Return the processor seconds one call takes, the middle one of the rounds."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(each):
            work()
        spent.append((time.process_time() - began) / each)
    return median(spent)


def _roll(offices: list[str]) -> Roll:
    names = itertools.cycle(
        f"{first} {second} {last}" for first in _FIRST for second in _LAST for last in _LAST
    )
    return Roll(
        Nameable(
            id=uuid4(), full_name=name, position=chair, nip=f"{number:018d}", offices=frozenset({office})
        )
        for number, ((office, chair), name) in enumerate(
            zip(itertools.product(offices, _CHAIRS[:IN_EACH]), names, strict=False)
        )
    )

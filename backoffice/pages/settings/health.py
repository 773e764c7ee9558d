"""How the bot and what it stands on fare."""

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from backoffice.contexts.settings import Cell, Panel, Table
from backoffice.contexts.shell import Link, Tone
from backoffice.pages.settings.frame import ROOT, settings_page
from backoffice.requests.health import look
from backoffice.requests.visits import CurrentVisit, zone_of
from backoffice.words.wording import long_datetime
from core.administration.health import Verdict
from core.administration.policy import Part

router = APIRouter()
HERE: Final = f"{ROOT}/kesehatan"
WORDS: Final = {Verdict.OK: "Baik", Verdict.WARN: "Perhatikan", Verdict.BAD: "Rusak"}
TONES: Final = {Verdict.OK: Tone.DONE, Verdict.WARN: Tone.SOON, Verdict.BAD: Tone.LATE}
_OVERALL: Final = {
    Verdict.OK: "Semua berjalan.",
    Verdict.WARN: "Ada yang perlu diperhatikan.",
    Verdict.BAD: "Ada yang rusak. Mulailah dari baris paling atas yang rusak.",
}


@router.get(HERE)
async def health(visit: CurrentVisit) -> Response:
    """Show each line with its verdict and what to do."""
    found = await look(visit)
    rows = tuple(
        (
            Cell(text=line.label),
            Cell(text=WORDS[line.verdict], tone=TONES[line.verdict]),
            Cell(text=line.text),
            Cell(text=line.advice),
        )
        for line in found.lines
    )
    panel = Panel(
        key="kesehatan",
        title=_OVERALL[found.verdict],
        icon="stethoscope",
        tone=TONES[found.verdict],
        note=long_datetime(found.at.astimezone(await zone_of(visit))),
        table=Table(heads=("Bagian", "Keadaan", "Keterangan", "Yang perlu dilakukan"), rows=rows),
    )
    return await settings_page(
        visit, Part.HEALTH, [panel],
        summary="Bot, antrean, dan tempat menyimpan. Tanpa isi laporan.",
        links=[Link(label="Periksa lagi", href=HERE, icon="refresh")],
    )  # fmt: skip

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
from core.access.roles import Section
from core.administration.health_lines import Fitness
from core.language import tr

router = APIRouter()
HERE: Final = f"{ROOT}/kesehatan"
WORDS: Final = {Fitness.OK: tr("Baik"), Fitness.WARN: tr("Perhatikan"), Fitness.BAD: tr("Rusak")}
TONES: Final = {Fitness.OK: Tone.DONE, Fitness.WARN: Tone.SOON, Fitness.BAD: Tone.LATE}
_OVERALL: Final = {
    Fitness.OK: tr("Semua berjalan."),
    Fitness.WARN: tr("Ada yang perlu diperhatikan."),
    Fitness.BAD: tr("Ada yang rusak. Mulailah dari baris paling atas yang rusak."),
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
        table=Table(
            heads=(tr("Bagian"), tr("Keadaan"), tr("Keterangan"), tr("Yang perlu dilakukan")), rows=rows
        ),
    )
    return await settings_page(
        visit, Section.HEALTH, [panel],
        summary=tr("Bot, antrean, dan tempat menyimpan. Tanpa isi laporan."),
        links=[Link(label=tr("Periksa lagi"), href=HERE, icon="refresh")],
    )  # fmt: skip

"""Numbers over what lies in my scope."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from backoffice.contexts.insight import Bar, Chart, StatisticsContext
from backoffice.contexts.parts import EmptyState, Kpi
from backoffice.contexts.shell import Tone
from backoffice.pages.frame.shell import shell_of
from backoffice.requests.queue_filter import address_of
from backoffice.requests.queues import queue_href
from backoffice.requests.visits import CurrentVisit
from core.administration.categories import Categories
from core.chain.states import Classification, Kind, State
from core.queues.schemas import QueueFilter, QueueName
from core.queues.statistics import Statistics

router = APIRouter()


@router.get("/statistik")
async def statistics(visit: CurrentVisit) -> Response:
    """Show the numbers."""
    counted = await visit.desk.statistics()
    categories = await Categories(visit.session, visit.actor).counted()
    context = StatisticsContext(
        shell=await shell_of(visit, current="/statistik"),
        title="Statistik",
        summary="Dihitung dari laporan dalam lingkup Anda saat ini.",
        kpis=_kpis(counted),
        charts=(*_charts(counted), _by_category(categories)) if counted.total else (),
        empty=EmptyState(
            title="Belum ada angka", body="Belum ada laporan dalam lingkup Anda.", icon="chart-bar"
        ),
    )
    return visit.parts.renderer.respond(visit.request, "pages/statistics.html", context)


def _kpis(counted: Statistics) -> tuple[Kpi, ...]:
    everything = queue_href(QueueName.ALL)
    late = Tone.LATE if counted.late else Tone.NEUTRAL
    return (
        Kpi(label="Terbuka", value=counted.open, href=everything),
        Kpi(label="Lewat tenggat", value=counted.late, href=queue_href(QueueName.LATE), tone=late),
        Kpi(label="Masuk 30 hari terakhir", value=counted.received_last_30_days, href=everything),
        Kpi(label="Selesai 30 hari terakhir", value=counted.ended_last_30_days, href=everything),
    )


def _charts(counted: Statistics) -> tuple[Chart, ...]:
    rating = _rating(counted)
    states = {state.value: state.label for state in State}
    classes = {each.value: each.label for each in Classification} | {"unclassified": "Belum diklasifikasi"}
    return (
        Chart(title="Menurut tahap", bars=_bars(counted.by_state, states), icon="route"),
        Chart(
            title="Menurut jenis",
            bars=_bars(
                counted.by_kind,
                {kind.value: kind.label for kind in Kind},
                {kind.value: address_of(QueueFilter(kind=kind)) for kind in Kind},
            ),
            note=rating,
        ),
        Chart(title="Menurut klasifikasi", bars=_bars(counted.by_classification, classes), icon="scale"),
    )


def _by_category(counted: tuple[tuple[str, int], ...]) -> Chart:
    return Chart(
        title="Menurut kategori",
        bars=tuple(Bar(label=name, value=count) for name, count in counted),
        icon="bookmark",
    )


def _rating(counted: Statistics) -> str:
    if counted.mean_rating is None:
        return "Belum ada penilaian pelapor."
    mean = f"{counted.mean_rating:.1f}".replace(".", ",")
    return f"Rata-rata penilaian pelapor {mean} dari 5 ({counted.ratings} penilaian)."


def _bars(
    counts: Mapping[str, int], labels: Mapping[str, str], hrefs: Mapping[str, str] = MappingProxyType({})
) -> tuple[Bar, ...]:
    return tuple(
        Bar(label=label, value=counts[key], href=hrefs.get(key, ""))
        for key, label in labels.items()
        if counts.get(key)
    )

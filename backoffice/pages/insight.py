"""Numbers over what lies in my scope."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from babel.numbers import format_decimal
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
from core.chain.states import Classification, Kind, State, Threat
from core.language import Language, made, tr, trn
from core.queues.schemas import ProtectionWanted, QueueFilter, QueueName
from core.queues.statistics import Statistics

router = APIRouter()


@router.get("/statistik")
async def statistics(visit: CurrentVisit) -> Response:
    """Show the numbers."""
    counted = await visit.desk.statistics()
    categories = await Categories(visit.session, visit.actor).counted()
    context = StatisticsContext(
        shell=await shell_of(visit, current="/statistik"),
        title=tr("Statistik"),
        summary=tr("Dihitung dari laporan dalam lingkup Anda saat ini."),
        kpis=_kpis(counted),
        charts=(*_charts(counted), _by_category(categories)) if counted.total else (),
        empty=EmptyState(
            title=tr("Belum ada angka"), body=tr("Belum ada laporan dalam lingkup Anda."), icon="chart-bar"
        ),
    )
    return visit.parts.renderer.respond(visit.request, "pages/statistics.html", context)


def _kpis(counted: Statistics) -> tuple[Kpi, ...]:
    everything = queue_href(QueueName.ALL)
    late = Tone.LATE if counted.late else Tone.NEUTRAL
    return (
        Kpi(label=tr("Terbuka"), value=counted.open, href=everything),
        Kpi(label=tr("Lewat tenggat"), value=counted.late, href=queue_href(QueueName.LATE), tone=late),
        Kpi(
            label=tr("Pelapor terancam"),
            value=counted.threatened,
            href=address_of(QueueFilter(protection=ProtectionWanted.OPEN)),
            tone=Tone.LATE if counted.threatened else Tone.NEUTRAL,
        ),
        Kpi(label=tr("Masuk 30 hari terakhir"), value=counted.received_last_30_days, href=everything),
        Kpi(label=tr("Selesai 30 hari terakhir"), value=counted.ended_last_30_days, href=everything),
    )


def _charts(counted: Statistics) -> tuple[Chart, ...]:
    rating = _rating(counted)
    states = {state.value: state.label for state in State}
    classes = {each.value: each.label for each in Classification} | {
        "unclassified": tr("Belum diklasifikasi")
    }
    return (
        Chart(title=tr("Menurut tahap"), bars=_bars(counted.by_state, states), icon="route"),
        Chart(
            title=tr("Menurut jenis"),
            bars=_bars(
                counted.by_kind,
                {kind.value: kind.label for kind in Kind},
                {kind.value: address_of(QueueFilter(kind=kind)) for kind in Kind},
            ),
            note=rating,
        ),
        Chart(title=tr("Menurut klasifikasi"), bars=_bars(counted.by_classification, classes), icon="scale"),
        *((_retaliation(counted),) if counted.protections else ()),
    )


def _retaliation(counted: Statistics) -> Chart:
    return Chart(
        title=tr("Tindakan balasan terhadap pelapor"),
        bars=_bars(counted.by_threat, {threat.value: threat.label for threat in Threat}),
        icon="shield-heart",
        note=trn(
            "{n} permintaan pelindungan. Satu permintaan dapat menyebut beberapa bentuk.", counted.protections
        ),
    )


def _by_category(counted: tuple[tuple[str, int], ...]) -> Chart:
    return Chart(
        title=tr("Menurut kategori"),
        bars=tuple(Bar(label=name, value=count) for name, count in counted),
        icon="bookmark",
    )


def _rating(counted: Statistics) -> str:
    if counted.mean_rating is None:
        return tr("Belum ada penilaian pelapor.")
    mean = made(_one_decimal, counted.mean_rating)
    return trn("Rata-rata penilaian pelapor {mean} dari 5 ({n} penilaian).", counted.ratings, mean=mean)


def _one_decimal(value: float, *, language: Language) -> str:
    return str(format_decimal(Decimal(f"{value:.1f}"), format="0.0", locale=language.code))


def _bars(
    counts: Mapping[str, int], labels: Mapping[str, str], hrefs: Mapping[str, str] = MappingProxyType({})
) -> tuple[Bar, ...]:
    return tuple(
        Bar(label=label, value=counts[key], href=hrefs.get(key, ""))
        for key, label in labels.items()
        if counts.get(key)
    )

"""How the bot and what it stands on fare: each line says so in words, and what to do.

Only times, counts and classes of errors: nothing of any report, chat or person.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.roles import Section
from core.actor import OfficerActor
from core.administration.health_lines import Fitness, HealthLine, line
from core.administration.health_store import (
    cannot_be_written,
    free_bytes,
    shared,
    space,
    sweeping,
)
from core.administration.policy import may_open
from core.administration.trail import permitted
from core.chain.states import Role
from core.clock import now
from core.errors import UnavailableError
from core.evidence.probing import leave_mark, look_for_marks
from core.evidence.sweeping import sweep_stand
from core.language import joined, tr, trn
from core.notifications.models import Heartbeat
from core.reports.unreadable import count_unreadable
from core.sizes import megabytes
from core.values import Frozen
from core.wiring import Core

BOT, WORKER, BOT_API = "bot", "worker", "bot_api"
SILENT: Final = timedelta(seconds=60)
"""Longer than a long poll: a bot that has not fetched for so long does not fetch."""
API_SILENT: Final = timedelta(minutes=5)
OLD_INBOX: Final = timedelta(minutes=2)
SLOW_MS: Final = 250
LONG_QUEUE: Final = 200
LATE_JOB: Final = timedelta(minutes=2)
PATIENCE: Final = 5.0
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400

_INBOX: Final = sa.text(
    "SELECT count(*) FILTER (WHERE status = 'pending') AS pending,"
    " min(received_at) FILTER (WHERE status = 'pending') AS oldest,"
    " count(*) FILTER (WHERE status = 'poison') AS poison,"
    " string_agg(DISTINCT error, ', ') FILTER (WHERE status = 'poison') AS errors FROM inbox_updates"
)
"""Counts the chat updates (table `inbox_updates`) that wait, and those given up, with their errors."""
_QUEUES: Final = sa.text(
    "SELECT queue_name, count(*) FILTER (WHERE status = 'todo') AS waiting,"
    " count(*) FILTER (WHERE status = 'doing') AS running,"
    " min(COALESCE(scheduled_at, event.at)) FILTER (WHERE status = 'todo') AS oldest"
    " FROM procrastinate_jobs job LEFT JOIN LATERAL (SELECT min(at) AS at FROM procrastinate_events"
    " WHERE job_id = job.id) event ON true"
    " WHERE status IN ('todo', 'doing') GROUP BY queue_name ORDER BY queue_name"
)
"""Counts the jobs that wait and that run, by queue; `oldest` is since when the oldest could have begun."""
_DELIVERIES: Final = sa.text(
    "SELECT count(*) FILTER (WHERE status = 'retrying') AS retrying,"
    " count(*) FILTER (WHERE status = 'unreachable' AND created_at > :since) AS failed,"
    " string_agg(DISTINCT last_error, ', ')"
    " FILTER (WHERE status = 'retrying' OR (status = 'unreachable' AND created_at > :since)) AS errors"
    " FROM deliveries WHERE status IN ('retrying', 'unreachable')"
)
"""Counts the pushes that are tried again, and those that failed since `:since`, with their errors."""
_UNREACHABLE: Final = sa.text(
    "SELECT count(*) FROM reporter_links WHERE unreachable_since IS NOT NULL AND unlinked_at IS NULL"
)
"""Counts the chats that are linked to a report and take no messages."""

_UNATTENDED: Final = sa.text(
    "SELECT holder_role, count(*) AS reports FROM reports WHERE unattended_since IS NOT NULL"
    " GROUP BY holder_role ORDER BY holder_role"
)
"""Counts the reports that nobody can move on, by the role whose step it is."""


class Health(Frozen):
    """Everything that was looked at; as bad as its worst line."""

    at: datetime
    verdict: Fitness
    lines: tuple[HealthLine, ...]


class HealthService:
    """Looks at everything, in the caller's transaction."""

    def __init__(
        self,
        core: Core,
        session: AsyncSession,
        actor: OfficerActor,
        *,
        ping_valkey: Callable[[], Awaitable[object]],
    ) -> None:
        self._core = core
        self._session = session
        self._actor = actor
        self._ping_valkey = ping_valkey

    async def look(self) -> Health:
        """Look at everything.

        Raises:
            ForbiddenError: Not this role's to see.
        """
        permitted(may_open(self._actor, Section.HEALTH))
        beats = {beat.process: beat for beat in (await self._session.exec(select(Heartbeat))).all()}
        lines = (
            polling(beats.get(BOT), now()),
            await self._inbox(),
            bot_api(beats.get(BOT_API), now()),
            *await self._queues(),
            await self._deliveries(),
            await self._unreachable(),
            await self._unattended(),
            await self._unreadable(),
            worker(beats.get(WORKER), now()),
            await self._database(),
            await self._valkey(),
            *await self._store(),
        )
        order = list(Fitness)
        worst = max((one.verdict for one in lines), key=order.index)
        return Health(at=now(), verdict=worst, lines=lines)

    async def _row(self, statement: sa.TextClause, **values: object) -> Any:
        return (await (await self._session.connection()).execute(statement, values)).one()

    async def _inbox(self) -> HealthLine:
        row = await self._row(_INBOX)
        age = now() - row.oldest if row.oldest else timedelta(0)
        text = trn("{n} pesan menunggu", row.pending)
        if row.oldest:
            text = trn("{n} pesan menunggu, yang tertua {age} lalu", row.pending, age=in_words(age))
        if row.poison:
            return line(
                "inbox", tr("Pesan masuk"), Fitness.BAD if age > OLD_INBOX else Fitness.WARN,
                tr(
                    "{waiting}; {failed} disisihkan karena gagal diolah ({errors}).",
                    waiting=text, failed=row.poison, errors=row.errors,
                ),
                tr(
                    "Pesan yang disisihkan disimpan sampai ada yang memutuskan: kentongan inbox list, lalu "
                    "retry atau drop. Laporkan jenis galatnya ke pengembang."
                ),
            )  # fmt: skip
        verdict = Fitness.WARN if age > OLD_INBOX else Fitness.OK
        return line(
            "inbox",
            tr("Pesan masuk"),
            verdict,
            tr("{waiting}.", waiting=text),
            tr("Lihat baris Bot: bila diam, jalankan ulang bot."),
        )

    async def _queues(self) -> list[HealthLine]:
        rows = (await (await self._session.connection()).execute(_QUEUES)).all()
        lines = []
        for row in rows:
            late = now() - row.oldest if row.oldest and row.oldest < now() else timedelta(0)
            stuck = row.waiting > LONG_QUEUE or late > LATE_JOB
            lines.append(
                line(
                    f"queue.{row.queue_name}", tr("Antrean {name}", name=row.queue_name),
                    Fitness.WARN if stuck else Fitness.OK,
                    tr("{waiting} menunggu, {running} dikerjakan.", waiting=row.waiting, running=row.running),
                    tr("Bila terus bertambah, periksa baris Pekerja dan sambungan ke Telegram."),
                )
            )  # fmt: skip
        return lines or [line("queue", tr("Antrean"), Fitness.OK, tr("Kosong."))]

    async def _deliveries(self) -> HealthLine:
        row = await self._row(_DELIVERIES, since=now() - timedelta(days=1))
        text = tr(
            "{retrying} dicoba lagi, {failed} gagal dalam 24 jam.", retrying=row.retrying, failed=row.failed
        )
        if row.errors:
            text = joined(" ", (text, tr("Galat: {errors}.", errors=row.errors)))
        return line(
            "deliveries", tr("Kabar ke pelapor"), Fitness.WARN if row.retrying else Fitness.OK,
            text,
            tr("Kabar yang dicoba lagi terkirim sendiri setelah Telegram terjangkau."),
        )  # fmt: skip

    async def _unreachable(self) -> HealthLine:
        (count,) = await self._row(_UNREACHABLE)
        return line(
            "unreachable", tr("Percakapan terputus"), Fitness.WARN if count else Fitness.OK,
            trn("{n} percakapan tidak terjangkau.", count),
            tr(
                "Pelapor memblokir bot atau menghapus akunnya. Mereka tetap dapat membaca "
                "dengan nomor pelacakan."
            ),
        )  # fmt: skip

    async def _unattended(self) -> HealthLine:
        """Say how many reports nobody can move on: a count by the role that is wanted, nothing else."""
        rows = (await (await self._session.connection()).execute(_UNATTENDED)).all()
        total = sum(row.reports for row in rows)
        wanted = joined(
            ", ",
            (tr("{role} ({reports})", role=Role(row.holder_role).label, reports=row.reports) for row in rows),
        )
        return line(
            "unattended", tr("Laporan tanpa petugas"), Fitness.BAD if total else Fitness.OK,
            trn("{n} laporan tidak dapat dilanjutkan siapa pun. Menunggu: {wanted}.", total, wanted=wanted)
            if total else tr("Setiap laporan ada yang dapat melanjutkan."),
            tr(
                "Semua yang berwenang berhalangan, sampai ke KPU RI. Tunjuk petugas lain dengan peran itu, "
                "atau seorang Pimpinan, di KPU RI lewat halaman Petugas. Diperiksa ulang setiap jam."
            ),
        )  # fmt: skip

    async def _unreadable(self) -> HealthLine:
        """Say how many reports cannot be opened with the keys of this process: a count, nothing else."""
        count = await count_unreadable(self._session, self._core.keys)
        found = tr("Isi {count} laporan tidak dapat dibuka dengan kunci yang terpasang.", count=count)
        return line(
            "unreadable_reports", tr("Laporan yang tidak dapat dibuka"), Fitness.BAD if count else Fitness.OK,
            found if count else tr("Semua laporan yang diperiksa dapat dibuka."),
            tr(
                "Kunci bot dan kunci back office berasal dari dua pemasangan, atau barisnya diubah. Hentikan "
                "bot, jalankan kentongan doctor, lalu pasang berkas kunci yang benar dari cadangan."
            ),
        )  # fmt: skip

    async def _database(self) -> HealthLine:
        async def ask() -> None:
            await (await self._session.connection()).execute(sa.text("SELECT 1"))

        return await _timed("database", tr("Basis data"), ask)

    async def _valkey(self) -> HealthLine:
        return await _timed("valkey", tr("Valkey"), self._ping_valkey)

    async def _store(self) -> tuple[HealthLine, ...]:
        store = self._core.store
        try:
            async with asyncio.timeout(PATIENCE):
                await leave_mark(store, self._session, "backoffice")
                marks = await look_for_marks(store, self._session)
        except (UnavailableError, TimeoutError, OSError):
            return (cannot_be_written(),)
        stand = await sweep_stand(self._session)
        settings = self._core.settings
        room = space(
            free_bytes(settings.evidence_location), floor=megabytes(settings.evidence_free_megabytes)
        )
        return room, shared(marks), sweeping(stand)


def polling(beat: Heartbeat | None, at: datetime) -> HealthLine:
    """Say whether the bot fetches messages."""
    restart = tr("Jalankan ulang bot dan periksa catatannya. Pesan menunggu di Telegram, tidak hilang.")
    if beat is None:
        return line("bot", tr("Bot"), Fitness.BAD, tr("Belum pernah terlihat."), restart)
    if at - beat.at > SILENT:
        return line(
            "bot", tr("Bot"), Fitness.BAD, tr("Diam sejak {age} lalu.", age=in_words(at - beat.at)), restart
        )
    polled, error = _moment(beat.facts.get("polled_at")), beat.facts.get("error")
    started = _moment(beat.facts.get("started_at"))
    if polled is None and error is None and started is not None and at - started <= SILENT:
        return line("bot", tr("Bot"), Fitness.OK, tr("Baru dijalankan; menunggu pesan pertama."))
    if polled is None or at - polled > SILENT:
        since = tr("sejak {age} lalu", age=in_words(at - polled)) if polled else tr("sejak dijalankan")
        return line(
            "bot", tr("Bot"), Fitness.BAD,
            tr(
                "Hidup, tetapi tidak mengambil pesan {since} ({error}).",
                since=since, error=error or tr("galat tidak dikenal"),
            ),
            tr("Periksa sambungan ke Telegram dan tokennya."),
        )  # fmt: skip
    return line("bot", tr("Bot"), Fitness.OK, tr("Mengambil pesan {age} lalu.", age=in_words(at - polled)))


def bot_api(beat: Heartbeat | None, at: datetime) -> HealthLine:
    """Say what Telegram itself says of the bot, as the worker last asked."""
    label = tr("Telegram Bot API")
    if beat is None or at - beat.at > API_SILENT:
        return line(
            "bot_api", label, Fitness.WARN, tr("Belum ditanya dalam lima menit terakhir."),
            tr("Pekerja yang bertanya; periksa baris Pekerja."),
        )  # fmt: skip
    facts = beat.facts
    if error := facts.get("error"):
        return line(
            "bot_api", label, Fitness.BAD, tr("Tidak terjangkau ({error}).", error=error),
            tr("Periksa sambungan keluar dan token bot. Kabar menunggu, tidak hilang."),
        )  # fmt: skip
    if facts.get("webhook"):
        return line(
            "bot_api", label, Fitness.BAD, tr("Webhook terpasang, jadi bot tidak dapat mengambil pesan."),
            tr("Hapus webhook bot ini (deleteWebhook); sistem ini memakai getUpdates."),
        )  # fmt: skip
    text = tr(
        "@{name} dikenal; {waiting} pesan belum diambil.",
        name=facts.get("username", ""),
        waiting=facts.get("pending", 0),
    )
    many = int(facts.get("pending", 0)) > LONG_QUEUE
    return line(
        "bot_api", label, Fitness.WARN if many else Fitness.OK, text, tr("Bila bertambah, lihat baris Bot.")
    )


def worker(beat: Heartbeat | None, at: datetime) -> HealthLine:
    """Say whether the worker works."""
    advice = tr("Jalankan ulang pekerja. Kabar dan pengingat tertahan sampai ia hidup.")
    if beat is None:
        return line("worker", tr("Pekerja"), Fitness.BAD, tr("Belum pernah terlihat."), advice)
    silence = at - beat.at
    if silence > SILENT:
        return line(
            "worker", tr("Pekerja"), Fitness.BAD, tr("Diam sejak {age} lalu.", age=in_words(silence)), advice
        )
    return line("worker", tr("Pekerja"), Fitness.OK, tr("Terlihat {age} lalu.", age=in_words(silence)))


def in_words(span: timedelta) -> str:
    """Say how long."""
    seconds = max(0, int(span.total_seconds()))
    if seconds >= _DAY:
        return trn("{n} hari", seconds // _DAY)
    if seconds >= _HOUR:
        return trn("{n} jam", seconds // _HOUR)
    if seconds >= _MINUTE:
        return trn("{n} menit", seconds // _MINUTE)
    return trn("{n} detik", seconds)


async def _timed(key: str, label: str, ask: Callable[[], Awaitable[object]]) -> HealthLine:
    begun = perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            await ask()
    except (TimeoutError, OSError) as error:
        text = tr("Tidak menjawab ({error}).", error=type(error).__name__)
        return line(
            key, label, Fitness.BAD, text, tr("Periksa layanannya; formulir tetap tersimpan di layar.")
        )
    spent = (perf_counter() - begun) * 1000
    verdict = Fitness.WARN if spent > SLOW_MS else Fitness.OK
    return line(
        key,
        label,
        verdict,
        tr("Menjawab dalam {spent} milidetik.", spent=f"{spent:.0f}"),
        tr("Periksa beban mesin."),
    )


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None

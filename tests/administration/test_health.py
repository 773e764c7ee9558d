"""Each line of the health page says what is so, and what to do when it is not well."""

from datetime import timedelta
from typing import Any

import pytest

from bot.inbox.pulse import Pulse
from core.administration.health import bot_api, in_words, polling, worker
from core.administration.health_lines import Fitness
from core.administration.health_store import free_bytes, shared, space, sweeping
from core.clock import now
from core.evidence.probing import MarkFound
from core.evidence.sweeping import Held, SweepStand
from core.notifications.models import Heartbeat
from core.sizes import megabytes
from tests.support.scene import Scene

AT = now()


LONG_AGO = AT - timedelta(minutes=2)


def beat(*, ago: int = 1, **facts: Any) -> Heartbeat:
    return Heartbeat(process="uji", at=AT - timedelta(seconds=ago), facts=facts)


def stand(held: Held | None) -> SweepStand:
    return SweepStand(held=held, abandoned=0, known=0, swept_at=None)


@pytest.mark.parametrize(
    ("line", "verdict", "words"),
    [
        (polling(None, AT), Fitness.BAD, "Belum pernah"),
        (polling(beat(ago=300), AT), Fitness.BAD, "Diam sejak 5 menit"),
        (polling(beat(error="TelegramNetworkError"), AT), Fitness.BAD, "TelegramNetworkError"),
        (polling(beat(started_at=AT.isoformat()), AT), Fitness.OK, "Baru dijalankan"),
        (
            polling(beat(started_at=(AT - timedelta(minutes=2)).isoformat()), AT),
            Fitness.BAD,
            "sejak dijalankan",
        ),
        (polling(beat(started_at=AT.isoformat(), error="TelegramNetworkError"), AT), Fitness.BAD, "Telegram"),
        (polling(beat(polled_at=AT.isoformat()), AT), Fitness.OK, "Mengambil pesan"),
        (bot_api(None, AT), Fitness.WARN, "Belum ditanya"),
        (bot_api(beat(error="Forbidden"), AT), Fitness.BAD, "Forbidden"),
        (bot_api(beat(username="uji", webhook=1, pending=0), AT), Fitness.BAD, "Webhook"),
        (bot_api(beat(username="uji", webhook=0, pending=900), AT), Fitness.WARN, "900 pesan"),
        (bot_api(beat(username="uji", webhook=0, pending=0), AT), Fitness.OK, "@uji"),
        (worker(None, AT), Fitness.BAD, "Belum pernah"),
        (worker(beat(ago=7200), AT), Fitness.BAD, "2 jam"),
        (worker(beat(), AT), Fitness.OK, "Terlihat"),
        (space(megabytes(100), floor=megabytes(200)), Fitness.BAD, "sisa 100 MB"),
        (space(megabytes(300), floor=megabytes(400)), Fitness.BAD, "sisa 300 MB"),
        (space(megabytes(100), floor=0), Fitness.WARN, "sisa 100 MB"),
        (space(megabytes(1024), floor=megabytes(200)), Fitness.WARN, "sisa 1 GB"),
        (space(None, floor=megabytes(200)), Fitness.OK, "penyimpanan objek"),
        (shared({"bot": MarkFound.FOUND}), Fitness.OK, "Terbaca"),
        (shared({"bot": MarkFound.MISSING, "worker": MarkFound.FOUND}), Fitness.BAD, "bot tidak ada"),
        (shared({"bot": MarkFound.UNREADABLE}), Fitness.BAD, "bot tidak boleh dibaca"),
        (sweeping(stand(None)), Fitness.OK, "Berjalan"),
        (sweeping(stand(Held.MOVED)), Fitness.WARN, "hasil pemulihan"),
        (sweeping(stand(Held.LARGE_SHARE)), Fitness.WARN, "terlalu banyak"),
    ],
)
def test_a_line_says_how_it_is_and_gives_advice_when_it_is_not_well(
    line: Any, verdict: Fitness, words: str
) -> None:
    assert (line.verdict, words in line.text) == (verdict, True)
    assert bool(line.advice) == (verdict is not Fitness.OK)


async def test_the_bot_writes_down_when_it_last_fetched(scene: Scene) -> None:
    pulse = Pulse(scene.bot.database)
    pulse.fetched()
    pulse.failed("TelegramNetworkError")
    assert set(pulse._facts) == {"polled_at", "error"}
    pulse.fetched()
    assert set(pulse._facts) == {"polled_at"}


def test_only_a_folder_has_free_space() -> None:
    assert free_bytes("memory:///") is None
    assert (free_bytes("file:///tmp") or 0) > 0
    assert in_words(timedelta(days=3, hours=2)) == "3 hari"

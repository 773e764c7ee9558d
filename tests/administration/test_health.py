"""Each line of the health page says what is so, and what to do when it is not well."""

from datetime import timedelta
from typing import Any

import pytest

from bot.inbox.pulse import Pulse
from core.administration.health import Verdict, bot_api, free_bytes, in_words, polling, space, worker
from core.clock import now
from core.notifications.models import Heartbeat
from tests.support.scene import Scene

AT = now()


LONG_AGO = AT - timedelta(minutes=2)


def beat(*, ago: int = 1, **facts: Any) -> Heartbeat:
    return Heartbeat(process="uji", at=AT - timedelta(seconds=ago), facts=facts)


@pytest.mark.parametrize(
    ("line", "verdict", "words"),
    [
        (polling(None, AT), Verdict.BAD, "Belum pernah"),
        (polling(beat(ago=300), AT), Verdict.BAD, "Diam sejak 5 menit"),
        (polling(beat(error="TelegramNetworkError"), AT), Verdict.BAD, "TelegramNetworkError"),
        (polling(beat(started_at=AT.isoformat()), AT), Verdict.OK, "Baru dijalankan"),
        (
            polling(beat(started_at=(AT - timedelta(minutes=2)).isoformat()), AT),
            Verdict.BAD,
            "sejak dijalankan",
        ),
        (polling(beat(started_at=AT.isoformat(), error="TelegramNetworkError"), AT), Verdict.BAD, "Telegram"),
        (polling(beat(polled_at=AT.isoformat()), AT), Verdict.OK, "Mengambil pesan"),
        (bot_api(None, AT), Verdict.WARN, "Belum ditanya"),
        (bot_api(beat(error="Forbidden"), AT), Verdict.BAD, "Forbidden"),
        (bot_api(beat(username="uji", webhook=1, pending=0), AT), Verdict.BAD, "Webhook"),
        (bot_api(beat(username="uji", webhook=0, pending=900), AT), Verdict.WARN, "900 pesan"),
        (bot_api(beat(username="uji", webhook=0, pending=0), AT), Verdict.OK, "@uji"),
        (worker(None, AT), Verdict.BAD, "Belum pernah"),
        (worker(beat(ago=7200), AT), Verdict.BAD, "2 jam"),
        (worker(beat(), AT), Verdict.OK, "Terlihat"),
        (space(100 * 1024**2), Verdict.BAD, "sisa 0,1 GB"),
        (space(1024**3), Verdict.WARN, "sisa 1,0 GB"),
        (space(None), Verdict.OK, "penyimpanan objek"),
    ],
)
def test_a_line_says_how_it_is_and_gives_advice_when_it_is_not_well(
    line: Any, verdict: Verdict, words: str
) -> None:
    assert (line.verdict, words in line.text) == (verdict, True)
    assert bool(line.advice) == (verdict is not Verdict.OK)


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

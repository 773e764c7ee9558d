"""Two officers, one report, the same second: one wins, the other is told what happened."""

import asyncio
from typing import Any

import pytest

from tests.support.desk.world import World, disposition

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]

REPETITIONS = 20


@pytest.mark.requirement("R58")
async def test_of_two_dispositions_in_the_same_second_one_wins_and_the_other_reads_who_was_faster(
    desk: World,
) -> None:
    names = {"sari": "Sari Rahmania", "tono": "Tono Hartawan"}
    won: list[str] = []
    async with await desk.visit("sari") as sari, await desk.visit("tono") as tono:
        browsers = {"sari": sari, "tono": tono}
        for _ in range(REPETITIONS):
            report_id = (await desk.registered())["report_id"]
            version = (await sari.get(f"/api/v1/reports/{report_id}")).json()["row"]["version"]
            answers = await asyncio.gather(
                *(
                    browser.act(report_id, "dispose", disposition(desk), version=version)
                    for browser in browsers.values()
                )
            )
            by_name = dict(zip(browsers, answers, strict=True))
            [winner] = [name for name, answer in by_name.items() if answer.status_code == 200]
            [loser] = [name for name in by_name if name != winner]
            refused: dict[str, Any] = by_name[loser].json()
            assert (by_name[loser].status_code, refused["code"]) == (409, "stale")
            assert "berubah sejak Anda membukanya" in refused["detail"]
            assert [(each["what"], each["who"]) for each in refused["changed"]] == [
                ("Disposisikan", names[winner])
            ]
            view = (await browsers[loser].get(f"/api/v1/reports/{report_id}")).json()
            assert [entry["action"] for entry in view["history"]].count("dispose") == 1
            won.append(winner)
    assert len(won) == REPETITIONS


async def test_the_same_press_of_one_officer_sent_twice_at_once_acts_once_and_answers_twice(
    desk: World,
) -> None:
    async with await desk.visit("sari") as sari:
        for number in range(REPETITIONS):
            report_id = (await desk.registered())["report_id"]
            key, values = f"dua-kali-{number}", disposition(desk)
            answers = await asyncio.gather(
                *(sari.act(report_id, "dispose", values, version=1, Idempotency_Key=key) for _ in range(2))
            )
            assert [answer.status_code for answer in answers] == [200, 200]
            assert sorted(answer.json()["repeated"] for answer in answers) == [False, True]

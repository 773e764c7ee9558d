"""A report that came as a story: shown as it was written, what was read of it confirmed or corrected."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from backoffice.documents.contents import UNCHECKED, report_print
from core.chain.states import IdentityMode
from tests.support.desk.client import DeskClient
from tests.support.desk.furnished import FurnishedDesk, furnished_desk
from tests.support.scene import WBS, Filed
from tests.support.servers import Servers
from tests.support.told import PIECES, TEXT, WHEN, told_body

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R51", "R53")]

CHECK = "check_reading"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(
    servers: Servers, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[FurnishedDesk]:
    folder: Path = tmp_path_factory.mktemp("story")
    async with furnished_desk(servers, worker_id, folder) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def filed(desk: FurnishedDesk) -> Filed:
    return await desk.scene.file(body=told_body())


async def page_of(desk: FurnishedDesk, filed: Filed, who: str = "sari", more: str = "") -> str:
    async with desk.visit(who) as officer:
        return (await officer.get(f"/laporan/{filed.report_id}{more}")).text


async def report_of(desk: FurnishedDesk, filed: Filed, who: str = "sari", **headers: str) -> dict[str, Any]:
    async with desk.visit(who) as officer:
        answer = await officer.get(f"/api/v1/reports/{filed.report_id}", **headers)
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


async def press(officer: DeskClient, filed: Filed, number: int, verdict: str, **values: str) -> Any:
    """Press a button beside a proposal, as its form sends it."""
    page = (await officer.get(f"/laporan/{filed.report_id}")).text
    line = page[page.index(f'id="usulan-{number}"') :]
    form = line[: line.index("</form>")]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return await officer.post_form(
        f"/laporan/{filed.report_id}/aksi/{CHECK}", {**hidden, "verdict": verdict, **values}
    )


def proposal(report: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in report["story"]["proposals"] if one["number"] == number)
    return found


async def test_the_story_comes_first_message_by_message_with_what_was_read_marked_in_it(
    desk: FurnishedDesk, filed: Filed
) -> None:
    page = await page_of(desk, filed)

    told = page[page.index('<ol class="k-story"') : page.index('id="judul-terbaca"')]
    messages = [
        re.sub(r"<sup>.*?</sup>|<[^>]+>", "", one) for one in re.findall(r"<p class=\"k-prose\".*?</p>", told)
    ]
    assert messages == list(PIECES)
    assert re.findall(r'data-number="(\d)">([^<]+)<', told) == [
        ("3", "petugas pps bu Rahma Wati"),
        ("1", "kemarin malam"),
        ("2", "desa jantuk"),
        ("4", "istri saya"),
    ]
    assert page.index('class="k-story"') < page.index('id="usulan-1"')


async def test_a_time_is_a_date_with_the_words_it_was_told_by_and_when_they_were_written(
    desk: FurnishedDesk, filed: Filed
) -> None:
    page = await page_of(desk, filed)

    line = page[page.index('id="usulan-1"') : page.index('id="usulan-2"')]
    assert '<strong translate="no">Sabtu 28 Februari 2026, malam</strong>' in line
    assert "menurut tulisan “kemarin malam” pada Minggu 1 Maret 2026" in line
    assert "dari cerita, belum diperiksa" in line


async def test_one_press_confirms_and_says_who_and_when(desk: FurnishedDesk, filed: Filed) -> None:
    async with desk.visit("sari") as officer:
        assert (await press(officer, filed, 1, "confirmed")).status_code == 303

    report = await report_of(desk, filed)
    assert proposal(report, 1)["verdict"] == "confirmed"
    assert proposal(report, 1)["settled_by"] == "Sari Rahmania"
    assert report["body"]["happened_at"] == WHEN
    assert report["body_version"] == 2
    assert report["body"]["substance"] == report["original"]["substance"] == TEXT
    page = await page_of(desk, filed)
    assert "dipastikan Sari Rahmania" in re.sub(r"<[^>]+>", "", page)
    assert "memeriksa yang terbaca dari cerita" in page


async def test_a_correction_takes_its_place_and_the_first_words_stay(
    desk: FurnishedDesk, filed: Filed
) -> None:
    async with desk.visit("sari") as officer:
        sent = await press(officer, filed, 2, "corrected", value="Desa Jantuk, Kecamatan Sukamulia")
        assert sent.status_code == 303

    report = await report_of(desk, filed)
    assert report["body"]["place"]["text"] == "Desa Jantuk, Kecamatan Sukamulia"
    assert report["original"]["place"]["text"] == "desa jantuk"
    assert report["body"]["substance"] == TEXT
    assert "Desa Jantuk, Kecamatan Sukamulia" in await page_of(desk, filed)
    assert "desa jantuk" in await page_of(desk, filed, more="?naskah=asli")


async def test_what_was_not_meant_so_is_taken_out(desk: FurnishedDesk, filed: Filed) -> None:
    async with desk.visit("sari") as officer:
        assert (await press(officer, filed, 4, "refused")).status_code == 303

    report = await report_of(desk, filed)
    assert [party["name"] for party in report["body"]["parties"]] == ["Rahma Wati"]
    assert proposal(report, 4)["verdict"] == "refused"


async def test_a_person_corrected_to_an_officers_name_is_kept_from_the_report(
    desk: FurnishedDesk, filed: Filed
) -> None:
    assert "Perbaiki" in await page_of(desk, filed, "sita")
    async with desk.visit("sari") as officer:
        values = {"name": "Sita Mahardika", "position": "", "role": "reported"}
        sent = await press(officer, filed, 3, "corrected", **values)
        assert sent.status_code == 303

    async with desk.visit("sita") as barred:
        assert (await barred.get(f"/laporan/{filed.report_id}")).status_code == 404


async def test_a_correction_without_the_right_answer_is_refused_at_its_field(
    desk: FurnishedDesk, filed: Filed
) -> None:
    async with desk.visit("sari") as officer:
        refused = await press(officer, filed, 2, "corrected", value=" ")

    assert refused.status_code == 422
    assert 'id="aksi-check_reading-value"' in refused.text
    assert 'id="aksi-check_reading-value-error"' in refused.text
    assert "Tulis yang benar" in refused.text
    assert (await report_of(desk, filed))["body_version"] == 1


async def test_the_second_of_two_officers_is_told_what_the_first_said(
    desk: FurnishedDesk, filed: Filed
) -> None:
    seen = proposal(await report_of(desk, filed), 1)["seen"]
    address = f"/api/v1/reports/{filed.report_id}/actions/{CHECK}"
    first = {"proposal": "1", "verdict": "confirmed", "seen": seen}
    async with desk.visit("sari") as officer:
        assert (await officer.post_json(address, {"values": first})).status_code == 200
    desk.scene.pass_time(minutes=1)
    async with desk.visit("sita") as officer:
        second = {"proposal": "1", "verdict": "corrected", "value": "Jumat", "seen": seen}
        stale = await officer.post_json(address, {"values": second})
        other = {"proposal": "2", "verdict": "confirmed", "seen": "open"}
        taken = await officer.post_json(address, {"values": other})

    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert "Sari Rahmania" in stale.text
    assert taken.status_code == 200
    assert (await report_of(desk, filed))["body"]["happened_at"] == WHEN


async def test_the_same_form_sent_twice_acts_once(desk: FurnishedDesk, filed: Filed) -> None:
    key = uuid4().hex
    values = {"proposal": "1", "verdict": "confirmed", "seen": "open", "key": key}
    async with desk.visit("sari") as officer:
        for _ in range(2):
            sent = await officer.post_form(f"/laporan/{filed.report_id}/aksi/{CHECK}", values)
            assert sent.status_code == 303

    assert (await report_of(desk, filed))["body_version"] == 2


async def test_a_report_that_was_asked_step_by_step_has_nothing_to_confirm(desk: FurnishedDesk) -> None:
    filed = await desk.scene.file()
    report = await report_of(desk, filed)
    assert report["story"] is None
    assert CHECK not in [one["action"] for one in (*report["actions"], *report["refused"])]
    async with desk.visit("sari") as officer:
        address = f"/api/v1/reports/{filed.report_id}/actions/{CHECK}"
        refused = await officer.post_json(address, {"values": {"proposal": "1", "verdict": "confirmed"}})
    assert (refused.status_code, refused.json()["code"]) == (409, "chain.no_story")


async def test_an_unknown_proposal_and_a_strange_answer_are_refused(
    desk: FurnishedDesk, filed: Filed
) -> None:
    address = f"/api/v1/reports/{filed.report_id}/actions/{CHECK}"
    async with desk.visit("sari") as officer:
        for values in ({"proposal": "9", "verdict": "confirmed"}, {"proposal": "1", "verdict": "entah"}):
            refused = await officer.post_json(address, {"values": values})
            assert refused.status_code == 422, refused.text


async def test_nobody_but_who_may_see_a_whistleblowing_story_reads_or_settles_it(desk: FurnishedDesk) -> None:
    body = told_body(hints={"danger": "yes", "kind": "whistleblowing"})
    filed = await desk.scene.file(WBS, identity_mode=IdentityMode.ANONYMOUS, body=body)
    address = f"/api/v1/reports/{filed.report_id}"
    values = {"values": {"proposal": "1", "verdict": "confirmed"}}
    async with desk.visit("sari") as officer:
        assert (await officer.get(address)).status_code == 404
        assert (await officer.post_json(f"{address}/actions/{CHECK}", values)).status_code == 404
    async with desk.visit("wulan") as inspector:
        assert (await inspector.get(address)).status_code == 403
        gate = (await inspector.get(f"/laporan/{filed.report_id}")).text
        listed = (await inspector.get("/")).text + (await inspector.get("/laporan?antrean=wbs")).text
        assert (await inspector.post_json(f"{address}/actions/{CHECK}", values)).status_code == 200
        opened = await inspector.get(address, X_Reason="Memeriksa laporan pegawai")
    for shown in (gate, listed):
        assert "Rahma" not in shown
        assert "jantuk" not in shown
    assert opened.json()["story"]["hints"]["danger"] == "yes"
    assert proposal(opened.json(), 1)["verdict"] == "confirmed"


async def test_on_paper_too_it_says_what_nobody_has_checked(desk: FurnishedDesk, filed: Filed) -> None:
    async with desk.visit("sari") as officer:
        await press(officer, filed, 3, "confirmed")
    async with desk.scene.desk("sari") as officers:
        printed = report_print(await officers.report(filed.report_id), ZoneInfo("Asia/Makassar"))

    parts = {part["title"]: part["text"] for part in printed["parts"]}
    assert parts["Kapan"] == WHEN + UNCHECKED
    assert parts["Siapa"].split("\n") == [
        "Rahma Wati (terlapor): petugas pps",
        "istri saya (saksi)" + UNCHECKED,
    ]
    assert UNCHECKED not in parts["Apa"]


async def test_hints_are_told_and_one_without_words_is_left_out(desk: FurnishedDesk) -> None:
    hints = {"elsewhere": "bawaslu", "kind": "question", "category": "belum ada katanya"}
    page = await page_of(desk, await desk.scene.file(body=told_body(hints=hints)))

    assert "Mungkin urusan Bawaslu" in page
    assert "Terbaca sebagai pertanyaan" in page
    assert "belum ada katanya" not in page

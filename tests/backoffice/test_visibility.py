"""Need to know at the edge: not visible is not found, in addresses and in forms."""

from uuid import uuid4

import pytest

from tests.support.desk.world import World, disposition, registration

API = "/api/v1/reports"


@pytest.mark.slow
@pytest.mark.requirement("R35", "R95")
@pytest.mark.parametrize(
    "path",
    ["/laporan/{id}", "/laporan/{id}/pembaca", "/laporan/{id}/dokumen/laporan.pdf", f"{API}/{{id}}",
     f"{API}/{{id}}/actions", f"{API}/{{id}}/messages", f"{API}/{{id}}/evidence", f"{API}/{{id}}/documents",
     f"{API}/{{id}}/history", f"{API}/{{id}}/readers", f"{API}/{{id}}/identity"],
)  # fmt: skip
async def test_a_report_is_found_by_its_own_office_and_by_nobody_elses(world: World, path: str) -> None:
    report = await world.registered()
    address = path.format(id=report["report_id"])
    async with await world.visit("sari") as own, await world.visit("jauh") as other:
        assert (await own.get(address)).status_code == 200
        foreign = await other.get(address)
        missing = await other.get(path.format(id=uuid4()))
    assert foreign.status_code == missing.status_code == 404
    async with await world.visit("sistem") as administrator:
        assert (await administrator.get(address)).status_code == 404


@pytest.mark.requirement("R95")
async def test_acting_on_another_offices_report_finds_nothing(world: World) -> None:
    report = await world.registered()
    async with await world.visit("sari") as own, await world.visit("jauh") as other:
        for browser, status in ((other, 404), (own, 200)):
            act = await browser.post_json(
                f"{API}/{report['report_id']}/actions/dispose", {"values": disposition(world)}
            )
            assert act.status_code == status, act.text
        page = await other.post_form(f"/laporan/{report['report_id']}/aksi/note", {"text": "Tidak boleh."})
        identity = await other.post_json(
            f"{API}/{report['report_id']}/identity", {"reason": "ingin tahu siapa pelapornya"}
        )
    assert (page.status_code, identity.status_code) == (404, 404)


@pytest.mark.requirement("R58")
async def test_a_unit_of_another_office_in_a_form_is_refused(world: World) -> None:
    report = await world.registered()
    foreign = str(max(world.units.values()) + 1000)
    async with await world.visit("sari") as browser:
        answer = await browser.post_json(
            f"{API}/{report['report_id']}/actions/dispose", {"values": disposition(world, lead_unit=foreign)}
        )
    assert (answer.status_code, answer.json()["code"]) == (404, "unit.not_found")


async def test_the_file_of_another_report_is_not_found_under_this_one(world: World) -> None:
    first, second = await world.registered(), await world.registered()
    async with await world.visit("sari") as browser:
        note = ("files", ("catatan.txt", b"catatan lapangan", "text/plain"))
        path = f"{API}/{first['report_id']}/evidence"
        await browser.post_form(path, {}, [note], x_csrf_token=browser.token)
        (file,) = (await browser.get(path)).json()["papers"]
        right = await browser.get(f"{path}/{file['id']}")
        wrong = await browser.get(f"{API}/{second['report_id']}/evidence/{file['id']}")
    assert (right.status_code, wrong.status_code) == (200, 404)


@pytest.mark.requirement("R99", "R144")
async def test_a_whistleblowing_report_opens_only_to_the_inspectorate_and_with_a_recorded_reason(
    world: World,
) -> None:
    report = await world.registered(
        track="whistleblowing", violation_type="bribery", identity_mode="confidential"
    )
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin, await world.visit("inez") as inspector:
        assert (await admin.get(base)).status_code == 404
        gate = await inspector.get(base)
        assert "Dibuka dengan alasan" in gate.text
        assert "Loket tutup" not in gate.text
        assert (await inspector.get(f"{API}/{report['report_id']}")).json()["code"] == "reason_required"
        assert (await inspector.get(f"{base}/dokumen/laporan.pdf")).status_code == 403
        short = await inspector.post_form(f"{base}/buka", {"reason": "ya"})
        assert short.status_code == 422
        opened = await inspector.post_form(f"{base}/buka", {"reason": "Penelaahan awal oleh inspektorat"})
        assert opened.status_code == 303
        page = await inspector.get(base)
        assert "Loket tutup" in page.text
        assert (await inspector.get(f"{API}/{report['report_id']}")).status_code == 200
        readers = await inspector.get(f"{API}/{report['report_id']}/readers")
    verbs = [entry["verb"] for entry in readers.json()["entries"]]
    assert verbs.count("report.read") >= 2
    async with await world.visit("inez") as later:
        assert "Dibuka dengan alasan" in (await later.get(base)).text
        with_header = await later.get(f"{API}/{report['report_id']}", x_reason="pemeriksaan%20ulang%20berkas")
    assert with_header.status_code == 200


@pytest.mark.slow
@pytest.mark.requirement("R85")
async def test_identity_of_a_confidential_report_opens_by_two_and_only_once_on_the_page(world: World) -> None:
    report = await world.registered(identity_mode="confidential")
    base, reason = f"/laporan/{report['report_id']}", {"reason": "Perlu meminta salinan surat kuasa"}
    async with await world.visit("sari") as first, await world.visit("tono") as second:
        asked = await first.post_form(f"{base}/identitas", reason)
        assert asked.status_code == 409
        assert "Warga Contoh" not in asked.text
        own = await first.post_form(f"{base}/identitas/setuju", {})
        assert own.status_code == 403
        page = await second.get(base)
        assert "Sari Rahmania meminta membuka identitas" in page.text
        assert (await second.post_form(f"{base}/identitas/setuju", {})).status_code == 303
        opened = await first.post_form(f"{base}/identitas", reason)
        assert opened.status_code == 200
        assert "Warga Contoh" in opened.text
        assert "Warga Contoh" not in (await first.get(base)).text
        api = await second.post_json(f"{API}/{report['report_id']}/identity", reason)
        assert (api.status_code, api.json()["code"]) == (409, "second_person")
        lines = (await first.get(f"{API}/{report['report_id']}/readers")).json()["entries"]
    verbs = [line["verb"] for line in lines]
    assert {"identity.asked", "identity.approved", "identity.opened"} <= set(verbs)


@pytest.mark.requirement("R128")
async def test_only_whoever_may_register_registers(world: World) -> None:
    for username, status in (("rina", 201), ("dewi", 403)):
        async with await world.visit(username) as browser:
            answer = await browser.post_json(API, registration(world))
            assert answer.status_code == status

"""Acting from the page: POST → 303 → GET; a refusal, a conflict or a lost session loses no word."""

import re

import pytest

from tests.support.desk.client import field_of
from tests.support.desk.world import PASSWORD, PNG, World, disposition

API = "/api/v1/reports"


@pytest.mark.slow
@pytest.mark.requirement("R58", "R62", "R65", "R67", "R68", "R69")
async def test_a_report_goes_from_the_desk_to_the_unit_head_by_forms_alone(world: World) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        page = await admin.get(base)
        assert "Langkah Anda" in page.text
        values = disposition(world) | {"version": field_of(page.text, "version", form=f"{base}/aksi/dispose")}
        values["within_authority"] = "ya"
        done = await admin.post_form(f"{base}/aksi/dispose", values)
        assert (done.status_code, done.headers["location"]) == (303, base)
        after = await admin.get(base)
        assert "Sekarang: Didisposisikan." in after.text
        assert "Sekarang: Didisposisikan." not in (await admin.get(base)).text
    async with await world.visit("dewi") as liaison:
        first = await liaison.post_form(
            f"{base}/aksi/accept", {"initial_response": "Laporan Anda sedang kami tangani."}
        )
        assert first.status_code == 303, first.text
        early = await liaison.post_form(f"{base}/aksi/forward_to_head", {})
        assert early.status_code == 409
        assert "Lembar disposisi belum dicetak" in early.text
        printed = await liaison.get(f"{base}/dokumen/lembar-disposisi.pdf")
        assert printed.content.startswith(b"%PDF")
        assert (await liaison.post_form(f"{base}/aksi/forward_to_head", {})).status_code == 303
    async with await world.visit("bagus") as head:
        assert report["agenda_number"] in (await head.get("/")).text


@pytest.mark.requirement("R68", "R69")
async def test_whoever_prints_the_sheet_passes_the_report_on_from_the_page_that_was_open(
    world: World,
) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        await admin.post_form(f"{base}/aksi/dispose", disposition(world) | {"within_authority": "ya"})
    async with await world.visit("dewi") as liaison:
        await liaison.post_form(f"{base}/aksi/accept", {"initial_response": "Sedang kami tangani."})
        seen = (await liaison.get(f"{API}/{report['report_id']}")).json()["row"]["version"]
        await liaison.get(f"{base}/dokumen/lembar-disposisi.pdf")
        passed_on = await liaison.post_form(f"{base}/aksi/forward_to_head", {"version": str(seen)})
        assert (passed_on.status_code, passed_on.headers["location"]) == (303, base)


@pytest.mark.requirement("R66")
async def test_whoever_gives_a_report_back_reads_that_it_is_kept_on_their_desk(world: World) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as admin:
        await admin.post_form(f"{base}/aksi/dispose", disposition(world) | {"within_authority": "ya"})
    async with await world.visit("dewi") as liaison:
        given_back = await liaison.post_form(
            f"{base}/aksi/return_for_redisposition", {"reason": "Bukan tugas unit kami."}
        )
        assert (given_back.status_code, given_back.headers["location"]) == (303, "/")
        assert "Tersimpan" in (await liaison.get("/")).text
        assert (await liaison.get(base)).status_code == 404


async def test_a_refused_form_comes_back_with_everything_typed_and_the_error_at_its_field(
    world: World,
) -> None:
    report = await world.registered()
    path = f"/laporan/{report['report_id']}/aksi/dispose"
    typed = {
        "classification": "supervisory",
        "lead_unit": str(world.units["Subbag KUL"]),
        "note": "Mohon segera.",
    }
    async with await world.visit("sari") as browser:
        answer = await browser.post_form(path, typed)
    assert answer.status_code == 422
    form = answer.text[answer.text.index(f'action="{path}"') :]
    assert 'value="supervisory" checked' in form
    assert f'value="{typed["lead_unit"]}" selected' in form
    assert 'aria-invalid="true"' in form
    assert "wajib diisi" in form or "centang" in form


async def test_the_second_of_two_officers_is_told_what_changed_by_whom_and_keeps_their_words(
    world: World,
) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    async with await world.visit("sari") as first, await world.visit("tono") as second:
        page = await second.get(base)
        version = field_of(page.text, "version", form=f"{base}/aksi/message")
        asked = {"elements": ["when"], "message": "Mohon sebutkan harinya.", "version": version}
        assert (await first.post_form(f"{base}/aksi/request_completion", asked)).status_code == 303
        late = await second.post_form(
            f"{base}/aksi/message", {"text": "Sudah saya telepon pihak loket.", "version": version}
        )
        api = await second.post_json(
            f"{API}/{report['report_id']}/actions/message", {"values": {"text": "x"}}, if_match=f'"{version}"'
        )
        again = await second.get(base)
    assert late.status_code == 409
    assert "Sari Rahmania" in late.text
    assert "Sudah saya telepon pihak loket." in late.text
    assert "Sudah saya telepon pihak loket." in again.text
    assert api.status_code == 409
    (change,) = api.json()["changed"]
    assert change["who"] == "Sari Rahmania"
    assert change["state"] == "Menunggu kelengkapan"


async def test_the_same_key_acts_once(world: World) -> None:
    report = await world.registered()
    path = f"{API}/{report['report_id']}/actions/note"
    async with await world.visit("sari") as browser:
        body = {"values": {"text": "Dicatat sekali saja."}}
        answers = [await browser.post_json(path, body, idempotency_key="kunci-1") for _ in range(2)]
        lines = (await browser.get(f"{API}/{report['report_id']}/messages")).json()["lines"]
    assert [answer.json()["repeated"] for answer in answers] == [False, True]
    assert [line["text"] for line in lines].count("Dicatat sekali saja.") == 1


@pytest.mark.slow
async def test_an_expired_session_keeps_what_was_typed_through_signing_in_again(world: World) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    words = "Kalimat panjang yang tidak boleh hilang."
    code, clock = world.code("tono")
    async with await world.visit("tono") as browser:
        session = await world.parts.sessions.find(browser.client.cookies[world.parts.cookies.session])
        assert session is not None
        await world.parts.redis.delete(f"web:active:{session.hash}")
        asked = await browser.post_form(f"{base}/aksi/note", {"text": words})
        assert asked.status_code == 401
        assert "Masuk lagi" in asked.text
        assert words not in asked.text
        kept = field_of(asked.text, "kept")
        browser.token = field_of(asked.text, "csrf_token")
        with clock:
            credentials = {"username": "tono", "password": PASSWORD, "kept": kept}
            await browser.post_form("/masuk", credentials)
            browser.token = field_of((await browser.get("/masuk/kode")).text, "csrf_token")
            done = await browser.post_form("/masuk/kode", {"code": code})
            assert done.headers["location"] == base
            page = await browser.get(base)
            assert words in page.text
            assert "Tulisan Anda kembali" in page.text
            browser.token = field_of(page.text, "csrf_token")
            assert (await browser.post_form(f"{base}/aksi/note", {"text": words})).status_code == 303
            form = (await browser.get(base)).text.split(f'action="{base}/aksi/note"')[1].split("</form>")[0]
            assert words not in form


async def test_a_form_planted_by_another_site_is_not_kept_for_after_signing_in(world: World) -> None:
    report = await world.registered()
    async with world.visitor() as browser:
        browser.token = "tebakan"
        answer = await browser.post_form(f"/laporan/{report['report_id']}/aksi/note", {"text": "Titipan."})
    assert answer.status_code == 401
    assert 'name="kept"' not in answer.text


async def test_a_kept_form_is_not_shown_to_somebody_else(world: World) -> None:
    report = await world.registered()
    async with await world.visit("tono") as browser:
        session = await world.parts.sessions.find(browser.client.cookies[world.parts.cookies.session])
        assert session is not None
        await world.parts.redis.delete(f"web:active:{session.hash}")
        asked = await browser.post_form(f"/laporan/{report['report_id']}/aksi/note", {"text": "Milik Tono."})
        kept, browser.token = field_of(asked.text, "kept"), field_of(asked.text, "csrf_token")
        code, clock = world.code("sari")
        with clock:
            credentials = {"username": "sari", "password": PASSWORD, "kept": kept}
            await browser.post_form("/masuk", credentials)
            browser.token = field_of((await browser.get("/masuk/kode")).text, "csrf_token")
            done = await browser.post_form("/masuk/kode", {"code": code})
            page = await browser.get(f"/laporan/{report['report_id']}")
    assert done.headers["location"] == "/"
    assert "Milik Tono." not in page.text


@pytest.mark.requirement("R43", "R44")
async def test_a_message_with_a_file_reaches_the_conversation_and_the_file_opens_in_parts(
    world: World,
) -> None:
    report = await world.registered()
    base = f"/laporan/{report['report_id']}"
    files = [("files", ("surat balasan.png", PNG, "image/png"))]
    async with await world.visit("sari") as browser:
        sent = await browser.post_form(
            f"{base}/aksi/message", {"text": "Kami sedang memeriksa loket."}, files
        )
        assert sent.status_code == 303, sent.text
        page = await browser.get(base)
        assert "Kami sedang memeriksa loket." in page.text
        match = re.search(rf'src="({base}/bukti/[0-9a-f-]+)"', page.text)
        assert match is not None
        whole = await browser.get(match[1])
        part = await browser.get(match[1], range="bytes=0-7")
        tail = await browser.get(match[1], range="bytes=-4")
        outside = await browser.get(match[1], range="bytes=9999-")
        stale = await browser.get(match[1], range="bytes=0-7", if_range='"lain"')
        download = await browser.get(f"{match[1]}?unduh=1")
    assert (whole.status_code, whole.content) == (200, PNG)
    assert whole.headers["content-disposition"].startswith('inline; filename="surat balasan.png"')
    assert "sandbox" in whole.headers["content-security-policy"]
    assert whole.headers["cache-control"] == "no-store"
    assert (part.status_code, part.content) == (206, PNG[:8])
    assert part.headers["content-range"] == f"bytes 0-7/{len(PNG)}"
    assert (tail.status_code, tail.content) == (206, PNG[-4:])
    assert (outside.status_code, stale.status_code) == (416, 200)
    assert download.headers["content-disposition"].startswith("attachment;")


@pytest.mark.requirement("R79", "R81")
async def test_files_answer_the_fields_they_were_chosen_for(world: World) -> None:
    report = await world.registered()
    path = f"{API}/{report['report_id']}/actions"
    async with await world.visit("sari") as admin:
        await admin.post_json(f"{path}/dispose", {"values": disposition(world)})
    async with await world.visit("dewi") as liaison:
        await liaison.post_json(f"{path}/accept", {"values": {"initial_response": "Sedang kami tangani."}})
        await liaison.get(f"{API}/{report['report_id']}/documents/lembar-disposisi.pdf")
        forwarded = await liaison.post_json(f"{path}/forward_to_head", {})
        assert forwarded.status_code == 200, forwarded.text
    async with await world.visit("bagus") as head:
        offered = {each["action"]: each for each in (await head.get(path)).json()["actions"]}
        values = _answers(offered["dispose_internally"], world)
        assert (await head.post_json(f"{path}/dispose_internally", {"values": values})).status_code == 200
        offered = {each["action"]: each for each in (await head.get(path)).json()["actions"]}
        wanted = offered["submit_followup"]
        values = _answers(wanted, world)
        names = [field["name"] for field in wanted["fields"] if field["type"] == "files"]
        files = [(name, (f"{name}.txt", name.encode(), "text/plain")) for name in names]
        without = await head.post_json(f"{path}/submit_followup", {"values": values})
        done = await head.post_form(f"{path}/submit_followup", values, files, x_csrf_token=head.token)
        papers = (await head.get(f"{API}/{report['report_id']}/evidence")).json()["papers"]
    assert (without.status_code, set(without.json()["fields"])) == (422, set(names))
    assert done.status_code == 200, done.text
    assert {file["name"] for file in papers} >= {f"{name}.txt" for name in names}


def _answers(action: dict[str, object], world: World) -> dict[str, object]:
    """Answer every field an action asks for, as its table says."""
    given: dict[str, object] = {}
    fields = action["fields"]
    assert isinstance(fields, list)
    for field in fields:
        kind, choices = field["type"], field["choices"]
        if kind in {"text", "long_text"}:
            given[field["name"]] = "Uraian yang cukup panjang untuk dinilai jelas dan terukur."
        elif kind in {"choice", "unit"}:
            given[field["name"]] = choices[0][0]
        elif kind in {"choices", "units"}:
            given[field["name"]] = (
                [str(world.units["Subbag Hukum dan SDM"])] if kind == "units" else [choices[0][0]]
            )
        elif kind == "flag":
            given[field["name"]] = "ya"
    return given

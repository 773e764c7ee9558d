"""A pasted letter fills the register's form, marked, without touching what was typed; nothing is stored."""

import re
from typing import Any

import pytest

from tests.support.desk.world import World
from tests.support.letters import LETTER, STORY

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R116", "R130", "R131", "R132")]

READING = "/api/v1/reports/reading"


def inputs(page: str) -> dict[str, str]:
    """What the form would send: its text inputs, text areas, chosen options and hidden inputs."""
    form = page[page.index('id="catat"') : page.index("</form>", page.index('id="catat"'))]
    form = re.sub(r"<template.*?</template>", "", form, flags=re.DOTALL)
    found = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        found.update((name, chosen) for chosen in re.findall(r'value="([^"]*)" selected', options))
    return {name: value for name, value in found.items() if name != "csrf_token"}


def marked(page: str) -> set[str]:
    """The inputs that say they were filled in from the letter."""
    return set(re.findall(r'id="catat-([^"]+)-read"', page))


async def blank(world: World) -> dict[str, str]:
    async with await world.visit("rina") as officer:
        return inputs((await officer.get("/catat")).text)


async def reading(world: World, **typed: str) -> Any:
    form = {**await blank(world), "surat": LETTER, "read_letter": "ya", **typed}
    async with await world.visit("rina") as officer:
        return await officer.post_form("/catat", form)


async def count(world: World) -> int:
    async with world.parts.core.database.transaction() as session:
        rows = await (await session.connection()).exec_driver_sql("SELECT count(*) FROM reports")
        return int(rows.scalar_one())


async def test_what_was_found_is_filled_in_and_marked_with_its_words_and_nothing_is_stored(
    world: World,
) -> None:
    before = await count(world)
    answer = await reading(world)

    assert answer.status_code == 200
    told = inputs(answer.text)
    assert told["letter_number"] == "04/PP/XI/2026"
    assert told["letter_date"] == "2026-11-12"
    assert told["channel"] == "letter"
    assert told["identity_mode"] == "confidential"
    assert told["reporter-name"] == "Budi Santoso"
    assert STORY in told["substance"]
    assert [told["party-0-name"], told["party-1-name"]] == ["Ahmad Fauzi", "Siti Aminah"]
    assert [told["party-0-role"], told["party-1-role"]] == ["reported", "witness"]
    assert {"letter_number", "substance", "happened_at", "place", "reporter-name", "party-1-name"} <= marked(
        answer.text
    )
    assert "title" not in marked(answer.text)
    assert "dari surat: “kemarin malam sekitar jam 8”" in answer.text
    assert "Terbaca 13 isian dan 2 orang" in answer.text
    assert await count(world) == before


async def test_what_the_officer_typed_is_not_touched_and_the_difference_is_told(world: World) -> None:
    answer = await reading(
        world, happened_at="Selasa pagi", **{"party-0-name": "Penjaga gudang", "party-0-role": "reported"}
    )

    told = inputs(answer.text)
    assert told["happened_at"] == "Selasa pagi"
    assert told["party-0-name"] == "Penjaga gudang"
    assert told["party-1-name"] == "Ahmad Fauzi"
    assert marked(answer.text).isdisjoint({"happened_at", "party-0-name"})
    assert "Surat berkata lain, isian Anda tidak diubah:" in answer.text
    assert "Rabu 11 November 2026, 20.00" in answer.text


async def test_a_mark_stays_through_the_next_showing_until_the_answer_is_changed(world: World) -> None:
    told = inputs((await reading(world)).text)
    told |= {"place": "Balai desa", "add_party": "1"}
    async with await world.visit("rina") as officer:
        again = await officer.post_form("/catat", told)

    assert "letter_number" in marked(again.text)
    assert "place" not in marked(again.text)
    told = inputs(again.text) | {"read_letter": "ya", "surat": "Nomor: 9/X/2026\n\nLoket tutup."}
    async with await world.visit("rina") as officer:
        other = inputs((await officer.post_form("/catat", told)).text)
    assert other["letter_number"] == "9/X/2026"  # nobody had typed the first one
    assert other["place"] == "Balai desa"


async def test_a_paste_and_three_presses_are_a_registered_report(world: World) -> None:
    told = inputs((await reading(world)).text)
    async with await world.visit("rina") as officer:
        sent = await officer.post_form("/catat", told)
    assert sent.status_code == 303, re.findall(r'class="k-error".*?</p>', sent.text)

    report = sent.headers["location"].split("/")[2]
    async with await world.visit("sari") as admin:
        body = (await admin.get(f"/api/v1/reports/{report}")).json()["body"]
    assert body["letter_number"] == "04/PP/XI/2026"
    assert {party["name"] for party in body["parties"]} == {"Ahmad Fauzi", "Siti Aminah"}
    assert "Budi" not in str(body)


async def test_what_is_pasted_is_shown_as_it_is_and_never_as_a_tag(world: World) -> None:
    strange = "Perihal: <script>alert(1)</script>\n\nLoket </textarea><b>tutup</b> kemarin."
    answer = await reading(world, surat=strange)

    assert "<script>alert" not in answer.text
    assert "</textarea><b>" not in answer.text
    assert "&lt;script&gt;" in answer.text


async def test_nothing_pasted_or_too_much_is_refused_at_its_field(world: World) -> None:
    for text, why in ((" ", "Tempel dahulu isi suratnya"), ("a" * 20_001, "Paling banyak 20000 huruf")):
        answer = await reading(world, surat=text)
        assert answer.status_code == 422
        assert 'id="catat-surat-error"' in answer.text
        assert why in answer.text


async def test_the_api_reads_a_letter_for_whoever_registers_and_for_nobody_else(world: World) -> None:
    async with await world.visit("rina") as officer:
        read = await officer.post_json(READING, {"text": LETTER})
        empty = await officer.post_json(READING, {"text": " "})
    async with await world.visit("lukman") as leader:
        refused = await leader.post_json(READING, {"text": LETTER})
    async with world.visitor() as stranger:
        unknown = await stranger.post_json(READING, {"text": LETTER})

    assert read.status_code == 200
    found = {one["field"]: one["value"] for one in read.json()["answers"]}
    assert found["letter_number"] == "04/PP/XI/2026"
    assert {one["party"]["name"] for one in read.json()["people"]} == {"Ahmad Fauzi", "Siti Aminah"}
    assert empty.status_code == 422
    assert refused.status_code == 403
    assert unknown.status_code == 401


async def test_a_registration_tells_no_story_of_its_own(world: World) -> None:
    """Decisions about a reading are an officer's, with who and when: nobody hands them in."""
    body = {"substance": "Loket tutup.", "story": {"written_at": "2026-11-30T00:00:00Z"}}
    async with await world.visit("rina") as officer:
        wish = {
            "office_id": world.office_id, "channel": "direct", "identity_mode": "anonymous", "body": body
        }  # fmt: skip
        refused = await officer.post_json("/api/v1/reports", wish)
    assert refused.status_code == 422

"""Whoever blows the whistle is told who would read it, and may choose the level above, or the centre."""

import pytest

from tests.bot.world import begin, labels, next_question, press, say, title_of, to_step
from tests.support.telegram import Person

pytestmark = pytest.mark.requirement("R86", "R97")


async def test_a_whistleblower_is_told_who_reads_and_may_go_higher(person: Person) -> None:
    question = await to_step(person, await begin(person, "Lapor orang dalam KPU"), "Tujuan")
    found = await say(person, "lombok timur")
    if "1." in found["text"] and "Yang membaca" not in found["text"]:
        found = await say(person, "1")
    assert title_of(found) == title_of(question)
    assert "Yang membaca laporan ini" in found["text"]
    assert "jangan diketahui oleh" in found["text"]
    offered = found["text"].split("\n")
    assert [line for line in offered if line[:2] in {"1.", "2.", "3."}] == [
        "1. KPU Kabupaten Lombok Timur",
        "2. KPU Provinsi Nusa Tenggara Barat",
        "3. Komisi Pemilihan Umum Republik Indonesia",
    ]
    assert {"1", "2", "3"} <= set(labels(found))
    after = await press(person, found, "2")
    assert title_of(after) != title_of(question)


async def test_at_the_centre_there_is_nothing_higher_to_offer(person: Person) -> None:
    question = await to_step(person, await begin(person, "Lapor orang dalam KPU"), "Tujuan")
    await person.press(question, "KPU RI (pusat)")
    assert title_of(await next_question(person)) != "Tujuan"


async def test_a_public_report_asks_nothing_more(person: Person) -> None:
    await to_step(person, await begin(person), "Tujuan")
    found = await say(person, "lombok timur")
    assert "Yang membaca" not in found["text"]

"""Standard answers at the desk: what an office answers at once, in versions, and never with a gap."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from core.administration.answers import StandardAnswers, WriteAnswer
from core.answers.answering import QuestionOutcome, answers_of, count
from core.answers.models import StandardAnswer
from core.answers.topics import DEFAULTS, AnswerTopic
from core.answers.wording import filled_in, problem_of
from core.audit.models import AuditEntry
from core.clock import held_at
from core.errors import ConflictError, ForbiddenError, InvalidError
from tests.administration.refusals import refusal
from tests.support.desk.world import World
from tests.support.house import KABUPATEN, NATIONAL
from tests.support.scene import Scene

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R18", "R25")]
OPEN = WriteAnswer(question="Jam berapa buka?", answer="{kantor}: 08.00-16.00.", source="Pengumuman 1/2026")


async def test_an_answer_is_written_previewed_and_listed(world: World) -> None:
    here = "/pengaturan/jawaban/contact"
    async with await world.visit("sari") as browser:
        listed = (await browser.get("/pengaturan/jawaban")).text
        missing, _, ready = listed.partition("Dijawab seketika")
        assert "Telepon dan kontak" in missing
        assert "Biaya" not in missing
        assert "Biaya" in ready
        wish = {
            "kantor": str(world.office_id), "question": "Nomor WA kantor?", "answer": "WA {nama}.",
            "source": "Papan pengumuman",
        }  # fmt: skip
        for deed in ("pratinjau", "simpan"):
            refused = await browser.post_form(f"{here}/{deed}", wish)
            assert (refused.status_code, "{nama} tidak dikenal" in refused.text) == (422, True)
        wish["answer"] = "Hubungi {kantor} di loket."
        shown = (await browser.post_form(f"{here}/pratinjau", wish)).text
        assert "Hubungi KPU Kab. Lombok Timur di loket." in shown
        assert "Belum pernah ditulis" in shown
        assert (await browser.post_form(f"{here}/simpan", wish)).status_code == 303
        wish["answer"] = "Telepon loket {kantor}."
        assert (await browser.post_form(f"{here}/simpan", wish)).status_code == 303
        page = (await browser.get(f"{here}?kantor={world.office_id}")).text
        assert "Versi 2" in page
        assert "Versi 1" in page
        back = {"kantor": str(world.office_id)}
        assert (await browser.post_form(f"{here}/cabut", back)).status_code == 303
        again = await browser.post_form(f"{here}/cabut", back)
        assert (again.status_code, "Tidak ada yang dicabut" in again.text) == (409, True)
        assert (await browser.get("/pengaturan/jawaban/lain")).status_code == 404
        assert (await browser.get("/pengaturan/jawaban?kantor=1")).status_code == 403


async def test_who_keeps_no_answers_sees_no_page(world: World) -> None:
    async with await world.visit("sistem") as browser:
        assert (await browser.get("/pengaturan/jawaban")).status_code == 403
        assert "Jawaban siap" not in (await browser.get("/pengaturan/kantor")).text


async def test_its_own_comes_before_the_one_above_and_that_before_the_house_s(scene: Scene) -> None:
    here, cost = scene.house.offices[KABUPATEN], AnswerTopic.COST
    nadia, sari = await scene.actor("nadia"), await scene.actor("sari")
    async with scene.transaction() as session:

        async def answered() -> tuple[str, str]:
            ready = (await answers_of(session, here)).ready[cost]
            return ready.answer, ready.office

        assert await answered() == (DEFAULTS[cost].answer, "")
        above = OPEN.model_copy(update={"answer": "Gratis, kata pusat."})
        await StandardAnswers(session, nadia).write(scene.house.offices[NATIONAL], cost, above)
        assert await answered() == ("Gratis, kata pusat.", "KPU RI")
        own = OPEN.model_copy(update={"answer": "Gratis di sini."})
        assert await StandardAnswers(session, sari).write(here, cost, own) == 1
        assert await answered() == ("Gratis di sini.", "KPU Kab. Lombok Timur")
        assert await StandardAnswers(session, sari).take_back(here, cost) == 2
        assert await answered() == ("Gratis, kata pusat.", "KPU RI")
        with refusal(ConflictError, "tidak punya jawaban sendiri"):
            await StandardAnswers(session, sari).take_back(here, cost)
        await session.rollback()


async def test_what_an_office_says_of_itself_is_no_other_s_and_a_gap_is_never_given(scene: Scene) -> None:
    here, nadia, sari = scene.house.offices[KABUPATEN], await scene.actor("nadia"), await scene.actor("sari")
    async with scene.transaction() as session:
        work = StandardAnswers(session, nadia)
        await work.write(scene.house.offices[NATIONAL], AnswerTopic.ADDRESS, _saying("Jalan Pusat 1."))
        come = _saying("Datang ke {kantor}, {alamat}")
        await work.write(scene.house.offices[NATIONAL], AnswerTopic.IN_PERSON, come)
        ready = (await answers_of(session, here)).ready
        assert AnswerTopic.ADDRESS not in ready
        assert AnswerTopic.IN_PERSON not in ready  # {alamat} is not said here
        line = await StandardAnswers(session, sari).topic(here, AnswerTopic.IN_PERSON)
        assert (line.given, bool(line.answer)) == (False, True)
        await StandardAnswers(session, sari).write(here, AnswerTopic.ADDRESS, _saying("Jalan Contoh 2."))
        ready = (await answers_of(session, here)).ready
        assert ready[AnswerTopic.IN_PERSON].answer == "Datang ke KPU Kab. Lombok Timur, Jalan Contoh 2."
        await session.rollback()


async def test_a_version_holds_from_its_first_day_to_its_last(scene: Scene) -> None:
    here, sari = scene.house.offices[KABUPATEN], await scene.actor("sari")
    today = scene.at.date()
    async with scene.transaction() as session:
        work = StandardAnswers(session, sari)
        await work.write(here, AnswerTopic.HOURS, _saying("Sampai jam 4."))
        few = {"valid_from": today + timedelta(days=5), "valid_until": today + timedelta(days=9)}
        await work.write(here, AnswerTopic.HOURS, _saying("Sampai jam 3.", **few))
        said = []
        for days in (0, 6, 12):
            with held_at(scene.at + timedelta(days=days)):
                said.append((await answers_of(session, here)).ready[AnswerTopic.HOURS].answer)
        assert said == ["Sampai jam 4.", "Sampai jam 3.", "Sampai jam 4."]
        with refusal(InvalidError, "sudah lewat"):
            await work.write(here, AnswerTopic.HOURS, _saying("Dulu.", valid_until=today - timedelta(days=9)))
        await session.rollback()


async def test_only_an_admin_here_or_above_writes_and_the_audit_tells_no_words(
    scene: Scene,
) -> None:
    here, cost = scene.house.offices[KABUPATEN], AnswerTopic.COST
    async with scene.transaction() as session:
        for who, office in (("karta", here), ("bayu", here), ("sari", scene.house.offices[NATIONAL])):
            with pytest.raises(ForbiddenError):
                await StandardAnswers(session, await scene.actor(who)).write(office, cost, OPEN)
        await StandardAnswers(session, await scene.actor("yusuf")).write(here, cost, OPEN)
        query = select(AuditEntry.detail).where(AuditEntry.verb == "standard_answer.written")
        (detail,) = (await session.exec(query)).all()
        assert detail == {"office": "52.03", "topic": "cost", "version": 1}
        await session.rollback()


async def test_an_answer_without_a_source_cannot_be_kept_even_by_sql(scene: Scene) -> None:
    async with scene.transaction() as session:
        with pytest.raises(IntegrityError):
            await (await session.connection()).execute(
                sa.insert(StandardAnswer).values(
                    office_id=scene.house.offices[KABUPATEN], topic=AnswerTopic.COST, version=1, question="?",
                    answer="Ya.", source="", valid_from=scene.at.date(),
                    edited_by=scene.house.officers["sari"], edited_at=scene.at,
                )
            )  # fmt: skip
        await session.rollback()


async def test_questions_are_counted_by_day_and_topic(scene: Scene) -> None:
    here, sari = scene.house.offices[KABUPATEN], await scene.actor("sari")
    async with scene.transaction() as session:
        for outcome in (
            QuestionOutcome.ASKED,
            QuestionOutcome.ASKED,
            QuestionOutcome.ANSWERED,
            QuestionOutcome.SENT_ON,
        ):
            await count(session, here, AnswerTopic.VOTER_ROLL, outcome)
        line = await StandardAnswers(session, sari).topic(here, AnswerTopic.VOTER_ROLL)
        assert (line.asked, line.answered, line.sent_on) == (2, 1, 1)
        with held_at(scene.at + timedelta(days=40)):
            assert (await StandardAnswers(session, sari).topic(here, AnswerTopic.VOTER_ROLL)).asked == 0
        await session.rollback()


def test_placeholders_are_known_and_an_own_fact_mentions_no_other() -> None:
    assert problem_of("Datang ke {kantor}, {alamat}") == ""
    assert problem_of("{alamat}", own=True) != ""
    assert problem_of("{kantor!r} {nama}") != ""
    assert problem_of("{ buka") != ""
    assert filled_in("{alamat}", {"kantor": "KPU", "alamat": "Jalan {kantor}"}) == "Jalan KPU"
    assert filled_in("{alamat}", {"kantor": "KPU"}) is None


def _saying(answer: str, **more: date) -> WriteAnswer:
    return OPEN.model_copy(update={"answer": answer, **more})


async def test_machines_keep_the_answers_too(world: World) -> None:
    async with await world.visit("sari") as browser:
        at = f"?office_id={world.office_id}"
        listed = (await browser.get(f"/api/v1/admin/answers{at}")).json()
        assert {line["topic"] for line in listed} == {topic.value for topic in AnswerTopic}
        assert (await browser.get(f"/api/v1/admin/answers/voter_roll{at}")).json() == []
        assert (await browser.get("/api/v1/admin/answers?office_id=1")).status_code == 403
        assert (await browser.get(f"/api/v1/admin/answers/lain{at}")).status_code == 404

"""*Tanya saja*: what is asked is answered at once where an answer is ready, and leaves nothing behind."""

from datetime import date

import pytest
from redis.asyncio import Redis
from sqlmodel import select

from core.answers.models import StandardAnswer
from core.answers.topics import AnswerTopic
from core.chain.states import Kind
from core.offices.models import Office
from tests.bot.following import read, rows
from tests.bot.world import RunningBot, World, labels, press, say, tracking_in
from tests.support.house import hire
from tests.support.telegram import Json, Person

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R18", "R25")]
COUNTS = "SELECT topic, asked, answered, sent_on FROM question_counts ORDER BY topic"
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = 'question_counts'"
REPORTS = "SELECT count(*) FROM reports"
SENDS = "Kirim sebagai pertanyaan"


@pytest.fixture
async def opening_hours(shared_bot: RunningBot) -> None:
    """Lombok Timur says when it is open; nobody else does."""
    async with shared_bot.core.database.transaction() as session:
        office = (await session.exec(select(Office).where(Office.code == "52.03"))).one()
        known = select(StandardAnswer).where(StandardAnswer.office_id == office.id)
        if (await session.exec(known)).first() is None:
            by = await hire(session, "jam.layanan", "Jam Layanan")
            session.add(
                StandardAnswer(
                    office_id=office.id or 0,
                    topic=AnswerTopic.HOURS,
                    version=1,
                    question="Jam berapa kantor buka?",
                    answer="{kantor}: Senin sampai Jumat, 08.00-16.00 WITA.",
                    source="Pengumuman kantor",
                    valid_from=date(2020, 1, 1),
                    edited_by=by.id,
                )
            )


async def asked(person: Person, text: str, hears: str) -> Json:
    await person.say(text)
    return await person.hear(hears)


async def test_a_plain_question_is_answered_at_once_with_its_source(
    person: Person, shared_bot: RunningBot, opening_hours: None
) -> None:
    before = await rows(shared_bot, REPORTS)
    page = await asked(person, "jam buka kantor kpu lombok timur jam berapa ya?", "Terjawab?")
    assert "KPU Kab. Lombok Timur: Senin sampai Jumat, 08.00-16.00 WITA." in page["text"]
    assert "Sumber: Pengumuman kantor" in page["text"]
    await say(person, "ya")
    assert await rows(shared_bot, REPORTS) == before


async def test_of_its_own_hours_an_office_is_asked_for_and_a_word_names_it(
    person: Person, shared_bot: RunningBot, opening_hours: None
) -> None:
    await asked(person, "kantornya buka jam berapa ya?", "Kantor KPU mana?")
    page = await asked(person, "selong", "Senin sampai Jumat")
    assert "Belum terkirim" in page["text"]  # the press that sends is the consent
    assert "Aturannya" in labels(page)


async def test_the_own_answer_of_one_office_is_no_other_s(
    person: Person, shared_bot: RunningBot, opening_hours: None
) -> None:
    page = await asked(person, "jam buka kantor kpu pacitan?", "belum ada jawaban siap dari KPU Kab. Pacitan")
    assert "Senin" not in page["text"]
    assert SENDS in [label.partition(". ")[2] or label for label in labels(page)]


async def test_whoever_was_answered_leaves_nothing_but_a_count(person: Person, chat_world: World) -> None:
    async with chat_world.bot() as bot:
        counted = await rows(bot, COUNTS)
        await asked(person, "lapor disini bayar gak min?", "gratis")
        name = bot.application._memory.name(person.user_id)
        async with Redis.from_url(chat_world.redis_url) as redis:
            assert await redis.exists(f"kb:story:{name}")
            await asked(person, "terjawab", "Senang bisa membantu")
            assert not await redis.exists(f"kb:story:{name}")
        assert await rows(bot, COUNTS) != counted
        columns = await rows(
            bot, "SELECT column_name FROM information_schema.columns WHERE table_name = 'question_counts'"
        )
        assert {name for (name,) in columns} == {"office_id", "topic", "day", "asked", "answered", "sent_on"}


async def test_one_press_makes_it_a_question_to_the_office(person: Person, shared_bot: RunningBot) -> None:
    page = await asked(
        person, "gimana cara pindah memilih ke kabupaten lombok timur?", "belum ada jawaban siap"
    )
    await person.press(page, SENDS)
    view = await read(shared_bot, tracking_in(await person.hear("Nomor pelacakan Anda")))
    assert view.kind is Kind.INFORMATION_REQUEST
    assert view.body.substance == "gimana cara pindah memilih ke kabupaten lombok timur?"


async def test_no_is_not_sent_but_asked_and_then_yes_sends(person: Person, shared_bot: RunningBot) -> None:
    await asked(person, "lapor ke kpu bayar gak min?", "gratis")
    await asked(person, "belum", "Kirim sebagai pertanyaan, ya?")
    await asked(person, "ya", "Tujuan")


async def test_typed_tanya_opens_the_topics_and_a_number_chooses(
    person: Person, shared_bot: RunningBot
) -> None:
    await person.say("/tanya")
    page = await person.hear("Tulis pertanyaan Anda, atau pilih:")
    line = next(line for line in page["text"].split("\n") if "bayar" in line)
    await asked(person, line[0], "gratis")
    await asked(person, "terjawab", "Senang bisa membantu")


async def test_words_behind_the_command_are_the_question(person: Person, shared_bot: RunningBot) -> None:
    await asked(person, "/tanya lapor bayar gak", "gratis")


async def test_where_it_is_not_plain_up_to_three_are_offered(person: Person, shared_bot: RunningBot) -> None:
    page = await asked(person, "/tanya soal dpt sama pindah", "Anda mau tanya yang mana?")
    assert 2 <= sum("?" in label for label in labels(page)) <= 3
    await asked(person, "1", "jawaban siap")


async def test_a_story_is_only_a_question_at_one_press_and_a_report_again_at_another(
    person: Person, shared_bot: RunningBot
) -> None:
    await person.say("petugas di tps minta uang, emang lapor itu bayar? kemarin pagi kejadiannya")
    page = await person.hear("Ini yang saya tangkap")
    page = await press(person, page, "Tanya saja")
    assert "gratis" in page["text"]
    assert "Ini yang saya tangkap" in (await say(person, "ini laporan"))["text"]


async def test_every_button_of_a_question_can_be_typed(person: Person, shared_bot: RunningBot) -> None:
    page = await asked(person, "lapor ke kpu bayar gak min?", "gratis")
    for number, label in enumerate(labels(page), start=1):
        assert f"{number}\u00a0{label}" in page["text"]
    await asked(person, "Kirim sebagai pertanyaan", "Tujuan")


async def test_a_posters_office_answers_for_itself(
    person: Person, shared_bot: RunningBot, opening_hours: None
) -> None:
    await person.say("/start kantor_5203")
    await person.hear("Setuju")
    await asked(person, "buka jam berapa ya?", "Senin sampai Jumat")


async def test_from_the_consent_tanya_saja_needs_none(
    person: Person, shared_bot: RunningBot, opening_hours: None
) -> None:
    await person.say("/start kantor_5203")
    page = await person.hear("Setuju")
    page = await press(person, page, "Tanya saja")
    assert "Jam berapa kantor buka?" in page["text"], page["text"]
    line = next(line for line in page["text"].split("\n") if "Jam berapa" in line)
    await asked(person, line[0], "Senin sampai Jumat")

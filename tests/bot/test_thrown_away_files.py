"""Files that their sender threw away are noted to go; files that were sent stay."""

import pytest
import sqlalchemy as sa

from tests.bot.world import Json, RunningBot, begin, press, send, to_review, to_step
from tests.support.telegram import Person

pytestmark = pytest.mark.requirement("R125")

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NOTED = sa.text(
    "SELECT count(*) FILTER (WHERE discarded_at IS NOT NULL), count(*) FROM stowed_objects"
    " WHERE stowed_at > now() - interval '1 hour'"
)


async def noted(running: RunningBot) -> tuple[int, int]:
    """Count the objects that were thrown away, and all."""
    async with running.core.database.transaction() as session:
        thrown, stowed = (await (await session.connection()).execute(NOTED)).one()
    return int(thrown), int(stowed)


async def with_files(person: Person, *names: str) -> Json:
    last = await to_step(person, await begin(person), "Bukti")
    for name in names:
        await person.send_files("document", (name, PDF, "application/pdf"))
        last = await person.hear(name)
    return last


async def test_files_of_a_discarded_draft_are_let_go(person: Person, shared_bot: RunningBot) -> None:
    thrown, stowed = await noted(shared_bot)
    last = await with_files(person, "satu.pdf", "dua.pdf")
    assert await noted(shared_bot) == (thrown, stowed + 2)
    await person.press(last, "Batal")
    await person.press(await person.hear("Buang laporan ini?"), "Ya, buang")
    await person.hear("Laporan dibuang")
    await person.say("halo")  # handled after the draft is gone
    await person.hear()
    assert await noted(shared_bot) == (thrown + 2, stowed + 2)


async def test_a_file_taken_out_of_a_draft_is_let_go_and_one_that_is_sent_stays(
    person: Person, shared_bot: RunningBot
) -> None:
    thrown, stowed = await noted(shared_bot)
    last = await with_files(person, "satu.pdf", "dua.pdf")
    asked = await press(person, last, "Hapus yang terakhir")
    await send(person, await to_review(person, asked))
    assert await noted(shared_bot) == (thrown + 1, stowed + 2)

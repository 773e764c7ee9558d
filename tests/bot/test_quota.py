"""One person brings so many files a day; what is beyond is refused with what to do, nothing is lost."""

import pytest
from redis.asyncio import Redis

from core.errors import InvalidError
from core.evidence.quota import FileQuota
from tests.bot.test_robustness import somebody
from tests.bot.world import World, begin, send, to_review, to_step

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R125")]

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


async def test_beyond_the_days_files_one_is_refused_and_the_report_goes_on(lone_world: World) -> None:
    async with lone_world.bot(evidence_files_per_day=2), somebody(lone_world) as person:
        await to_step(person, await begin(person), "Bukti")
        for name in ("satu.pdf", "dua.pdf"):
            await person.send_files("document", (name, PDF, "application/pdf"))
            await person.hear(f"Tersimpan: {name}")
        await person.send_files("document", ("tiga.pdf", PDF, "application/pdf"))
        refused = await person.hear("Batas berkas hari ini sudah tercapai: 2 berkas")
        assert "Tulisan Anda aman" in refused["text"]
        review = await to_review(person, refused)
        assert "dua.pdf" in review["text"]
        assert "tiga.pdf" not in review["text"]
        assert await send(person, review)


async def test_files_are_counted_by_size_too_and_one_person_holds_up_no_other(lone_world: World) -> None:
    redis = Redis.from_url(lone_world.settings().require_redis_url())
    quota = FileQuota(redis.connection_pool, files=100, megabytes=20)
    await quota.admit("siti-uji", 19 * 1024 * 1024)
    await quota.count("siti-uji", 19 * 1024 * 1024)
    await quota.admit("siti-uji", 1024 * 1024)
    with pytest.raises(InvalidError) as refused:
        await quota.admit("siti-uji", 2 * 1024 * 1024)
    assert refused.value.code == "evidence.quota"
    await quota.admit("budi-uji", 2 * 1024 * 1024)
    await redis.aclose()


async def test_where_nothing_can_be_counted_nobody_is_held_up() -> None:
    redis = Redis.from_url("redis://127.0.0.1:1/0")
    quota = FileQuota(redis.connection_pool, files=1, megabytes=20)
    for _ in range(3):
        await quota.admit("siti", 1024)
        await quota.count("siti", 1024)
    await redis.aclose()

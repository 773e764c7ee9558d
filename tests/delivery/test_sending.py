"""A push goes from the officer's transaction to the reporter's chat, once, in order, in time."""

import asyncio
import time
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core.chain.states import IdentityMode, Track
from core.errors import DomainError
from core.notifications.models import DeliveryStatus
from core.notifications.outbox import NEUTRAL_TEXT, PushFile
from core.reports.models import PushMode
from tests.delivery.scene import QUICK, Scene, Told
from tests.support.telegram import Person

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f000301010018dd8db00000000049454e44ae426082"
)


async def texts(person: Person) -> list[str]:
    return [m["text"] for m in await person.messages() if m["from"] == "bot"]


async def statuses(scene: Scene, told: Told) -> list[str]:
    return [delivery.status.value for delivery in await scene.deliveries(told)]


@pytest.mark.requirement("R94")
async def test_what_an_officer_says_arrives_with_a_button_to_the_report(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    async with scene.working():
        await scene.tell(told, "Berkas <Anda> & lampiran sudah kami baca.", title="Jawaban")
        message = await reporter.hear("sudah kami baca")
        await scene.until_settled()
    number = told.report.agenda_number
    assert message["text"] == f"Jawaban · laporan {number}\n\nBerkas <Anda> & lampiran sudah kami baca."
    assert message["buttons"] == [[{"label": "Buka", "data": f"open:{told.link.id.hex}"}]]
    [delivery] = await scene.deliveries(told)
    assert delivery.status is DeliveryStatus.SENT
    assert delivery.sealed is None
    assert delivery.sent_at is not None


async def test_an_idle_worker_is_woken_and_sends_well_within_a_second(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    lasted = []
    async with scene.working(pace=replace(QUICK, poll=5.0)):  # so that nothing but NOTIFY explains it
        for number in range(3):
            await scene.tell(told, f"Kabar {number}.")
            began = time.perf_counter()
            await reporter.hear(f"Kabar {number}.")
            lasted.append(time.perf_counter() - began)
            await scene.until_settled()
    assert sorted(lasted)[1] < 0.5, lasted


async def _told_and_failed(scene: Scene, told: Told) -> None:
    async with scene.database.transaction() as session:
        await scene.tell_within(session, told, "Tidak jadi.", key="x")
        raise DomainError


async def test_a_transaction_that_fails_leaves_no_push_and_no_job(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    with pytest.raises(DomainError):
        await _told_and_failed(scene, told)
    assert await scene.scalar("SELECT count(*) FROM deliveries") == 0
    assert await scene.scalar("SELECT count(*) FROM procrastinate_jobs") == 0


async def test_the_same_push_recorded_twice_is_sent_once(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    assert await scene.tell(told, "Sekali saja.", key="r:7:answer") is True
    assert await scene.tell(told, "Sekali saja.", key="r:7:answer") is False
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == [f"Kabar · laporan {told.report.agenda_number}\n\nSekali saja."]


async def test_pushes_of_one_report_arrive_in_their_order(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    for number in range(6):
        await scene.tell(told, f"Kabar ke-{number}.", title="")
    async with scene.working():
        await scene.until_settled()
    assert await texts(reporter) == [f"Kabar ke-{number}." for number in range(6)]


@pytest.mark.slow
@pytest.mark.requirement("R89", "R90", "R144")
@pytest.mark.parametrize(
    ("mode", "track"),
    [
        (IdentityMode.CONFIDENTIAL, Track.PUBLIC_SERVICE),
        (IdentityMode.ANONYMOUS, Track.PUBLIC_SERVICE),
        (IdentityMode.OPEN, Track.WHISTLEBLOWING),
        (IdentityMode.CONFIDENTIAL, Track.WHISTLEBLOWING),
        (IdentityMode.ANONYMOUS, Track.WHISTLEBLOWING),
    ],
)
async def test_a_push_of_a_protected_report_says_nothing_of_it(
    scene: Scene, reporter: Person, mode: IdentityMode, track: Track
) -> None:
    told = await scene.report(reporter.user_id, mode=mode, track=track)
    file = await scene.file("rahasia.png", "image/png", PNG)
    async with scene.working():
        await scene.tell(told, "Isi yang rahasia.", title="Jawaban KPU Uji", files=(file,))
        await scene.until_settled()
    [message] = [m for m in await reporter.messages() if m["from"] == "bot"]
    assert message["text"] == NEUTRAL_TEXT
    assert message["buttons"] == [[{"label": "Buka", "data": f"open:{told.link.id.hex}"}]]


async def test_a_reporter_who_wants_no_pushes_gets_none(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id, push=PushMode.NONE)
    async with scene.working():
        assert await scene.tell(told, "Diam.") is True
        await scene.until_settled()
    assert await statuses(scene, told) == ["suppressed"]
    assert await texts(reporter) == []


async def test_a_reporter_who_unlinked_the_chat_is_left_alone(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    await scene.tell(told, "Terlambat.")
    await scene.change_link(told, unlinked_at=sa.func.now(), chat_sealed=None)
    async with scene.working():
        await scene.until_settled()
    told.link = await scene.link(told)
    assert await scene.tell(told, "Sesudahnya.") is False
    assert await statuses(scene, told) == ["suppressed"]
    assert await texts(reporter) == []


async def test_attachments_arrive_byte_for_byte_several_as_an_album(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    contents = [
        ("satu.png", "image/png", PNG),
        ("dua.png", "image/png", PNG + b"\0" * 9),
        ("surat.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)) * 2000),
    ]
    files = [await scene.file(*content) for content in contents]
    async with scene.working():
        await scene.tell(told, "Terlampir.", files=tuple(files))
        await scene.until_settled()
    messages = [m for m in await reporter.messages() if m["from"] == "bot"]
    assert [m["text"] for m in messages] == [
        f"Kabar · laporan {told.report.agenda_number}\n\nTerlampir.",
        "",
        "",
        "",
    ]
    assert messages[1]["media_group_id"] == messages[2]["media_group_id"]
    received = [await reporter.download(m["files"][0]) for m in messages[1:]]
    assert received == [data for _name, _mime, data in contents]
    assert messages[3]["files"][0]["name"] == "surat.pdf"


async def test_a_file_that_is_lost_is_said_so_and_the_rest_arrives(scene: Scene, reporter: Person) -> None:
    told = await scene.report(reporter.user_id)
    lost = PushFile(object_key="tidak-ada", file_key=b"k" * 32, name="hilang.pdf", mime="application/pdf")
    async with scene.working():
        await scene.tell(told, "Terlampir.", files=(lost,))
        await scene.until_settled()
    assert (await texts(reporter))[1].startswith("Lampiran tidak dapat dikirim di sini.")
    assert await statuses(scene, told) == ["sent"]


async def test_sound_and_film_are_sent_as_such_and_a_broken_picture_as_a_document(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    contents = [
        ("rekaman.mp3", "audio/mpeg", b"ID3\x04 suara"),
        ("rusak.png", "image/png", b"bukan gambar"),
        ("lagu-1.mp3", "audio/mpeg", b"ID3\x04 satu"),
        ("lagu-2.mp3", "audio/mpeg", b"ID3\x04 dua"),
        ("film.mp4", "video/mp4", b"\0\0\0\x18ftypmp42 film"),
        ("film-2.mp4", "video/mp4", b"\0\0\0\x18ftypmp42 dua"),
        ("a.pdf", "application/pdf", b"%PDF-1.7\n a"),
        ("b.pdf", "application/pdf", b"%PDF-1.7\n b"),
        ("penutup.mp4", "video/mp4", b"\0\0\0\x18ftypmp42 tamat"),
        ("kosong.pdf", "application/pdf", b""),
    ]
    files = [await scene.sealed_file(*content) for content in contents]
    async with scene.working():
        await scene.tell(told, "Terlampir.", files=tuple(files))
        await scene.until_settled()
    messages = [m for m in await reporter.messages() if m["from"] == "bot"]
    kinds = [m["files"][0]["kind"] for m in messages if m["files"]]
    assert kinds == [
        "audio", "document", "audio", "audio", "video", "video", "document", "document", "video",
    ]  # fmt: skip
    assert messages[-1]["text"].startswith("Lampiran tidak dapat dikirim di sini.")


async def test_an_endless_text_arrives_whole_in_pieces_that_end_with_sentences(
    scene: Scene, reporter: Person
) -> None:
    told = await scene.report(reporter.user_id)
    text = " ".join(f"Ini kalimat nomor {number} dari jawaban yang panjang 🙂." for number in range(400))
    async with scene.working():
        await scene.tell(told, text, title="")
        await scene.until_settled()
    messages = [m for m in await reporter.messages() if m["from"] == "bot"]
    assert len(messages) > 2
    assert all(m["text"].endswith(".") for m in messages)
    assert " ".join(m["text"] for m in messages) == text
    assert [bool(m["buttons"]) for m in messages] == [False] * (len(messages) - 1) + [True]


async def test_many_reporters_are_told_side_by_side(
    scene: Scene, reporter: Person, neighbour: Person
) -> None:
    told = [await scene.report(person.user_id) for person in (reporter, neighbour) for _ in range(6)]
    await asyncio.gather(*(scene.tell(one, f"Untuk {n}.", title="") for n, one in enumerate(told)))
    async with scene.working():
        await scene.until_settled()
    assert sorted(await texts(reporter) + await texts(neighbour)) == sorted(f"Untuk {n}." for n in range(12))

"""The chat says once when a file tells where or by whom it was made."""

from bot.conversation.files import Kept
from core.evidence import kinds
from core.evidence.schemas import StowedFile
from tests.bot.following import sent, status
from tests.bot.test_evidence import at_evidence
from tests.bot.world import RunningBot, begin, press, to_step
from tests.core.test_traces import photo
from tests.support import files
from tests.support.telegram import Person

PLACED = ("IMG_1.jpg", photo("JPEG", place=True), "image/jpeg")
PLAIN = ("biasa.jpg", files.picture("JPEG"), "image/jpeg")


async def test_a_photo_that_tells_its_place_is_named_with_what_to_do(person: Person) -> None:
    await at_evidence(person)
    await person.send_files("document", PLAIN)
    assert "tercatat" not in (await person.hear("Tersimpan"))["text"]
    await person.send_files("document", PLACED)
    said = (await person.hear("Tersimpan"))["text"]
    assert "di dalam IMG_1.jpg tercatat tempat pengambilannya" in said
    assert "Petugas diberi salinan tanpa catatan itu" in said
    assert "kirim sebagai foto biasa" in said


def test_of_what_cannot_be_cleaned_the_chat_promises_no_copy() -> None:
    def stowed(name: str, mime: str) -> StowedFile:
        return StowedFile(
            object_key=name, file_key=b"", name=name, mime=mime, medium="document", size=1, sha256=b"",
            stored_bytes=1, stored_sha256=b"", traces=("maker",),
        )  # fmt: skip

    kept = Kept(files=[stowed("surat.docx", kinds.DOCX), stowed("anggaran.xls", kinds.XLS)])
    cleaned, stays = kept.traces().split("Perhatikan:")[1:]
    assert "surat.docx" in cleaned
    assert "salinan tanpa catatan itu. Aslinya dikunci" in cleaned
    assert "anggaran.xls" in stays
    assert "Salinan tanpa catatan itu tidak bisa dibuat" in stays


async def test_it_is_told_at_any_question_and_in_what_is_added_later(
    person: Person, neighbour: Person, shared_bot: RunningBot
) -> None:
    await to_step(person, await begin(person), "Apa")
    await person.send_files("document", PLACED)
    assert "tempat pengambilannya" in (await person.hear("sebagai bukti"))["text"]

    await press(neighbour, await status(neighbour, await sent(shared_bot, neighbour)), "Tambah keterangan")
    await neighbour.send_files("document", PLACED, caption="ini fotonya")
    assert "tempat pengambilannya" in (await neighbour.hear("ini fotonya"))["text"]

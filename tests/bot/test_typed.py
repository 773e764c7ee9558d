"""Text alone: every page says what can be done there, and each of it can be typed."""

import html
import re

import pytest

from bot.presses import DraftPress, MenuPress
from bot.speech.replies import Button, Say
from bot.typed import in_words, plain, typed_numbers, typed_words
from core.privacy.tracking import TrackingId
from tests.bot.following import sent, status
from tests.bot.test_story import STORY, told
from tests.bot.world import Json, RunningBot, agree, begin, labels, press, say, to_review
from tests.support.telegram import Person

pytestmark = [pytest.mark.slow, pytest.mark.requirement("R15")]


def menu(label: str, do: str = "") -> Button:
    return Button(label, MenuPress(do=do or label).pack())


def draft(label: str, do: str) -> Button:
    return Button(label, DraftPress(draft="a", step="what", do=do, value="").pack())


def test_a_page_without_a_question_numbers_its_buttons() -> None:
    page = Say("Status", ((menu("Percakapan"), menu("Isi & berkas")), (menu("Tutup"),)))
    assert in_words(page).splitlines()[-1] == (
        "Tekan tombol, atau ketik nomornya: "
        "<b>1</b>\u00a0Percakapan · <b>2</b>\u00a0Isi &amp; berkas · <b>3</b>\u00a0Tutup"
    )
    assert typed_numbers(page) == ["m:Percakapan", "m:Isi & berkas", "m:Tutup"]
    assert typed_words(page)["isi & berkas"] == "m:Isi & berkas"


def test_a_question_names_its_buttons_by_their_words_since_a_number_may_be_an_answer() -> None:
    page = Say("Kapan? Tidak tahu? Lewati saja.", ((draft("Lewati", "skip"), draft("Kembali", "back")),))
    assert in_words(page).endswith("\n\nBisa juga diketik: <b>kembali</b>")


def test_what_a_page_lists_itself_is_not_listed_again() -> None:
    page = Say("Menu\n\n1. Buat laporan\n2. Bantuan", ((menu("Buat laporan"), menu("Bantuan")),))
    assert in_words(page) == page.text


def test_a_row_of_like_buttons_is_named_by_its_ends() -> None:
    buttons = tuple(draft(f"Ubah {number}", f"edit-{number}") for number in range(1, 10))
    assert in_words(Say("Periksa", (buttons,))).endswith("<b>ubah 1</b> … <b>ubah 9</b>")


def test_words_that_two_buttons_share_mean_neither() -> None:
    assert typed_words(Say("Ambil", ((menu("Foto", "a"), menu("Foto", "b")),))) == {}


async def every_page(person: Person, running: RunningBot) -> list[Json]:
    """Come by pages of every kind; return those with buttons, the newest of each."""
    pages = [await told(person, STORY)]
    pages.append(await press(person, pages[-1], "Aturannya"))
    await say(person, "batal")
    pages.append(await say(person, "ya, buang"))
    review = await to_review(person, await begin(person))
    pages.append(review)
    tracking = await sent(running, person)
    pages.append(await status(person, TrackingId(tracking)))
    for label in ("Percakapan", "Isi laporan", "Atur kabar", "Bersihkan percakapan"):
        pages.append(await press(person, pages[-1] if label == "Percakapan" else pages[4], label))
    return [page for page in pages if any(page["buttons"])]


def listed(page: Json, label: str) -> bool:
    words = plain(html.unescape(page["text"]))
    return label.isdigit() or re.search(rf"(?<!\w){re.escape(plain(label))}(?!\w)", words) is not None


@pytest.mark.slow
async def test_every_button_stands_in_the_text_of_its_page(person: Person, shared_bot: RunningBot) -> None:
    pages = await every_page(person, shared_bot)
    assert len(pages) >= 7
    for page in pages:
        shown = [one["label"] for row in page["buttons"] for one in row if one["data"]]
        told_by_ends = [each for each in shown if re.fullmatch(r"Ubah \d+", each)]
        untold = [each for each in shown if each not in told_by_ends and not listed(page, each)]
        assert not untold, page["text"]
        assert len(page["text"]) <= 1_150


@pytest.mark.parametrize(
    ("label", "leads"),
    [("Percakapan", "Belum ada pesan"), ("isi laporan", "Apa"), ("ATUR KABAR", "Kapan Anda ingin dikabari"),
     ("Tambah keterangan.", "Apa yang ingin Anda tambahkan"), ("tutup", "ditutup"),
     ("cabut laporan", "Cabut laporan")],
)  # fmt: skip
async def test_the_words_on_a_button_can_be_typed(
    person: Person, shared_bot: RunningBot, label: str, leads: str
) -> None:
    tracking = await sent(shared_bot, person)
    await status(person, TrackingId(tracking))
    assert leads in (await say(person, label))["text"]


async def test_words_of_an_older_page_mean_nothing_on_the_next(
    person: Person, shared_bot: RunningBot
) -> None:
    await status(person, TrackingId(await sent(shared_bot, person)))
    thread = await say(person, "percakapan")
    assert "Atur kabar" not in labels(thread)
    assert "Kapan Anda ingin dikabari" not in (await say(person, "atur kabar"))["text"]


async def test_after_a_push_its_word_leads_to_the_reports(person: Person, shared_bot: RunningBot) -> None:
    await agree(person)
    await sent(shared_bot, person)
    assert "aporan" in (await say(person, "buka"))["text"]

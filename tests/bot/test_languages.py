"""Each language plays a whole story to its receipt, in its own words, and nothing is said in another."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import sqlalchemy as sa
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.texts import draft
from core import languages
from core.chain.states import IdentityMode, State
from core.chain.telling.wording import MONTHS, WEEKDAYS
from core.languages import CATALOGUES, NAMES, language_of, told
from deploy.tools.catalogue import told as texts_told
from deploy.tools.catalogue import written
from tests.bot.following import read, sent, stands
from tests.bot.world import RunningBot, agree, labels, press, say, tracking_in
from tests.support.telegram import Json, Person

pytestmark = pytest.mark.slow

OTHERS: Final = tuple(code for code in NAMES if code != "id")
STORIES: Final = {
    "en": "The head of the polling station asked me for money at the hall in Pacitan, yesterday morning",
    "jv": "Wingi esuk ketua KPPS njaluk dhuwit karo aku nang bale desa Pacitan, ora tak wenehi",
    "su": "Kamari énjing ketua KPPS ménta artos ka abdi di balé désa Pacitan, teu dipasihan ku abdi",
}
STRANGE: Final = "eo"
"""A language in which every text is its own, in brackets: what has none was never translated."""
LONGEST_MESSAGE: Final = 1_300
"""The longest text, and what can be typed below it."""
FITS: Final = {1: 42, 2: 22, 3: 14}
"""Letters of the longest label in a row of so many buttons, at 360 px."""
_BRACKETS: Final = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def _in(code: str, text: str) -> str:
    return re.sub(r"<[^>]+>", "", told(text, language_of(code)))


async def _opened(person: Person, tracking: str) -> Json:
    await say(person, "/lacak")
    return await say(person, tracking)


async def _language_kept(running: RunningBot, tracking: str) -> str:
    view = await read(running, tracking)
    async with running.core.database.transaction() as session:
        row = await (await session.connection()).execute(
            sa.text("SELECT language FROM reporter_links WHERE report_id = :id"), {"id": view.report_id}
        )
        return str(row.scalar_one())


@pytest.mark.requirement("R20")
@pytest.mark.parametrize("code", OTHERS)
async def test_a_story_is_told_to_its_receipt(person: Person, shared_bot: RunningBot, code: str) -> None:
    await person.say(STORIES[code])
    offer = await person.hear(_in(code, "Saya juga bisa menjawab dalam bahasa ini. Mau?"))
    assert "Ini yang saya tangkap" in (await person.hear())["text"]
    shown = await press(person, offer, _in(code, "Ya, pakai bahasa ini"))
    assert _in(code, "<b>Ini yang saya tangkap:</b>") in shown["text"]
    assert STORIES[code][:40] in shown["text"]
    page = await say(person, _in(code, "Kirim").casefold())
    assert _in(code, "Bagaimana Anda ingin melapor?") in page["text"]
    page = await say(person, _in(code, "Anonim"))
    if _in(code, "Pilih lewat provinsi") in labels(page):
        page = await say(person, "Pacitan")
    heading = _in(code, draft.RECEIPT).split("\n")[0]
    receipt = page if heading in page["text"] else await person.hear(heading)
    tracking = tracking_in(receipt)
    view = await read(shared_bot, tracking)
    assert view.body.substance == STORIES[code]
    assert await _language_kept(shared_bot, tracking) == code
    opened = await _opened(person, tracking)
    assert _in(code, "Diterima, sedang diperiksa") in opened["text"]
    assert "Diterima" not in opened["text"]


@pytest.mark.parametrize("code", OTHERS)
async def test_indonesian_words_are_understood_in_every_language(person: Person, code: str) -> None:
    await agree(person)
    await say(person, NAMES[code])
    page = await say(person, "/lapor")
    assert _in(code, "Apa yang ingin Anda sampaikan?") in page["text"]
    page = await say(person, "pengaduan")
    assert _in(code, "Tujuan") in page["text"].split("\n")[0]
    page = await say(person, "batal")
    assert _in(code, "Buang laporan ini? Semua isiannya hilang.") in page["text"]
    page = await say(person, _in(code, "Ya, buang"))
    assert _in(code, "Laporan dibuang. Tidak ada yang dikirim.") in page["text"]


async def test_the_language_is_chosen_from_the_menu_and_kept(person: Person) -> None:
    menu = await agree(person)
    page = await press(person, menu, "Bahasa / Language")
    assert labels(page) == list(NAMES.values())
    menu = await press(person, page, "English")
    assert "From now on I answer in English." in menu["text"]
    assert "Write a report" in labels(menu)
    assert "Help" in (await say(person, "/bantuan"))["text"]
    page = await say(person, "/language")
    menu = await say(person, "bahasa indonesia")
    assert "Buat laporan" in labels(menu)


async def test_a_language_is_offered_once_and_never_to_who_chose_one(person: Person) -> None:
    await agree(person)
    await say(person, STORIES["en"])
    await person.hear("Ini yang saya tangkap")
    again = await say(person, "and there was another man with him, he asked for money too")
    assert "Would you like that" not in again["text"]


async def test_a_cry_for_help_is_answered_before_any_language_is_offered(person: Person) -> None:
    page = await say(person, "please help me they threaten to kill me, saya diancam mau dibunuh di rumah")
    assert "110" in page["text"]
    assert "Would you like that" not in page["text"]


async def test_a_language_changed_in_the_middle_asks_the_same_again(person: Person) -> None:
    await agree(person)
    await say(person, "/lapor")
    await say(person, "/bahasa")
    page = await say(person, "english")
    assert "What do you want to tell us?" in page["text"]
    assert "Which KPU office" in (await say(person, "complaint"))["text"]


async def test_reports_of_the_chat_are_told_of_in_the_language_it_chose(
    person: Person, shared_bot: RunningBot
) -> None:
    kept = await sent(shared_bot, person, IdentityMode.OPEN)
    hidden = await sent(shared_bot, person)
    await agree(person)
    await say(person, "english")
    assert await _language_kept(shared_bot, kept) == "en"
    assert await _language_kept(shared_bot, hidden) == "id"  # nothing joins it with this chat
    await _opened(person, hidden)
    assert await _language_kept(shared_bot, hidden) == "en"


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Add a language of which every text can be told from what was not translated."""
    for known in CATALOGUES.glob("*.po"):
        shutil.copy(known, tmp_path)
    catalogue = written(STRANGE, Catalog(STRANGE, fuzzy=False), texts_told())
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            message.string = f"⟦{message.id}⟧"
        elif message.id:
            message.string = tuple(f"⟦{each}⟧" for each in message.id)
    with (tmp_path / f"{STRANGE}.po").open("wb") as target:
        write_po(target, catalogue)
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    monkeypatch.setitem(NAMES, STRANGE, "Esperanto")
    language_of.cache_clear()
    yield STRANGE
    language_of.cache_clear()


def _left(message: Json, *ours: str) -> list[str]:
    """Give the words that stand outside every bracket, but those of the person and of places."""
    known = {word for text in ours for word in _WORD.findall(text.casefold())}
    left = []
    for text in (message["text"], *labels(message)):
        while text != (text := _BRACKETS.sub(" ", text)):
            pass
        left += [word for word in _WORD.findall(text.casefold()) if word not in known]
    return left


def _dates() -> str:
    """Give the words of dates: in the strange language, and of the report, which is kept in Indonesian."""
    strange = Locale(STRANGE)
    words = [*strange.days["format"]["wide"].values(), *strange.months["format"]["wide"].values()]
    return " ".join([*words, *map(str, WEEKDAYS), *MONTHS, "menurut tulisan"])


_PLACES: Final = (
    "KPU Kabupaten Pacitan KPU Kab. Pacitan KPU RI WIB Indonesia Bahasa English Basa Jawa Sunda Esperanto"
    " jan feb mar apr maj jun jul aŭg sep okt nov dec"
)
_ANSWERS: Final = "segel kotak suara terbuka Andi Selasa gudang dibuka Siti Rahmawati Jalan Melati Guru"
_TOLD: Final = "ketua kpps minta uang 50rb kemarin malam di balai desa Pacitan, yang lihat Siti"


async def _walked(person: Person, running: RunningBot, code: str) -> list[Json]:
    """Walk through the bot in a language, typing Indonesian; return what it said."""
    await agree(person)
    await say(person, "/bahasa")
    await say(person, NAMES[code])
    tracking = await sent(running, person)
    heard = []

    async def walk(*words: str) -> None:
        heard.extend([await say(person, word) for word in words])

    await walk("/menu", "/bantuan", "/standar", "dasar aturan", "/wbs", "/laporan", "/terancam", "/bahasa")
    await walk("/lacak", "7K3M9Q", tracking, "isi laporan", "lihat status", "percakapan", "lihat status")
    await walk("atur kabar", "lihat status", "mengapa tanggal ini?", "lihat status", "cabut laporan")
    await walk("lewati", "/batal", "1")
    await stands(running, tracking, State.AWAITING_COMPLETION, "when", "who", "evidence")
    await walk("/lacak", tracking, "lengkapi laporan", "/batal", "1")
    await stands(running, tracking, State.ANSWERED)
    await walk("/lacak", tracking, "terima jawaban", "6", "5", "/batal", "1", "tutup", _TOLD)
    await walk("ubah", "2", "kembali", "aturannya", "kembali", "tuntun saya", "ubah 5", "/batal", "1")
    await walk("/lapor", "apa ini", "1", "Pacitan", "1", "2", "Segel terbuka", "Andi, saksi", "lanjut")
    await walk("Selasa", "gudang", "dibuka", "lewati", "Siti Rahmawati", "Jalan Melati 4", "Guru")
    await walk("081200000001", "1", "bersihkan percakapan")
    assert len({message["text"] for message in heard}) > 40
    return heard


@pytest.mark.slow
async def test_nothing_is_left_in_indonesian(person: Person, shared_bot: RunningBot, strange: str) -> None:
    heard = await _walked(person, shared_bot, strange)
    known = f"{_TOLD} {_PLACES} {_ANSWERS} {_dates()}"
    left = {message["text"][:60]: words for message in heard if (words := _left(message, known))}
    assert left == {}, left


@pytest.mark.slow
@pytest.mark.parametrize("code", [*NAMES])
async def test_every_message_and_every_row_of_buttons_fits_a_phone(
    person: Person, shared_bot: RunningBot, code: str
) -> None:
    for message in await _walked(person, shared_bot, code):
        assert len(message["text"]) <= LONGEST_MESSAGE, message["text"]
        for row in message["buttons"]:
            longest = max(len(button["label"]) for button in row)
            assert longest <= FITS[len(row)], [button["label"] for button in row]

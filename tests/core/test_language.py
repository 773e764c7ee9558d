"""A phrase is its Indonesian text, and can be said in another language where a page asks."""

import copy
import json
from dataclasses import asdict, dataclass
from datetime import date
from gettext import NullTranslations

from backoffice.words.wording import long_date, tally
from core.language import (
    INDONESIAN,
    Language,
    joined,
    lowered,
    packed,
    said,
    tr,
    trn,
    unpacked,
)


class _English(NullTranslations):
    def gettext(self, message: str) -> str:
        known = {
            "Diteruskan kepada {name}": "{name} has it",
            "Pelapor": "Reporter",
            " dan ": " and ",
            "petugas": "officer",
        }
        return known.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        del msgid2
        return {"{n} laporan": "{n} report" if n == 1 else "{n} reports"}.get(msgid1, msgid1)


ENGLISH = Language("en", _English())


def test_a_phrase_is_its_indonesian_text() -> None:
    phrase = tr("Diteruskan kepada {name}", name="Dewi")
    assert phrase == "Diteruskan kepada Dewi"
    assert said(phrase, INDONESIAN) == "Diteruskan kepada Dewi"
    assert json.dumps([phrase]) == '["Diteruskan kepada Dewi"]'


def test_a_phrase_is_said_with_what_goes_into_it() -> None:
    assert said(tr("Diteruskan kepada {name}", name="Dewi"), ENGLISH) == "Dewi has it"
    assert said(tr("Diteruskan kepada {name}", name=tr("Pelapor")), ENGLISH) == "Reporter has it"


def test_what_nobody_translated_stays_indonesian() -> None:
    assert said(tr("Belum ada"), ENGLISH) == "Belum ada"


def test_what_somebody_wrote_is_nobodys_to_translate() -> None:
    assert said("Pelapor", ENGLISH) == "Pelapor"
    assert said(tr("Diteruskan kepada {name}", name="Pelapor"), ENGLISH) == "Pelapor has it"


def test_braces_somebody_wrote_are_text() -> None:
    assert tr("Diteruskan kepada {name}", name="{x}") == "Diteruskan kepada {x}"
    assert said(tr("Diteruskan kepada {name}", name="{x}"), ENGLISH) == "{x} has it"
    assert said(tr("{ } tanpa isi"), ENGLISH) == "{ } tanpa isi"


def test_numbers_have_their_forms() -> None:
    assert [said(trn("{n} laporan", n), ENGLISH) for n in (1, 2)] == ["1 report", "2 reports"]
    assert trn("{n} laporan", 1) == "1 laporan"


def test_joined_texts_stay_phrases() -> None:
    line = joined(tr(" dan "), [tr("Pelapor"), "Dewi"])
    assert line == "Pelapor dan Dewi"
    assert said(line, ENGLISH) == "Reporter and Dewi"
    assert said(lowered(tr("Pelapor")), ENGLISH) == "reporter"


def test_dates_and_numbers_are_the_languages_own() -> None:
    day = date(2026, 11, 19)
    assert long_date(day) == "Kamis 19 November 2026"
    assert said(long_date(day), ENGLISH) == "Thursday 19 November 2026"
    assert (tally(2000), said(tally(2000), ENGLISH)) == ("999+", "999+")


def test_a_phrase_waits_for_the_next_page_with_its_source() -> None:
    phrase = tr("Diteruskan kepada {name}", name=tr("Pelapor"))
    again = unpacked(json.loads(json.dumps(packed(phrase))))
    assert again == phrase
    assert said(again, ENGLISH) == "Reporter has it"
    counted = unpacked(json.loads(json.dumps(packed(trn("{n} laporan", 1)))))
    assert said(counted, ENGLISH) == "1 report"
    assert unpacked(packed("Dewi")) == "Dewi"


@dataclass
class _View:
    label: str


def test_a_copy_is_the_phrase_and_a_pickle_its_text() -> None:
    phrase = tr("Pelapor")
    assert copy.deepcopy(phrase) is phrase
    assert said(asdict(_View(phrase))["label"], ENGLISH) == "Reporter"

"""Who is involved, read from one plain answer."""

import pytest

from bot.conversation.parties import counted, parse_parties, parse_party, party_words, says_none


@pytest.mark.requirement("R51", "R124")
def test_an_answer_in_plain_words_names_two_parties() -> None:
    reported, witness = parse_parties("petugas gudang kecamatan, namanya ga tau. sopirnya saya sendiri")
    assert (party_words(reported), reported.role) == ("Petugas gudang kecamatan", "reported")
    assert (party_words(witness), witness.role) == ("Sopirnya", "witness")


@pytest.mark.requirement("R124", "R132")
@pytest.mark.parametrize(
    ("text", "name", "position", "unit", "role"),
    [
        ("Budi, ketua KPPS, TPS 4 Arjosari", "Budi", "ketua KPPS", "TPS 4 Arjosari", "reported"),
        ("Bu Rina, saksi", "Bu Rina", "", "", "witness"),
        ("- bendahara, sekretariat KPU, terlapor", "", "bendahara", "sekretariat KPU", "reported"),
        ("Pak Joko sebagai korban", "Pak Joko sebagai korban", "", "", "victim"),
    ],
)  # fmt: skip
def test_name_position_unit_and_role_are_told_apart(
    text: str, name: str, position: str, unit: str, role: str
) -> None:
    party = parse_parties(text)[0]
    assert (party.name, party.position, party.unit, party.role) == (name, position, unit, role)


def test_a_line_a_bullet_or_a_semicolon_begins_another_party() -> None:
    assert len(parse_parties("1. Andi\n2. Budi\n- Cici; Dedi")) == 4


def test_an_eighteen_digit_number_is_a_nip() -> None:
    party = parse_party("Andi, NIP 198001012005011001, kasubbag")
    assert party is not None
    assert (party.name, party.nip, party.position) == ("Andi", "198001012005011001", "kasubbag")


def test_nothing_but_marks_names_nobody() -> None:
    assert parse_parties("., - ;\n") == []


def test_parties_are_counted_in_words() -> None:
    assert [counted(1), counted(2), counted(12)] == ["satu orang", "dua orang", "12 orang"]


@pytest.mark.parametrize(
    "text",
    ["tidak ada", "Tidak tahu sama sekali.", "belum tahu", "ga tau siapa", "Tidak, tidak ada pak", "-tidak-"],
)
def test_not_knowing_anybody_names_nobody(text: str) -> None:
    assert says_none(text)
    assert parse_parties(text) == []


@pytest.mark.parametrize("text", ["petugas KPPS, tidak tahu namanya", "Tidar", "sopir yang tidak saya kenal"])
def test_not_knowing_the_name_is_no_such_answer(text: str) -> None:
    assert not says_none(text)
    assert len(parse_parties(text)) == 1

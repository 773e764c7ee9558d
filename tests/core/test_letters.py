"""A pasted letter is read: its head and foot, who wrote it, and what it tells."""

from datetime import date

import pytest

from core.intake.letters import LetterReading, read_letter
from core.offices.directory import OfficeDirectory, OfficeEntry
from core.offices.models import OfficeLevel
from tests.support.letters import LETTER, STORY

pytestmark = pytest.mark.requirement("R116", "R130", "R131", "R132")

TODAY = date(2026, 11, 30)


def office(number: int, code: str, name: str) -> OfficeEntry:
    return OfficeEntry(
        id=number,
        code=code,
        name=name,
        short_name=name,
        level=OfficeLevel.REGENCY,
        province_code="52",
        province_name="Nusa Tenggara Barat",
        zone="Asia/Makassar",
        path=f"RI/52/{code}",
    )


DIRECTORY = OfficeDirectory(
    [office(1, "52.03", "KPU Kabupaten Lombok Timur"), office(2, "52.01", "KPU Kabupaten Lombok Barat")]
)


def read(text: str) -> LetterReading:
    return read_letter(text, TODAY, DIRECTORY)


def answers(text: str) -> dict[str, str]:
    return {one.field: one.value for one in read(text).answers}


def test_a_letter_answers_what_the_register_asks() -> None:
    assert answers(LETTER) == {
        "channel": "letter",
        "office_id": "1",
        "letter_number": "04/PP/XI/2026",
        "letter_date": "2026-11-12",
        "letter_subject": "Pengaduan pungutan oleh petugas PPS",
        "substance": f"{STORY}\n\nMohon nama saya dirahasiakan.",
        "happened_at": "Rabu 11 November 2026, 20.00 (menurut surat: “kemarin malam sekitar jam 8”)",
        "place": "Desa Jantuk, Kecamatan Sukamulia",
        "identity_mode": "confidential",
        "reporter_name": "Budi Santoso",
        "reporter_address": "Jalan Melati 4, Desa Jantuk",
        "reporter_occupation": "Petani",
        "reporter_phone": "0812-3456-7890",
    }


def test_whom_it_names_are_parties_and_its_writer_is_none() -> None:
    people = {one.party.name: one.party.role for one in read(LETTER).people}

    assert people == {"Ahmad Fauzi": "reported", "Siti Aminah": "witness"}


@pytest.mark.parametrize("told", ["Budi", "Melati", "0812", "5203010101800001", "Petani"])
def test_who_wrote_it_stands_in_nothing_but_the_identity(told: str) -> None:
    said = {name: value for name, value in answers(LETTER).items() if not name.startswith("reporter_")}

    assert told not in " ".join(said.values())


def test_without_a_date_of_its_own_yesterday_counts_from_today() -> None:
    told = answers("Kemarin petugas PPS di Desa Jantuk meminta uang kepada warga.")

    assert told["happened_at"] == "Minggu 29 November 2026 (menurut surat: “Kemarin”)"
    assert "letter_date" not in told
    assert "channel" not in told


def test_whoever_a_list_says_is_reported_is_a_party_and_not_the_writer() -> None:
    text = (
        "Nama: Budi Santoso\nYang saya laporkan:\nNama: Ahmad Fauzi\nJabatan: Ketua PPS\n\nIa meminta uang."
    )
    reading = read(text)

    assert {one.field: one.value for one in reading.answers}["reporter_name"] == "Budi Santoso"
    [person] = [one.party for one in reading.people if one.party.name]
    assert (person.name, person.position, person.role) == ("Ahmad Fauzi", "Ketua PPS", "reported")


def test_the_name_under_a_letter_is_its_writers() -> None:
    told = answers("Loket tutup sejak Senin.\n\nHormat kami,\nttd\n(Rina Wulan)\nKetua RT 04")

    assert told["reporter_name"] == "Rina Wulan"
    assert "Rina" not in told["substance"]


@pytest.mark.parametrize(
    "text", ["x", "31 Februari 2026", "Nomor:", "Kepada Yth.", ":::\n\n:", "\u0000" * 50, "ttd"]
)
def test_whatever_is_pasted_is_read(text: str) -> None:
    read(text)


def test_no_answer_is_longer_than_its_field_takes() -> None:
    told = answers(f"Perihal: {'panjang ' * 200}\nNama: {'Budi ' * 200}\n\nLoket tutup.")

    assert len(told["letter_subject"]) <= 300
    assert len(told["reporter_name"]) <= 300

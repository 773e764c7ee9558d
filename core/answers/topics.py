"""What people ask, as codes, with the answers that came with the house. Pure.

An answer that came with the house says only what the decrees or SP4N-LAPOR! say. What they do not say, the
office writes: until then nothing is answered, and the question goes to the office as a question.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from core.language import tr


class AnswerTopic(StrEnum):
    """What a question is about."""

    HOURS = "hours"
    ADDRESS = "address"
    CONTACT = "contact"
    VOTER_ROLL = "voter_roll"
    MOVING_VOTE = "moving_vote"
    JOINING_KPPS = "joining_kpps"
    ELSEWHERE = "elsewhere"
    IN_PERSON = "in_person"
    COST = "cost"

    @property
    def label(self) -> str:
        """What officers call it."""
        return _LABELS[self]

    @property
    def is_own(self) -> bool:
        """Whether an office says it of itself alone: the offices below do not inherit it."""
        return self in {AnswerTopic.HOURS, AnswerTopic.ADDRESS, AnswerTopic.CONTACT}


_LABELS: Final = {
    AnswerTopic.HOURS: tr("Jam layanan"),
    AnswerTopic.ADDRESS: tr("Alamat kantor"),
    AnswerTopic.CONTACT: tr("Telepon dan kontak"),
    AnswerTopic.VOTER_ROLL: tr("Cek daftar pemilih"),
    AnswerTopic.MOVING_VOTE: tr("Pindah memilih"),
    AnswerTopic.JOINING_KPPS: tr("Menjadi KPPS"),
    AnswerTopic.ELSEWHERE: tr("Melapor ke lembaga lain"),
    AnswerTopic.IN_PERSON: tr("Datang atau berkirim surat"),
    AnswerTopic.COST: tr("Biaya"),
}
QUESTIONS: Final = {
    AnswerTopic.HOURS: "Jam berapa kantor buka?",
    AnswerTopic.ADDRESS: "Di mana alamat kantornya?",
    AnswerTopic.CONTACT: "Bagaimana menghubungi kantor?",
    AnswerTopic.VOTER_ROLL: "Bagaimana cara cek nama di daftar pemilih?",
    AnswerTopic.MOVING_VOTE: "Bagaimana cara pindah memilih?",
    AnswerTopic.JOINING_KPPS: "Bagaimana cara menjadi KPPS?",
    AnswerTopic.ELSEWHERE: "Ke mana melapor kalau bukan urusan KPU?",
    AnswerTopic.IN_PERSON: "Bisakah datang langsung atau kirim surat?",
    AnswerTopic.COST: "Apakah melapor bayar?",
}
"""As people ask it, until the office writes it otherwise."""


class Default(NamedTuple):
    """An answer that came with the house, and where it is from."""

    answer: str
    source: str


DEFAULTS: Final = {
    AnswerTopic.ELSEWHERE: Default(
        "Pelanggaran kampanye atau pemilu: Bawaslu, bawaslu.go.id.\n"
        "Etik penyelenggara pemilu: DKPP, dkpp.go.id.\n"
        "Urusan instansi lain: SP4N-LAPOR!, buat akun di www.lapor.go.id lalu kirim laporan, "
        "atau SMS ke 1708.\n"
        "Bingung? Tulis saja di sini. Yang bukan urusan KPU kami kembalikan dengan alasannya.",
        "Keputusan KPU 1089/2025, BAB IV.A dan IV.B; SP4N-LAPOR!",
    ),
    AnswerTopic.IN_PERSON: Default(
        "Bisa. Di setiap kantor KPU ada ruang layanan informasi (PPID): datang saja ke sana. "
        "Laporan juga boleh lewat surat atau e-mail.",
        "Keputusan KPU 1089/2025, BAB II.A; Keputusan KPU Kabupaten Lombok Timur 14/2022, KEDUA",
    ),
    AnswerTopic.COST: Default(
        "Tidak, gratis. Petugas tidak boleh menerima uang atau hadiah untuk mengurus laporan.",
        "Keputusan KPU 1089/2025, BAB V.B",
    ),
}
MENTIONS: Final = {
    "alamat": AnswerTopic.ADDRESS,
    "jam_layanan": AnswerTopic.HOURS,
    "kontak": AnswerTopic.CONTACT,
}
"""Placeholders for what the asked office itself has answered; `{kantor}` is its name."""

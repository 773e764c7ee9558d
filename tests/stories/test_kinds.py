"""What is wanted, what it is about, and whose matter it is."""

import pytest

from core.stories.kinds import wanted_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("petugas tps 5 minta uang 50rb", "complaint"),
        ("INI KPU GIMANA SIH anak saya ditolak memilih", "complaint"),
        ("mau tanya, cara pindah memilih gimana?", "question"),
        ("nyuwun pirsa, pendaftaran PPS kapan dibuka?", "question"),
        ("mantap, petugasnya ramah sekali", "wish"),
        ("Saran: TPS diperbanyak di kampung kami", "wish"),
        ("atasan saya menyuruh buat SPJ fiktif", "whistleblowing"),
        ("kasubbag di KPU Kota X minta fee ke rekanan, jangan sebut nama saya", "whistleblowing"),
        ("assalamualaikum min", "none"),
        ("tes tes 123", "none"),
        ("ok\nmakasih", "none"),
        ("?????", "none"),
        ("", "none"),
    ],
)
def test_what_is_wanted(text: str, kind: str) -> None:
    assert wanted_in(text).kind.value == kind


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("nama bapak saya sudah meninggal masih ada di DPT", "voter_list"),
        ("petugas minta uang rokok", "violation"),
        ("segel kotak suara sudah sobek", "seal"),
        ("surat suara kurang 17 lembar", "ballot"),
        ("di C hasil 87 tapi di sirekap jadi 8", "result_system"),
        ("petugasnya ramah, terima kasih", ""),
    ],
)
def test_what_it_is_about(text: str, topic: str) -> None:
    found = wanted_in(text).topic
    assert (found.value if found else "") == topic


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("caleg bagi amplop di rumahnya", "bawaslu"),
        ("anggota KPU melanggar etik, makan malam dengan calon", "dkpp"),
        ("jalan desa kami rusak parah", "pemda"),
        ("ktp saya belum jadi, blangko habis", "dukcapil"),
        ("motor saya hilang dicuri maling", "police"),
        ("tolong listrik mati terus di kampung kami, PLN diam saja", "other"),
        ("petugas KPPS minta uang", ""),
        ("nama saya hilang dari DPT padahal KTP ada", ""),
    ],
)
def test_whose_matter_it_is(text: str, body: str) -> None:
    found = wanted_in(text).elsewhere
    assert (found.value if found else "") == body

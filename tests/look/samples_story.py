"""Samples of what is read out of words: a report told as a story, a letter read into the register."""

from dataclasses import replace

from backoffice.contexts.fields import FieldInput, FieldKind, FieldOption
from backoffice.contexts.register import LetterBox
from backoffice.contexts.shell import Link
from backoffice.contexts.story import (
    MissingPanel,
    ProposalLine,
    ProposalState,
    StoryHint,
    StoryMessage,
    StoryPanel,
    StorySegment,
)
from tests.look.samples import at
from tests.look.samples_more import REGISTER
from tests.look.samples_report import EVIDENCE, REPORT

HIDDEN = (("version", "4"), ("key", "contoh"), ("proposal", "1"), ("seen", "open"))
PERSON = (
    FieldInput(name="name", label="Nama", value="Rahma Wati", wide=False),
    FieldInput(name="position", label="Jabatan", value="petugas PPS", wide=False),
    FieldInput(
        name="role",
        label="Peran",
        kind=FieldKind.SELECT,
        value="reported",
        options=(
            FieldOption(value="reported", label="Terlapor"),
            FieldOption(value="witness", label="Saksi"),
        ),
    ),
)

STORY = StoryPanel(
    messages=(
        StoryMessage(segments=(StorySegment(text="min mau lapor"),), at=at(16, 21, 12)),
        StoryMessage(
            segments=(
                StorySegment(text="petugas pps bu Rahma Wati", number=3),
                StorySegment(text=" minta uang 50rb buat materai"),
            ),
            at=at(16, 21, 13),
            evidence=EVIDENCE,
        ),
        StoryMessage(
            segments=(
                StorySegment(text="kejadiannya "),
                StorySegment(text="kemarin malam", number=1),
                StorySegment(text=" di "),
                StorySegment(text="desa jantuk", number=2),
                StorySegment(text=", yg lihat istri saya"),
            ),
            at=at(16, 21, 14),
        ),
    ),
    changed=True,
    hints=(
        StoryHint(icon="shield-heart", words="Ada kata-kata tentang bahaya bagi pelapor"),
        StoryHint(icon="arrows-exchange", words="Mungkin urusan Bawaslu"),
    ),
    proposals=(
        ProposalLine(
            number=1,
            term="Kapan",
            lines=(
                (
                    "Minggu 15 November 2026, malam",
                    "menurut tulisan “kemarin malam” pada Senin 16 November 2026",
                ),
            ),
            state=ProposalState.OPEN,
            hidden=HIDDEN,
            prefix="baca-1",
            fields=(FieldInput(name="value", label="Yang benar", value="Minggu 15 November 2026, malam"),),
        ),
        ProposalLine(
            number=2,
            term="Di mana",
            lines=(("Desa Jantuk, Kecamatan Sukamulia", "dibaca dari “desa jantuk”"),),
            state=ProposalState.CORRECTED,
            settled="diperbaiki Sari Rahmania, Selasa 17 November 2026, 09.10 WIB",
            hidden=HIDDEN,
            prefix="aksi-check_reading",
            fields=(
                FieldInput(
                    name="value",
                    label="Yang benar",
                    error="Tulis yang benar, atau pilih “Bukan itu maksudnya”.",
                ),
            ),
            is_open=True,
        ),
        ProposalLine(
            number=3,
            term="Siapa",
            lines=(("Rahma Wati – terlapor, petugas PPS", "dibaca dari “petugas pps bu Rahma Wati”"),),
            state=ProposalState.CONFIRMED,
            settled="dipastikan Sari Rahmania, Selasa 17 November 2026, 09.12 WIB",
            hidden=HIDDEN,
            prefix="baca-3",
            fields=PERSON,
        ),
        ProposalLine(
            number=4,
            term="Siapa",
            lines=(("Bukan itu maksudnya", "dibaca dari “istri saya”"),),
            state=ProposalState.REFUSED,
            settled="ditolak Sari Rahmania, Selasa 17 November 2026, 09.12 WIB",
            hidden=HIDDEN,
            prefix="baca-4",
            fields=PERSON,
        ),
    ),
    action="/laporan/1/aksi/check_reading",
    clause="Kpt 1089/2025 Bab IV A angka 6",
)

REPORT_STORY = replace(
    REPORT,
    facts=REPORT.facts[3:4],
    story=STORY,
    missing=MissingPanel(
        elements=("siapa yang terlibat", "bukti pendukung"),
        ask=Link(label="Minta kelengkapan", href="/laporan/1?lengkapi=ya", icon="message-question"),
    ),
)

LETTER = FieldInput(
    name="surat",
    label="Isi surat, surel, atau catatan",
    kind=FieldKind.LONG_TEXT,
    value="Kepada Yth. Ketua KPU Kabupaten Lombok Timur\n\nKemarin malam petugas PPS meminta uang.",
    max_length=20_000,
    rows=5,
    keep=False,
    hint="Yang terbaca diisikan di bawah dan diberi tanda. Yang sudah Anda ketik tidak diubah.",
)
_FIRST, *_OTHERS = REGISTER.groups
REGISTER_READ = replace(
    REGISTER,
    letter=LetterBox(
        field=LETTER,
        told="Terbaca 3 isian dan 1 orang. Periksa yang bertanda “dari surat”, lalu simpan.",
        left=(("Kapan terjadi", "Minggu 15 November 2026, malam"),),
        hints=(StoryHint(icon="bookmark", words="Topik: pelanggaran"),),
    ),
    groups=(
        replace(
            _FIRST,
            fields=tuple(
                replace(one, read_from="dari surat: “Kepada Yth. Ketua KPU Kabupaten Lombok Timur”")
                for one in _FIRST.fields
            ),
        ),
        *_OTHERS,
    ),
)

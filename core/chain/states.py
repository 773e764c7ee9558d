"""The words of the chain: states, tracks, roles and the other closed lists.

Only enumerations and their wording live here. Each word carries its label for staff, marked so that
a page can say it in another language; a state also carries what the reporter reads, in Indonesian
(design.md section 3). No rule about who may do what: those are rows in the transition table.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from core.language import tr


class LabelledEnum(StrEnum):
    """A string enumeration whose members know their Indonesian wording."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member out of its stored value and its Indonesian label.

        The label has a default only so that `Track("public_service")` type-checks as look-up.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Track(LabelledEnum):
    """The two separate routes of a report (R144)."""

    PUBLIC_SERVICE = "public_service", tr("Pengaduan pelayanan publik")
    WHISTLEBLOWING = "whistleblowing", tr("Whistleblowing (WBS)")


class State(StrEnum):
    """Where a report stands. Every report is in exactly one state."""

    label: str
    reporter_label: str

    def __new__(cls, value: str, label: str = "", reporter_label: str = "") -> Self:
        """Make a member out of its code, its staff label and the reporter's wording."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.reporter_label = reporter_label
        return member

    RECEIVED = "received", tr("Diterima – verifikasi"), "Diterima, sedang diperiksa"
    AWAITING_COMPLETION = "awaiting_completion", tr("Menunggu kelengkapan"), "Perlu dilengkapi"
    DISPOSED = "disposed", tr("Didisposisikan"), "Dikirim ke bagian yang tepat"
    IN_PROCESS = "in_process", tr("Diproses"), "Sedang dikerjakan"
    WITH_UNIT_HEAD = "with_unit_head", tr("Telaah pimpinan unit"), "Sedang dikerjakan"
    IN_FOLLOWUP = "in_followup", tr("Tindak lanjut"), "Hampir selesai"
    FOLLOWUP_SUBMITTED = (
        "followup_submitted",
        tr("Dokumen tindak lanjut diserahkan"),
        "Hampir selesai",
    )
    ANSWERED = "answered", tr("Dijawab – menunggu tanggapan"), "Dijawab"
    CLOSED = "closed", tr("Selesai"), "Selesai"
    RETURNED_NATIONAL = (
        "returned_national",
        tr("Dikembalikan ke Admin Nasional"),
        "Bukan tugas KPU",
    )
    ARCHIVED_INCOMPLETE = (
        "archived_incomplete",
        tr("Diarsipkan – tidak dilengkapi"),
        "Berhenti dulu, bisa dibuka lagi",
    )
    WITHDRAWN = "withdrawn", tr("Dicabut pelapor"), "Dicabut, bisa dilanjutkan"
    NOT_PROCESSABLE = (
        "not_processable",
        tr("Tidak dapat diproses lebih lanjut"),
        "Tidak bisa diproses",
    )
    REVIEW = "review", tr("Penelaahan"), "Sedang diperiksa"
    DEEPENING = "deepening", tr("Pendalaman"), "Diperiksa lebih dalam"
    WITH_LEADER = "with_leader", tr("Pimpinan"), "Diperiksa"
    INVESTIGATION = "investigation", tr("Audit investigasi"), "Diperiksa"
    CONCLUDED = "concluded", tr("Kesimpulan"), "Pemeriksaan selesai"

    @property
    def is_final(self) -> bool:
        """Whether handling has come to rest here; see ENDINGS for the way on."""
        return self in FINAL_STATES


FINAL_STATES = frozenset(
    {
        State.CLOSED,
        State.RETURNED_NATIONAL,
        State.ARCHIVED_INCOMPLETE,
        State.WITHDRAWN,
        State.NOT_PROCESSABLE,
        State.CONCLUDED,
    }
)

ENDINGS = {
    State.CLOSED: "Anda masih bisa menanggapi jawaban. Laporan dibuka lagi.",
    State.RETURNED_NATIONAL: "Tidak setuju? Ajukan keberatan. Laporan diperiksa lagi.",
    State.ARCHIVED_INCOMPLETE: "Keterangannya sudah ada? Buka kembali kapan saja.",
    State.WITHDRAWN: "Kalau menyangkut orang banyak, KPU bisa melanjutkannya.",
    State.NOT_PROCESSABLE: "Tidak setuju? Ajukan keberatan. Laporan diperiksa lagi.",
    State.CONCLUDED: "Pemeriksaan berakhir di sini. Ada bukti baru? Kirim laporan baru.",
}
"""For every end state, what the reporter can still do: nothing ends in silence (R94)."""

_SHARED_STATES = frozenset(
    {
        State.RECEIVED,
        State.AWAITING_COMPLETION,
        State.ARCHIVED_INCOMPLETE,
        State.WITHDRAWN,
        State.NOT_PROCESSABLE,
    }
)

STATES_OF: dict[Track, frozenset[State]] = {
    Track.PUBLIC_SERVICE: _SHARED_STATES
    | {
        State.DISPOSED,
        State.IN_PROCESS,
        State.WITH_UNIT_HEAD,
        State.IN_FOLLOWUP,
        State.FOLLOWUP_SUBMITTED,
        State.ANSWERED,
        State.CLOSED,
        State.RETURNED_NATIONAL,
    },
    Track.WHISTLEBLOWING: _SHARED_STATES
    | {
        State.REVIEW,
        State.DEEPENING,
        State.WITH_LEADER,
        State.INVESTIGATION,
        State.CONCLUDED,
    },
}
"""The states a report of each track can be in."""

OPEN_STATES = frozenset(State) - FINAL_STATES


class Kind(LabelledEnum):
    """What the reporter sends (SP4N-LAPOR! classes)."""

    COMPLAINT = "complaint", tr("Pengaduan")
    ASPIRATION = "aspiration", tr("Aspirasi")
    INFORMATION_REQUEST = "information_request", tr("Permintaan informasi")


class Classification(LabelledEnum):
    """The class that decides route and time limit (R59-R61)."""

    SUPERVISORY = "supervisory", tr("Berkadar pengawasan")
    NON_SUPERVISORY = "non_supervisory", tr("Tidak berkadar pengawasan")


class IdentityMode(LabelledEnum):
    """How much the reporter shows of themselves (R89, R90)."""

    OPEN = "open", tr("Terbuka")
    CONFIDENTIAL = "confidential", tr("Rahasia")
    ANONYMOUS = "anonymous", tr("Anonim")


class Channel(LabelledEnum):
    """How a report came in (R116, R126-R129, R47)."""

    TELEGRAM = "telegram", "Telegram"
    DIRECT = "direct", tr("Datang langsung")
    LETTER = "letter", tr("Surat")
    EMAIL = "email", tr("Surat elektronik")
    BOX = "box", tr("Kotak pengaduan")
    ORAL = "oral", tr("Lisan")
    SP4N = "sp4n", "SP4N-LAPOR!"


class Role(LabelledEnum):
    """Who acts. Nine officer roles (design.md section 4), and three nobody is appointed to.

    A support unit is whoever would act for a unit, over a report that another unit leads.
    """

    AGENCY_ADMIN = "agency_admin", tr("Admin Instansi/Organisasi")
    LIAISON = "liaison", tr("Pejabat Penghubung")
    UNIT_ADMIN = "unit_admin", tr("Admin Unit Penyelenggara Pelayanan")
    UNIT_HEAD = "unit_head", tr("Pimpinan Unit Kerja Eselon II")
    HANDLER = "handler", tr("Pelaksana bagian/subbagian")
    INSPECTOR = "inspector", tr("APIP / Unit Penanganan Pengaduan")
    LEADER = "leader", tr("Pimpinan")
    DESK_OFFICER = "desk_officer", tr("Petugas pencatatan")
    SYSTEM_ADMIN = "system_admin", tr("Administrator sistem")
    SUPPORT_UNIT = "support_unit", tr("Unit pendukung")
    REPORTER = "reporter", tr("Pelapor")
    SYSTEM = "system", tr("Sistem")


OFFICER_ROLES = frozenset(Role) - {Role.REPORTER, Role.SYSTEM, Role.SUPPORT_UNIT}
"""The nine roles an appointment can give."""


class ViolationType(LabelledEnum):
    """What a whistleblowing report is about: the seven of R141 and the two R143 adds."""

    CONFLICT_OF_INTEREST = "conflict_of_interest", tr("Benturan kepentingan")
    CORRUPTION = "corruption", tr("Korupsi")
    FRAUD = "fraud", tr("Kecurangan")
    THEFT = "theft", tr("Pencurian/penggelapan")
    PROCUREMENT = "procurement", tr("Pelanggaran dalam proses pengadaan barang dan jasa")
    ABUSE_OF_OFFICE = "abuse_of_office", tr("Penyalahgunaan jabatan/kewenangan")
    BRIBERY = "bribery", tr("Suap/gratifikasi")
    BUDGET_USE = "budget_use", tr("Penggunaan anggaran")
    CODE_OF_ETHICS = "code_of_ethics", tr("Kode etik ASN")


class DeadlineKind(LabelledEnum):
    """The clocks that can run on a report."""

    COMPLETION = "completion", tr("Kelengkapan")
    VERIFICATION = "verification", tr("Verifikasi")
    INITIAL_RESPONSE = "initial_response", tr("Respons awal")
    RESOLUTION = "resolution", tr("Penyelesaian")
    CLOSING = "closing", tr("Tanggapan pelapor")


class Element(LabelledEnum):
    """The elements a report should hold (R51, R122) and may be asked for (R52)."""

    WHAT = "what", tr("Apa yang terjadi")
    WHO = "who", tr("Siapa yang terlibat")
    WHEN = "when", tr("Kapan terjadi")
    WHERE = "where", tr("Di mana terjadi")
    HOW = "how", tr("Bagaimana kejadiannya")
    EVIDENCE = "evidence", tr("Bukti pendukung")
    IDENTITY = "identity", tr("Identitas pelapor")


class Finding(LabelledEnum):
    """What a whistleblowing examination concludes (R119, R137)."""

    PROVEN = "proven", tr("Terbukti")
    UNPROVEN = "unproven", tr("Tidak terbukti")


class ProtectionStage(LabelledEnum):
    """How far the protection of a threatened reporter has come (R88)."""

    REQUESTED = "requested", tr("Diminta, belum diketahui")
    ACKNOWLEDGED = "acknowledged", tr("Diketahui, risiko belum dinilai")
    ASSESSED = "assessed", tr("Risiko dinilai")
    MEASURES = "measures", tr("Langkah pelindungan berjalan")
    HANDED_OVER = "handed_over", tr("Diteruskan ke aparat")
    CLOSED = "closed", tr("Selesai")


class Threat(LabelledEnum):
    """The kinds of retaliation that are counted (R88)."""

    PHYSICAL = "physical", tr("Ancaman atau kekerasan fisik")
    PRESSURE = "pressure", tr("Tekanan atau intimidasi")
    SANCTION = "sanction", tr("Sanksi atau hukuman disiplin")
    TRANSFER = "transfer", tr("Mutasi atau pemindahan")
    DEMOTION = "demotion", tr("Penurunan jabatan atau hak")
    OTHER = "other", tr("Bentuk lain")


class Relation(LabelledEnum):
    """What a reporter is to whom they reported."""

    SUPERIOR = "superior", tr("Terlapor atasan pelapor")
    COLLEAGUE = "colleague", tr("Rekan kerja")
    SUBORDINATE = "subordinate", tr("Terlapor bawahan pelapor")
    OUTSIDE = "outside", tr("Pelapor bukan orang dalam")
    UNKNOWN = "unknown", tr("Belum diketahui")


_HOLDERS = {
    State.AWAITING_COMPLETION: Role.REPORTER,
    State.DISPOSED: Role.LIAISON,
    State.IN_PROCESS: Role.LIAISON,
    State.WITH_UNIT_HEAD: Role.UNIT_HEAD,
    State.IN_FOLLOWUP: Role.HANDLER,
    State.FOLLOWUP_SUBMITTED: Role.LIAISON,
    State.ANSWERED: Role.REPORTER,
    State.REVIEW: Role.INSPECTOR,
    State.DEEPENING: Role.INSPECTOR,
    State.WITH_LEADER: Role.LEADER,
    State.INVESTIGATION: Role.INSPECTOR,
}


def protects_reporter(track: Track, identity_mode: IdentityMode) -> bool:
    """Tell whether a reporter chose not to be known to all who handle the report, or blows a whistle."""
    return identity_mode is not IdentityMode.OPEN or track is Track.WHISTLEBLOWING


def receiving_role(track: Track) -> Role:
    """Say who verifies a new report of this track."""
    return Role.INSPECTOR if track is Track.WHISTLEBLOWING else Role.AGENCY_ADMIN


def holder_of(state: State, track: Track) -> Role | None:
    """Say on whose desk a report in this state lies; nobody's once it has ended."""
    if state is State.RECEIVED:
        return receiving_role(track)
    return _HOLDERS.get(state)


class Side(StrEnum):
    """Who speaks or acts."""

    REPORTER = "reporter"
    OFFICER = "officer"
    SYSTEM = "system"


class PartKind(StrEnum):
    """What part a unit has in a report (R36, R59)."""

    LEAD = "lead"
    SUPPORT = "support"
    CONSULTED = "consulted"
    """Asked for its view by the unit that leads (R70)."""
    INTERNAL = "internal"
    """A bagian or subbagian the unit head disposed to (R75)."""

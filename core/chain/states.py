"""The words of the chain: states, tracks, roles and the other closed lists.

Only enumerations and their wording live here. Each word carries its Indonesian label for
staff; a state also carries what the reporter reads (design.md section 3). No rule about who
may do what: those are rows in the transition table.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


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

    PUBLIC_SERVICE = "public_service", "Pengaduan pelayanan publik"
    WHISTLEBLOWING = "whistleblowing", "Whistleblowing (WBS)"


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

    RECEIVED = "received", "Diterima – verifikasi", "Diterima, sedang diverifikasi"
    AWAITING_COMPLETION = "awaiting_completion", "Menunggu kelengkapan", "Perlu dilengkapi"
    DISPOSED = "disposed", "Didisposisikan", "Diteruskan ke unit"
    IN_PROCESS = "in_process", "Diproses", "Sedang ditangani"
    WITH_UNIT_HEAD = "with_unit_head", "Telaah pimpinan unit", "Sedang ditangani"
    IN_FOLLOWUP = "in_followup", "Tindak lanjut", "Sedang ditindaklanjuti"
    FOLLOWUP_SUBMITTED = (
        "followup_submitted",
        "Dokumen tindak lanjut diserahkan",
        "Sedang ditindaklanjuti",
    )
    ANSWERED = "answered", "Dijawab – menunggu tanggapan", "Dijawab"
    CLOSED = "closed", "Selesai", "Selesai"
    RETURNED_NATIONAL = (
        "returned_national",
        "Dikembalikan ke Admin Nasional",
        "Bukan kewenangan KPU – dikembalikan",
    )
    ARCHIVED_INCOMPLETE = (
        "archived_incomplete",
        "Diarsipkan – tidak dilengkapi",
        "Diarsipkan, dapat dibuka kembali",
    )
    WITHDRAWN = "withdrawn", "Dicabut pelapor", "Dicabut, dapat dilanjutkan"
    NOT_PROCESSABLE = (
        "not_processable",
        "Tidak dapat diproses lebih lanjut",
        "Tidak dapat diproses – alasan dan cara keberatan",
    )
    REVIEW = "review", "Penelaahan", "Ditelaah"
    DEEPENING = "deepening", "Pendalaman", "Didalami"
    WITH_LEADER = "with_leader", "Pimpinan", "Diperiksa"
    INVESTIGATION = "investigation", "Audit investigasi", "Diperiksa"
    CONCLUDED = "concluded", "Kesimpulan", "Disimpulkan"

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
    State.CLOSED: "Anda masih dapat menanggapi jawaban; laporan dibuka kembali.",
    State.RETURNED_NATIONAL: "Tidak setuju? Ajukan keberatan; laporan diverifikasi lagi.",
    State.ARCHIVED_INCOMPLETE: "Buka kembali kapan saja bila keterangan sudah ada.",
    State.WITHDRAWN: "KPU dapat melanjutkan bila menyangkut kepentingan umum.",
    State.NOT_PROCESSABLE: "Tidak setuju? Ajukan keberatan; laporan diverifikasi lagi.",
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

    COMPLAINT = "complaint", "Pengaduan"
    ASPIRATION = "aspiration", "Aspirasi"
    INFORMATION_REQUEST = "information_request", "Permintaan informasi"


class Classification(LabelledEnum):
    """The class that decides route and time limit (R59-R61)."""

    SUPERVISORY = "supervisory", "Berkadar pengawasan"
    NON_SUPERVISORY = "non_supervisory", "Tidak berkadar pengawasan"


class IdentityMode(LabelledEnum):
    """How much the reporter shows of themselves (R89, R90)."""

    OPEN = "open", "Terbuka"
    CONFIDENTIAL = "confidential", "Rahasia"
    ANONYMOUS = "anonymous", "Anonim"


class Channel(LabelledEnum):
    """How a report came in (R116, R126-R129, R47)."""

    TELEGRAM = "telegram", "Telegram"
    DIRECT = "direct", "Datang langsung"
    LETTER = "letter", "Surat"
    EMAIL = "email", "Surat elektronik"
    BOX = "box", "Kotak pengaduan"
    ORAL = "oral", "Lisan"
    SP4N = "sp4n", "SP4N-LAPOR!"


class Role(LabelledEnum):
    """Who acts. Nine officer roles (design.md section 4), and three nobody is appointed to.

    A support unit is whoever would act for a unit, over a report that another unit leads.
    """

    AGENCY_ADMIN = "agency_admin", "Admin Instansi/Organisasi"
    LIAISON = "liaison", "Pejabat Penghubung"
    UNIT_ADMIN = "unit_admin", "Admin Unit Penyelenggara Pelayanan"
    UNIT_HEAD = "unit_head", "Pimpinan Unit Kerja Eselon II"
    HANDLER = "handler", "Pelaksana bagian/subbagian"
    INSPECTOR = "inspector", "APIP / Unit Penanganan Pengaduan"
    LEADER = "leader", "Pimpinan"
    DESK_OFFICER = "desk_officer", "Petugas pencatatan"
    SYSTEM_ADMIN = "system_admin", "Administrator sistem"
    SUPPORT_UNIT = "support_unit", "Unit pendukung"
    REPORTER = "reporter", "Pelapor"
    SYSTEM = "system", "Sistem"


OFFICER_ROLES = frozenset(Role) - {Role.REPORTER, Role.SYSTEM, Role.SUPPORT_UNIT}
"""The nine roles an appointment can give."""


class ViolationType(LabelledEnum):
    """What a whistleblowing report is about: the seven of R141 and the two R143 adds."""

    CONFLICT_OF_INTEREST = "conflict_of_interest", "Benturan kepentingan"
    CORRUPTION = "corruption", "Korupsi"
    FRAUD = "fraud", "Kecurangan"
    THEFT = "theft", "Pencurian/penggelapan"
    PROCUREMENT = "procurement", "Pelanggaran dalam proses pengadaan barang dan jasa"
    ABUSE_OF_OFFICE = "abuse_of_office", "Penyalahgunaan jabatan/kewenangan"
    BRIBERY = "bribery", "Suap/gratifikasi"
    BUDGET_USE = "budget_use", "Penggunaan anggaran"
    CODE_OF_ETHICS = "code_of_ethics", "Kode etik ASN"


class DeadlineKind(LabelledEnum):
    """The clocks that can run on a report."""

    COMPLETION = "completion", "Kelengkapan"
    VERIFICATION = "verification", "Verifikasi"
    INITIAL_RESPONSE = "initial_response", "Respons awal"
    RESOLUTION = "resolution", "Penyelesaian"
    CLOSING = "closing", "Tanggapan pelapor"


class Element(LabelledEnum):
    """The elements a report should hold (R51, R122) and may be asked for (R52)."""

    WHAT = "what", "Apa yang terjadi"
    WHO = "who", "Siapa yang terlibat"
    WHEN = "when", "Kapan terjadi"
    WHERE = "where", "Di mana terjadi"
    HOW = "how", "Bagaimana kejadiannya"
    EVIDENCE = "evidence", "Bukti pendukung"
    IDENTITY = "identity", "Identitas pelapor"


class Finding(LabelledEnum):
    """What a whistleblowing examination concludes (R119, R137)."""

    PROVEN = "proven", "Terbukti"
    UNPROVEN = "unproven", "Tidak terbukti"


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

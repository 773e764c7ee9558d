"""The conditions rows may set, each with its clause and the sentence that explains a refusal.

Every sentence says which rule stands in the way and what to do next.
"""

from __future__ import annotations

from core.chain.fields import Values
from core.chain.rows import Guard
from core.chain.situation import Performer, Snapshot
from core.chain.states import Classification, Element, Finding, IdentityMode, Kind
from core.language import tr

CHECK_IDENTITY = "identity_confirmable"
CHECK_SUBJECT = "subject_clear"
CHECK_PARTY = "party_named"
CHECK_EVENT = "event_described"
CHECK_EVIDENCE = "evidence_valid"

UNKNOWN_TO_REPORTER = "unknown"


def _checklist_complete(report: Snapshot, _: Performer, values: Values) -> bool:
    ticked = values.get("checklist")
    return isinstance(ticked, tuple) and needed_checks(report) <= frozenset(ticked)


def needed_checks(report: Snapshot) -> frozenset[str]:
    """Name the checks a report must pass before disposition (R53, R54; G1 for anonymous).

    A party is checked only if one is named ("bila ada"), evidence only if some was sent, and
    the event only for a complaint: a question or an aspiration has none.
    """
    needed = {CHECK_SUBJECT}
    if report.identity_mode is not IdentityMode.ANONYMOUS:
        needed.add(CHECK_IDENTITY)
    if report.kind is Kind.COMPLAINT:
        needed.add(CHECK_EVENT)
        if report.has_party:
            needed.add(CHECK_PARTY)
    if report.has_evidence:
        needed.add(CHECK_EVIDENCE)
    return frozenset(needed)


def _apip_included(report: Snapshot, _: Performer, values: Values) -> bool:
    if values.get("classification") != Classification.SUPERVISORY:
        return True
    supporting = values.get("supporting_units", ())
    chosen = {values.get("lead_unit"), *(supporting if isinstance(supporting, tuple) else ())}
    return values.get("with_apip") is True or not report.apip_units.isdisjoint(chosen)


def _units_differ(_: Snapshot, __: Performer, values: Values) -> bool:
    supporting = values.get("supporting_units", ())
    return not isinstance(supporting, tuple) or values.get("lead_unit") not in supporting


def _requested_elements_answered(report: Snapshot, _: Performer, values: Values) -> bool:
    unknown = values.get(UNKNOWN_TO_REPORTER, ())
    given_up = frozenset(unknown) if isinstance(unknown, tuple) else frozenset()
    open_elements = {element for element in report.elements_missing if element not in given_up}
    return all(element in values for element in open_elements)


def _something_supplied(_: Snapshot, __: Performer, values: Values) -> bool:
    return bool(values.keys() - {UNKNOWN_TO_REPORTER})


def _identity_not_demanded(report: Snapshot, _: Performer, values: Values) -> bool:
    asked = values.get("elements", ())
    anonymous = report.identity_mode is IdentityMode.ANONYMOUS
    return not (anonymous and isinstance(asked, tuple) and Element.IDENTITY in asked)


def _by_another_person(report: Snapshot, performer: Performer, _: Values) -> bool:
    return performer.officer_id is not None and performer.officer_id != report.proposed_by


def _question_or_aspiration(report: Snapshot, _: Performer, __: Values) -> bool:
    return (
        report.kind in {Kind.INFORMATION_REQUEST, Kind.ASPIRATION}
        and report.classification is not Classification.SUPERVISORY
    )


checklist_complete = Guard(
    "checklist_incomplete",
    "002 BAB IV B.1–2",
    tr(
        "Unsur wajib belum semua dicentang. "
        "Periksa laporannya; bila ada yang kurang, minta pelapor melengkapi."
    ),
    _checklist_complete,
    on_form=True,
)
apip_included = Guard(
    "apip_missing",
    "002 BAB IV B.7.a",
    tr("Pengaduan berkadar pengawasan harus ditangani bersama APIP. Centang APIP atau pilih unit APIP."),
    _apip_included,
    on_form=True,
)
units_differ = Guard(
    "unit_twice",
    "002 BAB III B.1.c",
    tr("Unit penanggung jawab tidak boleh juga menjadi unit pendukung. Hapus salah satunya."),
    _units_differ,
    on_form=True,
)
identity_not_demanded = Guard(
    "identity_of_anonymous",
    "002 BAB V B.1.a",
    tr("Pelapor memilih anonim; identitasnya tidak boleh diminta. Hapus “Identitas pelapor”."),
    _identity_not_demanded,
    on_form=True,
)
requested_elements_answered = Guard(
    "elements_still_missing",
    "002 BAB IV A.6",
    tr("Masih ada yang belum dijawab. Isi semua yang diminta, atau tandai bagian yang tidak Anda ketahui."),
    _requested_elements_answered,
    on_form=True,
)
something_supplied = Guard(
    "nothing_supplied",
    "002 BAB IV A.6",
    tr("Belum ada yang diisi. Tulis paling sedikit satu keterangan."),
    _something_supplied,
    on_form=True,
)
completion_due_passed = Guard(
    "completion_still_running",
    "002 BAB IV A.6",
    tr("Batas waktu melengkapi belum lewat. Tunggu sampai tenggatnya."),
    lambda report, _, __: report.completion_due_passed,
)
completion_reminder_sent = Guard(
    "reminder_not_sent",
    "002 BAB V B.5.a",
    tr("Pelapor belum diingatkan. Kirim pengingat sebelum laporan diarsipkan."),
    lambda report, _, __: report.completion_reminder_sent,
)
completion_fairly_warned = Guard(
    "reminded_too_late",
    "002 BAB V B.5.a",
    tr("Pengingat baru saja dikirim. Tunggu satu hari kerja penuh sesudahnya."),
    lambda report, _, __: report.completion_fairly_warned,
)
closing_fairly_warned = Guard(
    "reminded_too_late",
    "002 BAB V B.5.a",
    tr("Pelapor belum diingatkan satu hari kerja sebelumnya. Tunggu sampai masa itu lewat."),
    lambda report, _, __: report.closing_fairly_warned,
)
limit_moved = Guard(
    "limit_not_moved",
    "002 BAB V B.5.a",
    tr("Batas waktu pelapor masih sama dengan yang diberitahukan. Tidak ada yang perlu dikabarkan."),
    lambda report, _, __: report.limit_moved,
)
closing_due_passed = Guard(
    "closing_still_running",
    "002 BAB VII",
    tr("Masa tanggapan pelapor belum lewat. Tunggu sampai tenggatnya."),
    lambda report, _, __: report.closing_due_passed,
)
no_pending_proposal = Guard(
    "proposal_pending",
    "002 BAB V B.5.a",
    tr("Ada usulan “tidak dapat diproses” yang menunggu keputusan. Setujui atau tolak usulan itu dahulu."),
    lambda report, _, __: report.proposed_by is None,
)
pending_proposal = Guard(
    "no_proposal",
    "002 BAB V B.5.a",
    tr("Belum ada usulan “tidak dapat diproses”. Ajukan usulan dengan alasannya dahulu."),
    lambda report, _, __: report.proposed_by is not None,
)
by_another_person = Guard(
    "same_person",
    "002 BAB V B.5.a",
    tr("Usulan harus diputuskan orang lain, bukan pengusulnya. Minta petugas lain memutuskan."),
    _by_another_person,
)
sheet_printed = Guard(
    "sheet_not_printed",
    "002 BAB IV C.2.b.2",
    tr("Lembar disposisi belum dicetak. Cetak lembar disposisi, lalu teruskan."),
    lambda report, _, __: report.disposition_sheet_printed,
)
question_or_aspiration = Guard(
    "needs_followup",
    "002 BAB IV B.7.b",
    tr(
        "Jawaban langsung hanya untuk permintaan informasi atau aspirasi tanpa unsur pelanggaran. "
        "Teruskan laporan ini ke pimpinan unit."
    ),
    _question_or_aspiration,
)
review_done = Guard(
    "review_not_done",
    "003 Lamp. II.3.b.2.b",
    tr("Penelaahan belum disimpulkan. Isi kelima langkah penelaahan dahulu."),
    lambda report, _, __: report.review_done,
)
corruption_suspected = Guard(
    "no_corruption_suspected",
    "003 Lamp. II.3.b.2.c.2",
    tr(
        "Langkah ini hanya untuk dugaan tindak pidana korupsi. "
        "Pakai jalur biasa: pendalaman, lalu kesimpulan pimpinan."
    ),
    lambda report, _, __: report.corruption_suspected,
)
finding_unproven = Guard(
    "not_unproven",
    "003 Lamp. II.4",
    tr("Pemulihan nama baik hanya untuk kesimpulan “tidak terbukti”."),
    lambda report, _, __: report.finding is Finding.UNPROVEN,
)
not_yet_rehabilitated = Guard(
    "already_rehabilitated",
    "003 Lamp. II.4",
    tr("Surat pemulihan nama baik sudah dicatat. Tidak perlu diulang."),
    lambda report, _, __: not report.rehabilitated,
)
office_barred = Guard(
    "office_not_barred",
    "002 BAB V B.5.d",
    tr("Laporan ini tidak menyebut pimpinan kantor atau penerimanya. Kantor ini tetap menanganinya."),
    lambda report, _, __: report.office_barred,
)
told_as_story = Guard(
    "no_story",
    "002 BAB IV A.6",
    tr("Laporan ini tidak datang sebagai cerita. Tidak ada yang terbaca dari cerita untuk diperiksa."),
    lambda report, _, __: report.told_as_story,
)
has_link = Guard(
    "not_linked",
    "002 BAB III B.1.c",
    tr("Laporan ini tidak ditautkan dengan laporan lain. Tidak ada yang perlu dilepas."),
    lambda report, _, __: report.linked,
)

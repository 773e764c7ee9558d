"""A right answer to every form, and a report in which every condition of an action holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.chain import (
    Action,
    Command,
    Finding,
    Kind,
    Performer,
    ProtectionStage,
    Role,
    Snapshot,
    State,
    Track,
)

LONG = "Menurut UU 7/2017 perkara ini diperiksa oleh Bawaslu, bukan oleh KPU."
EVENT: dict[str, object] = {
    "office_id": "5203",
    "identity_mode": "open",
    "substance": "Segel kotak suara terbuka",
}
COMPLAINT: dict[str, object] = EVENT | {"kind": "complaint"}

ANSWERS: dict[Action, dict[str, object]] = {
    Action.SUBMIT: COMPLAINT,
    Action.REGISTER: COMPLAINT | {"channel": "letter", "letter_subject": "Segel terbuka"},
    Action.IMPORT_SP4N: COMPLAINT | {"sp4n_id": "6543210"},
    Action.REQUEST_COMPLETION: {"elements": ["when"], "message": "Kapan kejadiannya?"},
    Action.COMPLETE: {"when": "Jumat pagi"},
    Action.RETURN_NATIONAL: {"reason": "election_supervisor", "explanation": LONG},
    Action.DISPOSE: {
        "checklist": [
            "identity_confirmable",
            "subject_clear",
            "party_named",
            "event_described",
            "evidence_valid",
        ],
        "within_authority": True,
        "classification": "supervisory",
        "lead_unit": "subbag-hukum",
        "supporting_units": ["subbag-teknis"],
        "with_apip": True,
    },
    Action.PROPOSE_NOT_PROCESSABLE: {"reason": "not_logical", "explanation": LONG},
    Action.DECLINE_NOT_PROCESSABLE: {"reason": "Masih dapat diperiksa"},
    Action.OBJECT: {"reason": "Laporan saya masuk akal"},
    Action.RETURN_FOR_REDISPOSITION: {"reason": "Urusan subbag lain"},
    Action.ACCEPT: {"initial_response": "Laporan Anda kami tangani."},
    Action.ANSWER_DIRECTLY: {"answer": "Daftar pemilih dapat dilihat di laman kami."},
    Action.DISPOSE_INTERNALLY: {
        "sections": ["subbag-teknis"],
        "context": "Penyimpanan kotak",
        "root_cause": "Gudang tidak dijaga",
        "relevant_parties": "Petugas gudang",
    },
    Action.SUBMIT_FOLLOWUP: {
        "answer_direction": "Jelaskan penggantian segel",
        "official_letter": ["berkas-1"],
        "proof": ["berkas-2"],
    },
    Action.ANSWER: {"answer": "Segel sudah diganti dan gudang dijaga."},
    Action.RESPOND: {"reply": "Belum menjawab soal saksi"},
    Action.ACCEPT_ANSWER: {"rating": 4},
    Action.CONCLUDE_REVIEW: {
        "main_problem": "Benturan kepentingan",
        "initial_evidence": "Cukup",
        "supporting_data": "Daftar rekanan",
        "legal_analysis": "Perpres 54/2018",
        "review_conclusion": "Didalami",
        "corruption_suspected": True,
    },
    Action.SUBMIT_TO_LEADER: {"result": "Cukup bukti", "recommendation": "Audit"},
    Action.ORDER_INVESTIGATION: {
        "competent_official": "Inspektur Utama",
        "instruction": "Periksa kontraknya",
    },
    Action.CONCLUDE: {
        "finding": "unproven",
        "consideration": "Bukti tidak menguatkan",
        "message": "Bukti yang ada belum cukup.",
    },
    Action.REHABILITATE: {
        "letter_number": "12/KPU/2026",
        "letter_date": "2026-05-04",
        "letter": ["berkas-3"],
    },
    Action.CONTINUE_EX_OFFICIO: {"reason": "Menyangkut hak pilih banyak orang"},
    Action.ADD_INFORMATION: {"text": "Ada saksi lain"},
    Action.MESSAGE: {"text": "Kami sedang memeriksa"},
    Action.NOTE: {"text": "Telepon gudang besok"},
    Action.CONSULT: {"units": ["biro-hukum"], "question": "Apa dasar hukumnya?"},
    Action.ADVISE: {"advice": "Dasarnya berita acara serah terima"},
    Action.REPORT_PROGRESS: {"progress": "Gudang sudah diperiksa"},
    Action.INFORM_OBSTACLE: {"obstacle": "Saksi belum hadir", "steps": "Panggilan kedua"},
    Action.CHECK_READING: {"proposal": "1", "verdict": "confirmed"},
    Action.RELATE: {"agenda_number": "014/52.03/XI/2026", "relation": "same_event"},
    Action.UNRELATE: {"agenda_number": "014/52.03/XI/2026", "reason": "Ternyata lain kejadian"},
    Action.REQUEST_PROTECTION: {"threat": "Saya diancam lewat telepon", "urgent": True},
    Action.RELAY_PROTECTION: {"threat": "Katanya diancam lewat telepon", "urgent": True},
    Action.ASSESS_RISK: {
        "knows": "Hanya bendahara",
        "relation": "superior",
        "threats": ["pressure", "transfer"],
        "risk": "high",
    },
    Action.TAKE_MEASURES: {"measures": "Mutasi ditunda", "message": "Tugas Anda tidak berubah."},
    Action.HAND_TO_AUTHORITY: {
        "authority": "lpsk",
        "letter_number": "7/KPU/2026",
        "letter_date": "2026-03-04",
        "person": "Ibu Dyah",
    },
    Action.FOLLOW_UP_PROTECTION: {"message": "Surat sudah diterima LPSK."},
    Action.CLOSE_PROTECTION: {"word": "Lewat telepon: sudah tenang", "message": "Kami tetap siap."},
    Action.TELL_SAFETY: {"safe": False, "change": "Saya dipindahkan"},
}

_SUBMIT_WBS = EVENT | {"violation_type": "corruption"}
_REGISTER_WBS = EVENT | {"channel": "letter", "violation_type": "bribery"}


def answers_to(action: Action, track: Track = Track.PUBLIC_SERVICE) -> dict[str, object]:
    if track is Track.WHISTLEBLOWING and action is Action.SUBMIT:
        return dict(_SUBMIT_WBS)
    if track is Track.WHISTLEBLOWING and action is Action.REGISTER:
        return dict(_REGISTER_WBS)
    return dict(ANSWERS.get(action, {}))


def command(action: Action, track: Track = Track.PUBLIC_SERVICE, /, **changed: object) -> Command:
    return Command(action, answers_to(action, track) | changed)


def officer(role: Role, officer_id: str = "bu-sari") -> Performer:
    return Performer(frozenset({role}), officer_id)


def ready_for(action: Action, state: State | None, track: Track) -> Snapshot:
    """A report in this state in which nothing but role and state can stand in the way."""
    ready = Snapshot(
        state=state,
        track=track,
        review_done=True,
        corruption_suspected=True,
        finding=Finding.UNPROVEN,
        disposition_sheet_printed=True,
        completion_due_passed=True,
        completion_reminder_sent=True,
        completion_fairly_warned=True,
        closing_due_passed=True,
        closing_fairly_warned=True,
        limit_moved=True,
        office_barred=True,
        told_as_story=True,
        linked=True,
        protection=ProtectionStage.ASSESSED,
        threatened=True,
        check_in_due=True,
    )
    needs: dict[Action, dict[str, Any]] = {
        Action.CONFIRM_NOT_PROCESSABLE: {"proposed_by": "pak-budi"},
        Action.DECLINE_NOT_PROCESSABLE: {"proposed_by": "pak-budi"},
        Action.REQUEST_PROTECTION: {"protection": None, "threatened": False},
        Action.ACKNOWLEDGE_PROTECTION: {"protection": ProtectionStage.REQUESTED},
        Action.ANSWER_DIRECTLY: {"kind": Kind.INFORMATION_REQUEST},
    }
    return replace(ready, **needs.get(action, {}))

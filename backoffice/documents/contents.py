"""What stands in each document, taken from the report's view: words only, no layout, no rule."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from backoffice.requests.follow_links import FollowLink
from backoffice.words.custody import custody_line
from backoffice.words.holders import part_in_words
from backoffice.words.wording import long_date, long_datetime
from core.actor import OfficerActor
from core.chain.report_fields import EVIDENCE, KIND, OFFICE, PARTIES, READ, PartyRole, ReportField
from core.chain.states import PartKind
from core.chain.telling.wording import clause_in_words
from core.intake.schemas import Receipt
from core.reading.schemas import HistoryView, ReportView
from core.reports.schemas import Party
from core.sizes import file_size

Data = dict[str, Any]

SHEET_CLAUSE: Final = clause_in_words("002 BAB IV C.2.b.2 dan D.1")
WARNING: Final = (
    "Dokumen rahasia. Hanya untuk pejabat yang ditunjuk. Jangan digandakan, difoto, atau diperlihatkan "
    "kepada pihak yang dilaporkan."
)
INSTRUCTIONS: Final = (
    "Untuk ditelaah",
    "Untuk ditindaklanjuti",
    "Siapkan arahan jawaban",
    "Koordinasikan dengan unit pendukung",
    "Koordinasikan dengan APIP",
    "Mintakan keterangan pihak terkait",
    "Laporkan perkembangannya",
    "Untuk diketahui",
)
UNCHECKED: Final = " (terbaca dari cerita, belum diperiksa petugas)"
_SCAN: Final = "Pindai kode QR, atau cari @{bot} di Telegram dan pilih Lacak laporan."
_FOLLOWING: Final = (
    "Buka bot pengaduan KPU di Telegram, pilih Lacak laporan.",
    "Ketik nomor pelacakan di atas. Besar kecil huruf dan tanda hubung tidak berpengaruh.",
    "Tidak memakai Telegram? Datang ke meja pengaduan dan sebutkan nomor ini.",
)


def printed_by(actor: OfficerActor, office: str, at: datetime) -> Data:
    """Say on every page who printed it and when."""
    first = actor.appointments[0]
    return {
        "printed_by": actor.full_name,
        "printed_role": first.role.label,
        "printed_at": long_datetime(at),
        "office": office,
        "place_and_date": f"{office}, {long_date(at)}",
        "warning": WARNING,
    }


def sheet(view: ReportView, zone: ZoneInfo, units: tuple[tuple[str, str], ...]) -> Data:
    """Give the disposition sheet, with the report as its attachment (R68)."""
    row, chosen = view.row, [unit.name for unit in view.units]
    ids = {str(unit.unit_id) for unit in view.units}
    offered = [(label, unit in ids) for unit, label in units]
    named = offered or [(name, True) for name in chosen]
    running = next((each for each in view.deadlines if each.stopped_at is None), None)
    return {
        "secret": True,
        "title": f"Lembar disposisi {row.agenda_number}",
        "agenda_number": row.agenda_number,
        "clause": SHEET_CLAUSE,
        "facts": [
            ["Nomor agenda", row.agenda_number],
            ["Diterima", long_datetime(row.received_at.astimezone(zone))],
            ["Asal", row.channel.label],
            [KIND.title, row.kind.label],
            ["Klasifikasi", row.classification.label if row.classification else "Belum ditetapkan"],
            ["Batas waktu", running.due_text if running else "Tidak ada tenggat berjalan"],
            [part_in_words(PartKind.LEAD), _joined(view, PartKind.LEAD)],
            [part_in_words(PartKind.SUPPORT), _joined(view, PartKind.SUPPORT)],
        ],
        "summary": row.title or view.body.title or view.body.substance[:400],
        "units": [{"label": label, "ticked": ticked} for label, ticked in named],
        "instructions": INSTRUCTIONS,
        "report_facts": _report_facts(view, zone),
        "parts": _parts(view),
    }


def report_print(view: ReportView, zone: ZoneInfo) -> Data:
    """Give the report as it stands, for the file."""
    row = view.row
    return {
        "secret": True,
        "title": f"Laporan {row.agenda_number}",
        "agenda_number": row.agenda_number,
        "heading": row.title or view.body.title or "Laporan",
        "facts": _report_facts(view, zone),
        "parts": _parts(view),
        "files": [
            {
                "title": title,
                "custody": str(custody_line(files, zone)),
                "rows": [
                    {"name": file.name, "sha256": file.sha256, "size": file_size(file.size)} for file in files
                ],
            }
            for title, files in (("Bukti dari pelapor", view.evidence), ("Berkas kantor", view.papers))
            if files
        ],
        "history": [_history(entry, zone) for entry in view.history],
    }


def receipt_slip(receipt: Receipt, zone: ZoneInfo, follow: FollowLink | None = None) -> Data:
    """Give the slip for whoever reported at the desk: not secret to them, and theirs alone."""
    return {
        "secret": False,
        "title": f"Tanda terima {receipt.agenda_number}",
        "agenda_number": receipt.agenda_number,
        "facts": [
            ["Nomor agenda", receipt.agenda_number],
            ["Diterima", long_datetime(receipt.received_at.astimezone(zone))],
            ["Ditangani oleh", receipt.office_name],
            ["Biaya", "Gratis. Petugas dilarang menerima imbalan."],
        ],
        "tracking_id": receipt.tracking_id,
        "steps": (_SCAN.format(bot=follow.bot), *_FOLLOWING[1:]) if follow else _FOLLOWING,
        "qr": follow.picture if follow else "",
        "next": f"Laporan diverifikasi paling lambat {receipt.due_text}. {receipt.due_explained}".strip(),
    }


def _report_facts(view: ReportView, zone: ZoneInfo) -> list[list[str]]:
    row = view.row
    return [
        ["Tahap", row.state.label],
        ["Diterima", long_datetime(row.received_at.astimezone(zone))],
        ["Asal", row.channel.label],
        [OFFICE.asked.label, view.addressed_office_name],
        ["Identitas pelapor", row.identity_mode.label],
        [EVIDENCE.title, f"{len(view.evidence)} berkas dari pelapor, {len(view.papers)} dari kantor"],
    ]


def _parts(view: ReportView) -> list[dict[str, str]]:
    body = view.body
    letter = " · ".join(part for part in (body.letter_number, body.letter_subject) if part)
    told = (
        *((field.title, _told(view, field)) for field in READ),
        ("Surat", letter),
    )
    return [{"title": title, "text": text} for title, text in told if text]


def _told(view: ReportView, field: ReportField) -> str:
    """Give the answer to a field; on paper too it says where only a computer has read it."""
    read = [one for one in (view.story.proposals if view.story else ()) if one.verdict is None]
    if field is PARTIES:
        people = [one.party for one in read]
        return "\n".join(
            _party(party) + (UNCHECKED if party in people else "") for party in view.body.parties
        )
    answer = view.body.answer(field)
    unchecked = any(one.element is field.element and answer.startswith(one.value) for one in read)
    return answer + UNCHECKED if answer and unchecked else answer


def _party(party: Party) -> str:
    details = (party.position, party.unit, f"NIP {party.nip}" if party.nip else "", party.address)
    said = ", ".join(part for part in details if part)
    return f"{party.name or 'Tanpa nama'} ({PartyRole(party.role).word})" + (f": {said}" if said else "")


def _joined(view: ReportView, part: PartKind) -> str:
    return ", ".join(unit.name for unit in view.units if unit.kind is part) or "–"


def _history(entry: HistoryView, zone: ZoneInfo) -> dict[str, str]:
    return {
        "at": long_datetime(entry.at.astimezone(zone)),
        "label": entry.label,
        "detail": "\n".join(f"{label}: {text}" for label, text in entry.values.items()),
        "who": f"{entry.author}, {entry.acted_as.label}" if entry.acted_as else entry.author,
    }

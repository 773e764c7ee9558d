"""The forms of an officer's page."""

from collections.abc import Sequence
from typing import Final

from backoffice.contexts.fields import ActionForm, FieldOption
from backoffice.pages.frame.forms import inputs_of, options_of
from core.administration.officers import today
from core.chain.fields import Field, FieldType, choices_of
from core.chain.states import OFFICER_ROLES, Role
from core.language import joined, tr

CLAUSE = "Keputusan KPU 1089/2025 BAB V A.1.b"
ROLES: Final = choices_of(role for role in Role if role in OFFICER_ROLES)
NEW: Final = (
    Field(
        "username",
        FieldType.TEXT,
        tr("Nama pengguna"),
        max_length=60,
        help=tr("Tiga huruf atau lebih: huruf kecil, angka, titik, garis."),
    ),
    Field("full_name", FieldType.TEXT, tr("Nama lengkap"), max_length=120),
    Field("position", FieldType.TEXT, tr("Jabatan"), required=False, max_length=300),
    Field("nip", FieldType.TEXT, tr("NIP"), required=False, max_length=18, help=tr("18 angka.")),
)
APPOINTMENT: Final = (
    Field("role", FieldType.CHOICE, tr("Peran"), choices=ROLES),
    Field("office_id", FieldType.OFFICE, tr("Kantor")),
    Field(
        "unit_id",
        FieldType.UNIT,
        tr("Unit"),
        required=False,
        help=tr("Untuk peran di unit. Pilih unit di kantor yang sama."),
    ),
    Field("decree_number", FieldType.TEXT, tr("Nomor Keputusan"), max_length=80),
    Field("decree_date", FieldType.DATE, tr("Tanggal Keputusan")),
    Field("valid_from", FieldType.DATE, tr("Berlaku sejak")),
    Field("valid_to", FieldType.DATE, tr("Sampai"), required=False),
)
END: Final = (
    Field("last_day", FieldType.DATE, tr("Hari terakhir")),
    Field(
        "reason",
        FieldType.TEXT,
        tr("Alasan"),
        max_length=300,
        help=tr("Misalnya mutasi, dengan nomor suratnya."),
    ),
)


def new_form(here: str) -> ActionForm:
    """Give the form of a new account."""
    return ActionForm(
        key="petugas-baru",
        label=tr("Buat akun"),
        action=f"{here}/baru",
        icon="plus",
        fields=inputs_of(NEW),
    )


def account_forms(base: str, *, active: bool, warning: str) -> tuple[ActionForm, ...]:
    """Give what can be done to an account."""
    password = ActionForm(
        key="sandi", label=tr("Setel ulang kata sandi"), action=f"{base}/sandi", icon="key",
        intro=tr("Sandi baru tampil sekali. Petugas dikeluarkan dari semua tempat."),
    )  # fmt: skip
    code = ActionForm(
        key="kode", label=tr("Setel ulang kode sekali pakai"), action=f"{base}/kode", icon="qrcode",
        intro=tr("Untuk ponsel yang hilang atau diganti. Kode lama tidak berlaku lagi."),
    )  # fmt: skip
    status = ActionForm(
        key="status",
        label=tr("Nonaktifkan akun") if active else tr("Aktifkan akun"),
        action=f"{base}/status",
        icon="user-off" if active else "user-check",
        hidden=(("active", "tidak" if active else "ya"),),
        danger=active,
        confirm=active,
        consequence=_followed(tr("Petugas langsung keluar dan tidak dapat masuk."), warning)
        if active
        else "",
    )
    return (password, code, status)


def _followed(consequence: str, warning: str) -> str:
    return joined(" ", (consequence, warning)) if warning else consequence


def appoint_form(
    base: str,
    offices: Sequence[tuple[str, str]],
    units: Sequence[tuple[str, str, str]],
) -> ActionForm:
    """Give the form of an appointment by decree."""
    return ActionForm(
        key="penunjukan-baru",
        label=tr("Catat penunjukan"),
        action=f"{base}/penunjukan",
        icon="certificate",
        clause=CLAUSE,
        intro=tr("Satu orang boleh memegang beberapa peran."),
        fields=inputs_of(
            APPOINTMENT,
            options={
                "office_id": options_of(offices),
                "unit_id": [
                    FieldOption(value=value, label=name, group=office) for value, name, office in units
                ],
            },
        ),
    )


def end_form(base: str, number: int, label: str, decree: str, warning: str) -> ActionForm:
    """Give the form that ends an appointment before its time."""
    return ActionForm(
        key=f"akhiri-{number}",
        label=tr("Akhiri: {label}", label=label),
        action=f"{base}/penunjukan/{number}/akhiri",
        icon="ban",
        danger=True,
        confirm=True,
        intro=tr("Keputusan {decree}", decree=decree),
        submit_label=tr("Akhiri penunjukan"),
        consequence=_followed(tr("Sesudah hari itu kewenangannya berhenti."), warning),
        fields=inputs_of(END, values={"last_day": today().isoformat()}),
    )

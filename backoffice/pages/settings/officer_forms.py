"""The forms of an officer's page."""

from collections.abc import Sequence

from backoffice.contexts.fields import ActionForm, FieldInput, FieldKind, FieldOption
from backoffice.pages.settings.frame import choice
from core.administration.officers import today

CLAUSE = "Keputusan KPU 1089/2025 BAB V A.1.b"


def new_form(here: str) -> ActionForm:
    """Give the form of a new account."""
    return ActionForm(
        key="petugas-baru",
        label="Buat akun",
        action=f"{here}/baru",
        icon="plus",
        fields=(
            FieldInput(
                name="username", label="Nama pengguna", required=True, max_length=60,
                hint="Tiga huruf atau lebih: huruf kecil, angka, titik, garis.",
            ),
            FieldInput(name="full_name", label="Nama lengkap", required=True, max_length=120),
            FieldInput(name="position", label="Jabatan", max_length=300),
            FieldInput(name="nip", label="NIP", max_length=18, hint="18 angka."),
        ),
    )  # fmt: skip


def account_forms(base: str, *, active: bool, warning: str) -> tuple[ActionForm, ...]:
    """Give what can be done to an account."""
    password = ActionForm(
        key="sandi", label="Setel ulang kata sandi", action=f"{base}/sandi", icon="key",
        intro="Sandi baru tampil sekali. Petugas dikeluarkan dari semua tempat.",
    )  # fmt: skip
    code = ActionForm(
        key="kode", label="Setel ulang kode sekali pakai", action=f"{base}/kode", icon="qrcode",
        intro="Untuk ponsel yang hilang atau diganti. Kode lama tidak berlaku lagi.",
    )  # fmt: skip
    status = ActionForm(
        key="status",
        label="Nonaktifkan akun" if active else "Aktifkan akun",
        action=f"{base}/status",
        icon="user-off" if active else "user-check",
        hidden=(("active", "tidak" if active else "ya"),),
        danger=active,
        confirm=active,
        consequence=f"Petugas langsung keluar dan tidak dapat masuk. {warning}".strip() if active else "",
    )
    return (password, code, status)


def appoint_form(
    base: str,
    roles: Sequence[tuple[str, str]],
    offices: Sequence[tuple[str, str]],
    units: Sequence[tuple[str, str, str]],
) -> ActionForm:
    """Give the form of an appointment by decree."""
    return ActionForm(
        key="penunjukan-baru",
        label="Catat penunjukan",
        action=f"{base}/penunjukan",
        icon="certificate",
        clause=CLAUSE,
        intro="Satu orang boleh memegang beberapa peran.",
        fields=(
            choice("role", "Peran", roles, required=True),
            choice("office_id", "Kantor", offices, required=True),
            FieldInput(
                name="unit_id",
                label="Unit",
                kind=FieldKind.SELECT,
                hint="Untuk peran di unit. Pilih unit di kantor yang sama.",
                options=tuple(
                    FieldOption(value=value, label=name, group=office) for value, name, office in units
                ),
            ),
            FieldInput(name="decree_number", label="Nomor Keputusan", required=True, max_length=80),
            FieldInput(name="decree_date", label="Tanggal Keputusan", kind=FieldKind.DATE, required=True),
            FieldInput(name="valid_from", label="Berlaku sejak", kind=FieldKind.DATE, required=True),
            FieldInput(name="valid_to", label="Sampai", kind=FieldKind.DATE),
        ),
    )


def end_form(base: str, number: int, label: str, decree: str, warning: str) -> ActionForm:
    """Give the form that ends an appointment before its time."""
    return ActionForm(
        key=f"akhiri-{number}",
        label=f"Akhiri: {label}",
        action=f"{base}/penunjukan/{number}/akhiri",
        icon="ban",
        danger=True,
        confirm=True,
        intro=f"Keputusan {decree}",
        submit_label="Akhiri penunjukan",
        consequence=f"Sesudah hari itu kewenangannya berhenti. {warning}".strip(),
        fields=(
            FieldInput(
                name="last_day", label="Hari terakhir", kind=FieldKind.DATE, required=True,
                value=today().isoformat(),
            ),
            FieldInput(
                name="reason", label="Alasan", required=True, max_length=300,
                hint="Misalnya mutasi, dengan nomor suratnya.",
            ),
        ),
    )  # fmt: skip

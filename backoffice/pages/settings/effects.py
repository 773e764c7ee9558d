"""What a change would do to running clocks, as a panel; and the button that then saves it."""

from collections.abc import Mapping
from typing import Final

from backoffice.contexts.fields import ActionForm
from backoffice.contexts.settings import Cell, Panel, Table
from backoffice.contexts.shell import Tone
from core.administration.recalculation import EffectView
from core.language import joined, tr, trn

_UNSEEN: Final = tr("Laporan yang tidak dapat Anda lihat ikut bergeser, tanpa dihitung di sini.")


def effect_panel(effect: EffectView, save: ActionForm, *, only_new: bool = False) -> Panel:
    """Say which clocks move from when to when."""
    if only_new:
        text = tr("Berlaku untuk tenggat yang mulai sesudah disimpan. Tenggat yang berjalan tidak bergeser.")
    elif not effect.moved:
        text = trn("Tidak ada tenggat yang bergeser ({n} tenggat berjalan diperiksa).", effect.running)
    else:
        places: str = ", ".join(f"{name} ({count})" for name, count in effect.offices[:10])
        rest = len(effect.offices) - 10
        if rest > 0:
            places = trn("{places} dan {n} kantor lain", rest, places=places)
        reports = trn("{n} laporan", effect.reports)
        text = trn(
            "{n} tenggat pada {reports} bergeser: {places}.", effect.moved, reports=reports, places=places
        )
    rows = tuple(
        (
            Cell(text=line.agenda_number, note=line.office),
            Cell(text=line.deadline),
            Cell(text=line.before_text),
            Cell(text=line.after_text),
        )
        for line in effect.first
    )
    shown = tr("{shown} dari {total} ditampilkan", shown=len(rows), total=effect.moved) if rows else ""
    return Panel(
        key="dampak",
        title=tr("Dampaknya"),
        icon="calendar-due",
        note=shown,
        tone=Tone.SOON if effect.moved else Tone.DONE,
        text=text if only_new else joined(" ", (text, _UNSEEN)),
        table=Table(heads=(tr("Laporan"), tr("Tenggat"), tr("Dari"), tr("Menjadi")), rows=rows)
        if rows
        else None,
        form=save,
    )


def save_form(action: str, values: Mapping[str, str], *, label: str, danger: bool = False) -> ActionForm:
    """Give the form that saves exactly what was previewed."""
    return ActionForm(
        key="simpan",
        label=label,
        action=action,
        icon="check",
        hidden=tuple((name, value) for name, value in values.items() if value),
        danger=danger,
    )

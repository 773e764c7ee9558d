"""Who holds a report, and which part a unit has in it, in words."""

from typing import Final

from core.chain.states import PartKind
from core.language import tr
from core.queues.schemas import Holder, HolderKind

_PARTS: Final = {
    PartKind.LEAD: tr("Penanggung jawab"),
    PartKind.SUPPORT: tr("Pendukung"),
    PartKind.CONSULTED: tr("Dimintai masukan"),
    PartKind.INTERNAL: tr("Pelaksana"),
}


def holder_in_words(holder: Holder) -> str:
    """Say whose step it is, as the reader would."""
    if holder.kind is HolderKind.UNIT:
        return holder.unit
    role = holder.role.label if holder.role else ""
    return {
        HolderKind.ME: tr("Anda"),
        HolderKind.REPORTER: tr("Pelapor"),
        HolderKind.STAND_IN: tr("{role} (pengganti)", role=role),
        HolderKind.ROLE: role,
        HolderKind.NOBODY: tr("Selesai"),
    }[holder.kind]


def part_in_words(part: PartKind) -> str:
    """Say what a unit does about the report."""
    return _PARTS[part]

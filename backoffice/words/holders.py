"""Who holds a report, and which part a unit has in it, in words."""

from typing import Final

from core.chain.states import PartKind
from core.queues.schemas import Holder, HolderKind

_PARTS: Final = {
    PartKind.LEAD: "Penanggung jawab",
    PartKind.SUPPORT: "Pendukung",
    PartKind.CONSULTED: "Dimintai masukan",
    PartKind.INTERNAL: "Pelaksana",
}


def holder_in_words(holder: Holder) -> str:
    """Say whose step it is, as the reader would."""
    if holder.kind is HolderKind.UNIT:
        return holder.unit
    role = holder.role.label if holder.role else ""
    return {
        HolderKind.ME: "Anda",
        HolderKind.REPORTER: "Pelapor",
        HolderKind.STAND_IN: f"{role} (pengganti)",
        HolderKind.ROLE: role,
        HolderKind.NOBODY: "Selesai",
    }[holder.kind]


def part_in_words(part: PartKind) -> str:
    """Say what a unit does about the report."""
    return _PARTS[part]

"""Rows that tie two reports about one matter together, and untie them again.

Each report keeps its own way, clocks and answer: a link only lets both be read together. What
the reporter is told never says which other report it is, nor whose.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Choice, Field, FieldType
from core.chain.rows import PUBLIC, WBS, Notice, Transition
from core.chain.states import Role, State
from core.chain.table import guards, questions
from core.language import tr

SAME_EVENT, RELATED = "same_event", "related"
RELATIONS = (Choice(SAME_EVENT, tr("Kejadian yang sama")), Choice(RELATED, tr("Berkaitan")))

_ANY = frozenset(State)
_COORDINATORS = frozenset({Role.AGENCY_ADMIN, Role.LIAISON, Role.UNIT_ADMIN})
_OTHER = Field(
    "agenda_number",
    FieldType.TEXT,
    tr("Nomor agenda laporan lain"),
    help=tr("Hanya laporan yang boleh Anda lihat."),
    max_length=40,
)
_FIELDS = (_OTHER, Field("relation", FieldType.CHOICE, tr("Hubungannya"), choices=RELATIONS))
_HELP = tr("Kedua pelapor diberi tahu tanpa menyebut laporan lainnya. Tiap laporan tetap dijawab sendiri.")
_LINKED_NOTICE = Notice(
    "Laporan diperiksa bersama",
    "Ada laporan lain yang mirip. Kami periksa bersama. "
    "Laporan Anda tetap dijawab sendiri. Isi laporan dan nama Anda tidak dibagikan.",
)
_UNLINKED_NOTICE = Notice(
    "Laporan diperiksa sendiri",
    "Laporan Anda kami periksa sendiri lagi. Penanganannya tetap berjalan.",
)
_UNLINK_HELP = tr("Alasan hanya dibaca petugas. Jangan sebut isi laporan lainnya.")

RELATED_REPORTS = (
    Transition(
        action=Action.RELATE,
        label=tr("Tautkan laporan lain"),
        sources=_ANY,
        target=None,
        roles=_COORDINATORS,
        tracks=PUBLIC,
        clause="002 BAB III B.1.c",
        requirements=("R36",),
        help=_HELP,
        icon="link",
        fields=_FIELDS,
        notice=_LINKED_NOTICE,
    ),
    Transition(
        action=Action.RELATE,
        label=tr("Tautkan laporan lain"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b",
        requirements=("R134",),
        help=_HELP,
        icon="link",
        fields=_FIELDS,
        notice=_LINKED_NOTICE,
    ),
    Transition(
        action=Action.UNRELATE,
        label=tr("Lepas tautan laporan"),
        sources=_ANY,
        target=None,
        roles=_COORDINATORS,
        tracks=PUBLIC,
        clause="002 BAB III B.1.c",
        requirements=("R36",),
        help=_UNLINK_HELP,
        icon="x",
        fields=(_OTHER, questions.REASON),
        guards=(guards.has_link,),
        notice=_UNLINKED_NOTICE,
    ),
    Transition(
        action=Action.UNRELATE,
        label=tr("Lepas tautan laporan"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b",
        requirements=("R134",),
        help=_UNLINK_HELP,
        icon="x",
        fields=(_OTHER, questions.REASON),
        guards=(guards.has_link,),
        notice=_UNLINKED_NOTICE,
    ),
)

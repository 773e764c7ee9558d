"""Rows by which officers confirm or correct what was read out of a story.

The writer's words never change: what was read of them is a proposal until somebody looks at it. Each look is
a new version of the report's words, with who and when.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Choice, Field, FieldType, choices_of
from core.chain.report_fields import PARTY_NAME, PartyRole
from core.chain.rows import PUBLIC, WBS, Transition
from core.chain.states import OPEN_STATES, Role
from core.chain.table import guards
from core.language import tr

CONFIRMED, CORRECTED, REFUSED = "confirmed", "corrected", "refused"
VERDICTS = (
    Choice(CONFIRMED, tr("Benar")),
    Choice(CORRECTED, tr("Diperbaiki")),
    Choice(REFUSED, tr("Bukan itu maksudnya")),
)
PROPOSAL = Field("proposal", FieldType.TEXT, tr("Yang terbaca"), max_length=3)
VERDICT = Field("verdict", FieldType.CHOICE, tr("Putusan"), choices=VERDICTS)
VALUE = Field("value", FieldType.TEXT, tr("Yang benar"), required=False)
NAME = Field("name", FieldType.TEXT, PARTY_NAME.asked.label, required=False)
POSITION = Field("position", FieldType.TEXT, tr("Jabatan"), required=False)
ROLE = Field("role", FieldType.CHOICE, tr("Peran"), required=False, choices=choices_of(PartyRole))
SEEN = Field(
    "seen",
    FieldType.TEXT,
    tr("Yang terlihat"),
    required=False,
    help=tr("`open`, atau waktu putusan yang tampak: putusan yang sudah berubah ditolak."),
    max_length=40,
)
"""How the proposal stood where the form was made."""

_FIELDS = (PROPOSAL, VERDICT, VALUE, NAME, POSITION, ROLE, SEEN)
_LABEL = tr("Periksa yang terbaca dari cerita")
_HELP = tr("Tulisan pelapor tidak berubah. Yang Anda tetapkan menjadi isi laporan, dengan nama Anda.")
_UNTOLD = "Pemeriksaan bacaan; tulisan pelapor tetap seperti dikirimnya."

READING = (
    Transition(
        action=Action.CHECK_READING,
        label=_LABEL,
        sources=OPEN_STATES,
        target=None,
        roles=frozenset({Role.AGENCY_ADMIN, Role.LIAISON, Role.UNIT_ADMIN, Role.INSPECTOR}),
        tracks=PUBLIC,
        clause="002 BAB IV A.6",
        requirements=("R51", "R53"),
        help=_HELP,
        icon="checks",
        fields=_FIELDS,
        guards=(guards.told_as_story,),
        untold_because=_UNTOLD,
    ),
    Transition(
        action=Action.CHECK_READING,
        label=_LABEL,
        sources=OPEN_STATES,
        target=None,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b",
        requirements=("R122", "R134"),
        help=_HELP,
        icon="checks",
        fields=_FIELDS,
        guards=(guards.told_as_story,),
        untold_because=_UNTOLD,
    ),
)

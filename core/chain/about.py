"""What each action is, whichever row it is taken by: one table, read by all who treat actions differently.

What differs by row (who, from where, with what answers, what the reporter is told) stands in the
transition table. Here stands what is so of the action itself. A fact whose absence would do harm has no
default: an action is not complete without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.chain.actions import Action, MessageKind
from core.chain.states import DeadlineKind, State
from core.language import tr


class ActionKind(StrEnum):
    """What an action does to what others know; it decides when a form made earlier may still be taken."""

    MOVES = "moves"
    """Moves the report, decides about it or calls for a decision."""
    TELLS = "tells"
    """Speaks to the reporter and changes nothing else."""
    ADDS = "adds"
    """Adds what stays true whatever happens meanwhile; the reporter said it or hears of it."""
    AMONG_OFFICERS = "among_officers"
    """Adds words that no reporter reads."""


class PlaceOnPage(StrEnum):
    """Where the form of an action stands on the report's page."""

    STEP = "step"
    """Among the steps; the first that moves the report on is the main one."""
    ASIDE = "aside"
    """Below the steps, and never the main one: words, not a step."""
    CONVERSATION = "conversation"
    """Under the conversation with the reporter."""
    BESIDE = "beside"
    """Under the facts, for whoever has something to put beside them."""
    RELATED = "related"
    """In the panel of related reports."""
    STORY = "story"
    """Beside what was read out of a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """What is so of an action, on every track and in every state."""

    deed: str
    """What somebody did, as the rest of a sentence that begins with who: "Sari" + "menjawab langsung"."""
    kind: ActionKind
    changes_who_sees: bool
    """Whether afterwards other people may see the report: units get or lose a part, the office changes,
    or somebody is named and therefore barred. Wrongly false, whoever may not know is told live."""
    line: MessageKind = MessageKind.NOTICE
    """The kind of line it leaves in the conversation; a notice where only the chain's words are left."""
    place: PlaceOnPage = PlaceOnPage.STEP
    template_field: str = ""
    """The field an office's answer template fills; none where no officer writes to the reporter."""
    quotes: Action | None = None
    """The earlier action whose answers its notice repeats to the reporter."""
    pairs: bool = False
    """Whether it is about two reports, both locked: then it is taken on neither alone nor on many."""
    one_by_one: bool = False
    """Whether it is never taken on many reports at once: each threatened reporter is their own case."""
    advises: bool = False
    """Whether it answers what the adviser's units were asked, and rings whoever takes the next step."""
    supplies_elements: bool = False
    """Whether its answers become part of the report's own words, and who reports is sealed apart."""
    settles_reading: bool = False
    """Whether it says what becomes of something that was read out of a story."""
    informs: bool = False
    """Whether its words tell of what is reported: refused, they may still go along as information."""
    remarks_field: str = ""
    """The field for words that answer no question, such as the caption of a file that was refused."""
    pushed: bool = True
    """Whether the reporter's chat is told of it. An inner step that asks nothing of them, names no date and
    no other office stands in the conversation and rings nobody."""
    comes_first: bool = False
    """Whether its form is the main one wherever it is offered to whoever has yet to protect a reporter."""
    on_push_of: State | None = None
    """The state whose push bears its button, so that the reporter need not open the report first."""
    ends_wait_for: DeadlineKind | None = None
    """The deadline of the reporter's after which the clock takes this action."""


_MOVES, _TELLS = ActionKind.MOVES, ActionKind.TELLS
_ADDS, _AMONG_OFFICERS = ActionKind.ADDS, ActionKind.AMONG_OFFICERS

ABOUT: Final[Mapping[Action, ActionFacts]] = MappingProxyType(
    {
        # A report comes in
        Action.SUBMIT: ActionFacts(deed=tr("mengirim laporan"), kind=_MOVES, changes_who_sees=False),
        Action.REGISTER: ActionFacts(deed=tr("mencatat laporan"), kind=_MOVES, changes_who_sees=False),
        Action.IMPORT_SP4N: ActionFacts(
            deed=tr("memasukkan laporan dari SP4N-LAPOR!"), kind=_MOVES, changes_who_sees=False
        ),
        # Officers write to the reporter; ready words are offered for these in this order
        Action.ACCEPT: ActionFacts(
            deed=tr("menerima laporan dan memberi respons awal"),
            kind=_MOVES,
            changes_who_sees=False,
            template_field="initial_response",
        ),
        Action.MESSAGE: ActionFacts(
            deed=tr("mengirim pesan ke pelapor"),
            kind=_TELLS,
            changes_who_sees=False,
            line=MessageKind.MESSAGE,
            place=PlaceOnPage.CONVERSATION,
            template_field="text",
        ),
        Action.REQUEST_COMPLETION: ActionFacts(
            deed=tr("meminta kelengkapan"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.COMPLETION_REQUEST,
            template_field="message",
        ),
        Action.INFORM_OBSTACLE: ActionFacts(
            deed=tr("menyampaikan kendala ke pelapor"),
            kind=_TELLS,
            changes_who_sees=False,
            line=MessageKind.OBSTACLE,
            place=PlaceOnPage.ASIDE,
            template_field="obstacle",
        ),
        Action.ANSWER: ActionFacts(
            deed=tr("mengirim jawaban"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.ANSWER,
            template_field="answer",
        ),
        Action.ANSWER_DIRECTLY: ActionFacts(
            deed=tr("menjawab langsung"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.ANSWER,
            template_field="answer",
        ),
        # Officers write to each other
        Action.NOTE: ActionFacts(
            deed=tr("menulis catatan internal"),
            kind=_AMONG_OFFICERS,
            changes_who_sees=False,
            line=MessageKind.NOTE,
            place=PlaceOnPage.BESIDE,
        ),
        Action.CONSULT: ActionFacts(
            deed=tr("berkonsultasi dengan unit lain"),
            kind=_AMONG_OFFICERS,
            changes_who_sees=True,
            line=MessageKind.CONSULTATION,
            place=PlaceOnPage.ASIDE,
        ),
        Action.ADVISE: ActionFacts(
            deed=tr("memberi masukan"),
            kind=_AMONG_OFFICERS,
            changes_who_sees=False,
            line=MessageKind.CONSULTATION,
            advises=True,
        ),
        Action.REPORT_PROGRESS: ActionFacts(
            deed=tr("melaporkan perkembangan"),
            kind=_AMONG_OFFICERS,
            changes_who_sees=False,
            line=MessageKind.PROGRESS,
            place=PlaceOnPage.ASIDE,
        ),
        # The reporter speaks, or an officer in their place
        Action.COMPLETE: ActionFacts(
            on_push_of=State.AWAITING_COMPLETION,
            deed=tr("melengkapi laporan"),
            kind=_MOVES,
            changes_who_sees=True,
            line=MessageKind.COMPLETION,
            supplies_elements=True,
            informs=True,
            remarks_field="message",
        ),
        Action.ADD_INFORMATION: ActionFacts(
            deed=tr("menambah keterangan"),
            kind=_ADDS,
            changes_who_sees=False,
            line=MessageKind.INFORMATION,
            place=PlaceOnPage.BESIDE,
            remarks_field="text",
        ),
        Action.REOPEN: ActionFacts(deed=tr("membuka kembali laporan"), kind=_MOVES, changes_who_sees=False),
        Action.OBJECT: ActionFacts(
            deed=tr("mengajukan keberatan"), kind=_MOVES, changes_who_sees=False, informs=True
        ),
        Action.RESPOND: ActionFacts(
            on_push_of=State.ANSWERED,
            deed=tr("menanggapi jawaban"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.RESPONSE,
            informs=True,
        ),
        Action.ACCEPT_ANSWER: ActionFacts(
            on_push_of=State.ANSWERED,
            deed=tr("menerima jawaban"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.RATING,
        ),
        Action.WITHDRAW: ActionFacts(deed=tr("mencabut laporan"), kind=_MOVES, changes_who_sees=False),
        # Officers move the report on
        Action.RETURN_NATIONAL: ActionFacts(
            deed=tr("mengembalikan laporan ke Admin Nasional"), kind=_MOVES, changes_who_sees=False
        ),
        Action.DISPOSE: ActionFacts(deed=tr("mendisposisikan laporan"), kind=_MOVES, changes_who_sees=True),
        Action.RETURN_FOR_REDISPOSITION: ActionFacts(
            deed=tr("mengembalikan laporan untuk disposisi ulang"), kind=_MOVES, changes_who_sees=True
        ),
        Action.FORWARD_TO_HEAD: ActionFacts(
            deed=tr("menyampaikan laporan ke pimpinan unit"), kind=_MOVES, changes_who_sees=False
        ),
        Action.DISPOSE_INTERNALLY: ActionFacts(
            deed=tr("mendisposisikan laporan ke bagian/subbagian"),
            kind=_MOVES,
            changes_who_sees=True,
            pushed=False,
        ),
        Action.SUBMIT_FOLLOWUP: ActionFacts(
            deed=tr("menyerahkan dokumen tindak lanjut"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.FOLLOWUP,
        ),
        Action.CONTINUE_EX_OFFICIO: ActionFacts(
            deed=tr("melanjutkan laporan karena jabatan"), kind=_MOVES, changes_who_sees=False
        ),
        # One proposes, another decides
        Action.PROPOSE_NOT_PROCESSABLE: ActionFacts(
            deed=tr("mengusulkan laporan tidak dapat diproses"), kind=_MOVES, changes_who_sees=False
        ),
        Action.CONFIRM_NOT_PROCESSABLE: ActionFacts(
            deed=tr("menyetujui bahwa laporan tidak dapat diproses"),
            kind=_MOVES,
            changes_who_sees=False,
            quotes=Action.PROPOSE_NOT_PROCESSABLE,
        ),
        Action.DECLINE_NOT_PROCESSABLE: ActionFacts(
            deed=tr("menolak usulan tidak dapat diproses"), kind=_MOVES, changes_who_sees=False
        ),
        # Whistleblowing
        Action.BEGIN_REVIEW: ActionFacts(deed=tr("memulai penelaahan"), kind=_MOVES, changes_who_sees=False),
        Action.CONCLUDE_REVIEW: ActionFacts(
            deed=tr("menyimpulkan penelaahan"), kind=_MOVES, changes_who_sees=False
        ),
        Action.DEEPEN: ActionFacts(
            deed=tr("melanjutkan laporan ke pendalaman"), kind=_MOVES, changes_who_sees=False
        ),
        Action.SUBMIT_TO_LEADER: ActionFacts(
            deed=tr("mengajukan laporan ke pimpinan"), kind=_MOVES, changes_who_sees=False
        ),
        Action.ORDER_INVESTIGATION: ActionFacts(
            deed=tr("memerintahkan audit investigasi"), kind=_MOVES, changes_who_sees=False
        ),
        Action.CONCLUDE: ActionFacts(deed=tr("menetapkan kesimpulan"), kind=_MOVES, changes_who_sees=False),
        Action.REHABILITATE: ActionFacts(
            deed=tr("mencatat pemulihan nama baik"), kind=_MOVES, changes_who_sees=False
        ),
        # What was read out of a story is confirmed or corrected
        Action.CHECK_READING: ActionFacts(
            deed=tr("memeriksa yang terbaca dari cerita"),
            kind=_AMONG_OFFICERS,
            changes_who_sees=True,
            place=PlaceOnPage.STORY,
            one_by_one=True,
            settles_reading=True,
        ),
        # Two reports are read together
        Action.RELATE: ActionFacts(
            deed=tr("menautkan laporan lain"),
            kind=_ADDS,
            changes_who_sees=False,
            place=PlaceOnPage.RELATED,
            pairs=True,
        ),
        Action.UNRELATE: ActionFacts(
            deed=tr("melepas tautan laporan"),
            kind=_ADDS,
            changes_who_sees=False,
            place=PlaceOnPage.RELATED,
            pairs=True,
        ),
        # A reporter is threatened; whoever protects sees the report while that lasts
        Action.REQUEST_PROTECTION: ActionFacts(
            deed=tr("meminta pelindungan"),
            kind=_MOVES,
            changes_who_sees=True,
            line=MessageKind.PROTECTION,
            informs=True,
        ),
        Action.RELAY_PROTECTION: ActionFacts(
            deed=tr("mencatat permintaan pelindungan pelapor"),
            kind=_MOVES,
            changes_who_sees=True,
            line=MessageKind.PROTECTION,
            one_by_one=True,
            place=PlaceOnPage.ASIDE,
        ),
        Action.ACKNOWLEDGE_PROTECTION: ActionFacts(
            deed=tr("mengetahui permintaan pelindungan"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.PROTECTION,
            one_by_one=True,
            comes_first=True,
        ),
        Action.ASSESS_RISK: ActionFacts(
            deed=tr("menilai risiko bagi pelapor"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.PROTECTION,
            one_by_one=True,
            comes_first=True,
        ),
        Action.TAKE_MEASURES: ActionFacts(
            deed=tr("mengambil langkah pelindungan"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.PROTECTION,
            one_by_one=True,
        ),
        Action.HAND_TO_AUTHORITY: ActionFacts(
            deed=tr("meneruskan permintaan pelindungan ke aparat"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.PROTECTION,
            one_by_one=True,
        ),
        Action.FOLLOW_UP_PROTECTION: ActionFacts(
            deed=tr("menanyakan keadaan pelapor"),
            kind=_TELLS,
            changes_who_sees=False,
            line=MessageKind.PROTECTION,
            one_by_one=True,
        ),
        Action.CLOSE_PROTECTION: ActionFacts(
            deed=tr("menyelesaikan pelindungan"),
            kind=_MOVES,
            changes_who_sees=True,
            line=MessageKind.PROTECTION,
            one_by_one=True,
        ),
        Action.TELL_SAFETY: ActionFacts(
            deed=tr("memberi kabar keamanannya"),
            kind=_MOVES,
            changes_who_sees=True,
            line=MessageKind.PROTECTION,
            informs=True,
        ),
        Action.CHECK_IN: ActionFacts(
            deed=tr("bertanya apakah ada yang berubah bagi pelapor"),
            kind=_MOVES,
            changes_who_sees=False,
            line=MessageKind.PROTECTION,
        ),
        # The system acts
        Action.LAPSE: ActionFacts(
            deed=tr("mengarsipkan laporan karena tidak dilengkapi"),
            kind=_MOVES,
            changes_who_sees=False,
            ends_wait_for=DeadlineKind.COMPLETION,
        ),
        Action.CLOSE_UNANSWERED: ActionFacts(
            deed=tr("menutup laporan karena tidak ada tanggapan"),
            kind=_MOVES,
            changes_who_sees=False,
            ends_wait_for=DeadlineKind.CLOSING,
        ),
        Action.TELL_LIMIT: ActionFacts(
            deed=tr("memberi tahu pelapor bahwa batas waktunya berubah"), kind=_MOVES, changes_who_sees=False
        ),
        Action.MOVE_UP: ActionFacts(
            deed=tr("mengalihkan laporan ke kantor di atasnya"), kind=_MOVES, changes_who_sees=True
        ),
    }
)

WAITS_FOR_REPORTER: Final[Mapping[DeadlineKind, Action]] = MappingProxyType(
    {facts.ends_wait_for: action for action, facts in ABOUT.items() if facts.ends_wait_for is not None}
)
"""The reporter's own limits, and what the system does once one was let pass."""

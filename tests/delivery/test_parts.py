"""A push is cut into messages Telegram takes, and nothing of it is lost."""

from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.courier.flood import FloodGate
from bot.courier.outcomes import ChatGone, Outcome, Refused, TryLater, classify
from bot.courier.parts import FilesPart, TextPart, parts_of, split_text, utf16_length
from core.notifications.delivery import Outgoing
from core.notifications.payload import PushFile
from core.notifications.settling import Patience


def outgoing(
    *, title: str = "", text: str = "Isi.", next_text: str = "", files: tuple[PushFile, ...] = ()
) -> Outgoing:
    return Outgoing(
        delivery_id=uuid4(), chat_id=1, title=title, text=text, next_text=next_text, buttons=(),
        files=files, parts_sent=0, attempts=1,
    )  # fmt: skip


def file(mime: str) -> PushFile:
    return PushFile(object_key="k", file_key=b"k" * 32, name="n", mime=mime)


@given(
    st.text(alphabet=st.sampled_from("ab 🙂.!?\n<&"), max_size=600), st.integers(min_value=20, max_value=90)
)
def test_pieces_fit_and_together_are_the_text(text: str, limit: int) -> None:
    pieces = split_text(text, limit=limit)
    assert all(0 < utf16_length(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_at_the_end_of_a_sentence_and_never_before_its_closing_mark() -> None:
    first, second = split_text('Ia berkata: "Sudah selesai." Lalu ia pulang ke rumah.', limit=40)
    assert first == 'Ia berkata: "Sudah selesai."'
    assert second == "Lalu ia pulang ke rumah."


def test_a_paragraph_is_a_better_place_to_cut_than_a_sentence() -> None:
    assert split_text("Satu baris.\n\nDua. Tiga empat lima enam.", limit=24)[0] == "Satu baris."


def test_a_word_without_end_is_cut_where_it_must() -> None:
    assert [len(piece) for piece in split_text("x" * 50, limit=20)] == [20, 20, 10]


def test_title_and_what_comes_next_frame_the_text_and_markup_in_it_is_harmless() -> None:
    [part] = parts_of(outgoing(title="A <b>", text="1 < 2 & 3", next_text="Tunggu."))
    assert isinstance(part, TextPart)
    assert part.html == "<b>A &lt;b&gt;</b>\n\n1 &lt; 2 &amp; 3\n\nSelanjutnya: Tunggu."


def test_neighbours_of_one_sort_share_an_album_of_at_most_ten() -> None:
    mimes = ["image/png"] * 11 + ["video/mp4", "application/pdf", "application/pdf", "audio/mpeg"]
    groups = [
        part for part in parts_of(outgoing(files=tuple(map(file, mimes)))) if isinstance(part, FilesPart)
    ]
    assert [(group.medium, len(group.files)) for group in groups] == [
        ("photo", 10),
        ("photo", 2),
        ("document", 2),
        ("audio", 1),
    ]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryAfter(7), TryLater("flood", timedelta(seconds=7))),
        (Forbidden("Forbidden: bot was blocked by the user"), ChatGone("blocked")),
        (BadRequest("Chat not found"), ChatGone("chat_not_found")),
        (BadRequest("Can't parse entities"), Refused("bad_request")),
        (ChatMigrated(5), Refused("bad_request")),
        (TimedOut(), TryLater("timeout")),
        (InvalidToken(), TryLater("token_refused")),
        (Conflict("x"), TryLater("conflict")),
        (NetworkError("Bad Gateway"), TryLater("network")),
        (TelegramError("Invalid server response"), TryLater("telegram")),
    ],
)
def test_each_answer_of_telegram_has_one_meaning(error: TelegramError, outcome: Outcome) -> None:
    assert classify(error) == outcome


def test_pauses_double_up_to_half_an_hour() -> None:
    pauses = [Patience().pause_after(attempts).total_seconds() for attempts in range(1, 40)]
    assert 1.8 <= pauses[0] <= 2.2
    assert all(1620 <= pause <= 1980 for pause in pauses[11:])
    assert all(later > earlier for earlier, later in pairwise(pauses[:10]))


def test_one_flooded_chat_waits_alone_and_two_make_everybody_wait_once() -> None:
    moment = 100.0
    gate = FloodGate(clock=lambda: moment)
    gate.told_to_wait(1, timedelta(seconds=50))
    assert gate.hold(1, first_try=False) == timedelta(seconds=50)
    assert gate.hold(3, first_try=True) == timedelta()
    gate.told_to_wait(2, timedelta(seconds=40))
    assert gate.hold(3, first_try=True) == timedelta(seconds=30)
    assert gate.hold(3, first_try=False) == timedelta()
    moment = 141.0
    assert gate.hold(3, first_try=True) == timedelta()
    assert gate.hold(1, first_try=True) == timedelta(seconds=9)

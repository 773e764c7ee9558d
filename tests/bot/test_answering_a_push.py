"""Telegram's reply to a push is the answer to it, in words or files; what was asked is not asked again."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlmodel import select

from bot.follow.action_pages import _question
from bot.follow.questions import question_now
from bot.memory.state import PendingAction
from core.chain import TRANSITIONS
from core.chain.about import ABOUT
from core.chain.actions import Action
from core.chain.states import Element, IdentityMode, Role, State, Track
from core.notifications.outbox import open_button, push_buttons
from core.privacy.tracking import TrackingId, lookup_hash
from core.reports.models import Report, ReporterLink
from tests.bot.following import read, sent, stands
from tests.bot.world import Json, RunningBot, agree, labels
from tests.support.telegram import Person

LINK = "SELECT l.id FROM reporter_links l JOIN reports r ON r.id = l.report_id WHERE tracking_hash = :hash"


async def pushed(running: RunningBot, person: Person, tracking: TrackingId, *, acts: bool = False) -> Json:
    """Send what the courier sends, with its button or with all it may bear; return it as they see it."""
    async with running.core.database.transaction() as session:
        found = await (await session.connection()).execute(
            sa.text(LINK),
            {"hash": lookup_hash(tracking)},
        )
        link: UUID = found.scalar_one()
        [report] = (
            await session.exec(select(Report).where(Report.tracking_hash == lookup_hash(tracking)))
        ).all()
        borne = push_buttons(report, link) if acts else (open_button(link),)
    row = [InlineKeyboardButton(text=each.label, callback_data=each.callback) for each in borne]
    markup = InlineKeyboardMarkup(inline_keyboard=[row])
    await running.application.bot.send_message(person.user_id, "Kapan kejadiannya?", reply_markup=markup)
    return await person.hear("Kapan kejadiannya?")


async def test_a_reply_answers_what_was_asked_and_only_the_rest_is_asked(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "when", "where")
    push = await pushed(shared_bot, person, tracking)
    await person.say("kemarin sore di balai desa jantuk", reply_to=push["id"])
    look = await person.hear("Kirim sekarang?")
    assert "kemarin sore" in look["text"]
    assert "desa jantuk" in look["text"]
    await person.press(look, "Kirim")
    await person.hear("Tercatat")
    assert (await read(shared_bot, tracking)).state == State.RECEIVED


async def test_the_only_thing_asked_is_answered_by_the_whole_reply(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "who")
    push = await pushed(shared_bot, person, tracking)
    await person.say("satpamnya pak karjo", reply_to=push["id"])
    assert "satpamnya pak karjo" in (await person.hear("Kirim sekarang?"))["text"]


@pytest.mark.parametrize("mode", [IdentityMode.ANONYMOUS])
async def test_of_an_anonymous_report_the_number_is_asked_and_the_answer_waits(
    person: Person, shared_bot: RunningBot, mode: IdentityMode
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, mode)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "who")
    push = await pushed(shared_bot, person, tracking)
    await person.say("satpamnya pak karjo", reply_to=push["id"])
    await person.hear("Jawaban Anda saya tahan")
    await person.say(tracking)
    assert "satpamnya pak karjo" in (await person.hear("Kirim sekarang?"))["text"]


async def test_where_nothing_was_asked_it_is_added_information(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    push = await pushed(shared_bot, person, tracking)
    await person.say("orangnya datang lagi tadi pagi", reply_to=push["id"])
    look = await person.hear("orangnya datang lagi")
    await person.press(look, "Kirim")
    await person.hear("Tercatat")
    assert any("datang lagi" in line.text for line in (await read(shared_bot, tracking)).lines)


async def test_the_push_that_asks_bears_the_button_that_answers(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "who")
    async with shared_bot.core.database.transaction() as session:
        [report] = (
            await session.exec(select(Report).where(Report.tracking_hash == lookup_hash(tracking)))
        ).all()
        [link] = (await session.exec(select(ReporterLink).where(ReporterLink.report_id == report.id))).all()
        buttons = push_buttons(report, link.id)
    assert [button.label for button in buttons] == ["Buka", "Lengkapi laporan"]
    assert all(len(button.callback.encode()) <= 64 for button in buttons)
    await shared_bot.press_forged(person, buttons[1].callback)
    assert "Lengkapi laporan" in (await person.hear())["text"]


def test_only_what_the_reporter_may_do_then_hangs_on_a_push() -> None:
    hung = {action: facts.on_push_of for action, facts in ABOUT.items() if facts.on_push_of}
    assert hung == {
        Action.COMPLETE: State.AWAITING_COMPLETION,
        Action.RESPOND: State.ANSWERED,
        Action.ACCEPT_ANSWER: State.ANSWERED,
    }
    for action, state in hung.items():
        assert any(
            state in row.sources and Role.REPORTER in row.roles for row in TRANSITIONS if row.action is action
        )


def test_the_officers_own_question_stands_where_it_is_answered() -> None:
    acting = PendingAction(
        id="a", action=Action.COMPLETE, label="Lengkapi laporan", track=Track.PUBLIC_SERVICE,
        state=State.AWAITING_COMPLETION, missing=[Element.WHO], asked="Siapa <petugasnya>?",
    )  # fmt: skip
    said = _question(acting, question_now(acting), "")
    assert "Kata petugas: <i>Siapa &lt;petugasnya&gt;?</i>" in said.text


async def test_a_cry_in_a_reply_is_heard_and_the_reply_is_kept(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    push = await pushed(shared_bot, person, tracking)
    await person.say("saya diancam mau dibunuh oleh mereka", reply_to=push["id"])
    await person.hear("Telepon sekarang")
    assert "diancam mau dibunuh" in (await person.hear("Kirim sekarang?"))["text"]


async def test_a_story_that_waits_is_there_again_after_the_reply(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    push = await pushed(shared_bot, person, tracking)
    await person.say("di desa jantuk lombok timur petugas pps minta uang 50rb kemarin")
    await person.hear("Ini yang saya tangkap")
    await person.say("orangnya datang lagi tadi pagi", reply_to=push["id"])
    look = await person.hear("orangnya datang lagi")
    await person.press(look, "Kirim")
    await person.hear("Tercatat")
    await person.say("satu lagi: uangnya diminta di rumah pak rt juga")
    assert "50rb" in (await person.hear("Ini yang saya tangkap"))["text"]


async def test_what_is_too_long_for_a_question_is_asked_and_not_lost(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    await stands(shared_bot, tracking, State.AWAITING_COMPLETION, "when")
    push = await pushed(shared_bot, person, tracking)
    await person.say(f"{'begitulah ceritanya ' * 60} kemarin", reply_to=push["id"])
    asked = await person.hear("Kapan")
    assert "Kirim" not in labels(asked)


async def test_a_forged_button_begins_nothing_that_no_push_bears(
    person: Person, shared_bot: RunningBot
) -> None:
    await agree(person)
    tracking = await sent(shared_bot, person, IdentityMode.OPEN)
    push = await pushed(shared_bot, person, tracking)
    link = push["buttons"][0][0]["data"].removeprefix("open:")
    await shared_bot.press_forged(person, f"opa:{link}:withdraw")
    assert "Status:" in (await person.hear("Status:"))["text"]

"""Carries one push: opens it, sends its messages in order, records what became of it."""

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job
from telegram.error import TelegramError

from bot.courier.chat import Chats, OpenedFile
from bot.courier.flood import FloodGate
from bot.courier.outcomes import ChatGone, Outcome, Refused, TryLater, classify
from bot.courier.parts import Part, TextPart, parts_of
from core.errors import NotFoundError, UnavailableError
from core.evidence.original import Original
from core.notifications.delivery import (
    Outgoing,
    mark_part,
    mark_retry,
    mark_sent,
    mark_unreachable,
    take,
)
from core.notifications.payload import PushFile
from core.notifications.settling import Patience
from core.privacy.seals import SealBrokenError
from core.wiring import Core

log = structlog.get_logger()

MISSING_FILE: Final = (
    "Lampiran tidak dapat dikirim di sini. Tekan <b>Buka</b> pada pesan di atas untuk melihatnya."
)
_MOST_TRIES: Final = 200
_CODE_LENGTH: Final = 60


class NotYetError(Exception):
    """A push could not be sent now; its job waits and goes on where it stopped."""

    def __init__(self, code: str, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(code)


class KeepTrying(BaseRetryStrategy):
    """Brings a push's job back when its push says so.

    A waiting job keeps its place: the queue starts no later job of the same lock before it,
    so nothing overtakes a push that is being retried.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Say when the job runs again; None once even the database never let it run."""
        if job.attempts >= _MOST_TRIES:
            return None
        if isinstance(exception, NotYetError):
            wait = exception.wait
        elif isinstance(exception, asyncio.CancelledError):
            wait = timedelta()
        else:
            wait = Patience().pause_after(job.attempts + 1)
        return RetryDecision(retry_at=datetime.now(UTC) + wait)


class Courier:
    """Delivers pushes; safe to run many at a time, one for each link."""

    def __init__(
        self,
        core: Core,
        chats: Chats,
        *,
        patience: Patience | None = None,
        gate: FloodGate | None = None,
    ) -> None:
        self._core = core
        self._chats = chats
        self._patience = patience or Patience()
        self._gate = gate or FloodGate()
        # What was sent while the database could not be told. Not sent again by this process.
        self._arrived: dict[UUID, int] = {}

    async def deliver(self, delivery_id: UUID) -> None:
        """Send what is left of a push.

        Raises:
            NotYetError: It has to wait.
            UnavailableError: The database is away; nothing was sent.
        """
        push = await take(self._core, delivery_id)
        if push is None:
            return
        hold = self._gate.hold(push.chat_id, first_try=push.attempts == 1)
        if hold > timedelta():
            await self._later(push, TryLater("flood", hold))
            return
        try:
            await self._send(push)
        except asyncio.CancelledError:
            # The worker stops: this is no crash, so the next one need not wonder.
            await self._put_back(push, "stopped")
            raise
        except TelegramError as error:
            outcome: Outcome = classify(error)
        except UnavailableError:
            outcome = TryLater("unavailable")
        except Exception as error:  # a boundary: one bad push must not block its link
            outcome = TryLater(type(error).__qualname__[:_CODE_LENGTH])
            log.exception("delivery.broken", delivery_id=str(delivery_id))
        else:
            return
        await self._settle(push, outcome)

    async def _send(self, push: Outgoing) -> None:
        parts = parts_of(push)
        arrived = max(push.parts_sent, self._arrived.get(push.delivery_id, 0))
        for number, part in enumerate(parts[arrived:], start=arrived + 1):
            await self._send_part(push, part)
            self._arrived[push.delivery_id] = number
            if number < len(parts):
                await mark_part(self._core, push.delivery_id, parts_sent=number)
        # Shielded: a worker that is told to stop here still writes down what was sent.
        await asyncio.shield(mark_sent(self._core, push.delivery_id))
        self._arrived.pop(push.delivery_id, None)
        log.info("delivery.sent", delivery_id=str(push.delivery_id), attempts=push.attempts)

    async def _send_part(self, push: Outgoing, part: Part) -> None:
        if isinstance(part, TextPart):
            await self._chats.send_text(push.chat_id, part)
            return
        with ExitStack() as held:
            opened = [content for file in part.files if (content := await self._opened(push, file, held))]
            try:
                if opened:
                    await self._chats.send_files(push.chat_id, tuple(opened))
            except TelegramError as error:
                if not isinstance(classify(error), Refused):
                    raise
                opened = []
        if len(opened) < len(part.files):
            log.warning("delivery.file_withheld", delivery_id=str(push.delivery_id))
            await self._chats.send_text(push.chat_id, TextPart(html=MISSING_FILE))

    async def _opened(self, push: Outgoing, file: PushFile, held: ExitStack) -> OpenedFile | None:
        original = Original(store=self._core.store, object_key=file.object_key, file_key=file.file_key)
        try:
            return file, held.enter_context(await original.spooled())
        except (NotFoundError, SealBrokenError):
            log.exception("delivery.file_broken", delivery_id=str(push.delivery_id))
            return None

    async def _settle(self, push: Outgoing, outcome: Outcome) -> None:
        match outcome:
            case TryLater():
                if outcome.code == "flood" and outcome.wait is not None:
                    self._gate.told_to_wait(push.chat_id, outcome.wait)
                if outcome.code == "token_refused":
                    log.error("courier.token_refused")
                await self._later(push, outcome)
            case ChatGone(code):
                await mark_unreachable(self._core, push.delivery_id, code)
                log.info("delivery.chat_gone", delivery_id=str(push.delivery_id), error_code=code)
            case Refused(code):
                await mark_unreachable(self._core, push.delivery_id, code, chat_gone=False)
                log.error("delivery.refused", delivery_id=str(push.delivery_id), error_code=code)

    async def _put_back(self, push: Outgoing, code: str) -> bool:
        """Note that it goes on later, after what has arrived; False where it was given up."""
        return await mark_retry(
            self._core,
            push.delivery_id,
            code,
            patience=self._patience,
            parts_sent=self._arrived.get(push.delivery_id, 0),
        )

    async def _later(self, push: Outgoing, reason: TryLater) -> None:
        if not await self._put_back(push, reason.code):
            return
        wait = reason.wait or self._patience.pause_after(push.attempts)
        log.info(
            "delivery.waits",
            delivery_id=str(push.delivery_id),
            error_code=reason.code,
            attempts=push.attempts,
            seconds=round(wait.total_seconds(), 1),
        )
        raise NotYetError(reason.code, wait) from None

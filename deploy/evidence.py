"""The evidence store of a set-up: named where processes run apart, and reached by all of them."""

import structlog

from core.errors import UnavailableError
from core.evidence.probing import MarkFound, leave_mark, look_for_marks
from core.settings import PROCESSES, Environment, Ring, Settings, env_name
from core.wiring import Core, EntryCheck
from deploy.belonging import guard_of
from deploy.local.errors import LocalStackError

log = structlog.get_logger(__name__)


def require_named_store(settings: Settings, *, together: bool) -> None:
    """Refuse a production whose processes run apart and each keep evidence in a folder of their own.

    Args:
        settings: The set-up.
        together: `kentongan run` has started this process beside the others, in one account.

    Raises LocalStackError saying what to name.
    """
    if together or settings.environment is not Environment.production or settings.evidence_url is not None:
        return
    raise LocalStackError(
        f"{env_name('evidence_url')} is not set: each process would keep evidence in a folder of its own, "
        "and no officer could open it. Name one store for all: file:///… for a folder their group shares "
        "(chmod 2770), or s3://…, gs://…, az://…."
    )


def entry_guard(settings: Settings, ring: Ring) -> EntryCheck:
    """Give a process what comes before its work: its own database, its mark in the evidence store."""
    belongs = guard_of(settings, ring)

    async def stand_guard(core: Core) -> None:
        await belongs(core)
        await _greet(core, ring)

    return stand_guard


async def _greet(core: Core, ring: Ring) -> None:
    """Leave this process's mark and look for the others'; a store that is away is told, and work begins."""
    try:
        async with core.database.transaction() as session:
            await leave_mark(core.store, session, ring)
            marks = await look_for_marks(core.store, session)
    except UnavailableError as error:
        log.warning("evidence.no_mark_left", error_code=error.code)
        return
    for process, found in marks.items():
        if found is not MarkFound.FOUND:
            log.error("evidence.store_not_shared", other=process, found=found.value)


def marks_in_words(marks: dict[str, MarkFound]) -> str:
    """Say whose mark was found and whose was not."""
    words = {
        MarkFound.FOUND: "reached",
        MarkFound.MISSING: "in another store",
        MarkFound.UNREADABLE: "not readable here",
    }
    named: dict[str, str] = dict(PROCESSES)
    return "; ".join(f"{named.get(process, process)}: {words[found]}" for process, found in marks.items())

"""The audit: append-only, chained, anchored; whatever is done to it is found."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from core.audit.service import anchor, record, report_stream
from core.audit.verify import AuditVerdict, ChainFault, verify_all
from core.chain.actions import Action
from core.db.addresses import libpq_address
from core.privacy.keys import KeyNotHeldError
from deploy.cli import app
from tests.support.postgres import DatabaseUrls
from tests.support.scene import Filed, Scene

pytestmark = [pytest.mark.requirement("R99", "R94"), pytest.mark.slow]
APPEND_ONLY = (
    *("audit_entries", "audit_anchors", "audit_anchor_entries"),
    *("history", "messages", "evidence", "report_contents"),
)


@pytest_asyncio.fixture(loop_scope="session")
async def filed(busy_scene: Scene) -> AsyncIterator[Filed]:
    """A report with a chain of several entries, beside another one, on a database of its own."""
    await busy_scene.file()
    report = await busy_scene.file()
    await busy_scene.act("sari", report, Action.DISPOSE)
    await busy_scene.act("dewi", report, Action.ACCEPT)
    yield report


async def verdict(scene: Scene) -> AuditVerdict:
    async with scene.transaction() as session:
        return await verify_all(session, anchor_public=scene.house.keys["worker"].anchor_public)


async def faults(scene: Scene) -> set[ChainFault]:
    return {finding.fault for finding in (await verdict(scene)).findings}


async def drop_anchor(scene: Scene) -> None:
    async with scene.transaction() as session:
        assert await anchor(session, scene.house.keys["worker"]) is not None


def tamper(urls: DatabaseUrls, *statements: str, **values: object) -> None:
    """What somebody with the superuser's power does, triggers switched off."""
    address = libpq_address(urls.superuser)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in statements:
            connection.execute(statement, values)


def chain_of(filed: Filed) -> str:
    return report_stream(filed.report_id)


async def test_an_untouched_record_is_whole(busy_scene: Scene, filed: Filed) -> None:
    await drop_anchor(busy_scene)

    found = await verdict(busy_scene)

    assert found.findings == ()
    assert (found.chains, found.anchors) == (2, 1)
    assert found.entries == 4


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        (
            "UPDATE audit_entries SET verb = 'nothing' WHERE stream = %(stream)s AND seq = 2",
            ChainFault.CHANGED,
        ),
        (
            "UPDATE audit_entries SET detail = '{}' WHERE stream = %(stream)s AND seq = 1",
            ChainFault.CHANGED,
        ),
        ("UPDATE audit_entries SET at = now() WHERE stream = %(stream)s AND seq = 3", ChainFault.CHANGED),
        ("DELETE FROM audit_entries WHERE stream = %(stream)s AND seq = 2", ChainFault.BROKEN),
        (
            (
                "INSERT INTO audit_entries SELECT stream, 9, at, side, officer_id, role, verb, detail,"
                " previous, hash FROM audit_entries WHERE stream = %(stream)s AND seq = 2"
            ),
            ChainFault.BROKEN,
        ),
        ("DELETE FROM audit_entries WHERE stream = %(stream)s AND seq = 3", ChainFault.TAIL),
        ("DELETE FROM audit_entries WHERE stream = %(stream)s", ChainFault.GONE),
        ("UPDATE audit_heads SET seq = 2 WHERE stream = %(stream)s", ChainFault.TAIL),
    ],
)
async def test_tampering_with_a_chain_is_found(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls, deed: str, fault: ChainFault
) -> None:
    assert await faults(busy_scene) == set()

    tamper(own_urls, deed, stream=chain_of(filed))

    assert fault in await faults(busy_scene)


async def test_two_entries_that_changed_places_are_found(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls
) -> None:
    move = "UPDATE audit_entries SET seq = {new} WHERE stream = %(stream)s AND seq = {old}"
    moves = [move.format(old=old, new=new) for old, new in ((2, 99), (3, 2), (99, 3))]

    tamper(own_urls, *moves, stream=chain_of(filed))

    assert ChainFault.BROKEN in await faults(busy_scene)


CUT = (
    "DELETE FROM audit_entries WHERE stream = %(stream)s AND seq = 3",
    (
        "UPDATE audit_heads SET seq = 2, hash = (SELECT hash FROM audit_entries WHERE stream = %(stream)s"
        " AND seq = 2) WHERE stream = %(stream)s"
    ),
)
TABLES_OF_A_REPORT = (
    *("deliveries", "evidence", "history", "messages", "deadlines", "report_units", "party_index"),
    *("recusals", "report_search", "report_contents", "report_identities", "report_keys", "reporter_links"),
)
REMOVE_REPORT = (
    *(f"DELETE FROM {table} WHERE report_id = %(report)s" for table in TABLES_OF_A_REPORT),  # noqa: S608
    "DELETE FROM reports WHERE id = %(report)s",
)
REMOVE_CHAIN = (
    "DELETE FROM audit_entries WHERE stream = %(stream)s",
    "DELETE FROM audit_heads WHERE stream = %(stream)s",
)


async def test_a_tail_cut_off_with_its_head_is_found_by_the_anchor(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls
) -> None:
    await drop_anchor(busy_scene)

    tamper(own_urls, *CUT, stream=chain_of(filed))

    assert await faults(busy_scene) == {ChainFault.TAIL}


async def test_a_removed_report_is_found_by_its_chain(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls
) -> None:
    tamper(own_urls, *REMOVE_REPORT, report=filed.report_id)

    assert await faults(busy_scene) == {ChainFault.REPORT_GONE}


async def test_a_report_removed_with_its_whole_chain_is_found_by_the_anchor(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls
) -> None:
    await drop_anchor(busy_scene)

    tamper(own_urls, *REMOVE_REPORT, *REMOVE_CHAIN, report=filed.report_id, stream=chain_of(filed))

    assert await faults(busy_scene) == {ChainFault.GONE}


async def test_a_report_without_a_chain_is_found(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls
) -> None:
    tamper(own_urls, *REMOVE_CHAIN, stream=chain_of(filed))

    assert await faults(busy_scene) == {ChainFault.UNRECORDED}


async def test_a_rewritten_chain_does_not_fit_its_anchor(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls
) -> None:
    """Somebody who can compute hashes rewrites a whole chain; the anchor remembers the old one."""
    await drop_anchor(busy_scene)
    tamper(own_urls, *REMOVE_CHAIN, stream=chain_of(filed))
    async with busy_scene.transaction() as session:
        for verb in ("action.submit", "action.withdraw", "report.read"):
            await record(session, chain_of(filed), verb, side="reporter")

    assert await faults(busy_scene) == {ChainFault.CHANGED}


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE audit_anchors SET signature = decode(repeat('00', 64), 'hex') WHERE id = 1",
        "UPDATE audit_anchors SET digest = decode(repeat('00', 32), 'hex') WHERE id = 1",
        "DELETE FROM audit_anchors WHERE id = 1",
        "DELETE FROM audit_anchor_entries WHERE anchor_id = 1 AND stream = %(stream)s",
    ],
)
async def test_a_changed_anchor_is_found(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls, deed: str
) -> None:
    await drop_anchor(busy_scene)
    await busy_scene.act("dewi", filed, Action.MESSAGE)
    await drop_anchor(busy_scene)
    assert await faults(busy_scene) == set()

    tamper(own_urls, deed, stream=chain_of(filed))

    assert ChainFault.ANCHOR in await faults(busy_scene)


async def test_another_keys_anchor_is_no_anchor(busy_scene: Scene, filed: Filed) -> None:
    await drop_anchor(busy_scene)

    async with busy_scene.transaction() as session:
        found = await verify_all(session, anchor_public=bytes(32))

    assert {finding.fault for finding in found.findings} == {ChainFault.ANCHOR}


async def test_an_anchor_covers_what_moved_since_the_last_one(busy_scene: Scene, filed: Filed) -> None:
    await drop_anchor(busy_scene)
    async with busy_scene.transaction() as session:
        assert await anchor(session, busy_scene.house.keys["worker"]) is None
    await busy_scene.act("dewi", filed, Action.MESSAGE)

    await drop_anchor(busy_scene)

    streams = await busy_scene.rows(
        "SELECT anchor_id, count(*) FROM audit_anchor_entries GROUP BY 1 ORDER BY 1"
    )
    assert [tuple(row) for row in streams] == [(1, 2), (2, 1)]
    assert await faults(busy_scene) == set()


async def test_only_the_worker_can_sign_an_anchor(scene: Scene) -> None:
    await scene.file()
    async with scene.transaction() as session:
        with pytest.raises(KeyNotHeldError):
            await anchor(session, scene.house.keys["backoffice"])


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("deed", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
async def test_the_application_may_only_add_to_the_record(scene: Scene, table: str, deed: str) -> None:
    column = await scene.scalar(
        "SELECT column_name FROM information_schema.columns WHERE table_name = :table LIMIT 1", table=table
    )
    assert await scene.scalar("SELECT current_user") == "kentongan_app"

    with pytest.raises(DBAPIError, match="permission denied"):
        await scene.scalar(deed.format(table, column))


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("deed", ["DELETE FROM reports", "DELETE FROM audit_heads", "DELETE FROM recusals"])
async def test_the_application_cannot_remove_a_report_a_head_or_a_recusal(scene: Scene, deed: str) -> None:
    await scene.file()

    with pytest.raises(DBAPIError, match="permission denied"):
        await scene.scalar(deed)


@pytest.mark.requirement("R97")
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_even_the_owner_of_the_tables_is_stopped(own_urls: DatabaseUrls, table: str) -> None:
    address = libpq_address(own_urls.owner)
    with psycopg.connect(address, autocommit=True) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("kentongan_owner",)
        for deed in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):  # noqa: S608
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
                connection.execute(deed)


async def test_appending_at_once_keeps_the_chain_whole(busy_scene: Scene, filed: Filed) -> None:
    async def append(number: int) -> None:
        async with busy_scene.bot.database.transaction() as session:
            await record(session, chain_of(filed), "report.read", side="officer", detail={"n": number})

    await asyncio.gather(*(append(number) for number in range(20)))

    found = await verdict(busy_scene)
    assert found.findings == ()
    assert found.entries == 24


async def test_a_rolled_back_action_leaves_no_entry(busy_scene: Scene, filed: Filed) -> None:
    with pytest.raises(RuntimeError, match="changed my mind"):  # noqa: PT012 - the block is what is undone
        async with busy_scene.transaction() as session:
            await record(session, chain_of(filed), "report.read", side="officer")
            raise RuntimeError("changed my mind")

    found = await verdict(busy_scene)
    assert (found.findings, found.entries) == ((), 4)


async def test_the_command_tells_by_its_exit_code_whether_the_record_is_whole(
    busy_scene: Scene, filed: Filed, own_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KENTONGAN_DATABASE_URL", own_urls.app)
    monkeypatch.setenv("KENTONGAN_WORKER_KEYS_FILE", str(busy_scene.house.keys_dir / "worker.json"))

    whole = await asyncio.to_thread(CliRunner().invoke, app, ["audit", "verify"])
    tamper(own_urls, "UPDATE audit_entries SET verb = 'x' WHERE stream = %(stream)s", stream=chain_of(filed))
    harmed = await asyncio.to_thread(CliRunner().invoke, app, ["audit", "verify"])

    assert (whole.exit_code, harmed.exit_code) == (0, 1)
    assert "The record is whole." in whole.output
    assert chain_of(filed) in harmed.output


async def test_every_look_at_a_report_is_recorded_with_who_looked(scene: Scene) -> None:
    filed = await scene.file()
    async with scene.desk("sari") as desk:
        view = await desk.report(filed.report_id)
        await desk.history(filed.report_id)
        lines = await desk.readers(filed.report_id)
    async with scene.reporter() as reporter:
        await reporter.thread(filed.tracking_id)

    assert view.row.id == filed.report_id
    assert [(line.author, line.verb) for line in reversed(lines)] == [
        ("Pelapor", "action.submit"),
        ("Sari Rahmania", "report.read"),
        ("Sari Rahmania", "history.read"),
    ]
    verbs = await scene.rows(
        "SELECT verb FROM audit_entries WHERE stream = :s ORDER BY seq", s=chain_of(filed)
    )
    assert verbs[-1] == ("thread.read",)


async def test_chains_of_other_reports_do_not_wait_for_a_locked_one(busy_scene: Scene, filed: Filed) -> None:
    other = await busy_scene.file()
    async with busy_scene.bot.database.transaction() as holding:
        await record(holding, chain_of(filed), "report.read", side="officer")
        async with busy_scene.bot.database.transaction() as session:
            await (await session.connection()).execute(text("SET LOCAL lock_timeout = '2s'"))
            await record(session, chain_of(other), "report.read", side="officer")

    assert (await verdict(busy_scene)).findings == ()

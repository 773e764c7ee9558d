"""A thief with the whole database, the evidence folder and the logs learns no chat and no word.

Reports of every mode and both tracks are filed with marker words in every field, handled from end to
end, and then everything that is stored is searched for the markers and the chats, in every form a
dump could show them.
"""

import base64
import itertools
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql

from core.chain.actions import Action
from core.chain.states import Element, IdentityMode, Track
from core.clock import held_at
from core.db.addresses import libpq_address
from core.db.database import Database
from core.evidence.store import EvidenceStore
from core.intake.filing import from_chat
from core.notifications.delivery import mark_sent, take
from core.notifications.digest import send_digests
from core.reporter.revising import Edit
from core.reports.models import PushMode, Report
from core.reports.schemas import Identity, Party, Place, ReportBody
from tests.support.house import House, furnished_database
from tests.support.postgres import DatabaseUrls
from tests.support.scene import PUBLIC, WBS, Filed, Scene
from tests.support.servers import Servers
from tests.support.thief import shapes

pytestmark = pytest.mark.requirement("R85", "R87", "R89", "R90", "R95", "R96", "R99", "R93")
MODES = tuple(IdentityMode)
FACTS = frozenset({Element.WHAT, Element.WHERE, Element.HOW})
"""Completed answers that stand in the report's facts; who, when and who the reporter is are not indexed."""
_SYLLABLES = ("bo", "ku", "zi", "wa", "re", "ty", "lo", "fe")
_words = itertools.count(1)


def marker() -> str:
    """A word that occurs nowhere else and survives case and stemming in part."""
    number, word = next(_words), ""
    for _ in range(5):
        number, rest = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[rest]
    return f"qx{word}"


@dataclass(slots=True)
class Planted:
    """A report and everything secret that went into it."""

    mode: IdentityMode
    track: Track
    chat_id: int
    body_words: list[str] = field(default_factory=list)
    """Words of the facts as first told and as completed: what an open report's index may hold."""
    other_words: list[str] = field(default_factory=list)
    filed: Filed | None = None

    def in_body(self) -> str:
        self.body_words.append(marker())
        return self.body_words[-1]

    def elsewhere(self) -> str:
        self.other_words.append(marker())
        return self.other_words[-1]

    @property
    def indexable(self) -> bool:
        return (self.mode, self.track) == (IdentityMode.OPEN, PUBLIC)


async def plant(scene: Scene, track: Track, mode: IdentityMode) -> Planted:
    """File a report with a marker in every field, and act it out to the end."""
    planted = Planted(mode, track, chat_id=604_173_000_000 + next(_words) * 7919)
    place = Place(text=f"desa {planted.in_body()}", latitude=-8.651234, longitude=116.534321)
    body = ReportBody(
        title=f"Judul {planted.in_body()}",
        substance=f"Isi {planted.in_body()} panjang",
        parties=(Party(name=planted.elsewhere(), position=planted.elsewhere(), address=planted.elsewhere()),),
        happened_at=planted.elsewhere(),
        place=place,
        chronology=f"Urutan {planted.in_body()}",
        wish=planted.elsewhere(),
    )
    identity = Identity(
        name=planted.elsewhere(), address=planted.elsewhere(), phone=planted.elsewhere(),
        occupation=planted.elsewhere(),
    )  # fmt: skip
    files = (await scene.stowed(*document(planted)),)
    with_identity = {} if mode is IdentityMode.ANONYMOUS else {"identity": identity}
    wish = await scene.wish(track, identity_mode=mode, body=body, evidence=files, **with_identity)
    from core.privacy.tracking import new_tracking_id  # noqa: PLC0415 - one use

    tracking_id = new_tracking_id()
    planted.other_words += [tracking_id, tracking_id.replace("-", "")]
    async with scene.reporter() as desk:
        receipt = await desk.submit(
            wish, tracking_id=tracking_id, origin=from_chat(planted.chat_id, keep_tracking=True)
        )
    planted.filed = Filed(receipt.report_id, tracking_id, track, planted.chat_id)
    await act_out(scene, planted, planted.filed)
    return planted


def document(planted: Planted) -> tuple[bytes, str, str]:
    """A text file whose name and content hold markers."""
    return f"catatan {planted.elsewhere()}".encode(), f"{planted.elsewhere()}.txt", "text/plain"


async def act_out(scene: Scene, planted: Planted, filed: Filed) -> None:
    """Completion, messages, a response, a request for protection, readers and a sealed identity."""
    word = planted.elsewhere
    receiver = "agus" if filed.track is WBS else "sari"
    anonymous = planted.mode is IdentityMode.ANONYMOUS
    asked = [each for each in Element if not (anonymous and each is Element.IDENTITY)]
    await scene.act(
        receiver, filed, Action.REQUEST_COMPLETION, {"elements": asked, "message": f"Mohon {word()}"}
    )
    answers = {
        each.value: f"Jawab {planted.in_body() if each in FACTS else word()}"
        for each in asked
        if each is not Element.EVIDENCE
    }
    extra = (await scene.stowed(*document(planted)),)
    await scene.act("reporter", filed, Action.COMPLETE, answers | {"message": word()}, files=extra)
    await scene.act(
        "reporter", filed, Action.ADD_INFORMATION, {"text": word()}, source_key=f"{filed.report_id}".encode()
    )
    await scene.act(receiver, filed, Action.MESSAGE, {"text": f"Pesan {word()}"})
    await scene.act(receiver, filed, Action.NOTE, {"text": f"Catatan {word()}"})
    await scene.act("reporter", filed, Action.REQUEST_PROTECTION, {"threat": f"Ancaman {word()}"})
    async with scene.reporter() as desk:
        edit = Edit(source_key=f"{filed.report_id}".encode(), text=f"Ralat {word()}")
        await desk.revise(filed.tracking_id, edit)
        await desk.my_reports(planted.chat_id)
    if filed.track is PUBLIC:
        await answer_and_reply(scene, planted, filed)
    else:
        await scene.act("agus", filed, Action.BEGIN_REVIEW, {"note": word()})
        await scene.act("agus", filed, Action.CONCLUDE_REVIEW, {"main_problem": word()})
    await read_it(scene, planted, filed, receiver)


async def answer_and_reply(scene: Scene, planted: Planted, filed: Filed) -> None:
    word = planted.elsewhere
    await scene.act("sari", filed, Action.DISPOSE, {"note": word()})
    await scene.act("dewi", filed, Action.ACCEPT, {"initial_response": f"Diterima {word()}"})
    await scene.act("dewi", filed, Action.CONSULT, {"question": word()})
    await scene.act("dewi", filed, Action.FORWARD_TO_HEAD)
    await scene.act("hendra", filed, Action.DISPOSE_INTERNALLY, {"context": word(), "root_cause": word()})
    await scene.act("hendra", filed, Action.SUBMIT_FOLLOWUP, {"answer_direction": word()})
    attached = (await scene.stowed(*document(planted)),)
    await scene.act("dewi", filed, Action.ANSWER, {"answer": f"Jawaban {word()}"}, files=attached)
    await scene.act("reporter", filed, Action.RESPOND, {"reply": f"Tanggapan {word()}"})


async def read_it(scene: Scene, planted: Planted, filed: Filed, receiver: str) -> None:
    async with scene.desk(receiver) as desk:
        view = await desk.report(filed.report_id, reason=f"Perlu dibaca {planted.elsewhere()}")
        assert any(word in view.body.substance for word in planted.body_words)
        await desk.history(filed.report_id, reason="Pemeriksaan riwayat")
        await desk.file(filed.report_id, view.evidence[0].id, reason="Pemeriksaan bukti")
    if planted.mode is IdentityMode.OPEN and filed.track is PUBLIC:
        async with scene.desk(receiver) as desk:
            opened = await desk.identity(filed.report_id, f"Konfirmasi langsung {planted.elsewhere()}")
            assert opened.name in planted.other_words


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stolen(
    house: House, servers: Servers, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator["Loot"]:
    folder = Path(tmp_path_factory.mktemp("leak"))
    logged: list[str] = []
    handler = _Keep(logged)
    logging.getLogger().addHandler(handler)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    with furnished_database(servers) as urls:
        database = Database.connect(urls.app, pool_size=4)
        scene = Scene.on(house, database, folder, urls.app)
        store = EvidenceStore.at((folder / "evidence").as_uri())
        for ring in ("bot", "backoffice", "worker"):
            setattr(scene, ring, replace(getattr(scene, ring), store=store))
        planted = [await plant(scene, track, mode) for track in Track for mode in MODES]
        await deliver_half(scene, planted)
        yield Loot(scene, urls, planted, folder / "evidence", logged)
        await database.close()
    logging.getLogger().removeHandler(handler)


class _Keep(logging.Handler):
    def __init__(self, kept: list[str]) -> None:
        super().__init__()
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self._kept.append(f"{record.getMessage()} {record.__dict__}")


async def deliver_half(scene: Scene, planted: list[Planted]) -> None:
    """Send some pushes (without the network), leave others waiting, one as a digest."""
    last = planted[-1].filed
    assert last is not None
    async with scene.reporter() as desk:
        await desk.set_push(last.tracking_id, PushMode.DAILY)
    await scene.act("agus", last, Action.MESSAGE)
    scene.pass_time(days=1)
    with held_at(scene.at):
        assert await send_digests(scene.worker) == 1
        waiting = await scene.rows("SELECT id FROM deliveries WHERE status = 'pending' ORDER BY ordinal")
        for (delivery_id,) in waiting[::2]:
            outgoing = await take(scene.worker, delivery_id)
            assert outgoing is not None
            assert outgoing.chat_id in {one.chat_id for one in planted}
            await mark_sent(scene.worker, delivery_id)


@dataclass(frozen=True, slots=True)
class Loot:
    """What the thief carries off, and what was hidden in it."""

    scene: Scene
    urls: DatabaseUrls
    planted: list[Planted]
    evidence: Path
    logged: list[str]

    def columns(self) -> dict[tuple[str, str], bytes]:
        """Every value of every column of every table, strung together."""
        values: dict[tuple[str, str], list[bytes]] = {}
        address = libpq_address(self.urls.superuser)
        with psycopg.connect(address) as connection:
            tables = connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            ).fetchall()
            for (table,) in tables:
                found = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
                names = [column.name for column in found.description or ()]
                for row in found:
                    for name, value in zip(names, row, strict=True):
                        values.setdefault((table, name), []).append(as_bytes(value))
        return {place: b"\n".join(kept) for place, kept in values.items()}


def numbers(chat_id: int) -> list[bytes]:
    """The forms a chat id could take."""
    forms = shapes(str(chat_id))
    for size in (6, 8):
        forms += [chat_id.to_bytes(size, "big"), chat_id.to_bytes(size, "little")]
    return [*forms, f"{chat_id:x}".encode(), chat_id.to_bytes(8, "big").hex().encode()]


def as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_the_database_holds_no_chat_and_no_word_but_the_search_index_of_open_reports(stolen: Loot) -> None:
    words = [word for one in stolen.planted for word in (*one.body_words, *one.other_words)]
    secrets = {word: shapes(word) for word in words}
    secrets |= {str(one.chat_id): numbers(one.chat_id) for one in stolen.planted}
    secrets |= {number: [number.encode()] for number in ("8.651234", "116.534321")}
    found: set[tuple[str, str, str]] = set()
    for (table, column), haystack in stolen.columns().items():
        for secret, forms in secrets.items():
            if any(form in haystack for form in forms):
                found.add((table, column, secret))

    indexed = {("report_search", "words"), ("search_words", "word")}
    assert {each for each in found if each[:2] not in indexed} == set()
    allowed = {word for one in stolen.planted if one.indexable for word in one.body_words}
    assert {secret for _, _, secret in found} == allowed


async def test_an_open_report_made_confidential_loses_its_words_and_no_other_does(scene: Scene) -> None:
    body = ReportBody(title="Segel", substance="segel qxrahasiakata putus", chronology="umumsaja")
    turned = await scene.file(body=body)
    stays = await scene.file(body=body.model_copy(update={"substance": "umumsaja lain"}))
    await scene.act("sari", turned, Action.REQUEST_COMPLETION, {"elements": ["how"], "message": "Bagaimana?"})
    await scene.act("reporter", turned, Action.COMPLETE, {"how": "lalu qxtambahan"})
    words = {word for (word,) in await scene.rows("SELECT word FROM search_words")}
    assert {"qxrahasiakata", "qxtambah", "umumsaja"} <= words

    async with scene.transaction() as session:
        report = await session.get_one(Report, turned.report_id)
        report.identity_mode = IdentityMode.CONFIDENTIAL

    indexed = [one for (one,) in await scene.rows("SELECT report_id FROM report_search")]
    left = {word for (word,) in await scene.rows("SELECT word FROM search_words")}
    assert indexed == [stays.report_id]
    assert words - left >= {"qxrahasiakata", "qxtambah", "putus"}
    assert "umumsaja" in left


def test_the_search_really_finds_what_is_there(stolen: Loot) -> None:
    """The scan above would see a word, were it stored."""
    secret = "Sari Rahmania"
    assert any(form in stolen.columns()["officers", "full_name"] for form in shapes(secret))
    hidden = base64.b64encode(b"xy" + secret.encode() + b"z")
    assert any(form in hidden for form in shapes(secret))
    assert any(form in (b"\x01" + (7_000_111).to_bytes(8, "big")) for form in numbers(7_000_111))


def test_the_evidence_folder_holds_neither_names_nor_words(stolen: Loot) -> None:
    secrets = [form for one in stolen.planted for word in one.other_words for form in shapes(word)]
    files = [path for path in stolen.evidence.rglob("*") if path.is_file()]

    assert len(files) >= 12
    for path in files:
        haystack = path.name.encode() + path.read_bytes()
        assert not any(form in haystack for form in secrets)


def test_the_logs_hold_nothing_of_it(stolen: Loot) -> None:
    lines = "\n".join(stolen.logged).encode()

    for one in stolen.planted:
        for word in (*one.body_words, *one.other_words, str(one.chat_id)):
            assert word.encode() not in lines


async def test_jobs_carry_ids_only(stolen: Loot) -> None:
    jobs = await stolen.scene.rows("SELECT args, lock, queueing_lock FROM procrastinate_jobs")

    deliveries = {str(row[0]) for row in await stolen.scene.rows("SELECT id FROM deliveries")}
    links = {str(row[0]) for row in await stolen.scene.rows("SELECT id FROM reporter_links")}
    assert len(jobs) > 20
    assert all(set(args) == {"delivery_id"} and args["delivery_id"] in deliveries for args, _, _ in jobs)
    assert {lock for _, lock, _ in jobs} <= links


async def test_pushes_of_protected_reports_say_nothing_even_to_the_courier(stolen: Loot) -> None:
    from core.notifications.payload import open_payload  # noqa: PLC0415 - one use

    worker = stolen.scene.house.keys["worker"]
    for one in stolen.planted:
        assert one.filed is not None
        sealed = await stolen.scene.rows(
            "SELECT sealed FROM deliveries WHERE report_id = :id AND sealed IS NOT NULL",
            id=one.filed.report_id,
        )
        told = [open_payload(worker, bytes(row[0])).model_dump_json() for row in sealed]
        assert told
        leaks = [word for word in (*one.body_words, *one.other_words) if any(word in text for text in told)]
        assert bool(leaks) is one.indexable


async def test_of_an_anonymous_report_only_the_couriers_sealed_chat_is_kept(stolen: Loot) -> None:
    rows = await stolen.scene.rows(
        "SELECT identity_mode, track, chat_hash IS NULL, tracking_kept IS NULL, chat_sealed IS NOT NULL,"
        " EXISTS (SELECT FROM report_identities i WHERE i.report_id = r.id), for_identity IS NULL"
        " FROM reports r JOIN reporter_links l ON l.report_id = r.id JOIN report_keys k ON k.report_id = r.id"
    )

    kept = {(row[0], row[1]): tuple(row[2:]) for row in rows}
    assert len(kept) == 6
    for (mode, _), values in kept.items():
        anonymous = mode == "anonymous"
        assert values == (anonymous, anonymous, True, not anonymous, anonymous)


async def test_a_sent_push_is_emptied(stolen: Loot) -> None:
    sent = await stolen.scene.rows("SELECT DISTINCT sealed IS NULL FROM deliveries WHERE status = 'sent'")

    assert [tuple(row) for row in sent] == [(True,)]

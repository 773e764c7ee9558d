"""Search forgives typos, explains itself, and never reaches beyond what its reader may see."""

from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from core.chain.actions import Action
from core.chain.states import IdentityMode, State
from core.queues.schemas import QueueFilter, QueueName, QueuePage
from core.reports.schemas import Party, Place
from tests.support.house import KABUPATEN, LAW, SIBLING
from tests.support.scene import BODY, WBS, Filed, Scene


async def found(scene: Scene, text: str, who: str = "sari", **narrowed: Any) -> QueuePage:
    async with scene.desk(who) as desk:
        return await desk.queue(QueueFilter(queue=QueueName.ALL, query=text, **narrowed))


def ids(page: QueuePage) -> set[object]:
    return {row.id for row in page.rows}


@pytest.fixture
async def seal(scene: Scene) -> Filed:
    """An open report about a seal."""
    return await scene.file()


async def other(scene: Scene, title: str = "Honor petugas belum dibayar", **changed: Any) -> Filed:
    body = BODY.model_copy(
        update={
            "title": title,
            "substance": title,
            "chronology": "",
            "parties": (),
            "place": Place(),
            "happened_at": "",
        }
    )
    return await scene.file(body=body, **changed)


@pytest.mark.parametrize("typed", ["segel", "SEGEL", "kotak suara", "sege", "dibukanya"])
async def test_words_are_found_by_stem_and_by_their_beginning(scene: Scene, seal: Filed, typed: str) -> None:
    away = await other(scene)
    page = await found(scene, typed)
    assert ids(page) == {seal.report_id}
    assert away.report_id not in ids(page)
    assert page.corrections == ()


@pytest.mark.parametrize(("typed", "meant"), [("segle", "segel"), ("kotka", "kotak"), ("gudnag", "gudang")])
async def test_a_word_that_occurs_nowhere_is_exchanged_for_the_most_similar_one_and_said_so(
    scene: Scene, seal: Filed, typed: str, meant: str
) -> None:
    page = await found(scene, typed)
    assert ids(page) == {seal.report_id}
    assert page.corrections[0][0] == typed
    assert meant in page.corrections[0][1]


async def test_a_word_of_figures_and_letters_is_found_whole(scene: Scene) -> None:
    there = await other(scene, "Antrean panjang di berkas 95e55e")
    await other(scene, "Emas dan emblem palsu")
    await other(scene, "Berkas 95e55 tertinggal")
    assert ids(await found(scene, "95e55e")) == {there.report_id}


async def test_no_suggestion_comes_from_a_report_out_of_reach(scene: Scene) -> None:
    await other(scene, "Pengadaan zebrafinch fiktif", office=SIBLING)
    page = await found(scene, "zebrafinhc")
    assert page.corrections == ()
    assert page.rows == ()
    assert len(ids(await found(scene, "zebrafinhc", who="karta"))) == 1


async def test_confidential_anonymous_and_whistleblowing_words_are_not_searched(scene: Scene) -> None:
    await scene.file(identity_mode=IdentityMode.CONFIDENTIAL)
    await scene.file(identity_mode=IdentityMode.ANONYMOUS)
    await scene.file(WBS)
    for who in ("sari", "agus"):
        assert ids(await found(scene, "segel", who=who)) == set()


async def test_a_named_party_is_found_by_the_keyed_index_even_in_a_confidential_report(scene: Scene) -> None:
    body = BODY.model_copy(update={"parties": (Party(name="Wiranto Kusumo, S.H.", position="Kasir"),)})
    filed = await scene.file(body=body, identity_mode=IdentityMode.CONFIDENTIAL)
    assert ids(await found(scene, "wiranto kusumo")) == {filed.report_id}
    assert ids(await found(scene, "Bapak Wiranto Kusumo")) == {filed.report_id}
    assert ids(await found(scene, "wiranto kusumo", who="karta")) == set()
    assert await scene.scalar("SELECT count(*) FROM search_words WHERE word LIKE 'wiranto%'") == 0


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("supriadi", True),
        ("wiranata", True),
        ("Supriyadi Wiranata", True),
        ("wiranata supriadi", True),
        ("suprladi", True),
        ("wiranatta", True),
        ("supriadi wirawan", False),
        ("suprapto", False),
    ],
)
async def test_a_named_party_is_found_by_a_word_of_the_name_and_with_a_letter_wrong(
    scene: Scene, typed: str, *, there: bool
) -> None:
    body = BODY.model_copy(update={"parties": (Party(name="Supriadi Wiranata"),)})
    filed = await scene.file(body=body, identity_mode=IdentityMode.CONFIDENTIAL)
    assert ids(await found(scene, typed)) == ({filed.report_id} if there else set())
    assert ids(await found(scene, typed, who="karta")) == set()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Moh. Nur'aini Hakim", "Muhammad Nuraini"),
        ("Muhammad Nur’aini Hakim", "moh nur aini hakim"),
        ("H. Mochammad Nuraini Hakim, S.E.", "mas Muhammad Nur'aini Hakim"),
        ("Soekarno Djajadi", "Pak Sukarno Jajadi"),
    ],
)
async def test_names_are_searched_as_they_are_recognised_in_what_people_write(
    scene: Scene, written: str, typed: str
) -> None:
    body = BODY.model_copy(update={"parties": (Party(name=written),)})
    filed = await scene.file(identity_mode=IdentityMode.CONFIDENTIAL, body=body)
    assert ids(await found(scene, typed)) == {filed.report_id}


async def test_a_party_named_in_a_completion_is_found_too(scene: Scene) -> None:
    filed = await scene.file(body=BODY.model_copy(update={"parties": ()}))
    await scene.act("sari", filed, Action.REQUEST_COMPLETION, {"elements": ["who"], "message": "Siapa?"})
    await scene.act("reporter", filed, Action.COMPLETE, {"who": "Supriadi Wiranata"})
    assert ids(await found(scene, "supriyadi")) == {filed.report_id}


async def test_an_agenda_number_is_found_from_a_part_of_it(scene: Scene, seal: Filed) -> None:
    await other(scene)
    row = await scene.row(seal)
    assert seal.report_id in ids(await found(scene, row.agenda_number[:9]))
    assert ids(await found(scene, row.agenda_number)) == {seal.report_id}
    assert seal.report_id in ids(await found(scene, row.agenda_number.lower()[1:]))


@pytest.mark.parametrize("typed", ["lombok timur", "lombk timur", "KPU Kab. Lombok Timur", KABUPATEN])
async def test_an_office_is_found_by_name_despite_typos(scene: Scene, typed: str) -> None:
    here = await other(scene)
    await other(scene, office=SIBLING)
    page = await found(scene, typed, who="nadia")
    assert ids(page) == {here.report_id}


async def test_a_unit_is_found_by_name(scene: Scene) -> None:
    disposed = await scene.drive(await other(scene), State.DISPOSED)
    await other(scene)
    assert ids(await found(scene, LAW)) == {disposed.report_id}
    assert ids(await found(scene, "subag hukum")) == {disposed.report_id}


async def test_office_unit_and_state_narrow_the_list(scene: Scene) -> None:
    disposed = await scene.drive(await other(scene), State.DISPOSED)
    received = await other(scene)
    away = await other(scene, office=SIBLING)
    unit = int(scene.house.unit(LAW))
    offices = scene.house.offices
    assert ids(await found(scene, "", unit_id=unit)) == {disposed.report_id}
    assert ids(await found(scene, "", state=State.RECEIVED)) == {received.report_id}
    assert ids(await found(scene, "", who="nadia", office_id=offices[SIBLING])) == {away.report_id}
    everything = {disposed.report_id, received.report_id, away.report_id}
    assert ids(await found(scene, "", who="nadia", office_id=offices["52"])) == everything
    assert ids(await found(scene, "", office_id=offices[SIBLING])) == set()
    assert ids(await found(scene, "", office_id=987_654)) == set()


@pytest.mark.parametrize("typed", ["'", "\\", "a' | 'b", "%", "_", "!!", "& | !", "0", "-", "'':*", "  "])
async def test_odd_signs_are_only_signs(scene: Scene, seal: Filed, typed: str) -> None:
    page = await found(scene, typed)
    assert page.total in {0, 1}


async def test_a_search_takes_the_same_number_of_statements_whatever_it_finds(
    scene: Scene, seal: Filed, house_engine: AsyncEngine
) -> None:
    async def statements(text: str) -> int:
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(house_engine.sync_engine, "before_cursor_execute", note)
        try:
            await found(scene, text)
        finally:
            event.remove(house_engine.sync_engine, "before_cursor_execute", note)
        return len([one for one in seen if "SAVEPOINT" not in one])

    await statements("segel")  # what is kept in memory is read once
    few = await statements("segel")
    for _ in range(6):
        await scene.file()
    assert await statements("segel") == few
    assert await statements("segle") <= few + 3

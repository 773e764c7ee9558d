"""What decides compares codes, never words that people read: a word may change, or be translated."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from backoffice.words.holders import holder_in_words, part_in_words
from core.chain.states import PartKind, Role, State
from core.queues.schemas import Holder, HolderKind
from tests.support.desk.world import World, disposition

ROOT = Path(__file__).resolve().parents[2]
DECIDE = (
    "backoffice/api", "backoffice/documents", "backoffice/pages", "backoffice/requests",
    "core/handling", "core/queues", "core/reading", "core/reporter",
)  # fmt: skip
ALLOWED = {
    "request.method in {'GET', 'HEAD'}": "methods of HTTP",
    "request.method in _READING": "methods of HTTP",
    "char in '._- '": "what a file's name is made of",
    "label != MENTIONS.label": "sealed records keep an answer under its label",
}


def is_word(text: str) -> bool:
    """Codes are written small and without spaces; what people read is not."""
    return text != text.lower() or " " in text


@cache
def constants(path: Path) -> dict[str, tuple[str, ...]]:
    """The strings a module's names stand for, its own and those it takes from others of ours."""
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            source = ROOT / f"{node.module.replace('.', '/')}.py"
            theirs = constants(source) if source.is_file() else {}
            found |= {
                each.asname or each.name: theirs[each.name] for each in node.names if each.name in theirs
            }
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {
                target.id: strings(node.value, {}) for target in targets if isinstance(target, ast.Name)
            }
    return found


def strings(node: ast.AST, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The strings that are compared where this stands beside `==` or `in`."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.Name(id=name):
            return known.get(name, ())
        case ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.List(elts=parts):
            return tuple(text for part in parts for text in strings(part, known))
        case ast.Dict(keys=keys):
            return tuple(text for key in keys if key is not None for text in strings(key, known))
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple"), args=[inner]):
            return strings(inner, known)
    return ()


def compared_words(source: str, known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Every comparison with words for people, as it is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            labels = any(isinstance(side, ast.Attribute) and side.attr.endswith("label") for side in sides)
            if labels or any(is_word(text) for side in sides for text in strings(side, known)):
                yield ast.unparse(node)
        elif isinstance(node, ast.MatchValue) and any(is_word(text) for text in strings(node.value, known)):
            yield ast.unparse(node)


def found() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), comparison)
        for folder in DECIDE
        for path in sorted((ROOT / folder).rglob("*.py"))
        for comparison in compared_words(path.read_text("utf-8"), constants(path))
    ]


@pytest.mark.slow
def test_nothing_is_decided_by_words_for_people() -> None:
    assert [each for each in found() if each[1] not in ALLOWED] == []


@pytest.mark.slow
def test_every_exception_is_still_one() -> None:
    assert {comparison for _, comparison in found()} == set(ALLOWED)


@pytest.mark.parametrize(
    "source",
    [
        "row.holder == 'Anda'",
        "holder in {role.label, 'Pelapor'}",
        "unit.part == LEAD_PART",
        "unit.part in PARTS",
        "row.state_label != given",
        "match part:\n    case 'Penanggung jawab':\n        pass",
    ],
)
def test_a_comparison_with_a_word_is_noticed(source: str) -> None:
    known = {"LEAD_PART": ("Penanggung jawab",), "PARTS": ("Pendukung", "Pelaksana")}
    assert len(list(compared_words(source, known))) == 1


@pytest.mark.parametrize(
    ("holder", "words"),
    [
        (Holder(kind=HolderKind.ME, role=Role.LIAISON), "Anda"),
        (Holder(kind=HolderKind.REPORTER, role=Role.REPORTER), "Pelapor"),
        (Holder(kind=HolderKind.UNIT, role=Role.LIAISON, unit="Subbag KUL"), "Subbag KUL"),
        (Holder(kind=HolderKind.ROLE, role=Role.INSPECTOR), Role.INSPECTOR.label),
        (Holder(kind=HolderKind.STAND_IN, role=Role.LEADER), f"{Role.LEADER.label} (pengganti)"),
        (Holder(kind=HolderKind.NOBODY), "Selesai"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind.value,
)
def test_a_holder_is_told_in_words(holder: Holder, words: str) -> None:
    assert holder_in_words(holder) == words


def test_every_part_has_words() -> None:
    assert [part_in_words(part) for part in PartKind] == [
        "Penanggung jawab", "Pendukung", "Dimintai masukan", "Pelaksana",
    ]  # fmt: skip


async def test_the_api_answers_codes_and_beside_them_the_words_it_always_had(world: World) -> None:
    base = f"/api/v1/reports/{(await world.registered())['report_id']}"
    async with await world.visit("sari") as desk:
        rows = (await desk.get("/api/v1/reports?queue=waiting&sort=newest")).json()["rows"]
        before = next(row for row in rows if base.endswith(row["id"]))
        done = await desk.post_json(f"{base}/actions/dispose", {"values": disposition(world)})
        assert done.status_code == 200, done.text
        chosen = {"picks": [{"report_id": before["id"], "version": 1}]}
        choice = (await desk.post_json("/api/v1/reports/bulk/preview", chosen)).json()["choice"]
        report = (await desk.get(base)).json()
        history = (await desk.get(f"{base}/history")).json()["entries"]
    assert (before["holder"], before["state_label"]) == ("Anda", State.RECEIVED.label)
    assert before["held_by"] == {"kind": "me", "role": "agency_admin", "unit": ""}
    assert report["row"]["holder"] == "Subbag Hukum dan SDM"
    assert report["row"]["held_by"] == {"kind": "unit", "role": "liaison", "unit": "Subbag Hukum dan SDM"}
    assert choice["rows"][0]["holder"] == "Subbag Hukum dan SDM"
    assert [(unit["kind"], unit["part"]) for unit in report["units"]] == [("lead", "Penanggung jawab")]
    for entries in (history, report["history"]):
        assert (entries[-1]["acted_as"], entries[-1]["role"]) == ("agency_admin", Role.AGENCY_ADMIN.label)

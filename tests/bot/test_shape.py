"""How the bot's modules lean on each other: read from their source, for no run would show it."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parent
SOURCES = {
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
    if path.name != "__init__.py"
}


def imported_by(source: ast.Module) -> set[str]:
    """Return the bot's modules that are imported, be it at the top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found & SOURCES.keys()


def callers_of(name: str) -> set[str]:
    """Return the modules that call something of this name."""
    return {
        module
        for module, source in SOURCES.items()
        for node in ast.walk(source)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) == name or getattr(node.func, "attr", None) == name)
    }


def test_no_two_modules_lean_on_each_other_not_even_by_a_way_round() -> None:
    leaning = {module: imported_by(source) for module, source in SOURCES.items()}
    assert leaning["bot.handlers.updates"] >= {"bot.conversation.messages", "bot.follow.action"}
    list(TopologicalSorter(leaning).static_order())


def test_pages_are_put_into_words_in_one_module_at_the_end_of_a_turn() -> None:
    assert callers_of("rendered") == {"bot.page"}
    assert callers_of("render") == {"bot.application"}


def test_what_decides_writes_no_message_and_what_writes_one_calls_nothing_that_decides() -> None:
    wording = {"bot.conversation.question", "bot.conversation.review"}
    pages = {module for module in SOURCES if module.endswith(("page", "pages"))} | wording
    turn = {"bot.application"}  # it also speaks for a throttle, before there is a turn
    assert callers_of("Say") <= pages | turn
    deciding = {
        module
        for module in SOURCES
        if module.startswith(("bot.conversation.", "bot.follow.", "bot.handlers."))
        and imported_by(SOURCES[module]) & pages
    } - pages
    assert "bot.conversation.path" in deciding
    for page in pages:
        assert not imported_by(SOURCES[page]) & deciding, page
    for module in deciding:
        assert not imported_by(SOURCES[module]) & wording, module

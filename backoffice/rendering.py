"""Turning a typed context into HTML, as a full page or as the fragment htmx asked for.

The templates' own words are said in a page's language when a template is compiled (`_Speaker`); the words of
a context, which are `Phrase`s, when they are put out. What is neither is somebody's own and stays as it is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from backoffice.assets import Assets
from backoffice.contexts.shell import Theme
from backoffice.languages import LANGUAGE_COOKIE, languages
from backoffice.words import wording
from core.language import INDONESIAN, Language, Phrase, said
from core.sizes import file_size

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from starlette.requests import Request

TEMPLATES = Path(__file__).parent / "templates"
FULL_LAYOUT = "layouts/page.html"
FRAGMENT_LAYOUT = "layouts/fragment.html"
THEME_COOKIE = "kentongan_theme"
_HOLE: Final = re.compile(r"%\((\w+)\)s")


def theme_of(request: "Request") -> Theme:
    """Tell the colour theme the reader saved on this device; anything unknown follows the device."""
    try:
        return Theme(request.cookies.get(THEME_COOKIE, ""))
    except ValueError:
        return Theme.AUTO


def wants_fragment(request: "Request") -> bool:
    """Whether htmx asked for a part of the page and not for a whole one (boost, history)."""
    headers = request.headers
    return (
        headers.get("hx-request") == "true"
        and headers.get("hx-request-type", "partial") == "partial"
        and "hx-boosted" not in headers
        and "hx-history-restore-request" not in headers
    )


def _said(language: Language, value: object) -> object:
    return said(value, language)


def is_own(text: str) -> bool:
    """Tell whether a text is somebody's own words or name, which nobody translates, and no phrase of ours."""
    return not isinstance(text, Phrase)


def own(text: str) -> str:
    """Set somebody's own words apart from ours around them; ours are given back."""
    return _own_part(text) if text and is_own(text) else text


def _own_part(text: str) -> Markup:
    return Markup(f'<bdi translate="no">{escape(text)}</bdi>')  # noqa: S704 - escaped


class _Speaker(NodeTransformer):
    """Puts a language's words into a template: `_("…")` and `{% trans %}` cost a page nothing then.

    What a sentence holds is put out like anything else, so a phrase in it is said, too. Only where the words
    depend on a number is the catalogue asked for each page (`_counted`).
    """

    def __init__(self, language: Language) -> None:
        self._catalogue = language.catalogue

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Visit what a node holds, and let neighbours be put out together, as if there were no sentence."""
        super().generic_visit(node, *args, **kwargs)
        for name, held in node.iter_fields():
            if isinstance(held, list) and any(isinstance(each, nodes.Output) for each in held):
                setattr(node, name, _put_together(held))
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 (the class it visits)
        """Say the sentences of `{% trans %}`."""
        node.nodes = [piece for each in node.nodes for piece in self._said(each)]
        return self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (the class it visits)
        """Say the words in `_("…")`."""
        self.generic_visit(node)
        words = _words_of(node, "_")
        return nodes.Const(self._catalogue.gettext(words[0]), lineno=node.lineno) if words else node

    def _said(self, node: nodes.Expr) -> list[nodes.Expr]:
        if one := _words_of(node, "gettext"):
            return _pieces(self._catalogue.gettext(one[0]), node)
        forms = _words_of(node, "ngettext")
        if len(set(forms)) == 1 and self._catalogue is INDONESIAN.catalogue:
            return _pieces(forms[0], node)
        return [node]


def _words_of(node: nodes.Node, function: str) -> tuple[str, ...]:
    """Give the texts that a function of gettext is called with, or none where it is not called."""
    if (
        not isinstance(node, nodes.Call)
        or not isinstance(node.node, nodes.Name)
        or node.node.name != function
    ):
        return ()
    return tuple(
        each.value for each in node.args if isinstance(each, nodes.Const) and isinstance(each.value, str)
    )


def _pieces(text: str, call: nodes.Node) -> list[nodes.Expr]:
    """Take a sentence apart: its words, and what is put into it."""
    values = {each.key: each.value for each in call.iter_child_nodes() if isinstance(each, nodes.Keyword)}
    words = _HOLE.split(text)
    return [
        values[piece] if place % 2 else nodes.TemplateData(piece.replace("%%", "%"), lineno=call.lineno)
        for place, piece in enumerate(words)
        if piece
    ]


def _put_together(held: list[nodes.Node]) -> list[nodes.Node]:
    together: list[nodes.Node] = []
    for each in held:
        last = together[-1] if together else None
        if isinstance(each, nodes.Output) and isinstance(last, nodes.Output):
            last.nodes = [*last.nodes, *each.nodes]
        else:
            together.append(each)
    return together


class _Desk(Environment):
    """Compiles templates in one language."""

    language: Language = INDONESIAN

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Speaker(self.language).visit(source), *args, **kwargs)


def _counted(language: Language, one: str, many: str, count: int, /, **values: object) -> Markup:
    """Say a sentence that counts."""
    text = Markup(language.catalogue.ngettext(one, many, count))  # noqa: S704 - a template's words; `%` escapes what goes in
    return text % {name: said(value, language) for name, value in values.items()}


@lru_cache(maxsize=512)
def _plain_icon(url: str) -> Markup:
    return Markup('<svg class="k-icon" aria-hidden="true"><use href="{}"/></svg>').format(url)


@lru_cache(maxsize=4096)
def kept(macro: Callable[[object], Markup], piece: object) -> Markup:
    """Give what a macro made of the same piece before: a list says few pieces many times."""
    return macro(piece)


class Renderer:
    """The desk's templates, in each language there is. One per process."""

    def __init__(self, assets: Assets, others: Iterable[Language] = ()) -> None:
        self.assets = assets
        spoken = (INDONESIAN, *languages(), *others)
        self._environments = {language.code: self._environment(language) for language in spoken}

    def _environment(self, language: Language) -> Environment:
        environment = _Desk(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
            # A phrase is its Indonesian text already: that language needs no look at what is put out.
            finalize=None if language is INDONESIAN else partial(_said, language),
        )
        environment.language = language
        environment.policies["ext.i18n.trimmed"] = True
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            language.catalogue.gettext, language.catalogue.ngettext, newstyle=True
        )
        environment.globals["ngettext"] = partial(_counted, language)
        environment.globals.update(
            asset_url=self.assets.url,
            asset_folder=self.assets.folder_url,
            icon=partial(self.icon, language=language),
            kept=kept,
            language=language.code,
        )
        environment.filters.update(
            short_date=wording.short_date,
            long_date=wording.long_date,
            long_datetime=wording.long_datetime,
            clock=wording.clock,
            zone_name=wording.zone_name,
            relative=wording.relative,
            file_size=file_size,
            number=wording.number,
            tally=wording.tally,
            initials=wording.initials,
            own=own,
            indonesian=str,
        )
        environment.tests["own"] = is_own
        return environment

    @property
    def environment(self) -> Environment:
        """The Indonesian environment, for checks over the templates."""
        return self._environments[INDONESIAN.code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages pages can be read in, Indonesian first."""
        return tuple(self._environments)

    def language_of(self, request: "Request") -> str:
        """Tell the code of the language the reader chose on this device; anything unknown is Indonesian."""
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        return chosen if chosen in self._environments else INDONESIAN.code

    def icon(self, name: str, label: str = "", *, language: Language = INDONESIAN) -> Markup:
        """Draw a Tabler outline icon; decorative unless it has a label of its own."""
        url = self.assets.icon_url(name)
        if not label:
            return _plain_icon(url)
        picture = '<svg class="k-icon" role="img" aria-label="{}"><use href="{}"/></svg>'
        return Markup(picture).format(said(label, language), url)  # noqa: S704 - a constant; format escapes what goes in

    def render(
        self,
        template: str,
        context: "DataclassInstance",
        *,
        fragment: bool = False,
        language: str = INDONESIAN.code,
    ) -> str:
        """Render a template with the context's own fields and nothing else."""
        names: dict[str, Any] = {field.name: getattr(context, field.name) for field in fields(context)}
        names["layout"] = FRAGMENT_LAYOUT if fragment else FULL_LAYOUT
        return self._environments[language].get_template(template).render(names)

    def respond(
        self,
        request: "Request",
        template: str,
        context: "DataclassInstance",
        *,
        status_code: int = 200,
    ) -> HTMLResponse:
        """Answer with a page, or with its fragment when htmx asked for one. Never cached by anybody."""
        html = self.render(
            template, context, fragment=wants_fragment(request), language=self.language_of(request)
        )
        headers = {"Cache-Control": "no-store", "Vary": "HX-Request, HX-Request-Type, Cookie"}
        return HTMLResponse(html, status_code=status_code, headers=headers)

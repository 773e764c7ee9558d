"""Turning a typed context into HTML, as a full page or as the fragment htmx asked for."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from backoffice.assets import Assets
from backoffice.contexts.shell import Theme
from backoffice.languages import LANGUAGE_COOKIE, languages
from backoffice.words import wording
from core.language import INDONESIAN, Language, said

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from starlette.requests import Request

TEMPLATES = Path(__file__).parent / "templates"
FULL_LAYOUT = "layouts/page.html"
FRAGMENT_LAYOUT = "layouts/fragment.html"
THEME_COOKIE = "kentongan_theme"


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
        environment = Environment(
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
        environment.policies["ext.i18n.trimmed"] = True
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            language.catalogue.gettext, language.catalogue.ngettext, newstyle=True
        )
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
            file_size=wording.file_size,
            number=wording.number,
            tally=wording.tally,
            initials=wording.initials,
        )
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

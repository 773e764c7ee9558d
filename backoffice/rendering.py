"""Turning a typed context into HTML, as a full page or as the fragment htmx asked for."""

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from backoffice.assets import Assets
from backoffice.contexts.shell import Theme
from backoffice.words import wording

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


@lru_cache(maxsize=512)
def _plain_icon(url: str) -> Markup:
    return Markup('<svg class="k-icon" aria-hidden="true"><use href="{}"/></svg>').format(url)


@lru_cache(maxsize=4096)
def kept(macro: Callable[[object], Markup], piece: object) -> Markup:
    """Give what a macro made of the same piece before: a list says few pieces many times."""
    return macro(piece)


class Renderer:
    """The desk's template environment. One per process."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update(
            asset_url=assets.url, asset_folder=assets.folder_url, icon=self.icon, kept=kept
        )
        self._environment.filters.update(
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

    @property
    def environment(self) -> Environment:
        """The environment, for checks over the templates."""
        return self._environment

    def icon(self, name: str, label: str = "") -> Markup:
        """Draw a Tabler outline icon; decorative unless it has a label of its own."""
        url = self.assets.icon_url(name)
        if not label:
            return _plain_icon(url)
        picture = '<svg class="k-icon" role="img" aria-label="{}"><use href="{}"/></svg>'
        return Markup(picture).format(label, url)  # noqa: S704 - a constant; format escapes what goes in

    def render(self, template: str, context: "DataclassInstance", *, fragment: bool = False) -> str:
        """Render a template with the context's own fields and nothing else."""
        names: dict[str, Any] = {field.name: getattr(context, field.name) for field in fields(context)}
        names["layout"] = FRAGMENT_LAYOUT if fragment else FULL_LAYOUT
        return self._environment.get_template(template).render(names)

    def respond(
        self,
        request: "Request",
        template: str,
        context: "DataclassInstance",
        *,
        status_code: int = 200,
    ) -> HTMLResponse:
        """Answer with a page, or with its fragment when htmx asked for one. Never cached by anybody."""
        html = self.render(template, context, fragment=wants_fragment(request))
        headers = {"Cache-Control": "no-store", "Vary": "HX-Request, HX-Request-Type, Cookie"}
        return HTMLResponse(html, status_code=status_code, headers=headers)

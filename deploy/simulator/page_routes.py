"""Serves the chat page: files of `page/`, and the font when it is installed."""

from __future__ import annotations

import mimetypes
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

_PAGE = Path(__file__).parent / "page"
_FONT = Path("files") / "plus-jakarta-sans-latin-wght-normal.woff2"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def _file(path: Path) -> Response:
    if not path.is_file():
        return Response(status_code=404)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix == ".js":
        kind = "text/javascript"
    return FileResponse(path, media_type=kind, headers=_HEADERS)


async def _page(_request: Request) -> Response:
    return _file(_PAGE / "index.html")


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    known = {path.name for path in _PAGE.iterdir()}
    return _file(_PAGE / name) if name in known else Response(status_code=404)


async def _font_style(font_dir: Path | None, _request: Request) -> Response:
    if font_dir is not None and (font_dir / _FONT).is_file():
        return _file(_PAGE / "font.css")
    return Response("", media_type="text/css", headers=_HEADERS)


async def _font(font_dir: Path | None, _request: Request) -> Response:
    return _file(font_dir / _FONT) if font_dir else Response(status_code=404)


def page_routes(font_dir: Path | None) -> list[Route]:
    """List the routes of the page."""
    return [
        Route("/", _page),
        Route("/assets/font.css", partial(_font_style, font_dir)),
        Route("/assets/plus-jakarta-sans.woff2", partial(_font, font_dir)),
        Route("/assets/{name}", _asset),
    ]

"""Static files with content-hashed names: our own, and a few taken from the npm packages.

Everything is read, rewritten and hashed once at start-up and then served from memory, so that no request
can reach the file system. Tabler's style sheet goes into a cascade layer: our rules win without a fight.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

ASSET_PREFIX = "/assets"
STATIC = Path(__file__).parent / "static"
NODE_MODULES = Path(__file__).parent / "node_modules"

STYLE_PARTS = (
    "tokens", "base", "settings",
    "shell", "components", "forms", "lists", "queues", "notices", "report", "story", "around",
    "pages", "print",
)  # fmt: skip
FONT_FOLDER = "@fontsource-variable/plus-jakarta-sans/files"
VENDOR = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "plus-jakarta-sans-latin.woff2": f"{FONT_FOLDER}/plus-jakarta-sans-latin-wght-normal.woff2",
    "plus-jakarta-sans-latin-ext.woff2": f"{FONT_FOLDER}/plus-jakarta-sans-latin-ext-wght-normal.woff2",
}
PDF_READER = "pdf"
PDF_FILES = {
    "pdf.js": "pdfjs-dist/legacy/build/pdf.min.mjs",
    "pdf.worker.js": "pdfjs-dist/legacy/build/pdf.worker.min.mjs",
    "jbig2_nowasm_fallback.js": "pdfjs-dist/wasm/jbig2_nowasm_fallback.js",
    "openjpeg_nowasm_fallback.js": "pdfjs-dist/wasm/openjpeg_nowasm_fallback.js",
}
"""pdf.js finds its decoders by their plain names, so the hash of them all is in the folder's name."""
TABLER = "@tabler/core/dist/css/tabler.min.css"
ICON_FOLDER = "@tabler/icons/icons/outline"
ICONS = (
    "alarm", "alert-circle", "alert-triangle", "archive", "arrow-back", "arrow-back-up",
    "arrow-forward-up", "arrow-left", "arrow-right", "arrow-up", "arrows-exchange", "ban",
    "barrier-block", "bell", "bookmark", "building", "building-community", "bulb", "calendar",
    "calendar-due", "calendar-event", "certificate", "chart-bar", "chart-histogram", "check", "checkbox",
    "checklist", "checks", "chevron-down", "chevron-left", "chevron-right", "circle-check", "circle-x",
    "clipboard-check", "clock", "clock-x", "cloud-upload", "copy", "database-export", "database-import",
    "device-desktop", "device-mobile", "dots", "download", "edit", "external-link", "eye",
    "eye-exclamation", "eye-off", "file", "file-description", "file-export", "file-plus", "file-text",
    "file-type-pdf", "file-x", "files", "filter", "fingerprint", "flag", "forms", "gavel", "hand-stop",
    "help-circle", "history", "hourglass", "id", "inbox", "info-circle", "key", "keyboard", "language",
    "link", "list-details", "lock", "lock-open", "login", "logout", "mail", "map-pin", "menu-2", "message",
    "message-2-check", "message-bolt", "message-check", "message-question", "message-reply", "messages",
    "microphone", "moon", "movie", "music", "note", "paperclip", "pencil-plus", "phone", "photo",
    "player-pause", "player-play", "plus", "printer", "progress-check", "qrcode", "refresh", "route",
    "scale", "search", "send", "settings", "shield-check", "shield-heart", "shield-lock", "shield-search",
    "sitemap", "spy", "star", "stethoscope", "sun", "timeline", "trash", "upload", "user", "user-check",
    "user-cog", "user-off", "user-question", "user-up", "users", "users-group", "world", "x",
    "zoom-check", "zoom-in",
)  # fmt: skip

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
COMPRESSED = frozenset({".css", ".js", ".svg"})
IMMUTABLE = "public, max-age=31536000, immutable"
_CSS_URL = re.compile(r"""url\(\s*(["']?)(?P<name>[\w./-]+)\1\s*\)""")
_DATA_URL = re.compile(r"""url\("data:[^"]*"\)""")
_SVG_BODY = re.compile(r"<svg[^>]*>(?P<body>.*)</svg>", re.DOTALL)
_BLANK_PATH = re.compile(r"<path stroke=\"none\"[^>]*/>")


class UnknownAssetError(KeyError):
    """A template asked for a static file or an icon that does not exist."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file ready to be served."""

    name: str
    hashed_name: str
    content_type: str
    body: bytes

    @property
    def is_text(self) -> bool:
        """Whether it shrinks when it is compressed."""
        return f".{self.name.rsplit('.', 1)[-1]}" in COMPRESSED


def _pack(name: str, body: bytes) -> Asset:
    stem, suffix = name.rsplit(".", 1)
    ending = f".{suffix}"
    return Asset(name, f"{stem}.{_digest(body)}{ending}", CONTENT_TYPES[ending], body)


def _digest(*bodies: bytes) -> str:
    hashed = hashlib.sha256()
    for body in bodies:
        hashed.update(body)
    return hashed.hexdigest()[:12]


def _symbol(name: str, source: str) -> str:
    match = _SVG_BODY.search(source)
    if match is None:
        raise UnknownAssetError(name)
    body = " ".join(_BLANK_PATH.sub("", match["body"]).split())
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>'


class Assets:
    """All static files of the desk, by logical name (`app.css`) and by hashed name (`app.1a2b….css`)."""

    def __init__(self, static: Path = STATIC, node_modules: Path = NODE_MODULES) -> None:
        self._static = static
        self._node_modules = node_modules
        self._by_name: dict[str, Asset] = {}
        self._compressed: dict[str, bytes] = {}
        for name, body in self._plain_files():
            self._by_name[name] = _pack(name, body)
        for name, text in self._style_sheets():
            self._by_name[name] = _pack(name, self._with_hashed_urls(text).encode())
        self._folders: dict[str, str] = {}
        self._take_folder(PDF_READER, PDF_FILES)
        self._by_hash = {asset.hashed_name: asset for asset in self._by_name.values()}

    def url(self, name: str) -> str:
        """Give the address of a file, with its content hash."""
        try:
            return f"{ASSET_PREFIX}/{self._by_name[name].hashed_name}"
        except KeyError:
            raise UnknownAssetError(name) from None

    def folder_url(self, name: str) -> str:
        """Give the address of a folder whose files are found by their plain names, with its hash."""
        try:
            return f"{ASSET_PREFIX}/{self._folders[name]}/"
        except KeyError:
            raise UnknownAssetError(name) from None

    def icon_url(self, name: str) -> str:
        """Give the address of one icon in the sprite."""
        if name not in self._icon_names:
            raise UnknownAssetError(name)
        return f"{self.url('icons.svg')}#{name}"

    def find(self, hashed_name: str) -> Asset | None:
        """Find the file with this exact hashed name, if there is one."""
        return self._by_hash.get(hashed_name)

    async def endpoint(self, request: Request) -> Response:
        """Serve one file; mount at `/assets/{name:path}`."""
        asset = self.find(request.path_params["name"])
        if asset is None:
            return PlainTextResponse("Tidak ditemukan", status_code=404)
        headers = {
            "Cache-Control": IMMUTABLE,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        body = asset.body
        if asset.is_text and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = self._packed(asset)
        return Response(body, headers=headers, media_type=asset.content_type)

    def _packed(self, asset: Asset) -> bytes:
        """Compress a file when it is first asked for: some are large, and seldom needed."""
        packed = self._compressed.get(asset.hashed_name)
        if packed is None:
            packed = self._compressed[asset.hashed_name] = gzip.compress(asset.body, mtime=0)
        return packed

    def _take_folder(self, folder: str, files: dict[str, str]) -> None:
        bodies = {name: (self._node_modules / source).read_bytes() for name, source in files.items()}
        self._folders[folder] = f"{folder}-{_digest(*bodies.values())}"
        for name, body in bodies.items():
            kind = CONTENT_TYPES[f".{name.rsplit('.', 1)[-1]}"]
            self._by_name[f"{folder}/{name}"] = Asset(name, f"{self._folders[folder]}/{name}", kind, body)

    @cached_property
    def _icon_names(self) -> frozenset[str]:
        return frozenset(ICONS)

    def _plain_files(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted([*self._static.glob("*.js"), *(self._static / "img").iterdir()]):
            yield path.name, path.read_bytes()
        for name, source in VENDOR.items():
            yield name, (self._node_modules / source).read_bytes()
        yield "icons.svg", self._sprite().encode()

    def _sprite(self) -> str:
        folder = self._node_modules / ICON_FOLDER
        symbols = "".join(_symbol(name, (folder / f"{name}.svg").read_text()) for name in ICONS)
        return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'

    def _style_sheets(self) -> Iterator[tuple[str, str]]:
        tabler = (self._node_modules / TABLER).read_text().replace('@charset "UTF-8";', "")
        tabler = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", tabler)
        tabler = _DATA_URL.sub("none", tabler)  # the content policy allows no data: address; ours are files
        yield "tabler.css", f"@layer tabler{{{tabler}}}"
        folder = self._static / "css"
        yield "app.css", "\n".join((folder / f"{part}.css").read_text() for part in STYLE_PARTS)
        yield "dark.css", (folder / "dark.css").read_text()

    def _with_hashed_urls(self, text: str) -> str:
        def hashed(match: re.Match[str]) -> str:
            asset = self._by_name.get(match["name"])
            return f'url("{ASSET_PREFIX}/{asset.hashed_name}")' if asset else match[0]

        return _CSS_URL.sub(hashed, text)

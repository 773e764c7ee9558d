"""Static files are hashed, cached for ever, typed, and nothing else is reachable."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from backoffice.assets import ICONS, IMMUTABLE, Assets, UnknownAssetError
from tests.look.sample_desk import sample_desk


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=sample_desk())
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
        yield client


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("app.css", "text/css; charset=utf-8"),
        ("dark.css", "text/css; charset=utf-8"),
        ("tabler.css", "text/css; charset=utf-8"),
        ("app.js", "text/javascript; charset=utf-8"),
        ("htmx.js", "text/javascript; charset=utf-8"),
        ("icons.svg", "image/svg+xml"),
        ("mark.svg", "image/svg+xml"),
        ("plus-jakarta-sans-latin.woff2", "font/woff2"),
    ],
)
async def test_a_file_is_served_under_its_hash_and_kept_for_ever(
    assets: Assets, browser: httpx.AsyncClient, name: str, content_type: str
) -> None:
    url = assets.url(name)
    assert re.fullmatch(r"/assets/[\w-]+\.[0-9a-f]{12}\.\w+", url)
    answer = await browser.get(url)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/app.css",
        "/assets/app.000000000000.css",
        "/assets/..%2f..%2fpyproject.toml",
        "/assets/%2e%2e/assets.py",
        "/assets/../../pyproject.toml",
        "/assets/css%2fbase.css",
    ],
)
async def test_anything_but_a_current_hashed_name_is_not_found(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404


async def test_text_is_sent_compressed_to_who_accepts_it(assets: Assets, browser: httpx.AsyncClient) -> None:
    url = assets.url("tabler.css")
    packed = await browser.get(url, headers={"accept-encoding": "gzip"})
    plain = await browser.get(url, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


async def test_style_sheets_point_only_at_hashed_files_of_our_own(
    assets: Assets, browser: httpx.AsyncClient
) -> None:
    for name in ("app.css", "dark.css", "tabler.css"):
        for target in re.findall(r'url\(\s*"?([^")]+)"?\s*\)', (await browser.get(assets.url(name))).text):
            assert (await browser.get(target)).status_code == 200, (name, target)


def test_an_unknown_file_or_icon_is_an_error_at_once(assets: Assets) -> None:
    with pytest.raises(UnknownAssetError):
        assets.url("nothing.css")
    with pytest.raises(UnknownAssetError):
        assets.icon_url("nothing")


def test_icons_are_listed_once_and_in_order() -> None:
    assert sorted(set(ICONS)) == sorted(ICONS)

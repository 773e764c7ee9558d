"""Reading everything an officer can ask for, as they would: for tests that compare it, or look for words."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import httpx
import pypdf
from fastapi.routing import APIRoute

from backoffice.requests.queues import queue_href
from core.queues.schemas import QueueName
from tests.support.desk.furnished import FurnishedDesk

SEARCHED: Final = ("segel", "Rahmania", "P-0001", "001/52.03")
NOT_READ: Final = frozenset({"/peristiwa", "/api/v1/events", "/metrics"})
"""Streams, whose announcements tests/report_page/test_live.py holds; and figures for whoever runs it."""
_CHANGING: Final = (
    (re.compile(r'(name="csrf_token" value|data-csrf|name="key" value)="[^"]*"'), r'\1="-"'),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "uuid"),
    (re.compile(r"\b([0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})\b"), "hex"),
    (re.compile(r'("csrf_token":)"[^"]*"'), r'\1"-"'),
    (re.compile(r"\bpesan-[0-9a-f]{8}\b"), "pesan"),
    (re.compile(r"P-\d{4}"), "P-"),
)


async def read(desk: FurnishedDesk, who: str, addresses: Iterable[str]) -> dict[str, str]:
    """Read as an officer; what changes with every reading is left out."""
    found = {}
    async with desk.visit(who) as officer:
        for address in addresses:
            answer = await officer.get(address, **{"X-Reason": "Telaah laporan hari ini."})
            found[address] = f"{answer.status_code} {plain(words_of(answer))}"
    return found


def everywhere(desk: FurnishedDesk) -> list[str]:
    """Give every address that needs no id, the queues with each order of asking, and searches."""
    fixed = [path for path in paths(desk.app.routes) if "{" not in path]
    lists = [*map(queue_href, QueueName), *(f"/api/v1/reports?queue={name}" for name in QueueName)]
    sought = [f"{queue_href(QueueName.ALL)}?q={words}" for words in SEARCHED]
    asked = [f"/api/v1/reports?q={words}" for words in SEARCHED]
    years = ["/pengaturan/hari?tahun=2026", "/api/v1/admin/days?year=2026", "/api/v1/units?office_id=1"]
    return [path for path in (*fixed, *lists, *sought, *asked, *years) if path not in NOT_READ]


def exports() -> list[str]:
    """Give the addresses under which lists are taken out as files that can be read as they are."""
    return [f"{queue_href(QueueName.ALL)}/unduhan.csv", "/api/v1/reports/export?format=csv"]


def words_of(answer: httpx.Response) -> str:
    """Give a page as it stands, of a printed document what is read in it."""
    if answer.headers.get("content-type") != "application/pdf":
        return answer.text
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def paths(routes: Iterable[Any], before: str = "") -> Iterator[str]:
    """Give the path of every page and answer that is asked for with GET."""
    for route in routes:
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield before + route.path
        elif (router := getattr(route, "original_router", None)) is not None:
            yield from paths(router.routes, before + route.include_context.prefix)


def plain(text: str) -> str:
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


def of(report_id: object) -> list[str]:
    """Give every address of a report."""
    page, api = f"/laporan/{report_id}", f"/api/v1/reports/{report_id}"
    parts = ("", "/history", "/messages", "/actions", "/readers", "/evidence", "/documents", "/identity")
    return [
        page,
        f"{page}/pembaca",
        f"{page}/hadir",
        f"{page}/dokumen/laporan.pdf",
        *(api + part for part in parts),
    ]

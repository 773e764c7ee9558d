"""An officer's browser over HTTP: cookies, the CSRF token, and requests as forms or JSON."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

import httpx
from fastapi import FastAPI

from tests.support.desk.addresses import SESSION, ReportId, action_of
from tests.support.desk.signing_in import Cookie, Credentials, Seat

BASE: Final = "http://127.0.0.1:8000"
_SAFE: Final = {"GET", "HEAD", "OPTIONS"}
_TOKEN_HEADER: Final = "X-CSRF-Token"

Upload = tuple[str, bytes, str]
"""A file as a form sends it: its name, its content, its type."""


class DeskClient:
    """Somebody at the desk, signed in or not."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.token = ""

    @classmethod
    def inside(cls, app: FastAPI, address: str = "127.0.0.1") -> Self:
        """Come to an application of this very process, from an address."""
        transport = httpx.ASGITransport(app=app, client=(address, 40000))
        return cls(httpx.AsyncClient(transport=transport, base_url=BASE))

    @classmethod
    def over(cls, base: str, *, timeout: float) -> Self:
        """Come over a socket to a desk that another process runs.

        A connection is let go before the desk lets it go (after five seconds), or the two may cross.
        """
        limits = httpx.Limits(keepalive_expiry=2)
        return cls(httpx.AsyncClient(base_url=base, timeout=timeout, trust_env=False, limits=limits))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    async def request(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Ask; a change brings the token along, unless the request has one of its own."""
        headers = {} if method in _SAFE else {_TOKEN_HEADER: self.token}
        return await self.client.request(
            method, path, **{**request, "headers": {**headers, **request.get("headers", {})}}
        )

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for a page or an answer."""
        return await self.request("GET", path, headers=_headers(headers))

    async def post_json(self, path: str, body: Any, **headers: str) -> httpx.Response:
        """Send JSON to the API."""
        return await self.request("POST", path, json=body, headers=_headers(headers))

    async def post_form(
        self,
        path: str,
        values: Mapping[str, Any],
        files: Sequence[tuple[str, Upload]] = (),
        **headers: str,
    ) -> httpx.Response:
        """Send a form as a page without scripts does: the token is one of its fields."""
        data = {"csrf_token": self.token, **values}
        return await self.client.post(path, data=data, files=list(files) or None, headers=_headers(headers))

    async def delete(self, path: str) -> httpx.Response:
        """Ask the API to take something away."""
        return await self.request("DELETE", path)

    async def sign_in(self, credentials: Credentials, code: str) -> httpx.Response:
        """Sign in through the API; whoever was signed in before still sends their cookie."""
        answer = await self.client.post(SESSION, json=credentials.body(code))
        if answer.status_code == httpx.codes.CREATED:
            self.token = answer.json()["csrf_token"]
        return answer

    def take(self, seat: Seat) -> None:
        """Sit down where a session is there already."""
        self._keep(seat.cookie)
        self.token = seat.token

    async def take_cookie(self, cookie: Cookie) -> None:
        """Sit down where only the session's cookie is known; the desk is asked for its token."""
        self._keep(cookie)
        self.token = (await self.get(SESSION)).json()["csrf_token"]

    def _keep(self, cookie: Cookie) -> None:
        self.client.cookies.set(cookie["name"], cookie["value"], domain="127.0.0.1")

    async def act(
        self,
        report: ReportId,
        action: str,
        values: Mapping[str, Any],
        *,
        files: Sequence[tuple[str, Upload]] = (),
        version: int | None = None,
        **headers: str,
    ) -> httpx.Response:
        """Take a step of the chain through the API; with files it is sent as a form."""
        seen = {} if version is None else {"version": version}
        body: dict[str, Any] = {"json": {"values": values, **seen}}
        if files:
            body = {"data": {**values, **seen}, "files": list(files)}
        return await self.request("POST", action_of(report, action), headers=_headers(headers), **body)


def _headers(named: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in named.items()}


def choice_of(offered: Mapping[str, Any], action: str, field: str, label: str) -> str:
    """Find the value behind a choice of an action, in what the API says is offered."""
    fields = next(each["fields"] for each in offered["actions"] if each["action"] == action)
    choices = next(each["choices"] for each in fields if each["name"] == field)
    return next(str(value) for value, said in choices if said == label)


def field_of(html: str, name: str, *, form: str = "") -> str:
    """Read a hidden input's value off a page, of one form where there are several."""
    part = html[html.index(f'action="{form}"') :] if form else html
    match = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', part)
    assert match is not None, f"no input {name}"
    return match[1]

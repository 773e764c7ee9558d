"""Signing in: what an officer signs in with, codes nobody has used yet, and seats that are taken already."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

import httpx
import pyotp

from tests.support.desk.addresses import SESSION

STEP: Final = 30
"""How long a one-time code is shown, in seconds; the desk takes the one before and after as well."""
_PATIENCE: Final = 180.0

Cookie = dict[str, str]
"""The name and the value of a session's cookie."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A session that is there already: its cookie, and the token that each change must bring."""

    cookie: Cookie
    token: str


@dataclass(slots=True)
class Credentials:
    """What an officer signs in with."""

    username: str
    password: str
    totp_secret: str

    @classmethod
    def of(cls, account: Mapping[str, Any]) -> Self:
        """Take them from a demo account as the stack notes it."""
        return cls(account["username"], account["password"], account["totp_secret"])

    def code_at(self, moment: datetime) -> str:
        """Give the code that is shown at a moment."""
        return pyotp.TOTP(self.totp_secret).at(moment)

    def body(self, code: str) -> dict[str, str]:
        """What the API is sent."""
        return {"username": self.username, "password": self.password, "code": code}


class Codes:
    """The codes of one officer by the real clock, each given once."""

    def __init__(self, credentials: Credentials, *, after: int = 0) -> None:
        self.credentials = credentials
        self._before = self.step = after
        """The clock's step of the last code given; the desk takes later ones only."""

    def next(self) -> str | None:
        """Give the earliest code that the desk may take now; None where it takes time until there is one."""
        now = int(time.time()) // STEP
        step = max(self.step + 1, now - 1)
        if step > now + 1:
            return None
        self._before, self.step = self.step, step
        return pyotp.TOTP(self.credentials.totp_secret).generate_otp(step)

    def give_back(self) -> None:
        """Take back the last code: it never reached the desk."""
        self.step = self._before


def seat_of(desk: str, account: Mapping[str, Any], *, after: int = 0) -> tuple[Cookie, int]:
    """Sign a demo account in through the API; give the session's cookie, and the clock's step it took.

    A code that grew too old on its way is refused: then the next is tried.
    """
    credentials = Credentials.of(account)
    codes = Codes(credentials, after=after)
    deadline = time.monotonic() + _PATIENCE
    while True:
        if (code := codes.next()) is None:
            time.sleep(0.5)
            continue
        answer = httpx.post(
            f"{desk}{SESSION}", json=credentials.body(code), timeout=_PATIENCE, trust_env=False
        )
        if answer.is_success:
            ((name, value),) = answer.cookies.items()
            return {"name": name, "value": value}, codes.step
        assert answer.status_code == httpx.codes.UNAUTHORIZED, answer.text
        assert time.monotonic() < deadline, answer.text

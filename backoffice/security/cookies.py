"""The two cookies of the desk: the session, and the sign-in under way."""

from dataclasses import dataclass

from starlette.responses import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class CookieJar:
    """Names and flags of our cookies.

    Behind HTTPS they carry `__Host-` and `Secure`; on the loopback demo, which has no HTTPS, they cannot.
    """

    secure: bool

    @property
    def session(self) -> str:
        """The name of the session cookie."""
        return self._named("kentongan_session")

    @property
    def sign_in(self) -> str:
        """The name of the cookie of a sign-in under way."""
        return self._named("kentongan_signin")

    def put(self, response: Response, name: str, value: str, *, max_age: int) -> None:
        """Set a cookie that scripts cannot read and other sites cannot send."""
        response.set_cookie(
            name, value, max_age=max_age, path="/", secure=self.secure, httponly=True, samesite="strict"
        )

    def drop(self, response: Response, name: str) -> None:
        """Remove a cookie."""
        response.delete_cookie(name, path="/", secure=self.secure, httponly=True, samesite="strict")

    def _named(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name

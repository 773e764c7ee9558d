"""Every refusal as problem details (RFC 9457): one place where a kind becomes an HTTP status."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from core.errors import DomainError, ErrorKind, ForbiddenError, UnavailableError
from core.language import tr
from core.values import Words

MEDIA_TYPE: Final = "application/problem+json"

_STATUS: Final[Mapping[ErrorKind, int]] = {
    ErrorKind.NOT_FOUND: 404,
    ErrorKind.FORBIDDEN: 403,
    ErrorKind.CONFLICT: 409,
    ErrorKind.INVALID: 422,
    ErrorKind.THROTTLED: 429,
    ErrorKind.UNAVAILABLE: 503,
}
_STATUS_OF_CODE: Final[Mapping[str, int]] = {
    "evidence.too_large": 413,
    "sign_in.refused": 401,
    "session.required": 401,
}
_TITLES: Final[Mapping[int, str]] = {
    400: tr("Permintaan tidak dapat dibaca"),
    401: tr("Anda belum masuk"),
    403: tr("Tidak berwenang"),
    404: tr("Tidak ditemukan"),
    405: tr("Cara ini tidak dilayani di alamat itu"),
    406: tr("Bentuk jawaban tidak tersedia"),
    409: tr("Sudah berubah"),
    413: tr("Terlalu besar"),
    415: tr("Bentuk kiriman tidak dikenal"),
    416: tr("Bagian berkas itu tidak ada"),
    422: tr("Ada isian yang perlu diperbaiki"),
    429: tr("Terlalu banyak percobaan"),
    500: tr("Ada yang rusak di sisi kami"),
    503: tr("Sistem sedang terganggu"),
}
_TITLES_OF_CODE: Final[Mapping[str, str]] = {"overloaded": tr("Sedang sangat ramai")}
_DETAILS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("malformed", tr("Isi permintaan rusak atau tidak lengkap. Periksa bentuknya, lalu kirim lagi.")),
    404: ("not_found", tr("Tidak ditemukan, atau bukan kewenangan Anda.")),
    405: ("method_not_allowed", tr("Alamat ini ada, tetapi tidak melayani cara itu. Lihat kepala Allow.")),
    413: ("too_large", tr("Kirimannya terlalu besar. Kecilkan atau bagi, lalu kirim lagi.")),
    415: ("media_type", tr("Kirim sebagai application/json atau multipart/form-data.")),
    416: ("range", tr("Bagian yang diminta berada di luar berkas.")),
    500: (
        "internal",
        tr("Ada yang rusak di sisi kami. Sudah dicatat. Bila berulang, sebutkan nomor rujukan."),
    ),
}  # fmt: skip


class Change(BaseModel):
    """One thing that somebody else did meanwhile."""

    model_config = ConfigDict(extra="forbid")

    what: Words
    who: Words | None
    at: datetime
    state: Words


class Problem(BaseModel):
    """A refusal, for machines and people."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=["urn:kentongan:problem:not_found"])
    title: Words
    status: int
    detail: Words
    """Plain Indonesian, ready to show."""
    code: str = Field(description="stable, for machines")
    instance: str = Field(description="the reference to name when asking for help")
    fields: dict[str, str] = Field(default_factory=dict, description="what is wrong with which field")
    clause: str | None = Field(default=None, description="the clause that stands in the way")
    changed: list[Change] = Field(default_factory=list, description="for 409: what changed, by whom, when")
    retry_after: int | None = Field(default=None, description="seconds to wait")


class SignInNeededError(ForbiddenError):
    """Nobody is signed in, or no longer."""

    code = "session.required"
    default_message = tr("Masuk dahulu. Sesi Anda belum ada atau sudah berakhir.")

    def __init__(self, *, officer_id: UUID | None = None, cookie_id: str | None = None) -> None:
        super().__init__()
        self.officer_id = officer_id
        """Whose session ran out, where that is still known."""
        self.cookie_id = cookie_id
        """The browser's old session id: proves whether a typed form came from our own page."""


class ForgeryError(ForbiddenError):
    """The request does not prove that it comes from our own page."""

    code = "csrf"
    default_message = tr(
        "Formulir ini sudah kedaluwarsa atau tidak berasal dari halaman kami. Muat ulang lalu kirim lagi."
    )


class UnreadableError(DomainError):
    """The body cannot be read as what it says it is."""

    code = "malformed"
    default_message = _DETAILS[400][1]


class MediaTypeError(DomainError):
    """The body is of a type this address does not take."""

    code = "media_type"
    default_message = _DETAILS[415][1]


_STATUS_OF_TYPE: Final[Mapping[type[DomainError], int]] = {UnreadableError: 400, MediaTypeError: 415}


def problem_of(error: Exception, request: Request) -> tuple[Problem, dict[str, str]]:
    """Turn any exception into problem details and the headers that go with them."""
    if isinstance(error, RedisError):
        error = UnavailableError()
    if isinstance(error, DomainError):
        return _of_domain(error, request)
    if isinstance(error, RequestValidationError):
        return _of_validation(error, request), {}
    if isinstance(error, HTTPException):
        return _of_http(error, request)
    return _plain(500, request), {}


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Answer with problem details."""
    body = problem.model_dump(mode="json")
    return JSONResponse(body, status_code=problem.status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def status_of(error: DomainError) -> int:
    """Map a domain refusal to its HTTP status."""
    by_type = _STATUS_OF_TYPE.get(type(error))
    return by_type or _STATUS_OF_CODE.get(error.code) or _STATUS[error.kind]


def wants_problem_json(request: Request) -> bool:
    """Tell whether a machine asks: the API, and the addresses for probes."""
    return request.url.path.startswith(("/api/", "/healthz", "/readyz", "/metrics"))


def correlation_of(request: Request) -> str:
    """Give the request's reference."""
    return str(getattr(request.state, "correlation_id", ""))


def changes_of(error: DomainError) -> list[Change]:
    """Say what changed meanwhile, where the refusal knows it."""
    changed = error.params.get("changed", ())
    if not isinstance(changed, Sequence):
        return []
    return [Change.model_validate(each) for each in changed]


def _of_domain(error: DomainError, request: Request) -> tuple[Problem, dict[str, str]]:
    status = status_of(error)
    retry = error.params.get("retry_after")
    retry_after = retry if isinstance(retry, int) else 5 if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    headers = {"Retry-After": str(retry_after)} if retry_after is not None else {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="kentongan"'
    problem = Problem(
        type=f"urn:kentongan:problem:{error.code}",
        title=_TITLES_OF_CODE.get(error.code, _TITLES[status]),
        status=status,
        detail=error.message,
        code=error.code,
        instance=_instance(request),
        fields=error.fields,
        clause=error.clause or None,
        changed=changes_of(error),
        retry_after=retry_after,
    )
    return problem, headers


def _of_validation(error: RequestValidationError, request: Request) -> Problem:
    if all(each["loc"][0] == "path" for each in error.errors()):
        return _plain(404, request)  # an address that cannot be one of ours
    fields = {_place(each["loc"]): _worded(each) for each in error.errors()}
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return _plain(400, request)
    return Problem(
        type="urn:kentongan:problem:invalid",
        title=_TITLES[422],
        status=422,
        detail=tr("Ada isian yang salah bentuk atau kurang. Periksa `fields`."),
        code="invalid",
        instance=_instance(request),
        fields=fields,
    )


def _of_http(error: HTTPException, request: Request) -> tuple[Problem, dict[str, str]]:
    return _plain(error.status_code, request), dict(error.headers or {})


def _plain(status: int, request: Request) -> Problem:
    known = status if status in _DETAILS else 400 if status < 500 else 500  # noqa: PLR2004
    code, detail = _DETAILS[known]
    return Problem(
        type=f"urn:kentongan:problem:{code}",
        title=_TITLES.get(status, _TITLES[known]),
        status=status,
        detail=detail,
        code=code,
        instance=_instance(request),
    )


def _instance(request: Request) -> str:
    return f"urn:kentongan:request:{correlation_of(request)}"


def _place(location: Sequence[int | str]) -> str:
    inside = [str(each) for each in location if each not in {"body", "query", "path", "header"}]
    return ".".join(inside) or str(location[0] if location else "body")


_WORDS: Final[Mapping[str, str]] = {
    "missing": tr("Wajib diisi."),
    "extra_forbidden": tr("Isian ini tidak dikenal."),
    "string_too_long": tr("Terlalu panjang."),
    "string_too_short": tr("Terlalu pendek."),
    "uuid_parsing": tr("Bukan pengenal yang sah."),
    "int_parsing": tr("Harus bilangan bulat."),
    "enum": tr("Pilih salah satu yang tersedia."),
    "literal_error": tr("Pilih salah satu yang tersedia."),
    "date_from_datetime_parsing": tr("Tulis tanggal sebagai tahun-bulan-hari."),
    "date_parsing": tr("Tulis tanggal sebagai tahun-bulan-hari."),
}


def _worded(item: Mapping[str, Any]) -> str:
    return _WORDS.get(str(item["type"]), "Isian ini salah bentuk.")

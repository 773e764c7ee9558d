"""One call of the Bot API and its parameters, from JSON, form, multipart or query."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from deploy.simulator.errors import BotApiError, bad_request
from deploy.simulator.limits import BODY_BYTES, UPLOAD_BYTES

if TYPE_CHECKING:
    from starlette.requests import Request

    from deploy.simulator.storage import Json

_PART_BYTES = 4 * 1024 * 1024
_TRUE = frozenset({"true", "1", "yes"})


def _too_large() -> BotApiError:
    return BotApiError(413, "Request Entity Too Large")


@dataclass(slots=True)
class Call:
    """Parameters by name; JSON values may come as text."""

    method: str
    fields: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, UploadFile] = field(default_factory=dict)

    def raw(self, name: str) -> object:
        """Give a parameter as it came."""
        return self.fields.get(name)

    def text(self, name: str) -> str:
        """Give a parameter as text; empty when missing."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """Give a parameter as a whole number."""
        value = self.fields.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError) as error:
            raise bad_request(f"parameter {name} must be an integer") from error

    def decimal(self, name: str) -> float:
        """Give a parameter as a number."""
        try:
            return float(self.text(name))
        except ValueError as error:
            raise bad_request(f"parameter {name} must be a number") from error

    def flag(self, name: str) -> bool:
        """Give a parameter as yes or no."""
        return self.text(name).lower() in _TRUE

    def _decoded(self, name: str) -> object:
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def mapping(self, name: str) -> Json | None:
        """Give a parameter that is a JSON object."""
        value = self._decoded(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {name.replace('_', ' ')}")

    def items(self, name: str) -> list[Any] | None:
        """Give a parameter that is a JSON array."""
        value = self._decoded(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"{name.replace('_', ' ')} must be an array")


async def read_call(request: Request, method: str) -> Call:
    """Read a request."""
    call = Call(method, dict(request.query_params))
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > BODY_BYTES:
        async for _chunk in request.stream():
            pass
        raise _too_large()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        _take_json(call, await request.body())
    elif kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        await _take_form(call, request)
    return call


def _take_json(call: Call, body: bytes) -> None:
    if not body.strip():
        return
    try:
        fields = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(fields, dict):
        raise bad_request("object expected as request body")
    call.fields.update(fields)


async def _take_form(call: Call, request: Request) -> None:
    try:
        form = await request.form(max_part_size=_PART_BYTES)
    except (HTTPException, MultiPartException) as error:
        raise bad_request("can't parse multipart form") from error
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if (value.size or 0) > UPLOAD_BYTES:
                raise _too_large()
            call.uploads[name] = value
        else:
            call.fields[name] = value

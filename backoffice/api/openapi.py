"""What the OpenAPI description says beyond the routes: refusals, sign-in, bodies that come in two forms."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from backoffice.problems import MEDIA_TYPE, Problem

_REF: Final = "#/components/schemas/{model}"
_MEANINGS: Final[Mapping[int, str]] = {
    400: "The body cannot be read, or the Host is not ours",
    401: "Nobody is signed in",
    403: "Not theirs to do, a reason is needed, or the CSRF token is missing",
    404: "Does not exist, or is not visible to whoever asks",
    405: "The address does not serve this method",
    409: "Somebody was faster, or the same key was used for another request",
    413: "Too large",
    415: "Neither of the media types taken here",
    416: "The part asked for lies outside the file",
    422: "Something in the input does not hold; `fields` says what",
    429: "Too many tries; `Retry-After` says how long to wait",
    500: "Something broke on our side",
    503: "PostgreSQL or Valkey is gone for the moment; nothing was kept",
}


def _refusal(meaning: str) -> dict[str, Any]:
    schema = {"$ref": _REF.format(model="Problem")}
    return {"description": meaning, "content": {MEDIA_TYPE: {"schema": schema}}}


REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    status: _refusal(meaning) for status, meaning in _MEANINGS.items()
}


def body_of(
    model: type[BaseModel], *, multipart: Mapping[str, Any] | None = None, required: bool = True
) -> dict[str, Any]:
    """Describe a body that may come as JSON or, with files, as a form."""
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}
    if multipart is not None:
        content["multipart/form-data"] = {"schema": multipart}
    _BODIES[model.__name__] = model
    return {"requestBody": {"required": required, "content": content}}


_BODIES: Final[dict[str, type[BaseModel]]] = {}

FILES_SCHEMA: Final[dict[str, Any]] = {"type": "array", "items": {"type": "string", "format": "binary"}}


def describe(app: FastAPI) -> None:
    """Let the application serve a complete description."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(
                get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
            )
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _complete(schema: dict[str, Any]) -> dict[str, Any]:
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    models: list[type[BaseModel]] = [Problem, *_BODIES.values()]
    for model in models:
        described = model.model_json_schema(ref_template=_REF)
        schemas.update(described.pop("$defs", {}))
        schemas[model.__name__] = described
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "kentongan_session"},
        "token": {"type": "http", "scheme": "bearer"},
    }
    schema["security"] = [{"session": []}, {"token": []}]
    return schema

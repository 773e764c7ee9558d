"""Reading bodies that come as JSON or, with files, as a form.

Read by hand and not by the framework, so that nobody's body is parsed before they are known to be
signed in, and so that files are stored before the request's transaction begins.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar, cast
from uuid import UUID

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from backoffice.problems import MediaTypeError, UnreadableError
from backoffice.requests.sealed_forms import SealedFormParser
from backoffice.security import csrf
from backoffice.security.keys import keyed_name
from backoffice.security.limits import MULTIPART, media_type_of
from backoffice.wiring import Backoffice, backoffice_of
from core.errors import InvalidError
from core.evidence.intake import stow
from core.evidence.schemas import StowedFile
from core.evidence.store import raise_if_full
from core.privacy.spool import Spool

Model = TypeVar("Model", bound=BaseModel)

MAX_FIELDS: Final = 500
ONE_PART: Final = 1024 * 1024
_JSON: Final = "application/json"
_FORMS: Final = (MULTIPART, "application/x-www-form-urlencoded")
_READ: Final = "form_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A body as it came: plain values by name, and the files that are already stored."""

    values: Mapping[str, Any]
    files: Mapping[str, tuple[StowedFile, ...]]
    is_form: bool

    @property
    def all_files(self) -> tuple[StowedFile, ...]:
        """Every file, whatever field it came in."""
        return tuple(file for group in self.files.values() for file in group)


async def receive(request: Request, officer_id: UUID) -> Received:
    """Read the body, which an officer sent.

    Raises:
        MediaTypeError: Neither JSON nor a form.
        UnreadableError: Not what it says it is.
        InvalidError: A file is too large, empty or of a type not taken.
    """
    media_type = media_type_of(request.headers)
    if media_type == _JSON:
        return Received(values=await _json_object(request), files={}, is_form=False)
    if media_type not in _FORMS:
        raise MediaTypeError
    async with opened_form(request) as form:
        files = await stow_uploads(backoffice_of(request), form, officer_id)
        return Received(values=_texts(form), files=files, is_form=True)


def _texts(form: FormData) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in form.keys() - {csrf.FIELD}:
        texts = [each for each in form.getlist(name) if isinstance(each, str)]
        if texts:
            values[name] = texts if len(texts) > 1 else texts[0]
    return values


@asynccontextmanager
async def opened_form(request: Request) -> AsyncIterator[FormData]:
    """Read a form; its files are held encrypted, and gone when the block ends.

    Raises:
        UnreadableError: It is broken off or malformed.
        UnavailableError: `evidence.store_full`: no room to hold its files.
    """
    try:
        form = await _form_of(request)
    except (UnicodeDecodeError, MultiPartException) as error:
        raise UnreadableError from error
    except HTTPException as error:
        if error.status_code == HTTPStatus.BAD_REQUEST:  # the form parser's way to say malformed
            raise UnreadableError from error
        raise
    except OSError as error:
        raise_if_full(error)
        raise
    try:
        yield form
    finally:
        await form.close()


async def _form_of(request: Request) -> FormData:
    """Read the form, once for a request however often it is asked for."""
    read: FormData | None = getattr(request.state, _READ, None)
    if read is not None:
        return read
    most = backoffice_of(request).settings.evidence_max_files
    if media_type_of(request.headers) == MULTIPART:
        async with aclosing(request.stream()) as stream:
            parser = SealedFormParser(
                request.headers, stream, max_files=most, max_fields=MAX_FIELDS, max_part_size=ONE_PART
            )
            form = await parser.parse()
    else:
        form = await request.form(max_files=most, max_fields=MAX_FIELDS, max_part_size=ONE_PART)
    setattr(request.state, _READ, form)
    return form


async def stow_uploads(
    parts: Backoffice, form: FormData, officer_id: UUID
) -> dict[str, tuple[StowedFile, ...]]:
    """Check, encrypt and store every uploaded file, by the field it came in."""
    stowed: dict[str, tuple[StowedFile, ...]] = {}
    person = keyed_name(parts.keys.names, "files", officer_id.hex)
    for name, upload in form.multi_items():
        if isinstance(upload, UploadFile) and (upload.filename or upload.size):
            try:
                await parts.quota.admit(person, upload.size or 0)
                file = await stow(
                    parts.core.store,
                    cast("Spool", upload.file),
                    name=upload.filename or "berkas",
                    mime=upload.content_type,
                )
            except InvalidError as error:
                raise InvalidError(error.message, code=error.code, fields={name: error.message}) from error
            await parts.quota.count(person, file.size)
            stowed[name] = (*stowed.get(name, ()), file)
    return stowed


def file_values(received: Received) -> dict[str, list[str]]:
    """Say which files answer which field of an action, by their keys in the store."""
    return {name: [file.object_key for file in group] for name, group in received.files.items()}


def validated(model: type[Model], values: object) -> Model:
    """Check values against a model, refusing like the framework does."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in errors]) from error


async def _json_object(request: Request) -> Mapping[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    if not isinstance(body, dict):
        raise UnreadableError("Isi permintaan harus objek JSON.")
    return body


class Body(BaseModel):
    """What comes in: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

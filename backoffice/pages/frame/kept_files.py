"""Files of a form that comes back – for a preview, or refused – are kept: nobody chooses them twice.

They are encrypted in the store already; what opens them lies sealed in the session's drawer, by the form's
address. The form carries only which of them are still wanted, and nobody can name another's.
"""

from collections.abc import Mapping
from typing import Final

from pydantic import TypeAdapter
from starlette.datastructures import FormData

from backoffice.contexts.fields import KeptFile
from backoffice.pages.frame.forms import KEPT
from backoffice.requests.bodies import stow_uploads
from backoffice.security.sessions import OpenSession
from backoffice.wiring import Backoffice
from core.errors import InvalidError
from core.evidence.ledger import discard
from core.evidence.schemas import StowedFile
from core.language import trn

Files = Mapping[str, tuple[StowedFile, ...]]
_DRAWER: Final[TypeAdapter[dict[str, tuple[StowedFile, ...]]]] = TypeAdapter(
    dict[str, tuple[StowedFile, ...]]
)


async def gather(parts: Backoffice, web: OpenSession, path: str, form: FormData) -> Files:
    """Give a form's files, those chosen now and those kept before and still ticked; keep them all.

    Raises:
        InvalidError: One is too large, empty or of a type not taken, or there are too many.
    """
    kept = await still_kept(parts, web, path)
    wanted = {
        name: chosen
        for name, files in kept.items()
        if (chosen := tuple(file for file in files if file.object_key in form.getlist(f"{KEPT}{name}")))
    }
    gone = _keys(kept) - _keys(wanted)
    for name, files in (await stow_uploads(parts, form, web.officer_id)).items():
        wanted[name] = (*wanted.get(name, ()), *files)
    most = parts.settings.evidence_max_files
    for name, files in wanted.items():
        if len(files) > most:
            words = trn("Paling banyak {n} berkas.", most)
            raise InvalidError(words, code="evidence.too_many", fields={name: words})
    if wanted:
        await parts.sessions.keep(web, _name(path), _DRAWER.dump_json(wanted).decode())
    else:
        await forget(parts, web, path)
    if gone:  # only now: a form refused above still shows them, and may still send them
        async with parts.core.database.transaction() as session:
            await discard(session, gone)
    return wanted


async def still_kept(parts: Backoffice, web: OpenSession, path: str) -> Files:
    """Give what is kept for this form."""
    kept = await parts.sessions.kept(web, _name(path))
    return _DRAWER.validate_json(kept) if kept is not None else {}


async def forget(parts: Backoffice, web: OpenSession, path: str) -> None:
    """Forget a form's files: they have been taken, or nobody wants them."""
    await parts.sessions.take(web, _name(path))


def shown(files: Files) -> dict[str, tuple[KeptFile, ...]]:
    """Give the kept files as the form lists them."""
    return {
        name: tuple(KeptFile(mark=one.object_key, name=one.name, size=one.size) for one in group)
        for name, group in files.items()
    }


def _keys(files: Files) -> frozenset[str]:
    return frozenset(one.object_key for group in files.values() for one in group)


def _name(path: str) -> str:
    return f"files:{path}"

"""The style page: every component in the running application, for whoever changes the look."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from backoffice.pages.frame.shell import shell_of
from backoffice.pages.style.specimens import STYLE_PATH, style_context
from backoffice.requests.visits import CurrentVisit

router = APIRouter()


@router.get(STYLE_PATH)
async def style(
    visit: CurrentVisit, theme: Annotated[str, Query(alias="tema", max_length=10)] = ""
) -> Response:
    """Show every component, in the reader's theme or in the one asked for."""
    context = style_context(shell=await shell_of(visit), theme_word=theme)
    return visit.parts.renderer.respond(visit.request, "pages/style.html", context)

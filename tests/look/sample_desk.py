"""An application that serves the look's own sample pages, under the real policy and with real assets."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backoffice.assets import ASSET_PREFIX, Assets
from backoffice.rendering import Renderer, theme_of
from backoffice.security.headers import CONTENT_SECURITY_POLICY
from tests.look.pages import PAGES, with_theme

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">'
    '<rect width="320" height="180" fill="#ccd8d2"/>'
    '<path d="M40 140l70-70 40 40 50-60 80 90z" fill="#7f9d94"/></svg>'
)


def sample_desk() -> Starlette:
    """Every sample page at `/halaman/<name>`, every picture at `/bukti/…`."""
    assets = Assets()
    renderer = Renderer(assets)

    async def page(request: Request) -> Response:
        sample = PAGES[request.path_params["name"]]
        context = with_theme(sample.context, theme_of(request))
        answer = renderer.respond(request, sample.template, context, status_code=sample.status)
        answer.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return answer

    async def picture(_: Request) -> Response:
        return Response(_PICTURE, media_type="image/svg+xml")

    return Starlette(
        routes=[
            Route(f"{ASSET_PREFIX}/{{name:path}}", assets.endpoint),
            Route("/halaman/{name}", page, methods=["GET", "POST"]),
            Route("/bukti/{rest:path}", picture),
            Route("/qr.svg", picture),
        ]
    )

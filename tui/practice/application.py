"""The practice org as one ASGI application: routes to interfaces, the guard before them."""

from starlette.responses import PlainTextResponse
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from tui.practice.faces import CLASSIC, Face
from tui.practice.gateway import Gateway
from tui.practice.gateway_client import Listening
from tui.practice.guard import Guard
from tui.practice.identity import Identity
from tui.practice.metadata import MetadataApi
from tui.practice.registration import Registration
from tui.practice.rest import RestApi
from tui.practice.setup_page import SetupPages
from tui.practice.store import Store


def build(store: Store, listening: Listening | None = None, *, face: Face = CLASSIC) -> ASGIApp:
    """Put the org together on an open store, which the caller closes after the last request.

    Args:
        store: the org.
        listening: where it is served, for the practice gateway to call it; None where it is not served.
        face: what its Setup pages look like.
    """
    routes = [
        *RestApi(store).routes(),
        *Identity(store).routes(),
        *Registration(store).routes(),
        *MetadataApi(store).routes(),
        *SetupPages(store, face).routes(),
        *Gateway(store, listening).routes(),
    ]
    return Guard(Router(routes, redirect_slashes=False, default=_nothing_here))


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("Not Found", 404)(scope, receive, send)

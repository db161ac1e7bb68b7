"""The practice org as one ASGI application: routes to interfaces, the guard before them."""

from starlette.responses import PlainTextResponse
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from tui.practice.guard import Guard
from tui.practice.identity import Identity
from tui.practice.registration import Registration
from tui.practice.rest import RestApi
from tui.practice.setup_page import SetupPages
from tui.practice.store import Store


def build(store: Store) -> ASGIApp:
    """Put the org together on an open store, which the caller closes after the last request."""
    routes = [
        *RestApi(store).routes(),
        *Identity(store).routes(),
        *Registration(store).routes(),
        *SetupPages(store).routes(),
    ]
    return Guard(Router(routes, redirect_slashes=False, default=_nothing_here))


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("Not Found", 404)(scope, receive, send)

"""The calls of the real client, and which of its requests is the one that meets the fault."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from tests.faults.orgs import ROWS_A_PAGE, App
from tui.client.org_client import OrgClient
from tui.domain.connected_app import AppKind, TokenState
from tui.domain.secret import Secret


class Kind(Enum):
    """What the request that meets the fault asks for; SOAP fails as JSON does."""

    JSON = "json"
    PAGE = "page"
    POST = "post"


@dataclass(frozen=True)
class Call:
    """One call.

    Attributes:
        at: number of the request that meets the fault, the first being 1.
        run: makes the call and checks what it returns.
        has_token: whether the app has one before.
        presses: whether it ends in a POST.
        renewable: whether the request bears the session.
    """

    name: str
    kind: Kind
    at: int
    run: Callable[[OrgClient, App], Awaitable[None]]
    has_token: bool = True
    presses: bool = False
    renewable: bool = True


async def _list(client: OrgClient, app: App) -> None:
    found = [one.id async for page in client.app_pages() for one in page.apps]
    assert len(found) == len(set(found)) > ROWS_A_PAGE
    assert app.id in found


async def _details(client: OrgClient, app: App) -> None:
    assert (await client.app(app.id)).app.name == app.name


async def _permissions(client: OrgClient, _: App) -> None:
    assert (await client.permissions()).manage_connected_apps


async def _user(client: OrgClient, _: App) -> None:
    assert (await client.user()).username == "admin@practice.example"


async def _trail(client: OrgClient, _: App) -> None:
    assert await client.generations()


async def _metadata(client: OrgClient, app: App) -> None:
    assert (await client.metadata(app.id)).kind is AppKind.LOCAL


async def _reveal(client: OrgClient, app: App) -> None:
    assert (await client.read(app.id)).token == app.token


async def _generate(client: OrgClient, app: App) -> None:
    assert (await client.generate(app.id)).state is TokenState.PRESENT


async def _regenerate(client: OrgClient, app: App) -> None:
    assert app.token is not None
    reading = await client.regenerate(app.id, replacing=app.token.mark)
    assert isinstance(reading.token, Secret)
    assert reading.token != app.token


PAGE_2 = Call("list, page 2", Kind.JSON, 3, _list)
READS = (
    Call("versions", Kind.JSON, 1, _permissions, renewable=False),
    Call("list, page 1", Kind.JSON, 2, _list),
    PAGE_2,
    Call("app details", Kind.JSON, 2, _details),
    Call("permissions", Kind.JSON, 2, _permissions),
    Call("user", Kind.JSON, 1, _user),
    Call("audit trail", Kind.JSON, 2, _trail),
    Call("metadata", Kind.JSON, 5, _metadata),
    Call("reveal, way", Kind.PAGE, 1, _reveal),
    Call("reveal, page", Kind.PAGE, 3, _reveal),
)
BEFORE = (
    Call("before generate", Kind.PAGE, 3, _generate, has_token=False, presses=True),
    Call("before regenerate", Kind.PAGE, 3, _regenerate, presses=True),
)
POSTS = (
    Call("generate", Kind.POST, 4, _generate, has_token=False, presses=True),
    Call("regenerate", Kind.POST, 4, _regenerate, presses=True),
)

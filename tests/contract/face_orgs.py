"""Practice orgs with other Setup pages, served in the loop of the test, and every POST that reaches one."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send

from tests.faults.orgs import ServedOrg
from tui.client.org_client import OrgClient
from tui.domain.secret import Secret
from tui.domain.setup_labels import ENGLISH, SetupLabels
from tui.practice.application import build
from tui.practice.face_words import ENGLISH as ENGLISH_WORDS
from tui.practice.faces import FACES, Face
from tui.practice.sessions import new_session
from tui.practice.store import Store
from tui.transport import Transport


@dataclass(frozen=True)
class Case:
    """A face, and the labels that the client is given."""

    face: Face
    labels: SetupLabels = ENGLISH

    @property
    def name(self) -> str:
        """The name of its row in the docs."""
        return self.face.name + ("" if self.labels == ENGLISH else ", its labels configured")


def _configured(face: Face) -> SetupLabels:
    words = face.words
    return ENGLISH.and_also(
        section=[words.section], generate=[words.generate], regenerate=[words.regenerate]
    )


CASES = [
    case
    for face in FACES.values()
    for case in (
        [Case(face)] if face.words == ENGLISH_WORDS else [Case(face), Case(face, _configured(face))]
    )
]


class Wardrobe:
    """One served org whose Setup pages are dressed anew for each test.

    Attributes:
        posts: paths of the POSTs that reached the org since the last change, but for those of SOAP.
    """

    def __init__(self, org: ServedOrg, transport: Transport) -> None:
        self.org = org
        self.posts: list[str] = []
        self.client = self._client(ENGLISH, transport)
        self._transport = transport
        self._app = build(org.store)

    def wear(self, case: Case) -> None:
        """Put a face on."""
        self._app = build(self.org.store, face=case.face)
        self.client = self._client(case.labels, self._transport)
        self.posts.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The org as an ASGI application."""
        if scope["type"] == "http" and scope["method"] == "POST" and "/Soap/" not in scope["path"]:
            self.posts.append(scope["path"])
        await self._app(scope, receive, send)

    def _client(self, labels: SetupLabels, transport: Transport) -> OrgClient:
        async def source() -> Secret:
            return Secret(self.org.sessions[0])

        async def never(_: float) -> None:
            raise AssertionError("nothing is asked again")

        return OrgClient(
            transport, source, now=lambda: datetime.now(UTC), sleep=never, labels=labels
        )


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def wardrobe(database: Path) -> AsyncIterator[Wardrobe]:
    """Serve an org for the time of a block."""
    # With the protocol named, asyncio turns Nagle's algorithm off.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with Store.open(database) as store, listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = listener.getsockname()[:2]
        session = new_session(store, "admin")
        async with Transport(f"http://127.0.0.1:{address[1]}", environ={}) as transport:
            worn = Wardrobe(ServedOrg(store, address, (session, session)), transport)
            server = _Server(uvicorn.Config(worn, loop="asyncio", lifespan="off", log_config=None))
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                yield worn
            finally:
                server.force_exit = server.should_exit = True
                await serving

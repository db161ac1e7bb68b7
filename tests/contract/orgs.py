"""The client and the practice org, each the real one, and what a test needs to look behind the org's back."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tui.client.org_client import OrgClient
from tui.domain.connected_app import ConnectedApp
from tui.domain.secret import Secret
from tui.practice import tokens
from tui.practice.embedded import EmbeddedOrg
from tui.practice.seed import add_app
from tui.practice.store import Store
from tui.transport import Request, Transport, bearer

REGISTER = "/services/oauth2/register"
CLIENT = '{"client_name": "Contract Client", "redirect_uris": ["https://client.example/callback"]}'


class RealOrg:
    """A practice org in a process of its own, and its database."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.store = Store.open(database)
        self._embedded = {user: EmbeddedOrg.start(database, user) for user in ("admin", "support")}

    def close(self) -> None:
        """End it."""
        for embedded in self._embedded.values():
            embedded.close()
        self.store.close()

    @asynccontextmanager
    async def client(self, user: str = "admin") -> AsyncIterator["RealClient"]:
        """A client with a session of its own."""
        embedded = self._embedded[user]
        async with Transport("http://localhost", uds=embedded.socket_path, environ={}) as transport:
            yield RealClient(transport, embedded)

    def new_app(self, name: str = "Contract App") -> str:
        """Put an app into the org; returns its Id."""
        return add_app(self.store, name)

    def token(self, app_id: str) -> str | None:
        """The app's token as the database holds it."""
        with self.store.read() as connection:
            key = connection.execute("SELECT key FROM apps WHERE id = ?", (app_id,)).fetchone()[0]
            return tokens.current(connection, key)

    def end_sessions(self) -> None:
        """Let every session be over."""
        with self.store.write() as connection:
            connection.execute("DELETE FROM sessions")


class RealClient(OrgClient):
    """The client, counting how often it asked for a session, with a way to use a token."""

    def __init__(self, transport: Transport, embedded: EmbeddedOrg) -> None:
        super().__init__(transport, self._new_session, now=lambda: datetime.now(UTC), practice=True)
        self._transport = transport
        self._embedded = embedded
        self.sessions: list[Secret] = []
        self.on_new_session: Callable[[], None] = lambda: None

    async def _new_session(self) -> Secret:
        self.sessions.append(Secret(await self._embedded.session()))
        self.on_new_session()
        return self.sessions[-1]

    async def apps(self) -> list[ConnectedApp]:
        """The whole list."""
        return [app async for page in self.app_pages() for app in page.apps]

    async def registers(self, token: Secret) -> bool:
        """Whether a client can register itself with the token."""
        headers: dict[str, str | Secret] = {
            "Authorization": bearer(token),
            "Content-Type": "application/json",
        }
        answer = await self._transport.send(Request("POST", REGISTER, headers, Secret(CLIENT)))
        assert answer.status in (201, 401), answer.status
        return answer.status == 201

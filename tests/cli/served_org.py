"""The practice org served on loopback by a thread of the test process, with the faults that a test asks for."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tui.practice import tokens
from tui.practice.application import build
from tui.practice.seed import add_app
from tui.practice.sessions import new_session
from tui.practice.store import Store

Before = Callable[[str, str], None]
"""Called with method and address before a request reaches the org."""


class FakeFace:
    """What stands between the client and the org; as it is made, nothing."""

    def __init__(self, org: ASGIApp) -> None:
        self._org = org
        self.reset()

    def reset(self) -> None:
        """Let everything through again."""
        self.production = False
        self.drops_posts = False
        """A press never reaches the org."""
        self.loses_posts = False
        """The answer to a press never reaches the client."""
        self.dies_at_post = False
        """As `loses_posts`, and nothing is answered from then on."""
        self.dead = False
        self.before: Before = lambda method, address: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if self.dead:
            raise ConnectionError("the org is gone")
        self.before(scope["method"], f"{scope['path']}?{scope['query_string'].decode()}")
        press = scope["method"] == "POST"
        if press and self.drops_posts:
            raise ConnectionError("the press is lost")
        self.dead = press and self.dies_at_post
        lost = press and (self.dies_at_post or self.loses_posts)
        await self._org(scope, receive, self._answering(send, lost=lost))

    def _answering(self, send: Send, *, lost: bool) -> Send:
        async def answer(message: Message) -> None:
            if lost:
                raise ConnectionError("the answer is lost")
            if self.production and message["type"] == "http.response.body":
                # Of the same length, so that Content-Length stays true.
                body = message["body"].replace(b"Developer Edition", b"Unlimited Edition")
                message = {**message, "body": body}
            await send(message)

        return answer


class ServedOrg:
    """The org, its database and its address."""

    def __init__(self, database: Path) -> None:
        self.store = Store.open(database)
        self.face = FakeFace(build(self.store))
        # With the protocol named, asyncio sends each answer at once.
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        config = uvicorn.Config(
            self.face, http="h11", ws="none", lifespan="off", log_config=None, log_level="critical"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],))
        self._thread.start()

    def close(self) -> None:
        """End it."""
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
        self.store.close()

    def session(self, user: str = "admin") -> str:
        """A new session id."""
        return new_session(self.store, user)

    def new_app(self, name: str, *, token: str | None = None) -> str:
        """Put an app into the org; returns its Id."""
        app_id = add_app(self.store, name)
        if token is not None:
            self.put_token(app_id, token)
        return app_id

    def put_token(self, app_id: str, token: str) -> None:
        """Make `token` the app's, as somebody else would."""
        with self.store.write() as connection:
            key, by = connection.execute(
                "SELECT a.key, u.id FROM apps a, users u WHERE a.id = ? AND u.login = 'admin'",
                (app_id,),
            ).fetchone()
            tokens.put(connection, key, token, at=self.store.clock(), by=by)

    def token(self, app_id: str) -> str:
        """The app's token as the database holds it; empty where it has none."""
        with self.store.read() as connection:
            key = connection.execute("SELECT key FROM apps WHERE id = ?", (app_id,)).fetchone()[0]
            return tokens.current(connection, key) or ""

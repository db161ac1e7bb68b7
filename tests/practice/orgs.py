"""What the tests of the practice org share: a clock to turn, a client per user, and a reader of the Setup page."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from selectolax.lexbor import LexborHTMLParser

from tui.practice import view_state
from tui.practice.apps import App, app_by_id
from tui.practice.seed import add_app
from tui.practice.store import Store

BASE = "http://localhost"
REGISTER = "/services/oauth2/register"
VIEW = "/app/mgmt/forceconnectedapps/forceAppDetail.apexp"
CLIENT = {"redirect_uris": ["https://client.example/callback"], "client_name": "Test Client"}


class FakeNow:
    """A time of day that stands still until a test turns it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 20, 45, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **by: float) -> None:
        """Turn the clock forward; takes what `timedelta` takes."""
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Org:
    """An open practice org and its application."""

    store: Store
    app: Any
    now: FakeNow

    def client(self, session_id: str | None = None, *, cookie: bool = True) -> httpx.AsyncClient:
        """Return a client that bears the session both ways, or none."""
        headers = {"Authorization": f"Bearer {session_id}"} if session_id else {}
        cookies = {"sid": session_id} if session_id and cookie else {}
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=True)
        return httpx.AsyncClient(
            transport=transport, base_url=BASE, headers=headers, cookies=cookies
        )

    def new_app(self, name: str | None = None) -> App:
        """Put an app into the org that nobody else knows of."""
        app_id = add_app(self.store, name or f"App {secrets.token_hex(4)}")
        with self.store.read() as connection:
            app = app_by_id(connection, app_id)
        assert app is not None
        return app

    def named(self, name: str) -> App:
        """Return an app of the first-use content."""
        with self.store.read() as connection:
            row = connection.execute("SELECT id FROM apps WHERE name = ?", (name,)).fetchone()
            app = app_by_id(connection, row[0])
        assert app is not None
        return app

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with self.store.read() as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


class SetupView:
    """A View page as a client reads it."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.html = LexborHTMLParser(response.text)
        self.text = response.text

    @property
    def message(self) -> str:
        """The text of the error block; empty where there is none."""
        node = self.html.css_first("div.messageText")
        return node.text() if node else ""

    @property
    def headings(self) -> list[str]:
        """Titles of the sections."""
        return [node.text() for node in self.html.css("div.pbSubheader h3")]

    @property
    def token(self) -> str | None:
        """The hidden value."""
        node = self.html.css_first("div[id^=ctrDiv_]")
        return node.text() if node else None

    @property
    def action(self) -> str:
        """Where the form goes."""
        return str(self.html.css("form")[0].attributes["action"])

    def button(self, label: str) -> str | None:
        """The name of the submit button with that label."""
        for node in self.html.css("input[type=submit]"):
            if node.attributes["value"] == label:
                return node.attributes["name"]
        return None

    def form(self, *labels: str) -> dict[str, str]:
        """Everything that pressing the buttons sends; an unknown label is sent under a made-up name."""
        data = {
            str(node.attributes["name"]): str(node.attributes["value"])
            for node in self.html.css("input[type=hidden]")
        }
        for label in labels:
            data[self.button(label) or f"j_id0:{label}"] = label
        return data


async def open_view(client: httpx.AsyncClient, app: App) -> SetupView:
    """Read an app's View page."""
    return SetupView(await client.get(VIEW, params=address(app)))


def address(app: App) -> dict[str, str]:
    """The View page's parameters."""
    return {"applicationId": app.setup_id, "id": app.consumer_id}


async def send(client: httpx.AsyncClient, app: App, data: Mapping[str, str]) -> SetupView:
    """Post a form to an app's View page."""
    return SetupView(await client.post(VIEW, params=address(app), data=dict(data)))


async def press(client: httpx.AsyncClient, app: App, label: str) -> SetupView:
    """Open the page and press a button."""
    page = await open_view(client, app)
    return await send(client, app, page.form(label))


async def make_token(client: httpx.AsyncClient, app: App) -> str:
    """Generate an app's first token and return it."""
    token = (await press(client, app, "Generate")).token
    assert token is not None
    return token


async def register(
    client: httpx.AsyncClient, token: str, metadata: Mapping[str, Any] = CLIENT
) -> httpx.Response:
    """Register a client with an initial access token."""
    return await client.post(
        REGISTER, json=dict(metadata), headers={"Authorization": f"Bearer {token}"}
    )


async def query(client: httpx.AsyncClient, soql: str, **headers: str) -> httpx.Response:
    """Ask a query."""
    return await client.get("/services/data/v67.0/query", params={"q": soql}, headers=headers)


def script_target(response: httpx.Response) -> str:
    """Return the address that a script redirect leads to."""
    return response.text.split("'")[1]


def parameters(url: str) -> dict[str, list[str]]:
    """Return the parameters of an address."""
    return parse_qs(urlsplit(url).query)


STATE_FIELDS = view_state.FIELDS

"""The practice org behind the proxy: served by a process of its own, its database open beside it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.practice.served import served
from tui.domain.secret import Secret
from tui.practice import seed, tokens
from tui.practice.audit import GENERATION
from tui.practice.sessions import new_session
from tui.practice.store import Store

ROWS_A_PAGE = 200
_APPS = ROWS_A_PAGE + 20


@dataclass(frozen=True)
class App:
    """An app that no other test knows of."""

    id: str
    name: str
    token: Secret | None


@dataclass(frozen=True)
class ServedOrg:
    """A practice org with more than one page of apps, and two sessions of its admin."""

    store: Store
    address: tuple[str, int]
    sessions: tuple[str, str]

    def new_app(self, *, has_token: bool) -> App:
        """Put an app into the org, with a token that left no audit row, or without one."""
        name = f"Cell {secrets.token_hex(6)}"
        app_id = seed.add_app(self.store, name)
        token = tokens.new_value() if has_token else None
        if token is not None:
            with self.store.write() as connection:
                key, by = connection.execute(
                    "SELECT key, created_by FROM apps WHERE id = ?", (app_id,)
                ).fetchone()
                tokens.put(connection, key, token, at=self.store.clock(), by=by)
        return App(app_id, name, Secret(token) if token else None)

    def token(self, app: App) -> str | None:
        """The app's token now."""
        with self.store.read() as connection:
            row = connection.execute("SELECT key FROM apps WHERE id = ?", (app.id,)).fetchone()
            return tokens.current(connection, row[0])

    def generations(self, app: App) -> int:
        """How often a token was made for the app, by the audit trail."""
        with self.store.read() as connection:
            found = connection.execute(
                "SELECT count(*) FROM audit WHERE action = ? AND display LIKE ?",
                (GENERATION, f"%{app.name}"),
            ).fetchone()
        return int(found[0])


@contextmanager
def served_org(folder: Path) -> Iterator[ServedOrg]:
    """Serve an org for the time of a block."""
    database = folder / "org" / "practice.db"
    with Store.open(database) as store:
        seed.seed(store, apps=_APPS)
        sessions = new_session(store, "admin"), new_session(store, "admin")
        with served(database) as server:
            parts = urlsplit(server.url)
            assert parts.hostname
            assert parts.port
            yield ServedOrg(store, (parts.hostname, parts.port), sessions)

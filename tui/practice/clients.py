"""Clients made by dynamic registration: each is a child app with credentials, of which only hashes are kept."""

import hmac
import json
import secrets
import sqlite3
from dataclasses import dataclass

from tui.practice import apps, audit, ids
from tui.practice.apps import NewApp
from tui.practice.client_metadata import Metadata
from tui.practice.tokens import Holder, digest


@dataclass(frozen=True, slots=True)
class Registered:
    """A client that was just made: the only moment at which its secrets are known."""

    client_id: str
    client_secret: str
    registration_token: str
    issued: int


@dataclass(frozen=True, slots=True)
class Client:
    """A client as it is kept."""

    app: int
    client_id: str
    metadata: Metadata
    issued: int
    owner: str | None
    """`005…`"""


def add_client(
    connection: sqlite3.Connection, parent: Holder, metadata: Metadata, *, at: int
) -> Registered:
    """Make a child app and its client, in the name of whoever made the parent's token."""
    name = str(metadata["client_name"])
    contacts = metadata["contacts"]
    app = NewApp(
        name=name,
        created=at,
        created_by=parent.made_by,
        origin="child",
        parent=parent.app,
        contact_email=contacts[0] if contacts else None,
    )
    (key,) = apps.insert_apps(connection, ids.LIVE, [app])
    made = Registered(
        client_id=f"3MVG9{secrets.token_urlsafe(60)}",
        client_secret=secrets.token_hex(32).upper(),
        registration_token=secrets.token_urlsafe(48),
        issued=at,
    )
    connection.execute(
        "INSERT INTO clients (app, client_id, secret_digest, registration_digest, metadata, issued)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            key,
            made.client_id,
            digest(made.client_secret),
            digest(made.registration_token),
            json.dumps(metadata),
            at,
        ),
    )
    audit.record(connection, ids.LIVE, [audit.inserted(name, at=at, by=parent.made_by)])
    return made


def find_client(
    connection: sqlite3.Connection, client_id: str, registration_token: str
) -> Client | None:
    """Return the client if the registration access token is its own; an unknown client and a wrong token look alike."""
    row = connection.execute(
        "SELECT c.app, c.registration_digest, c.metadata, c.issued, a.created_by"
        " FROM clients c JOIN apps a ON a.key = c.app WHERE c.client_id = ?",
        (client_id,),
    ).fetchone()
    if row is None or not hmac.compare_digest(row[1], digest(registration_token)):
        return None
    return Client(row[0], client_id, json.loads(row[2]), row[3], row[4])


def remove_client(connection: sqlite3.Connection, client: Client, *, at: int) -> None:
    """Take the client out of the org, with its app and that app's token."""
    apps.delete_app(connection, client.app, at=at, by=client.owner)

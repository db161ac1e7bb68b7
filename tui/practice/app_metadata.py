"""What the Metadata API tells of a connected app: names, keys, scopes. Knows no XML and no HTTP.

Nothing of it is stored: a key is made of the org's signing key and the app's Id, so that it stays the same for as long
as the database does; an API name is made of the label, as Setup proposes one.
"""

import base64
import hashlib
import hmac
import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_SCOPES: Final = ("Api", "OpenID")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list; times in seconds since 1970."""

    key: int
    full_name: str
    id: str
    created_by: str
    modified: int

    @property
    def modified_at(self) -> str:
        """The time as the API writes it."""
        return datetime.fromtimestamp(self.modified, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass(frozen=True, slots=True)
class Record:
    """An app's metadata."""

    full_name: str
    label: str
    description: str
    contact_email: str
    start_url: str
    consumer_key: str
    callback_urls: tuple[str, ...]
    scopes: tuple[str, ...]


def listed(connection: sqlite3.Connection) -> list[Listed]:
    """Every app that was made in this org: an installed one is another org's. [seen]"""
    rows = connection.execute(
        "SELECT a.key, a.name, a.setup_id, ifnull(u.name, ''), a.modified FROM apps a"
        " LEFT JOIN users u ON u.id = a.created_by WHERE a.origin <> 'installed' ORDER BY a.key"
    )
    taken: Counter[str] = Counter()
    found = []
    for key, name, setup_id, by, modified in rows:
        plain = _NOT_IN_A_NAME.sub("_", name).strip("_") or f"App_{key}"
        taken[plain.lower()] += 1
        full_name = plain if taken[plain.lower()] == 1 else f"{plain}_{key}"
        found.append(Listed(key, full_name, setup_id, by, modified))
    return found


def record(connection: sqlite3.Connection, app: Listed) -> Record:
    """The app's metadata."""
    signing_key, name, description, email, start_url, app_id, client_id, metadata = (
        connection.execute(
            "SELECT o.signing_key, a.name, ifnull(a.description, ''), ifnull(a.contact_email, ''),"
            " ifnull(a.start_url, ''), a.id, c.client_id, c.metadata"
            " FROM apps a JOIN org o LEFT JOIN clients c ON c.app = a.key WHERE a.key = ?",
            (app.key,),
        ).fetchone()
    )
    urls = json.loads(metadata)["redirect_uris"] if metadata else [_callback(app.full_name)]
    key = client_id or _consumer_key(signing_key, app_id)
    return Record(app.full_name, name, description, email, start_url, key, tuple(urls), _SCOPES)


def _consumer_key(signing_key: bytes, app_id: str) -> str:
    made = hmac.new(signing_key, f"consumer key of {app_id}".encode(), hashlib.sha512).digest()
    return "3MVG9" + base64.urlsafe_b64encode(made).decode().rstrip("=")


def _callback(full_name: str) -> str:
    return f"https://{full_name.lower().replace('_', '-')}.example/oauth/callback"

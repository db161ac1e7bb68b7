"""What the practice gateway keeps: who is logged in, and what was changed of its client providers. Knows no HTTP.

A provider is made on demand, one for each connected app that takes a token, and bears that app's Id; only what was
changed of it is stored. The header that it registers clients with is among that, in clear, as a gateway needs it.
"""

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tui.practice import users
from tui.practice.apps import App, app_by_id
from tui.practice.sessions import find_session
from tui.practice.tokens import digest
from tui.practice.users import User

LIFE_SECONDS: Final = 60 * 60
ROOT: Final = "7d2f6a1e-0b5c-4c39-9a57-3a1c0d9e4b10"
"""The organization that the providers belong to."""
GROUP: Final = "b0a4c8d2-5e6f-4a71-8c93-2f7e1d0b9a64"
"""A business group of it: it sees a summary of a provider and can change none. [documented]"""

Provider = dict[str, Any]
_OIDC: Final = "oidc_dynamic_client_provider"
_MASK: Final = "********"


@dataclass(frozen=True, slots=True)
class Place:
    """Whose provider it is, and where the org was found by whoever asks."""

    app: App
    origin: str


def log_in(connection: sqlite3.Connection, login: str, session_id: str, *, at: int) -> str | None:
    """Return a new bearer token of the gateway; None where the credentials are wrong.

    The client id is a login of the org, the client secret a living session id of that user: whoever may act in the
    practice org may act in its gateway, and nothing has to be set up.
    """
    session = find_session(connection, session_id, at=at)
    if session is None or session.user.login != login:
        return None
    token = secrets.token_urlsafe(48)
    connection.execute("DELETE FROM gateway_sessions WHERE expires <= ?", (at,))
    connection.execute(
        "INSERT INTO gateway_sessions (digest, user, expires) VALUES (?, ?, ?)",
        (digest(token), session.user.key, at + LIFE_SECONDS),
    )
    return token


def logged_in(connection: sqlite3.Connection, token: str, *, at: int) -> User | None:
    """Return whose bearer token it is, while it lives."""
    row = connection.execute(
        users.select(
            "gateway_sessions s JOIN users u ON u.key = s.user WHERE s.digest = ? AND s.expires > ?"
        ),
        (digest(token), at),
    ).fetchone()
    return None if row is None else users.from_row(row)


def owner(connection: sqlite3.Connection, provider_id: str) -> App | None:
    """Return the app that a provider belongs to: it must exist and take tokens."""
    app = app_by_id(connection, provider_id)
    return app if app is not None and app.takes_tokens else None


def summaries(
    connection: sqlite3.Connection, *, offset: int, limit: int
) -> tuple[list[Provider], int]:
    """Return a page of providers by name, in short, and how many there are."""
    total = connection.execute("SELECT count(*) FROM apps WHERE origin <> 'installed'").fetchone()
    rows = connection.execute(
        "SELECT id, name FROM apps WHERE origin <> 'installed' ORDER BY name_key, key LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return [_summary(app_id, name) for app_id, name in rows], int(total[0])


def summary(app: App) -> Provider:
    """Return a provider in short, as lists and business groups see it."""
    return _summary(app.id, app.name)


def provider(connection: sqlite3.Connection, place: Place) -> Provider:
    """Return the whole provider, with its secrets."""
    return merged(_default(connection, place), _changes(connection, place.app))


def masked(whole: Provider) -> Provider:
    """Return the provider without its secrets."""
    oidc = whole[_OIDC]
    hidden: Provider = {"primary_client": {"secret": _MASK}}
    if "registration" in oidc["client"]:
        hidden["client"] = {"registration": {"authorization": _MASK}}
    return merged(whole, {_OIDC: hidden})


def change(
    connection: sqlite3.Connection, app: App, changes: Mapping[str, Any], *, at: int
) -> None:
    """Change some members of a provider and keep all others, inside the caller's transaction."""
    kept = merged(_changes(connection, app), changes)
    connection.execute(
        "INSERT OR REPLACE INTO gateway_providers (app, changes, changed) VALUES (?, ?, ?)",
        (app.key, json.dumps(kept), at),
    )


def new_introspection_client() -> Provider:
    """Return the change that makes the client for token validation anew."""
    return {_OIDC: {"primary_client": {"secret": secrets.token_urlsafe(24)}}}


def header(connection: sqlite3.Connection, app: App) -> str | None:
    """Return the Authorization header that the gateway registers clients with, if it holds one."""
    client = _changes(connection, app).get(_OIDC, {}).get("client", {})
    held = client.get("registration", {}).get("authorization")
    return held if isinstance(held, str) and held else None


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> Provider:
    """Return `base` with the members of `changes`, nested ones one by one; lists are replaced."""
    result = dict(base)
    for name, value in changes.items():
        known: Any = result.get(name)
        both = isinstance(known, dict) and isinstance(value, dict)
        result[name] = merged(known, value) if both else value
    return result


def _changes(connection: sqlite3.Connection, app: App) -> Provider:
    row = connection.execute(
        "SELECT changes FROM gateway_providers WHERE app = ?", (app.key,)
    ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def _summary(app_id: str, name: str) -> Provider:
    return {
        "providerId": app_id,
        "organizationId": ROOT,
        "name": f"Clients of {name}",
        "type": {
            "name": "openid-dynamic-client",
            "description": "OpenID Connect Dynamic Client Registration",
        },
    }


def _default(connection: sqlite3.Connection, place: Place) -> Provider:
    oauth = f"{place.origin}/services/oauth2"
    key = connection.execute("SELECT signing_key FROM org").fetchone()[0]
    secret = hmac.new(key, f"introspection {place.app.id}".encode(), hashlib.sha256).hexdigest()
    return {
        **_summary(place.app.id, place.app.name),
        "allow_untrusted_certificates": False,
        _OIDC: {
            "issuer": place.origin,
            "client": {
                "urls": {"register": f"{oauth}/register"},
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "primary_client": {"id": "practice-gateway", "secret": secret},
            "urls": {
                "authorize": f"{oauth}/authorize",
                "token": f"{oauth}/token",
                "introspect": f"{oauth}/introspect",
            },
            "supported_grant_types": [_grant("authorization_code", "Authorization Code")],
            "allow_local_client_deletion": False,
            "allow_external_client_modification": False,
            "client_request_timeout": 10,
        },
    }


def _grant(name: str, label: str) -> Provider:
    return {"name": name, "label": label, "required": False, "exclude": [], "depends": []}

"""What a client says of itself when it registers (RFC 7591 section 2): reading it, and refusing what cannot be.

Which members Salesforce insists on is not public; here `redirect_uris` alone is required.
"""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from tui.practice.oauth_errors import OAuthError

MOST_NAME_CHARACTERS: Final = 80
"""Length of a connected app's name. [documented]"""

DEFAULT_NAME: Final = "Dynamically Registered Client"
_SCOPES: Final = ("openid", "refresh_token", "id", "api")
_AUTH_METHODS: Final = frozenset({"client_secret_post", "client_secret_basic", "none"})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_NEVER_REDIRECT: Final = frozenset(
    {"about", "blob", "data", "file", "ftp", "javascript", "vbscript", "ws", "wss"}
)

Metadata = dict[str, Any]


def read_metadata(body: bytes) -> Metadata:
    """Return the metadata that a registration answers with, defaults filled in.

    Raises:
        OAuthError: `invalid_client_metadata` or `invalid_redirect_uri`.
    """
    given = _object(body)
    contacts = _texts(given, "contacts", ())
    method = given.get("token_endpoint_auth_method", "client_secret_post")
    if not isinstance(method, str) or method not in _AUTH_METHODS:
        raise _bad("token_endpoint_auth_method is not one of those supported")
    grants = _texts(given, "grant_types", ("authorization_code",))
    return {
        "client_name": _name(given),
        "redirect_uris": _redirect_uris(given),
        "token_endpoint_auth_method": method,
        "application_type": _text(given, "application_type", "web"),
        "response_types": _texts(given, "response_types", ("code",)),
        # Salesforce adds this grant to those asked for, and keeps the first contact only. [seen]
        "grant_types": [
            *(grant for grant in grants if grant != "hybrid_auth_code"),
            "hybrid_auth_code",
        ],
        "contacts": contacts[:1],
        "scopes": list(_SCOPES),
    }


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
        # A lone surrogate is no text: it could be neither stored nor sent back.
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise _bad("The body is not JSON") from None
    if not isinstance(given, dict):
        raise _bad("The body is not a JSON object")
    return given


def _name(given: dict[str, Any]) -> str:
    name = _text(given, "client_name", "").strip()
    if len(name) > MOST_NAME_CHARACTERS:
        raise _bad(f"client_name is longer than {MOST_NAME_CHARACTERS} characters")
    return name or DEFAULT_NAME


def _redirect_uris(given: dict[str, Any]) -> list[str]:
    uris = given.get("redirect_uris")
    if not isinstance(uris, list) or not uris:
        raise _bad_uri("redirect_uris is required")
    for uri in uris:
        if not isinstance(uri, str) or not _may_redirect(uri):
            raise _bad_uri(
                "A redirect URI must be absolute, without a fragment, and https or on loopback"
            )
    return uris


def _may_redirect(uri: str) -> bool:
    if not uri.isascii() or not uri.isprintable() or " " in uri or "#" in uri:
        return False
    try:
        parts = urlsplit(uri)
        host = parts.hostname
        port_is_fit = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in {"https", "http"}:
        return bool(host) and port_is_fit and (parts.scheme == "https" or host in _LOOPBACK)
    return (
        bool(parts.scheme)
        and parts.scheme not in _NEVER_REDIRECT
        and bool(parts.netloc or parts.path)
    )


def _text(given: dict[str, Any], member: str, default: str) -> str:
    value = given.get(member, default)
    if not isinstance(value, str):
        raise _bad(f"{member} is not a text")
    return value


def _texts(given: dict[str, Any], member: str, default: Sequence[str]) -> list[str]:
    value = given.get(member, list(default))
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _bad(f"{member} is not a list of texts")
    return value


def _bad(description: str) -> OAuthError:
    return OAuthError(400, "invalid_client_metadata", description)


def _bad_uri(description: str) -> OAuthError:
    return OAuthError(400, "invalid_redirect_uri", description)

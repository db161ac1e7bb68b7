"""What an org's metadata says of a connected app, beyond its row in the list."""

from dataclasses import dataclass

from tui.domain.connected_app import AppKind
from tui.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class AppMetadata:
    """One app's metadata. Texts are printable; empty where the app has none.

    The consumer key is a client identifier, which is no secret (RFC 6749 §2.2). It is a `Secret` all the same, so that
    it is on a screen or in a recording only when somebody asked for it.
    """

    kind: AppKind
    """`LOCAL`: the org holds its metadata. `INSTALLED`: it lists the app and does not. `UNKNOWN`: see `why`."""
    api_name: str = ""
    consumer_key: Secret | None = None
    callback_urls: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    """As the Metadata API names them: `Api`, `OpenID`, …"""
    contact_email: str = ""
    description: str = ""
    why: str = ""
    """Why nothing more is known, as one sentence; empty where it is."""

"""The practice gateway as a client of the practice org: it registers a client over HTTP, as a foreign gateway does.

It shares no code with the org's registration endpoint and is told nothing of it but where the org listens and the
header it was given. It alone in this package calls anybody.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

Listening = tuple[str, int] | str
"""Where the org listens: host and port, or the path of a Unix socket."""

_PATH: Final = "/services/oauth2/register"
_SECONDS: Final = 10.0
_MOST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a registration, without the secrets of the client it made."""

    status: int
    told: dict[str, str]


async def register(listening: Listening, header: str | None, app_name: str) -> Answer | None:
    """Register a client with the header, or without one where the gateway holds none; None where nobody answers."""
    import httpx

    uds = listening if isinstance(listening, str) else None
    base = "http://localhost" if isinstance(listening, str) else "http://{}:{}".format(*listening)
    metadata = {
        "client_name": f"Gateway client of {app_name[:_MOST_NAME]}",
        "redirect_uris": ["https://gateway.example/callback"],
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
    }
    transport = httpx.AsyncHTTPTransport(uds=uds, trust_env=False)
    headers = {} if header is None else {"Authorization": header}
    try:
        async with httpx.AsyncClient(
            transport=transport, base_url=base, timeout=_SECONDS, trust_env=False
        ) as client:
            answer = await client.post(_PATH, json=metadata, headers=headers)
    except (httpx.HTTPError, UnicodeError, ValueError):
        return None
    return Answer(answer.status_code, _told(answer.content))


def _told(body: bytes) -> dict[str, str]:
    try:
        content: Any = json.loads(body)
    except ValueError:
        return {}
    names = ("client_id", "client_name", "error", "error_description")
    if not isinstance(content, dict):
        return {}
    return {name: content[name] for name in names if isinstance(content.get(name), str)}

"""Who is calling (`userinfo`), and what the org's OAuth side offers (`openid-configuration`)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tui.practice.store import Store
from tui.practice.web import bearer_session, json_response, on_thread, origin


class Identity:
    """Two endpoints of the OAuth side."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        """The routes."""
        return [
            Route("/services/oauth2/userinfo", on_thread(self._userinfo), methods=["GET", "POST"]),
            Route("/.well-known/openid-configuration", on_thread(self._configuration)),
        ]

    def _userinfo(self, request: Request, _: bytes) -> Response:
        session = bearer_session(self._store, request)
        headers = {"Cache-Control": "no-store"}
        if session is None:
            # Not 401 as everywhere else: this endpoint refuses a dead session with 403 and these
            # words. [seen]
            missing = "authorization" not in request.headers
            return PlainTextResponse(
                "Missing_OAuth_Token" if missing else "Bad_OAuth_Token", 403, headers=headers
            )
        user = session.user
        with self._store.read() as connection:
            org_id = str(connection.execute("SELECT id FROM org").fetchone()[0])
        content: dict[str, Any] = {
            "sub": f"{origin(request)}/id/{org_id}/{user.id}",
            "user_id": user.id,
            "organization_id": org_id,
            "preferred_username": user.username,
            "nickname": user.login,
            "name": user.name,
            "email": user.email,
            "email_verified": True,
            "urls": _urls(origin(request)),
            "active": True,
            "user_type": "STANDARD",
            "language": "en_US",
            "locale": "en_GB",
        }
        return json_response(content, headers=headers)

    def _configuration(self, request: Request, _: bytes) -> Response:
        base = origin(request)
        oauth = f"{base}/services/oauth2"
        return json_response(
            {
                "issuer": base,
                "authorization_endpoint": f"{oauth}/authorize",
                "token_endpoint": f"{oauth}/token",
                "revocation_endpoint": f"{oauth}/revoke",
                "userinfo_endpoint": f"{oauth}/userinfo",
                "introspection_endpoint": f"{oauth}/introspect",
                "jwks_uri": f"{base}/id/keys",
                "registration_endpoint": f"{oauth}/register",
                "scopes_supported": ["openid", "api", "refresh_token", "web", "full", "id"],
                "response_types_supported": ["code", "token", "token id_token"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": [
                    "client_secret_post",
                    "client_secret_basic",
                ],
            }
        )


def _urls(base: str) -> dict[str, str]:
    data = f"{base}/services/data/v{{version}}"
    return {
        "rest": f"{data}/",
        "query": f"{data}/query/",
        "sobjects": f"{data}/sobjects/",
        "custom_domain": base,
    }

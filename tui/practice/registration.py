"""Dynamic client registration (RFC 7591) and what a client may do with its own registration afterwards (RFC 7592).

A registration judges the token and makes the app in one write transaction: a token replaced a moment earlier,
by whatever process, registers nothing.
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tui.practice import clients, tokens
from tui.practice.client_metadata import Metadata, read_metadata
from tui.practice.oauth_errors import NO_STORE, OAuthError, bad_token, bearer_token
from tui.practice.store import Store
from tui.practice.web import EVERY_METHOD, Handler, json_response, on_thread, origin

REGISTER_PATH: Final = "/services/oauth2/register"


class Registration:
    """The client registration and client configuration endpoints."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        """The routes."""
        configuration = REGISTER_PATH + "/{client_id}"
        return [
            Route(REGISTER_PATH, on_thread(_answering(self._register)), methods=EVERY_METHOD),
            Route(configuration, on_thread(_answering(self._configuration)), methods=EVERY_METHOD),
        ]

    def _register(self, request: Request, body: bytes) -> Response:
        _only(request, "POST")
        token = bearer_token(request)
        metadata: Metadata | OAuthError
        try:
            metadata = read_metadata(body)
        except OAuthError as error:
            metadata = error
        with self._store.write() as connection:
            parent = tokens.holder(connection, token)
            if parent is None:
                raise bad_token("The initial access token is not valid")
            if isinstance(metadata, OAuthError):
                raise metadata
            made = clients.add_client(connection, parent, metadata, at=self._store.clock())
        content = _information(request, made.client_id, metadata, made.issued)
        content["client_secret"] = made.client_secret
        content["registration_access_token"] = made.registration_token
        return json_response(content, status=201, headers=NO_STORE)

    def _configuration(self, request: Request, _: bytes) -> Response:
        _only(request, "GET", "DELETE")
        token = bearer_token(request)
        client_id = request.path_params["client_id"]
        if request.method == "DELETE":
            with self._store.write() as connection:
                client = clients.find_client(connection, client_id, token)
                if client is None:
                    raise bad_token("The registration access token is not valid")
                clients.remove_client(connection, client, at=self._store.clock())
            return Response(status_code=204, headers=NO_STORE)
        with self._store.read() as connection:
            client = clients.find_client(connection, client_id, token)
        if client is None:
            raise bad_token("The registration access token is not valid")
        content = _information(request, client_id, client.metadata, client.issued)
        # The secret is not kept in clear, so it is told once; the token is the one that just proved
        # itself.
        content["registration_access_token"] = token
        return json_response(content, headers=NO_STORE)


def _information(
    request: Request, client_id: str, metadata: Metadata, issued: int
) -> dict[str, Any]:
    """What Salesforce answers, its `scopes` a list where RFC 7591 has a text called `scope`. [seen]"""
    return {
        "client_id": client_id,
        "client_id_issued_at": issued,
        "client_secret_expires_at": 0,
        "registration_client_uri": f"{origin(request)}{REGISTER_PATH}/{client_id}",
        **metadata,
    }


def _answering(handler: Handler) -> Handler:
    """Turn the refusals of a handler into answers."""

    def answering(request: Request, body: bytes) -> Response:
        try:
            return handler(request, body)
        except OAuthError as error:
            return error.response()

    return answering


def _only(request: Request, *methods: str) -> None:
    if request.method not in methods:
        raise OAuthError(405, "invalid_request", f"Allowed here: {', '.join(methods)}")

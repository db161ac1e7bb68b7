"""The practice gateway: an API gateway that speaks Anypoint's client provider interface, below `/anypoint`.

It keeps the Authorization header it is given and, when told to, registers a client at the practice org with it. Its
refusals have the statuses that Anypoint documents; their bodies are not documented there.
"""

from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tui.practice import gateway_client, gateway_data
from tui.practice.apps import App
from tui.practice.gateway_body import BodyRefusedError, read_changes
from tui.practice.gateway_client import Listening
from tui.practice.gateway_data import GROUP, LIFE_SECONDS, ROOT, Place
from tui.practice.store import Store
from tui.practice.users import User
from tui.practice.web import EVERY_METHOD, Handler, json_response, on_thread, origin

BASE: Final = "/anypoint"
_API: Final = f"{BASE}/accounts/api"
_PROVIDERS: Final = f"{_API}/organizations/{{organization}}/clientProviders"
_NO_STORE: Final = {"Cache-Control": "no-store"}
_MOST_ROWS: Final = 200
_FLAGS: Final = {"true": True, "false": False}

_Act = Callable[[Request, bytes, User], Response]


class _RefusedError(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status

    def response(self) -> Response:
        content = {"status": self.status, "message": str(self)}
        return json_response(content, status=self.status, headers=_NO_STORE)


class Gateway:
    """Login, client providers, and the one act that a real gateway does on its own: registering a client.

    Args:
        store: the org.
        listening: where the org is served; None where it is not, and no client can be registered then.
    """

    def __init__(self, store: Store, listening: Listening | None) -> None:
        self._store = store
        self._listening = listening

    def routes(self) -> list[Route]:
        """The routes."""
        register = Route(f"{BASE}/practice/gateway/register", self._register, methods=["POST"])
        return [
            _route(f"{_API}/v2/oauth2/token", self._log_in),
            _route(f"{_API}/me", self._as_user(self._me)),
            _route(_PROVIDERS, self._as_user(self._list)),
            _route(_PROVIDERS + "/{provider}", self._as_user(self._provider)),
            register,
        ]

    def _log_in(self, request: Request, body: bytes) -> Response:
        _only(request, "POST")
        given = _credentials(body)
        if given.get("grant_type") != "client_credentials":
            raise _RefusedError(400, "grant_type must be client_credentials")
        names = str(given.get("client_id")), str(given.get("client_secret"))
        with self._store.write() as connection:
            token = gateway_data.log_in(connection, *names, at=self._store.clock())
        if token is None:
            raise _RefusedError(401, "Unauthorized")
        content = {"access_token": token, "expires_in": LIFE_SECONDS, "token_type": "bearer"}
        return json_response(content, headers=_NO_STORE)

    def _me(self, request: Request, _: bytes, user: User) -> Response:
        _only(request, "GET")
        client = {
            "client_id": user.login,
            "name": f"Practice client of {user.name}",
            "org_id": ROOT,
        }
        return json_response({"client": client}, headers=_NO_STORE)

    def _list(self, request: Request, _: bytes, user: User) -> Response:
        _only(request, "GET")
        _may(user)
        _organization(request)
        offset, limit = _number(request, "offset", 0), _number(request, "limit", 25)
        with self._store.read() as connection:
            data, total = gateway_data.summaries(
                connection, offset=offset, limit=min(limit, _MOST_ROWS)
            )
        return json_response({"data": data, "total": total}, headers=_NO_STORE)

    def _provider(self, request: Request, body: bytes, user: User) -> Response:
        _only(request, "GET", "PATCH")
        _may(user)
        organization = _organization(request)
        if request.method == "PATCH":
            return self._patch(request, body, organization)
        with_secrets = _flag(request, "includeSecrets")
        with self._store.read() as connection:
            app = gateway_data.owner(connection, request.path_params["provider"])
            if app is None:
                raise _unknown_provider()
            if organization == GROUP:
                return json_response(gateway_data.summary(app), headers=_NO_STORE)
            whole = gateway_data.provider(connection, Place(app, origin(request)))
        content = whole if with_secrets else gateway_data.masked(whole)
        return json_response(content, headers=_NO_STORE)

    def _patch(self, request: Request, body: bytes, organization: str) -> Response:
        anew = _flag(request, "recreateTokenValidationClient")
        if organization == GROUP:
            raise _RefusedError(405, "The organization is not a root organization")
        try:
            changes = read_changes(body)
        except BodyRefusedError as refusal:
            raise _RefusedError(400, str(refusal)) from None
        if anew:
            changes = gateway_data.merged(changes, gateway_data.new_introspection_client())
        with self._store.write() as connection:
            app = gateway_data.owner(connection, request.path_params["provider"])
            if app is None:
                raise _unknown_provider()
            gateway_data.change(connection, app, changes, at=self._store.clock())
        return Response(status_code=200, headers=_NO_STORE)

    async def _register(self, request: Request) -> Response:
        # Not on a worker thread as a whole: the org needs one to answer the registration.
        held: list[tuple[App, str | None]] = []

        def look(request: Request, _: bytes, user: User) -> Response:
            _may(user)
            with self._store.read() as connection:
                app = gateway_data.owner(connection, request.query_params.get("app", ""))
                if app is None:
                    raise _unknown_provider()
                held.append((app, gateway_data.header(connection, app)))
            return Response()

        refusal = await on_thread(_answering(self._as_user(look)))(request)
        if not held:
            return refusal
        if self._listening is None:
            return _RefusedError(503, "The practice org is not served").response()
        ((app, header),) = held
        answer = await gateway_client.register(self._listening, header, app.name)
        if answer is None:
            return _RefusedError(502, "The practice org did not answer its gateway").response()
        return json_response({"status": answer.status, **answer.told}, headers=_NO_STORE)

    def _as_user(self, act: _Act) -> Handler:
        """Pass the caller to the act, if it is logged in."""

        def acting(request: Request, body: bytes) -> Response:
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            with self._store.read() as connection:
                user = gateway_data.logged_in(connection, token.strip(), at=self._store.clock())
            if user is None or scheme.lower() != "bearer":
                raise _RefusedError(401, "Unauthorized")
            return act(request, body, user)

        return acting


def _route(path: str, handler: Handler) -> Route:
    return Route(path, on_thread(_answering(handler)), methods=EVERY_METHOD)


def _answering(handler: Handler) -> Handler:
    """Turn the refusals of a handler into answers."""

    def answering(request: Request, body: bytes) -> Response:
        try:
            return handler(request, body)
        except _RefusedError as refusal:
            return refusal.response()

    return answering


def _credentials(body: bytes) -> dict[str, Any]:
    import json

    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise _RefusedError(400, "The body is not a JSON object")
    return given


def _may(user: User) -> None:
    if not user.manages_connected_apps:
        raise _RefusedError(403, "The client may not manage client providers")


def _organization(request: Request) -> str:
    named = str(request.path_params["organization"])
    if named not in {ROOT, GROUP}:
        raise _RefusedError(404, "Organization does not exist")
    return named


def _unknown_provider() -> _RefusedError:
    return _RefusedError(404, "Client Provider ID does not exist in the Organization")


def _flag(request: Request, name: str) -> bool:
    given = _FLAGS.get(request.query_params.get(name, ""))
    if given is None:
        raise _RefusedError(400, f"{name} must be true or false")
    return given


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, str(default))
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise _RefusedError(400, f"{name} must be a number")
    return int(given)


def _only(request: Request, *methods: str) -> None:
    # 405 would say that the organization is not a root organization.
    if request.method not in methods:
        raise _RefusedError(501, f"The practice gateway takes {' and '.join(methods)} here")

"""The Setup pages of a connected app: from its id to Manage and View, and the one button that makes a token.

A refused press answers 200 with a page that says why, as Setup does, and changes nothing.
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tui.practice import setup_html, tokens, view_html, view_state
from tui.practice.apps import App, app_by_id, app_by_setup_id
from tui.practice.face_screens import PLACES, Screen
from tui.practice.faces import Face
from tui.practice.ids import normal_id
from tui.practice.sessions import Session
from tui.practice.setup_html import MANAGE_PATH, VIEW_PATH
from tui.practice.store import Store
from tui.practice.tokens import Press
from tui.practice.view_state import Controls, StateRefusedError
from tui.practice.web import HTML_HEADERS, Handler, cookie_session, html_response, on_thread

_MOST_FIELDS: Final = 100
_AJAX: Final = "AJAXREQUEST"
"""A field that A4J adds to what it sends. [seen]"""


class _RefusedError(Exception):
    """A press that does nothing; the text is for the page."""


class SetupPages:
    """Setup, as far as connected apps go, wearing one face."""

    def __init__(self, store: Store, face: Face) -> None:
        self._store = store
        self._face = face

    def routes(self) -> list[Route]:
        """The routes, the last of which takes any single word: a record id."""
        return [
            Route("/", on_thread(self._login)),
            Route(MANAGE_PATH, on_thread(self._guarded(self._manage))),
            Route(VIEW_PATH, on_thread(self._guarded(self._view)), methods=["GET", "POST"]),
            *(Route(path, on_thread(_showing(screen))) for path, screen in PLACES.items()),
            Route("/{record}", on_thread(self._guarded(self._record))),
        ]

    def _login(self, _: Request, __: bytes) -> Response:
        return html_response(setup_html.login_page())

    def _guarded(
        self, handler: Callable[[Request, bytes, Session], Response]
    ) -> Callable[[Request, bytes], Response]:
        def guarded(request: Request, body: bytes) -> Response:
            session = cookie_session(self._store, request)
            if session is None:
                wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
                return RedirectResponse(
                    f"/?ec=302&startURL={quote(wanted, safe='')}", 302, headers=HTML_HEADERS
                )
            if not session.user.manages_connected_apps:
                return html_response(setup_html.insufficient_page())
            return handler(request, body, session)

        return guarded

    def _record(self, request: Request, _: bytes, __: Session) -> Response:
        with self._store.read() as connection:
            app = app_by_id(connection, request.path_params["record"])
        if app is None:
            return _gone()
        target = f"{MANAGE_PATH}?applicationId={app.setup_id}"
        return html_response(setup_html.redirect_by_script(f"window.location.replace('{target}');"))

    def _manage(self, request: Request, _: bytes, __: Session) -> Response:
        app = self._app(request)
        return _gone() if app is None else html_response(setup_html.manage_page(app))

    def _view(self, request: Request, body: bytes, session: Session) -> Response:
        if self._face.instead is not None:
            return self._face.instead()
        app = self._app(request)
        if app is None:
            return _gone()
        if request.method == "POST":
            return self._press(app, body, session)
        given = request.query_params.get("id")
        if given is None:
            target = f"{VIEW_PATH}?applicationId={app.setup_id}&id={app.consumer_id}"
            return html_response(
                setup_html.redirect_by_script(f"window.location.href ='{target}';")
            )
        if normal_id(given) != app.consumer_id:
            return _gone()
        with self._store.read() as connection:
            token = tokens.current(connection, app.key)
        return self._shown(app, token, session)

    def _press(self, app: App, body: bytes, session: Session) -> Response:
        if self._face.at_press is not None:
            return self._face.at_press()
        try:
            token, controls = self._perform(app, body, session)
        except (StateRefusedError, _RefusedError) as refusal:
            return html_response(setup_html.message_page("Connected App", str(refusal)))
        if self._face.ajax:
            return html_response(view_html.partial_page(app, token, controls, self._face))
        return self._shown(app, token, session)

    def _perform(self, app: App, body: bytes, session: Session) -> tuple[str, Controls]:
        form = _form(body)
        if self._face.ajax and form.pop(_AJAX, None) is None:
            raise _RefusedError("This button works by AJAX only.")
        with self._store.write() as connection:
            page = view_state.Page(session.digest, app.setup_id)
            key = connection.execute("SELECT signing_key FROM org").fetchone()[0]
            controls = view_state.accept(
                key, page, form, at=self._store.clock(), names=self._face.names
            )
            button = _pressed(form, controls, self._face)
            token = tokens.press(
                connection, app.key, button, by=session.user.id, at=self._store.clock()
            )
        if token is None:
            raise _RefusedError(
                f"The button {button} is no longer on this page. Refresh it and try again."
            )
        return token, controls

    def _shown(self, app: App, token: str | None, session: Session) -> Response:
        with self._store.read() as connection:
            key = connection.execute("SELECT signing_key FROM org").fetchone()[0]
        page = view_state.Page(session.digest, app.setup_id)
        fields, controls = view_state.issue(
            key, page, at=self._store.clock(), names=self._face.names
        )
        return html_response(view_html.view_page(app, token, fields, controls, self._face))

    def _app(self, request: Request) -> App | None:
        with self._store.read() as connection:
            return app_by_setup_id(connection, request.query_params.get("applicationId", ""))


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise _RefusedError("The form could not be read.") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise _RefusedError("The form names a field twice.")
    return form


def _pressed(form: dict[str, str], controls: Controls, face: Face) -> Press:
    """Return the button of the token section that was pressed, which must be the only one in the form."""
    if form.get(controls.form) != controls.form:
        raise _RefusedError("The form could not be read.")
    rest = {
        name: value
        for name, value in form.items()
        if name not in view_state.FIELDS and name != controls.form
    }
    if len(rest) != 1:
        raise _RefusedError("Press exactly one button.")
    ((name, label),) = rest.items()
    press = face.words.press(label)
    if name != controls.token or press is None:
        raise _RefusedError("This button does nothing in the practice org.")
    return press


def _showing(screen: Screen) -> Handler:
    return lambda _, __: screen()


def _gone() -> Response:
    return html_response(setup_html.gone_page(), status=404)

"""The Metadata API, as far as connected apps go: `listMetadata` and `readMetadata`, over SOAP."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tui.practice import app_metadata, soap
from tui.practice.app_metadata import Listed, Record
from tui.practice.rest import VERSIONS
from tui.practice.soap import Call, FaultError, element
from tui.practice.store import Store
from tui.practice.web import living_session, on_thread

_TYPE: Final = "ConnectedApp"
_MOST_NAMES: Final = 10
_NULL: Final = '<records xsi:nil="true"/>'


class MetadataApi:
    """`/services/Soap/m/NN.0`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        """The route."""
        return [
            Route("/services/Soap/m/{version}", on_thread(self._call), methods=["POST"]),
        ]

    def _call(self, request: Request, body: bytes) -> Response:
        try:
            call = Call(body)
            if request.path_params["version"] not in VERSIONS:
                raise FaultError("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL")
            session = living_session(self._store, call.session_id)
            if session is None:
                raise FaultError(
                    "INVALID_SESSION_ID",
                    "Invalid Session ID found in SessionHeader: Illegal Session",
                )
            if not session.user.manages_connected_apps:
                raise FaultError(
                    "INSUFFICIENT_ACCESS", "use of the Metadata API requires a user with permission"
                )
            return soap.answer(call.name, self._results(call))
        except FaultError as error:
            return soap.fault(error)

    def _results(self, call: Call) -> list[str]:
        if call.name == "listMetadata":
            if set(call.values("queries", "type")) != {_TYPE}:
                raise FaultError(
                    "INVALID_TYPE", "This type of metadata is not available for this organization"
                )
            with self._store.read() as connection:
                return [_listed(each) for each in app_metadata.listed(connection)]
        if call.name == "readMetadata":
            return [f"<result>{''.join(self._records(call))}</result>"]
        raise FaultError("UNKNOWN_EXCEPTION", "No operation available for request")

    def _records(self, call: Call) -> list[str]:
        names = call.values("fullNames")
        if call.values("type") != [_TYPE]:
            raise FaultError(
                "INVALID_TYPE", "This type of metadata is not available for this organization"
            )
        if len(names) > _MOST_NAMES:
            raise FaultError(
                "EXCEEDED_ID_LIMIT",
                f"record limit reached. cannot read more than {_MOST_NAMES} records",
            )
        with self._store.read() as connection:
            there = {each.full_name: each for each in app_metadata.listed(connection)}
            return [
                _record(app_metadata.record(connection, there[name])) if name in there else _NULL
                for name in names
            ]


def _listed(row: Listed) -> str:
    fields = (
        element("createdByName", row.created_by)
        + element("fileName", f"connectedApps/{row.full_name}.connectedApp")
        + element("fullName", row.full_name)
        + element("id", row.id)
        + element("lastModifiedDate", row.modified_at)
        + element("type", _TYPE)
    )
    return f"<result>{fields}</result>"


def _record(app: Record) -> str:
    oauth = (
        element("callbackUrl", "\n".join(app.callback_urls))
        + element("consumerKey", app.consumer_key)
        + "".join(element("scopes", scope) for scope in app.scopes)
    )
    fields = (
        element("fullName", app.full_name)
        + element("contactEmail", app.contact_email)
        + element("description", app.description)
        + element("label", app.label)
        + f"<oauthConfig>{oauth}</oauthConfig>"
        + element("startUrl", app.start_url)
    )
    return f'<records xsi:type="{_TYPE}">{fields}</records>'

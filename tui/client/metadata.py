"""What the Metadata API says of a connected app: `listMetadata` and `readMetadata` over SOAP. Reading only.

[documented] `ConnectedApp` holds consumer key, callback addresses, scopes, contact and description, and nothing of the
initial access token. [seen] An app of another org is listed as a connected app and read as a null record.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tui.client import other_pages, records, soap
from tui.client.app_names import LabelIndex
from tui.client.directory import checked_app_id
from tui.client.payloads import UNKNOWN_RELEASE
from tui.client.records import AppRecord
from tui.client.rest import RestApi
from tui.client.retry import Retries
from tui.client.session import OrgSession
from tui.client.soap import Node
from tui.client.statuses import fault_refusal, refusal
from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppKind
from tui.domain.secret import Secret
from tui.errors import NotFoundError, OrgError, UnexpectedAnswerError
from tui.transport import Request, Response, Sender

MOST_NAMES = 10
"""Names in one `readMetadata`. [inferred] a rule of the platform."""
MOST_SEARCHED = 50
"""Records that are read to find one whose API name is unlike its label: five calls, until it is found once."""
_MOST_BYTES = 4 * 1024 * 1024
_ACT = "show the app's metadata"
_HEADERS = {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""', "Accept": "text/xml"}


class MetadataApi:
    """Reads the metadata of apps with the org's session; a failure that may pass is retried."""

    def __init__(
        self,
        sender: Sender,
        session: OrgSession,
        retries: Retries,
        rest: RestApi,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._sender = sender
        self._session = session
        self._retries = retries
        self._rest = rest
        self._now = now
        self._labels = LabelIndex()

    async def read(self, app_id: str) -> AppMetadata:
        """See `OrgDirectory.metadata`."""
        label, bearers = await self._label(checked_app_id(app_id))
        if bearers > 1:
            return _unknown(f"{bearers} apps are called so, and metadata goes by name.")
        names = await self._names()
        read = await self._read(self._labels.candidates(label, names))
        found = _bearing(label, read)
        if not found and None in read.values():
            return _installed("The org lists its metadata and does not show it.")
        if not found:
            unread = [name for name in names if name not in read]
            if len(unread) > MOST_SEARCHED:
                return _unknown("Its API name is not like its name.")
            found = _bearing(label, await self._read(unread))
        if len(found) > 1:
            return _unknown("Several records of the org's metadata are called so.")
        return (
            found[0].metadata() if found else _installed("The org holds no metadata of that name.")
        )

    async def _label(self, app_id: str) -> tuple[str, int]:
        """The app's label as the org writes it, and how many apps bear it."""
        rows = await self._rest.rows(
            f"SELECT Name FROM ConnectedApplication WHERE Id = '{app_id}'",  # noqa: S608 - a checked Id
            act=_ACT,
        )
        if not rows:
            raise NotFoundError(
                "The org has no connected app of that Id.",
                hint="It may have been deleted; refresh the list.",
            )
        label = records.row_name(rows[0])
        quoted = label.replace("\\", "\\\\").replace("'", "\\'")
        same = await self._rest.rows(
            f"SELECT Name FROM ConnectedApplication WHERE Name = '{quoted}'",  # noqa: S608 - quoted
            act=_ACT,
        )
        return label, max(1, sum(records.row_name(row) == label for row in same))

    async def _names(self) -> list[str]:
        """The API names of the org's own apps."""
        version = await self._rest.api_version()
        asked = (
            f"<listMetadata><queries>{soap.text_element('type', records.TYPE)}</queries>"
            f"{soap.text_element('asOfVersion', f'{version}.0')}</listMetadata>"
        )
        return records.full_names(await self._call(asked))

    async def _read(self, names: Sequence[str]) -> dict[str, AppRecord | None]:
        """The records by the names that were asked for; None for a null record."""
        read: dict[str, AppRecord | None] = {}
        for start in range(0, len(names), MOST_NAMES):
            batch = names[start : start + MOST_NAMES]
            wanted = "".join(soap.text_element("fullNames", name) for name in batch)
            asked = (
                f"<readMetadata>{soap.text_element('type', records.TYPE)}{wanted}</readMetadata>"
            )
            answer = records.records(await self._call(asked), expected=len(batch))
            read |= dict(zip(batch, answer, strict=True))
        self._labels.learn({name: each.label for name, each in read.items() if each is not None})
        return read

    async def _call(self, body: str) -> Node:
        path = f"/services/Soap/m/{await self._rest.api_version()}.0"

        async def ask(session: Secret) -> Node:
            request = Request(
                "POST", path, _HEADERS, soap.envelope(session, body), max_bytes=_MOST_BYTES
            )
            return await self._retries.reading(lambda: self._send(request))

        return await self._session.reading(ask)

    async def _send(self, request: Request) -> Node:
        answer = await self._sender.send(request)
        node = soap.opened(answer) if soap.is_xml(answer) else None
        fault = soap.fault(node) if node is not None else None
        if fault is not None:
            raise fault_refusal(fault.code, fault.message, answer, act=_ACT, now=self._now())
        if answer.status != 200 or node is None:
            raise self._refused(answer)
        return node

    def _refused(self, answer: Response) -> OrgError:
        if 300 <= answer.status < 400:
            return other_pages.redirected(answer, self._sender.origin, act=_ACT)
        if answer.status == 200:
            return other_pages.instead_of(answer, "a SOAP answer", act=_ACT)
        error = refusal(answer, act=_ACT, now=self._now())
        if isinstance(error, NotFoundError):  # of an interface, not of an app
            return UnexpectedAnswerError(error.what, hint=UNKNOWN_RELEASE, status=404)
        return error


def _bearing(label: str, read: Mapping[str, AppRecord | None]) -> list[AppRecord]:
    return [record for record in read.values() if record is not None and record.label == label]


def _unknown(why: str) -> AppMetadata:
    return AppMetadata(AppKind.UNKNOWN, why=why)


def _installed(why: str) -> AppMetadata:
    return AppMetadata(AppKind.INSTALLED, why=why)

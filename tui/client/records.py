"""Answers of the Metadata API into values: names of the list, records of apps. Every text is made printable here."""

from dataclasses import dataclass
from typing import Any

from tui.client.payloads import UNKNOWN_RELEASE
from tui.client.soap import METADATA, Node, is_null, texts
from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppKind
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import UnexpectedAnswerError

TYPE = "ConnectedApp"
_MOST_VALUES = 200
"""Callback addresses or scopes of one app."""


@dataclass(frozen=True, slots=True)
class AppRecord:
    """One record; names and label as the org writes them, to be compared and sent, not to be shown."""

    full_name: str
    label: str
    node: Node

    def metadata(self) -> AppMetadata:
        """What it says of the app."""
        key = _one(self.node, "oauthConfig", "consumerKey")
        urls = " ".join(texts(self.node, "oauthConfig", "callbackUrl")).split()
        return AppMetadata(
            AppKind.LOCAL,
            api_name=printable(self.full_name),
            consumer_key=Secret(printable(key)) if key else None,
            callback_urls=tuple(map(printable, urls[:_MOST_VALUES])),
            scopes=tuple(
                printable(text.strip())
                for text in texts(self.node, "oauthConfig", "scopes")[:_MOST_VALUES]
            ),
            contact_email=printable(_one(self.node, "contactEmail")),
            description=printable(_one(self.node, "description")),
        )


def full_names(answer: Node) -> list[str]:
    """The names in a `listMetadataResponse`, each once; those of other types are left out.

    Raises:
        UnexpectedAnswerError: it is no such answer.
    """
    if answer.tag != f"{METADATA}listMetadataResponse":
        raise _untrusted("listMetadata")
    names: dict[str, None] = {}
    for result in answer.findall(f"{METADATA}result"):
        name = _one(result, "fullName")
        if not name:
            raise _untrusted("listMetadata")
        if _one(result, "type") in {"", TYPE}:
            names[name] = None
    return list(names)


def records(answer: Node, *, expected: int) -> list[AppRecord | None]:
    """The records of a `readMetadataResponse`, in the order asked for; None where one is null.

    Raises:
        UnexpectedAnswerError: it is no such answer, or has another number of records.
    """
    nodes = answer.findall(f"{METADATA}result/{METADATA}records")
    if answer.tag != f"{METADATA}readMetadataResponse" or len(nodes) != expected:
        raise _untrusted("readMetadata")
    return [_record(node) for node in nodes]


def row_name(row: Any) -> str:
    """The label in a row of `ConnectedApplication`, as the org writes it.

    Raises:
        UnexpectedAnswerError: the row has none.
    """
    name = row.get("Name") if isinstance(row, dict) else None
    if not isinstance(name, str):
        raise _untrusted("ConnectedApplication")
    return name


def _record(node: Node) -> AppRecord | None:
    if is_null(node) or len(node) == 0:
        return None
    full_name = _one(node, "fullName")
    if not full_name:
        raise _untrusted("readMetadata")
    return AppRecord(full_name, _one(node, "label"), node)


def _one(node: Node, *path: str) -> str:
    """The first text at a path; empty where there is none."""
    return next(iter(texts(node, *path)), "").strip()


def _untrusted(of: str) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        f"{of}: the org's answer is not what it should be.", hint=UNKNOWN_RELEASE
    )

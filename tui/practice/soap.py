"""SOAP of the practice org: reading a request, writing an answer or a fault. Knows no database.

Shapes are seen in public clients: the session in a header of its own, faults as HTTP 500 with a code of the `sf` space.
"""

from collections.abc import Sequence
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from starlette.responses import Response

METADATA: Final = "http://soap.sforce.com/2006/04/metadata"
_ENVELOPE: Final = "http://schemas.xmlsoap.org/soap/envelope/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_TYPE: Final = "text/xml;charset=UTF-8"


class FaultError(Exception):
    """A refusal, by its code in the `sf` space and its words."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


class Call:
    """A request, read.

    Raises:
        FaultError: it is no SOAP request.
    """

    def __init__(self, body: bytes) -> None:
        text = body.decode("utf-8", "replace")
        if "<!DOCTYPE" in text:
            raise FaultError("UNKNOWN_EXCEPTION", "DTD is not allowed")
        try:
            root = ET.fromstring(text)  # noqa: S314 - it declares nothing, as was just seen
        except ET.ParseError:
            raise FaultError("UNKNOWN_EXCEPTION", "The request is not well-formed XML") from None
        act = root.find(f"{{{_ENVELOPE}}}Body/*")
        if root.tag != f"{{{_ENVELOPE}}}Envelope" or act is None:
            raise FaultError("UNKNOWN_EXCEPTION", "The request is no SOAP envelope")
        self.session_id = root.findtext(
            f"{{{_ENVELOPE}}}Header/{{{METADATA}}}SessionHeader/{{{METADATA}}}sessionId", ""
        )
        self._act = act

    @property
    def name(self) -> str:
        """What is asked for; empty outside of the Metadata API's space."""
        space = f"{{{METADATA}}}"
        return self._act.tag.removeprefix(space) if self._act.tag.startswith(space) else ""

    def values(self, *path: str) -> list[str]:
        """The texts at a path of names below the act."""
        where = "/".join(f"{{{METADATA}}}{name}" for name in path)
        return [element.text or "" for element in self._act.findall(where)]


def element(name: str, value: str) -> str:
    """A text in an element; nothing for an empty one."""
    return f"<{name}>{_text(value)}</{name}>" if value else ""


def answer(act: str, results: Sequence[str]) -> Response:
    """A success; `results` is XML."""
    body = f'<{act}Response xmlns="{METADATA}">{"".join(results)}</{act}Response>'
    return Response(_envelope(body).encode(), 200, headers={"Content-Type": _TYPE})


def fault(error: FaultError) -> Response:
    """A refusal."""
    words = _text(f"{error.code}: {error.words}")
    body = (
        f'<soapenv:Fault xmlns:sf="{METADATA}"><faultcode>sf:{error.code}</faultcode>'
        f"<faultstring>{words}</faultstring></soapenv:Fault>"
    )
    return Response(_envelope(body).encode(), 500, headers={"Content-Type": _TYPE})


def _envelope(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="{_ENVELOPE}"'
        f' xmlns:xsi="{_XSI}"><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>'
    )


def _text(value: str) -> str:
    """Text as XML can hold it: what XML 1.0 has no place for becomes U+FFFD."""
    kept = (char if char in "\t\n\r" or char >= " " else "\ufffd" for char in value)
    safe = "".join("\ufffd" if char in "\ufffe\uffff" else char for char in kept)
    return escape(safe.encode("utf-8", "replace").decode(), quote=False)

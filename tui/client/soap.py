"""SOAP, as far as the Metadata API needs it: an envelope that bears the session, an answer read safely, a fault.

[seen] in public clients. XML is read by the standard library, and only where it declares no document type: without one
there are no entities that could grow or reach for a file.
"""

from dataclasses import dataclass, field
from html import escape
from xml.etree import ElementTree as ET

from tui.domain.secret import Secret
from tui.transport import Response

METADATA = "{http://soap.sforce.com/2006/04/metadata}"
_BODY = "{http://schemas.xmlsoap.org/soap/envelope/}Body"
_FAULT = "{http://schemas.xmlsoap.org/soap/envelope/}Fault"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPES = frozenset({"text/xml", "application/xml", "application/soap+xml"})
_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns="http://soap.sforce.com/2006/04/metadata">'
    "<soapenv:Header><SessionHeader><sessionId>{session}</sessionId></SessionHeader></soapenv:Header>"
    "<soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>"
)

Node = ET.Element


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal: the code without its prefix, and the message, which only tells two cases apart."""

    code: str
    message: str = field(repr=False)


def envelope(session: Secret, body: str) -> Secret:
    """A request; `body` is XML."""
    return Secret(_ENVELOPE.format(session=escape(session.expose()), body=body))


def text_element(name: str, value: str) -> str:
    """A text in an element."""
    return f"<{name}>{escape(value, quote=False)}</{name}>"


def is_xml(answer: Response) -> bool:
    """Whether the answer says that it is XML."""
    return answer.content_type in _TYPES


def opened(answer: Response) -> Node | None:
    """What stands in the body of the envelope; None where the answer is no SOAP, or declares a document type."""
    text = answer.text()
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    try:
        root = ET.fromstring(text)  # noqa: S314 - it declares nothing, as was just seen
    except (ET.ParseError, ValueError):
        return None
    body = root.find(_BODY)
    return None if body is None or len(body) != 1 else body[0]


def fault(node: Node) -> Fault | None:
    """The refusal that a body holds, or None. [seen] `<faultcode>sf:INVALID_SESSION_ID</faultcode>`."""
    if node.tag != _FAULT:
        return None
    said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in node}
    return Fault(said.get("faultcode", "").rpartition(":")[2], said.get("faultstring", ""))


def is_null(node: Node) -> bool:
    """Whether an element says that it stands for nothing."""
    return node.get(_NIL, "").strip() in {"true", "1"}


def texts(node: Node, *path: str) -> list[str]:
    """The texts at a path of names below an element."""
    found = node.findall("/".join(METADATA + name for name in path))
    return [element.text or "" for element in found]

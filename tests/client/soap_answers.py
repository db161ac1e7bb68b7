"""Answers of the Metadata API, in the shapes that public clients and the WSDL's examples show."""

from html import escape

from tui.transport import Headers, Response

_SPACES = (
    'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns="http://soap.sforce.com/2006/04/metadata"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
NULL = '<records xsi:nil="true"/>'
KEY = "3MVG9CANARY-consumer-key"


def as_xml(text: str, status: int = 200) -> Response:
    """An answer that says that it is XML."""
    return Response(status, Headers([("Content-Type", "text/xml; charset=utf-8")]), text.encode())


def soap(body: str, status: int = 200) -> Response:
    """An envelope."""
    return as_xml(
        f'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope {_SPACES}>'
        f"<soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>",
        status,
    )


def listing(*names: str) -> Response:
    """The answer of `listMetadata`."""
    results = "".join(
        f"<result><createdById>005000000000001AAA</createdById><createdByName>Ada Admin</createdByName>"
        f"<createdDate>2024-02-29T08:15:30.000Z</createdDate><fileName>connectedApps/{escape(name)}.connectedApp</fileName>"
        f"<fullName>{escape(name)}</fullName><id>0Ci000000000001AAA</id><lastModifiedDate>2026-11-23T20:45:00.000Z"
        f"</lastModifiedDate><manageableState>unmanaged</manageableState><type>ConnectedApp</type></result>"
        for name in names
    )
    return soap(f"<listMetadataResponse>{results}</listMetadataResponse>")


def record(name: str, label: str, *, extra: str = "") -> str:
    """A record as `readMetadata` answers it."""
    return (
        f'<records xsi:type="ConnectedApp"><fullName>{escape(name)}</fullName>'
        f"<contactEmail>ada@acme.example</contactEmail><description>Says hello.</description><label>{escape(label)}"
        "</label><oauthConfig><callbackUrl>https://a.example/cb\nhttps://b.example/cb</callbackUrl>"
        f"<consumerKey>{KEY}</consumerKey><isAdminApproved>false</isAdminApproved><scopes>Api</scopes>"
        f"<scopes>OpenID</scopes></oauthConfig>{extra}</records>"
    )


def reading(*records: str) -> Response:
    """The answer of `readMetadata`."""
    return soap(f"<readMetadataResponse><result>{''.join(records)}</result></readMetadataResponse>")


def fault(code: str, words: str = "CANARY-words", status: int = 500) -> Response:
    """A refusal, as it comes: with status 500 whatever it says."""
    return soap(
        '<soapenv:Fault xmlns:sf="http://soap.sforce.com/2006/04/metadata">'
        f"<faultcode>sf:{code}</faultcode><faultstring>{code}: {words}</faultstring></soapenv:Fault>",
        status,
    )

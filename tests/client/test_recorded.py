"""Answers in the shapes that public documentation shows, written down from it, come through the whole client.

From Salesforce's Postman collection (versions, query, userinfo, error arrays), the examples of the Metadata API guide
(list and read) and the REST API guide (status codes).
"""

from typing import Any

import pytest

from tests.client.fakes import FakeTransport, as_json, client
from tests.client.soap_answers import as_xml
from tui.domain.connected_app import AppKind
from tui.domain.org import OrgKind
from tui.errors import (
    BusyError,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)

VERSIONS = [
    {"label": "Winter '24", "url": "/services/data/v59.0", "version": "59.0"},
    {"label": "Summer '26", "url": "/services/data/v67.0", "version": "67.0"},
    {"label": "Winter '27", "url": "/services/data/v68.0", "version": "68.0"},
]
USERINFO = {
    "sub": "https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA",
    "user_id": "005000000000001AAA",
    "organization_id": "00D000000000001AAA",
    "preferred_username": "ada@acme.example",
    "nickname": "ada",
    "name": "Ada Admin",
    "email": "ada@acme.example",
    "email_verified": True,
    "given_name": "Ada",
    "family_name": "Admin",
    "zoneinfo": "Europe/Berlin",
    "photos": {"picture": "https://acme.example/x", "thumbnail": "https://acme.example/y"},
    "profile": "https://acme.my.salesforce.com/005000000000001AAA",
    "urls": {"rest": "https://acme.my.salesforce.com/services/data/v{version}/"},
    "active": True,
    "user_type": "STANDARD",
    "language": "en_US",
    "locale": "de_DE",
    "utcOffset": 3600000,
    "updated_at": "2026-11-16T10:13:14Z",
    "is_app_installed": True,
}
LISTED = """<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><listMetadataResponse><result>
<createdById>005000000000001AAA</createdById><createdByName>Ada Admin</createdByName>
<createdDate>2024-02-29T08:15:30.000Z</createdDate>
<fileName>connectedApps/Partner_Gateway.connectedApp</fileName><fullName>Partner_Gateway</fullName>
<id>0Ci000000000001AAA</id><lastModifiedById>005000000000001AAA</lastModifiedById>
<lastModifiedByName>Ada Admin</lastModifiedByName><lastModifiedDate>2026-11-23T20:45:00.000Z</lastModifiedDate>
<namespacePrefix></namespacePrefix><type>ConnectedApp</type></result></listMetadataResponse></soapenv:Body>
</soapenv:Envelope>"""
READ = """<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
 xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soapenv:Body><readMetadataResponse><result><records xsi:type="ConnectedApp"><fullName>Partner_Gateway</fullName>
<contactEmail>ada@acme.example</contactEmail><label>Partner Gateway</label><oauthConfig>
<callbackUrl>https://acme.example/cb</callbackUrl><consumerKey>3MVG9abc.def_ghi</consumerKey>
<isAdminApproved>false</isAdminApproved><isClientCredentialEnabled>false</isClientCredentialEnabled>
<isConsumerSecretOptional>false</isConsumerSecretOptional><isIntrospectAllTokens>false</isIntrospectAllTokens>
<isPkceRequired>true</isPkceRequired><isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>
<scopes>Basic</scopes><scopes>Api</scopes><scopes>RefreshToken</scopes></oauthConfig><oauthPolicy>
<ipRelaxation>ENFORCE</ipRelaxation><refreshTokenPolicy>infinite</refreshTokenPolicy></oauthPolicy></records></result>
</readMetadataResponse></soapenv:Body></soapenv:Envelope>"""


def query(*records: dict[str, Any]) -> dict[str, Any]:
    return {"totalSize": len(records), "done": True, "records": list(records)}


async def test_versions_beyond_the_tested_one_are_not_used() -> None:
    row = {
        "attributes": {"type": "Organization", "url": "/services/data/v67.0/sobjects/x"},
        "Id": "00D000000000001AAA",
        "Name": "Acme",
        "OrganizationType": "Enterprise Edition",
        "IsSandbox": False,
    }
    transport = FakeTransport(as_json(VERSIONS), as_json(query(row)))
    assert (await client(transport).org()).kind is OrgKind.PRODUCTION
    assert transport.calls[1].startswith("GET /services/data/v67.0/query?q=")


async def test_userinfo_of_the_collection() -> None:
    user = await client(FakeTransport(as_json(USERINFO))).user()
    assert (user.name, user.username) == ("Ada Admin", "ada@acme.example")


async def test_the_examples_of_the_metadata_guide() -> None:
    row = {"attributes": {"type": "ConnectedApplication", "url": "/x"}, "Name": "Partner Gateway"}
    transport = FakeTransport(
        as_json(VERSIONS), as_json(query(row)), as_json(query(row)), as_xml(LISTED), as_xml(READ)
    )
    facts = await client(transport).metadata("0H4000000000001AAA")
    assert (facts.kind, facts.api_name) == (AppKind.LOCAL, "Partner_Gateway")
    assert facts.scopes == ("Basic", "Api", "RefreshToken")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (
            401,
            [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}],
            SessionError,
        ),
        (
            403,
            [{"message": "TotalRequests Limit exceeded.", "errorCode": "REQUEST_LIMIT_EXCEEDED"}],
            BusyError,
        ),
        (
            400,
            [
                {
                    "message": "sObject type 'ConnectedApplication' is not supported.",
                    "errorCode": "INVALID_TYPE",
                }
            ],
            PermissionMissingError,
        ),
        (
            400,
            [{"message": "No such column", "errorCode": "INVALID_FIELD", "fields": ["x"]}],
            UnexpectedAnswerError,
        ),
        (404, [{"errorCode": "NOT_FOUND", "message": "x"}], UnexpectedAnswerError),
        (
            400,
            {"error": "invalid_grant", "error_description": "expired"},
            UnexpectedAnswerError,
        ),
        (400, {"error": "unsupported"}, UnexpectedAnswerError),
    ],
)
async def test_error_bodies_of_the_guides(status: int, body: object, error: type[OrgError]) -> None:
    answer = as_json(body, status)
    with pytest.raises(error):
        await client(FakeTransport(as_json(VERSIONS), answer, answer)).permissions()

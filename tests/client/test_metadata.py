"""What is asked of the Metadata API, and what is made of it."""

from xml.etree import ElementTree as ET

import pytest

from tests.client import setup_pages
from tests.client.fakes import (
    SESSION,
    VERSIONS,
    FakeSessions,
    FakeTime,
    FakeTransport,
    Script,
    as_html,
    client,
    moved,
    rows,
)
from tests.client.soap_answers import (
    KEY,
    NULL,
    as_xml,
    fault,
    listing,
    reading,
    record,
    soap,
)
from tests.transport.sweep import assert_clean
from tui.client.metadata import MOST_NAMES, MOST_SEARCHED
from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppKind
from tui.domain.secret import Secret
from tui.errors import (
    BusyError,
    OrgError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)
from tui.transport import Request

APP_ID = "0H4000000000001AAA"
LABEL = "Partner gateway 1"
ROW = {"Name": LABEL}
SPACE = "{http://soap.sforce.com/2006/04/metadata}"


def org(*answers: Script, bearers: int = 1) -> FakeTransport:
    """An org that has named the app and counted its namesakes, then answers so."""
    return FakeTransport(VERSIONS, rows(ROW), rows(*[ROW] * bearers), *answers)


async def facts(transport: FakeTransport, **more: object) -> AppMetadata:
    return await client(transport, **more).metadata(APP_ID)  # type: ignore[arg-type]


def sent(request: Request) -> ET.Element:
    assert isinstance(request.body, Secret)
    return ET.fromstring(request.body.expose())


def asked_for(request: Request) -> list[str]:
    """The names that a call asks to read."""
    return [each.text or "" for each in sent(request).iter(f"{SPACE}fullNames")]


async def test_an_app_is_read_by_the_api_name_that_is_like_its_label() -> None:
    transport = org(
        listing("Other", "Partner_Gateway_1"), reading(record("Partner_Gateway_1", LABEL))
    )
    found = await facts(transport)
    assert asked_for(transport.requests[-1]) == ["Partner_Gateway_1"]
    assert (found.kind, found.api_name, found.why) == (AppKind.LOCAL, "Partner_Gateway_1", "")
    assert found.callback_urls == ("https://a.example/cb", "https://b.example/cb")
    assert (found.scopes, found.contact_email) == (("Api", "OpenID"), "ada@acme.example")
    assert found.consumer_key == Secret(KEY)
    assert "CANARY" not in repr(found)


async def test_the_session_stands_in_the_envelope_and_nowhere_else() -> None:
    transport = org(listing("x"), reading(record("x", LABEL)))
    await facts(transport)
    request = transport.requests[3]
    assert (request.method, request.path) == ("POST", "/services/Soap/m/67.0")
    assert sent(request).findtext(f".//{SPACE}sessionId") == SESSION
    assert transport.header(3, "SOAPAction") == '""'
    assert "CANARY" not in repr(request)


async def test_a_null_record_is_an_app_of_another_org() -> None:
    found = await facts(org(listing("Partner_Gateway_1"), reading(NULL)))
    assert (found.kind, found.consumer_key) == (AppKind.INSTALLED, None)


async def test_a_label_that_no_record_bears_is_an_app_of_another_org() -> None:
    found = await facts(org(listing("a"), reading(record("a", "Something else"))))
    assert (found.kind, found.api_name) == (AppKind.INSTALLED, "")


async def test_a_record_of_a_like_name_and_another_label_is_not_taken() -> None:
    transport = org(
        listing("PartnerGateway1", "zz"),
        reading(record("PartnerGateway1", "Partner (gateway) 1")),
        reading(record("zz", LABEL)),
    )
    assert (await facts(transport)).api_name == "zz"


async def test_records_are_read_ten_at_a_time_and_once() -> None:
    names = [f"n{number}" for number in range(25)]
    wanted = [record(name, LABEL if name == "n24" else name) for name in names]
    batches = [wanted[:10], wanted[10:20], wanted[20:]]
    transport = org(listing(*names), *[reading(*batch) for batch in batches])
    org_client = client(transport)
    assert (await org_client.metadata(APP_ID)).api_name == "n24"
    assert [len(asked_for(each)) for each in transport.requests[4:]] == [MOST_NAMES, 10, 5]
    transport.script = [rows(ROW), rows(ROW), listing(*names), reading(wanted[24])]
    assert (await org_client.metadata(APP_ID)).api_name == "n24"


async def test_what_would_take_too_many_calls_is_not_known() -> None:
    names = [f"n{number}" for number in range(MOST_SEARCHED + 1)]
    found = await facts(org(listing(*names)))
    assert (found.kind, found.why) == (AppKind.UNKNOWN, "Its API name is not like its name.")


async def test_namesakes_are_not_told_apart() -> None:
    several = await facts(org(bearers=2))
    records = org(listing("a", "b"), reading(record("a", LABEL), record("b", LABEL)), bearers=1)
    assert (several.kind, "2 apps" in several.why) == (AppKind.UNKNOWN, True)
    assert "Several records" in (await facts(records)).why


async def test_an_expired_session_is_renewed_once() -> None:
    sessions = FakeSessions("one", "two")
    expired = fault("INVALID_SESSION_ID")
    transport = org(expired, listing("x"), reading(record("x", LABEL)))
    assert (await facts(transport, sessions=sessions)).kind is AppKind.LOCAL
    assert sessions.asked == 2
    assert sent(transport.requests[4]).findtext(f".//{SPACE}sessionId") == "two"
    with pytest.raises(SessionError):
        await facts(org(expired, expired), sessions=FakeSessions("one", "two", "three"))


async def test_a_session_that_a_policy_bars_is_not_renewed() -> None:
    sessions = FakeSessions("one", "two")
    barred = fault("INVALID_SESSION_ID", "This session is not valid for use with the REST API")
    with pytest.raises(SessionError, match="does not let this session"):
        await facts(org(barred), sessions=sessions)
    assert sessions.asked == 1


REFUSED: list[tuple[Script, type[OrgError]]] = [
    (fault("INSUFFICIENT_ACCESS_OR_READONLY"), PermissionMissingError),
    (fault("API_DISABLED_FOR_ORG"), PermissionMissingError),
    (fault("REQUEST_LIMIT_EXCEEDED"), BusyError),
    (fault("UNKNOWN_EXCEPTION"), UnexpectedAnswerError),
    (fault(""), UnexpectedAnswerError),
    (fault("CANARY <b>"), UnexpectedAnswerError),
    (as_xml("<CANARY", 500), UnexpectedAnswerError),
    (as_xml("<CANARY/>"), UnexpectedAnswerError),
    (soap("<x>CANARY</x>"), UnexpectedAnswerError),
    (soap("<a/><b/>"), UnexpectedAnswerError),
    (as_xml('<!DOCTYPE x [<!ENTITY CANARY "x">]><x/>'), UnexpectedAnswerError),
    (as_html(setup_pages.LOGIN), SessionError),
    (as_html("CANARY"), UnexpectedAnswerError),
    (as_html("CANARY", 403), PermissionMissingError),
    (as_html("CANARY", 404), UnexpectedAnswerError),
    (moved("https://evil.example/CANARY"), UnexpectedAnswerError),
    (listing(""), UnexpectedAnswerError),
]


@pytest.mark.parametrize(("answer", "error"), REFUSED)
async def test_a_refusal_is_told_in_words_of_ours(answer: Script, error: type[OrgError]) -> None:
    with pytest.raises(error) as raised:
        await facts(org(answer, answer))
    assert raised.value.hint
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize(
    "answer",
    [
        reading(),
        reading(NULL, NULL),
        soap("<x/>"),
        listing("x"),
        reading("<records><a/></records>"),
    ],
)
async def test_another_number_of_records_than_asked_for_is_refused(answer: Script) -> None:
    with pytest.raises(UnexpectedAnswerError):
        await facts(org(listing("x"), answer))


async def test_a_busy_org_is_asked_again() -> None:
    time = FakeTime()
    transport = org(as_xml("", 503), listing("x"), reading(record("x", LABEL)))
    assert (await facts(transport, time=time)).kind is AppKind.LOCAL
    assert len(time.waits) == 1


async def test_texts_are_made_printable() -> None:
    hostile = record("a\u202eb", LABEL).replace("Says hello.", "&#27;x\u200b").replace("&#27;", "")
    found = await facts(org(listing("a\u202eb"), reading(hostile)))
    assert (found.api_name, found.description) == ("a<U+202E>b", "x<U+200B>")

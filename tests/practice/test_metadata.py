"""The Metadata API of the practice org, as another client would call it."""

from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.practice.orgs import Org, make_token, register
from tui.practice.sessions import new_session

SPACE = "{http://soap.sforce.com/2006/04/metadata}"
LIST = "<listMetadata><queries><type>ConnectedApp</type></queries></listMetadata>"


def envelope(session: str, body: str) -> str:
    return (
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns="http://soap.sforce.com/2006/04/metadata">'
        f"<e:Header><SessionHeader><sessionId>{session}</sessionId></SessionHeader></e:Header>"
        f"<e:Body>{body}</e:Body></e:Envelope>"
    )


def reading(*names: str) -> str:
    wanted = "".join(f"<fullNames>{name}</fullNames>" for name in names)
    return f"<readMetadata><type>ConnectedApp</type>{wanted}</readMetadata>"


class Soap:
    """Calls with a session."""

    def __init__(self, org: Org, client: httpx.AsyncClient, user: str = "admin") -> None:
        self.session = new_session(org.store, user)
        self._client = client

    async def __call__(self, body: str) -> httpx.Response:
        """The answer to one call."""
        return await self._client.post(
            "/services/Soap/m/67.0",
            content=envelope(self.session, body),
            headers={"Content-Type": "text/xml", "SOAPAction": '""'},
        )

    async def names(self) -> list[str]:
        """The API names of the org."""
        root = ET.fromstring((await self(LIST)).text)
        return [each.text or "" for each in root.iter(f"{SPACE}fullName")]

    async def record(self, name: str) -> ET.Element:
        """One record."""
        root = ET.fromstring((await self(reading(name))).text)
        (record,) = root.iter(f"{SPACE}records")
        return record


@pytest.fixture
def soap(org: Org, nobody: httpx.AsyncClient) -> Soap:
    return Soap(org, nobody)


async def test_the_list_names_every_app_of_this_org_once(soap: Soap) -> None:
    names = await soap.names()
    assert len(names) == len({name.lower() for name in names}) == 41
    assert "Partner_API_Gateway" in names
    assert not any("Ledgerline" in name for name in names)  # installed: another org's


async def test_a_record_holds_what_the_api_documents_and_no_token(org: Org, soap: Soap) -> None:
    record = await soap.record("Partner_API_Gateway")
    texts = {each.tag.removeprefix(SPACE): each.text for each in record.iter()}
    assert texts["label"] == "Partner API Gateway"
    assert str(texts["consumerKey"]).startswith("3MVG9")
    assert texts["contactEmail"] == "hana.okafor@practice.example"
    assert texts["callbackUrl"] == "https://partner-api-gateway.example/oauth/callback"
    assert "consumerSecret" not in texts
    again = await soap.record("Partner_API_Gateway")
    assert again.findtext(f".//{SPACE}consumerKey") == texts["consumerKey"]


async def test_a_name_that_is_not_there_is_a_null_record(soap: Soap) -> None:
    record = await soap.record("Ledgerline_Accounting_Sync")
    assert list(record) == []
    assert record.get("{http://www.w3.org/2001/XMLSchema-instance}nil") == "true"


async def test_the_key_of_a_child_is_its_client_id(
    org: Org, admin: httpx.AsyncClient, soap: Soap
) -> None:
    made = (await register(admin, await make_token(admin, org.new_app()))).json()
    record = await soap.record("Test_Client")
    assert record.findtext(f".//{SPACE}consumerKey") == made["client_id"]


@pytest.mark.parametrize("name", ["<b>&amp;", "\x00\x1b[31m", "\ufffe]]>", "\u202e顧客", "[/]"])
async def test_a_name_of_any_kind_is_a_label_in_well_formed_xml(
    org: Org, soap: Soap, name: str
) -> None:
    before = set(await soap.names())
    org.new_app(name)
    (added,) = set(await soap.names()) - before
    kept = "".join("\ufffd" if c < " " or c == "\ufffe" else c for c in name)
    assert (await soap.record(added)).findtext(f"{SPACE}label") == kept


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (reading(*map(str, range(11))), "EXCEEDED_ID_LIMIT"),
        ("<deleteMetadata/>", "UNKNOWN_EXCEPTION"),
        ("<listMetadata><queries><type>Flow</type></queries></listMetadata>", "INVALID_TYPE"),
        ("", "UNKNOWN_EXCEPTION"),
        ("<", "UNKNOWN_EXCEPTION"),
    ],
)
async def test_a_refusal_is_a_fault_with_status_500(soap: Soap, body: str, code: str) -> None:
    answer = await soap(body)
    assert answer.status_code == 500
    assert f"<faultcode>sf:{code}</faultcode>" in answer.text


async def test_a_dead_session_and_a_missing_permission(
    org: Org, nobody: httpx.AsyncClient, soap: Soap
) -> None:
    support = await Soap(org, nobody, "support")(LIST)
    org.now.pass_by(hours=3)
    dead = await soap(LIST)
    assert "sf:INVALID_SESSION_ID" in dead.text
    assert "sf:INSUFFICIENT_ACCESS" in support.text


async def test_a_document_type_is_not_read(nobody: httpx.AsyncClient) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + envelope("&a;", LIST)
    answer = await nobody.post("/services/Soap/m/67.0", content=bomb)
    assert (answer.status_code, "DTD is not allowed" in answer.text) == (500, True)

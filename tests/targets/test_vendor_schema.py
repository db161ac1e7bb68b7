"""What the anypoint target sends and what the practice gateway answers, against the vendor's own description.

It is read where `ANYPOINT_OPENAPI` names it, else beside the repository; without it these tests skip.
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest

from tests.faults.orgs import ServedOrg
from tests.targets.errands import FakeWaits, card, errand
from tui.domain.secret import Secret
from tui.targets.anypoint import AnypointTarget
from tui.targets.anypoint_session import Address, Credentials
from tui.transport import Origin, Request, Response, Transport

_BESIDE = Path(__file__).parents[3] / "shared" / "facts" / "anypoint-client-providers.openapi.json"
_FILE = Path(os.environ.get("ANYPOINT_OPENAPI", _BESIDE))

pytestmark = pytest.mark.skipif(
    not _FILE.is_file(), reason="needs the description of Anypoint's interface: ANYPOINT_OPENAPI"
)


class RecordingLine:
    """A transport that keeps what went over it."""

    def __init__(self, line: Transport) -> None:
        self._line = line
        self.calls: list[tuple[Request, Response]] = []

    @property
    def origin(self) -> Origin:
        return self._line.origin

    async def send(self, request: Request) -> Response:
        answer = await self._line.send(request)
        self.calls.append((request, answer))
        return answer

    async def aclose(self) -> None:
        await self._line.aclose()


@dataclass(frozen=True)
class Call:
    """One call to the client providers, as it went over the line."""

    method: str
    path: str
    query: dict[str, list[str]]
    sent: Any
    status: int
    answered: Any


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    return dict(json.loads(_FILE.read_text()))


@pytest.fixture
async def calls(org: ServedOrg) -> list[Call]:
    """Everything of a preflight without and with an app, a hand-over and its proof."""
    app = org.new_app(has_token=True)
    assert app.token is not None
    lines: list[RecordingLine] = []

    def connect() -> RecordingLine:
        origin = "http://{}:{}".format(*org.address)
        lines.append(RecordingLine(Transport(origin, environ={})))
        return lines[-1]

    async def credentials() -> Credentials:
        return Credentials(Secret("admin"), Secret(org.sessions[0]))

    target = AnypointTarget(
        card(),
        Address("/anypoint", None, lambda app_id: app_id),
        credentials=credentials,
        connect=connect,
        clock=FakeWaits(),
    )
    await target.check()
    way = await target.open(errand(app.id))
    await way.put(app.token)
    await way.held(app.token)
    await way.close()
    return [_call(*each) for line in lines for each in line.calls if "Providers" in each[0].path]


def _call(request: Request, answer: Response) -> Call:
    parts = urlsplit(request.path)
    body = request.body.expose() if isinstance(request.body, Secret) else ""
    return Call(
        request.method,
        parts.path.removeprefix("/anypoint/accounts/api"),
        parse_qs(parts.query),
        json.loads(body) if body else None,
        answer.status,
        json.loads(answer.body) if answer.body else None,
    )


def _operation(api: dict[str, Any], call: Call) -> dict[str, Any]:
    for template, methods in api["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), call.path):
            return dict(methods[call.method.lower()])
    raise AssertionError(call.path)


def _valid(api: dict[str, Any], schema: str, value: object) -> None:
    whole = {"$ref": f"#/components/schemas/{schema}", "components": api["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_every_call_is_one_of_the_interface(api: dict[str, Any], calls: list[Call]) -> None:
    assert {call.method for call in calls} == {"GET", "PATCH"}
    for call in calls:
        operation = _operation(api, call)
        assert str(call.status) in operation["responses"]
        known = [each for each in operation["parameters"] if "name" in each]
        required = {each["name"] for each in known if each.get("required")}
        assert required <= call.query.keys() <= {each["name"] for each in known}


def test_the_write_is_a_partial_provider_and_recreates_nothing(
    api: dict[str, Any], calls: list[Call]
) -> None:
    (write,) = [call for call in calls if call.method == "PATCH"]
    _valid(api, "OIDCDynamicClientProviderOptional", write.sent)
    assert write.query == {"recreateTokenValidationClient": ["false"]}
    with pytest.raises(jsonschema.ValidationError):  # the whole-object PUT would want more
        _valid(api, "OIDCDynamicClientProvider", write.sent)


def test_the_gateways_answers_are_providers(api: dict[str, Any], calls: list[Call]) -> None:
    whole = [call for call in calls if "includeSecrets" in call.query]
    assert [call.query["includeSecrets"] for call in whole] == [["false"], ["true"], ["true"]]
    for call in whole:
        _valid(api, "OIDCDynamicClientProvider", call.answered)


def test_the_gateways_list_is_one_of_providers(api: dict[str, Any], calls: list[Call]) -> None:
    (listing,) = [call for call in calls if "limit" in call.query]
    assert listing.answered["total"] > 1
    for row in listing.answered["data"]:
        _valid(api, "ExternalClientProvidersFind", row)

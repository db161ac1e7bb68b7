"""API calls that run low are told once for every further percent."""

import pytest

from tests.client.fakes import NOW, VERSIONS, FakeSessions, FakeTransport, as_json, rows
from tui.client.limits import usage
from tui.client.org_client import OrgClient
from tui.domain.usage import CallUsage
from tui.transport import Response

PERMITTED = {"PermissionsManageRemoteAccess": True}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("api-usage=18/5000", CallUsage(18, 5000)),
        ("api-usage=25/5000; per-app-api-usage=17/250(appName=sample-app)", CallUsage(25, 5000)),
        ("per-app-api-usage=17/250(appName=x); api-usage=1/2", CallUsage(1, 2)),
        ("per-app-api-usage=17/250", None),
        ("api-usage=x/5", None),
        ("api-usage=1", None),
        ("", None),
        ("api-usage=" + "9" * 400 + "/1", None),
    ],
)
def test_the_header_is_read(header: str, found: CallUsage | None) -> None:
    assert usage(header) == found


@pytest.mark.parametrize(
    ("used", "limit", "low"), [(79, 100, False), (80, 100, True), (101, 100, True), (5, 0, False)]
)
def test_calls_run_low_from_four_fifths_on(used: int, limit: int, low: bool) -> None:
    assert CallUsage(used, limit).runs_low is low


def _answer(used: int) -> Response:
    return as_json(
        {"totalSize": 1, "done": True, "records": [PERMITTED]},
        Sforce_Limit_Info=f"api-usage={used}/1000",
    )


async def test_a_notice_comes_at_each_further_percent_and_after_a_recovery() -> None:
    told: list[int] = []
    script = [_answer(used) for used in (799, 800, 805, 811, 810, 100, 800)]
    org = OrgClient(
        FakeTransport(VERSIONS, *script),
        FakeSessions(),
        now=lambda: NOW,
        on_low_calls=lambda found: told.append(found.used),
    )
    for _ in script:
        await org.permissions()
    assert told == [800, 811, 800]


async def test_an_answer_without_the_header_tells_nothing() -> None:
    told: list[CallUsage] = []
    org = OrgClient(
        FakeTransport(VERSIONS, rows(PERMITTED)),
        FakeSessions(),
        now=lambda: NOW,
        on_low_calls=told.append,
    )
    await org.permissions()
    assert told == []

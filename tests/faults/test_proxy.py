"""The proxy itself: what it lets through, what it notes, and that its faults are what they are called."""

import asyncio
import tempfile
from pathlib import Path

import pytest

from tests.faults.catalogue import CATALOGUE
from tests.faults.proxy import Fault, FaultProxy, OtherHost, Plan, other_host, proxying
from tests.transport.loopback import FakeServer, answer, serving
from tui.domain.secret import Secret
from tui.errors import UnreachableError
from tui.transport import NotSentError, Request, Timeouts, Transport, bearer

PLAIN = Request("GET", "/x?y=z")
HASTY = Timeouts(connect=0.2)


def fault(name: str) -> Fault:
    return next(one.fault for one in CATALOGUE if one.fault.name == name)


def address(server: FakeServer) -> tuple[str, int]:
    return "127.0.0.1", server.port


def calls(proxy: FaultProxy, timeouts: Timeouts | None = None) -> Transport:
    return Transport(proxy.origin, environ={}, timeouts=timeouts or Timeouts())


async def test_a_request_and_its_answer_pass_unchanged_and_are_noted() -> None:
    signed = Request("POST", "/a?b=c", {"Authorization": bearer(Secret("s"))}, b"body")
    given = answer(b"hello", status="201 Created", headers=("X-A: 1",))
    async with (
        serving(given, answer()) as server,
        proxying(address(server)) as proxy,
        calls(proxy) as transport,
    ):
        response = await transport.send(signed)
        await transport.send(PLAIN)
    assert (response.status, response.headers["x-a"], response.body) == (201, "1", b"hello")
    assert server.requests[0].startswith(b"POST /a?b=c HTTP/1.1\r\n")
    assert server.requests[0].endswith(b"\r\n\r\nbody")
    noted = [(one.method, one.path, one.credentials, one.forwarded) for one in proxy.seen]
    assert noted == [("POST", "/a?b=c", True, True), ("GET", "/x?y=z", False, True)]


async def test_an_org_behind_a_unix_socket_is_reached() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        path = Path(folder) / "s"
        async with (
            serving(answer(b"local"), uds=path),
            proxying(path) as proxy,
            calls(proxy) as transport,
        ):
            assert (await transport.send(PLAIN)).body == b"local"


async def test_the_plan_names_which_requests_meet_the_fault() -> None:
    plan = Plan(fault("500"), at=2, times=2)
    async with (
        serving(answer(), answer()) as server,
        proxying(address(server), plan) as proxy,
        calls(proxy) as transport,
    ):
        statuses = [(await transport.send(PLAIN)).status for _ in range(4)]
    assert statuses == [200, 500, 500, 200]
    assert [seen.forwarded for seen in proxy.seen] == [True, False, False, True]


@pytest.mark.parametrize(("name", "words"), [("refused", "refuses"), ("stalls at", "did not take")])
@pytest.mark.parametrize("at", [1, 2])
async def test_a_shut_door_opens_when_time_passes(name: str, words: str, at: int) -> None:
    shut = next(one.fault for one in CATALOGUE if one.fault.name.startswith(name))
    async with (
        serving(answer(), answer()) as server,
        proxying(address(server), Plan(shut, at, times=1)) as proxy,
        calls(proxy, HASTY) as transport,
    ):
        if at == 2:
            await transport.send(PLAIN)
        with pytest.raises(NotSentError, match=words):
            await transport.send(PLAIN)
        await proxy.time_passes()
        assert (await transport.send(PLAIN)).status == 200
    assert len(server.requests) == at


@pytest.mark.parametrize(("name", "read"), [("reset, unread", 0), ("reset, not forwarded", 1)])
async def test_a_reset_is_a_reset(name: str, read: int) -> None:
    async with serving() as server, proxying(address(server), Plan(fault(name), 1)) as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            await reader.read()
        writer.close()
    assert (len(proxy.seen), len(server.requests)) == (read, 0)


async def test_a_lost_answer_reached_the_org() -> None:
    plan = Plan(fault("reset, answer lost"), 1)
    async with (
        serving(answer()) as server,
        proxying(address(server), plan) as proxy,
        calls(proxy) as transport,
    ):
        with pytest.raises(UnreachableError, match="broke"):
            await transport.send(PLAIN)
    assert (len(server.requests), proxy.seen[0].forwarded) == (1, True)


async def test_the_hidden_state_of_a_page_is_kept_for_the_search() -> None:
    state = '<input name="com.salesforce.visualforce.ViewState" value="i:AAAA&amp;B" />'
    async with (
        serving(answer(state.encode())) as server,
        proxying(address(server)) as proxy,
        calls(proxy) as transport,
    ):
        await transport.send(PLAIN)
    assert proxy.secrets == {"i:AAAA&B"}


async def test_another_host_counts_who_comes() -> None:
    host: OtherHost
    async with other_host() as host, Transport(host.origin, environ={}) as transport:
        with pytest.raises(UnreachableError):
            await transport.send(PLAIN)
    assert host.connections == 1

"""The network of a jump host: a proxy that opens ways, a CA of its own, IPv6, names that cannot be resolved."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.transport.connect_proxy import leading_to
from tests.transport.loopback import FakeServer, answer, serving, silence
from tui.domain.secret import Secret
from tui.transport import Origin, Request, Transport, bearer
from tui.transport.hops import Hop, Way

CA = Path(__file__).with_name("org.pem")
ACME = "https://acme.my.salesforce.com"
CANARY = "CANARY-77aa"
SIGNED = Request("GET", "/services/data/", {"Authorization": bearer(Secret(CANARY))})


def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CA, CA.with_name("server.key"))
    return context


@asynccontextmanager
async def served_on_ipv6(
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[tuple[FakeServer, int]]:
    fake = FakeServer([answer(b"here")])
    try:
        server = await asyncio.start_server(fake.serve, "::1", 0, ssl=tls)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    try:
        yield fake, server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def walked(
    url: str, *, ca_file: Path | None = CA, limit: float = 20, **environ: str
) -> list[Hop]:
    way = Way(Origin.parse(url), environ=environ, ca_file=ca_file, limit=limit)
    return [hop async for hop in way.walk()]


# -- calls ------------------------------------------------------------------------------------------


async def test_a_call_goes_through_the_proxy_sealed() -> None:
    async with serving(answer(b"sealed"), tls=tls()) as org, leading_to(org.port) as proxy:
        environ = {"HTTPS_PROXY": proxy.url}
        async with Transport(ACME, ca_file=CA, environ=environ) as calls:
            assert (await calls.send(SIGNED)).body == b"sealed"
    assert proxy.asked[0].startswith(b"CONNECT acme.my.salesforce.com:443 HTTP/1.1\r\n")
    assert CANARY.encode() not in b"".join(proxy.asked)
    assert CANARY.encode() in org.requests[0]


async def test_the_proxys_own_password_goes_to_the_proxy_alone() -> None:
    async with serving(answer(b"sealed"), tls=tls()) as org, leading_to(org.port) as proxy:
        environ = {"HTTPS_PROXY": proxy.url.replace("//", "//me:CANARY-pw@")}
        async with Transport(ACME, ca_file=CA, environ=environ) as calls:
            await calls.send(SIGNED)
    assert b"Proxy-Authorization: Basic" in proxy.asked[0]
    assert b"authorization: basic" not in org.requests[0].lower()


@pytest.mark.parametrize("sealed", [True, False])
async def test_ipv6_is_spoken(sealed: bool) -> None:
    async with served_on_ipv6(tls() if sealed else None) as (_, port):
        origin = f"{'https' if sealed else 'http'}://[::1]:{port}"
        async with Transport(origin, ca_file=CA, environ={"HTTPS_PROXY": "http://p:1"}) as calls:
            assert (await calls.send(SIGNED)).body == b"here"


# -- hop by hop -------------------------------------------------------------------------------------


async def test_a_way_that_works_is_told_hop_by_hop() -> None:
    async with serving(tls=tls()) as org:
        hops = await walked(org.tls_origin)
    assert [(hop.name, hop.ok) for hop in hops] == [
        ("name", True),
        ("connection", True),
        ("TLS", True),
    ]
    assert "a certificate by Loopback Tests" in hops[-1].words


async def test_plain_http_on_this_machine_has_no_tls() -> None:
    async with serving() as org:
        assert [hop.name for hop in await walked(org.origin)] == ["name", "connection"]


async def test_through_a_proxy_the_name_of_the_org_is_not_looked_up_here() -> None:
    async with serving(tls=tls()) as org, leading_to(org.port) as proxy:
        hops = await walked(ACME, HTTPS_PROXY=proxy.url)
    names = ["proxy name", "proxy connection", "proxy tunnel", "TLS"]
    assert [(hop.name, hop.ok) for hop in hops] == [(name, True) for name in names]
    assert "The proxy of HTTPS_PROXY opens a way to acme.my.salesforce.com:443." in hops[2].words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("407 Proxy Authentication Required", "wants credentials (407)"),
        ("403 Forbidden", "answers 403"),
        ("502 Bad Gateway", "answers 502"),
        ("nonsense", "does not answer as a proxy"),
    ],
)
async def test_a_proxy_that_opens_no_way_is_named_by_its_variable(status: str, words: str) -> None:
    async with leading_to(1, status=status) as proxy:
        environ = proxy.url.replace("//", f"//me:{CANARY}@")
        hops = await walked(ACME, HTTPS_PROXY=environ)
    assert (hops[-1].name, hops[-1].ok) == ("proxy tunnel", False)
    assert words in hops[-1].words
    assert CANARY not in f"{hops}"


async def test_a_proxy_that_hangs_up_is_told() -> None:
    async with serving() as nobody:
        hops = await walked(ACME, HTTPS_PROXY=nobody.origin)
    assert "does not answer as a proxy" in hops[-1].words


async def test_a_variable_that_names_no_proxy_is_told() -> None:
    (hop,) = await walked(ACME, HTTPS_PROXY=f"socks5://me:{CANARY}@p:1")
    assert (hop.name, hop.ok) == ("proxy", False)
    assert CANARY not in f"{hop}"


async def test_a_name_that_nobody_knows_is_told() -> None:
    (hop,) = await walked("https://acme.invalid")
    assert (hop.name, hop.ok) == ("name", False)
    assert "acme.invalid cannot be resolved" in hop.words


async def test_a_port_that_nobody_listens_on_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    hops = await walked(f"https://127.0.0.1:{port}")
    assert hops[-1].words == f"127.0.0.1 port {port} refuses the connection."
    assert "practice-org serve" in hops[-1].todo
    assert hops[0].words.startswith("127.0.0.1 has 1 address (IPv4)")


async def test_a_certificate_of_an_unknown_ca_is_told_with_the_way_out() -> None:
    async with serving(tls=tls()) as org:
        hops = await walked(org.tls_origin, ca_file=None)
    assert (hops[-1].name, hops[-1].ok) == ("TLS", False)
    assert "is not trusted" in hops[-1].words
    assert "ca_file" in hops[-1].todo


async def test_a_server_that_speaks_no_tls_is_told() -> None:
    def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        hops = await walked(f"https://127.0.0.1:{port}")
    assert hops[-1].words == "No encrypted connection to 127.0.0.1 came about."


async def test_a_server_that_never_answers_costs_its_limit_only() -> None:
    async with serving(silence) as org:
        hops = await walked(f"https://127.0.0.1:{org.port}", limit=0.5)
    assert (hops[-1].name, hops[-1].ok) == ("TLS", False)


async def test_a_ca_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    async with serving(tls=tls()) as org:
        hops = await walked(org.tls_origin, ca_file=tmp_path / "gone.pem")
    assert "gone.pem cannot be read" in hops[-1].words


async def test_ipv6_is_walked() -> None:
    async with served_on_ipv6(tls()) as (_, port):
        hops = await walked(f"https://[::1]:{port}")
    assert [hop.ok for hop in hops] == [True, True, True]
    assert "IPv6" in hops[0].words

"""Calls over a real loopback socket and a Unix socket."""

import asyncio
import gzip
import logging
import ssl
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.transport.loopback import answer, serving, silence
from tests.transport.sweep import assert_clean
from tui.domain.secret import Secret
from tui.errors import ConfigError, UnexpectedAnswerError, UnreachableError
from tui.transport import (
    LastingError,
    NotSentError,
    Request,
    Timeouts,
    Transport,
    bearer,
    form_body,
)

CANARY = "CANARY-51d0"
SECRET = Secret(CANARY)
HASTY = Timeouts(read=0.05)
SIGNED = Request("GET", "/x", {"Authorization": bearer(SECRET)})
POST = Request("POST", "/x", {"Cookie": SECRET}, form_body([("ViewState", SECRET)]))
TLS_FILES = Path(__file__).parent


async def test_a_request_goes_out_and_its_answer_comes_back() -> None:
    async with (
        serving(answer(b"hello", headers=("X-A: 1",))) as server,
        Transport(server.origin, environ={}) as calls,
    ):
        response = await calls.send(
            Request("PUT", "/a?b=c", {"Authorization": bearer(SECRET)}, b"body")
        )
    assert (response.status, response.body, response.headers["x-a"]) == (200, b"hello", "1")
    assert server.requests[0].startswith(b"PUT /a?b=c HTTP/1.1\r\n")
    assert b"Authorization: Bearer CANARY-51d0\r\n" in server.requests[0]
    assert server.requests[0].endswith(b"\r\n\r\nbody")


async def test_calls_share_a_connection() -> None:
    async with serving(answer(), answer()) as server, Transport(server.origin, environ={}) as calls:
        await calls.send(Request("GET", "/1"))
        await calls.send(Request("GET", "/2"))
    assert (len(server.requests), server.connections) == (2, 1)


async def test_a_unix_socket_is_spoken_to() -> None:
    with tempfile.TemporaryDirectory(
        dir="/tmp"
    ) as folder:  # short: a socket's path has some 100 bytes
        path = Path(folder) / "s"
        async with serving(answer(b"local"), uds=path):
            calls = Transport("http://localhost", uds=path, environ={"ALL_PROXY": "http://p:1"})
            async with calls:
                assert (await calls.send(Request("GET", "/"))).body == b"local"


async def test_a_missing_unix_socket_means_not_sent(tmp_path: Path) -> None:
    async with Transport("http://localhost", uds=tmp_path / "none", environ={}) as calls:
        with pytest.raises(NotSentError, match="refuses"):
            await calls.send(SIGNED)


async def test_a_redirect_is_an_answer_and_not_followed() -> None:
    moved = answer(status="302 Found", headers=("Location: http://127.0.0.1:1/x",))
    async with serving(moved) as server, Transport(server.origin, environ={}) as calls:
        response = await calls.send(SIGNED)
    assert (response.status, len(server.requests)) == (302, 1)


async def test_cookies_are_handed_over_wrapped_and_not_kept() -> None:
    baked = answer(headers=(f"Set-Cookie: sid={CANARY}; Path=/", "Set-Cookie: old=1; Max-Age=0"))
    async with serving(baked, answer()) as server, Transport(server.origin, environ={}) as calls:
        response = await calls.send(Request("GET", "/"))
        await calls.send(Request("GET", "/"))
    assert response.cookies == {"sid": SECRET, "old": None}
    assert "set-cookie" not in response.headers
    assert CANARY not in repr(response)
    assert b"ookie" not in server.requests[1]


async def test_proxies_and_netrc_are_not_used_for_loopback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    environ = {"HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with (
        serving(answer(b"direct")) as server,
        Transport(server.origin, environ=environ) as calls,
    ):
        assert (await calls.send(Request("GET", "/"))).body == b"direct"
    assert b"uthorization" not in server.requests[0]


async def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    baked = answer(headers=(f"Set-Cookie: sid={CANARY}",))
    async with serving(baked) as server, Transport(server.origin, environ={}) as calls:
        await calls.send(SIGNED)
    assert [r for r in caplog.records if r.name.startswith(("http", "tui"))] == []


def test_importing_the_transport_does_not_load_the_http_library() -> None:
    code = "import sys, tui.transport, tui.client.org_client; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_a_refused_connection_means_not_sent() -> None:
    async with serving() as server:
        origin = server.origin
    async with Transport(origin, environ={}) as calls:
        with pytest.raises(NotSentError, match="refuses") as raised:
            await calls.send(SIGNED)
    assert_clean(raised.value, CANARY)


async def test_a_name_that_does_not_resolve_means_not_sent() -> None:
    async with Transport(f"https://{'x' * 70}.invalid", environ={}) as calls:
        with pytest.raises(NotSentError, match="resolved") as raised:
            await calls.send(SIGNED)
    assert_clean(raised.value, CANARY)


@pytest.mark.parametrize("request_", [SIGNED, POST])
async def test_an_answer_that_does_not_come_in_time_is_not_called_unsent(request_: Request) -> None:
    async with (
        serving(silence) as server,
        Transport(server.origin, environ={}, timeouts=HASTY) as calls,
    ):
        with pytest.raises(UnreachableError, match=r"did not answer within 0\.05 s") as raised:
            await calls.send(request_)
    assert not isinstance(raised.value, NotSentError)
    assert_clean(raised.value, CANARY)


async def test_an_answer_that_never_ends_is_given_up_at_the_total_deadline() -> None:
    async def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(CANARY.encode(), length=10_000))
        await silence(reader, writer)

    limits = Timeouts(read=60, total=0.05)
    async with serving(begin) as server, Transport(server.origin, environ={}, timeouts=limits) as t:
        with pytest.raises(UnreachableError, match=r"complete its answer within 0\.05 s") as raised:
            await t.send(SIGNED)
    assert not isinstance(raised.value, NotSentError)
    assert_clean(raised.value, CANARY)


async def test_a_connection_that_breaks_is_not_called_unsent() -> None:
    async def break_off(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(CANARY.encode(), length=999))
        writer.close()

    async with serving(break_off) as server, Transport(server.origin, environ={}) as calls:
        with pytest.raises(UnreachableError, match="broke") as raised:
            await calls.send(POST)
    assert not isinstance(raised.value, NotSentError)
    assert_clean(raised.value, CANARY)


async def test_a_server_that_hangs_up_is_not_called_unsent() -> None:
    async with serving() as server, Transport(server.origin, environ={}) as calls:
        with pytest.raises(UnreachableError, match="broke") as raised:
            await calls.send(POST)
    assert (isinstance(raised.value, NotSentError), len(server.requests)) == (False, 1)
    assert_clean(raised.value, CANARY)


async def test_a_server_that_does_not_speak_http_is_not_called_unsent() -> None:
    async with (
        serving(CANARY.encode() + b"\r\n\r\n") as server,
        Transport(server.origin, environ={}) as calls,
    ):
        with pytest.raises(UnreachableError, match="broke") as raised:
            await calls.send(POST)
    assert_clean(raised.value, CANARY)


@pytest.mark.parametrize("headers", [(), ("Content-Encoding: gzip",)])
async def test_a_body_beyond_the_cap_is_refused(headers: tuple[str, ...]) -> None:
    body = CANARY.encode() * 100_000
    sent = gzip.compress(body) if headers else body
    async with (
        serving(answer(sent, headers=headers)) as server,
        Transport(server.origin, environ={}) as calls,
    ):
        with pytest.raises(UnexpectedAnswerError, match="larger") as raised:
            await calls.send(Request("GET", "/", max_bytes=1000))
    assert_clean(raised.value, CANARY)


async def test_compressed_answers_are_read() -> None:
    sent = answer(gzip.compress(b"x" * 5000), headers=("Content-Encoding: gzip",))
    async with serving(sent) as server, Transport(server.origin, environ={}) as calls:
        assert (await calls.send(Request("GET", "/"))).body == b"x" * 5000


async def test_a_cancelled_call_closes_its_connection() -> None:
    async with serving(silence) as server, Transport(server.origin, environ={}) as calls:
        call = asyncio.ensure_future(calls.send(POST))
        await server.asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await asyncio.wait_for(server.gone.wait(), 5)


@pytest.mark.parametrize("value", ["CANARY-51d0\r\nX: y", "CANARY-51d0\n", "CANARY-51d0é"])
async def test_a_secret_that_is_no_header_is_refused_unsent_and_unshown(value: str) -> None:
    async with serving(answer()) as server, Transport(server.origin, environ={}) as calls:
        with pytest.raises(ConfigError, match="Authorization") as raised:
            await calls.send(Request("GET", "/", {"Authorization": bearer(Secret(value))}))
    assert server.requests == []
    assert_clean(raised.value, CANARY)


async def test_a_closed_transport_sends_nothing() -> None:
    async with serving(answer()) as server:
        calls = Transport(server.origin, environ={})
        await calls.aclose()
        with pytest.raises(ConfigError, match="closed"):
            await calls.send(SIGNED)
    assert server.requests == []


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS_FILES / "server.pem", TLS_FILES / "server.key")
    return context


async def test_a_certificate_nobody_vouches_for_is_refused_before_anything_is_sent() -> None:
    untrusted = r"certificate of 127\.0\.0\.1 port \d+ is not trusted: self-signed"
    async with (
        serving(answer(), tls=_tls()) as server,
        Transport(server.tls_origin, environ={}) as calls,
    ):
        with pytest.raises(LastingError, match=untrusted) as raised:
            await calls.send(SIGNED)
    assert server.requests == []
    assert_clean(raised.value, CANARY)


async def test_a_ca_file_adds_to_the_trust() -> None:
    async with serving(answer(b"sealed"), tls=_tls()) as server:
        calls = Transport(server.tls_origin, ca_file=TLS_FILES / "server.pem", environ={})
        async with calls:
            assert (await calls.send(SIGNED)).body == b"sealed"


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_ca_file_that_cannot_be_read_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_text(content)
    async with Transport("https://127.0.0.1:1", ca_file=tmp_path / "ca.pem", environ={}) as calls:
        with pytest.raises(ConfigError, match=r"ca\.pem"):
            await calls.send(SIGNED)


async def test_a_proxy_that_refuses_means_not_sent_and_keeps_its_password() -> None:
    async with serving(answer(status="407 Proxy Authentication Required")) as server:
        environ = {"HTTPS_PROXY": f"http://me:{CANARY}@127.0.0.1:{server.port}"}
        async with Transport("https://acme.example", environ=environ) as calls:
            with pytest.raises(LastingError, match="proxy of HTTPS_PROXY") as raised:
                await calls.send(SIGNED)
    assert server.requests[0].startswith(b"CONNECT acme.example:443 ")
    assert CANARY.encode() not in server.requests[0]
    assert_clean(raised.value, CANARY)


async def test_plain_http_is_refused_beyond_loopback() -> None:
    with pytest.raises(ConfigError, match="without encryption"):
        Transport("http://acme.my.salesforce.com", environ={})

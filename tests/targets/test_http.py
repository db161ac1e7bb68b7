"""What failures of a call mean: a read may be asked again, a write is sent once and says whether it happened."""

import pytest

from tests.targets.errands import NOW, FakeWaits, shows, told
from tests.transport.loopback import Act, answer, serving, silence
from tui.domain.secret import Secret
from tui.errors import NotWrittenError, TargetError, WriteUnknownError
from tui.targets.http import ATTEMPTS, Api, NoAnswerError
from tui.transport import Response, Timeouts, Transport, json_body

CREDENTIAL = Secret("Bearer canary-of-the-login")
VALUE = Secret("canary-of-the-token")
HEADERS = {"Authorization": CREDENTIAL}
RESET = f"X-RateLimit-Reset: {int(NOW.timestamp()) + 7}"


async def written(*answers: bytes | Act, timeouts: Timeouts | None = None) -> Response:
    """The answer to one write; there is never a second one."""
    async with (
        serving(*answers) as server,
        Transport(server.origin, environ={}, timeouts=timeouts or Timeouts()) as transport,
    ):
        api, body = Api(transport, FakeWaits()), json_body({"value": VALUE})
        caught: TargetError | None = None
        try:
            return await api.write("PATCH", "/x", HEADERS, body)
        except TargetError as error:
            caught = error
        assert not shows(told(caught), VALUE, CREDENTIAL)
        assert len(server.requests) == 1
        raise caught


@pytest.mark.parametrize("status", ["200 x", "204 x", "400 x", "401 x", "403 x", "405 x", "409 x"])
async def test_a_yes_or_no_of_the_target_comes_back(status: str) -> None:
    assert (await written(answer(status=status))).status == int(status[:3])


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Retry-After: 3", 3.0),
        (RESET, 7.0),
        ("Retry-After: Tue, 24 Nov 2026", None),
        ("A: b", None),
    ],
)
@pytest.mark.parametrize("status", ["429 x", "503 x"])
async def test_come_back_later_is_not_written(
    status: str, header: str, seconds: float | None
) -> None:
    with pytest.raises(NotWrittenError) as caught:
        await written(answer(b"canary-of-the-token", status=status, headers=(header,)))
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    "said",
    [
        answer(status="500 x"),
        answer(status="502 x"),
        answer(status="504 x"),
        answer(status="302 x", headers=("Location: https://elsewhere.example/",)),
        answer(b"<html>", headers=("Content-Type: text/html; charset=utf-8",)),
        answer(b"cut", length=100),
        b"220 mail.example ESMTP\r\n",
    ],
)
async def test_any_other_answer_leaves_the_write_unknown(said: bytes) -> None:
    with pytest.raises(WriteUnknownError):
        await written(said, timeouts=Timeouts(read=0.05))


async def test_no_answer_leaves_the_write_unknown() -> None:
    with pytest.raises(WriteUnknownError):
        await written(silence, timeouts=Timeouts(read=0.03))


async def test_no_connection_is_not_written() -> None:
    async with serving() as server:
        origin = server.origin
    async with Transport(origin, environ={}) as transport:
        with pytest.raises(NotWrittenError):
            await Api(transport, FakeWaits()).write("PATCH", "/x", HEADERS, VALUE)


async def test_a_credential_that_no_header_can_hold_is_refused_before_it_is_sent() -> None:
    async with serving(answer()) as server, Transport(server.origin, environ={}) as transport:
        with pytest.raises(TargetError):
            await Api(transport, FakeWaits()).write("PATCH", "/x", {"A": Secret("ä\n")}, VALUE)
        assert not server.requests


@pytest.mark.parametrize("status", ["429 x", "502 x", "503 x", "504 x"])
async def test_a_read_is_asked_again_and_its_last_answer_counts(status: str) -> None:
    waits = FakeWaits()
    busy = answer(status=status, headers=("Retry-After: 4",))
    said_at_last = serving(busy, busy, answer(b"{}"))
    async with said_at_last as server, Transport(server.origin, environ={}) as transport:
        said = await Api(transport, waits).read("GET", "/x", HEADERS)
    assert (said.status, waits.waited) == (200, [4.0, 4.0])


async def test_a_read_does_not_wait_for_long() -> None:
    waits = FakeWaits()
    busy = answer(status="429 x", headers=("Retry-After: 3600",))
    async with serving(busy) as server, Transport(server.origin, environ={}) as transport:
        said = await Api(transport, waits).read("GET", "/x", HEADERS)
    assert (said.status, waits.waited) == (429, [])


async def test_a_read_without_an_answer_gives_up() -> None:
    async with serving(*[b"" for _ in range(ATTEMPTS)]) as server:
        async with Transport(server.origin, environ={}, timeouts=Timeouts(read=0.03)) as transport:
            with pytest.raises(NoAnswerError) as caught:
                await Api(transport, FakeWaits()).read("GET", "/x", HEADERS)
        assert len(server.requests) == ATTEMPTS
    assert not shows(told(caught.value), CREDENTIAL)


@pytest.mark.parametrize("status", [404, 429, 500, 302, 418])
def test_every_refusal_says_what_to_do(status: int) -> None:
    from tests.targets.test_faults import NoSender

    error = Api(NoSender(), FakeWaits()).refused(Response(status), {404: ("Gone.", "Look.")})
    assert error.what
    assert error.hint

"""The faults, and what each is to come to: for a JSON read, for a read of a Setup page, for the POST of a press."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.faults.proxy import Door, Exchange, Fault
from tui.errors import (
    BusyError,
    NotFoundError,
    OrgError,
    OutcomeUnknownError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
    UnreachableError,
)
from tui.transport import NotSentError, Timeouts

Act = Callable[[Exchange], Awaitable[None]]

JSON_TYPE = "application/json;charset=UTF-8"
HTML_TYPE = "text/html;charset=UTF-8"
GIGABYTE = 1 << 30

# Each is short in one way only: whatever else a loaded machine is slow at does not end a call early.
NO_CONNECTION = Timeouts(connect=0.2)
NO_ANSWER = Timeouts(read=0.12)
NO_END = Timeouts(total=0.25)

LOGIN = """<html><head><title>Login | Salesforce</title></head>
<body><form name="login"><input type="password"></form></body></html>"""
MAINTENANCE = "<html><body><h1>We are down for maintenance</h1></body></html>"
OTHER_PAGE = (
    "<html><body><h1>Welcome to the hotel</h1><p>Accept the terms to go online.</p></body></html>"
)


@dataclass(frozen=True)
class Expected:
    """A fault with its consequences.

    Attributes:
        json, page: the error of a read that meets it every time; None where the read succeeds.
        post: the error of a press whose POST meets it; None where the press succeeds.
        tries: how often a read that meets it every time is asked for.
        renews: whether a new session is asked for, once.
    """

    fault: Fault = field()
    json: type[OrgError] | None
    page: type[OrgError] | None
    post: type[OrgError] | None = OutcomeUnknownError
    tries: int = 1
    renews: bool = False


def answer(status: str, body: str = "", *headers: str, kind: str = HTML_TYPE) -> Act:
    """An answer that is not the org's."""

    async def act(exchange: Exchange) -> None:
        content = body.encode()
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
        head = "\r\n".join([*lines, f"Content-Length: {len(content)}"])
        await exchange.send(head.encode() + b"\r\n\r\n" + content)

    return act


def refusal(status: str, code: str, message: str = "CANARY", *headers: str) -> Act:
    """An error of the REST API."""
    body = json.dumps([{"message": message, "errorCode": code}])
    return answer(status, body, *headers, kind=JSON_TYPE)


async def reset_unforwarded(exchange: Exchange) -> None:
    exchange.reset()


async def reset_after_answer(exchange: Exchange) -> None:
    await exchange.forward()
    exchange.reset()


async def stall(exchange: Exchange) -> None:
    await exchange.stall()


async def stall_after_answer(exchange: Exchange) -> None:
    await exchange.forward()
    await exchange.stall()


async def stall_in_body(exchange: Exchange) -> None:
    head, body = await exchange.forward()
    await exchange.send(head + b"\r\n\r\n" + body[: len(body) // 2])
    await exchange.stall()


async def cut_body(exchange: Exchange) -> None:
    head, body = await exchange.forward()
    await exchange.send(head + b"\r\n\r\n" + body[: len(body) // 2])
    exchange.end()


async def cut_body_of_no_length(exchange: Exchange) -> None:
    head, body = await exchange.forward()
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    await exchange.send(b"\r\n".join(lines) + b"\r\n\r\n" + body[: len(body) * 9 // 10])
    exchange.end()


async def no_http(exchange: Exchange) -> None:
    await exchange.send(b"220 mail.example ESMTP\r\n")
    exchange.end()


async def moved_elsewhere(exchange: Exchange) -> None:
    await answer("302 Found", "", f"Location: {exchange.elsewhere}/services/data/")(exchange)


async def scripted_elsewhere(exchange: Exchange) -> None:
    script = f"window.location.replace('{exchange.elsewhere}/app?applicationId=06P000000000001');"
    await answer("200 OK", f"<html><head><script>{script}</script></head></html>")(exchange)


async def gigabyte(exchange: Exchange) -> None:
    kind = JSON_TYPE if exchange.wants_json else HTML_TYPE
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {GIGABYTE}\r\n\r\n"
    await exchange.send(head.encode())
    for _ in range(GIGABYTE >> 16):
        await exchange.send(b" " * (1 << 16))
    raise AssertionError("the client read it all")


async def drip(exchange: Exchange) -> None:
    head, body = await exchange.forward()
    whole = head + b"\r\n\r\n" + body
    slow = len(head) + 200
    for at in range(slow):
        await exchange.send(whole[at : at + 1])
        await asyncio.sleep(0)
    await exchange.send(whole[slow:])


async def drip_without_end(exchange: Exchange) -> None:
    await exchange.send(f"HTTP/1.1 200 OK\r\nContent-Length: {GIGABYTE}\r\n\r\n".encode())
    while True:
        await exchange.send(b" ")
        await asyncio.sleep(0.005)


def _lost(fault: Fault, post: type[OrgError] = OutcomeUnknownError) -> Expected:
    return Expected(fault, UnreachableError, UnreachableError, post, tries=4)


def _busy(status: str, *headers: str, tries: int = 4) -> Expected:
    act = answer(status, "CANARY", *headers)
    name = " ".join([status.partition(" ")[0], *headers])
    return Expected(Fault(name, act), BusyError, BusyError, tries=tries)


def _answered(
    name: str,
    act: Act,
    json: type[OrgError] = UnexpectedAnswerError,
    page: type[OrgError] | None = None,
    *,
    renews: bool = False,
) -> Expected:
    return Expected(Fault(name, act), json, page or json, renews=renews)


CATALOGUE = (
    _lost(Fault("refused", door=Door.REFUSES), NotSentError),
    _lost(Fault("stalls at connect", door=Door.STALLS, ends_by=NO_CONNECTION), NotSentError),
    _lost(Fault("reset, unread", unread=True)),
    _lost(Fault("reset, not forwarded", reset_unforwarded)),
    _lost(Fault("reset, answer lost", reset_after_answer)),
    _lost(Fault("stalls, not forwarded", stall, ends_by=NO_ANSWER)),
    _lost(Fault("stalls, answer lost", stall_after_answer, ends_by=NO_ANSWER)),
    _lost(Fault("stalls in mid-body", stall_in_body, ends_by=NO_ANSWER)),
    _lost(Fault("drips without end", drip_without_end, ends_by=NO_END)),
    _lost(Fault("body cut", cut_body)),
    _lost(Fault("no HTTP", no_http)),
    _answered("body of no length cut", cut_body_of_no_length),
    _answered("302 elsewhere", moved_elsewhere),
    _answered("script leads elsewhere", scripted_elsewhere),
    _answered("login page", answer("200 OK", LOGIN), SessionError, renews=True),
    _answered("maintenance page", answer("200 OK", MAINTENANCE)),
    _answered("some other page", answer("200 OK", OTHER_PAGE)),
    _answered("bad JSON", answer("200 OK", '[{"CANARY":', kind=JSON_TYPE)),
    _answered("JSON of another shape", answer("200 OK", '{"CANARY": [1]}', kind=JSON_TYPE)),
    _answered("1 GB", gigabyte),
    _answered(
        "401 expired", refusal("401 x", "INVALID_SESSION_ID", "expired"), SessionError, renews=True
    ),
    _answered(
        "401 barred",
        refusal(
            "401 x", "INVALID_SESSION_ID", "This session is not valid for use with the REST API"
        ),
        SessionError,
    ),
    _answered("403", refusal("403 x", "INSUFFICIENT_ACCESS"), PermissionMissingError),
    _answered("403 limit", refusal("403 x", "REQUEST_LIMIT_EXCEEDED"), BusyError),
    _answered("404", refusal("404 x", "NOT_FOUND"), UnexpectedAnswerError, NotFoundError),
    _answered("500", answer("500 x", "CANARY")),
    _busy("420 x"),
    _busy("429 x", "Retry-After: 1"),
    _busy("429 x", "Retry-After: 3600", tries=1),
    _busy("502 x"),
    _busy("503 x"),
    _busy("504 x"),
    Expected(Fault("drips", drip), None, None, None),
)

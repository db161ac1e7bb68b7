"""Requests and responses as values."""

import pytest

from tui.domain.secret import Secret
from tui.transport import Headers, Request, Response, bearer, cookie_header, form_body
from tui.transport.cookies import parse_set_cookie

CANARY = "CANARY-7f3a"


@pytest.mark.parametrize(
    "path", ["x", "//evil.example", "http://e/", "/a b", "/a#b", "/\\x", "/é", "", "/../x"]
)
def test_a_request_needs_a_plain_absolute_path(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        Request("GET", path)


def test_headers_are_found_in_any_case_and_joined() -> None:
    headers = Headers([("Vary", "a"), ("vary", "b")])
    assert (headers["VARY"], headers.get("x", "-"), list(headers), len(headers)) == (
        "a, b",
        "-",
        ["vary"],
        1,
    )


@pytest.mark.parametrize(
    ("header", "media_type", "text"),
    [
        ("text/html; charset=ISO-8859-1", "text/html", "Ã©"),
        ("Application/JSON;charset=UTF-8", "application/json", "é"),
        ('text/html; charset="utf-8"', "text/html", "é"),
        ("text/html; charset=unicode_escape", "text/html", "é"),
        ("", "", "é"),
    ],
)
def test_the_body_is_read_in_its_charset(header: str, media_type: str, text: str) -> None:
    response = Response(200, Headers([("Content-Type", header)]), "é".encode())
    assert (response.content_type, response.text()) == (media_type, text)


def test_neither_shows_a_secret() -> None:
    secret = Secret(CANARY)
    request = Request(
        "POST", f"/x?{CANARY}", {"Authorization": bearer(secret)}, form_body([("a", secret)])
    )
    response = Response(200, Headers([("Location", CANARY)]), CANARY.encode(), {"sid": secret})
    assert CANARY not in f"{request!r}{response!r}{request}{response}"


def test_secrets_are_put_together_inside() -> None:
    secret = Secret("a b&c")
    assert bearer(secret).expose() == "Bearer a b&c"
    assert cookie_header({"sid": secret, "x": Secret("1")}).expose() == "sid=a b&c; x=1"
    assert form_body([("k", secret), ("k", "ä\ud800")]).expose() == "k=a+b%26c&k=%C3%A4%3F"


@pytest.mark.parametrize(
    ("header", "name", "value"),
    [
        ("BrowserId=abc==; Path=/; Secure", "BrowserId", "abc=="),
        ("x=1; Max-Age=0", "x", None),
        ("x=1; expires=Thu, 01-Jan-1970 00:00:00 GMT", "x", None),
        ("x=; Path=/", "x", None),
    ],
)
def test_a_cookie_is_set_or_forgotten(header: str, name: str, value: str | None) -> None:
    parsed = parse_set_cookie(header)
    assert parsed is not None
    assert (parsed[0], parsed[1].expose() if parsed[1] else None) == (name, value)


@pytest.mark.parametrize("header", ["", "novalue", "a b=1", "=1", "x=a\x01b", "x=" + "y" * 5000])
def test_what_is_no_cookie_is_left_out(header: str) -> None:
    assert parse_set_cookie(header) is None

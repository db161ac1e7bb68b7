"""Origins: which are taken, and which addresses belong to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transport.sweep import assert_clean
from tui.errors import ConfigError, UnexpectedAnswerError
from tui.transport import Origin
from tui.transport.origin import is_path

ACME = Origin.parse("https://acme.my.salesforce.com")


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://ACME.my.salesforce.com/", "https://acme.my.salesforce.com"),
        ("https://acme.example:443", "https://acme.example"),
        ("https://acme.example:8443", "https://acme.example:8443"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://127.8.9.1", "http://127.8.9.1"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8765", "http://[::1]:8765"),
    ],
)
def test_an_origin_is_normalised(text: str, origin: str) -> None:
    assert str(Origin.parse(text)) == origin


@pytest.mark.parametrize(
    "text",
    [
        "http://acme.my.salesforce.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "acme.my.salesforce.com",
        "https://",
        "https://acme.example/path",
        "https://acme.example?",
        "https://acme.example#x",
        "https://acme.example:port",
        "https://acme.example:99999",
        "https://acme.example\\@evil.example",
        "https://acme .example",
        "https://[::1",
        " https://acme.example",
        "https://-acme",
        "https://acmé.example",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        Origin.parse(text)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigError) as raised:
        Origin.parse("https://admin:CANARY-pw@acme.example")
    assert "CANARY-pw" not in f"{raised.value!r}{raised.value.hint}"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/a?b=c", "/a?b=c"),
        ("https://acme.my.salesforce.com/a#frag", "/a"),
        ("https://ACME.my.salesforce.com:443/a", "/a"),
        ("https://acme.my.salesforce.com", "/"),
        ("//acme.my.salesforce.com/a", "/a"),
        ("next?x=1", "/app/next?x=1"),
        ("?x=1", "/app/page?x=1"),
        ("../up", "/up"),
    ],
)
def test_a_location_on_the_origin_is_resolved(location: str, path: str) -> None:
    assert ACME.resolve(location, base="/app/page?old=1") == path


@pytest.mark.parametrize(
    "location",
    [
        "http://acme.my.salesforce.com/a",
        "https://acme.my.salesforce.com:8443/a",
        "https://evil.example/a",
        "//evil.example/a",
        "https://acme.my.salesforce.com@evil.example/a",
        "https://acme.my.salesforce.com.evil.example/a",
        "https://user@acme.my.salesforce.com/a",
        "/\\evil.example",
        "https:\\\\evil.example",
        "/a b",
        "/a\r\nHost: evil.example",
        "/\u2028",
        "javascript:alert(1)",
        "https://acme.my.salesforce.com//evil.example",
        "https://[bad/a",
        "/%2e%2e/x",
    ],
)
def test_a_location_elsewhere_is_refused(location: str) -> None:
    with pytest.raises(UnexpectedAnswerError):
        ACME.resolve(location, base="/app/page")


def test_a_refused_location_names_the_server_and_not_the_rest() -> None:
    with pytest.raises(UnexpectedAnswerError, match=r"evil\.example") as raised:
        ACME.resolve("https://evil.example/CANARY-path?sid=CANARY-sid")
    assert "CANARY" not in f"{raised.value}{raised.value.hint}"


@given(st.text(max_size=60), st.sampled_from(["/", "/app/page?x=1"]))
def test_whatever_is_resolved_is_a_path_of_the_origin(location: str, base: str) -> None:
    try:
        path = ACME.resolve(location, base=base)
    except UnexpectedAnswerError as error:
        assert_clean(error)
    else:
        assert is_path(path)

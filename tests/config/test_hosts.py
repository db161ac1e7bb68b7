"""Which addresses the console connects to."""

import pytest

from tui.config.hosts import instance_origin, is_loopback


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://127.8.9.10", "http://127.8.9.10"),
        ("HTTP://LocalHost:80/", "http://localhost:80"),
        ("https://localhost:8443", "https://localhost:8443"),
        ("http://[::1]:8765", "http://[::1]:8765"),
    ],
)
def test_this_machine_is_connected_to(url: str, origin: str) -> None:
    assert instance_origin(url) == origin


@pytest.mark.parametrize(
    "host",
    [
        "acme.my.salesforce.com",
        "acme--uat.sandbox.my.salesforce.com",
        "acme-dev-ed.develop.my.salesforce.com",
        "site-1.scratch.my.salesforce.com",
        "acme.my.salesforce.mil",
        "acme.my.sfcrmproducts.cn",
    ],
)
def test_an_orgs_host_at_salesforce_is_connected_to(host: str) -> None:
    assert instance_origin(f"https://{host.upper()}/") == f"https://{host}"


ELSEWHERE = [
    "https://my.salesforce.com",
    "https://login.salesforce.com",
    "https://test.salesforce.com",
    "https://acme.my.salesforce.com.evil.example",
    "https://acmemy.salesforce.com",
    "https://evil.example",
    "https://localhost.evil.example",
    "https://127.0.0.1.evil.example",
    "https://localhost.",
    "https://0.0.0.0",
    "https://[::]",
    "https://[::ffff:127.0.0.1]",
    "https://[::1%25eth0]",
    "https://127.1",
    "https://2130706433",
    "https://0x7f.0.0.1",
    "https://10.0.0.1",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_any_other_host_is_refused_unless_it_is_allowed(url: str) -> None:
    with pytest.raises(ValueError, match="allow_host = true"):
        instance_origin(url)
    assert instance_origin(url, allow_host=True).startswith("https://")


@pytest.mark.parametrize("host", ["acme.my.salesforce.com", "evil.example", "10.0.0.1", "0.0.0.0"])
def test_beyond_this_machine_http_is_refused_whatever_is_allowed(host: str) -> None:
    with pytest.raises(ValueError, match="must begin with https://"):
        instance_origin(f"http://{host}", allow_host=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://127.0.0.1", "must begin with https://"),
        ("http://127.0.0.1:8765/services", "no path, no query, no fragment"),
        ("http://127.0.0.1?", "no path, no query, no fragment"),
        ("http://127.0.0.1#x", "no path, no query, no fragment"),
        ("http://admin:pw@127.0.0.1", "user name"),
        ("http://@127.0.0.1", "user name"),
        ("http://127.0.0.1:99999", "not an address"),
        ("http://127.0.0.1:0", "not an address"),
        ("http://[::1", "not an address"),
        ("127.0.0.1:8765", "not an address"),
        ("http:///x", "not an address"),
        ("", "not an address"),
        ("http://127.0.0.1\\@evil.example", "no address has"),
        ("http://127.0.0.1\t.evil.example", "no address has"),
        ("http://127.0.0.1 ", "no address has"),
        ("http://ⓛocalhost", "no address has"),
    ],
)
def test_what_is_more_or_less_than_an_origin_is_refused(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        instance_origin(url)


def test_whoever_takes_the_browsers_address_is_told_the_orgs_own() -> None:
    with pytest.raises(ValueError, match=r"has my\.salesforce\.com in the place of lightning\."):
        instance_origin("https://acme--uat.sandbox.lightning.force.com")


def test_no_refusal_repeats_the_address() -> None:
    with pytest.raises(ValueError, match="user name") as caught:
        instance_origin("http://admin:hunter2@127.0.0.1")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.255.255.254", True), ("128.0.0.1", False), ("::1", True), ("::2", False)],
)
def test_loopback_is_a_range_in_ipv4_and_one_address_in_ipv6(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback

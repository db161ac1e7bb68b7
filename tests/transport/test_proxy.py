"""Which proxy leads to an origin."""

import pytest

from tui.errors import ConfigError
from tui.transport import Origin
from tui.transport.proxy import proxy_for

ACME = Origin.parse("https://acme.example:8443")
PROXY = {"HTTPS_PROXY": "http://proxy.example:3128"}


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
def test_https_goes_through_the_proxy_of_the_environment(name: str) -> None:
    proxy = proxy_for(ACME, {name: "proxy.example:3128"})
    assert proxy is not None
    assert (proxy.variable, proxy.url.expose()) == (name, "http://proxy.example:3128")


def test_http_proxy_is_not_for_https() -> None:
    assert proxy_for(ACME, {"HTTP_PROXY": "http://proxy.example:3128"}) is None


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8765", "https://localhost", "https://[::1]"])
def test_loopback_never_goes_through_a_proxy(origin: str) -> None:
    everything = {
        "HTTP_PROXY": "http://p:1",
        "ALL_PROXY": "http://p:1",
        "HTTPS_PROXY": "http://p:1",
    }
    assert proxy_for(Origin.parse(origin), everything) is None


@pytest.mark.parametrize(
    "exempt",
    [
        "*",
        "acme.example",
        ".example",
        "*.example",
        "x.y, ACME.example",
        "acme.example:8443",
        "example",
    ],
)
def test_no_proxy_exempts_hosts_and_their_subdomains(exempt: str) -> None:
    assert proxy_for(ACME, {**PROXY, "NO_PROXY": exempt}) is None


@pytest.mark.parametrize(
    "other", ["", ",", "cme.example", "acme.example.org", "acme.example:443", "10.0.0.0/8"]
)
def test_no_proxy_exempts_nothing_else(other: str) -> None:
    assert proxy_for(ACME, {**PROXY, "no_proxy": other}) is not None


@pytest.mark.parametrize("exempt", ["10.0.0.0/8", "10.1.2.3", "10.1.2.3:443"])
def test_no_proxy_takes_addresses_and_networks(exempt: str) -> None:
    assert proxy_for(Origin.parse("https://10.1.2.3"), {**PROXY, "NO_PROXY": exempt}) is None


@pytest.mark.parametrize(
    "url", ["socks5://p:1", "http://", "http://p:99999", "http://[::1", "http://ä"]
)
def test_a_proxy_that_cannot_be_used_is_refused_by_the_name_of_its_variable(url: str) -> None:
    with pytest.raises(ConfigError, match="HTTPS_PROXY"):
        proxy_for(ACME, {"HTTPS_PROXY": url})


def test_the_password_of_a_proxy_is_not_shown() -> None:
    proxy = proxy_for(ACME, {"HTTPS_PROXY": "http://me:CANARY-pw@proxy.example"})
    assert "CANARY-pw" not in repr(proxy)

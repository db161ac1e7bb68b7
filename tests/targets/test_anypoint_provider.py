"""Reading a client provider: what it is, what it holds, what else changed."""

import copy
from typing import Any

import pytest

from tests.targets.errands import TOKEN, shows
from tui.targets.anypoint_provider import Provider, read_provider

CONTENT: dict[str, Any] = {
    "providerId": "p1",
    "organizationId": "o1",
    "name": "Salesforce clients",
    "type": {"name": "openid-dynamic-client", "description": "OpenID"},
    "oidc_dynamic_client_provider": {
        "issuer": "https://acme.example",
        "client": {
            "urls": {"register": "https://acme.example/jwt/register"},
            "registration": {"authorization": f"Bearer {TOKEN.expose()}"},
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        },
        "primary_client": {"id": "validation", "secret": "canary-jwt-secret"},
        "urls": {"authorize": "a", "token": "t", "introspect": "i"},
        "supported_grant_types": [],
    },
}


def changed(value: object, *path: str) -> Provider:
    """The provider with one member changed; None takes it out."""
    content = copy.deepcopy(CONTENT)
    node = content
    for name in path[:-1]:
        node = node.setdefault(name, {})
    if value is None:
        node.pop(path[-1])
    else:
        node[path[-1]] = value
    provider = read_provider(content)
    assert provider is not None
    return provider


OIDC = "oidc_dynamic_client_provider"
HEADER = (OIDC, "client", "registration", "authorization")


def test_it_is_read_and_shows_no_value() -> None:
    provider = changed("Salesforce clients", "name")
    assert (provider.name, provider.whole, provider.hidden) == ("Salesforce clients", True, False)
    assert provider.header is not None
    assert provider.header.expose() == f"Bearer {TOKEN.expose()}"
    assert not shows(repr(provider), TOKEN)
    assert "canary" not in repr(provider)


@pytest.mark.parametrize("mask", ["********", "Bearer ****", "••••••"])
def test_a_mask_is_no_value(mask: str) -> None:
    provider = changed(mask, *HEADER)
    assert (provider.header, provider.hidden) == (None, True)


def test_no_header_is_no_mask() -> None:
    provider = changed(None, OIDC, "client", "registration")
    assert (provider.header, provider.hidden, provider.key_pair) == (None, False, False)


def test_a_summary_is_not_whole() -> None:
    assert not changed(None, OIDC).whole


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("private_key_jwt", (OIDC, "client", "registration", "method")),
        ("Private Key JWT", (OIDC, "client", "authentication", "type")),
        ("-----BEGIN", (OIDC, "client", "registration", "private_key")),
        ({"alg": "RS256"}, (OIDC, "primary_client", "jwt")),
    ],
)
def test_a_signed_assertion_is_recognised(value: object, path: tuple[str, ...]) -> None:
    assert changed(value, *path).key_pair


def test_what_clients_may_use_is_no_signed_assertion() -> None:
    assert not changed("Salesforce clients", "name").key_pair


def test_other_members_are_compared_by_name() -> None:
    before = changed("Salesforce clients", "name")
    after = changed(["authorization_code"], OIDC, "supported_grant_types")
    assert after.changed_since(before) == [f"{OIDC}.supported_grant_types"]
    assert changed("Bearer another", *HEADER).changed_since(before) == []
    assert changed("x", OIDC, "primary_client", "secret").changed_since(before) == [
        f"{OIDC}.primary_client.secret"
    ]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"type": "openid-dynamic-client", "name": "x"},
        {**CONTENT, "name": 3},
        {**CONTENT, OIDC: []},
        {**CONTENT, OIDC: {"client": {"registration": {"authorization": 3}}}},
    ],
)
def test_another_shape_is_no_provider(content: dict[str, Any]) -> None:
    assert read_provider(content) is None


def test_a_strangers_name_is_made_printable() -> None:
    assert changed("\x1b[31mred", "name").name == "<U+001B>[31mred"

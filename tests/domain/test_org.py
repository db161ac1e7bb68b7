"""What follows from the kind of an org and from its address."""

import pytest

from tui.domain.org import Org, OrgKind


def org(kind: OrgKind) -> Org:
    return Org("00D5f000000abcdEAA", "Acme", kind, "https://acme.my.salesforce.com")


@pytest.mark.parametrize("kind", list(OrgKind))
def test_only_a_production_org_asks_for_the_name(kind: OrgKind) -> None:
    assert org(kind).is_production is (kind is OrgKind.PRODUCTION)


def test_clients_register_at_the_orgs_own_address() -> None:
    url = org(OrgKind.PRODUCTION).registration_url
    assert url == "https://acme.my.salesforce.com/services/oauth2/register"

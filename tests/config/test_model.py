"""What the configuration answers when it is asked."""

import pytest

from tui.config.choice import choose
from tui.config.model import ClipboardMode, Config, OrgConfig, OrgType
from tui.config.schema import ORG_KEYS, TOP_KEYS
from tui.errors import UsageError

ACME = OrgConfig("acme", read_only=True, clipboard=ClipboardMode.NONE)
CONFIG = Config(default_org="acme", orgs={"practice": OrgConfig("practice"), "acme": ACME})


def test_the_default_org_is_the_one_that_no_name_asks_for() -> None:
    assert CONFIG.org() is ACME
    assert CONFIG.org("practice").name == "practice"


@pytest.mark.parametrize("name", ["acmee", ""])
def test_an_org_that_is_not_configured_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        CONFIG.org(name)
    assert "practice, acme" in caught.value.hint


def test_a_username_stands_for_its_login_of_sf() -> None:
    org = CONFIG.org("admin@acme.example")
    assert (org.kind, org.username, org.guided) == (
        OrgType.SALESFORCE,
        "admin@acme.example",
        True,
    )


def test_the_practice_org_is_never_guided() -> None:
    assert not CONFIG.org("practice").guided


def test_read_only_holds_for_one_org_or_for_all() -> None:
    assert choose(CONFIG, "acme", read_only=False).read_only
    assert not choose(CONFIG, "practice", read_only=False).read_only
    assert choose(CONFIG, "practice", read_only=True).read_only
    assert choose(Config(read_only=True), "practice", read_only=False).read_only


def test_an_orgs_clipboard_goes_before_the_consoles() -> None:
    assert CONFIG.clipboard_of(ACME) is ClipboardMode.NONE
    assert CONFIG.clipboard_of(CONFIG.org("practice")) is ClipboardMode.AUTO


@pytest.mark.parametrize(
    ("keys", "model", "besides"),
    [(TOP_KEYS, Config, {"source", "default_is_set"}), (ORG_KEYS, OrgConfig, {"name"})],
)
def test_schema_and_model_agree_on_names(
    keys: tuple[object, ...], model: type[Config | OrgConfig], besides: set[str]
) -> None:
    names = {key.name for key in TOP_KEYS} if model is Config else {key.name for key in ORG_KEYS}
    assert len(names) == len(keys)
    assert names == set(model._fields) - besides


def test_schema_and_model_agree_on_defaults() -> None:
    config, org = Config(), OrgConfig("acme")
    for key in TOP_KEYS:
        assert key.name in {"orgs", "targets", "keys"} or getattr(config, key.name) == key.default
    for key in ORG_KEYS:
        assert key.required or getattr(org, key.name) == key.default

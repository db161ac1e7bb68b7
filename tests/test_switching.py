"""One way to an org takes another one's place."""

import pytest

from tui.config.choice import Choice, choose
from tui.config.model import Config, OrgConfig, OrgType
from tui.domain.login import Login
from tui.errors import ConfigError
from tui.memory import Memory, first_org
from tui.services.orgs import OrgEntry
from tui.switching import Switching

CONFIG = Config(
    orgs={
        "practice": OrgConfig("practice"),
        "acme": OrgConfig("acme", OrgType.SALESFORCE, username="ana@acme.example", read_only=True),
    }
)
LOGIN = Login("eve@acme.example", instance_url="https://eve.my.salesforce.com", is_scratch=True)


class FakeWay:
    """A connection that notes whether it is closed."""

    def __init__(self, choice: Choice, login: Login | None = None) -> None:
        if choice.org.name == "broken@acme.example":
            raise ConfigError("It cannot be opened.")
        self.choice = choice
        self.login = login
        self.closed = False

    async def close(self) -> None:
        self.closed = True


async def _no_logins() -> list[Login]:
    return []


def switching(
    *, read_only: bool = False, remembered: list[str] | None = None
) -> Switching[FakeWay]:
    kept = remembered if remembered is not None else []
    first = FakeWay(choose(CONFIG, None, read_only=read_only))
    return Switching(first, FakeWay, offer=_no_logins, remember=kept.append)


async def test_the_old_way_is_closed_and_the_new_one_remembered() -> None:
    remembered: list[str] = []
    ways = switching(remembered=remembered)
    before = ways.connection
    opened = await ways.switch(OrgEntry("acme"))
    assert (before.closed, ways.connection.closed) == (True, False)
    assert remembered == ["acme"]
    assert "makes the org acme read only" in opened.read_only


async def test_a_login_of_sf_takes_along_what_sf_told() -> None:
    ways = switching()
    await ways.switch(OrgEntry(LOGIN.username, login=LOGIN))
    assert ways.connection.login is LOGIN
    assert ways.connection.choice.org.guided


async def test_the_consoles_read_only_holds_in_every_org() -> None:
    ways = switching(read_only=True)
    opened = await ways.switch(OrgEntry(LOGIN.username, login=LOGIN))
    assert "--read-only" in opened.read_only
    assert "--read-only" in (await ways.switch(OrgEntry("practice"))).read_only


async def test_what_cannot_be_begun_leaves_the_open_way() -> None:
    ways = switching()
    before = ways.connection
    with pytest.raises(ConfigError):
        await ways.switch(OrgEntry("broken@acme.example"))
    assert ways.connection is before
    assert not before.closed


def test_the_desk_says_what_is_known_before_an_org_was_asked() -> None:
    entries = {entry.name: (entry.kind, entry.where) for entry in switching().desk.entries}
    assert entries == {"practice": ("practice org", ""), "acme": ("guided", "ana@acme.example")}


@pytest.mark.parametrize("last", ["acme", "eve@acme.example"])
def test_the_console_begins_where_it_was_left(last: str) -> None:
    Memory().remember_org(last)
    assert first_org(CONFIG, None) == last
    assert first_org(CONFIG, "practice") == "practice"


def test_it_does_not_where_the_file_names_an_org_or_the_org_is_gone() -> None:
    Memory().remember_org("acme")
    assert first_org(Config(default_is_set=True), None) is None
    assert first_org(Config(), None) is None

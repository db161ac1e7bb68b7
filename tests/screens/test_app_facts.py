"""What the org's metadata says of the open app."""

from tests.consoles import console, pressed, running, shown
from tests.fakes import FakeOrg, make_app
from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppKind
from tui.domain.secret import Secret
from tui.errors import PermissionMissingError

APP = make_app(1, "Billing Sync")
KEY = "3MVG9-consumer-key"
METADATA = AppMetadata(
    AppKind.LOCAL,
    api_name="Billing_Sync",
    consumer_key=Secret(KEY),
    callback_urls=("https://billing.example/[/]",),
)
SIZE = (80, 40)


async def test_the_key_is_masked_until_it_is_asked_for() -> None:
    org = FakeOrg([APP])
    org.records[APP.id] = METADATA
    app = console(org)
    async with running(app, SIZE) as pilot:
        await pressed(pilot, "enter")
        assert "made in this org" in shown(app)
        assert "https://billing.example/[/]" in shown(app)
        assert KEY not in shown(app)
        await pressed(pilot, "i")
        assert KEY in shown(app)
        await pressed(pilot, "i")
        assert KEY not in shown(app)


async def test_without_a_key_it_says_so() -> None:
    app = console(FakeOrg([APP]))
    async with running(app, SIZE) as pilot:
        await pressed(pilot, "enter", "i")
        assert "consumer key is not known" in shown(app)


async def test_it_is_told_also_where_the_setup_page_cannot_be_read() -> None:
    org = FakeOrg([APP])
    org.records[APP.id] = METADATA
    org.fail["read"] = PermissionMissingError("The org does not let this user see the page.")
    app = console(org)
    async with running(app, SIZE) as pilot:
        await pressed(pilot, "enter")
        assert "made in this org" in shown(app)


async def test_metadata_that_cannot_be_read_is_said_and_hides_nothing_else() -> None:
    org = FakeOrg([APP], tokens={APP.id: "token"})
    org.fail["metadata"] = PermissionMissingError("The org does not let this user see it.")
    app = console(org)
    async with running(app, SIZE) as pilot:
        await pressed(pilot, "enter")
        assert "not known. The org does not let this user see it." in shown(app)
        assert "A token exists" in shown(app)

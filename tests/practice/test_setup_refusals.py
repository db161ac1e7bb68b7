"""Presses that Setup refuses: each answers 200 with a reason, shows no token section, and changes nothing."""

import base64
import json
from collections.abc import Callable

import httpx
import pytest

from tests.practice.orgs import STATE_FIELDS, Org, SetupView, make_token, open_view, press, send
from tui.practice.sessions import new_session
from tui.practice.view_state import CSRF, MAC, STATE, VERSION

Form = dict[str, str]


def assert_refused(page: SetupView) -> None:
    assert page.status == 200
    assert page.message
    assert page.headings == []
    assert page.token is None


def without(name: str) -> Callable[[Form], Form]:
    return lambda form: {key: value for key, value in form.items() if key != name}


def with_value(name: str, value: str) -> Callable[[Form], Form]:
    return lambda form: {**form, name: value}


def aged(form: Form) -> Form:
    content = json.loads(base64.b64decode(form[STATE][2:]))
    content["issued"] += 5
    return {**form, STATE: "i:" + base64.b64encode(json.dumps(content).encode()).decode()}


def formless(form: Form) -> Form:
    return {key: value for key, value in form.items() if key != value}


@pytest.mark.parametrize(
    "spoil",
    [
        *(without(name) for name in STATE_FIELDS),
        *(with_value(name, "") for name in STATE_FIELDS),
        with_value(STATE, "i:e30="),
        with_value(STATE, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
        with_value(VERSION, "1"),
        with_value(MAC, "AGVforged"),
        with_value(CSRF, "AGVforged"),
        aged,
        formless,
        with_value("j_id0:another", "Delete"),
    ],
)
async def test_a_spoiled_form_does_nothing(
    org: Org, admin: httpx.AsyncClient, spoil: Callable[[Form], Form]
) -> None:
    app = org.new_app()
    form = (await open_view(admin, app)).form("Generate")
    before = (org.count("tokens"), org.count("audit"))
    assert_refused(await send(admin, app, spoil(form)))
    assert (org.count("tokens"), org.count("audit")) == before


async def test_a_page_is_good_for_half_an_hour(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.new_app()
    form = (await open_view(admin, app)).form("Generate")
    org.now.pass_by(minutes=30)
    assert_refused(await send(admin, app, form))
    form = (await open_view(admin, app)).form("Generate")
    org.now.pass_by(minutes=29)
    assert (await send(admin, app, form)).token is not None


async def test_the_state_of_another_app_is_refused(org: Org, admin: httpx.AsyncClient) -> None:
    one, other = org.new_app(), org.new_app()
    form = (await open_view(admin, one)).form("Generate")
    assert_refused(await send(admin, other, form))


async def test_the_state_of_another_session_is_refused(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.new_app()
    form = (await open_view(admin, app)).form("Generate")
    async with org.client(new_session(org.store, "admin")) as client:
        assert_refused(await send(client, app, form))


async def test_generate_is_refused_once_there_is_a_token(
    org: Org, admin: httpx.AsyncClient
) -> None:
    app = org.new_app()
    stale = (await open_view(admin, app)).form("Generate")
    token = await make_token(admin, app)
    assert_refused(await send(admin, app, stale))
    assert (await open_view(admin, app)).token == token


async def test_regenerate_is_refused_while_there_is_no_token(
    org: Org, admin: httpx.AsyncClient
) -> None:
    app = org.new_app()
    page = await open_view(admin, app)
    form = page.form() | {str(page.button("Generate")): "Regenerate"}
    assert_refused(await send(admin, app, form))
    assert (await open_view(admin, app)).token is None


async def test_a_packaged_app_takes_no_token(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.named("Ledgerline Accounting Sync")
    page = await open_view(admin, app)
    name = str(page.button("Edit"))
    assert_refused(await send(admin, app, page.form() | {name: "Generate"}))
    assert (await open_view(admin, app)).token is None


@pytest.mark.parametrize(
    "label", ["Edit", "Delete", "Manage", "Manage Consumer Details", "Made Up"]
)
async def test_another_button_does_nothing(org: Org, admin: httpx.AsyncClient, label: str) -> None:
    app = org.new_app()
    assert_refused(await press(admin, app, label))
    assert (await open_view(admin, app)).token is None


@pytest.mark.parametrize("labels", [(), ("Generate", "Edit"), ("Edit", "Delete")])
async def test_exactly_one_button_is_pressed(
    org: Org, admin: httpx.AsyncClient, labels: tuple[str, ...]
) -> None:
    app = org.new_app()
    form = (await open_view(admin, app)).form(*labels)
    assert_refused(await send(admin, app, form))


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"a=1&a=2", b"&".join([b"a%d=" % n for n in range(200)])]
)
async def test_a_body_that_is_no_form_does_nothing(
    org: Org, admin: httpx.AsyncClient, body: bytes
) -> None:
    app = org.new_app()
    url = f"/app/mgmt/forceconnectedapps/forceAppDetail.apexp?applicationId={app.setup_id}&id={app.consumer_id}"
    assert_refused(SetupView(await admin.post(url, content=body)))

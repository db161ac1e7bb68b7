"""What pressing the button sends, and what is refused before anything is sent."""

from urllib.parse import parse_qsl

import pytest

from tests.client.fakes import ORIGIN, as_html
from tests.client.setup_pages import (
    FULL,
    STATE,
    TOKEN,
    button,
    page,
    reveal,
    table_page,
    view_state,
)
from tests.transport.sweep import assert_clean
from tui.client.form_post import FormPost
from tui.client.html import Document
from tui.client.view_page import ViewPage, application_id
from tui.domain.setup_labels import ENGLISH
from tui.errors import Obstacle, UnexpectedAnswerError
from tui.transport import Origin

VF = "com.salesforce.visualforce."


def _post(text: str) -> FormPost:
    return _view(text).form_post()


def _view(text: str) -> ViewPage:
    return ViewPage(Document(as_html(text)), FULL, Origin.parse(ORIGIN), ENGLISH)


def _fields(text: str) -> list[tuple[str, str]]:
    return parse_qsl(_post(text).body.expose(), keep_blank_values=True, strict_parsing=True)


def test_a_browser_would_send_the_same() -> None:
    assert sorted(_fields(table_page(TOKEN))) == sorted(
        [
            ("p:f", "p:f"),
            ("extra", "a&b"),
            *[
                (f"{VF}{n}", f"{STATE}{n}")
                for n in ("ViewState", "ViewStateVersion", "ViewStateMAC", "ViewStateCSRF")
            ],
            ("p:f:j_id9:j_id10", "Regenerate"),
        ]
    )


def test_the_view_state_may_stand_inside_the_form() -> None:
    inner = reveal(TOKEN) + button("Regenerate") + view_state()
    assert sorted(_fields(table_page(TOKEN, inside=inner, states=""))) == sorted(
        _fields(table_page(TOKEN))
    )


def test_the_name_of_the_form_is_added_where_no_input_holds_it() -> None:
    text = table_page(TOKEN).replace('<input type="hidden" name="p:f" value="p:f" />', "")
    assert _fields(text).count(("p:f", "p:f")) == 1


def test_a_button_element_sends_its_value() -> None:
    text = table_page(None, inside='<button name="n" value="v">Generate</button>')
    assert _fields(text)[-1] == ("n", "v")


def test_the_form_goes_to_its_own_address() -> None:
    assert _post(table_page(TOKEN)).path == FULL
    assert _post(table_page(TOKEN, action="forceAppDetail.apexp")).path == FULL.partition("?")[0]


@pytest.mark.parametrize(
    "script",
    [
        "return confirm('Are you sure?');",
        "javascript: return window.confirm('Sure; really?')",
        "if (!confirm('x')) return false;",
        "if(!confirm('x')) { return false; }",
    ],
)
def test_a_button_that_only_asks_whether_one_is_sure_is_pressed(script: str) -> None:
    text = table_page(None, inside=button("Generate", f'onclick="{script}" '))
    assert _fields(text)[-1][1] == "Generate"


@pytest.mark.parametrize(
    "script",
    [
        "go()",
        "return confirm('x') && send()",
        "confirm('x');send()",
        "return confirm('x' + send())",
        "if (!confirm('x')) return false; send();",
        "this.form.submit()",
        "confirm('x\\'); send(\\'')",
    ],
)
def test_a_button_with_any_other_script_is_not_pressed(script: str) -> None:
    with pytest.raises(UnexpectedAnswerError, match="script") as raised:
        _post(table_page(None, inside=button("Generate", f'onclick="{script}" ')))
    assert raised.value.obstacle is Obstacle.SCRIPT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (page("<h3>x</h3>"), "no section"),
        (table_page(None, form='onsubmit="A4J.x()"'), "script"),
        (table_page(TOKEN, states=""), "0 hidden fields ViewState "),
        (table_page(TOKEN, states=view_state() * 2), "2 hidden fields ViewState "),
        (
            table_page(TOKEN, states=view_state("ViewState", "ViewStateVersion", "ViewStateMAC")),
            "ViewStateCSRF",
        ),
        (
            table_page(TOKEN).replace(
                ' value="CANARY-state&amp;&lt;&quot;&#x27;&gt;ViewStateMAC"', ""
            ),
            "is empty",
        ),
        (table_page(TOKEN, action="https://evil.example/forceAppDetail.apexp"), "evil.example"),
        (table_page(TOKEN, action="/x/other.apexp?forceAppDetail.apexp"), "another page"),
        (table_page(TOKEN).replace('method="post"', ""), "posted"),
        (
            table_page(TOKEN).replace("application/x-www-form-urlencoded", "multipart/form-data"),
            "encoded",
        ),
        (table_page(TOKEN).replace('id="p:f" name="p:f"', ""), "no name"),
        (
            table_page(None, inside=button("Generate", "onclick=\"A4J.AJAX.Submit('f')\" ")),
            "script",
        ),
        (table_page(None, inside=button("Generate", "onclick=\"x('AJAXREQUEST')\" ")), "script"),
        (table_page(None, inside='<input type=button name=x value="Generate">'), "script"),
        (table_page(None, inside=button("Generate", "disabled ")), "disabled"),
        (table_page(None, inside='<input type=submit value="Generate">'), "no name"),
    ],
)
def test_a_form_that_is_not_known_is_not_sent(text: str, said: str) -> None:
    with pytest.raises(UnexpectedAnswerError) as raised:
        _post(text)
    assert said in raised.value.what
    assert_clean(raised.value, "CANARY")


def test_a_button_outside_of_the_form_is_not_pressed() -> None:
    text = page("").replace(
        "</form>", f"</form><h3>{'Initial Access Token for Dynamic Client Registration'}</h3>"
    )
    with pytest.raises(UnexpectedAnswerError, match="no form"):
        _post(text.replace("</body>", f"{button('Generate')}</body>"))


def test_a_page_of_another_app_is_refused() -> None:
    with pytest.raises(UnexpectedAnswerError, match="another app"):
        _post(table_page(TOKEN, action=FULL.replace("06P000000000001", "06P000000000002")))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/x?applicationId=06P000000000001", "06P000000000001"),
        ("/x?a=1&applicationId=06P000000000001AAA#x", "06P000000000001AAA"),
        ("/x?applicationId=06P1", None),
        ("/x?applicationId=0H4000000000001", None),
        ("/x?applicationId=06P000000000001&applicationId=06P000000000002", None),
        ("/x?applicationId=06P00000000000%26", None),
        ("/x", None),
        ("https://[bad", None),
    ],
)
def test_the_id_of_the_page_is_read_from_an_address(address: str, found: str | None) -> None:
    assert application_id(address) == found


def test_a_read_page_shows_nothing() -> None:
    view = _view(table_page(TOKEN))
    assert "CANARY" not in f"{view!r}{view.form_post()!r}{vars(view)!r}"

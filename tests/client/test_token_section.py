"""The token section, by label and structure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.client.fakes import as_html
from tests.client.setup_pages import (
    SECTION,
    TOKEN,
    button,
    controls,
    div_page,
    page,
    reveal,
    table_page,
)
from tests.transport.sweep import assert_clean
from tui.client.html import Document
from tui.client.token_section import Press, TokenSection, find_section
from tui.domain.secret import Secret
from tui.domain.setup_labels import ENGLISH
from tui.errors import Obstacle, UnexpectedAnswerError


def _section(text: str) -> TokenSection | None:
    return find_section(Document(as_html(text)), ENGLISH)


@pytest.mark.parametrize("layout", [table_page, div_page])
@pytest.mark.parametrize(("token", "press"), [(TOKEN, Press.REGENERATE), (None, Press.GENERATE)])
def test_either_state_is_read_in_either_layout(
    layout: object, token: str | None, press: Press
) -> None:
    section = _section(layout(token))  # type: ignore[operator]
    assert section is not None
    assert (section.press, section.token) == (press, Secret(token) if token else None)


@pytest.mark.parametrize("token", ["a&b<c>\"d'", "  padded\n", "[/]", "ünï", "x" * 5000])
def test_a_token_of_any_shape_comes_back_whole(token: str) -> None:
    section = _section(table_page(token))
    assert section is not None
    assert section.token == Secret(token.strip())


@pytest.mark.parametrize(
    "heading",
    [
        f"<h2>{SECTION}</h2>",
        f"<h3> {SECTION}: </h3>",
        f"<div role=heading>{SECTION}</div>",
        f"<fieldset><legend>{SECTION}</legend>",
        f"<h3><span>{SECTION}</span></h3>",
    ],
)
def test_a_heading_of_any_kind_begins_the_section(heading: str) -> None:
    section = _section(page(heading + controls(TOKEN)))
    assert section is not None
    assert section.token == Secret(TOKEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        page("<h3>Other</h3>"),
        page(f"<p>{SECTION}</p>" + controls(None)),
        page(f"<h3>{SECTION} help</h3>"),
    ],
)
def test_a_page_without_the_heading_has_no_section(text: str) -> None:
    assert _section(text) is None


def test_a_lower_heading_does_not_end_the_section() -> None:
    section = _section(page(f"<h3>{SECTION}</h3><h4>Value</h4>{controls(TOKEN)}<h3>Next</h3>"))
    assert section is not None
    assert section.token == Secret(TOKEN)


def test_what_belongs_to_other_sections_is_left_alone() -> None:
    text = page(
        f"<h2>A</h2>{controls('other')}<h2>{SECTION}</h2>{button('Generate')}<h2>B</h2>{controls('more')}"
    )
    section = _section(text)
    assert section is not None
    assert (section.press, section.token) == (Press.GENERATE, None)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("", "neither a Generate nor a Regenerate"),
        (reveal(TOKEN), "neither"),
        (button("Generieren"), "neither"),
        (button("generate"), "neither"),
        (button("Generate") + button("Regenerate"), "2 buttons (Generate, Regenerate)"),
        (button("Generate") * 2, "2 buttons"),
        (button("Generate") + reveal(TOKEN), "a Generate button and a hidden value at once"),
        (button("Regenerate"), "no hidden value"),
        (
            button("Regenerate") + f"<div id=a>{TOKEN}</div><a onclick=\"x('a')\">r</a>",
            "no hidden value",
        ),
        (button("Regenerate") + f"<div id=a hidden>{TOKEN}</div>", "no hidden value"),
        (button("Regenerate") + reveal(TOKEN, "a") + reveal(TOKEN, "b"), "2 hidden values"),
        (button("Regenerate") + reveal(TOKEN, "a") * 2, "2 hidden values"),
        (button("Regenerate") + reveal(""), "is empty"),
        (button("Regenerate") + reveal("   "), "is empty"),
        (button("Regenerate") + reveal(f"{TOKEN}\nx"), "not one line"),
        (button("Regenerate") + reveal(f"{TOKEN}\x1b[2J"), "not one line"),
        (button("Regenerate") + reveal(TOKEN).replace("CANARY", "<b>CANARY</b>"), "more than text"),
        (
            button("Regenerate") + reveal(TOKEN).replace("CANARY", "<!-- x -->CANARY"),
            "more than text",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words(inside: str, said: str) -> None:
    with pytest.raises(UnexpectedAnswerError) as raised:
        _section(table_page(None, inside=inside or " "))
    assert said in raised.value.what
    assert_clean(raised.value, "CANARY")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (page(f"<h3>Erstes Token</h3>{controls(None)}"), "de"),
        (page(f"<h3>Erstes Token</h3>{controls(None)}"), "de-AT"),
        (page("<h3>Anderes</h3>"), "fr"),
        (page(f"<h3>Erstes Token</h3>{controls(TOKEN)}"), "en-US"),
        (page(f"<h3>Erstes Token</h3>{controls(TOKEN)}"), ""),
    ],
)
def test_a_page_in_words_that_are_not_known_is_not_one_without_the_section(
    text: str, language: str
) -> None:
    with pytest.raises(UnexpectedAnswerError, match="another language") as raised:
        _section(text.replace("<html>", f'<html lang="{language}">'))
    assert raised.value.obstacle is Obstacle.LANGUAGE
    assert "labels" in raised.value.hint


def test_configured_labels_are_taken_in_any_language() -> None:
    labels = ENGLISH.and_also(section=["Erstes Token"], regenerate=["Neu generieren"])
    inside = reveal(TOKEN) + button("Neu generieren")
    text = page(f"<h3>Erstes Token</h3>{inside}").replace("<html>", '<html lang="de">')
    section = find_section(Document(as_html(text)), labels)
    assert section is not None
    assert (section.press, section.token) == (Press.REGENERATE, Secret(TOKEN))


def test_a_page_without_the_section_is_one_where_labels_are_configured() -> None:
    labels = ENGLISH.and_also(section=["Erstes Token"])
    text = page("<h3>Anderes</h3>").replace("<html>", '<html lang="de">')
    assert find_section(Document(as_html(text)), labels) is None


@pytest.mark.parametrize(
    ("inside", "obstacle"),
    [
        (button("Generieren"), Obstacle.LANGUAGE),
        (" ", Obstacle.SECTION),
        (button("Generate") + button("Regenerate"), Obstacle.TWO_CANDIDATES),
        (button("Regenerate"), Obstacle.SECTION),
    ],
)
def test_what_stands_in_the_way_is_named(inside: str, obstacle: Obstacle) -> None:
    with pytest.raises(UnexpectedAnswerError) as raised:
        _section(table_page(None, inside=inside))
    assert raised.value.obstacle is obstacle


def test_two_sections_of_the_label_are_refused() -> None:
    with pytest.raises(UnexpectedAnswerError, match="2 sections"):
        _section(page(f"<h3>{SECTION}</h3>{controls(None)}<h3>{SECTION}</h3>{controls(TOKEN)}"))


@pytest.mark.parametrize(
    "hide",
    [
        "style='DISPLAY : NONE;'",
        "style='color:red;display:none'",
        "hidden",
        "style='visibility:hidden'",
    ],
)
def test_a_value_may_be_hidden_in_several_ways(hide: str) -> None:
    inside = f'<span id="v" {hide}>{TOKEN}</span><a href="javascript:show(\'v\')">r</a>{button("Regenerate")}'
    section = _section(table_page(None, inside=inside))
    assert section is not None
    assert section.token == Secret(TOKEN)


PIECES = st.sampled_from(
    [
        f"<h3>{SECTION}</h3>",
        "<h3>",
        "</h3>",
        "<form action=/x/forceAppDetail.apexp>",
        "</form>",
        "<table><tr>",
        "</table>",
        "<div hidden id=a>",
        "</div>",
        "<a onclick=\"x('a')\">",
        "<input type=submit value=Generate name=x>",
        "<button>Regenerate</button>",
        "<input type=hidden name=com.salesforce.visualforce.ViewState value=v>",
        "<script>",
        "window.location.href='/x'",
        "</script>",
        "<!--",
        "\x00",
        "&#xD800;",
        "<template>",
    ]
)


@given(st.lists(PIECES | st.text(max_size=10), max_size=25).map("".join))
def test_no_page_makes_the_parser_raise_anything_but_our_error(text: str) -> None:
    try:
        section = _section(text)
    except UnexpectedAnswerError as error:
        assert_clean(error)
    else:
        assert section is None or (section.token is None) == (section.press is Press.GENERATE)

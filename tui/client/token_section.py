"""The section "Initial Access Token for Dynamic Client Registration" of a View page: its button and its value.

[inferred] No public HTML of the section exists, so it is found by label and structure and never by generated ids: a
heading, what follows it up to the next heading of that kind, one button, and a hidden element that a "Click to
reveal" link names (the way the page's other secrets were [seen] to be revealed). What does not fit exactly is
refused, and a page whose words are not known is not taken for one without the section.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tui.client.html import Document, Element, attribute, is_hidden, plain_text, words
from tui.domain.secret import Secret
from tui.domain.setup_labels import ENGLISH, SetupLabels, plain
from tui.errors import Obstacle, UnexpectedAnswerError

_QUOTED = re.compile(r"""["']([^"']+)["']""")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "legend": 7}
_ROLE_LEVEL = 3
"""Rank of an element that is a heading by its role alone and names no level."""


class Press(StrEnum):
    """Which of the two the button does."""

    GENERATE = "Generate"
    REGENERATE = "Regenerate"


@dataclass(frozen=True, slots=True)
class TokenSection:
    """The section, understood: Generate without a value, or Regenerate with exactly one."""

    press: Press
    button: Element
    token: Secret | None
    heading: Element


def find_section(page: Document, labels: SetupLabels) -> TokenSection | None:
    """Return the section, or None where the page has none.

    Raises:
        UnexpectedAnswerError: the section is there and is not understood; says what was recognised and what was not.
            Or the page may have one whose words are not among the labels.
    """
    starts = [
        i for i, e in enumerate(page.elements) if _rank(e) and plain(words(e)) in labels.section
    ]
    if not starts:
        _check_language(page, labels)
        return None
    if len(starts) > 1:
        raise _not_understood(f"{len(starts)} sections bear its label", Obstacle.TWO_CANDIDATES)
    section = _following(page.elements, starts[0])
    press, button = _button(section, labels)
    values = _values(section)
    if len(values) > 1:
        raise _not_understood(f"it has a {press} button and {len(values)} hidden values")
    if press is Press.GENERATE and values:
        raise _not_understood("it has a Generate button and a hidden value at once")
    if press is Press.REGENERATE and not values:
        raise _not_understood("it has a Regenerate button, but no hidden value was recognised")
    token = _token(values[0]) if values else None
    return TokenSection(press, button, token, page.elements[starts[0]])


def headings(page: Document) -> list[Element]:
    """Everything that is a heading."""
    return [element for element in page.elements if _rank(element)]


def is_heading_by_role(heading: Element) -> bool:
    """Whether an element is a heading by its role rather than by its tag."""
    return (heading.tag or "") not in _HEADINGS


def button_label(element: Element) -> str | None:
    """The label of a button that could be pressed; None for what is none."""
    kind = attribute(element, "type").strip().lower()
    if element.tag == "input" and kind in {"submit", "button"}:
        return plain(attribute(element, "value"))
    if element.tag == "button" and kind in {"submit", "button", ""}:
        return plain(words(element))
    return None


def _check_language(page: Document, labels: SetupLabels) -> None:
    """Refuse a page that may have the section in words that are not known."""
    language = page.language.partition("-")[0].lower()
    foreign = language not in {"", "en"} and labels == ENGLISH
    if not (foreign or any(_looks_alike(section) for section in _leaf_sections(page.elements))):
        return
    raise UnexpectedAnswerError(
        "The Setup page bears no label that is known for the token's section; it may be in another language.",
        hint="Configure the org's labels as they stand on the page, or use the Setup page in a browser.",
        obstacle=Obstacle.LANGUAGE,
    )


def _leaf_sections(elements: list[Element]) -> Iterator[list[Element]]:
    """What stands between one heading and the next, of whatever rank."""
    section: list[Element] | None = None
    for element in elements:
        if _rank(element):
            if section:
                yield section
            section = []
        elif section is not None:
            section.append(element)
    if section:
        yield section


def _looks_alike(section: list[Element]) -> bool:
    """Whether a section is built as that of a token is: one button, one hidden value."""
    buttons = [element for element in section if button_label(element) is not None]
    return len(buttons) == 1 and len(_values(section)) == 1


def _following(elements: list[Element], start: int) -> list[Element]:
    """What follows the heading, up to the next one of its kind or above."""
    rank = _rank(elements[start])
    inner = {element.mem_id for element in elements[start].traverse()}
    section = []
    for element in elements[start + 1 :]:
        if element.mem_id in inner:
            continue
        if 0 < _rank(element) <= rank:
            break
        section.append(element)
    return section


def _button(section: list[Element], labels: SetupLabels) -> tuple[Press, Element]:
    found = [(press, e) for e in section if (press := _press_of(e, labels)) is not None]
    if not found:
        unknown = any(button_label(element) for element in section)
        raise _not_understood(
            "neither a Generate nor a Regenerate button was recognised in it",
            Obstacle.LANGUAGE if unknown else Obstacle.SECTION,
        )
    if len(found) > 1:
        offered = ", ".join(press for press, _ in found)
        raise _not_understood(f"it has {len(found)} buttons ({offered})", Obstacle.TWO_CANDIDATES)
    return found[0]


def _press_of(element: Element, labels: SetupLabels) -> Press | None:
    label = button_label(element)
    if label in labels.generate:
        return Press.GENERATE
    return Press.REGENERATE if label in labels.regenerate else None


def _values(section: list[Element]) -> list[Element]:
    """The hidden elements that something to click on names by id."""
    by_id: dict[str, list[Element]] = {}
    for element in section:
        if attribute(element, "id"):
            by_id.setdefault(attribute(element, "id"), []).append(element)
    found: dict[int, Element] = {}
    for element in section:
        for name in _QUOTED.findall(_script_of(element)):
            for named in by_id.get(name, []):
                if is_hidden(named) and named.mem_id != element.mem_id:
                    found[named.mem_id] = named
    return list(found.values())


def _script_of(element: Element) -> str:
    """What a click on the element runs."""
    link = attribute(element, "href").strip()
    href = link if link.lower().startswith("javascript:") else ""
    return f"{attribute(element, 'onclick')} {href}"


def _token(element: Element) -> Secret:
    token = plain_text(element)
    if token is None:
        raise _not_understood("its hidden value holds more than text")
    if not token:
        raise _not_understood("its hidden value is empty")
    if not token.expose().isprintable():
        raise _not_understood("its hidden value is not one line of printable text")
    return token


def _rank(element: Element) -> int:
    """How high a heading stands, 1 the highest; 0 for what is no heading."""
    tag = element.tag or ""
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    if attribute(element, "role").strip().lower() != "heading":
        return 0
    level = attribute(element, "aria-level").strip()
    return int(level) if level in set("123456") else _ROLE_LEVEL


def _not_understood(detail: str, obstacle: Obstacle = Obstacle.SECTION) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        f"The token section of the Setup page was found, but {detail}.",
        hint="Use the Setup page in a browser; the page may have changed with a Salesforce release.",
        obstacle=obstacle,
    )

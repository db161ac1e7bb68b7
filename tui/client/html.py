"""A parsed HTML document, as elements in document order. The only module that knows the HTML library.

Knows nothing of Salesforce. The text of a document is never kept in a variable beside the parser, and values of
hidden inputs are secrets from here on.
"""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.domain.secret import Secret
from tui.errors import UnexpectedAnswerError
from tui.transport import Response

MAX_TAGS = 30_000
"""A Setup page has some thousands. Parsing slows with the square of the depth: this many, all nested, take a second."""

Element = LexborNode


@dataclass(frozen=True, slots=True)
class HiddenInput:
    """An `input type=hidden`."""

    name: str
    value: Secret


class Document:
    """One document.

    Raises:
        UnexpectedAnswerError: it has more tags than any page this client knows.
    """

    def __init__(self, answer: Response) -> None:
        if answer.body.count(b"<") > MAX_TAGS:
            raise UnexpectedAnswerError(
                "A page of the org is larger than this client accepts.",
                hint="The address may not be that of the org itself.",
            )
        self.is_whole = b"</html" in answer.body.lower()
        """Whether its end arrived: a body without a told length can be cut off anywhere, in a token as well."""
        self._tree = LexborHTMLParser(answer.text())  # keeps the nodes alive
        root = self._tree.root
        self.elements: list[Element] = [] if root is None else inside(root)

    def __repr__(self) -> str:
        return f"Document({len(self.elements)} elements)"

    def all(self, *tags: str) -> list[Element]:
        """The elements of these tags."""
        return [element for element in self.elements if element.tag in tags]

    @property
    def language(self) -> str:
        """The language that the document names for itself; empty where it names none."""
        return next((attribute(e, "lang").strip() for e in self.all("html")), "")

    def scripts(self) -> list[str]:
        """The text of the scripts."""
        return [script.text() for script in self.all("script")]

    def text(self) -> str:
        """All visible words, white space collapsed, in lower case."""
        body = self._tree.body
        if body is None:
            return ""
        words = (
            node.text_content or ""
            for node in body.traverse(include_text=True)
            if node.is_text_node and not _is_code(node.parent)
        )
        return " ".join(" ".join(words).split()).lower()


def attribute(element: Element, name: str) -> str:
    """The value of an attribute; empty where there is none."""
    return element.attrs.sget(name, "")


def has_attribute(element: Element, name: str) -> bool:
    """Whether the attribute is there, with or without a value."""
    return name in element.attrs


def words(element: Element) -> str:
    """The text of an element with white space collapsed."""
    return " ".join(element.text().split())


def is_hidden(element: Element) -> bool:
    """Whether the element itself is marked as not shown."""
    style = "".join(attribute(element, "style").lower().split())
    return (
        has_attribute(element, "hidden") or "display:none" in style or "visibility:hidden" in style
    )


def plain_text(element: Element) -> Secret | None:
    """The text of an element that holds nothing but text, without the white space around it; None if it holds more."""
    child = element.first_child
    while child is not None:
        if not child.is_text_node:
            return None
        child = child.next
    return Secret(element.text().strip())


def hidden_inputs(elements: list[Element]) -> list[HiddenInput]:
    """The hidden inputs among `elements` that have a name and are sent with a form."""
    return [
        HiddenInput(attribute(element, "name"), Secret(attribute(element, "value")))
        for element in elements
        if element.tag == "input"
        and attribute(element, "type").strip().lower() == "hidden"
        and attribute(element, "name")
        and not has_attribute(element, "disabled")
    ]


def form_around(element: Element) -> Element | None:
    """The form that an element stands in."""
    parent = element.parent
    while parent is not None and parent.tag != "form":
        parent = parent.parent
    return parent


def inside(element: Element) -> list[Element]:
    """The element and everything in it, in document order."""
    return [node for node in element.traverse() if node.is_element_node]


def _is_code(element: Element | None) -> bool:
    return element is not None and element.tag in {"script", "style", "template", "noscript"}

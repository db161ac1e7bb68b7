"""The View page of a connected app: is it this page, and what does it say of the token.

[seen] It is Visualforce at `/app/mgmt/forceconnectedapps/forceAppDetail.apexp?applicationId=06P…&id=0Ci…`; the
server adds the last id. The `06P…` is not the Id of `ConnectedApplication`.
"""

from urllib.parse import parse_qs, urlsplit

from tui.client.form_post import FormPost, form_post
from tui.client.html import Document, Element, attribute, words
from tui.client.labels import ERROR_IDS, LOOK_IN_SETUP
from tui.client.token_section import Press, TokenSection, find_section
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.domain.setup_labels import SetupLabels
from tui.errors import Obstacle, UnexpectedAnswerError
from tui.transport import Origin

_PAGE_NAME = "forceAppDetail.apexp"
_VIEW_PATH = f"/app/mgmt/forceconnectedapps/{_PAGE_NAME}"
_ID_PARAMETER = "applicationId"


class ViewPage:
    """A page that `is_view_page`.

    Raises:
        UnexpectedAnswerError: it is cut off or that of another app, or its token section is not understood.
    """

    def __init__(self, document: Document, path: str, origin: Origin, labels: SetupLabels) -> None:
        check_view_page(document, path)
        self._document = document
        self._origin = origin
        self._section = find_section(document, labels)
        self.path = path

    @property
    def section(self) -> TokenSection | None:
        """The token's section; None where the page has none."""
        return self._section

    @property
    def press(self) -> Press | None:
        """What its button does; None where the page has no such section."""
        return self._section.press if self._section else None

    @property
    def token(self) -> Secret | None:
        """The value it holds."""
        return self._section.token if self._section else None

    @property
    def state(self) -> TokenState:
        """Whether the app has a token; `UNKNOWN` where the page has no such section."""
        if self._section is None:
            return TokenState.UNKNOWN
        return TokenState.NONE if self._section.token is None else TokenState.PRESENT

    @property
    def has_messages(self) -> bool:
        """Whether the page tells its reader that something went wrong; the words stay on the page."""
        return any(words(element) for element in self._document.elements if _is_message(element))

    def form_post(self) -> FormPost:
        """What pressing the button sends.

        Raises:
            UnexpectedAnswerError: there is no button, or none that can be pressed from here.
        """
        if self._section is None:
            raise UnexpectedAnswerError(
                "The Setup page of this app has no section for an initial access token.",
                hint="Look at the app in Setup: its OAuth settings may be off, or its labels be in another language.",
                obstacle=Obstacle.NO_SECTION,
            )
        return form_post(
            self._document,
            self._section.button,
            page_name=_PAGE_NAME,
            base=self.path,
            origin=self._origin,
        )


def check_view_page(document: Document, path: str) -> None:
    """Refuse a View page that is not whole, or is that of another app than `path` asks for.

    Raises:
        UnexpectedAnswerError: it is.
    """
    if not document.is_whole:
        raise UnexpectedAnswerError(
            "The Setup page of the app did not arrive whole.", hint="Try again in a moment."
        )
    asked = application_id(path)
    for form in _view_forms(document):
        if asked and (application_id(attribute(form, "action")) or asked)[:15] != asked[:15]:
            raise UnexpectedAnswerError(
                "The org showed the Setup page of another app.",
                hint=LOOK_IN_SETUP,
                obstacle=Obstacle.OTHER_APP,
            )


def is_view_page(document: Document) -> bool:
    """Whether a page has a form of the View page."""
    return bool(_view_forms(document))


def view_path(app: str) -> str:
    """The address of the View page by the `06P…` id of an app."""
    return f"{_VIEW_PATH}?{_ID_PARAMETER}={app}"


def application_id(address: str) -> str | None:
    """The one `06P…` id in the query of an address, or None."""
    try:
        found = parse_qs(urlsplit(address).query).get(_ID_PARAMETER, [])
    except ValueError:
        return None
    if len(found) != 1 or not (found[0].isascii() and found[0].isalnum()):
        return None
    return found[0] if found[0].startswith("06P") and len(found[0]) in {15, 18} else None


def _is_message(element: Element) -> bool:
    """[seen] `div.messageText` on Visualforce pages, the others on Setup pages."""
    classes = attribute(element, "class").split()
    return (
        "messageText" in classes or "errorMsg" in classes or attribute(element, "id") in ERROR_IDS
    )


def _view_forms(document: Document) -> list[Element]:
    return [f for f in document.all("form") if _PAGE_NAME in attribute(f, "action")]

"""A View page as a rehearsal sees it: what a press would go by, and what it would stumble over."""

from collections.abc import Iterable

from tui.client.html import Document, Element, inside, is_hidden, words
from tui.client.labels import LOOK_IN_SETUP
from tui.client.token_section import button_label, headings, is_heading_by_role
from tui.client.view_page import ViewPage, check_view_page
from tui.domain.rehearsal import Rehearsal
from tui.domain.setup_labels import SetupLabels
from tui.domain.text import printable, shortened
from tui.errors import Obstacle, UnexpectedAnswerError
from tui.transport import Origin

_MOST_LABELS = 20
_MOST_CHARACTERS = 120
_MOST_LOOKED_AT = 200
"""Headings or buttons; a page that has more of them is no Setup page that anybody has seen."""


class Sight:
    """A page, looked at before it is known whether it will be understood.

    Raises:
        UnexpectedAnswerError: it is cut off, or that of another app.
    """

    def __init__(self, document: Document, path: str, origin: Origin, labels: SetupLabels) -> None:
        check_view_page(document, path)
        self._document = document
        self._origin = origin
        self._labels = labels
        self.path = path

    def rehearsal(self, app_id: str) -> Rehearsal:
        """What was recognised and what was not."""
        try:
            page = ViewPage(self._document, self.path, self._origin, self._labels)
        except UnexpectedAnswerError as error:
            return self._failed(app_id, error)
        if page.section is None:
            return self._failed(
                app_id,
                UnexpectedAnswerError(
                    "No heading of the page bears the label of the token's section.",
                    hint=LOOK_IN_SETUP,
                    obstacle=Obstacle.NO_SECTION,
                ),
            )
        stumbled = _press_stumbles(page)
        return Rehearsal(
            app_id,
            page.state,
            section=_shown(words(page.section.heading)),
            button=_shown(button_label(page.section.button) or ""),
            hides_value=page.token is not None,
            carries_state=stumbled is None,
            language=_shown(self._document.language),
            layout=self._layout(),
            missing=(stumbled.what,) if stumbled else (),
            obstacle=stumbled.obstacle if stumbled else None,
        )

    def _failed(self, app_id: str, error: UnexpectedAnswerError) -> Rehearsal:
        titles = headings(self._document)[:_MOST_LOOKED_AT]
        buttons = [e for e in self._document.elements if button_label(e)][:_MOST_LOOKED_AT]
        return Rehearsal(
            app_id,
            language=_shown(self._document.language),
            layout=self._layout(),
            headings=_some(words(each) for each in titles if not _holds_hidden(each)),
            buttons=_some(button_label(each) for each in buttons if not _holds_hidden(each)),
            missing=(error.what,),
            obstacle=error.obstacle,
        )

    def _layout(self) -> str:
        found = headings(self._document)
        by_role = sum(map(is_heading_by_role, found))
        return "roles" if by_role * 2 > len(found) else "headings"


def without_page(app_id: str, error: UnexpectedAnswerError) -> Rehearsal:
    """The rehearsal where something else came than the View page."""
    return Rehearsal(app_id, missing=(error.what,), obstacle=error.obstacle)


def _press_stumbles(page: ViewPage) -> UnexpectedAnswerError | None:
    """Why the button could not be pressed, found by preparing the press and throwing it away."""
    try:
        page.form_post()
    except UnexpectedAnswerError as error:
        return error
    return None


def _holds_hidden(element: Element) -> bool:
    """Whether something in an element is not shown: a hidden value must not be told as a label."""
    return any(map(is_hidden, inside(element)))


def _some(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The first of the texts, each once."""
    kept = dict.fromkeys(_shown(text) for text in texts if text)
    return tuple(kept)[:_MOST_LABELS]


def _shown(text: str) -> str:
    return shortened(printable(text), _MOST_CHARACTERS)

"""What pressing a button of a Visualforce page sends.

[seen] in a public client of another Setup page: every hidden input, the form's own name, one button; the view state
may stand after `</form>`. Anything that does not look so is refused before anything is sent.
"""

import re
from dataclasses import dataclass

from tui.client.html import (
    Document,
    Element,
    HiddenInput,
    attribute,
    form_around,
    has_attribute,
    hidden_inputs,
    inside,
)
from tui.domain.secret import Secret
from tui.errors import Obstacle, UnexpectedAnswerError
from tui.transport import Origin, form_body

_VIEW_STATE = "com.salesforce.visualforce."
_REQUIRED = ("ViewState", "ViewStateVersion", "ViewStateMAC", "ViewStateCSRF")
_URLENCODED = "application/x-www-form-urlencoded"
_AJAX = ("a4j", "ajaxrequest", "richfaces")
_TEXT = r"""(?:"[^"\\\n]*"|'[^'\\\n]*')"""
_ASKS_ONLY = re.compile(
    rf"(?:return\s+)?(?:window\.)?confirm\({_TEXT}\)\s*;?"
    rf"|if\s*\(\s*!\s*(?:window\.)?confirm\({_TEXT}\)\s*\)\s*\{{?\s*return\s+false\s*;?\s*\}}?\s*;?"
)
"""A script that asks whether one is sure and sends nothing itself: the console has asked already."""


@dataclass(frozen=True, slots=True)
class FormPost:
    """One form, ready to be sent."""

    path: str
    body: Secret


def form_post(
    document: Document, button: Element, *, page_name: str, base: str, origin: Origin
) -> FormPost:
    """Return what a browser would send for `button`.

    Args:
        page_name: last part of the path that the form has to go to.
        base: the path the document was read at.

    Raises:
        UnexpectedAnswerError: it is not a form this client can send.
    """
    form = _form_of(button)
    path = origin.resolve(attribute(form, "action").strip(), base=base)
    if not path.partition("?")[0].endswith(f"/{page_name}"):
        raise _refused("its form goes to another page")
    own = [f for f in hidden_inputs(inside(form)) if not f.name.startswith(_VIEW_STATE)]
    fields = own + _view_state(document)
    form_name = attribute(form, "name") or attribute(form, "id")
    if not form_name:
        raise _refused("its form has no name")
    pairs: list[tuple[str, Secret | str]] = [(field.name, field.value) for field in fields]
    if form_name not in {field.name for field in fields}:
        pairs.append((form_name, form_name))
    pairs.append((attribute(button, "name"), attribute(button, "value")))
    return FormPost(path, form_body(pairs))


def _form_of(button: Element) -> Element:
    script = attribute(button, "onclick").strip()
    if attribute(button, "type").strip().lower() == "button" or not _is_harmless(script):
        raise _refused("it works by a script this client does not know", Obstacle.SCRIPT)
    if not attribute(button, "name") or has_attribute(button, "disabled"):
        raise _refused("it has no name or is disabled")
    form = form_around(button)
    if form is None or attribute(form, "method").strip().lower() != "post":
        raise _refused("it stands in no form that is posted")
    if attribute(form, "enctype").strip().lower() not in {"", _URLENCODED}:
        raise _refused("its form is encoded in a way this client does not know")
    if any(word in attribute(form, "onsubmit").lower() for word in _AJAX):
        raise _refused("its form is sent by a script this client does not know", Obstacle.SCRIPT)
    return form


def _is_harmless(script: str) -> bool:
    return (
        not script or _ASKS_ONLY.fullmatch(script.removeprefix("javascript:").strip()) is not None
    )


def _view_state(document: Document) -> list[HiddenInput]:
    found = [f for f in hidden_inputs(document.elements) if f.name.startswith(_VIEW_STATE)]
    for short in _REQUIRED:
        values = [field.value for field in found if field.name == _VIEW_STATE + short]
        if len(values) != 1:
            raise _refused(f"the page has {len(values)} hidden fields {short} instead of one")
        if not values[0]:
            raise _refused(f"the page's hidden field {short} is empty")
    return found


def _refused(detail: str, obstacle: Obstacle = Obstacle.FORM) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        f"The button of the Setup page cannot be pressed from here: {detail}.",
        hint="Use the Setup page in a browser.",
        obstacle=obstacle,
    )

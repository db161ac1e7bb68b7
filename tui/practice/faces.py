"""The faces that the Setup page can wear, by name: for tests, and for admins who rehearse what may come.

What Salesforce's page looks like in them is inferred; what there is to go by is told in `docs/setup-page-driver.md`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from tui.errors import UsageError
from tui.practice import face_screens, token_html
from tui.practice.face_screens import Screen
from tui.practice.face_words import ENGLISH, FRENCH, GERMAN, JAPANESE, Words
from tui.practice.markup import ROLES, TABLES, Markup
from tui.practice.token_html import SectionForm
from tui.practice.view_state import Controls, other_names


@dataclass(frozen=True, slots=True)
class Face:
    """One of them.

    Attributes:
        about: what is different, in words that follow the name.
        names: the names of a page's controls by its nonce.
        old_secret: whether the consumer secret stands on the View page, hidden as the token is.
        ajax: whether a press must come by A4J and is answered by a part of a page.
        instead: what is shown in place of the View page.
        at_press: what is shown in place of doing what a press asks for.
    """

    name: str
    about: str
    words: Words = ENGLISH
    markup: Markup = TABLES
    section: SectionForm = token_html.plain
    names: Callable[[str], Controls] = Controls.of
    old_secret: bool = False
    ajax: bool = False
    instead: Screen | None = None
    at_press: Screen | None = None


CLASSIC: Final = Face("classic", "the page as it is otherwise: tables, the value shown by a link")

FACES: Final[Mapping[str, Face]] = {
    face.name: face
    for face in (
        CLASSIC,
        Face("german", "labels in German, on a page that says so", words=GERMAN),
        Face("french", "labels in French, on a page that says so", words=FRENCH),
        Face("japanese", "labels in Japanese, on a page that names no language", words=JAPANESE),
        Face("old-layout", "consumer key and secret on the page, hidden likewise", old_secret=True),
        Face("new-layout", "headings by role, buttons as elements", markup=ROLES),
        Face(
            "changed-ids",
            "other names, ids and elements",
            section=token_html.other_ids,
            names=other_names,
        ),
        Face("ajax", "a button that sends by A4J", section=token_html.by_ajax, ajax=True),
        Face("two-sections", "the section twice", section=token_html.twice),
        Face("two-buttons", "Generate and Regenerate at once", section=token_html.both_buttons),
        Face(
            "consumer-details",
            "the value on a page of its own",
            section=token_html.in_consumer_details,
        ),
        Face("step-up", "identity verification first", instead=face_screens.step_up),
        Face(
            "step-up-at-press",
            "identity verification in answer to a press",
            at_press=face_screens.step_up,
        ),
        Face("passkey", "passkey enrolment first", instead=face_screens.passkey),
        Face("password", "a new password first", instead=face_screens.change_password),
        Face("maintenance", "maintenance", instead=face_screens.maintenance),
        Face("login", "the login page, with status 200", instead=face_screens.login),
    )
}


def face_named(name: str) -> Face:
    """Return the face of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in FACES:
        raise UsageError(
            f"The practice org has no face {name!r}.", hint=f"Faces: {', '.join(FACES)}."
        )
    return FACES[name]

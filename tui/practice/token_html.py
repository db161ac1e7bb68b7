"""The token's section of the View page, in the forms that it may have. How it really looks is not public. [inferred]"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tui.practice.face_words import Words
from tui.practice.markup import Markup, reveal_by_id
from tui.practice.tokens import Press
from tui.practice.view_state import Controls


@dataclass(frozen=True, slots=True)
class Shown:
    """What a section is made of."""

    token: str | None
    controls: Controls
    words: Words
    markup: Markup

    @property
    def press(self) -> Press:
        """The button that Setup offers."""
        return Press.GENERATE if self.token is None else Press.REGENERATE

    def button(self, press: Press | None = None, extra: str = "") -> str:
        """That button, or the one asked for."""
        label = self.words.label(press or self.press)
        return self.markup.button(self.controls.token, label, extra)

    def section(self, value: str, button: str) -> str:
        """The section around a value and a button."""
        markup, words = self.markup, self.words
        if not value:
            return markup.section(words.section, markup.row(words.row, button))
        rows = markup.row(words.row, value) + markup.row("", button)
        return markup.section(words.section, rows)

    def value(self) -> str:
        """The value behind its link; nothing where there is none."""
        number = self.controls.token.rpartition("j_id")[2]
        return "" if self.token is None else reveal_by_id(self.words.reveal, number, self.token)


SectionForm = Callable[[Shown], str]


def plain(shown: Shown) -> str:
    """One button, and the value in a hidden element that the link names."""
    return shown.section(shown.value(), shown.button())


def other_ids(shown: Shown) -> str:
    """The same with other elements and ids."""
    value = ""
    if shown.token is not None:
        value = (
            f'<span hidden id="x{shown.controls.form}">{escape(shown.token)}</span>'
            f"<a href=\"javascript:show('x{shown.controls.form}')\">{escape(shown.words.reveal)}</a>"
        )
    return shown.section(value, shown.button())


def by_ajax(shown: Shown) -> str:
    """The button sends by A4J and expects a part of a page back: that is seen on other pages."""
    name = shown.controls.token
    label = shown.words.label(shown.press)
    call = f"A4J.AJAX.Submit('{shown.controls.form}',event,{{'parameters':{{'{name}':'{label}'}}}});return false;"
    return shown.section(shown.value(), shown.button(extra=f'onclick="{escape(call)}" '))


def twice(shown: Shown) -> str:
    """Two sections under one heading's words."""
    return plain(shown) + plain(shown)


def both_buttons(shown: Shown) -> str:
    """Generate and Regenerate side by side."""
    return shown.section(shown.value(), "".join(shown.button(press) for press in Press))


def in_consumer_details(shown: Shown) -> str:
    """The value is not on this page but on that of the consumer details, behind a button."""
    if shown.token is None:
        return plain(shown)
    words, controls = shown.words, shown.controls
    return shown.section(shown.markup.button(controls.consumer, words.consumer, ""), shown.button())

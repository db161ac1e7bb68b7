"""The HTML that Setup pages are built of, in two layouts. Knows neither database nor language.

Headings over tables are seen on the page's other sections; headings by role and `button` elements are how a newer
layout may look. [inferred]
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final


@dataclass(frozen=True, slots=True)
class Markup:
    """One layout. `row` and `section` take HTML as their last argument, everything else is text."""

    section: Callable[[str, str], str]
    row: Callable[[str, str], str]
    button: Callable[[str, str, str], str]
    """Name, label, and further attributes as HTML."""


def hidden(fields: Mapping[str, str]) -> str:
    """Hidden inputs."""
    return "".join(
        f'<input type="hidden" id="{escape(name)}" name="{escape(name)}" value="{escape(value)}" />'
        for name, value in fields.items()
    )


def reveal_by_id(words: str, number: str, value: str) -> str:
    """A link that shows a hidden element by its id, and the element: `ctrDiv…` is seen."""
    return (
        f'<a href="javascript:void(0);" id="ctrLink_{number}" onclick="document.getElementById(\'ctrDiv_{number}\')'
        f".style.display='block';this.style.display='none';return false;\">{escape(words)}</a>"
        f'<div id="ctrDiv_{number}" style="display:none">{escape(value)}</div>'
    )


def _table_section(title: str, rows: str) -> str:
    return (
        f'<div class="pbSubheader brandTertiaryBgr tertiaryPalette"><h3>{escape(title)}</h3></div>'
        '<div class="pbSubsection"><table class="detailList" border="0" cellpadding="0" cellspacing="0">'
        f"{rows}</table></div>\n"
    )


def _table_row(label: str, value: str) -> str:
    return f'<tr><th scope="row" class="labelCol">{escape(label)}</th><td class="dataCol" colspan="3">{value}</td></tr>'


def _input_button(name: str, label: str, extra: str) -> str:
    return (
        f'<input type="submit" class="btn" name="{escape(name)}" value="{escape(label)}" {extra}/>'
    )


def _role_section(title: str, rows: str) -> str:
    return (
        f'<section class="slds-section"><div role="heading" aria-level="3">{escape(title)}</div>'
        f'<div class="slds-section__content">{rows}</div></section>\n'
    )


def _role_row(label: str, value: str) -> str:
    return f'<div class="slds-form-element"><span>{escape(label)}</span><div>{value}</div></div>'


def _element_button(name: str, label: str, extra: str) -> str:
    shown = escape(label)
    return (
        f'<button type="submit" name="{escape(name)}" value="{shown}" {extra}>\n {shown}\n</button>'
    )


TABLES: Final = Markup(_table_section, _table_row, _input_button)
ROLES: Final = Markup(_role_section, _role_row, _element_button)

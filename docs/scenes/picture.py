"""A picture as it may be shown: nothing fetched from elsewhere, no place, nothing that differs from run to run."""

import html
import re
import tempfile
from pathlib import Path

_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace"
_CELL = 12.2
"""Width of a cell in an exported picture."""

_EXAMPLES = (".example", ".e", ".ex", ".exa", ".exam", ".examp", ".exampl", ".my.salesforce.com")
"""Ends of the hosts of examples, whole or where a line of the screen has cut them."""

_PLACE = re.compile(r'(textLength=")[^"]*("[^>]*>)[^<]*,&#160;process&#160;\d+<')
_SHOWN_PLACE = "ada on bastion.example, process 4711"
"""Who acted from where, in the journal: the machine that makes the pictures is nobody's business."""


def tidied(svg: str) -> str:
    """The picture without fonts from elsewhere, without addresses, without what differs from run to run."""
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: (?:Fira Code, monospace|arial)", f"font-family: {_FONTS}", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"\b[0-9a-f]{32}\b", "0123456789abcdef" * 2, svg)
    svg = _PLACE.sub(rf"\g<1>{len(_SHOWN_PLACE) * _CELL:g}\g<2>{in_svg(_SHOWN_PLACE)}<", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def shown_as(svg: str, real: str, shown: str) -> str:
    """The picture with `shown` for what the pattern `real` matches; the words behind it in the same run move up."""
    pattern = re.compile(real)

    def fitted(match: re.Match[str]) -> str:
        text = pattern.sub(shown, match[4])
        longer = len(html.unescape(text)) - len(html.unescape(match[4]))
        return f"{match[1]}{float(match[2]) + longer * _CELL:g}{match[3]}{text}<"

    return re.sub(rf'(textLength=")([\d.]+)("[^>]*>)([^<]*{real}[^<]*)<', fitted, svg)


def in_svg(text: str) -> str:
    """A text as an exported picture writes it."""
    return text.replace(" ", "&#160;")


def check(svg: str) -> None:
    """Refuse a picture that would fetch something, or shows where it was made.

    Raises:
        ValueError: it does.
    """
    addresses = set(re.findall(r"https?://([^/\"'&<\s:]+)", svg))
    if (
        {each for each in addresses if "." in each and not each.endswith(_EXAMPLES)}
        - {"www.w3.org", "127.0.0.1"}
        or "@font-face" in svg
        or "url(h" in svg
    ):
        raise ValueError(f"The picture refers to {addresses}.")
    for place in (str(Path.home()), tempfile.gettempdir()):
        if place in svg:
            raise ValueError(f"The picture shows a path of this machine: {_around(svg, place)}")


def _around(svg: str, place: str) -> str:
    at = svg.index(place)
    return svg[max(0, at - 80) : at + 80]

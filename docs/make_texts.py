"""Writes `docs/texts.md`: every text that a person meets, so that they can be reviewed together.

    .venv/bin/python docs/make_texts.py

Owns the page: what belongs together, and how a text is told.
"""

import sys
from collections.abc import Iterable, Mapping
from typing import Final

from docs.reading_texts import ROOT, Text, part_of, texts

PAGE = ROOT / "docs" / "texts.md"
COMMAND = ".venv/bin/python docs/make_texts.py"

TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "What stands on the screen": ("presentation", "screens", "widgets", "app", "themes", "leaving"),
    "What the command line says": ("cli", "wiring", "memory", "keeping", "switching", "terminal"),
    "Acts": ("services", "domain", "journal"),
    "Configuration and secrets": ("config", "paths"),
    "Logging in": ("way_in", "salesforce_cli", "programs"),
    "What an org answers": ("client", "transport"),
    "Targets": ("targets",),
    "Clipboards": ("clipboard",),
    "The practice org": ("practice",),
}
"""Which packages and modules of `tui` belong together; one that is in none of them comes last."""

_LAST = "Elsewhere"


def _topic(module: str) -> str:
    part = part_of(module)
    return next((topic for topic, parts in TOPICS.items() if part in parts), _LAST)


_HEAD = f"""\
# Texts

Every text that a person meets, to be reviewed together; made from the code by `{COMMAND}`. {{name}}
stands for what is put in, {{is|are}} for one of the two. Below an error stands what it says to do next,
behind an arrow. A line that begins with `#` says where in the module the texts below it are.
"""


def page(found: Iterable[Text]) -> str:
    """The page of these texts."""
    by_module: dict[str, list[Text]] = {}
    for text in found:
        by_module.setdefault(text.module, []).append(text)
    parts = [_HEAD]
    for topic in [*TOPICS, _LAST]:
        modules = [module for module in by_module if _topic(module) == topic]
        if modules:
            parts.append(f"## {topic}\n")
        parts.extend(_section(module, by_module[module]) for module in modules)
    return "\n".join(parts)


def _section(module: str, found: Iterable[Text]) -> str:
    lines = [f"### `{module}`", "", "```text"]
    scope = ""
    for text in dict.fromkeys(found):
        if text.scope != scope:
            scope = text.scope
            lines.append(f"# {scope or 'in the module'}")
        lines.extend(_lines(text))
    return "\n".join([*lines, "```", ""])


def _lines(text: Text) -> list[str]:
    words = text.words.replace("\n", "\n  ")
    if not text.error:
        return [f"  {words}"]
    hint = [f"    → {text.hint}"] if text.hint else []
    return [f"  {text.error}: {words}", *hint]


if __name__ == "__main__":
    PAGE.write_text(page(texts()), encoding="utf-8")
    print(f"{PAGE.name}: {sum(1 for _ in texts())} texts", file=sys.stderr)

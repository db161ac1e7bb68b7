"""The voice of the console, as rules over every text that a person meets; and that the page of texts is of this code.

The texts come from `docs/reading_texts.py`. A rule that a text breaks names the text and where it stands.
"""

import difflib
import re
from collections.abc import Callable
from functools import cache

import pytest

from docs import make_texts
from docs.reading_texts import ROOT, Text, texts


@cache
def every_text() -> tuple[Text, ...]:
    """All of them, read once."""
    return tuple(texts())


def parts(text: Text) -> list[str]:
    """What is said, and what to do next."""
    return [part for part in (text.words, text.hint) if part]


def breaking(rule: Callable[[str], object], *, outside: tuple[str, ...] = ()) -> list[str]:
    """The texts for which the rule finds something, each with its module."""
    return [
        f"{text.module} {text.scope}: {part}"
        for text in every_text()
        if not text.module.startswith(outside or ("-",))
        for part in parts(text)
        if rule(part)
    ]


def none_of(found: list[str]) -> None:
    """Fail with what was found, a line each."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_the_page_of_texts_is_of_this_code() -> None:
    told = make_texts.PAGE.read_text(encoding="utf-8").splitlines()
    now = make_texts.page(every_text()).splitlines()
    differs = list(difflib.unified_diff(told, now, "page", "code", lineterm="", n=0))
    if differs:
        shown = "\n".join(differs[2:40])
        pytest.fail(
            f"docs/texts.md is not of this code; renew it with `{make_texts.COMMAND}`:\n{shown}",
            pytrace=False,
        )


def test_there_are_texts_of_every_topic() -> None:
    page = make_texts.page(every_text())
    assert all(f"## {topic}\n" in page for topic in make_texts.TOPICS)
    assert len(every_text()) > 1000


# -- what an error says -----------------------------------------------------------------------------


RENEWED = ("SessionError", "SessionExpiredError")
"""What gives a new session is told by where it came from, in `SessionError.renew`: `tests/test_way_in.py`."""


def test_every_error_says_what_to_do_next() -> None:
    silent = [
        text
        for text in every_text()
        if text.error and not text.error.startswith("_") and not text.hint.strip(" |")
        if text.error not in RENEWED
    ]
    none_of([f"{text.module} {text.scope}: {text.words}" for text in silent])


def test_no_way_to_say_what_to_do_next_is_empty() -> None:
    halves = [text for text in every_text() if text.error and " | " in text.hint]
    none_of([text.words for text in halves if "" in map(str.strip, text.hint.split("|"))])


def test_an_error_is_a_sentence() -> None:
    """Of a key of the configuration it goes on from the key's name, and the full stop comes behind it."""
    open_ended = [
        text.words
        for text in every_text()
        if text.error and not text.module.startswith("tui/config/")
        if not re.search(r"[.}]\Z", text.words)
        or not re.match(r"[A-Z{]|--|tmux|screen", text.words)
    ]
    none_of(open_ended)


_A_COMMAND = re.compile(r"\ARun: |: (?:set|sf|pip|pass) [^.]*\Z|\ARun it by hand: |\{[^{}]*\}\Z")


def test_a_hint_is_a_sentence_or_ends_in_what_is_to_be_typed() -> None:
    hints = [half for text in every_text() for half in text.hint.split(" | ") if half]
    none_of([hint for hint in hints if not hint.endswith(".") and not _A_COMMAND.search(hint)])


# -- the voice --------------------------------------------------------------------------------------

FORBIDDEN = {
    "an exclamation mark": r"!(?!=)",
    "a word that begs or excuses itself": r"(?i)\b(?:please|sorry|oops|unfortunately|kindly)\b",
    "a word that praises": r"(?i)\b(?:successful(?:ly)?|congratulations|great|awesome)\b",
    "a word that talks down": r"(?i)\b(?:simply|obviously|of course|easily)\b",
    "the console as a person": r"\b(?:I|[Ww]e|[Oo]ur|[Uu]s)\b(?!\w|')",
    "an American spelling": r"(?i)\b(?:colors?|behaviou?rs?(?<!our)(?<!ours)|canceled|centers?|gray|favorites?)\b",
    "-ize where it is no name": r"\b(?:recogniz|customiz|summariz|initializ|minimiz)\w*",
    "three full stops": r"\.\.\.",
    "a curled apostrophe": r"[‘’]",
    "the practice org as a sandbox": r"(?i)practice(?: org)? sandbox|sandbox practice",
    "a token without its first name": r"(?i)(?<!initial )\baccess token\b(?!_)",
    "the verb log in as one word": r"\b[Tt]o login\b|\b[Ll]ogin (?:to|with|again)\b",
    "a key in other letters": r"\b(?:Ctrl|CTRL)\b|\b(?:ESC|ENTER|Escape key|Return key)\b",
    "Latin where English does": r"(?i)\b(?:e\.g\.|i\.e\.|etc\.|via)(?!\w)",
    "failed to": r"(?i)\bfailed to\b|\bunable to\b|\binvalid\b|\billegal\b",
    "two blanks": r"(?<=\S)  (?=[^\s(])",
}
"""Three blanks part the keys that stand in one line; two part nothing."""


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_voice(what: str) -> None:
    rule = re.compile(FORBIDDEN[what])
    none_of(breaking(rule.search))


def test_the_button_is_called_as_in_setup() -> None:
    """To rotate is the whole act; the button generates or regenerates."""
    about_the_button = [
        text
        for text in every_text()
        if re.search(r"\b[Bb]utton\b|Click to reveal", text.words) or "generate_" in text.scope
        if len(text.words) < 200  # a longer one explains both
    ]
    assert len(about_the_button) > 10
    none_of([text.words for text in about_the_button if re.search("(?i)rotat", text.words)])


def test_what_an_org_calls_a_thing_stands_in_curled_marks() -> None:
    """Straight ones are for what is typed: values of the configuration, and a shell's words."""
    typed = re.compile(
        r'= ?"|\["|\{ |printf|begins with "|pip install|extra|must be (?:"|a key such as ")|\{(?:near|kind|only)\}"'
    )
    odd = breaking(
        lambda words: '"' in words and not typed.search(words), outside=("tui/config/schema.py",)
    )
    none_of(odd)


def test_text_of_several_sentences_ends_as_a_sentence() -> None:
    several = re.compile(r"[a-z]\. [A-Z]")
    ends = re.compile(r"[.:…?})]\Z|\b[a-z]+(?: [\w-]+)*\Z")
    unended = breaking(
        lambda words: several.search(words) and not ends.search(words.strip()),
        outside=("tui/presentation/step_words.py",),  # sentences in pieces, with keys between them
    )
    none_of(unended)


# -- the pages --------------------------------------------------------------------------------------

MADE = {"texts.md", "licences.md"}
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
_NO_PROSE = re.compile(r"```.*?```|`[^`\n]*`|!\[|<!--.*?-->|https?://\S+", re.DOTALL)


@pytest.mark.parametrize(
    "what", sorted(FORBIDDEN.keys() - {"the console as a person", "two blanks"})
)
def test_the_pages_have_the_same_voice(what: str) -> None:
    rule = re.compile(FORBIDDEN[what])
    prose = {
        path.name: _NO_PROSE.sub("", path.read_text(encoding="utf-8"))
        for path in PAGES
        if path.name not in MADE
    }
    none_of(
        [f"{name}: {found[0]}" for name, text in prose.items() for found in rule.finditer(text)]
    )

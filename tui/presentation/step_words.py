"""The words of the rehearsal in five steps: what to press now, in as few of them as a narrow terminal has room for."""

from dataclasses import dataclass

from tui.domain.connected_app import TokenState
from tui.domain.five_steps import STEPS, FiveSteps, Sight, Step
from tui.presentation.keymap import Keymap

WELCOME = "Practice org, a local rehearsal: nothing here reaches anyone."
WELCOME_WITH_TARGETS = "Practice org, a rehearsal: a hand-over reaches your targets."
"""Where one of the configuration's targets on another machine takes tokens of the practice org."""
FAREWELL = "That was the rehearsal. It comes back only when you ask for it."
SEARCH_FOR = "price"
"""Finds an app without a token among those of the practice org's first use."""
HINT_MOST = 48
"""Cells of a hint's first part; a terminal of 60 columns shows it whole."""


class Key(str):
    """A key within a sentence."""

    __slots__ = ()


Phrase = tuple[str, ...]
"""Parts of a sentence, its keys told apart."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What to do now."""

    phrase: Phrase
    """At most `HINT_MOST` cells."""
    more: Phrase = ()
    """Said behind it where there is room."""
    action_id: str = ""
    """The act that the words stand for, for a click on them."""


def signs(steps: FiveSteps) -> tuple[tuple[str, str], ...]:
    """Sign and name of every step: `✓` done, `▸` to be done now, `·` to come, `–` left out."""
    current = steps.current
    return tuple(
        (
            "✓"
            if step in steps.done
            else "▸"
            if step is current
            else "–"
            if steps.is_passed(step)
            else "·",
            step.value.capitalize(),
        )
        for step in STEPS
    )


def counted(steps: FiveSteps) -> str:
    """Which step it is, as a number."""
    step = steps.current
    return f"Step {STEPS.index(step) + 1} of {len(STEPS)}" if step else "Done"


def hint(steps: FiveSteps, sight: Sight, keys: Keymap) -> Hint:
    """What to press for the current step, where the admin stands."""
    match steps.current:
        case None:
            return _after(keys)
        case _ if sight.empty:
            return Hint(("Fill the practice org first: see above.",))
        case Step.SEARCH:
            return _search(sight, keys)
        case Step.OPEN:
            return _open(sight, keys)
        case step if not sight.app_id:
            return _from_the_table(step, keys)
        case step:
            return _in_the_app(step, sight, keys)


def _search(sight: Sight, keys: Keymap) -> Hint:
    follows = (" The table follows every letter.",)
    if sight.typing:
        return Hint((f"Type {SEARCH_FOR}.",), follows, "apps.search")
    slash = Key(keys.name("apps.search"))
    return Hint(("Press ", slash, f" and type {SEARCH_FOR}."), follows, "apps.search")


def _open(sight: Sight, keys: Keymap) -> Hint:
    enter = Key(keys.name("app.open"))
    read = (" Its Setup page is read only then.",)
    if sight.typing:
        # The search line's own key, which is nobody's to choose.
        return Hint(
            (Key("Enter"), " goes to the table; there ", enter, " opens."), read, "app.open"
        )
    return Hint(("Press ", enter, " to open the app under the cursor."), read, "app.open")


def _from_the_table(step: Step, keys: Keymap) -> Hint:
    enter = Key(keys.name("app.open"))
    if step is Step.GENERATE:
        then = Key(keys.name("token.generate"))
        return Hint(("Open an app (", enter, "), then press ", then, "."), action_id="app.open")
    if step is Step.REVEAL:
        then = Key(keys.name("token.reveal"))
        phrase: Phrase = ("Open the app again (", enter, "), then press ", then, ".")
        return Hint(phrase, action_id="app.open")
    generate, rotate = Key(keys.name("token.generate")), Key(keys.name("rotate"))
    phrase = ("Open the app (", enter, "), then ", generate, "; or press ", rotate, " here.")
    more = (" ", rotate, " hands the new token over, too.")
    return Hint(phrase, more, "app.open")


def _in_the_app(step: Step, sight: Sight, keys: Keymap) -> Hint:
    generate, back = Key(keys.name("token.generate")), Key(keys.name("back"))
    if sight.token is None:
        then = Key(keys.name("token.reveal" if step is Step.REVEAL else "token.generate"))
        return Hint(("When the Setup page is read, press ", then, "."))
    if sight.token is TokenState.UNKNOWN:
        return Hint(("Press ", back, " and open another app."), action_id="back")
    if step is Step.GENERATE and sight.token is TokenState.PRESENT:
        # The app that the search finds may have one since an earlier rehearsal: from here it must go on.
        phrase: Phrase = ("It has a token: ", generate, " replaces it, ", Key("y"), " confirms.")
        return Hint(phrase, (" Or ", back, ", and open one without."), "token.generate")
    if step is Step.GENERATE:
        phrase = ("Press ", generate, ", read the question, ", Key("Enter"), " confirms.")
        return Hint(phrase, action_id="token.generate")
    if sight.token is TokenState.NONE:
        return Hint(("This app has no token: press ", generate, " first."), (), "token.generate")
    if step is Step.REVEAL:
        reveal, copy = Key(keys.name("token.reveal")), Key(keys.name("token.copy"))
        phrase = ("Press ", reveal, " to see the token, or ", copy, " to copy it.")
        return Hint(phrase, (" Either goes away by itself.",), "token.reveal")
    rotate = Key(keys.name("rotate"))
    return Hint(
        ("Press ", generate, " again, read the question, ", Key("y"), " confirms."),
        (" Or ", rotate, ": regenerate and hand over in one act."),
        "token.generate",
    )


def _after(keys: Keymap) -> Hint:
    rotate, orgs = Key(keys.name("rotate")), Key(keys.name("orgs"))
    return Hint(
        ("All five are walked. Try ", rotate, ": a whole rotation."),
        (" ", orgs, " opens another org."),
        "rotate",
    )


def away(keys: Keymap) -> Phrase:
    """How the steps are put away, and brought back."""
    return Key(keys.name("walk")), " puts it away"

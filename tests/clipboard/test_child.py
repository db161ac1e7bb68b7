"""What the child does with a mechanism, and what it answers."""

import os
import subprocess
import sys

import pytest

from tests.clipboard.fakes import OTHER, TOKEN, FakeMechanism
from tui.clipboard.child import Get, Put, Verdict, clear, copy, find_mechanism
from tui.clipboard.process import CHILD

VALUE = TOKEN.expose().encode()


def no_wait(_: float) -> None:
    """Time passes at once."""


def test_a_value_that_is_read_back_is_held() -> None:
    mechanism = FakeMechanism()
    assert copy(VALUE, mechanism.find) is Verdict.HELD
    assert mechanism.held == TOKEN.expose()


@pytest.mark.parametrize("instead", ["", None, "what was there before", TOKEN.expose() + "\n"])
def test_a_dead_display_loses_the_value_without_complaint(instead: str | None) -> None:
    mechanism = FakeMechanism(dead=True)
    mechanism.held = instead
    assert copy(VALUE, mechanism.find, no_wait) is Verdict.LOST
    assert mechanism.puts[-1] == ""


def test_a_clipboard_that_takes_a_moment_is_read_again() -> None:
    mechanism = FakeMechanism(dead=True)
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            mechanism.held = TOKEN.expose()

    assert copy(VALUE, mechanism.find, wait) is Verdict.HELD
    assert sum(waits) < 1
    assert mechanism.puts == [TOKEN.expose()]


@pytest.mark.parametrize("name", ["copy_klipper", "copy_qt", "copy_of_a_later_pyperclip"])
def test_a_mechanism_that_is_not_known_to_be_sound_is_never_given_the_value(name: str) -> None:
    mechanism = FakeMechanism(name)
    assert copy(VALUE, mechanism.find) is Verdict.UNSAFE
    assert clear(VALUE, mechanism.find) is Verdict.UNSAFE
    assert mechanism.puts == []


def test_where_it_cannot_be_read_back_the_clipboard_is_emptied() -> None:
    mechanism = FakeMechanism()
    mechanism.breaks_on_get = True
    with pytest.raises(RuntimeError):
        copy(VALUE, mechanism.find)
    assert mechanism.held == ""


def test_clear_empties_what_still_holds_the_value() -> None:
    mechanism = FakeMechanism()
    mechanism.held = TOKEN.expose()
    assert clear(VALUE, mechanism.find) is Verdict.CLEARED
    assert mechanism.held == ""


def test_clear_leaves_what_someone_else_copied() -> None:
    mechanism = FakeMechanism()
    mechanism.held = OTHER.expose()
    assert clear(VALUE, mechanism.find) is Verdict.CHANGED
    assert mechanism.held == OTHER.expose()
    assert mechanism.puts == []


def test_clear_that_changes_nothing_is_not_told_as_cleared() -> None:
    mechanism = FakeMechanism(dead=True)
    mechanism.held = TOKEN.expose()
    assert clear(VALUE, mechanism.find) is Verdict.BROKEN


def test_pyperclips_stand_in_for_no_mechanism_is_told_as_absent() -> None:
    import pyperclip

    def find() -> tuple[Put, Get]:
        put, get = pyperclip.init_no_clipboard()
        return put, get

    assert copy(VALUE, find) is Verdict.ABSENT


def test_qt_is_never_taken_for_a_clipboard() -> None:
    before = {name: sys.modules.get(name) for name in ("qtpy", "PyQt5")}
    try:
        find_mechanism()
        assert sys.modules["qtpy"] is sys.modules["PyQt5"] is None
    finally:
        for name, module in before.items():
            sys.modules.pop(name)
            if module is not None:
                sys.modules[name] = module


def test_the_program_answers_with_one_word_and_is_silent_otherwise() -> None:
    bare = {"PATH": os.environ["PATH"]}  # no display: there is no clipboard to touch
    done = subprocess.run([*CHILD, "copy"], input=VALUE, capture_output=True, check=True, env=bare)
    assert (done.stdout, done.stderr) == (b"absent", b"")


def test_the_program_imports_nothing_of_the_console() -> None:
    script = f"import runpy, sys; runpy.run_path({CHILD[-1]!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert not {name for name in loaded if name.split(".")[0] in ("tui", "asyncio", "textual")}

"""Starting the child, and what its end means."""

import os
import sys

import pytest

from tests.clipboard.fakes import TOKEN
from tui.clipboard.child import Act, Verdict
from tui.clipboard.process import ask

ENVIRON = {"PATH": os.environ["PATH"]}


def python(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import sys\n{script}")


async def test_the_childs_word_is_the_verdict() -> None:
    program = python("print('held' if sys.stdin.read() else '', end='')")
    assert await ask(Act.COPY, TOKEN, ENVIRON, program=program) is Verdict.HELD


async def test_the_value_is_on_standard_input_and_nowhere_else() -> None:
    script = f"""
import os
value = sys.stdin.read()
seen = [*sys.argv, *os.environ.values()]
right = value == {TOKEN.expose()[::-1]!r}[::-1] and value not in ' '.join(seen) and sys.argv[1] == 'clear'
print('cleared' if right else 'changed', end='')
"""
    # The script spells the value backwards, so that it is not in argv through the test itself.
    assert await ask(Act.CLEAR, TOKEN, ENVIRON, program=python(script)) is Verdict.CLEARED


@pytest.mark.parametrize(
    "script", ["raise SystemExit(1)", "print('held', end=''); sys.exit(3)", "print('nonsense')", ""]
)
async def test_any_other_end_is_broken(script: str) -> None:
    assert await ask(Act.COPY, TOKEN, ENVIRON, program=python(script)) is Verdict.BROKEN


async def test_a_program_that_cannot_be_started_is_broken() -> None:
    assert await ask(Act.COPY, TOKEN, ENVIRON, program=("/no/such/program",)) is Verdict.BROKEN


async def test_a_child_that_takes_too_long_is_ended() -> None:
    program = ("sh", "-c", "exec sleep 600")
    assert await ask(Act.COPY, TOKEN, ENVIRON, limit=0, program=program) is Verdict.SLOW


async def test_what_the_child_says_on_standard_error_reaches_nobody(
    capfd: pytest.CaptureFixture[str],
) -> None:
    program = python("print('cannot open display', file=sys.stderr); print('lost', end='')")
    assert await ask(Act.COPY, TOKEN, ENVIRON, program=program) is Verdict.LOST
    assert capfd.readouterr() == ("", "")

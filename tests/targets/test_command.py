"""Any program as a target: what it gets, what its end means, what is shown of it."""

import asyncio
import errno
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.targets.errands import TOKEN, card, errand, shows, told
from tui.domain.handover import Binding, Held, ValueForm
from tui.errors import NotWrittenError, PreflightError, TargetError, WriteUnknownError
from tui.targets.command import CommandTarget, OpenCommand, Programs

ENVIRON = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "LANG": "C.UTF-8", "SESSION": "canary"}


async def opened(
    put: tuple[str, ...] = ("true",),
    verify: tuple[str, ...] | None = None,
    *,
    environment: tuple[str, ...] = (),
    form: ValueForm = ValueForm.TOKEN,
    environ: Mapping[str, str] = ENVIRON,
    app_name: str = "App",
    seconds: float = 60,
) -> OpenCommand:
    programs = Programs(put, verify, environment, seconds)
    return await CommandTarget(card(form), programs, environ).open(errand(app_name=app_name))


@pytest.mark.parametrize("form", ValueForm)
async def test_it_gets_the_exact_bytes_on_standard_input(tmp_path: Path, form: ValueForm) -> None:
    out = tmp_path / "got"
    way = await opened(("sh", "-c", f"cat > '{out}'"), form=form)
    await way.put(TOKEN)
    assert out.read_text() == form.of(TOKEN).expose()


async def test_it_gets_a_minimal_environment_and_a_fixed_folder(tmp_path: Path) -> None:
    out = tmp_path / "env"
    way = await opened(("sh", "-c", f"env > '{out}'; pwd >> '{out}'"), environment=("EXTRA",),
                       environ={**ENVIRON, "EXTRA": "passed on"}, app_name="R\u202eobot")  # fmt: skip
    await way.put(TOKEN)
    got = dict(line.partition("=")[::2] for line in out.read_text().splitlines())
    assert got["CONNECTED_APPS_APP_NAME"] == "R<U+202E>obot"
    assert got["CONNECTED_APPS_FINGERPRINT"] == TOKEN.fingerprint
    assert got["CONNECTED_APPS_TARGET"] == "gateway"
    assert got["CONNECTED_APPS_ORG_ID"] == "00DQy0000000001AAA"
    assert got["EXTRA"] == "passed on"
    assert "/" in got
    own = {name for name in got if not name.startswith("CONNECTED_APPS_")}
    assert own <= {"PATH", "HOME", "LANG", "EXTRA", "PWD", "OLDPWD", "_", "SHLVL", "/"}


async def test_the_token_stands_in_no_argument_and_no_environment(tmp_path: Path) -> None:
    out, fed = tmp_path / "seen", tmp_path / "fed"
    script = f"cat /proc/$$/cmdline /proc/$$/environ > '{out}'; cat > '{fed}'"
    await (await opened(("sh", "-c", script))).put(TOKEN)
    assert not shows(out.read_bytes().decode(errors="replace"), TOKEN)
    assert fed.read_text() == TOKEN.expose()


async def test_a_program_that_reads_nothing_is_no_failure() -> None:
    assert await (await opened(("sh", "-c", "exec 0<&-; echo version 7"))).put(TOKEN) == "version 7"


async def test_what_it_prints_is_shown_printable() -> None:
    way = await opened(("sh", "-c", "cat >&2; printf '\\n version 7 \\033[31mred'"))
    assert await way.put(TOKEN) == "version 7 <U+001B>[31mred"


async def test_of_an_output_with_the_token_nothing_is_shown() -> None:
    way = await opened(("sh", "-c", "echo stored; od -An -tx1"))
    assert await way.put(TOKEN) == "what it printed holds the token and is not shown"


async def test_its_refusal_is_told_without_the_token() -> None:
    way = await opened(("sh", "-c", "cat >&2; echo; exit 3"), form=ValueForm.HEADER)
    with pytest.raises(TargetError, match="ended with status 3: what it printed holds") as caught:
        await way.put(TOKEN)
    assert not shows(told(caught.value), TOKEN)


async def test_endless_output_is_cut_and_does_not_stop_it() -> None:
    way = await opened(("sh", "-c", "yes line after line | head -c 3000000; exit 0"))
    assert await way.put(TOKEN) == "line after line"


async def test_a_time_limit_ends_all_it_started_and_leaves_the_outcome_open(tmp_path: Path) -> None:
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    way = await opened(("sh", "-c", f"sleep 600 3>'{pipe}' & wait"), seconds=0.2)
    reader = asyncio.ensure_future(asyncio.to_thread(pipe.read_bytes))  # ends when nobody writes
    with pytest.raises(WriteUnknownError, match=r"did not end within 0\.2 s"):
        await way.put(TOKEN)
    assert await reader == b""


async def test_a_program_that_was_killed_leaves_the_outcome_open() -> None:
    with pytest.raises(WriteUnknownError, match="signal 9"):
        await (await opened(("sh", "-c", "kill -9 $$"))).put(TOKEN)


def script(path: Path, content: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    path.chmod(0o700)
    return path


@pytest.mark.parametrize("content", ["#!/bin/sh\n", "cat\n", "#!/no/such/shell\n"])
async def test_a_program_that_cannot_be_started_is_not_run_again(
    tmp_path: Path, content: str
) -> None:
    program = script(tmp_path / "program", content)
    way = await opened((str(program),))
    if content == "#!/bin/sh\n":
        program.unlink()
    with pytest.raises(TargetError, match="cannot be started") as caught:
        await way.put(TOKEN)
    assert type(caught.value) is TargetError


async def test_a_start_that_fails_for_the_moment_may_be_repeated(tmp_path: Path) -> None:
    program = script(tmp_path / "program", "#!/bin/sh\n")
    way = await opened((str(program),))
    with program.open("a"), pytest.raises(NotWrittenError, match="cannot be started: Text file"):
        await way.put(TOKEN)


async def test_a_failure_of_ours_after_the_start_leaves_the_outcome_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    way = await opened(("sh", "-c", "cat"))
    monkeypatch.setattr("selectors.DefaultSelector", full)
    with pytest.raises(WriteUnknownError, match="cannot be taken: Too many open files"):
        await way.put(TOKEN)


async def test_a_program_by_a_relative_path_fails_the_preflight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(script(tmp_path / "put.sh", "#!/bin/sh\n").parent)
    with pytest.raises(PreflightError, match=r"\./put\.sh is named by a path from some folder"):
        await opened(("./put.sh",))


async def test_the_program_that_the_preflight_found_is_the_one_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "bin" / "store-it", "#!/bin/sh\necho version 7\n")
    monkeypatch.chdir(tmp_path)
    way = await opened(("store-it",), environ={**ENVIRON, "PATH": f"bin:{ENVIRON['PATH']}"})
    assert way.checked == (f"{tmp_path}/bin/store-it is there.",)
    assert await way.put(TOKEN) == "version 7"


async def test_the_loop_goes_on_while_it_runs(tmp_path: Path) -> None:
    pipe = tmp_path / "go"
    os.mkfifo(pipe)
    way = await opened(("sh", "-c", f"read line < '{pipe}'; echo \"$line\""))
    putting = asyncio.ensure_future(way.put(TOKEN))
    await asyncio.to_thread(pipe.write_text, "went on\n")
    assert await putting == "went on"


@pytest.mark.parametrize(("status", "held"), [(0, Held.THIS), (1, Held.ANOTHER)])
async def test_a_verify_program_says_whether_it_is_there(status: int, held: Held) -> None:
    way = await opened(verify=("sh", "-c", f"exit {status}"))
    assert await way.held(TOKEN) is held


async def test_a_verify_program_that_cannot_find_out_is_an_error() -> None:
    way = await opened(verify=("sh", "-c", "echo no network >&2; exit 2"))
    with pytest.raises(TargetError, match=r"could not find out \(status 2: no network\)"):
        await way.held(TOKEN)


async def test_without_a_verify_program_nothing_can_be_read() -> None:
    assert await (await opened()).held(TOKEN) is Held.UNREADABLE


@pytest.mark.parametrize(
    ("programs", "problem"),
    [
        (Programs(("no-such-program",), None, (), 1), "no-such-program is not found"),
        (Programs(("true",), ("/no/such",), (), 1), "/no/such is not found"),
        (Programs(("true",), None, ("NOT_SET",), 1), "NOT_SET is not set"),
    ],
)
async def test_the_preflight_finds_what_is_missing(programs: Programs, problem: str) -> None:
    with pytest.raises(PreflightError, match=problem):
        await CommandTarget(card(), programs, ENVIRON).check()


async def test_a_rehearsals_token_is_not_handed_to_an_unbound_program() -> None:
    target = CommandTarget(card(binding=Binding()), Programs(("true",), None, (), 1), ENVIRON)
    with pytest.raises(PreflightError, match="bound to no org"):
        await target.open(errand())

"""What is measured of the console, and of floors and peers beside it. Each measure gives the figures of one subject."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from benchmarks.figures import Figure
from benchmarks.link import typed_through
from benchmarks.programs import Program, starters, tables
from benchmarks.scene import CONSOLE, HERE, QUERIES, Scene
from benchmarks.terminal import Terminal, children, processor_seconds, resident

STARTS, PEER_STARTS = 31, 5
WORD = "billing"
WATCHED_SECONDS = 1.5
"""How long a start is read without being looked at."""
SLOW_PEER_SECONDS = 20
HELLO = "floor: hello-world Textual app"
MIB = 1024 * 1024
_DONE = "connected apps, read at"


def console(scene: Scene, size: int, **more: str) -> Terminal:
    """The console on the practice org of that size, which it has not seen before."""
    scene.forget_lists(size)
    return Terminal(list(CONSOLE), environ=scene.environ(size, **more))


def is_framed(text: str) -> bool:
    """Whether title, headings and keys stand there."""
    return "Name" in text and "Quit" in text


def has_rows(text: str) -> bool:
    """Whether the cursor stands on an app; the strip of the rehearsal has such a sign too, but not at its beginning."""
    return is_framed(text) and any(line.startswith("▸ ") for line in text.split("\n"))


def start(scene: Scene) -> Iterator[Figure]:
    """From the start of the process to what is seen. Programs take turns, so that a busy moment hits all of them."""
    paint = Figure("First full paint of the table, practice org", "ms", {"console": []})
    rows = Figure("Rows of the first page after the first paint, 100,000 apps", "ms")
    sizes = Figure("Bytes of the first paint", "B", {"console": []})
    programs = starters(scene)
    for number in range(STARTS):
        with console(scene, 40) as terminal:
            framed, shown = _watched(terminal, is_framed, has_rows)
            paint.add("console", framed * 1e3)
            paint.add("console, rows of 42 apps", shown * 1e3)
            sizes.add("console", terminal.size)
        for program in programs:
            if number < PEER_STARTS or program.name.startswith("floor"):
                _start(scene, program, paint, sizes)
    for program in tables(scene):
        _start(scene, program, paint, sizes)
    for _ in range(STARTS):
        with console(scene, 100_000) as terminal:
            framed, shown = _watched(terminal, is_framed, has_rows)
            rows.add("console", (shown - framed) * 1e3)
    paint.against(HELLO, 1.25, "hello-world Textual app")
    rows.goal("≤ 150 ms", 150)
    yield from (paint, rows, sizes)


def _watched(terminal: Terminal, *sights: Callable[[str], bool]) -> list[float]:
    """When each of `sights` came; the screen is looked at afterwards, for looking takes a core from what is started.

    Raises:
        TimeoutError: one of them did not come, even long after.
    """
    terminal.read_for(WATCHED_SECONDS)
    seen = [terminal.when(sight) for sight in sights]
    return [
        terminal.await_shown(sight) if at is None else at
        for sight, at in zip(sights, seen, strict=True)
    ]


def _start(scene: Scene, program: Program, paint: Figure, sizes: Figure) -> None:
    paint.values.setdefault(program.name, [])
    if program.argv is None:
        return
    with Terminal(program.argv, environ=scene.environ(40)) as terminal:
        terminal.read_for(WATCHED_SECONDS)
        at = terminal.when(lambda text: program.needle in text)
        try:
            at = at or terminal.await_text(program.needle, most=SLOW_PEER_SECONDS)
        except TimeoutError:
            return
        paint.add(program.name, at * 1e3)
        terminal.settle(0.3, most=2)
        sizes.add(program.name, terminal.size)


def keys(scene: Scene) -> Iterator[Figure]:
    """Keystrokes at 100,000 apps: filtering, moving, paging, sorting; time to the last byte, and bytes."""
    letter = Figure("Filter keystroke to paint, 100,000 apps", "ms")
    letter_size = Figure("Filter keystroke", "B")
    same = Figure("Filter keystroke, visible rows stay the same", "B")
    down, down_size = Figure("Cursor down", "ms"), Figure("Cursor down", "B")
    page, page_size = Figure("Page down", "ms"), Figure("Page down", "B")
    burst = Figure("Seven letters in one burst, to the last byte", "ms")
    sort = Figure("Sort 100,000 apps by another column, to paint", "ms")
    with console(scene, 100_000) as terminal:
        terminal.await_text(_DONE)
        terminal.settle(0.5)
        _move(terminal, "console", "\x1b[B", down, down_size)
        _move(terminal, "console", "\x1b[6~", page, page_size, times=12)
        terminal.press("\x1b[H")
        _sort(terminal, sort)
        terminal.press("/")
        _type(terminal, "console", letter, letter_size, same)
        for _ in range(5):
            burst.add("console", terminal.press(WORD).seconds * 1e3)
            terminal.press("\x7f" * len(WORD))
    _type_floor(scene, letter)
    for program in tables(scene):
        for figure in (
            (letter, letter_size, down, down_size) if program.filters else (down, down_size)
        ):
            figure.values.setdefault(program.name, [])
        _peer_keys(scene, program, (letter, letter_size, same), (down, down_size))
    letter.goal("≤ 10 ms", 10)
    letter.goal("≤ 25 ms", 25, worst=True)
    letter.against("fzf", 1.0, "fzf")
    letter_size.against("fzf", 1.0, "fzf")
    same.goal("≤ 450 B", 450)
    down.goal("≤ 3 ms", 3)
    down_size.goal("≤ 300 B", 300)
    sort.goal("≤ 100 ms", 100, worst=True)
    yield from (letter, letter_size, same, down, down_size, page, page_size, burst, sort)


def _move(
    terminal: Terminal, who: str, key: str, time_of: Figure, size_of: Figure, *, times: int = 20
) -> None:
    terminal.press(key)
    for _ in range(times):
        done = terminal.press(key)
        if done.size:
            time_of.add(who, done.seconds * 1e3)
            size_of.add(who, done.size)


def _type(terminal: Terminal, who: str, time_of: Figure, size_of: Figure, same: Figure) -> None:
    for _ in range(3):
        for number, key in enumerate(WORD):
            done = terminal.press(key)
            time_of.add(who, done.seconds * 1e3)
            size_of.add(who, done.size)
            if number >= len(WORD) - 2:  # "billi", "billin", "billing" find the same apps
                same.add(who, done.size)
        for _ in WORD:
            terminal.press("\x7f")


def _type_floor(scene: Scene, time_of: Figure) -> None:
    script = [sys.executable, str(HERE / "scripts" / "typing_floor.py")]
    with Terminal(script, environ=scene.environ(40)) as terminal:
        terminal.await_text("ready")
        terminal.settle(0.5)
        for _ in range(3):
            for key in WORD:
                time_of.add(
                    "floor: Textual, an input over lines", terminal.press(key).seconds * 1e3
                )
            terminal.press("\x7f" * len(WORD))


def _sort(terminal: Terminal, sort: Figure) -> None:
    """The dialog of `s` names the columns; each choice is timed from its Enter."""
    for steps in (1, 3, 4, 5, 0):
        terminal.press("s")
        time.sleep(0.5)  # a dialog takes no key at first
        terminal.press("\x1b[H")
        for _ in range(steps):
            terminal.press("\x1b[B")
        sort.add("console", terminal.press("\r", 0.2).seconds * 1e3)


def _peer_keys(
    scene: Scene,
    program: Program,
    typed: tuple[Figure, Figure, Figure],
    moved: tuple[Figure, Figure],
) -> None:
    if program.argv is None:
        return
    with Terminal(program.argv, environ=scene.environ(40)) as terminal:
        try:
            terminal.await_text(program.needle, most=SLOW_PEER_SECONDS)
        except TimeoutError:
            return
        terminal.settle(0.5, most=5)
        if not program.filters:
            _move(terminal, program.name, program.down, *moved)
            return
        if program.name == "fzf":
            _move(terminal, program.name, program.down, *moved)
            _type(terminal, program.name, *typed)
            return
        for key in WORD:
            done = terminal.press(key, 0.4)
            typed[0].add(program.name, done.seconds * 1e3)
            typed[1].add(program.name, done.size)
        for _ in WORD:
            terminal.press("\x7f", 0.4)
        terminal.press("\t")
        _move(terminal, program.name, program.down, *moved)


def loading(scene: Scene) -> Iterator[Figure]:
    """The whole list over loopback HTTP, and keys while its pages arrive."""
    whole = Figure("Whole list of 100,000 apps over loopback HTTP into the table", "ms")
    typing = Figure("Filter keystroke to paint while pages arrive", "ms")
    floor = "floor: bare httpx loop, same pages"
    with scene.served(100_000) as origin:
        session = scene.run(100_000, "practice-org", "session").strip()
        for _ in range(3):
            whole.add("console", _first_load(scene, session))
            script = [sys.executable, str(HERE / "scripts" / "bare_loop.py")]
            printed = subprocess.run(
                [*script, origin, session, *QUERIES], capture_output=True, check=True, text=True
            ).stdout
            whole.add(floor, json.loads(printed)["seconds"] * 1e3)
        for _ in range(3):
            typing.add("console", *_typed_while_loading(scene, session))
    whole.against(floor, 1.3, "bare httpx loop")
    typing.goal("≤ 50 ms", 50, worst=True)
    yield from (whole, typing)


def _first_load(scene: Scene, session: str) -> float:
    """Milliseconds from the first paint, when the org is asked, to the complete list."""
    with console(scene, 100_000, SESSION=session) as terminal:
        done = terminal.await_text(_DONE)
        return (done - (terminal.when(is_framed) or 0.0)) * 1e3


def _typed_while_loading(scene: Scene, session: str) -> list[float]:
    with console(scene, 100_000, SESSION=session) as terminal:
        terminal.await_shown(has_rows)
        sent: list[tuple[str, float]] = []
        terminal.send("/")
        terminal.read_for(0.1)
        typed = ""
        for key in WORD:
            typed += key
            sent.append((typed, time.perf_counter() - terminal.began))
            terminal.send(key)
            terminal.read_for(0.12)
        was_loading = _DONE not in _last(terminal)
        terminal.await_text(_DONE)
        if not was_loading:
            return []
        return [
            ((terminal.when(_shows(text), since=at) or float("inf")) - at) * 1e3
            for text, at in sent
        ]


def _last(terminal: Terminal) -> str:
    """The screen as it stands, without waiting."""
    shown = ""

    def keep(text: str) -> bool:
        nonlocal shown
        shown = text
        return False

    terminal.when(keep)
    return shown


def _shows(typed: str) -> Callable[[str], bool]:
    return lambda text: (
        f"/ {typed}" in text
    )  # or more: letters that come close together are painted as one


def idle(scene: Scene) -> Iterator[Figure]:
    """A minute in which nothing happens."""
    size, processor = Figure("Idle for 60 s", "B"), Figure("Idle for 60 s", "% of a core")
    with console(scene, 40) as terminal:
        terminal.await_text(_DONE)
        terminal.settle(1)
        before, used = terminal.size, processor_seconds(terminal.process.pid)
        terminal.read_for(60)
        size.add("console", terminal.size - before)
        processor.add("console", (processor_seconds(terminal.process.pid) - used) / 60 * 100)
    size.goal("0 bytes", 0)
    processor.goal("< 0.5 %", 0.5)
    yield from (size, processor)


def memory_and_growth(scene: Scene, sizes: tuple[int, ...]) -> Iterator[Figure]:
    """Peak memory of the console's own process; time and memory per step of the list's length."""
    peak = Figure("Peak memory at 100,000 apps", "MiB")
    load, letter, memory = (
        Figure("Growth: whole list after the first paint", "ms"), Figure("Growth: filter keystroke", "ms"),
        Figure("Growth: peak memory", "MiB"),
    )  # fmt: skip
    hello = next(each for each in starters(scene) if each.name == HELLO)
    with Terminal(hello.argv or [], environ=scene.environ(40)) as terminal:
        terminal.await_text(hello.needle)
        terminal.settle(0.3)
        floor = resident(terminal.process.pid) / MIB
    for size in sizes:
        with console(scene, size) as terminal:
            done = terminal.await_text(_DONE)
            terminal.settle(0.5)
            who = "console" if size == max(sizes) else f"console, {size:,} apps"
            own = resident(terminal.process.pid) / MIB
            load.add(who, (done - (terminal.when(is_framed) or 0.0)) * 1e3)
            memory.add(who, own)
            terminal.press("/")
            letter.add(who, *(terminal.press(key).seconds * 1e3 for key in WORD))
            if size == max(sizes):
                peak.add("console", own)
                peak.add(
                    "the practice org's process beside it",
                    *(resident(child) / MIB for child in children(terminal.process.pid)),
                )
    peak.add(HELLO, floor)
    peak.goal("≤ 60 MiB above the hello-world Textual app", floor + 60)
    yield from (peak, load, letter, memory)


def command_line(scene: Scene) -> Iterator[Figure]:
    """Commands without a terminal, whole processes."""
    version, listing = (
        Figure("--version", "ms"),
        Figure("list --json, 40 apps of a served org", "ms"),
    )
    nothing, script = "floor: python -c pass", "floor: bare httpx script"
    with scene.served(40) as origin:
        session = scene.run(40, "practice-org", "session").strip()
        environ = scene.environ(40, SESSION=session)
        bare = [sys.executable, str(HERE / "scripts" / "bare_list.py"), origin, *QUERIES]
        for _ in range(15):
            version.add("console", _timed([*CONSOLE, "--version"], environ))
            version.add(nothing, _timed([sys.executable, "-c", "pass"], environ))
            listing.add("console", _timed([*CONSOLE, "list", "--json"], environ))
            listing.add(script, _timed(bare, environ))
    version.goal("≤ 60 ms above python -c pass", version.of(nothing) + 60)
    listing.against(script, 1.3, "bare httpx script")
    yield from (version, listing)


def _timed(argv: list[str], environ: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        argv, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return (time.perf_counter() - began) * 1e3


def slow_link(scene: Scene) -> Iterator[Figure]:
    """Seven letters, 150 ms apart, over 8,000 B/s and a round trip of 200 ms; and what revealing a token costs."""
    last, size = (
        Figure("Slow link: last key to final paint", "ms"),
        Figure("Slow link: seven letters", "B"),
    )
    for _ in range(3):
        with console(scene, 100_000) as terminal:
            terminal.await_text(_DONE)
            terminal.settle(0.5)
            terminal.press("/")
            seconds, count = typed_through(terminal, WORD, 0.15)
            last.add("console", seconds * 1e3)
            size.add("console", count)
    fzf = next(each for each in tables(scene) if each.name == "fzf")
    if fzf.argv is not None:
        with Terminal(fzf.argv, environ=scene.environ(40)) as terminal:
            terminal.await_text(fzf.needle)
            terminal.settle(0.5)
            seconds, count = typed_through(terminal, WORD, 0.15)
            last.add("fzf", seconds * 1e3)
            size.add("fzf", count)
    last.goal("≤ 2,500 ms", 2_500)
    yield from (last, size, *_reveal(scene))


def _reveal(scene: Scene) -> Iterator[Figure]:
    size = Figure("Open an app, reveal its token", "B")
    with console(scene, 40) as terminal:
        terminal.await_text(_DONE)
        terminal.settle(0.5)
        size.add("console, open", terminal.press("\r", 0.5).size)
        size.add("console", terminal.press("r", 0.3).size)
    yield size

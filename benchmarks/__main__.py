"""`python -m benchmarks` measures; `python -m benchmarks compare A.json B.json` shows two runs beside each other."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import measures
from benchmarks.figures import Figure, compared, machine, printed, write
from benchmarks.lockout import lockout
from benchmarks.pages import write_pages
from benchmarks.scene import Scene

SIZES = (40, 1_000, 10_000, 100_000)

_Measure = Callable[[Scene], Iterator[Figure]]
_MEASURES: dict[str, _Measure] = {
    "start": measures.start,
    "keys": measures.keys,
    "loading": measures.loading,
    "memory": lambda scene: measures.memory_and_growth(scene, SIZES[1:]),
    "command-line": measures.command_line,
    "slow-link": measures.slow_link,
    "idle": measures.idle,
    "lock-out": lambda scene: lockout(scene.folder / "lock-out"),
}


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=_MEASURES, help="one subject; may be repeated"
    )
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        default=Path("benchmarks/last-run.json"),
        help="where the run is kept",
    )
    parser.add_argument(
        "--write-pages",
        action="store_true",
        help="put the run into README.md and docs/benchmarks.md",
    )
    parser.set_defaults(before=None)
    commands = parser.add_subparsers(metavar="COMMAND")
    two = commands.add_parser("compare", help="two runs beside each other")
    two.add_argument("before", type=Path)
    two.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.before is not None:
        print(compared(asked.before, asked.after))
        return 0
    _measure(asked.only or list(_MEASURES), asked.json, pages=asked.write_pages)
    return 0


def _measure(names: list[str], kept: Path, *, pages: bool) -> None:
    where, figures, began = machine(), [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cac-bench-") as folder:
        print("Making practice orgs…", file=sys.stderr)
        scene = Scene(Path(folder), SIZES)
        for name in names:
            print(f"Measuring: {name}…", file=sys.stderr)
            figures += list(_MEASURES[name](scene))
    where["seconds"] = round(time.monotonic() - began)
    write(kept, figures, where)
    if pages:
        write_pages(figures, where)
    print(printed(figures, where))


if __name__ == "__main__":
    sys.exit(main())

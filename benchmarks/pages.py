"""The pages that show the last run: what stands between two marks in them is written by the benchmark."""

from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import ABSENT, Figure, number

_ROOT = Path(__file__).parent.parent
_BEGIN, _END = "<!-- last run -->", "<!-- end of the last run -->"


def write_pages(figures: list[Figure], where: dict[str, Any]) -> None:
    """Put the run into docs/benchmarks.md, and what has a goal into README.md."""
    told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in where.items())
    _put(_ROOT / "docs" / "benchmarks.md", f"{told}.\n\n{_table(figures)}")
    goals = [figure for figure in figures if figure.goals]
    _put(_ROOT / "README.md", _table(goals, most=2))


def _put(page: Path, text: str) -> None:
    before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if begin and end:
        page.write_text(f"{before}{_BEGIN}\n\n{text}\n{_END}{after}", encoding="utf-8")


def _table(figures: list[Figure], most: int | None = None) -> str:
    lines = ["| what | console | floors and peers | to reach |", "| --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_row(figure, most) for figure in figures)]) + "\n"


def _row(figure: Figure, most: int | None) -> str:
    own = figure.values.get("console") or []
    console = f"{number(median(own))} {figure.unit}" if own else ABSENT
    if len(own) > 1 and most is None:
        console += f" ({number(min(own))} to {number(max(own))})"
    others = [
        f"{who.removeprefix('floor: ')} {number(median(values)) if values else ABSENT}"
        for who, values in figure.values.items()
        if who != "console" and (most is None or values)
    ]
    goals = [
        f"{'worst ' if goal.worst else ''}{goal.words}: {'reached' if figure.is_met(goal) else 'missed'}"
        for goal in figure.goals
    ]
    return f"| {figure.title} | {console} | {'; '.join(others[:most])} | {'; '.join(goals)} |"

"""Figures: what was measured of whom, against which goal; how they are printed, kept and compared."""

import json
import os
import platform
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Goal:
    """What the console's median, or its worst value, is to reach."""

    words: str
    limit: float
    worst: bool = False


@dataclass(slots=True)
class Figure:
    """One quantity: values of the console first, then of its floors and peers; no values where one is absent."""

    title: str
    unit: str
    values: dict[str, list[float]] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)

    def add(self, who: str, *values: float) -> None:
        """Take up values of one program."""
        self.values.setdefault(who, []).extend(values)

    def of(self, who: str) -> float:
        """The median of a program's values.

        Raises:
            KeyError: there are none.
        """
        values = self.values.get(who)
        if not values:
            raise KeyError(who)
        return median(values)

    def goal(self, words: str, limit: float, *, worst: bool = False) -> None:
        """Set what the console is to reach."""
        self.goals.append(Goal(words, limit, worst))

    def against(self, who: str, factor: float, words: str) -> None:
        """Set a goal that is a multiple of somebody's median; none where that one is absent."""
        if self.values.get(who):
            self.goal(f"≤ {factor:g} × {words}", factor * self.of(who))

    def is_met(self, goal: Goal) -> bool:
        """Whether the console reaches it."""
        own = self.values["console"]
        return (max(own) if goal.worst else median(own)) <= goal.limit


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "textual": version("textual"),
        "httpx": version("httpx"),
        "load_before": round(os.getloadavg()[0], 2),
    }


def printed(figures: list[Figure], where: dict[str, Any]) -> str:
    """The table as text."""
    lines = ["  ".join(f"{name} {value}" for name, value in where.items()), ""]
    for figure in figures:
        lines.append(f"{figure.title} [{figure.unit}]")
        lines += [f"  {_row(who, values)}" for who, values in figure.values.items()]
        for goal in figure.goals:
            verdict = "reached" if figure.is_met(goal) else "MISSED"
            which = "worst " if goal.worst else ""
            lines.append(f"    to reach: {which}{goal.words} (= {number(goal.limit)}): {verdict}")
        lines.append("")
    return "\n".join(lines)


def _row(who: str, values: list[float]) -> str:
    if not values:
        return f"{who:<38}{ABSENT:>10}"
    spread = f"{number(min(values))} to {number(max(values))}" if len(values) > 1 else ""
    return f"{who:<38}{number(median(values)):>10}   {spread:<20} n={len(values)}"


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def write(path: Path, figures: list[Figure], where: dict[str, Any]) -> None:
    """Keep a run as JSON."""
    document = {
        "v": 1,
        "machine": where,
        "figures": [
            {
                "title": figure.title,
                "unit": figure.unit,
                "values": figure.values,
                "goals": [
                    {"words": goal.words, "limit": goal.limit, "reached": figure.is_met(goal)}
                    for goal in figure.goals
                ],
            }
            for figure in figures
        ],
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def compared(before: Path, after: Path) -> str:
    """Two runs beside each other: medians, and how the second stands to the first."""
    one, other = (_medians(path) for path in (before, after))
    lines = [f"{'':<58}{before.name[:14]:>15}{after.name[:14]:>15}{'ratio':>8}"]
    title = ""
    for key in [*one, *(key for key in other if key not in one)]:
        if key[0] != title:
            title = key[0]
            lines.append(title)
        first, second = one.get(key), other.get(key)
        ratio = f"{second / first:.2f}" if first and second else ""
        shown = [ABSENT if value is None else number(value) for value in (first, second)]
        lines.append(f"  {key[1]:<56}{shown[0]:>15}{shown[1]:>15}{ratio:>8}")
    return "\n".join(lines)


def _medians(path: Path) -> dict[tuple[str, str], float | None]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {
            (f"{figure['title']} [{figure['unit']}]", who): median(values) if values else None
            for figure in document["figures"]
            for who, values in figure["values"].items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.exit(f"{path} is no file of a run: {error}")

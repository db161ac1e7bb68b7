"""What came of every fault in every call: noted in the file that `FAULT_TABLE` names, printed by this module.

FAULT_TABLE=/tmp/table pytest -m "soak or not soak" tests/faults && python -m tests.faults.table /tmp/table
"""

import os
import sys
from pathlib import Path


def note(fault: str, call: str, outcome: str) -> None:
    """Append a cell; several processes may do so at once."""
    named = os.environ.get("FAULT_TABLE")
    if named:
        with Path(named).open("a") as file:
            file.write(f"{fault}\t{call}\t{outcome}\n")


def table(text: str, faults: list[str], calls: list[str]) -> str:
    """The cells as a Markdown table."""
    cells: dict[tuple[str, str], str] = {}
    for line in text.splitlines():
        fault, call, outcome = line.split("\t")
        cells[fault, call] = outcome
    rows = [["fault", *calls], ["---"] * (len(calls) + 1)]
    rows += [[fault, *(cells.get((fault, call), "") for call in calls)] for fault in faults]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    """Print the table of a file."""
    from tests.faults.calls import BEFORE, POSTS, READS
    from tests.faults.catalogue import CATALOGUE

    text = Path(sys.argv[1]).read_text()
    faults = [expected.fault.name for expected in CATALOGUE]
    print(table(text, faults, [call.name for call in (*READS, *BEFORE, *POSTS)]))


if __name__ == "__main__":
    main()

"""Writes `docs/licences.md`: what is installed with the console, and under which licence.

    python docs/make_licences.py --python ENVIRONMENT/bin/python [--check]

`ENVIRONMENT` holds the wheel and what it asks for, and nothing else; `.ci/release` makes one. pip-licenses reads the
metadata of what is installed there. With `--check` nothing is written: a licence that is not among those below, or a
page that is not up to date, is an error. Versions are left out: the page would be out of date every week.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "licences.md"
OWN = "connected-apps-console"
ACCEPTED = {
    "Apache Software License": "Apache-2.0",
    "Apache-2.0": "Apache-2.0",
    "BSD License": "BSD",
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "ISC": "ISC",
    "MIT": "MIT",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSF-2.0": "PSF-2.0",
}
"""As packages write them, and as SPDX does. All may be used by a program under MIT; MPL-2.0 binds the files that bear
it, which are shipped by their own package and unchanged. What is not here is looked at by a person first."""

_HEAD = """# Licences

The console is under MIT; see [LICENSE](../LICENSE). What `pip install` brings with it, read from the packages' own
metadata by `docs/make_licences.py`:

| package | licence | where |
| --- | --- | --- |
"""
_FOOT = """
`BSD` is a package that does not say which of the BSD licences is its own. A licence that is not among these stops the
build until a person has looked at it.
"""


def installed(python: str) -> list[dict[str, str]]:
    """What is installed in an environment: name, licence, address, sorted by name."""
    argv = [sys.executable, "-m", "piplicenses", "--python", python, "--from=mixed", "--with-urls"]
    done = subprocess.run([*argv, "--format=json"], stdout=subprocess.PIPE, text=True, check=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return sorted(
        (each for each in found if each["Name"] != OWN), key=lambda each: each["Name"].casefold()
    )


def refused(packages: Iterable[dict[str, str]]) -> list[str]:
    """Packages whose licence nobody has looked at, with it."""
    return [
        f"{each['Name']}: {each['License']}" for each in packages if each["License"] not in ACCEPTED
    ]


def page(packages: Iterable[dict[str, str]]) -> str:
    """The whole page."""
    rows = (
        f"| {each['Name']} | {ACCEPTED.get(each['License'], each['License'])} | <{each['URL']}> |\n"
        for each in packages
    )
    return _HEAD + "".join(rows) + _FOOT


def main() -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", required=True)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    packages = installed(asked.python)
    made = page(packages)
    problems = [f"Nobody has looked at this licence: {each}" for each in refused(packages)]
    if not asked.check:
        PAGE.write_text(made, encoding="utf-8")
    elif made != PAGE.read_text(encoding="utf-8"):
        problems.append(
            "docs/licences.md is out of date: run docs/make_licences.py without --check."
        )
    print("\n".join(problems) or f"{len(packages)} packages, every licence is known.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Asks pip-audit whether a known vulnerability is in what is installed in an environment.

    python .ci/audit.py ENVIRONMENT/lib/python3.X/site-packages

A vulnerability ends it with 1. Where the service that knows them cannot be reached it says so and ends with 0.
"""

import json
import subprocess
import sys
from typing import Any


def verdict(dependencies: list[dict[str, Any]]) -> tuple[int, str]:
    """Exit code and words for what pip-audit found of each dependency."""
    found = [
        f"{each['name']} {each['version']}: {', '.join(vuln['id'] for vuln in each['vulns'])}"
        for each in dependencies
        if each.get("vulns")
    ]
    if found:
        return 1, "Known vulnerabilities:\n" + "\n".join(found)
    asked = [each for each in dependencies if "skip_reason" not in each]
    if not asked:
        return 0, "Not audited: the service that knows vulnerabilities could not be reached."
    return 0, f"{len(asked)} of {len(dependencies)} packages audited, no known vulnerability."


def main() -> int:
    """Audit the environment named on the command line."""
    argv = [sys.executable, "-m", "pip_audit", "--path", sys.argv[1], "--format", "json"]
    done = subprocess.run(
        [*argv, "--progress-spinner", "off"], capture_output=True, text=True, check=False
    )
    try:
        dependencies = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        dependencies = []  # it stopped before it had asked about anything
    code, words = verdict(dependencies)
    print(words)
    return code


if __name__ == "__main__":
    sys.exit(main())

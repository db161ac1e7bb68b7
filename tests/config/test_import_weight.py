"""Reading the configuration is part of every start: it must not bring in what only some starts need."""

import subprocess
import sys

HEAVY = {"textual", "rich", "httpx", "asyncio", "subprocess", "tomli_w", "difflib", "shlex"}


def test_the_configuration_imports_nothing_heavy() -> None:
    script = "import sys, tui.config, tui.config.remembered; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "tui.config.load" in loaded
    assert loaded & HEAVY == set()

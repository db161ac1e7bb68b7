"""Reading the configuration is part of every start: it must not bring in what only some starts need."""

import subprocess
import sys

HEAVY = {"textual", "rich", "httpx", "asyncio", "subprocess", "tomli_w", "difflib", "shlex"}


def test_the_configuration_imports_nothing_heavy() -> None:
    script = "import sys, tui.config.reading, tui.config.remembered; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "tui.config.reading" in loaded
    assert loaded & HEAVY == set()


def test_without_a_file_nothing_is_imported_to_read_one() -> None:
    script = "import sys, tui.config.load as load; load.load(None, {}); print(*sys.modules)"
    environ = {"XDG_CONFIG_HOME": "/nonexistent", "PATH": "/bin"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"tomllib", "tui.config.reading", "tui.config.targets"}

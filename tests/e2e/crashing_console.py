"""The console with a bug built in: `!` raises with a secret in a local and in the text."""

import sys

import tui.app
from tui.cli import main


class CrashingApp(tui.app.ConsoleApp):
    """Fails on `!`."""

    BINDINGS = [("exclamation_mark", "fail", "Fail")]  # noqa: RUF012

    def action_fail(self) -> None:
        """Fail."""
        local = "a local that must not be shown"
        raise RuntimeError(f"a text that must not be shown: {local}")


tui.app.ConsoleApp = CrashingApp  # type: ignore[misc]
sys.exit(main([]))

"""A system clipboard without a desktop: what pyperclip would hand over, and what the child would answer."""

from collections.abc import Callable

from tui.clipboard.child import Act, Get, Put, Verdict
from tui.domain.secret import Secret

TOKEN = Secret("00D5f000000abcd!AQ0AQH.token")
OTHER = Secret("another-token")


class FakeMechanism:
    """What `pyperclip.determine_clipboard` returns: two functions, over one remembered text."""

    def __init__(self, name: str = "copy_xclip", *, dead: bool = False) -> None:
        self.held: str | None = ""
        self.puts: list[str] = []
        self.breaks_on_get = False
        self._name = name
        self._dead = dead

    def find(self) -> tuple[Put, Get]:
        def put(text: str) -> None:
            self.puts.append(text)
            if not self._dead:
                self.held = text

        def get() -> str | None:
            if self.breaks_on_get:
                raise RuntimeError("no answer")
            return self.held

        put.__name__ = self._name
        return put, get


class FakeChild:
    """What touches the system clipboard: answers as told, and notes what it was asked."""

    def __init__(self, *verdicts: Verdict) -> None:
        self._verdicts = list(verdicts)
        self.asked: list[tuple[Act, Secret]] = []

    async def __call__(self, act: Act, value: Secret) -> Verdict:
        self.asked.append((act, value))
        return self._verdicts.pop(0)


class FakeTerminal:
    """Takes control sequences, or is gone."""

    def __init__(self, gone: type[Exception] | None = None) -> None:
        self.written: list[str] = []
        self._gone = gone

    @property
    def write(self) -> Callable[[str], None]:
        return self._write

    def _write(self, sequence: str) -> None:
        if self._gone is not None:
            raise self._gone("gone")
        self.written.append(sequence)

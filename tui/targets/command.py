"""Any program as a target: it gets the token on standard input and says by its exit status whether it took it.

No shell, a fixed folder, a minimal environment with what the program may need to know, a time limit that ends all it
started. What it prints is cut, and the token taken out of it, before anybody sees it.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.domain.handover import Errand, Held, TargetCard
from tui.domain.secret import Secret
from tui.domain.text import printable, shortened
from tui.errors import NotWrittenError, PreflightError, TargetError, WriteUnknownError
from tui.programs import Answer, answer_of
from tui.targets.opening import refuse_foreign
from tui.targets.scrub import scrubbed

MOST_OUTPUT = 64 * 1024
"""Bytes that are kept of what a program prints."""
_MOST_SHOWN = 200
_USUAL = ("PATH", "HOME", "LANG")
_PREFIX = "CONNECTED_APPS_"
_HOLDS, _HOLDS_NOT = 0, 1
"""What a verify program ends with; any other status means that it could not find out."""


@dataclass(frozen=True, slots=True)
class Programs:
    """What is run, and with what."""

    put: tuple[str, ...]
    verify: tuple[str, ...] | None
    environment: tuple[str, ...]
    """Names of variables that are passed on beside the usual ones."""
    seconds: float


def cannot_check(programs: Programs) -> tuple[str, ...]:
    """What a program as a target leaves open."""
    before = "Login, permission and the object itself: the program is not run before the write."
    guard = "Whether somebody else changed the target meanwhile: guarding against that is the program's."
    if programs.verify is None:
        return before, guard, "Whether the target holds the token: there is no verify program."
    return before, guard


class CommandTarget:
    """A program of the user's own; see `tui.ports.Target`."""

    def __init__(self, card: TargetCard, programs: Programs, environ: Mapping[str, str]) -> None:
        self._card = card
        self._programs = programs
        self._environ = environ

    @property
    def card(self) -> TargetCard:
        """What people are told of it."""
        return self._card

    async def open(self, errand: Errand) -> "OpenCommand":
        """See that the programs are there."""
        refuse_foreign(self._card, errand)
        checked = await self.check()
        context = _context(self._card, errand)
        return OpenCommand(self._card, self._programs, self._allowed() | context, checked)

    async def check(self) -> tuple[str, ...]:
        """As `tui.ports.ConfiguredTarget.check`."""
        found = [self._found(argv) for argv in (self._programs.put, self._programs.verify) if argv]
        missing = [name for name in self._programs.environment if not self._environ.get(name)]
        if missing:
            raise PreflightError(
                f"The environment variable {printable(missing[0])} is not set.",
                hint="Set it before starting the console, or take it out of environment.",
            )
        return tuple(f"{path} is there." for path in found)

    def _allowed(self) -> dict[str, str]:
        names = (*_USUAL, *self._programs.environment)
        return {name: self._environ[name] for name in names if name in self._environ}

    def _found(self, argv: Sequence[str]) -> str:
        named = printable(shortened(argv[0], _MOST_SHOWN))
        path = shutil.which(argv[0], path=self._environ.get("PATH", ""))
        if path is None:
            raise PreflightError(
                f"The program {named} is not found, or may not be run.",
                hint="Install it, or name it by its whole path.",
            )
        return printable(path)


class OpenCommand:
    """A program with its context; see `tui.ports.OpenTarget`."""

    def __init__(
        self,
        card: TargetCard,
        programs: Programs,
        environ: Mapping[str, str],
        checked: tuple[str, ...],
    ) -> None:
        self._card = card
        self._programs = programs
        self._environ = environ
        self._checked = checked

    @property
    def checked(self) -> tuple[str, ...]:
        """Which programs are there."""
        return self._checked

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: what a program says is told by `put`."""
        return ()

    async def put(self, token: Secret) -> str:
        """Run the program."""
        named = self._named(self._programs.put)
        try:
            answer = await self._run(self._programs.put, token)
        except TimeoutError:
            raise WriteUnknownError(
                f"{named} did not end within {self._programs.seconds:g} s and was stopped.",
                hint="Look at what it was to change.",
            ) from None
        except OSError as error:
            raise NotWrittenError(f"{named} cannot be started: {error.strerror}.") from None
        said = self._said(answer, token)
        if answer.status < 0:
            raise WriteUnknownError(
                f"{named} was ended by signal {-answer.status}{said}.",
                hint="Look at what it was to change.",
            )
        if answer.status > 0:
            raise TargetError(
                f"{named} ended with status {answer.status}{said}.",
                hint="Look at what it was to change before running it again.",
            )
        return self._line(answer.output, token)

    def held_before(self, token: Secret) -> bool:
        """A program says nothing of what it holds before it is asked about a token."""
        del token
        return False

    async def held(self, token: Secret) -> Held:
        """Run the verify program, if there is one."""
        if self._programs.verify is None:
            return Held.UNREADABLE
        named = self._named(self._programs.verify)
        try:
            answer = await self._run(self._programs.verify, token)
        except TimeoutError:
            raise TargetError(
                f"{named} did not end within {self._programs.seconds:g} s and was stopped."
            ) from None
        except OSError as error:
            raise TargetError(f"{named} cannot be started: {error.strerror}.") from None
        if answer.status not in (_HOLDS, _HOLDS_NOT):
            said = self._said(answer, token)
            raise TargetError(
                f"{named} could not find out (status {answer.status}{said}).",
                hint="It ends with 0 where the token is there, with 1 where it is not.",
            )
        return Held.THIS if answer.status == _HOLDS else Held.ANOTHER

    async def close(self) -> None:
        """Nothing is open."""

    async def _run(self, argv: Sequence[str], token: Secret) -> Answer:
        return await answer_of(
            argv,
            {**self._environ, f"{_PREFIX}FINGERPRINT": token.fingerprint},
            limit=self._programs.seconds,
            most=MOST_OUTPUT,
            feed=self._card.form.of(token),
            folder=Path("/"),
            cut=True,
        )

    def _said(self, answer: Answer, token: Secret) -> str:
        """Its complaint, or what else it printed, behind a colon."""
        line = self._line(answer.complaint, token) or self._line(answer.output, token)
        return f": {line.removesuffix('.')}" if line else ""

    def _line(self, printed: bytes, token: Secret) -> str:
        """The first line that says something, without the token."""
        text = scrubbed(printed.decode(errors="replace"), token, self._card.form.of(token))
        lines = (line.strip() for line in text.splitlines())
        first = next((line for line in lines if line), "")
        return printable(shortened(first, _MOST_SHOWN))

    @staticmethod
    def _named(argv: Sequence[str]) -> str:
        return f"The program {printable(shortened(argv[0], _MOST_SHOWN))}"


def _context(card: TargetCard, errand: Errand) -> dict[str, str]:
    """What the program may need to know; the app's name was chosen by a stranger."""
    told = {
        "ORG_ID": errand.org.org_id,
        "APP_ID": errand.app_id,
        "APP_NAME": printable(errand.app_name),
        "TARGET": card.name,
    }
    return {f"{_PREFIX}{name}": value for name, value in told.items()}

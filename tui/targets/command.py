"""Any program as a target: it gets the token on standard input and says by its exit status whether it took it.

No shell, a fixed folder, a minimal environment with what the program may need to know, a time limit that ends all it
started. What it prints is cut, and withheld where it holds the token, before anybody sees it.
"""

import errno
import shutil
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from tui.domain.handover import Errand, Held, TargetCard
from tui.domain.secret import Secret
from tui.domain.text import printable, shortened
from tui.errors import NotWrittenError, PreflightError, TargetError, WriteUnknownError
from tui.programs import Answer, LostAnswerError, answer_of
from tui.targets.opening import BaseOpenTarget, BaseTarget
from tui.targets.scrub import reveals

MOST_OUTPUT = 64 * 1024
"""Bytes that are kept of what a program prints."""
_MOST_SHOWN = 200
_USUAL = ("PATH", "HOME", "LANG")
_PREFIX = "CONNECTED_APPS_"
_HOLDS, _HOLDS_NOT = 0, 1
"""What a verify program ends with; any other status means that it could not find out."""
_PASSING = {errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.ETXTBSY}
"""Why a program cannot be started at this moment; with any other reason it never can."""
_LOOK = "Look at what it was to change."
_WITHHELD = "what it printed holds the token and is not shown"


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


class CommandTarget(BaseTarget["OpenCommand"]):
    """A program of the user's own; see `tui.ports.Target`."""

    def __init__(self, card: TargetCard, programs: Programs, environ: Mapping[str, str]) -> None:
        super().__init__(card)
        self._programs = programs
        self._environ = environ

    async def _begin(self, errand: Errand | None, stack: AsyncExitStack) -> "OpenCommand":
        del stack  # nothing stays open
        context = _context(self._card, errand) if errand else {}
        return OpenCommand(self._card, self._found(), self._allowed() | context)

    def _found(self) -> Programs:
        """The programs by their whole paths, for they run in another folder than the console."""
        put, verify = self._programs.put, self._programs.verify
        found = replace(
            self._programs, put=self._whole(put), verify=self._whole(verify) if verify else None
        )
        missing = [name for name in self._programs.environment if not self._environ.get(name)]
        if missing:
            raise PreflightError(
                f"The environment variable {printable(missing[0])} is not set.",
                hint="Set it before starting the console, or take it out of environment.",
            )
        return found

    def _allowed(self) -> dict[str, str]:
        names = (*_USUAL, *self._programs.environment)
        return {name: self._environ[name] for name in names if name in self._environ}

    def _whole(self, argv: Sequence[str]) -> tuple[str, ...]:
        """The arguments with the whole path of their program before them."""
        named = printable(shortened(argv[0], _MOST_SHOWN))
        if "/" in argv[0] and not Path(argv[0]).is_absolute():
            raise PreflightError(
                f"The program {named} is named by a path from some folder, and runs in /.",
                hint="Name it by its whole path.",
            )
        path = shutil.which(argv[0], path=self._environ.get("PATH", ""))
        if path is None:
            raise PreflightError(
                f"The program {named} is not found, or may not be run.",
                hint="Install it, or name it by its whole path.",
            )
        return (str(Path(path).absolute()), *argv[1:])


class OpenCommand(BaseOpenTarget):
    """A program with its context; see `tui.ports.OpenTarget`."""

    def __init__(
        self,
        card: TargetCard,
        programs: Programs,
        environ: Mapping[str, str],
    ) -> None:
        super().__init__(card)
        self._programs = programs
        self._environ = environ

    async def look(self) -> None:
        """The programs are there, or there were no open target; they are not run."""
        found = (argv[0] for argv in (self._programs.put, self._programs.verify) if argv)
        self._checked += [f"{printable(path)} is there." for path in found]

    async def put(self, token: Secret) -> str:
        """Run the program."""
        named = self._named(self._programs.put)
        try:
            answer = await self._run(self._programs.put, token)
        except TimeoutError:
            raise WriteUnknownError(
                f"{named} did not end within {self._programs.seconds:g} s and is not waited for any more.",
                hint=_LOOK,
            ) from None
        except LostAnswerError as error:
            raise WriteUnknownError(
                f"{named} was started, but its answer cannot be taken: {error.strerror}.",
                hint=_LOOK,
            ) from None
        except OSError as error:
            raise _not_started(named, error) from None
        said = self._said(answer, token)
        if answer.status < 0:
            raise WriteUnknownError(
                f"{named} was ended by signal {-answer.status}{said}.", hint=_LOOK
            )
        if answer.status > 0:
            raise TargetError(
                f"{named} ended with status {answer.status}{said}.",
                hint="Look at what it was to change before running it again.",
            )
        return _line(token, answer.output)

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
                f"{named} did not end within {self._programs.seconds:g} s and is not waited for any more.",
                hint="Run it by hand, or give it more seconds.",
            ) from None
        except OSError as error:
            raise TargetError(
                f"{named} cannot be run: {error.strerror}.", hint="Run it by hand."
            ) from None
        if answer.status not in (_HOLDS, _HOLDS_NOT):
            said = self._said(answer, token)
            raise TargetError(
                f"{named} could not find out (status {answer.status}{said}).",
                hint="It ends with 0 where the token is there, with 1 where it is not.",
            )
        return Held.THIS if answer.status == _HOLDS else Held.ANOTHER

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

    @staticmethod
    def _said(answer: Answer, token: Secret) -> str:
        """Its complaint, or what else it printed, behind a colon."""
        line = _line(token, answer.complaint, answer.output)
        return f": {line.removesuffix('.')}" if line else ""

    @staticmethod
    def _named(argv: Sequence[str]) -> str:
        return f"The program {printable(shortened(argv[0], _MOST_SHOWN))}"


def _line(token: Secret, *printed: bytes) -> str:
    """The first line that says something; of what holds the token, none."""
    text = "\n".join(each.decode(errors="replace") for each in printed)
    if reveals(text, token):
        return _WITHHELD
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return printable(shortened(first, _MOST_SHOWN))


def _not_started(named: str, error: OSError) -> TargetError:
    """Nothing was written; whether the start may be repeated."""
    words = f"{named} cannot be started: {error.strerror}."
    if error.errno in _PASSING:
        return NotWrittenError(words, hint="The machine is short of memory or processes.")
    return TargetError(
        words, hint="Run it by hand; a script needs a first line that names its shell."
    )


def _context(card: TargetCard, errand: Errand) -> dict[str, str]:
    """What the program may need to know; the app's name was chosen by a stranger."""
    told = {
        "ORG_ID": errand.org.org_id,
        "APP_ID": errand.app_id,
        "APP_NAME": printable(errand.app_name),
        "TARGET": card.name,
    }
    return {f"{_PREFIX}{name}": value for name, value in told.items()}

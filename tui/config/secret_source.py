"""Where a secret comes from: an environment variable, a program, a file of the user's own, or the system's keyring.

`resolve` is called when the secret is needed, never while the configuration is read. It blocks for up to ten seconds:
run it in a thread. No error holds the value, nor what a failed program printed on standard output.
"""

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tui.config.wording import in_shell
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import ConfigError

if TYPE_CHECKING:
    from tui.programs import Answer

COMMAND_SECONDS = 10.0
PROMPT_SECONDS = 120.0
"""For a program that may ask a person: a passphrase takes longer to type than to look up."""
_MAX_ANSWER = 65_536
"""Bytes of standard output; a secret has a few hundred."""
_MAX_FILE = 65_536
_MAX_COMPLAINT = 200
_ONE_LINE = "It must give the secret as one line of visible characters, and nothing else."
_TOKEN_LIKE = re.compile(r"[A-Za-z0-9+_=!.~%-]{20,}")


@dataclass(frozen=True, slots=True)
class EnvSource:
    """An environment variable."""

    variable: str
    where: str = field(default="", compare=False, repr=False)
    """File, line and key, for messages."""

    @property
    def words(self) -> str:
        """The source in words, for listings."""
        return f"environment variable {printable(self.variable)}"

    def resolve(self, environ: Mapping[str, str]) -> Secret:
        """The value of the variable.

        Raises:
            ConfigError: it is not set, empty, or not one line.
        """
        value = environ.get(self.variable, "")
        if not value:
            raise ConfigError(
                f"{self.where}: the {self.words} is not set, or empty.",
                hint="Set it before starting the console.",
            )
        return _one_line(value, f"{self.where}: the {self.words}")


@dataclass(frozen=True, slots=True)
class CommandSource:
    """A program that prints the secret as one line."""

    argv: tuple[str, ...]
    where: str = field(default="", compare=False, repr=False)

    @property
    def words(self) -> str:
        """The source in words, for listings; without the arguments."""
        return f"command {printable(self.argv[0])}"

    def resolve(
        self,
        environ: Mapping[str, str],
        *,
        limit: float = COMMAND_SECONDS,
        may_prompt: bool = False,
    ) -> Secret:
        """Run the program in the console's environment, without a shell and without standard input.

        Args:
            may_prompt: whether it may open the terminal and ask there; only while nothing is drawn on it.

        Raises:
            ConfigError: it cannot be started, fails, takes longer than `limit` seconds, or does not print one line.
        """
        answer = self._run(environ, limit, may_prompt=may_prompt)
        if answer.status != 0:
            raise ConfigError(
                f"{self._said()} {_ended(answer.status)}{_complaint(answer)}.",
                hint="Run it by hand in the same environment; it gets no standard input.",
            )
        return _one_line(_decoded(answer.output, self._said()), self._said())

    def _run(self, environ: Mapping[str, str], limit: float, *, may_prompt: bool) -> "Answer":
        from tui.programs import TooMuchOutputError, run

        try:
            return run(self.argv, environ, limit=limit, most=_MAX_ANSWER, may_prompt=may_prompt)
        except FileNotFoundError:
            raise ConfigError(
                f"{self._said()} is not found.",
                hint="Install it, or name it by its whole path.",
            ) from None
        except TimeoutError:
            raise ConfigError(
                f"{self._said()} gave no answer within {limit:g} s and was stopped.",
                hint="It must not ask for anything: it has no standard input.",
            ) from None
        except TooMuchOutputError:
            raise ConfigError(
                f"{self._said()} printed more than one line.", hint=_ONE_LINE
            ) from None
        except OSError as error:
            raise ConfigError(
                f"{self._said()} cannot be started: {error.strerror}.",
                hint="Name a program that you may run, by its whole path.",
            ) from None

    def _said(self) -> str:
        return f"{self.where}: the {self.words}"


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that only its owner may read, with the secret as its one line."""

    path: Path
    where: str = field(default="", compare=False, repr=False)

    @property
    def words(self) -> str:
        """The source in words, for listings."""
        return f"file {printable(str(self.path))}"

    def resolve(self, environ: Mapping[str, str]) -> Secret:  # noqa: ARG002 - as the other sources
        """The file's one line.

        Raises:
            ConfigError: it cannot be read, others may open it, it belongs to someone else, or is not one line.
        """
        said = f"{self.where}: the {self.words}"
        try:
            with open(
                self.path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)
            ) as file:
                self.refuse(os.fstat(file.fileno()), me=os.geteuid())
                content = file.read(_MAX_FILE + 1)
        except OSError as error:
            raise ConfigError(
                f"{said} cannot be read: {error.strerror}.", hint="Check its path and its owner."
            ) from None
        if len(content) > _MAX_FILE:
            raise ConfigError(f"{said} is too long for a secret.", hint=_ONE_LINE)
        return _one_line(_decoded(content, said), said)

    def refuse(self, status: os.stat_result, *, me: int) -> None:
        """Judge the open file by its status; `me` is the user's id.

        Raises:
            ConfigError: it is no regular file, belongs to someone else, or others may open it.
        """
        said, quoted = f"{self.where}: the {self.words}", in_shell(self.path)
        if not stat.S_ISREG(status.st_mode):
            raise ConfigError(
                f"{said} is not a regular file.", hint="Name the file that holds the secret."
            )
        if status.st_uid not in (me, 0):
            raise ConfigError(
                f"{said} belongs to someone else.", hint=f"Run: sudo chown {me} {quoted}"
            )
        if status.st_mode & 0o077:
            raise ConfigError(f"{said} may be opened by others.", hint=f"Run: chmod 600 {quoted}")


@dataclass(frozen=True, slots=True)
class KeyringSource:
    """An entry of the system's keyring, by service and user."""

    service: str
    user: str
    where: str = field(default="", compare=False, repr=False)

    @property
    def words(self) -> str:
        """The source in words, for listings."""
        return f"keyring entry {printable(self.service)} of {printable(self.user)}"

    def resolve(self, environ: Mapping[str, str]) -> Secret:  # noqa: ARG002 - as the other sources
        """The entry's value.

        Raises:
            ConfigError: the keyring package is not installed, there is no keyring, or it has no such entry.
        """
        said = f"{self.where}: the {self.words}"
        value, problem = _from_keyring(self.service, self.user)
        if problem:
            raise ConfigError(f"{said} {problem[0]}.", hint=problem[1])
        return _one_line(value, said)


def _from_keyring(service: str, user: str) -> tuple[str, tuple[str, str] | None]:
    """The value, or why there is none and what to do; an error of the keyring itself may quote anything."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        extra = 'pip install "connected-apps-console[keyring]"'
        return "", ("needs a package that is not installed", f"Run: {extra}")
    try:
        value = keyring.get_password(service, user)
    except keyring.errors.NoKeyringError:
        return "", (
            "cannot be read: this machine has no keyring",
            "On a machine without a desktop take a file or a command instead.",
        )
    except keyring.errors.KeyringError:
        return "", ("cannot be read: the keyring is locked or refuses", "Unlock the keyring.")
    if value is None:
        return "", ("does not exist", f"Make it: keyring set {_quoted(service)} {_quoted(user)}")
    return value, None


def _quoted(text: str) -> str:
    return in_shell(Path(text)) if text else "''"


SecretSource = EnvSource | CommandSource | FileSource | KeyringSource


def _decoded(content: bytes, said: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise ConfigError(f"{said} gave bytes that are not text.", hint=_ONE_LINE) from None


def _one_line(text: str, said: str) -> Secret:
    """The one line of `text`, without the line end that programs and editors put behind it."""
    line = text.removesuffix("\n").removesuffix("\r")
    if not line.strip():
        raise ConfigError(f"{said} gave nothing.", hint=_ONE_LINE)
    if "\n" in line:
        raise ConfigError(f"{said} gave more than one line.", hint=_ONE_LINE)
    if not line.isprintable() or line != line.strip():
        raise ConfigError(
            f"{said} gave a line with control characters, or blanks around it.", hint=_ONE_LINE
        )
    return Secret(line)


def renewal(source: SecretSource) -> tuple[str, str]:
    """What to do about a session of this source that the org does not take: `SessionError.renew`, and its hint."""
    match source:
        case EnvSource():  # this process keeps the one it was started with
            return "", f"Set the {source.words} to a new session, then start the console anew."
        case CommandSource():
            return f"The {source.words} of access_token_from must give a new session", ""
        case _:
            return f"Put a new session into the {source.words}", ""


def _ended(status: int) -> str:
    return f"ended with status {status}" if status > 0 else f"was ended by signal {-status}"


def _complaint(answer: "Answer") -> str:
    """First line of its standard error, with whatever looks like a secret left out."""
    text = answer.complaint.decode(errors="replace").strip()
    for line in answer.output.decode(errors="replace").splitlines():
        if line.strip():
            text = text.replace(line.strip(), "…")
    first = _TOKEN_LIKE.sub("…", text.split("\n", 1)[0].strip())
    if len(first) > _MAX_COMPLAINT:
        first = first[:_MAX_COMPLAINT] + "…"
    return f": {printable(first.removesuffix('.'))}" if first else ""

"""What came of a rotation or a hand-over, as frozen facts: the screen, the command line and scripts read the same."""

from dataclasses import dataclass
from enum import StrEnum

from tui.domain.acts import Deed
from tui.domain.handover import TargetCard


@dataclass(frozen=True, slots=True)
class Check:
    """What the preflight knows of one target."""

    card: TargetCard
    running: bool = True
    findings: tuple[str, ...] = ()
    problem: str = ""
    """Why it cannot take the token; empty where it can, or where that is not known yet."""
    repair: str = ""

    @property
    def ready(self) -> bool:
        """Whether it could take the token."""
        return not self.running and not self.problem


@dataclass(frozen=True, slots=True)
class Offer:
    """A target as it stands to one app's token."""

    card: TargetCard
    refusal: str = ""
    """Why it does not take the token; empty where it does."""
    if_named: bool = False
    """It does once a person has named it: it is bound to no org, and the token is a rehearsal's."""


class State(StrEnum):
    """How far the token has come on its way to one target."""

    WAITING = "waiting"
    WRITING = "writing"
    WRITTEN = "written"
    """The target acknowledged the write; it has not been asked what it holds."""
    PROVEN = "proven"
    """The target was asked and holds this token. Whether the token works, nobody can ask."""
    UNPROVEN = "unproven"
    """Acknowledged, and what the target holds cannot be read."""
    REPEATING = "repeating"
    """The write did not happen; it is repeated soon."""
    UNKNOWN = "unknown"
    """The write was sent, and whether it happened cannot be told."""
    FAILED = "failed"
    CONFLICT = "conflict"
    """Somebody else changed the target."""

    @property
    def holds(self) -> bool:
        """Whether the target holds the token, as far as it says."""
        return self in (State.WRITTEN, State.PROVEN, State.UNPROVEN)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of a hand-over."""

    name: str
    where: str
    state: State
    words: str = ""
    """Why it is not further, or what the target said of the write."""
    hint: str = ""
    attempts: int = 1
    milliseconds: int | None = None
    """From before the POST left to the target's acknowledgement; None without a regenerate or an acknowledgement."""
    again_in: float | None = None
    """Seconds until the write is repeated."""
    notes: tuple[str, ...] = ()
    """What a person should know beside it, a sentence each."""


@dataclass(frozen=True, slots=True)
class Report:
    """One app's token and its targets.

    Attributes:
        deed: what the person meant as a whole.
        fingerprint: of the token that was handed over; None as long as there is none.
        lockout_ms: the lock-out at most, so far where a target is still without the token; None where nothing was
            regenerated.
        warning: what went wrong beside it.
        notice: what was done beside it.
        overtaken: somebody replaced the new token at the same moment: what the targets hold is dead.
    """

    deed: Deed
    app_id: str
    app_name: str
    fingerprint: str | None
    targets: tuple[TargetLine, ...]
    lockout_ms: int | None
    warning: str = ""
    overtaken: bool = False
    notice: str = ""

    @property
    def held(self) -> tuple[str, ...]:
        """Targets that hold the token."""
        return tuple(line.name for line in self.targets if line.state.holds)

    @property
    def missing(self) -> tuple[str, ...]:
        """Targets that do not, or are not known to."""
        return tuple(line.name for line in self.targets if not line.state.holds)

    @property
    def complete(self) -> bool:
        """Whether every target holds the token, and the token is not known to be dead."""
        return self.fingerprint is not None and not self.missing and not self.overtaken


class Stage(StrEnum):
    """How far it has come, for whoever watches."""

    PREFLIGHT = "preflight"
    READY = "ready"
    PRESSING = "pressing"
    """The regenerate is under way."""
    LOOKING_UP = "looking up"
    """The org's answer was lost."""
    WRITING = "writing"
    OVER = "over"
    """Nothing more comes of itself."""


class Progress(StrEnum):
    """How far one app has come where several are rotated."""

    LEFT = "left out"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    INCOMPLETE = "incomplete"
    """Regenerated, and a target is without the token."""
    FAILED = "failed"
    """Nothing was changed."""
    UNKNOWN = "unknown"
    """Whether it was regenerated cannot be told."""
    STOPPED = "stopped"
    """Not begun, because somebody stopped it."""

    @property
    def over(self) -> bool:
        """Whether nothing more comes."""
        return self not in (Progress.WAITING, Progress.RUNNING)

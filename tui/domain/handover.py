"""Handing a token over: what a target is, which tokens it takes, and what it can be found to hold."""

from dataclasses import dataclass
from enum import StrEnum

from tui.domain.org import Org, OrgKind
from tui.domain.secret import Secret


class ValueForm(StrEnum):
    """What a target stores: gateways differ in what they want."""

    TOKEN = "token"
    HEADER = "header"
    """`Bearer <token>`, the value of an Authorization header."""

    def of(self, token: Secret) -> Secret:
        """The token in this form."""
        return token if self is ValueForm.TOKEN else Secret(f"Bearer {token.expose()}")


@dataclass(frozen=True, slots=True)
class Errand:
    """Whose token is to be handed over."""

    org_name: str
    """The org's name in the configuration."""
    org: Org
    app_id: str
    app_name: str
    """Printable."""
    named: bool = False
    """A person named the target for just this errand, which lifts the caution about targets bound to no org."""
    by: str = ""
    """Who hands it over: the user name in the org, for targets that keep who changed them; empty: not told."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Which tokens a target takes, so that a rehearsal's token can never land in a production gateway."""

    orgs: tuple[str, ...] = ()
    """Names of orgs in the configuration; empty: any, within the rule of `refusal`."""
    apps: tuple[str, ...] = ()
    """Ids of connected apps; empty: any."""
    loopback: bool = False
    """The target is on this machine."""

    def refusal(self, errand: Errand) -> str:
        """Why a token is not taken, in a sentence; empty where it is."""
        if self.orgs and errand.org_name not in self.orgs:
            return (
                f"It takes tokens of {_listed(self.orgs)} only; this one is of {errand.org_name}."
            )
        if self.apps and errand.app_id not in self.apps:
            return "It takes tokens of other connected apps only."
        rehearsal = errand.org.kind is not OrgKind.PRODUCTION
        if not self.orgs and rehearsal and not self.loopback and not errand.named:
            return f"It is bound to no org, and this token is of a {errand.org.kind} org."
        return ""

    def leads_away(self, org_name: str) -> bool:
        """Whether a token of that org, a rehearsal's too, can get to another machine by it."""
        return not self.loopback and (not self.orgs or org_name in self.orgs)

    def names(self, app_id: str) -> bool:
        """Whether the target names the app, as it must to take part in the rotation of several apps."""
        return app_id in self.apps


@dataclass(frozen=True, slots=True)
class TargetCard:
    """A target as people know it."""

    name: str
    """As the configuration names it."""
    kind: str
    where: str
    """Which object of which host, printable and without a secret."""
    form: ValueForm
    binding: Binding
    cannot_check: tuple[str, ...] = ()
    """What the preflight or the proof leaves open, a sentence each."""
    by_app: bool = False
    """It keeps the tokens of several apps side by side; else a second app's token takes the first one's place."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What came of a gateway's registering a client with what it holds."""

    status: int
    """The HTTP status that the org answered; 201 where a client was made."""
    client_name: str = ""
    """Printable; empty where none was made."""
    problem: str = ""
    """What the org said, printable; empty where a client was made."""

    @property
    def done(self) -> bool:
        """Whether a client was made."""
        return self.status == 201


class Held(StrEnum):
    """What a target was found to hold."""

    THIS = "this token"
    AS_BEFORE = "what it held before"
    ANOTHER = "something else"
    UNREADABLE = "something that cannot be read"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)

"""What is asked before a token is rotated or handed over: the plan, and a way to confirm that fits the risk."""

from collections.abc import Sequence
from dataclasses import replace

from tui.domain.acts import Deed
from tui.domain.connected_app import ConnectedApp
from tui.domain.handover import TargetCard
from tui.domain.org import Org
from tui.domain.rotation import Check
from tui.domain.text import spelt
from tui.presentation.app_words import NAME_MOST
from tui.presentation.questions import By, Question, org_words, regenerate_question
from tui.presentation.rotation_words import plan_facts
from tui.presentation.token_words import NO_UNDO
from tui.presentation.topics import Topic

_PLAN = "Regenerated once; the new token goes to every target at once."


def titled(deed: Deed) -> str:
    """What every dialog on the way is called."""
    return f"{'Hand over' if deed is Deed.HAND_OVER else 'Rotate'} the initial access token"


def rotate_question(
    app: ConnectedApp,
    org: Org | None,
    generated: str,
    checks: Sequence[Check],
    *,
    children: Sequence[str] = (),
    lacks_permission: bool = False,
) -> Question:
    """Before a rotation: as before a regenerate, with the plan."""
    question = regenerate_question(
        app.name, app.id, org, generated, children=children, lacks_permission=lacks_permission
    )
    return replace(
        question,
        title=titled(Deed.REGENERATE),
        facts=(*question.facts, *plan_facts(checks)),
        warnings=(_PLAN, *question.warnings),
        act="Rotate",
        about=Topic.ROTATE,
    )


def hand_over_question(
    app: ConnectedApp, org: Org | None, checks: Sequence[Check], fingerprint: str | None
) -> Question:
    """Before the token that there is goes to targets: nothing in the org is changed."""
    token = fingerprint or "the one you bring"
    return Question(
        title=titled(Deed.HAND_OVER),
        facts=(
            ("App", spelt(app.name, NAME_MOST)),
            ("Org", org_words(org)),
            ("Token", token),
            *plan_facts(checks),
        ),
        warnings=("What these targets hold is overwritten. Nothing in the org is changed.",),
        act="Hand over",
        by=By.Y,
        about=Topic.HAND_OVER,
    )


def several_question(
    names: Sequence[str], targets: Sequence[str], *, left: int, org: Org | None
) -> Question:
    """Before several apps are rotated. In production the number of apps is typed."""
    facts = [
        ("Org", org_words(org)),
        ("Apps", f"{len(names):,}: {_few(names)}"),
        ("Targets", f"{len(targets):,}: {_few(targets)}"),
    ]
    if left:
        facts.append(("Left out", f"{left:,} that no target names"))
    harmless = org is not None and not org.is_production
    return Question(
        title=f"Rotate the tokens of {len(names):,} apps",
        facts=tuple(facts),
        warnings=(
            "Each app's targets are checked first; where one fails, that app is left as it is.",
            NO_UNDO,
        ),
        act="Rotate",
        by=By.Y if harmless else By.TYPED_NAME,
        about=Topic.ROTATE_SEVERAL,
        typed=str(len(names)),
        typed_what="the number of apps",
    )


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - 4:,} more" if len(names) > 4 else ""
    return ", ".join(spelt(name, 30) for name in names[:4]) + more


def nobody_words(reasons: Sequence[str]) -> str:
    """Why none of the marked apps is rotated.

    Args:
        reasons: of each app that some target names.
    """
    if not reasons:
        return "No target names one of the marked apps; see apps in [targets.NAME]."
    return reasons[0]


def unbound_question(card: TargetCard, refusal: str) -> Question:
    """Before a target that is bound to no org takes a rehearsal's token."""
    return Question(
        title="A target that is bound to no org",
        facts=(("Target", spelt(card.name)), ("Where", card.where)),
        warnings=(
            refusal,
            "With a token that is no good there, no client can register through that gateway.",
        ),
        act="Take it",
        by=By.TYPED_NAME,
        about=Topic.UNBOUND,
        typed=spelt(card.name),
        typed_what="the name of the target",
    )


def overwrite_question(names: Sequence[str]) -> Question:
    """Before something that somebody else wrote is overwritten."""
    return Question(
        title="Somebody else changed it",
        facts=(("Targets", ", ".join(names)),),
        warnings=("What they hold now is overwritten with this token. Ask who changed it first.",),
        act="Overwrite",
        by=By.Y,
        about=Topic.OVERWRITE,
    )


def leave_question(missing: Sequence[str]) -> Question:
    """Before a session is left that holds a token some target is without."""
    return Question(
        title="A target is without the token",
        facts=(("Without it", ", ".join(missing)),),
        warnings=(
            "This screen lets go of the token. The act stays in the journal and is offered again.",
        ),
        act="Leave",
        by=By.Y,
        about=Topic.LEAVE,
    )

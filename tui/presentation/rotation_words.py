"""Rotations and hand-overs in words. What is proven is that a target holds a token; that it works, nobody can ask."""

from collections.abc import Mapping, Sequence

from tui.domain.acts import Deed
from tui.domain.handover import Registration
from tui.domain.rotation import Check, Offer, Progress, Report, Stage, State, TargetLine
from tui.domain.text import shortened
from tui.presentation.keymap import Keymap
from tui.presentation.numbers import counted, duration

SIGNS: Mapping[State, str] = {
    State.WAITING: "·",
    State.WRITING: "…",
    State.WRITTEN: "●",
    State.PROVEN: "✓",
    State.UNPROVEN: "●",
    State.REPEATING: "↻",
    State.UNKNOWN: "?",
    State.FAILED: "✗",
    State.CONFLICT: "✗",
}
_STATES: Mapping[State, str] = {
    State.WAITING: "waits for the token",
    State.WRITING: "is being written",
    State.WRITTEN: "took the token",
    State.PROVEN: "holds this token",
    State.UNPROVEN: "took the token; that it holds it is not proven",
    State.REPEATING: "was not written; it is tried again",
    State.UNKNOWN: "may or may not hold it",
    State.FAILED: "does not hold it",
    State.CONFLICT: "was changed by somebody else",
}
PROGRESS_SIGNS: Mapping[Progress, str] = {
    Progress.LEFT: "–",
    Progress.WAITING: "·",
    Progress.RUNNING: "…",
    Progress.DONE: "✓",
    Progress.INCOMPLETE: "✗",
    Progress.FAILED: "✗",
    Progress.UNKNOWN: "?",
    Progress.STOPPED: "–",
}
_PROGRESS: Mapping[Progress, str] = {
    Progress.LEFT: "left out",
    Progress.WAITING: "waiting",
    Progress.RUNNING: "under way",
    Progress.DONE: "every target holds the new token",
    Progress.INCOMPLETE: "regenerated, a target is without the token",
    Progress.FAILED: "nothing was changed",
    Progress.UNKNOWN: "not known",
    Progress.STOPPED: "not begun",
}
NO_TARGETS = "No target is configured. Add [targets.NAME] to the configuration file; docs/targets.md has examples."
_PLAN_LINES = 2


def target_words(line: TargetLine) -> str:
    """How one target stands, after its name."""
    words = _STATES[line.state]
    if line.milliseconds is not None and line.state.holds:
        words = f"{words}, after {duration(line.milliseconds)}"
    if line.again_in is not None:
        words = f"{words} in {max(1, round(line.again_in))} s"
    if line.attempts > 1:
        words = f"{words} (attempt {line.attempts})"
    return words


def target_detail(line: TargetLine) -> str:
    """Why, and what to do; empty where there is nothing to add."""
    return " ".join(filter(None, (line.words, line.hint, *line.notes)))


def lockout_line(report: Report) -> str:
    """The lock-out in a sentence; empty where nothing was regenerated."""
    if report.lockout_ms is None:
        return ""
    if report.missing:
        return f"Lock-out so far: {duration(report.lockout_ms)}. No client can register."
    exact = f" ({report.lockout_ms:,} ms)" if report.lockout_ms >= 1000 else ""
    return f"Lock-out at most {duration(report.lockout_ms)}{exact}."


def headline(report: Report) -> str:
    """What came of it, in a sentence."""
    did = "Regenerated" if report.deed is Deed.REGENERATE else "Handed over"
    if report.overtaken and not report.missing:
        return (
            f"{did}, and overtaken: the token {report.fingerprint} that the targets hold is dead."
        )
    if report.complete:
        count = len(report.targets)
        proven = all(target.state is State.PROVEN for target in report.targets)
        one, many = ("holds", "hold") if proven else ("took", "took")
        who = (
            f"all {counted(count, 'target')} {many}"
            if count > 1
            else f"{report.targets[0].name} {one}"
        )
        return f"{did}; {who} the token {report.fingerprint}."
    missing = ", ".join(report.missing)
    if report.deed is Deed.REGENERATE:
        return f"Regenerated, and the old token is dead. Without the new one: {missing}."
    return f"Not handed over to: {missing}."


def report_lines(report: Report) -> list[str]:
    """The whole report, a line each."""
    lines = [headline(report)]
    for target in report.targets:
        lines.append(f"{SIGNS[target.state]} {target.name} {target_words(target)}")
        detail = target_detail(target)
        if detail:
            lines.append(f"  {detail}")
    return [*lines, *filter(None, (lockout_line(report), report.warning))]


def stage_words(stage: Stage, report: Report) -> str:
    """What is under way, in a sentence."""
    match stage:
        case Stage.PREFLIGHT:
            return "The targets are checked once more; nothing is changed yet."
        case Stage.READY:
            return "The targets are ready; nothing is changed yet."
        case Stage.PRESSING:
            return "The token is being regenerated: one request, once."
        case Stage.LOOKING_UP:
            return "The org's answer was lost. Whether it happened is being looked up."
        case Stage.WRITING:
            return "The token goes to the targets."
        case Stage.OVER:
            return "The token is where it belongs." if report.complete else ""


def next_step(report: Report, keys: Keymap) -> str:
    """What to do now, in a sentence or two."""
    if report.overtaken:
        return "Find out who regenerated it too. A hand-over brings the token that lives to the targets."
    if report.missing:
        again, all_again = keys.name("rotation.retry"), keys.name("rotation.retry_all")
        another, copy = keys.name("rotation.another"), keys.name("rotation.copy")
        return (
            f"The new token is kept here until every target holds it. {again} tries the current target again,"
            f" {all_again} all of them; {another} takes another target, {copy} copies the token to take it there by"
            " hand."
        )
    return "That a target holds the token is proven by asking it; that the token works is seen when a client registers."


def check_words(check: Check) -> str:
    """What the preflight says of one target, after its name."""
    if check.running:
        return "… being checked"
    if check.problem:
        return f"✗ {check.problem} {check.repair}".rstrip()
    return f"✓ ready. {' '.join(check.findings)}".rstrip()


def offer_words(offer: Offer) -> str:
    """How a target stands to the app's token, after its name."""
    if offer.if_named:
        return f"{offer.refusal} It is taken once you type its name."
    return offer.refusal or f"{offer.card.kind} · {offer.card.where}"


def plan_facts(checks: Sequence[Check]) -> tuple[tuple[str, str], ...]:
    """The plan of a confirmation, as label and value; many targets by their names alone."""
    if len(checks) > _PLAN_LINES:
        return (("Targets", ", ".join(check.card.name for check in checks)),)
    return tuple(
        ("Targets" if not at else "", f"{check.card.name} · {check.card.where}")
        for at, check in enumerate(checks)
    )


def registration_words(registration: Registration, keys: Keymap) -> str:
    """What came of the practice gateway's registering a client."""
    if registration.done:
        name = shortened(registration.client_name, 60)
        show = f"{keys.name('refresh')} on the table shows it."
        return f"The gateway registered “{name}”: a new child app. {show}"
    return f"The gateway could not register a client: the org answered {registration.status}. {registration.problem}"


def bulk_words(progress: Progress) -> str:
    """How far an app is."""
    return _PROGRESS[progress]


def bulk_summary(counts: Mapping[Progress, int]) -> str:
    """What came of several apps, in a line."""
    told = (
        (Progress.DONE, "rotated"),
        (Progress.INCOMPLETE, "regenerated with a target missing"),
        (Progress.FAILED, "unchanged after a failure"),
        (Progress.UNKNOWN, "not known"),
        (Progress.STOPPED, "not begun"),
        (Progress.LEFT, "left out"),
    )
    parts = [f"{counts[each]:,} {words}" for each, words in told if counts.get(each)]
    return f"{', '.join(parts)}." if parts else "Nothing was done."

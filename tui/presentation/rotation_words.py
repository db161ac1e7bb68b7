"""Rotations and hand-overs in words. What is proven is that a target holds a token; that it works, nobody can ask."""

from collections.abc import Mapping, Sequence

from tui.domain.acts import Deed
from tui.domain.handover import Registration
from tui.domain.rotation import Check, Offer, Report, Stage, State, TargetLine
from tui.domain.text import spelt
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
    State.UNPROVEN: "took it; not proven",
    State.REPEATING: "was not written; it is tried again",
    State.UNKNOWN: "may or may not hold it",
    State.FAILED: "does not hold it",
    State.CONFLICT: "was changed by somebody else",
}
NO_TARGETS = "No target is configured. Add [targets.NAME] to the configuration file; docs/targets.md has examples."
_PLAN_LINES = 2


def target_words(line: TargetLine) -> str:
    """How one target stands, and since when, after its name."""
    after = target_after(line)
    if not after:
        return target_state(line)
    first, mark, rest = target_state(line).partition(";")
    return f"{first}, {after}{mark}{rest}"


def target_state(line: TargetLine) -> str:
    """How one target stands, after its name."""
    words = _STATES[line.state]
    if line.again_in is not None:
        words = f"{words} in {max(1, round(line.again_in))} s"
    if line.attempts > 1:
        words = f"{words} (attempt {line.attempts})"
    return words


def target_after(line: TargetLine) -> str:
    """How long after the old token's death it was there: `after 905 ms`; empty where that is not known."""
    if line.milliseconds is None or not line.state.holds:
        return ""
    return f"after {duration(line.milliseconds)}"


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
            f"{'both targets' if count == 2 else f'all {count:,} targets'} {many}"
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
            return "The targets are checked once more."
        case Stage.READY:
            return "The targets are ready."
        case Stage.PRESSING:
            return "The token is being regenerated: one request, once."
        case Stage.LOOKING_UP:
            return "The org's answer was lost. Whether it happened is being looked up."
        case Stage.WRITING:
            return f"The token goes to the targets. {_held_words(report)}"
        case Stage.OVER:
            return "The token is where it belongs." if report.complete else ""


def standing_words(stage: Stage, report: Report) -> str:
    """How things stand, in a sentence: the lock-out, or how many targets hold the token."""
    if report.lockout_ms is not None:
        return lockout_line(report)
    if stage in (Stage.PREFLIGHT, Stage.READY):
        return "Nothing is changed yet."
    return _held_words(report)


def leaving_words(stage: Stage, report: Report) -> str:
    """What leaving would mean while something is under way, in a sentence."""
    if stage in (Stage.PREFLIGHT, Stage.READY):
        return "Leaving now changes nothing."
    if stage in (Stage.PRESSING, Stage.LOOKING_UP) and report.fingerprint is None:
        return "Leaving now leaves open whether the token was made: the journal keeps the act, to be looked up."
    return "Leaving now stops the writes: the journal keeps which targets are without the token, to be handed over."


def _held_words(report: Report) -> str:
    if not report.targets:
        return ""
    held, count = len(report.held), len(report.targets)
    return f"{held} of {counted(count, 'target')} {'holds' if held == 1 else 'hold'} it."


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
    reason = f"{check.problem} {check.repair}" if check.problem else " ".join(check.findings)
    sign, mark = ("✗", "") if check.problem else (check_sign(check), "ready. ")
    return check_state(check) if check.running else f"{sign} {mark}{reason}".rstrip()


def check_sign(check: Check) -> str:
    """What the preflight says of one target, as a sign."""
    return "…" if check.running else "✗" if check.problem else "✓"


def check_state(check: Check) -> str:
    """What the preflight says of one target, in two words."""
    words = "being checked" if check.running else "not ready" if check.problem else "ready"
    return f"{check_sign(check)} {words}"


def offer_words(offer: Offer) -> str:
    """How a target stands to the app's token, after its name."""
    if offer.if_named:
        return f"{offer.refusal} It is taken once you type its name."
    return offer.refusal or _place(offer)


def offer_facts(offer: Offer, check: Check | None) -> tuple[tuple[str, str], ...]:
    """Everything that is known of a target before it is written to, as label and value."""
    rows: list[tuple[str, str]] = []
    if check is not None and check.problem:
        rows += [("Problem", check.problem), ("Repair", check.repair)]
    if offer.refusal:
        rows.append(("Refused", offer_words(offer)))
    rows.append(("Where", _place(offer)))
    if check is not None and check.findings:
        rows.append(("Found", " ".join(check.findings)))
    rows.append(("Left open", "\n".join(offer.card.cannot_check)))
    return tuple(row for row in rows if row[1])


def _place(offer: Offer) -> str:
    return f"{offer.card.kind} · {offer.card.where}"


def plan_facts(checks: Sequence[Check]) -> tuple[tuple[str, str], ...]:
    """The plan of a confirmation, as label and value; many targets by their names alone."""
    if len(checks) > _PLAN_LINES:
        return (("Targets", ", ".join(check.card.name for check in checks)),)
    lines = [f"{check.card.name} · {check.card.where}" for check in checks]
    return (("Targets", "\n".join(lines)),) if lines else ()


def registration_words(registration: Registration, keys: Keymap) -> str:
    """What came of the practice gateway's registering a client."""
    if registration.done:
        name = spelt(registration.client_name, 60)
        show = f"{keys.name('refresh')} on the table shows it."
        return f"The gateway registered “{name}”: a new child app. {show}"
    problem = f" {registration.problem.rstrip('.')}." if registration.problem else ""
    mend = f"{keys.name('hand_over')} hands it the token that there is."
    return f"The gateway could not register a client: the org answered {registration.status}.{problem} {mend}"

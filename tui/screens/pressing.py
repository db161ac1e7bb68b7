"""The acts of the app screen that press the button of the Setup page, and what is said of them."""

from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from tui.domain.acts import Result
from tui.domain.connected_app import TokenState
from tui.domain.rotation import Offer
from tui.errors import ConflictError, OrgError, OutcomeUnknownError
from tui.presentation.error_text import sentence
from tui.presentation.questions import Question, generate_question, regenerate_question
from tui.presentation.undelivered_words import (
    COPY_ENDS,
    by_command,
    by_key,
    undelivered_words,
)
from tui.screens.base import Acts, Host
from tui.screens.confirm import ConfirmScreen
from tui.services.open_app import OpenApp
from tui.services.workbench import Workbench
from tui.widgets.bars import Mood

SENDING = "Sending…"
_TRAIL_SECONDS = (5.0, 10.0, 20.0, 40.0, 60.0)
"""After how long the audit trail is looked at again while the row of an act is missing."""
_MOODS = {Result.DONE: Mood.GOOD, Result.NOT_DONE: Mood.PLAIN, Result.UNKNOWN: Mood.BAD}


class PressActs(Acts):
    """A screen of one app whose token can be generated and regenerated."""

    _bench: Workbench
    _open: OpenApp

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._failed = ""
        """Why the token is not known, as the state of its section."""
        self._warned = False
        """That the org has not answered yet was said to somebody who wanted to leave."""
        self._undelivered: TokenState | None = None
        """What the app had before a token was made here that no target has had since."""
        self._offers: Sequence[Offer] | None = None
        """The targets as they stand to the app's tokens; None while the org has not said what it is."""

    def _work(self, words: str, act: Coroutine[Any, Any, None], *, quietly: bool = False) -> None:
        """Run an act off the key press; to be filled by the screen."""
        raise NotImplementedError

    def _show(self) -> None:
        """Show what is known now; likewise."""
        raise NotImplementedError

    def _hide(self, words: str) -> None:
        """Hide the value, and say so where it was shown; likewise."""
        raise NotImplementedError

    def _to_token(self) -> None:
        """Bring the token's section into sight; likewise."""
        raise NotImplementedError

    def _generated(self) -> str:
        """Age and author of the token; likewise."""
        raise NotImplementedError

    def left_to_do(self) -> str:
        """What is to be said once the app is left; a token that is on the clipboard is on its way."""
        then = by_key(self.host.keymap, can_hand_over=self._can_hand_over)
        return "" if self._is_copied else self._undelivered_words(then)

    def _note_what_is_left(self) -> None:
        """However the console ends: whoever is back in the shell reads it there.

        What another opening of the app has noted stays, until a target has the token.
        """
        if self._undelivered is None:
            return
        takers = [each.card.name for each in self._offers or () if not each.refusal]
        then = by_command(self._open.app_id, takers, self.host.command)
        if self._is_copied:
            then = f"{COPY_ENDS} {then}"
        self.host.leave_behind(self._open.app_id, self._undelivered_words(then))

    def _undelivered_words(self, then: str) -> str:
        if self._undelivered is None:
            return ""
        guided = self._bench.guided
        replaced = self._undelivered is TokenState.PRESENT and not guided
        return undelivered_words(self._open.name, then, replaced=replaced, pasted=guided)

    @property
    def _is_copied(self) -> bool:
        """Whether a copy of just this token may be on the clipboard."""
        copied, facts = self._bench.watch.copied, self._open.facts
        return (
            copied is not None
            and facts is not None
            and copied.is_of(self._open.app_id)
            and copied.fingerprint == facts.fingerprint
        )

    @property
    def _can_hand_over(self) -> bool:
        if self._offers is None:
            return bool(self._bench.hand_overs.cards)
        return any(offer.if_named or not offer.refusal for offer in self._offers)

    async def _learn_offers(self) -> None:
        """Which targets take the app's tokens. The org is asked what it is, so no result waits for this."""
        if self._open.app is not None and self._offers is None:
            with suppress(OrgError):
                self._offers = await self._bench.hand_overs.offers(self._open.app)
                self._show()

    def act_token_generate(self) -> None:
        """Ask first, then press the button that the Setup page offers; or lead whoever presses it."""
        self._hide("Hidden.")
        self.run_worker(self._learn_offers(), group="offers", exclusive=True)  # meanwhile
        if self._bench.guided:
            self._work("Waiting for the token from Setup…", self._press())
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._warned = False
                self._work(SENDING, self._press())
            else:
                self.say("Nothing was changed.")

        self.app.push_screen(ConfirmScreen(self._question()), answered)

    def _question(self) -> Question:
        around, name = self.host.surroundings, self._open.name
        lacks = around.lacks_permission
        if self._open.token is TokenState.NONE:
            return generate_question(name, around.org, lacks_permission=lacks)
        return regenerate_question(
            name,
            self._open.app_id,
            around.org,
            self._generated(),
            children=self._bench.children.of(self._open.app_id),
            lacks_permission=lacks,
        )

    async def _press(self) -> None:
        before = self._open.token
        try:
            done = await self._open.press()
        except OutcomeUnknownError as error:
            self._failed = "· Not known"
            self.say(f"{sentence(error)} Looking it up…", Mood.BAD)
            await self._look_up(before)
            return
        except ConflictError:
            self._failed = (
                f"· Changed meanwhile. Press {self.key('refresh')} to read the Setup page."
            )
            raise
        self._to_token()
        self._undelivered = before
        first = before is TokenState.NONE
        what = "Generated" if first else "Regenerated; the old token is dead"
        if self._bench.guided:
            what = "Taken"
        words = (f"{what}. New fingerprint {done.facts.fingerprint}.", done.notice, done.warning)
        self.say(" ".join(filter(None, words)), Mood.BAD if done.warning else Mood.GOOD)
        self._stop_counting()
        self.run_worker(self._learn_aftermath(), group="aftermath")

    async def _look_up(self, before: TokenState | None) -> None:
        finding = await self._open.look_up()
        if finding.result is Result.DONE:
            self._undelivered = before
        self._to_token()
        lost = "" if self._bench.guided else "The answer was lost."
        again = ""
        if finding.result is Result.UNKNOWN:
            again = f"The journal ({self.key('journal')}) keeps it; l there looks again."
        words = (lost, finding.words, finding.notice, again)
        self.say(" ".join(filter(None, words)), _MOODS[finding.result])
        self._stop_counting()

    def _stop_counting(self) -> None:
        """A copy that went with its token is counted no more."""
        if not self._bench.watch.holds:
            self.count_down("")

    async def _learn_aftermath(self) -> None:
        """Take up the row that the act has left; a trail that lags is looked at a few times more."""
        for seconds in (*_TRAIL_SECONDS, None):
            await self._open.learn_aftermath()
            self._show()
            if seconds is None or not self._open.trail_lags:
                return
            await self._bench.clock.sleep(seconds)

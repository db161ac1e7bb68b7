"""The way from an app's Id to its View page, found once and remembered."""

from tui.client.labels import LOOK_IN_SETUP
from tui.client.view_page import application_id, view_path
from tui.client.visit import MAX_HOPS, PageT, Visit
from tui.errors import NotFoundError, Obstacle, UnexpectedAnswerError


class Way:
    """Remembers where each app's page was found, for as long as the client lives."""

    def __init__(self) -> None:
        self._found_at: dict[str, str] = {}

    async def go(self, app_id: str, visit: Visit[PageT]) -> PageT:
        """The View page: by one GET where it was found before, else by way of the app's Id.

        Raises:
            OrgError: as `Visit.get`.
        """
        key = app_key(app_id)
        remembered = self._found_at.get(key)
        if remembered is not None:
            try:
                return _of(await visit.arrive(remembered), application_id(remembered))
            except (UnexpectedAnswerError, NotFoundError):
                self._found_at.pop(key, None)
        wanted = await _application_id(visit, app_id)
        page = _of(await visit.arrive(view_path(wanted)), wanted)
        self._found_at[key] = page.path
        return page


def app_key(app_id: str) -> str:
    """The 18-character form of an Id adds a checksum to the 15 that matter."""
    return app_id[:15]


def _of(page: PageT, wanted: str | None) -> PageT:
    """The page, if redirects did not lead to another app's on the way.

    Raises:
        UnexpectedAnswerError: they did.
    """
    reached = application_id(page.path)
    if reached is None or wanted is None or reached[:15] != wanted[:15]:
        raise UnexpectedAnswerError(
            "The org led to the Setup page of another app.",
            hint=LOOK_IN_SETUP,
            obstacle=Obstacle.OTHER_APP,
        )
    return page


async def _application_id(visit: Visit[PageT], app_id: str) -> str:
    """The `06P…` id of an app. [seen] `/{0H4…}` leads, by script, to an address whose query holds it."""
    path = f"/{app_id}"
    for _ in range(MAX_HOPS):
        landing = await visit.get(path)
        path = landing.page.path if landing.page else landing.onward or path
        found = application_id(path)
        if found is not None:
            return found
        if landing.page is not None:
            break
    raise UnexpectedAnswerError(
        "The org did not say where the Setup page of the app is.",
        hint=LOOK_IN_SETUP,
        obstacle=Obstacle.OTHER_PAGE,
    )

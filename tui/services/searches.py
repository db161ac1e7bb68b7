"""What was searched for in this session, to be searched for again. It is kept nowhere else."""

_MOST = 50


class Searches:
    """Texts, the newest last, each once."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def keep(self, text: str) -> None:
        """Take up a search that was made; an empty one is none."""
        text = text.strip()
        if text:
            self._kept = [*(each for each in self._kept if each != text), text][-_MOST:]

    def back(self, steps: int) -> str | None:
        """The search so many steps back, the newest being the first; None where there is none."""
        return self._kept[-steps] if 0 < steps <= len(self._kept) else None

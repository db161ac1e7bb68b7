"""Looks for a secret in everything an error shows or carries."""

import traceback


def assert_clean(error: BaseException, *secrets: str, frames: bool = True) -> None:
    """Fail if a secret, or an object of the HTTP library, is in the error or its chain.

    With `frames`, the locals of our own frames are looked at as well.
    """
    seen: list[BaseException] = []
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop()
        if current is None or current in seen:
            continue
        seen.append(current)
        pending += [current.__cause__, current.__context__]
        assert not type(current).__module__.startswith(("httpx", "httpcore", "h11")), current
        shown = [
            str(current),
            repr(current),
            repr(current.args),
            repr(vars(current)),
            *(_locals(current) if frames else []),
        ]
        for secret in secrets:
            assert not any(secret in text for text in shown), type(current)


def _locals(error: BaseException) -> list[str]:
    frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    return [repr(frame.locals) for frame in frames if "/tui/" in frame.filename]

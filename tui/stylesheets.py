"""Finds the stylesheets, in an installed wheel as in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def stylesheet(name: str) -> Path:
    """The absolute path of the stylesheet `name`.

    The wheel carries `styles/` inside the package; a checkout or an editable install has it beside the package.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    folders = [_PACKAGE / "styles"]
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        folders.append(_PACKAGE.parent / "styles")
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(
        f"stylesheet {name} is missing from this installation; install connected-apps-console again"
    )

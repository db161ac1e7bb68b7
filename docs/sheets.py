"""Contact sheets: the pictures of one size and look, twelve to a PNG, as chromium paints them."""

import html
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_COLUMNS, _ROWS = 3, 4
_WIDTH, _HEIGHT = 800, 520
"""Of one picture, in pixels."""
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def contact_sheets(gallery: Path) -> Iterator[Path]:
    """Make them; gives each as it is there.

    Raises:
        OSError: no chromium is installed, or it failed.
    """
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise OSError(f"None of {', '.join(_BROWSERS)} is installed.")
    for look in sorted({file.parent for file in gallery.glob("*/*/*.svg")}):
        files = sorted(look.glob("*.svg"))
        most = _COLUMNS * _ROWS
        for number, start in enumerate(range(0, len(files), most), 1):
            sheet = gallery / f"sheet-{look.parent.name}-{look.name}-{number}.png"
            _paint(browser, files[start : start + most], sheet)
            yield sheet


def _paint(browser: str, files: list[Path], sheet: Path) -> None:
    rows = -(-len(files) // _COLUMNS)
    size = f"{_COLUMNS * _WIDTH},{rows * _HEIGHT}"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(_page(files), encoding="utf-8")
        subprocess.run(
            [browser, *_FLAGS, f"--user-data-dir={folder}/profile", f"--window-size={size}",
             f"--screenshot={sheet}", page.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def _page(files: list[Path]) -> str:
    figures = "".join(
        f"<figure><figcaption>{html.escape(file.stem)}</figcaption>"
        f'<img src="{file.resolve().as_uri()}"></figure>'
        for file in files
    )
    return (
        '<!doctype html><meta charset="utf-8"><style>*{margin:0;box-sizing:border-box}'
        "body{display:flex;flex-wrap:wrap;font:16px sans-serif;background:#777}"
        f"figure{{width:{_WIDTH}px;height:{_HEIGHT}px;padding:4px}}"
        f"img{{width:100%;height:{_HEIGHT - 30}px;object-fit:contain;object-position:left top}}"
        "</style>" + figures
    )

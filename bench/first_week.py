"""How many clicks, fields and pages does the first week of an officer take?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright

from bench.empty import empty_installation
from bench.figures import Figure
from bench.first_week_story import Week, replay
from bench.gestures import Counts, Mouse
from running.places import VAR
from running.programs import BROWSERS, first_program

MOST = Counts(clicks=100, fields=35, pages=70)
LONG_WAIT = 600_000  # background work gives way to all else on a machine that is busy
IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"


def measure() -> list[Figure]:
    """Return the clicks of each step, then all the counts; nothing where there is no Chromium."""
    if not first_program(BROWSERS):
        return []
    VAR.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=VAR) as folder,
        empty_installation(Path(folder) / "empty", MAILLAGE_EMAIL_BACKEND=IN_MEMORY) as link,
        _windows(link) as open_path,
    ):
        week = Week(Mouse(open_path(link), wait=LONG_WAIT), open_path)
        clicks = [_figure(step.title, counts.clicks) for step, counts in replay(week)]
    return [*clicks, *_totals(week.officer.counts)]


def _totals(counts: Counts) -> list[Figure]:
    return [
        _figure("clics", counts.clicks, MOST.clicks),
        _figure("champs", counts.fields, MOST.fields),
        _figure("pages", counts.pages, MOST.pages),
    ]


def _figure(metric: str, value: int, most: int | None = None) -> Figure:
    unit = metric if most else "clics"
    return Figure("first_week", "sqlite", "vide", metric, value, unit, target=most)


@contextmanager
def _windows(link: str) -> Iterator[Callable[[str], Page]]:
    """Open addresses of the installation, each in a window that knows nobody."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=first_program(BROWSERS), args=["--no-sandbox", "--disable-gpu"]
        )

        def open_path(path: str) -> Page:
            page = browser.new_context(locale="fr-FR").new_page()
            page.goto(urljoin(link, path))
            return page

        try:
            yield open_path
        finally:
            browser.close()

"""A Chromium per worker, a page per test, and what every browser test looks for."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import (  # type: ignore[import-untyped]  # met here only
    AXE_SCRIPT,
)
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from running.programs import BROWSERS, first_program

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": (1280, 900), "phone": (375, 800)}
SENT_BACK = ("status of 409", "status of 422")  # a form to correct is no fault of the page
LOOKS = (("wide", "light"), ("phone", "dark"), ("phone", "light"), ("wide", "dark"))
EVERY_DAY = LOOKS[:2]
Open = Callable[..., Page]
AXE: str = AXE_SCRIPT
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Only what is wrong is described: passes, told node by node, and the way to each node through the
# page, cost more than they are found.
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "selectors": False,
}
RUN_AXE = """options => axe.run(options).then(
  results => results.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
)"""


@pytest.fixture(params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest, is_long: bool) -> tuple[str, str]:
    """A size and a theme: two of the four pairs, all of them with --long."""
    size, theme = request.param
    if (size, theme) not in EVERY_DAY and not is_long:
        pytest.skip("gone through with --long")
    return size, theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one, the tests are left out."""
    text = first_program(BROWSERS)
    if not text:
        pytest.skip("Chromium is not installed")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=text, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, settings: Settings) -> Iterator[Open]:
    """Opens an address at a size, in a theme; fails when the console complained."""
    settings.EXAMPLES = True
    parts: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        sent_back = any(status in message.text for status in SENT_BACK)
        if message.type in {"error", "warning"} and not sent_back:
            parts.append(f"{message.text} {message.location['url']}")

    contexts = []

    def open_at(
        path: str, *, size: str = "wide", theme: str = "light", script: bool = True
    ) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=script,
            locale="fr-FR",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: parts.append(str(error)))
        page.goto(f"{live_server.url}{path}", wait_until="load")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert parts == []


def violations(page: Page) -> list[str]:
    """What axe finds wrong (WCAG 2.2 AA and best practices), each with its first node."""
    page.evaluate(AXE)
    return axe_violations(page)


def axe_violations(page: Page) -> list[str]:
    """The same, on a page whose window carries axe: sending it takes a tenth of a second."""
    names: list[str] = page.evaluate(RUN_AXE, EVERYTHING)
    return names


def overflows(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def focused(page: Page) -> str:
    """The text or name of what holds the focus."""
    return str(
        page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.name"
            " || document.activeElement.textContent.trim()"
        )
    )

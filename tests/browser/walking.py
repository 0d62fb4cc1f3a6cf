"""Walks from page to page in one window, and says what is wrong on each."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from maillage.foundation.cooperations.models import Access
from tests.browser.conftest import AXE, SIZES, axe_violations, overflows
from tests.conftest import signed_in

NARROWEST = 320
OPPOSITE = {
    ("wide", "light"): ("phone", "dark"),
    ("phone", "dark"): ("wide", "light"),
    ("wide", "dark"): ("phone", "light"),
    ("phone", "light"): ("wide", "dark"),
}
# By how much what comes next, at the side of a page, goes lower than the page itself.
OUTGROWN = """() => Math.max(0, ...[...document.querySelectorAll(".m-split > .m-side")].map(
  side => Math.round(side.offsetHeight - side.parentElement.firstElementChild.offsetHeight)
))"""
REFUSED = "Failed to load resource: the server responded with a status of"


class Walk:
    """One window at a size, in a theme, signed in as its client is."""

    def __init__(self, page: Page, base: str) -> None:
        """Listens to the console of the page."""
        self.page, self.base = page, base
        self.console_lines: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.console_lines.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        about_page = message.text.startswith(REFUSED) and message.location["url"] == self.page.url
        if message.type in {"error", "warning"} and not about_page:
            self.console_lines.append(message.text)

    def sign_in(self, client: Client) -> None:
        """Carries the session of the client."""
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.base}])

    def faults(self, path: str) -> list[str]:
        """What axe, the width and the console say of the page at this path."""
        self.console_lines.clear()
        self.page.goto(f"{self.base}{path}", wait_until="load")
        return self.faults_here()

    def faults_of(self, path: str, answer: HttpResponseBase) -> list[str]:
        """The same, for an answer already made, shown at this path."""

        def show(route: Route) -> None:
            route.fulfill(
                status=answer.status_code,
                body=getattr(answer, "content", b""),
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": answer.get("Content-Security-Policy", "")},
            )

        self.page.route(f"{self.base}{path}", show)
        names = self.faults(path)
        self.page.unroute(f"{self.base}{path}")
        return names

    def faults_in_opposite_look(self, size: str, theme: str) -> list[str]:
        """The same for the page that is open, by night if it was day, on a phone if it was wide."""
        self._look(*OPPOSITE[size, theme])
        names = self.faults_here()
        self._look(size, theme)
        return names

    def _look(self, size: str, theme: str) -> None:
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")

    def faults_here(self) -> list[str]:
        """What axe, the width, the side and the console say of the page that is open."""
        widths = (*self._overflows(), *self._outgrown())
        return [*axe_violations(self.page), *widths, *self.console_lines]

    def _outgrown(self) -> Iterator[str]:
        shown = self.page.viewport_size
        if shown is not None and shown["width"] == SIZES["wide"][0]:
            extra = int(self.page.evaluate(OUTGROWN))
            yield from [f"its side outgrows it by {extra} px"] if extra else []

    def _overflows(self) -> Iterator[str]:
        shown = self.page.viewport_size
        if extra := overflows(self.page):
            yield f"overflows by {extra} px"
        if shown is None or shown["width"] != SIZES["phone"][0]:
            return
        for width in (NARROWEST, SIZES["wide"][0]):
            self.page.set_viewport_size({"width": width, "height": shown["height"]})
            if extra := overflows(self.page):
                yield f"overflows by {extra} px at {width}"
        self.page.set_viewport_size(shown)


def sign_in(page: Page, access: Access) -> str:
    """Gives an opened page the session of this access's user; returns the server's address."""
    origin = page.url.partition("/compte/")[0]
    Walk(page, origin).sign_in(signed_in(access))
    return origin


@contextmanager
def walking(browser: Browser, base: str, size: str, theme: str) -> Iterator[Walk]:
    """A walk in a window of its own, closed at the end."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        locale="fr-FR",
        reduced_motion="reduce",  # colours on their way from one look to the other are no fault
    )
    context.add_init_script(AXE)
    yield Walk(context.new_page(), base)
    context.close()


def faulty(walk: Walk, paths: Iterable[str]) -> dict[str, list[str]]:
    """The pages on which something is wrong, with what."""
    return only_faulty({path: walk.faults(path) for path in paths})


def only_faulty(faults_by_path: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Those of the pages on which something was found."""
    return {path: faults for path, faults in faults_by_path.items() if faults}

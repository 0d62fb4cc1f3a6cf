"""Walks from page to page in one window, and says what is wrong on each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page

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
# The kind of each element: its tag, its classes, its role, its colours and size as they are drawn,
# whether it has text, and the kinds of all that hold it.
KINDS = """() => {
  const LOOK = ["color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "opacity"];
  const kinds = new Set();
  const read = (element, above) => {
    const style = getComputedStyle(element), hasText = element.textContent.trim() ? 1 : 0;
    const [name, role] = ["class", "role"].map(key => element.getAttribute(key));
    const own = [element.tagName, name, role, hasText];
    let [one, other] = [0xdeadbeef, 0x41c6ce57];
    for (const letter of [above, ...own, ...LOOK.map(name => style[name])].join("|")) {
      one = Math.imul(one ^ letter.charCodeAt(0), 2654435761);
      other = Math.imul(other ^ letter.charCodeAt(0), 1597334677);
    }
    const kind = 4294967296 * (2097151 & other) + (one >>> 0);
    kinds.add(kind);
    for (const child of element.children) read(child, kind);
  };
  read(document.body, 0);
  return [...kinds];
}"""
REFUSED = "Failed to load resource: the server responded with a status of"


class Walk:
    """One window at a size, in a theme, signed in as its client is.

    A page made of nothing but kinds of elements that it has seen sound is not given to axe.
    """

    def __init__(self, page: Page, base: str, seen: set[int] | None = None) -> None:
        """Listens to the console of the page; without a set of kinds, axe reads every page."""
        self.page, self.base, self.seen = page, base, seen
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

        with pytest.MonkeyPatch.context() as patched:
            shown: list[str] = []
            patched.setattr(WSGIHandler, "get_response", _answering(path, answer, shown))
            names = self.faults(path)
        return names if shown else [*names, "another page was shown"]

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
        return [*self._violations(), *widths, *self.console_lines]

    def _violations(self) -> list[str]:
        if self.seen is None:
            return axe_violations(self.page)
        kinds = {int(kind) for kind in self.page.evaluate(KINDS)}
        names = [] if kinds <= self.seen else axe_violations(self.page)
        self.seen |= set() if names else kinds
        return names

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


def _answering(
    path: str, answer: HttpResponseBase, shown: list[str]
) -> Callable[[WSGIHandler, HttpRequest], HttpResponseBase]:
    """How the server answers: this, the first time that this path is read; else as ever."""
    usual, place = WSGIHandler.get_response, unquote(path.partition("?")[0])

    def answered(handler: WSGIHandler, request: HttpRequest) -> HttpResponseBase:
        if shown or request.path != place:
            return usual(handler, request)
        shown.append(path)
        policy = answer.get("Content-Security-Policy", "")
        content = getattr(answer, "content", b"")
        headers = {"Content-Security-Policy": policy}
        return HttpResponse(content, status=answer.status_code, headers=headers)

    return answered


@contextmanager
def walking(
    browser: Browser, base: str, size: str, theme: str, seen: set[int] | None = None
) -> Iterator[Walk]:
    """A walk in a window of its own, closed at the end."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        locale="fr-FR",
        reduced_motion="reduce",  # colours on their way from one look to the other are no fault
    )
    context.add_init_script(AXE)
    yield Walk(context.new_page(), base, seen)
    context.close()


def faulty(walk: Walk, paths: Iterable[str]) -> dict[str, list[str]]:
    """The pages on which something is wrong, with what."""
    return only_faulty({path: walk.faults(path) for path in paths})


def only_faulty(faults_by_path: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Those of the pages on which something was found."""
    return {path: faults for path, faults in faults_by_path.items() if faults}

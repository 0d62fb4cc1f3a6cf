"""What a person does with a mouse and a keyboard on the pages of Maillage, each gesture counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Self

from playwright.sync_api import FilePayload, Frame, Locator, Page, expect

WAIT = 30_000


@dataclass
class Counts:
    """How many clicks, fields written and pages opened."""

    clicks: int = 0
    fields: int = 0
    pages: int = 0

    def __sub__(self, other: Self) -> "Counts":
        """Return what was done since the other counts were taken."""
        return Counts(
            self.clicks - other.clicks, self.fields - other.fields, self.pages - other.pages
        )

    def copy(self) -> "Counts":
        """Return the counts of this moment."""
        return Counts(self.clicks, self.fields, self.pages)


@dataclass
class Mouse:
    """Somebody on a page: a line taken in a list, a file given, a box ticked are one click."""

    page: Page
    counts: Counts = field(default_factory=Counts)
    wait: int = WAIT

    def __post_init__(self) -> None:
        """Counts the page that is open, and each that follows it."""
        self.page.set_default_timeout(self.wait)
        self.counts.pages += 1
        self.page.on("framenavigated", self._count_page)

    def _count_page(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.counts.pages += 1

    def press(self, name: str, *, within: str = "main") -> None:
        """Presses the button of this name, and waits for the page that follows."""
        self._click(self._control("button", name, within))

    def follow(self, name: str, *, within: str = "main") -> None:
        """Follows the link of this name."""
        self._click(self._control("link", name, within))

    def download(self, words: str) -> None:
        """Follows the link that gives a file; TimeoutError when no file comes."""
        self.counts.clicks += 1
        with self.page.expect_download():
            self.page.locator("a[download]").filter(has_text=words).first.click()

    def unfold(self, words: str) -> None:
        """Opens what is folded under these words."""
        self._click(self.page.locator("summary").filter(has_text=words).first)

    def take(self, label: str) -> None:
        """Ticks a box, or takes one of several answers."""
        self._click(self.page.locator("main label").filter(has_text=label).first)

    def tap(self, target: Locator) -> None:
        """Touches what the caller points at."""
        self._click(target)

    def write(self, label: str, text: str) -> None:
        """Fills a field."""
        self.counts.fields += 1
        self.page.locator("main").get_by_label(label).first.fill(text)

    def pick(self, label: str, option: str) -> None:
        """Takes one line of a list."""
        self.counts.clicks += 1
        self.page.locator("main").get_by_label(label).first.select_option(label=option)

    def give(self, name: str, content: str) -> None:
        """Drops a file."""
        self.counts.clicks += 1
        file = FilePayload(name=name, mimeType="text/csv", buffer=content.encode())
        self.page.get_by_label("Votre fichier").set_input_files(file)

    def reads(self, words: str) -> None:
        """Waits until the page says these words; AssertionError when it does not."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=self.wait)

    def _control(self, kind: Literal["button", "link"], name: str, within: str) -> Locator:
        return self.page.locator(within).get_by_role(kind, name=name).first

    def _click(self, target: Locator) -> None:
        self.counts.clicks += 1
        target.click()
        self.page.wait_for_load_state()


Opener = Callable[[str], Page]

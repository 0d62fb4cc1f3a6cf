"""Two ways of working without a mouse or without script: the same gestures, done by each."""

from contextlib import suppress
from typing import Protocol

from playwright.sync_api import FileChooser, FilePayload, Locator, Page, TimeoutError

FARTHEST = 400
RING = """() => {
  const here = document.activeElement;
  const ringed = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const drawn = here.querySelector?.(".hit");
  const stroked = drawn && parseFloat(getComputedStyle(drawn).strokeWidth) > 0;
  const around = here.closest("label, .m-chip-box");
  return here === document.body || ringed(here) || (around && ringed(around)) || Boolean(stroked);
}"""


class Hands(Protocol):
    """What a person does on a page."""

    page: Page

    def press(self, role: str, name: str) -> None:
        """Follows a link or presses a button, and waits for the page."""
        ...

    def write(self, label: str, text: str) -> None:
        """Fills a field."""
        ...

    def choose(self, label: str) -> None:
        """Takes one of several answers."""
        ...

    def pick(self, label: str, option: str) -> None:
        """Takes one line of a list."""
        ...

    def look_for(self, label: str, text: str) -> None:
        """Fills a search and sends it."""
        ...

    def give(self, label: str, name: str, content: bytes) -> None:
        """Gives a file."""
        ...


def _named(page: Page, role: str, name: str) -> Locator:
    return page.get_by_role("link" if role == "link" else "button", name=name)


class Keyboard:
    """Only the keys; remembers where the focus could not be seen."""

    def __init__(self, page: Page) -> None:
        """Starts at the top of the page that is open."""
        self.page = page
        self.unseen: list[str] = []

    def press(self, role: str, name: str) -> None:
        """Reaches the link or the button, then Enter."""
        self._reach(_named(self.page, role, name))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Reaches the field, empties it, types."""
        self._reach(self.page.locator("main").get_by_label(label).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Reaches the group of answers, then the arrow down until this one is taken."""
        wanted = self.page.locator("main").get_by_label(label).first
        name = wanted.get_attribute("name")
        self._reach(self.page.locator(f'input[type=radio][name="{name}"]'))
        self.page.keyboard.press("Space")
        for _step in range(20):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(label)

    def pick(self, label: str, option: str) -> None:
        """Reaches the list, then the first letters of the line."""
        self._reach(self.page.locator("main").get_by_label(label).first)
        self.page.keyboard.type(option)

    def look_for(self, label: str, text: str) -> None:
        """Types in the search, then Enter."""
        self._reach(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def give(self, label: str, name: str, content: bytes) -> None:
        """Reaches the field, then the space bar opens the choice of files."""
        chosen = self._file_chooser(self.page.locator("main").get_by_label(label).first)
        chosen.set_files(FilePayload(name=name, mimeType="text/csv", buffer=content))

    def _file_chooser(self, field: Locator) -> FileChooser:
        """The choice of files; Chromium may drop a key pressed before it has drawn the page."""
        for patience in (2_000, 5_000, 10_000):
            self._reach(field)
            with suppress(TimeoutError), self.page.expect_file_chooser(timeout=patience) as asked:
                self.page.keyboard.press("Space")
            with suppress(TimeoutError):
                return asked.value
        raise AssertionError(str(field))

    def _reach(self, wanted: Locator) -> None:
        wanted.first.wait_for(state="attached")
        for _step in range(FARTHEST):
            if any(one.evaluate("it => it === document.activeElement") for one in wanted.all()):
                return
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(RING):
                self.unseen.append(f"{self.page.url} {self._here()}")
        raise AssertionError(str(wanted))

    def _here(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))


class Plain:
    """A pointer, in a browser that runs no script."""

    def __init__(self, page: Page) -> None:
        """Works on the page that is open."""
        self.page = page

    def press(self, role: str, name: str) -> None:
        """Clicks the first link or button of this name; on a drawing, its words."""
        found = _named(self.page, role, name).first
        words = found.locator("text")
        with self.page.expect_navigation():
            (words if words.count() else found).click()

    def write(self, label: str, text: str) -> None:
        """Fills the field."""
        self.page.locator("main").get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        """Takes the answer."""
        self.page.locator("main").get_by_label(label).first.check()

    def pick(self, label: str, option: str) -> None:
        """Takes the line."""
        self.page.locator("main").get_by_label(label).first.select_option(label=option)

    def look_for(self, label: str, text: str) -> None:
        """Fills the search, then Enter."""
        self.page.get_by_label(label).first.fill(text)
        self.page.keyboard.press("Enter")

    def give(self, label: str, name: str, content: bytes) -> None:
        """Gives the file."""
        file = FilePayload(name=name, mimeType="text/csv", buffer=content)
        self.page.locator("main").get_by_label(label).first.set_input_files(file)

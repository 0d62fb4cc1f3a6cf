"""Two ways of working without a mouse or without script: the same gestures, done by each."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Protocol

import pytest
from playwright.sync_api import FileChooser, FilePayload, Locator, Page, TimeoutError

from tests.browser.conftest import violations

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

STEP = f"""(wanted) => {{
  const here = document.activeElement;
  return [({RING})(), wanted.includes(here), here.outerHTML.slice(0, 120)];
}}"""


class Hands(Protocol):
    """What a person does on a page."""

    page: Page

    def press(self, role: str, name: str) -> None:
        """Follows a link or presses a button, out of its fold, and waits for the page."""
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

    def unfold(self, words: str) -> None:
        """Opens what is folded under these words."""
        ...

    def open_cell(self, row: int, column: int) -> None:
        """Opens a cell of a matrix, and waits for its form."""
        ...


def _control(page: Page, role: str, name: str) -> Locator:
    """The links or buttons of this very name; failing them, of a name that holds it."""
    kind: Literal["link", "button"] = "link" if role == "link" else "button"
    same = page.get_by_role(kind, name=name, exact=True)
    return same if same.count() else page.get_by_role(kind, name=name)


def _folded_control(page: Page, role: str, name: str) -> Locator | None:
    """The link or the button of this name, where none is in sight and a fold hides one."""
    if _control(page, role, name).count():
        return None
    hidden = page.get_by_role(
        "link" if role == "link" else "button", name=name, include_hidden=True
    )
    return hidden.first if hidden.count() else None


def _answer(page: Page, label: str) -> Locator:
    """The box or the button of this answer."""
    return page.locator("main input").and_(page.get_by_label(label)).first


def _folded_with(field: Locator) -> Locator:
    """The words to press for what hides this field, where a form folds it."""
    return field.locator("xpath=ancestor::details[not(@open)]/summary")


def _wait_for_cell(page: Page) -> None:
    page.locator("#m-chosen input[type=radio]").first.wait_for()


class Keyboard:
    """Only the keys; remembers where the focus could not be seen."""

    def __init__(self, page: Page) -> None:
        """Starts at the top of the page that is open."""
        self.page = page
        self.unseen: list[str] = []

    def press(self, role: str, name: str) -> None:
        """Reaches the link or the button, in the fold that hides it if one does, then Enter."""
        if folded := _folded_control(self.page, role, name):
            self._reveal(folded)
        self._reach(_control(self.page, role, name))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Reaches the field, empties it, types."""
        field = self.page.locator("main").get_by_label(label).first
        self._reveal(field)
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Ticks the box; or reaches the group of answers, then the arrow down until this one."""
        wanted = _answer(self.page, label)
        self._reveal(wanted)
        if wanted.get_attribute("type") == "checkbox":
            self._reach(wanted)
            self.page.keyboard.press("Space")
            return
        name = wanted.get_attribute("name")
        self._reach(self.page.locator(f'input[type=radio][name="{name}"]'))
        self.page.keyboard.press("Space")
        for _step in range(20):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(label)

    def pick(self, label: str, option: str) -> None:
        """Reaches the list, then the first letters of the line, or the arrows for an accent."""
        field = self.page.locator("main").get_by_label(label).first
        self._reveal(field)
        self._reach(field)
        if option.isascii():
            self.page.keyboard.type(option)
        chosen = field.locator("option:checked")
        for _step in range(FARTHEST):
            if option in (chosen.text_content() or ""):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(option)

    def look_for(self, label: str, text: str) -> None:
        """Types in the search, then Enter."""
        self._reach(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def give(self, label: str, name: str, content: bytes) -> None:
        """Reaches the field, then the space bar opens the choice of files."""
        chosen = self._file_chooser(self.page.locator("main").get_by_label(label).first)
        chosen.set_files(FilePayload(name=name, mimeType="text/csv", buffer=content))

    def unfold(self, words: str) -> None:
        """Reaches the words, then Enter."""
        self._reach(self.page.locator("summary", has_text=words).first)
        self.page.keyboard.press("Enter")

    def open_cell(self, row: int, column: int) -> None:
        """Reaches the matrix, then the arrows as far as the cell, then Enter."""
        self._reach(self.page.locator('a.m-cell[tabindex="0"]'))
        self.page.keyboard.press("Home")
        for key, part, wanted in (("ArrowDown", 0, row), ("ArrowRight", 1, column)):
            while self._place()[part] != str(wanted):
                before = self._place()
                self.page.keyboard.press(key)
                assert self._place() != before, f"{row}~{column}"
        self.page.keyboard.press("Enter")
        _wait_for_cell(self.page)

    def _place(self) -> list[str]:
        """The row and the column of the cell under the focus."""
        cell = str(self.page.evaluate("document.activeElement.closest('td').id"))
        return cell.removeprefix("c-").split("~")

    def _file_chooser(self, field: Locator) -> FileChooser:
        """The choice of files; Chromium may drop a key pressed before it has drawn the page."""
        for patience in (2_000, 5_000, 10_000):
            self._reach(field)
            with (
                suppress(TimeoutError),
                self.page.expect_file_chooser(timeout=patience) as event_info,
            ):
                self.page.keyboard.press("Space")
            with suppress(TimeoutError):
                return event_info.value
        raise AssertionError(str(field))

    def _reveal(self, field: Locator) -> None:
        folded = _folded_with(field)
        if folded.count():
            self._reach(folded)
            self.page.keyboard.press("Enter")

    def _reach(self, wanted: Locator) -> None:
        wanted.first.wait_for(state="attached")
        element_handles = wanted.element_handles()
        ringed, is_there, here = self.page.evaluate(STEP, element_handles)
        for _step in range(FARTHEST):
            if is_there:
                return
            self.page.keyboard.press("Tab")
            ringed, is_there, here = self.page.evaluate(STEP, element_handles)
            if not ringed:
                self.unseen.append(f"{self.page.url} {here}")
        raise AssertionError(str(wanted))


class Plain:
    """A pointer, in a browser that runs no script."""

    def __init__(self, page: Page) -> None:
        """Works on the page that is open."""
        self.page = page

    def press(self, role: str, name: str) -> None:
        """Clicks the first link or button of this name; on a drawing, its words."""
        if folded := _folded_control(self.page, role, name):
            self._reveal(folded)
        locator = _control(self.page, role, name).first
        words = locator.locator("text")
        with self.page.expect_navigation():
            (words if words.count() else locator).click()

    def write(self, label: str, text: str) -> None:
        """Fills the field."""
        field = self.page.locator("main").get_by_label(label).first
        self._reveal(field)
        field.fill(text)

    def choose(self, label: str) -> None:
        """Takes the answer."""
        wanted = _answer(self.page, label)
        self._reveal(wanted)
        wanted.check()

    def pick(self, label: str, option: str) -> None:
        """Takes the line."""
        field = self.page.locator("main").get_by_label(label).first
        self._reveal(field)
        field.select_option(label=option)

    def look_for(self, label: str, text: str) -> None:
        """Fills the search, then Enter."""
        self.page.get_by_label(label).first.fill(text)
        self.page.keyboard.press("Enter")

    def give(self, label: str, name: str, content: bytes) -> None:
        """Gives the file."""
        file = FilePayload(name=name, mimeType="text/csv", buffer=content)
        self.page.locator("main").get_by_label(label).first.set_input_files(file)

    def unfold(self, words: str) -> None:
        """Clicks the words."""
        self.page.locator("summary", has_text=words).first.click()

    def open_cell(self, row: int, column: int) -> None:
        """Clicks the cell."""
        self.page.locator(f"[id='c-{row}~{column}'] a").click()
        _wait_for_cell(self.page)

    def _reveal(self, field: Locator) -> None:
        if (folded := _folded_with(field)).count():
            folded.click()


def tick(hands: Hands, label: str) -> None:
    """Ticks a box of the page: with the space bar where keys alone are used."""
    box = hands.page.get_by_label(label)
    if isinstance(hands, Plain):
        box.check()
        return
    box.focus()
    hands.page.keyboard.press("Space")


def unseen(hands: Hands) -> list[str]:
    """Where the keys led to a focus that cannot be seen."""
    return hands.unseen if isinstance(hands, Keyboard) else []


@dataclass(frozen=True)
class Way:
    """A way of working: with these hands, in a browser that runs scripts or not."""

    make: Callable[[Page], Hands]
    script: bool

    def faults(self, page: Page) -> list[str]:
        """What axe finds on the page; nothing where it cannot run."""
        return violations(page) if self.script else []


MOUSE, KEYS, NO_SCRIPT = Way(Plain, True), Way(Keyboard, True), Way(Plain, False)
every_way = pytest.mark.parametrize(
    "way", [MOUSE, KEYS, NO_SCRIPT], ids=["mouse", "keyboard", "no-script"]
)

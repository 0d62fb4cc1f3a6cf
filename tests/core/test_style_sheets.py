"""What a page says is in the page: a style sheet writes no words (RGAA 4.1, 10.2)."""

import re
from pathlib import Path

SHEETS = Path(__file__).resolve().parents[2] / "frontend" / "src" / "styles"
WRITTEN = re.compile(r"""content:\s*["']([^"']*[^\W\d_][^"']*)["']""")
# On a telephone, the number of an imported line: the word repeats the heading of its column.
REPEATED = {"Ligne "}


def words_of(sheet: str) -> list[str]:
    """The words that a style sheet adds to the page."""
    return [word for word in WRITTEN.findall(sheet) if not word.startswith("\\")]


def test_no_sheet_writes_words() -> None:
    words = {word for path in SHEETS.glob("*.css") for word in words_of(path.read_text("utf-8"))}

    assert words == REPEATED


def test_words_written_by_a_sheet_are_found() -> None:
    assert words_of('a::after { content: "Les voir"; } b::before { content: "›"; }') == ["Les voir"]


CALLED = re.compile(r"([^{}]+)\{[^{}]*var\(--m-signal(?:-tint)?\)[^{}]*\}")
# The one colour of a call and of today. What is confidential is hatched in ink, between its edges.
CALLS = (
    *("expected", "calls", "count", "toask", "cell-due", "notice-signal", "gesture-n"),
    *("figure-signal", "state-aged", "clash", 'data-state="aged"', "thread-aged"),
)
# What slips calls whoever made it wait; what is due and past; what nobody holds.
SLIPS = (".m-slip", ".late", ".text-late", 'data-duty="late"', ".m-vacant", ".m-fte")
TODAYS = (".today", "m-today-key")
EDGES = (".m-confidential {", ".m-closed {", ".closed-edge")


def test_signal_colour_is_for_a_call_and_for_today() -> None:
    others = [
        selector.strip()
        for path in sorted(SHEETS.glob("*.css"))
        if path.name != "tokens.css"
        for selector in CALLED.findall(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8")))
        if not any(word in f"{selector.strip()} {{" for word in (*CALLS, *SLIPS, *TODAYS, *EDGES))
    ]

    assert others == []

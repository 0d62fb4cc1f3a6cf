"""What is drawn or borders a control stands out from what is behind it, by day and by night.

RGAA 4.1, 3.3, and WCAG 2.2, 1.4.11: three to one at least. Lines of --m-line only separate.
"""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "frontend" / "src" / "styles" / "tokens.css"
THEMES = {"light": ':root, [data-bs-theme="light"] {', "dark": '\n[data-bs-theme="dark"] {'}
BEHIND = ("ground", "surface", "sunken", "hover")
PHASES = ("pre", "emergence", "construction", "implementation", "cross")
DRAWN = ("line-strong", "focus", "action", "link", *PHASES, "signal", "yes", "no", "for", "against")
LEAST = 3.0


def colours(theme: str) -> dict[str, str]:
    """The colours of a theme, by the name of their token."""
    text = TOKENS.read_text("utf-8")
    block = text[text.index(THEMES[theme]) :].partition("}")[0]
    return dict(re.findall(r"--m-([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def behind(token: str, palette: dict[str, str]) -> list[str]:
    """The grounds on which a colour is drawn: the page's, and its own tints."""
    return [*BEHIND, *(name for name in palette if name.startswith(f"{token}-"))]


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_drawn_stands_out(theme: str) -> None:
    text_by_name = colours(theme)

    faint = {
        f"{token} on {ground}"
        for token in DRAWN
        for ground in behind(token, text_by_name)
        if ground != "action-hover" and contrast(text_by_name[token], text_by_name[ground]) < LEAST
    }

    assert faint == set()


def test_contrast_is_that_of_the_rule() -> None:
    """Published: black on white is 21, #767676 on white 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_a_faint_line_is_found() -> None:
    text_by_name = colours("light")

    assert contrast(text_by_name["line"], text_by_name["surface"]) < LEAST

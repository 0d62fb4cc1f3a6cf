"""Are the small words of a page right: dates, labels, files, what it asks to confirm?"""

import re
from collections.abc import Iterator
from html import unescape

from tests.visits.pages import spoken_text, text_of_page
from tests.visits.place import Visit

MIDDLE_DOT = re.compile(r"\S*[^\W\d_]·[^\W\d_]\S*")
# The columns of a file keep the names under which the house has always written and read them.
COLUMNS = re.compile(r"\b(?:élu|technicien|suppléant|informé)·n?e\b", re.IGNORECASE)
MACHINE_DAY = re.compile(r"(?<![\w/=.-])\d{4}-\d{2}-\d{2}(?![\w-])")
FLAT_FIRST = re.compile(
    r"\b1er[  ](?:janv|f[ée]vr|mars|avril|mai|juin|juil|ao|sept|oct|nov|d[ée]c)"
)
EXAMPLE_OF_DAY = re.compile(r"Par exemple \d{2}/\d{2}/\d{4}")
FILE = re.compile(r'<input[^>]*type="file"')
OUR_FILE = re.compile(r'data-maillage-file>\s*<label class="m-button"[^>]*>[^<]+</label>\s*<input')
SCRIPTS = re.compile(r"<(script|style|svg|title|datalist)\b.*?</\1>", re.DOTALL)
ENDS = re.compile(r"_(?:end|close|drop|cancel|remove|erase|withdraw|leave|undo|conclude)$")
HEADLINE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
ACTIONS = re.compile(r'<div class="m-actions[^"]*">(.*?)</div>', re.DOTALL)
BUTTON = re.compile(r"<button[^>]*m-button-main[^>]*>(.*?)</button>", re.DOTALL)
WAY_OUT = re.compile(r'<a class="m-button m-button-quiet"[^>]*>(.*?)</a>', re.DOTALL)


def _main(visit: Visit) -> str:
    """What stands between the shell and the foot, for who reads most."""
    for name in ("officer", "administrator"):
        if visit.may_open(name) and (page := text_of_page(visit.page(name))):
            return page.partition("<main")[2].partition("</main>")[0]
    return ""


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", SCRIPTS.sub(" ", html))).split())


def nobody_is_cut_by_a_dot(visit: Visit) -> Iterator[str]:
    """A word is neuter, or agrees with somebody known."""
    for one in MIDDLE_DOT.findall(COLUMNS.sub("", spoken_text(SCRIPTS.sub(" ", _main(visit))))):
        yield f"officer: {one}"


def days_are_written_in_french(visit: Visit) -> Iterator[str]:
    """No day as machines write it, no flat « 1er », one example of a day on a page at most."""
    page = _main(visit)
    text = _words(page)
    yield from (f"officer: {one}" for one in MACHINE_DAY.findall(text))
    yield from (f"officer: {one}" for one in FLAT_FIRST.findall(text))
    if len(examples := EXAMPLE_OF_DAY.findall(text)) > 1:
        yield f"officer: {len(examples)} examples of a day"


def files_are_chosen_in_our_words(visit: Visit) -> Iterator[str]:
    """The button of a file is ours, and speaks French in every browser."""
    page = _main(visit)
    if len(FILE.findall(page)) > len(OUR_FILE.findall(page)):
        yield "officer: a file is chosen in the words of the browser"


def an_end_says_what_it_does(visit: Visit) -> Iterator[str]:
    """What ends something has its title for a button, and never a way out called « Annuler »."""
    page = _main(visit)
    if not ENDS.search(visit.address.name) or not (actions := ACTIONS.findall(page)):
        return
    headline = _words("".join(HEADLINE.findall(page)[:1]))
    buttons = [_words(one) for one in BUTTON.findall(actions[-1])]
    if buttons and buttons[0].partition(" ")[0] != headline.partition(" ")[0]:
        yield f"officer: « {headline} » is answered by « {buttons[0]} »"
    if "Annuler" in [_words(one) for one in WAY_OUT.findall(actions[-1])]:
        yield "officer: the way out is called « Annuler »"


# Where every way begins: nothing stands above these pages.
FIRST_PAGES = {
    "missions:mission_map",
    "missions:my_day",
    "missions:tools_index",
    "missions:search",
    "missions:search_proposals",
}
WAY = re.compile(r'<ol class="m-place"[^>]*>(.*?)</ol>', re.DOTALL)


def page_says_where_it_stands(visit: Visit) -> Iterator[str]:
    """A page of a cooperation has its way, from the phase or from what keeps the cooperation."""
    page = _main(visit)
    if visit.kind != "cooperation" or "<h1" not in page or visit.address.name in FIRST_PAGES:
        return
    if not (way := WAY.search(page)) or way[1].count("<li>") < 2:
        yield "officer: no way from the phase to this page"

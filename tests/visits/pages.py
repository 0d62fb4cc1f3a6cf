"""Is a page sound, and does it speak in the words of its cooperation?"""

import re
from collections.abc import Iterator
from html import unescape

from maillage.foundation.cooperations.choices import Role
from tests.reliability.forms_on_pages import Page
from tests.rules.pages import (
    Read,
    out_of_order,
    parsed,
    repeated_ids,
    unclear_links,
    untied_drawings,
)
from tests.visits.place import Visit

LABELS = re.compile(r'(?:placeholder|aria-label|title|alt|label)="([^"]*)"')
NOUN = re.compile(r"(.{0,40}\bstructures?\b.{0,40})", re.IGNORECASE)
IMPOSSIBLE = re.compile(
    r"\b(?:une|la|cette|aucune|quelle|toutes les) partenaires?\b|\bnouveaus\b|\bde une? (?!à\b)"
    r"|\bzéro \w+s? sur\b",
    re.IGNORECASE,
)
# What still says it: one's own structure (an employer, or whom one speaks for) is no partner of
# one's own; the missions keep the names that the whole trade gives them; the imported file of this
# test has a column of that name.
REASONED = re.compile(
    r"\b(?:sa|votre|vos) structures?\b|Faire délibérer chaque structure"
    r"|\bA  Structure\b|La colonne A, Structure, devient",
    re.IGNORECASE,
)


def faults_of(page: Read) -> list[str]:
    """All that is wrong with a page."""
    return [
        *page.errors,
        *repeated_ids(page.tree),
        *unclear_links(page.tree),
        *untied_drawings(page.tree),
        *out_of_order(page.tree),
    ]


def text_of_page(answer: Page) -> str:
    """The page that was answered; nothing when it is a file or a way elsewhere."""
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return ""
    return "" if "attachment" in answer.get("Content-Disposition", "") else answer.text


def page_is_sound(visit: Visit) -> Iterator[str]:
    """Valid code, links that say where they lead, tied legends: as two roles read it, or one."""
    cooperation = visit.kind == "cooperation"
    names = ("officer", "elected") if cooperation else ("administrator",)
    for name in names if visit.kind in {"cooperation", "workspace", "own", "open"} else ():
        page = text_of_page(visit.page(name)) if visit.may_open(name) else ""
        yield from (f"{name}: {fault}" for fault in faults_of(parsed(page)) if page)


def page_speaks_the_words_of_its_profile(visit: Visit) -> Iterator[str]:
    """The pages of a CTG have partners, no structures, and what is said of them agrees."""
    if visit.kind == "cooperation" and visit.address.name != "missions:guide":
        text = REASONED.sub("", spoken_text(text_of_page(visit.page("officer"))))
        yield from (f"officer: {one.strip()}" for one in NOUN.findall(text))
        yield from (f"officer: {one[0]}" for one in IMPOSSIBLE.finditer(text))


def spoken_text(page: str) -> str:
    """What a page says: its text, its labels, without the help of its tool."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    labels = " · ".join(LABELS.findall(body))
    return unescape(re.sub(r"<[^>]+>", " ", body) + " · " + labels)


PAPER = re.compile(r'href="([^"]*/documents/ecrire/[^"]+/docx/)"')


def offered_papers_are_written(visit: Visit) -> Iterator[str]:
    """A page offers each role the papers that are written for it, and no other."""
    for name in Role.values if visit.kind == "cooperation" else ():
        page = text_of_page(visit.page(name)) if visit.may_open(name) else ""
        for url in dict.fromkeys(PAPER.findall(page)):
            status = visit.reader(name).ask("get", unescape(url)).status_code
            if status != 200:
                yield f"{name}: {url}: {status}"


READING = re.compile(r'<p class="m-reading">(.*?)</p>', re.DOTALL)
# The block at the right of the title, the list of the day, or the first gesture of an empty page.
# The help of a tool and the words of a cooperation's heading say themselves.
WORDS_OF_THE_PAGE = {"missions:guide", "missions:mission", "context:heading"}
EXPECTED = re.compile(r'class="m-(?:expected|gestures|empty)\b')


# A figure, a date, a count in words, or that there is none: a reading is computed from the data.
COMPUTED = re.compile(
    r"\d|\b(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|zéro|aucune?|personne|rien|toutes?|tous|sans|pas encore|jamais|reste)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=[\w,;’«(] )[«“]?[A-ZÉÈÀÎÔ][\wÀ-ÿ’-]+")


def reading_is_no_slogan(visit: Visit) -> Iterator[str]:
    """A page that is read, or says what is expected, reads its data: a figure, a date, a name."""
    if visit.kind != "cooperation" or not visit.may_open("officer"):
        return
    main = text_of_page(visit.page("officer")).partition("<main")[2].partition("</main>")[0]
    is_standing = EXPECTED.search(main) or "<form" not in main
    if not is_standing or visit.address.name in WORDS_OF_THE_PAGE:
        return
    for one in READING.findall(main):
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split())
        if text and not COMPUTED.search(text) and not NAME.search(text):
            yield f"officer: {text}"

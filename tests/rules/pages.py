"""The rules that a page keeps as it is sent; each function returns what breaks one.

RGAA 4.1: 8.2 (valid code), 6.1 (a link says where it leads, alone or by what surrounds it), 1.9 (a
legend is tied to its drawing), 10.3 (what is read first is sent first).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib

HEADINGS = re.compile(r"^h[1-6]$")
BLOCKS = {"li", "p", "td", "th", "dd", "dt", "figcaption", "caption"}
SAYS_NOTHING = {"ici", "cliquez ici", "lien", "lire la suite", "en savoir plus", "voir", "ouvrir"}
FIELDS = {"input", "select", "textarea"}
TICKED = {"checkbox", "radio", "hidden"}
# A row of marks, the lane of an action: each says itself in a sentence.
OWN_WORDS = {"m-mini", "m-lane"}


@dataclass(frozen=True)
class Link:
    """Where a link leads, its name, and what surrounds it."""

    target: str
    name: str
    around: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """The tree of a page, and the errors that a browser would forgive."""

    tree: Element
    errors: list[str]


def parsed(page: str) -> Read:
    """The page as the norm reads it, without its comments."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    for parent in list(tree.iter()):
        for child in [one for one in parent if not isinstance(one.tag, str)]:
            parent.remove(child)  # comments
    lines = [f"{line}:{column} {code}" for (line, column), code, _value in parser.errors]
    return Read(tree, lines)


def repeated_ids(tree: Element) -> list[str]:
    """Identifiers that two elements bear."""
    names = [one.get("id", "") for one in tree.iter()]
    return sorted({name for name in names if name and names.count(name) > 1})


def unclear_links(tree: Element) -> list[str]:
    """Links without a name, or of a name that says nothing and is alone."""
    links = list(links_of(tree))
    mute = [f"sans nom : {link.target}" for link in links if not link.name]
    vague = [link.name for link in links if _says_nothing(link)]
    return [*mute, *vague]


def _says_nothing(link: Link) -> bool:
    name = link.name.casefold()
    return name in SAYS_NOTHING and link.around[0].casefold() in {"", name}


def twin_links(tree: Element) -> list[str]:
    """Names that lead to several places and that nothing around tells apart."""
    targets: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for link in links_of(tree):
        targets[link.name, link.around].add(link.target)
    return [f"{name} : {sorted(led)}" for (name, _around), led in targets.items() if len(led) > 1]


def links_of(tree: Element) -> Iterator[Link]:
    """The links of the page, each with its block, the heads of its row and column, the heading."""
    yield from _links(tree, ("", "", "", ""), ())


def _links(
    element: Element, around: tuple[str, str, str, str], columns: tuple[str, ...]
) -> Iterator[Link]:
    block, row, column, heading = around
    if element.tag == "table":
        columns = _columns_of(element)
    for place, child in enumerate(element):
        if HEADINGS.match(child.tag):
            heading = text_of(child)
        inside = (
            text_of(child) if child.tag in BLOCKS else block,
            _head_of(child) if child.tag == "tr" else row,
            "".join(columns[place : place + 1]) if element.tag == "tr" else column,
            heading,
        )
        if child.tag == "a" and child.get("href") is not None:
            yield Link(child.get("href", ""), text_of(child), inside)
        yield from _links(child, inside, columns)
        heading = _last_heading(child) or heading


def _columns_of(table: Element) -> tuple[str, ...]:
    first = next(table.iter("tr"), None)
    return tuple(text_of(head) for head in first) if first is not None else ()


def _head_of(row: Element) -> str:
    heads = [text_of(one) for one in row if one.tag == "th" and one.get("scope") == "row"]
    return heads[0] if heads else ""


def _last_heading(element: Element) -> str:
    names = [text_of(one) for one in element.iter() if HEADINGS.match(one.tag)]
    return names[-1] if names else ""


def text_of(element: Element) -> str:
    """The words that are read: a label if there is one, nothing of what is hidden."""
    if element.get("aria-hidden") == "true":
        return ""
    if label := element.get("aria-label"):
        return label
    words = [element.get("alt") or "", element.text or ""]
    for child in element:
        words += [text_of(child), child.tail or ""]
    return " ".join(" ".join(words).split())


def untied_drawings(tree: Element) -> list[str]:
    """Drawings that no figure holds, or whose figure is not named as its legend says."""
    elements = {
        drawing
        for figure in tree.iter("figure")
        if figure.get("role") == "figure" and _name_of(figure) == _legend_of(figure)
        for drawing in figure.iter()
    }
    return [
        str(one.get("aria-label"))
        for one in tree.iter()
        if one.tag.rpartition("}")[2] == "svg"
        and one.get("role") in {"img", "group"}
        and not OWN_WORDS & set((one.get("class") or "").split())
        and one not in elements
    ]


def out_of_order(tree: Element) -> list[str]:
    """What would be read too late without styles: the title of the page, the label of a field."""
    heads = [one for main in tree.iter("main") for one in main.iter() if HEADINGS.match(one.tag)]
    late = ["titre"] if heads and heads[0].tag != "h1" else []
    labels = {
        one.get("for"): place
        for place, one in enumerate(tree.iter())
        if one.tag == "label" and one.get("for")
    }
    fields = (
        (one.get("id"), place)
        for place, one in enumerate(tree.iter())
        if one.tag in FIELDS and one.get("type") not in TICKED
    )
    return late + [f"étiquette : {name}" for name, place in fields if labels.get(name, 0) > place]


def _name_of(figure: Element) -> str:
    return " ".join((figure.get("aria-label") or "").split())


def _legend_of(figure: Element) -> str:
    legend = figure.find("figcaption")
    return text_of(legend) if legend is not None else ""

"""How does the tree of a template become what is written, what is repeated, what is chosen?"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, pairwise

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.dialects import Dialect
from maillage.foundation.documents.writing.markup import (
    Element,
    Mark,
    Node,
    elements,
    too_large,
    words_of,
)
from maillage.foundation.documents.writing.tags import (
    Choice,
    Loop,
    Problem,
    Tag,
    place_of,
    split_tags,
)

MOST_TAGS = 2_000
MOST_NESTED = 20
MOST_STEPS = 2_000_000  # of children looked at to find where the tags stand
MOST_PROBLEMS = 20
DRAWN = frozenset({"w:drawing", "w:pict", "w:object", "draw:frame"})
Slot = tuple[Element, int]
Piece = tuple[int, int, Tag | None]


class TemplateProblemsError(DocumentRefusedError):
    """The template cannot be used: each problem says where it is and what to write instead."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def build(root: Element, dialect: Dialect, part: str = "", most: int = MOST_TAGS) -> list[Tag]:
    """Puts the tags of the template in its tree, its repetitions in their place; returns its tags.

    Raises TemplateProblemsError when a tag cannot be read or a repetition has no clear end, or
    when there are more tags than `most`; the first problems alone are told.
    """
    tags = list(islice(_put_tags(root, dialect, part), most + 1))
    if len(tags) > most:
        raise _wrong(tags[-1], _("est de trop : 2 000 au plus, partagez ce modèle en plusieurs."))
    problems = list(islice(filter(None, map(_misread, tags)), MOST_PROBLEMS))
    if problems:
        raise TemplateProblemsError(problems)
    _Builder(root, dialect).nest(tags)
    return tags


def _misread(tag: Tag) -> Problem | None:
    if tag.kind == "open":
        closing = "}}" if tag.text.startswith("{{") else "%}"
        sentence = _("n’est pas fermée : ajoutez « %(closing)s » dans le même paragraphe.")
        return Problem(tag.place, tag.text, sentence % {"closing": closing})
    if tag.kind == "unknown":
        sentence = _(
            "n’est pas comprise : une balise nomme un champ de la liste, le répète "
            "(pour … dans …), ou le vérifie (si …), sans rien calculer."
        )
        return Problem(tag.place, tag.text, sentence)
    return None


def _put_tags(root: Element, dialect: Dialect, part: str) -> Iterator[Tag]:
    paragraphs = (one for one in elements(root) if one.name in dialect.paragraphs)
    for number, paragraph in enumerate(list(paragraphs), start=1):
        slots = list(_slots(paragraph, dialect))
        text = "".join(str(parent.children[index]) for parent, index in slots)
        tags = list(islice(split_tags(text, place_of(part, number, text)), MOST_TAGS + 1))
        if tags:
            _spread(slots, tags, text)
            yield from (tag for _start, _end, tag in tags)


def _slots(paragraph: Element, dialect: Dialect) -> Iterator[Slot]:
    """Where the words of the paragraph are, those of the paragraphs that it holds left out."""
    waiting = [(paragraph, enumerate(paragraph.children))]
    while waiting:
        parent, children = waiting[-1]
        for index, child in children:
            if isinstance(child, str):
                if not dialect.words or parent.name in dialect.words:
                    yield parent, index
            elif isinstance(child, Element) and child.name not in dialect.paragraphs:
                waiting.append((child, enumerate(child.children)))
                break
        else:
            waiting.pop()


def _spread(slots: list[Slot], rows: list[tuple[int, int, Tag]], text: str) -> None:
    """Cuts the words at the tags: each tag stands whole where it begins."""
    pieces: list[Piece] = []
    position = 0
    for start, end, tag in rows:
        pieces += [(position, start, None), (start, end, tag)]
        position = end
    pieces.append((position, len(text), None))
    cut: dict[int, tuple[Element, dict[int, list[Node]]]] = {}
    start = 0
    for parent, index in slots:
        end = start + len(str(parent.children[index]))
        _parent, nodes = cut.setdefault(id(parent), (parent, {}))
        nodes[index] = list(_within(pieces, start, end, text))
        start = end
    for parent, nodes in cut.values():
        children = enumerate(parent.children)
        parent.children = [node for index, one in children for node in nodes.get(index, [one])]
        if "xml:space" in parent.attributes or parent.name == "w:t":
            parent.attributes["xml:space"] = "preserve"


def _within(pieces: list[Piece], start: int, end: int, text: str) -> Iterator[Node]:
    nearest = bisect_left(pieces, start, key=lambda piece: piece[0])
    for first, last, tag in islice(pieces, max(0, nearest - 1), None):
        if first >= end:
            return
        if tag is None and max(first, start) < min(last, end):
            yield text[max(first, start) : min(last, end)]
        elif tag is not None and start <= first < end:
            yield tag


class _Builder:
    """Finds for each repetition what it holds: words of a paragraph, paragraphs, or rows."""

    def __init__(self, root: Element, dialect: Dialect) -> None:
        self.dialect = dialect
        self.steps = 0
        self.parents: dict[int, Element] = {}
        for element in elements(root):
            self._adopt(element)

    def _adopt(self, parent: Element) -> None:
        self.parents |= {id(child): parent for child in parent.children if _stays(child)}

    def nest(self, tags: list[Tag]) -> None:
        """Puts each repetition and each choice in the tree, the inner ones first."""
        waiting: list[list[Tag]] = []
        for tag in tags:
            if tag.kind in {"for", "if"}:
                if len(waiting) == MOST_NESTED:
                    raise _wrong(tag, _("s’ouvre dans vingt autres : fermez-en avant elle."))
                waiting.append([tag])
            elif tag.kind == "else":
                self._add_else(waiting, tag)
            elif tag.kind == "end":
                if not waiting:
                    raise _wrong(tag, _("ne ferme rien : retirez-la, ou ouvrez avant elle."))
                self._closed([*waiting.pop(), tag])
        if waiting:
            sentence = _("n’a pas de fin : ajoutez « {% fin %} » là où elle s’arrête.")
            raise _wrong(waiting[-1][0], sentence)

    def _add_else(self, waiting: list[list[Tag]], tag: Tag) -> None:
        if not waiting or waiting[-1][0].kind != "if" or len(waiting[-1]) > 1:
            raise _wrong(tag, _("ne répond à aucun « {% si … %} »."))
        waiting[-1].append(tag)

    def _closed(self, group: list[Tag]) -> None:
        try:
            self._close(group)
        except LookupError as error:
            sentence = _(
                "s’ouvre et se ferme en deux endroits trop différents : gardez les deux dans le "
                "même paragraphe, dans deux paragraphes, ou dans la même ligne d’un tableau."
            )
            raise _wrong(group[0], sentence) from error

    def _close(self, group: list[Tag]) -> None:
        """Replaces what stands between the tags of the group by one mark."""
        chains = [self._chain(tag) for tag in group]
        shared = _common(chains)
        if self._in_one_paragraph(shared, chains):
            for tag in group:
                self._lift(tag, shared[-1])
            self._wrap(shared[-1], list(group), group)
            return
        if len(group) == 2 and shared[-1].name in self.dialect.rows:
            self._forget(group)
            self._wrap_row(shared, group)
            return
        units = [
            self._unit(tag, chain, len(shared)) for tag, chain in zip(group, chains, strict=True)
        ]
        self._forget(group)
        self._wrap(shared[-1], list(units), group)

    def _chain(self, tag: Tag) -> list[Element]:
        """The elements around a tag, from the root down."""
        results: list[Element] = []
        node: Node = tag
        while (parent := self.parents.get(id(node))) is not None:
            results.append(parent)
            node = parent
        return results[::-1]

    def _in_one_paragraph(self, shared: list[Element], chains: list[list[Element]]) -> bool:
        names = self.dialect.paragraphs
        apart = any(one.name in names for chain in chains for one in chain[len(shared) :])
        return not apart and any(one.name in names for one in shared)

    def _lift(self, tag: Tag, top: Element) -> None:
        """Brings the tag right under this element, whatever it stood in being cut in two."""
        while (parent := self.parents[id(tag)]) is not top:
            above = self.parents[id(parent)]
            place = self._index(parent.children, tag)
            remaining_elements = [
                one
                for one in parent.children[:place]
                if isinstance(one, Element) and one.name in self.dialect.copied
            ]
            rest = parent.like([*remaining_elements, *parent.children[place + 1 :]])
            del parent.children[place:]
            after = self._index(above.children, parent) + 1
            above.children[after:after] = [tag, rest]
            self.parents |= {id(tag): above, id(rest): above}
            self._step(len(rest.children))
            self._adopt(rest)

    def _unit(self, tag: Tag, chain: list[Element], depth: int) -> Element:
        """The paragraph, or the row, in which this end of a repetition stands."""
        unit = chain[depth] if len(chain) > depth else None
        if unit is None or unit.name not in self.dialect.units:
            raise LookupError
        return unit

    def _forget(self, group: list[Tag]) -> None:
        for tag in group:
            parent = self.parents[id(tag)]
            del parent.children[self._index(parent.children, tag)]

    def _wrap_row(self, shared: list[Element], group: list[Tag]) -> None:
        row, table = shared[-1], shared[-2]
        self._replace(table, self._index(table.children, row), 1, _mark(group, [[row]]))

    def _wrap(self, parent: Element, bounds: list[Node], group: list[Tag]) -> None:
        """Puts a mark in place of the bounds and of what is between; a bound with words is kept."""
        places = [self._index(parent.children, bound) for bound in bounds]
        parts: list[list[Node]] = []
        for first, last in pairwise(places):
            inside = parent.children[first + 1 : last]
            parts.append([*_spoken(parent.children[first]), *inside])
        if places[0] != places[-1]:
            parts[-1] += _spoken(parent.children[places[-1]])
        count = places[-1] - places[0] + 1
        self._replace(parent, places[0], count, _mark(group, parts))

    def _replace(self, parent: Element, first: int, count: int, mark: Loop | Choice) -> None:
        if isinstance(mark, Loop):
            for one in mark.body:
                _lose(one, self.dialect)
        parent.children[first : first + count] = [mark]
        self.parents[id(mark)] = parent

    def _index(self, children: list[Node], value: Node) -> int:
        for place, child in enumerate(children):
            if child is value:
                self._step(place)
                return place
        raise LookupError

    def _step(self, count: int) -> None:
        """Counts the children looked at: so many tags among so many would take minutes."""
        self.steps += count
        if self.steps > MOST_STEPS:
            raise too_large()


def _stays(child: Node) -> bool:
    return not isinstance(child, str)


def _common(chains: list[list[Element]]) -> list[Element]:
    """The elements that hold all of them."""
    shared: list[Element] = []
    for level in zip(*chains, strict=False):
        if any(one is not level[0] for one in level):
            break
        shared.append(level[0])
    return shared


def _mark(group: list[Tag], parts: list[list[Node]]) -> Loop | Choice:
    opened = group[0]
    if opened.kind == "for":
        return Loop(opened, parts[0])
    return Choice(opened, parts[0], parts[1] if len(parts) > 1 else [])


def _spoken(bound: Node) -> list[Node]:
    """The bound itself when it says something beside its tag; nothing otherwise."""
    if not isinstance(bound, Element):
        return []
    says = words_of(bound).strip() or any(
        isinstance(child, Mark) or one.name in DRAWN
        for one in elements(bound)
        for child in one.children or [""]
    )
    return [bound] if says else []


def _lose(node: Node, dialect: Dialect) -> None:
    """Takes away the marks of which a document has one: they will not be repeated."""
    if not isinstance(node, Element):
        return
    for element in elements(node):
        element.children = [
            one
            for one in element.children
            if not (isinstance(one, Element) and one.name in dialect.lost)
        ]
        for name in dialect.lost & set(element.attributes):
            del element.attributes[name]


def _wrong(tag: Tag, sentence: str) -> TemplateProblemsError:
    return TemplateProblemsError([Problem(tag.place, tag.text, sentence)])

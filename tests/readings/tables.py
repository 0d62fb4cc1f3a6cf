"""What a table of sentences is made of, and which sentences a module can say."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import maillage

SOURCE = Path(maillage.__file__).parent
TABLES = Path(__file__).with_name("sentences")
SPOKEN = {"_", "lazy", "gettext", "gettext_lazy", "ngettext"}
BLANK = re.compile(r"%\(\w+\)[sd]")


@dataclass(frozen=True)
class Case:
    """A case of a reading: the sentence, and whether the figures behind agree with it."""

    name: str
    words: str
    holds: bool


@dataclass(frozen=True)
class Room:
    """The cases of a reading, and the modules of which they reach every sentence.

    A module is a path, with the names of the functions and values that speak, or none for all.
    """

    name: str
    cases: Callable[[], Sequence[Case]]
    modules: Mapping[str, str]

    def unreached(self) -> list[str]:
        """The sentences of the modules that the table does not hold."""
        return [
            template
            for path, names in self.modules.items()
            for template in templates_of(path, frozenset(names.split()))
            if not any(pattern_of(template).search(words) for words in written(self.name).values())
        ]


def written(room: str) -> dict[str, str]:
    """The sentences of a room as the table writes them out, by case."""
    return dict[str, str](tomllib.loads((TABLES / f"{room}.toml").read_text()))


def templates_of(path: str, names: frozenset[str] = frozenset()) -> list[str]:
    """The sentences given to gettext in a module, in these functions or values alone if any."""
    tree = ast.parse((SOURCE / path).read_text())
    parts = [node for node in tree.body if not names or name_of(node) in names]
    absent = names - {name_of(node) for node in tree.body}
    return [*absent, *(words for part in parts for words in _spoken(part))]


def name_of(node: ast.stmt) -> str:
    """The name that a statement of a module binds; empty for the others."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0])
    return ast.unparse(node.target) if isinstance(node, ast.AnnAssign) else ""


def _spoken(part: ast.AST) -> Iterator[str]:
    """What is given to gettext, but for the labels of links."""
    calls = [node for node in ast.walk(part) if isinstance(node, ast.Call)]
    links = [node for node in calls if ast.unparse(node.func) == "Evidence"]
    labels = {id(inner) for link in links for inner in ast.walk(link)}
    for node in calls:
        if ast.unparse(node.func) in SPOKEN and id(node) not in labels:
            count = 2 if ast.unparse(node.func) == "ngettext" else 1
            for one in node.args[:count]:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def pattern_of(template: str) -> re.Pattern[str]:
    """What a sentence looks like once its blanks are filled."""
    pieces = [re.escape(piece.replace("%%", "%")) for piece in BLANK.split(template)]
    return re.compile(".+?".join(pieces), re.IGNORECASE)

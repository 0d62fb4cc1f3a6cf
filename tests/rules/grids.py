"""The grids of docs/: what each line says, and what is wrong in them.

A grid is a page of tables. Its proofs are what stands between backticks in the last column: a test
(`tests/…py::name`), a file, a setting, a rule of axe (`axe:…`), a heading of the page (`§ …`).
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]  # only its copy of axe is read
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "src" / "maillage"
MET, BY_EYE, NOTHING, LEFT = "tenu", "à l’œil", "sans objet", "à faire"
LINE = re.compile(r"^\| (?P<number>\d[\d.]*) \|(?P<cells>.*)\|$")
PROOF = re.compile(r"`([^`]+)`")
PATH = re.compile(r"^(run|[a-z_]+(/[\w.-]+)+|[\w-]+\.(md|txt|toml))$")
SETTING = re.compile(r"^[A-Z][A-Z_]{3,}$")
AXE_RULE = re.compile(r'\{id:"([a-z0-9-]+)",[^{}]*?(?:\{[^{}]*\}[^{}]*?)*?tags:\[([^\]]*)\]')


@dataclass(frozen=True)
class Line:
    """One line of a grid: its number, its level where there are any, its state and its proof."""

    number: str
    level: str
    requirement: str
    state: str
    proof: str

    @property
    def proofs(self) -> list[str]:
        """What the last column names."""
        return [result for result in PROOF.findall(self.proof) if is_proof(result)]


def is_proof(name: str) -> bool:
    """Whether what stands between backticks is something to be found."""
    return bool(
        "::" in name or name.startswith(("axe:", "§ ")) or PATH.match(name) or SETTING.match(name)
    )


def lines(text: str) -> list[Line]:
    """The lines of all the tables of a grid, in order."""
    return [line for row in text.splitlines() for line in _read(row)]


def _read(row: str) -> Iterator[Line]:
    match = LINE.match(row)
    if match is None:
        return
    cells = [cell.strip() for cell in match["cells"].split("|")]
    level = cells.pop(0) if len(cells) == 4 else ""
    value, state, proof = cells
    yield Line(match["number"], level, value, state, proof)


def wrong_lines(text: str, states: set[str]) -> list[str]:
    """The lines with an unknown state, without words, or held without a proof."""
    names = []
    for line in lines(text):
        if line.state not in states:
            names.append(f"{line.number}: {line.state}")
        if not (line.requirement and line.proof):
            names.append(f"{line.number}: rien n’est dit")
        if line.state == MET and not line.proofs:
            names.append(f"{line.number}: sans preuve")
    return names


def wrong_numbers(text: str, wanted: dict[str, str]) -> list[str]:
    """The numbers missing, in excess, said twice or under another level."""
    counts = Counter((line.number, line.level) for line in lines(text))
    totals = Counter(wanted.items())
    return sorted({number for number, _level in ((counts - totals) + (totals - counts))})


def unfound_proofs(text: str) -> list[str]:
    """The proofs that nothing bears out, with the line that names them."""
    headings = {row.lstrip("#").strip() for row in text.splitlines() if row.startswith("#")}
    return [
        f"{line.number}: {proof}"
        for line in lines(text)
        for proof in line.proofs
        if not _exists(proof, headings)
    ]


def _exists(proof: str, headings: set[str]) -> bool:
    if proof.startswith("§ "):
        return proof.removeprefix("§ ") in headings
    if proof.startswith("axe:"):
        return proof.removeprefix("axe:") in axe_rules()
    if SETTING.match(proof):
        return hasattr(settings, proof) or f"`{proof}`" in _deployment()
    path, _colons, test = proof.partition("::")
    if test:
        return test in tests_of(path)
    return (ROOT / path).exists() or (HOME / path).exists()


@lru_cache(None)
def tests_of(path: str) -> frozenset[str]:
    """The tests of a file, none when there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    body = ast.parse(file.read_text("utf-8")).body
    return frozenset(
        node.name
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@lru_cache(None)
def axe_rules() -> frozenset[str]:
    """The rules that the walk over the pages runs: axe leaves out the experimental ones."""
    source = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return frozenset(
        name
        for name, tags in AXE_RULE.findall(source.read_text("utf-8"))
        if set(re.findall(r'"([^"]+)"', tags)) & RUN and "experimental" not in tags
    )


RUN = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}


@lru_cache(None)
def _deployment() -> str:
    return (ROOT / "docs/deploy.md").read_text("utf-8")

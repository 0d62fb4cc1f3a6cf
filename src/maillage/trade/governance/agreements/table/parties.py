"""Which structures do the cells of these tables name, and which may enter the directory?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import (
    elsewhere,
    member_organisations,
    organisations,
)
from maillage.trade.context.small_lists import BETWEEN, apart_words
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames, several_words

MANY = re.compile(
    r"^(?:\+ ?)?(?:les )?(?:toutes les |autres |ensemble des |\d+ )+\w+|^etc\b|^\.\.\."
)
AND = re.compile(r"\set\s(?=[A-ZÀ-Ý]|l[ae]s?\s|l['’])")
LINES = re.compile(r"[\r\n]+")


def parts_of(row: TableRow, name: str) -> list[str]:
    """The names that a cell lists, by lines, strokes and commas.

    A comma between two parts of one name is not seen: officers write them apart.
    """
    cell = row.cells.get(name)
    lines = LINES.split(cell.text) if cell else []
    return [one_line(part) for line in lines for part in BETWEEN.split(line) if one_line(part)]


@dataclass
class Bodies:
    """The structures of a cooperation by their everyday names; none where nobody reads.

    Members are found first, those of another cooperation never. `taken` are the cells whose new
    names the officer takes into the directory.
    """

    access: Access | None
    taken: frozenset[str] = frozenset()
    fresh: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows: Sequence[Organisation] = ()
        apart: Sequence[Organisation] = ()
        self._members = frozenset[int]()
        if self.access is not None:
            rows = list(organisations(self.access).exclude(elsewhere(self.access)))
            apart = list(organisations(self.access).filter(elsewhere(self.access)))
            self._members = frozenset(
                member_organisations(self.access).values_list("pk", flat=True)
            )
        self._names, self._others = EverydayNames(rows), EverydayNames(apart)

    def called(self, text: str) -> list[Organisation]:
        """Those that are called so, members before the others."""
        members = self._names.called(text, lambda one: one.pk in self._members)
        return members or self._names.called(text)

    def find_apart(self, text: str) -> Organisation | None:
        """The only structure of another cooperation that is called so."""
        results = self._others.called(text)
        return results[0] if len(results) == 1 else None

    def one(self, row: TableRow, name: str) -> Organisation | None:
        """The structure of a cell; one that is unknown, or several of one name, is said."""
        text = row.text(name)
        results = self.called(text) if text and self.access else []
        if self._is_sure(text, results):
            return results[0]
        if results:
            self._ask(row, name, text, results)
        elif text and self.access:
            row.warn(name, self._unknown(text))
        return None

    def listed(self, row: TableRow, name: str) -> tuple[list[Organisation], list[str]]:
        """The structures of a cell, and the names of those that the officer takes in."""
        bodies: dict[int, Organisation] = {}
        fresh: dict[str, str] = {}
        for text in self._apart(parts_of(row, name)) if self.access else ():
            results = self.called(text)
            if self._is_sure(text, results):
                bodies.setdefault(results[0].pk, results[0])
            elif results:
                self._ask(row, name, text, results)
            elif MANY.match(folded(text)):
                words = _("« %(text)s » ne nomme personne : ajoutez ces parties une à une.")
                row.warn(name, words % {"text": text})
            elif self._takes(row, name, text):
                if other := self.find_apart(text):
                    bodies.setdefault(other.pk, other)
                else:
                    fresh.setdefault(folded(text), text)
        return [*bodies.values()], [*fresh.values()]

    def _is_sure(self, text: str, results: Sequence[Organisation]) -> bool:
        """Whether one alone is called so, and not by a guess: who is no member, by its own name."""
        if len(results) != 1:
            return False
        one = results[0]
        if one.pk not in self._members:
            return folded(text) in {folded(one.name), folded(one.short_name)}
        return not self._names.is_by_letters(text, one)

    def _ask(self, row: TableRow, name: str, text: str, results: Sequence[Organisation]) -> None:
        """Asks who is meant: one of several, or the one that these words only resemble."""
        if len(results) > 1:
            row.warn(name, several_words(map(str, results)))
            return
        words = _(
            "« %(text)s » : est-ce %(name)s ? Écrivez son nom entier : sans réponse, ce nom "
            "n’entre pas."
        )
        both = {"text": text, "name": french.with_article(str(results[0]))}
        row.suggest(name, "structure_unknown", words % both, text)

    def _apart(self, parts: Sequence[str]) -> list[str]:
        """The parts, « X et Y » being two where each is known and the whole is not."""
        results: list[str] = []
        for part in parts:
            sides = AND.split(part)
            is_two = len(sides) > 1 and not self.called(part)
            results += sides if is_two and all(map(self.called, sides)) else [part]
        return results

    def _takes(self, row: TableRow, name: str, text: str) -> bool:
        key = folded(text)
        if key not in self.fresh:
            self.fresh[key] = row.cells[name].place in self.taken
            other = self.find_apart(text)
            words = apart_words(text, other) if other else self._unknown(text)
            row.suggest(name, "structure_new", words, text)
        return self.fresh[key]

    def _unknown(self, text: str) -> str:
        words = _("« %(name)s » n’est pas dans l’annuaire.")
        if self._others.called(text):
            words = _("« %(name)s » n’est pas de cette coopération.")
        words %= {"name": text}
        return self._names.with_nearest(words, text)


def body_made(access: Access, name: str) -> Organisation:
    """The structure of this name, made once; inside journal.write only."""
    workspace = access.cooperation.workspace
    here = organisations(access).exclude(elsewhere(access))
    same = here.filter(workspace=workspace, name=name[:300]).first()
    return same or Organisation.objects.create(
        workspace=workspace, name=name[:300], kind=organisation_kind(name, "")
    )

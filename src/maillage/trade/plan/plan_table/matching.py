"""Which action, structure, person and public of the cooperation does each row of a plan name?"""

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from rapidfuzz import fuzz, process

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.targets.answer_keys import part_key
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames, several_words
from maillage.trade.governance.bodies.table.places import ExistingPerson, ExistingPlace, person_key
from maillage.trade.plan.choices import ShareRole
from maillage.trade.plan.plan_table.columns import (
    BETWEEN,
    FACILITIES,
    FINDING,
    GROUND,
    LONGEST,
    PUBLICS,
    SCHEMES,
    TITLE,
    raw,
)
from maillage.trade.plan.plan_table.comparing import ALIKE, column_of, compare, titled_alike
from maillage.trade.plan.plan_table.names import halves_of_name, listed
from maillage.trade.plan.plan_table.rows import (
    STRONGEST,
    ActionRow,
    ExistingAction,
    Part,
    drop_taken_number,
)
from maillage.trade.stakes.models import Finding

SIMILAR = 60
UNKNOWN = lazy("« %(text)s » n’est pas dans l’annuaire : ce nom reste un texte, sans part.")
OUTSIDE = lazy(
    "« %(text)s » est dans l’annuaire de l’espace, sans être membre : ce nom reste un texte, sans "
    "part."
)
Record = TypeVar("Record")


@dataclass(frozen=True)
class Existing:
    """What the cooperation has already, as a plan is compared with it."""

    places: Sequence[ExistingPlace] = ()
    actions: Sequence[ExistingAction] = ()
    publics: Mapping[str, Public] = field(default_factory=dict)
    territories: Mapping[str, Territory] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    facilities: Mapping[str, Facility] = field(default_factory=dict)


def match_plan(rows: Sequence[ActionRow], existing: Existing, taken: frozenset[str]) -> None:
    """Finds what each row names; what is new or unknown is said at its cell.

    The publics and the structures of a cell that is in `taken` enter their list; its action is
    another one than that of its number.
    """
    places = _Places(existing.places, taken)
    people = [person for place in existing.places for person in place.people]
    pair(rows, existing.actions, taken)
    for one in rows:
        places.find(one)
        _find_people(one, people)
        one.territories = _among(one, GROUND.name, existing.territories)
        one.schemes = _among(one, SCHEMES.name, existing.schemes)
        one.facilities = _among(one, FACILITIES.name, existing.facilities)
        _find_finding(one, existing.findings)
    _find_publics(rows, existing.publics, taken)
    for one in rows:
        compare(one, taken)


@dataclass
class _Places:
    """Those of the cooperation by their names, and those of the directory, asked each time.

    Who is no member takes a part by its own name alone, once the officer ticks it: the same words
    may mean somebody else here.
    """

    places: InitVar[Sequence[ExistingPlace]]
    taken: frozenset[str]
    fresh: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self, places: Sequence[ExistingPlace]) -> None:
        self.names = EverydayNames(one for one in places if not one.gone)
        self.others: dict[str, list[ExistingPlace]] = {}
        for one in places:
            for name in {folded(one.name), folded(one.short_name)} - {""} if one.gone else ():
                self.others.setdefault(name, []).append(one)

    def find(self, one: ActionRow) -> None:
        """Gives each part its structure; one that is unknown is said, unless it was already."""
        waiting: dict[tuple[str, str], list[tuple[Part, ExistingPlace | None]]] = {}
        one.parts = [half for part in one.parts for half in self._halved(one.row, part)]
        for part in one.parts:
            results = self.names.called(part.text)
            if len(results) == 1 and not self.names.is_by_letters(part.text, results[0]):
                part.place = results[0]
            elif not _is_written(one, part.text):
                column = column_of(one.row, part)
                others = [] if results else self.others.get(folded(part.text), [])
                if len(others) == 1:
                    waiting.setdefault((column, "structure_outside"), []).append((part, others[0]))
                elif not self._report(one.row, part, column, results) and not others:
                    waiting.setdefault((column, "structure_new"), []).append((part, None))
        for (column, code), pairs in waiting.items():
            self._ask(one.row, column, code, pairs)
        _keep_strongest(one)

    def _halved(self, row: TableRow, part: Part) -> list[Part]:
        """« Assoc. Oasis et Rebond » in two, where the directory has Rebond and not both as one."""
        halves = halves_of_name(part.text)
        if not halves or self._has(part.text) or not self._has(halves[1]):
            return [part]
        words = _("« %(text)s » : lu comme deux structures, la seconde est dans l’annuaire.")
        row.inform(column_of(row, part), words % {"text": part.text})
        is_second = part.role == ShareRole.PILOT
        role = ShareRole.COPILOT if is_second else part.role
        return [replace(part, text=halves[0]), replace(part, text=halves[1], role=role)]

    def _has(self, text: str) -> bool:
        """Whether the directory has somebody of this name, a member or not."""
        return bool(self.names.called(text)) or folded(text) in self.others

    def _report(
        self, row: TableRow, part: Part, column: str, results: Sequence[ExistingPlace]
    ) -> bool:
        """Says who may be meant, or that a partner stays a text; False where a pilot may enter."""
        near = results[0].name if results else self.names.nearest(part.text)
        if len(results) > 1:
            several = several_words(place.name for place in results)
            row.suggest(column, "structure_unknown", several)
        elif near:
            both = {"text": part.text, "name": french.with_article(near)}
            sentence = _("« %(text)s » : est-ce %(name)s ? Sinon ce nom reste un texte, sans part.")
            row.suggest(column, "structure_unknown", sentence % both)
        elif part.role == ShareRole.CONTRIBUTOR:
            row.inform(column, UNKNOWN % {"text": part.text})
        else:
            return False
        return True

    def _ask(
        self,
        row: TableRow,
        column: str,
        code: str,
        pairs: Sequence[tuple[Part, ExistingPlace | None]],
    ) -> None:
        """Asks, once a name, whether those of a cell who are not of the cooperation have a part."""
        names = {folded(part.text): part.text for part, _place in pairs}
        first = {key: text for key, text in names.items() if key not in self.fresh}
        if first:
            cell, is_outside = row.cells[column].place, code == "structure_outside"
            key = part_key(cell) if is_outside else cell
            self.fresh |= dict.fromkeys(first, key in self.taken)
            value = ", ".join(first.values())
            sentence = OUTSIDE if is_outside else UNKNOWN
            every = " ".join(sentence % {"text": text} for text in first.values())
            row.suggest(column, code, every, value)
        for part, place in pairs:
            is_taken = self.fresh[folded(part.text)]
            part.place = place if is_taken else None
            part.is_fresh = is_taken and place is None


def _keep_strongest(one: ActionRow) -> None:
    """One part for each structure, though it is written under two names: the strongest."""
    by_place: dict[int, Part] = {}
    for part in sorted(one.parts, key=lambda part: STRONGEST.index(ShareRole(part.role))):
        first = by_place.setdefault(part.place.pk, part) if part.place else part
        if first is not part:
            one.parts.remove(part)
            words = _(
                "« %(text)s » et « %(first)s » : une même structure, une seule part, %(role)s."
            )
            role = ShareRole(first.role).label
            values = {"text": part.text, "first": first.text, "role": role}
            one.row.inform(column_of(one.row, part), words % values)


def _is_written(one: ActionRow, text: str) -> bool:
    """Whether the action of the plan holds these words already: nothing is asked again."""
    return one.existing is not None and any(
        folded(text) in folded(words) for words in one.existing.texts.values()
    )


def _find_people(one: ActionRow, people: Sequence[ExistingPerson]) -> None:
    """The person of the pilot's part, when they act there; the elected one, wherever they act."""
    if one.elected:
        one.elected_person = person_in(people, one.elected)
    pilot = next((part for part in one.parts if part.role == ShareRole.PILOT), None)
    if pilot and pilot.place and one.pilot_person:
        pilot.person = person_in(pilot.place.people, one.pilot_person)


def person_in(people: Sequence[ExistingPerson], text: str) -> ExistingPerson | None:
    """Who bears this name among these people, given in full or by its initial.

    None when nobody does, or two.
    """
    key = person_key(text)
    results = {one.pk: one for one in people if one.key == key}
    results = results or {one.pk: one for one in people if _abridges(key, one.key)}
    return next(iter(results.values())) if len(results) == 1 else None


def _abridges(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a name with an initial is that one: « A. Roy » of « Anne Roy ».

    >>> _abridges(("a.", "roy"), ("anne", "roy")), _abridges(("e.", "roy"), ("anne", "roy"))
    (True, False)
    """
    full = [word for word in short if len(word.strip(".")) > 1]
    initials = sorted(word[0] for word in short if len(word.strip(".")) == 1)
    others = [word for word in whole if word not in full]
    is_borne = all(word in whole for word in full)
    return bool(initials and full) and is_borne and sorted(word[0] for word in others) == initials


def _find_publics(
    rows: Sequence[ActionRow], publics: Mapping[str, Public], taken: frozenset[str]
) -> None:
    """The publics of each row; a new one is proposed once, where it is first written."""
    wanted: dict[str, bool] = {}
    for one in rows:
        fresh = {folded(text): text for text in one.publics if folded(text) not in publics}
        keys = map(folded, one.publics)
        one.existing_publics = [publics[key] for key in keys if key in publics]
        first = [
            text for key, text in fresh.items() if key not in wanted and not _is_written(one, text)
        ]
        if first:
            is_taken = one.row.cells[PUBLICS.name].place in taken
            wanted |= dict.fromkeys(map(folded, first), is_taken)
            sentence = ngettext(
                "Pas dans vos publics, reste un texte : %(names)s.",
                "Pas dans vos publics, restent un texte : %(names)s.",
                len(first),
            )
            names = ", ".join(first)
            one.row.suggest(PUBLICS.name, "public_new", sentence % {"names": names}, names)
        one.fresh_publics = [text for key, text in fresh.items() if wanted.get(key)]


def _find_finding(one: ActionRow, findings: Mapping[str, Finding]) -> None:
    """The finding of these words; others are those of the fiche."""
    text = raw(one.row, FINDING.name)
    parts = [text] if folded(text) in findings else text.split(BETWEEN)
    one.finding = next((findings[key] for key in map(folded, parts) if key in findings), None)
    if left := BETWEEN.join(part for part in parts if folded(part) not in findings):
        one.texts["finding"] = left[:LONGEST]


def _in_cell(text: str, records: Mapping[str, Record]) -> list[str]:
    """What a cell lists; a name that the records bear is never cut."""
    parts = [part.strip() for part in text.split(BETWEEN.strip())]
    lists = [[part] if folded(part) in records else listed(part) for part in parts]
    return list(dict.fromkeys(name for some in lists for name in some))


def _among(one: ActionRow, name: str, records: Mapping[str, Record]) -> list[Record]:
    """The records that a cell lists; an unknown name is said, and stays in the remarks."""
    if not (written := raw(one.row, name)):
        return []
    texts = _in_cell(written, records)
    unknown = [text for text in texts if folded(text) not in records and not _is_written(one, text)]
    if unknown:
        line = f"{one.row.headers[name]} : {', '.join(unknown)}"
        one.texts["notes"] = "\n".join(filter(None, (one.texts.get("notes", ""), line)))
        names = {"names": ", ".join(unknown)}
        one.row.inform(name, _("Reste un texte, dans les observations : %(names)s.") % names)
    return [records[folded(text)] for text in texts if folded(text) in records]


def pair(
    rows: Sequence[ActionRow], actions: Sequence[ExistingAction], apart: frozenset[str]
) -> None:
    """Finds the action that each row tells of: by its number, else by its title in its axis.

    A number is not enough: another plan has its own fiche 7. Titles have words in common too, and
    it is asked whether the two are one.
    """
    by_pk = {one.pk: one for one in actions}
    by_number = {folded(one.number): one for one in actions if one.number}
    free: dict[str, dict[int, str]] = {}
    for other in actions:
        free.setdefault(folded(other.axis), {})[other.pk] = folded(other.title)
    for one in rows:
        numbered = by_number.get(folded(one.number)) if one.number else None
        same = numbered if numbered and numbered.pk in by_pk and _similar(one, numbered) else None
        same = None if same and _parted(one, same, apart) else same
        one.existing = same = same or by_pk.get(_alike(one, free))
        if same is None and numbered is not None:
            drop_taken_number(one, numbered.title)
        if same is not None:
            del by_pk[same.pk]
            del free[folded(same.axis)][same.pk]


def _similar(one: ActionRow, other: ExistingAction) -> bool:
    """Whether a row and the action of its number may be one: without a title, it is believed."""
    return not one.title or fuzz.token_set_ratio(folded(one.title), folded(other.title)) >= SIMILAR


def _parted(one: ActionRow, same: ExistingAction, apart: frozenset[str]) -> bool:
    """Whether the officer parts a row from the action of its number; asks when titles differ."""
    if not one.title or titled_alike(one, same):
        return False
    words = _("La fiche %(number)s est « %(title)s » : est-ce la même ? Sans réponse, oui.")
    names = {"number": same.number, "title": same.title}
    one.row.suggest(TITLE.name, "same_action", words % names)
    return one.row.cells[TITLE.name].place in apart


def _alike(one: ActionRow, free: Mapping[str, Mapping[int, str]]) -> int:
    """The number of the action whose title is most like that of a row, 0 when none is enough."""
    axis, title = one.key
    results = [
        process.extractOne(title, titles, scorer=fuzz.ratio, score_cutoff=ALIKE)
        for over, titles in free.items()
        if not axis or over in {"", axis}
    ]
    best = max(filter(None, results), key=lambda result: result[1], default=None)
    return int(best[2]) if best else 0

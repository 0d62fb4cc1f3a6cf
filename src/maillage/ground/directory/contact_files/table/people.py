"""Which mentions name the same person?"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.text import same_spelling
from maillage.ground.directory.contact_files.table.keys import Keys
from maillage.ground.directory.contact_files.table.mentions import ContactMention, PersonMention
from maillage.ground.directory.contact_files.table.records import PlannedPerson

ONE_MORE, ONE_SHEET = "une seule fiche, un mandat de plus", "une seule fiche"
_NEAR = 90
KEPT = 4_096
_COMPARED = 300
_NOT_DIGITS = re.compile(r"\D+")


@dataclass(slots=True)
class _MetPerson:
    """A person already met, with where they were met and how they are reached."""

    record: PlannedPerson
    number: int
    key: tuple[str, str]
    homes: set[str | None] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)


class People:
    """Gives each mention its person; suggestions at the refused places are not followed."""

    def __init__(self, problems: Problems, refused: frozenset[str]) -> None:
        self._problems = problems
        self._refused = refused
        self._keys = Keys()
        self._met: list[_MetPerson] = []
        self._by_name: dict[tuple[str, str], list[_MetPerson]] = defaultdict(list)
        self._by_family: dict[str, list[_MetPerson]] = defaultdict(list)
        self._by_home: dict[tuple[str, str, str], list[_MetPerson]] = defaultdict(list)
        self._by_contact: dict[str, list[_MetPerson]] = defaultdict(list)
        self._homonyms: set[str] = set()

    def resolve(
        self,
        mentions: list[PersonMention],
        homes: list[str | None],
        contacts: list[ContactMention],
    ) -> list[PlannedPerson | None]:
        """The person of each mention; None for a successor nobody knows.

        `homes` is the key of each mention's structure. Full names are met first, in the order of
        the file, then initials and bare family names.
        """
        own = _own_addresses(mentions, contacts)
        met_person_by_number: dict[int, _MetPerson] = {}
        order = sorted(range(len(mentions)), key=lambda number: _step(mentions[number]))
        for number in order:
            met = self._resolve_one(number, mentions[number], homes[number], own[number])
            if met:
                met_person_by_number[number] = met
        return [
            met_person_by_number[n].record if n in met_person_by_number else None
            for n in range(len(mentions))
        ]

    def planned(self) -> list[PlannedPerson]:
        """Every person, in the order of the file."""
        return [met.record for met in sorted(self._met, key=lambda met: met.number)]

    def _resolve_one(
        self, number: int, mention: PersonMention, home: str | None, own: set[str]
    ) -> _MetPerson | None:
        met = None
        if mention.place not in self._refused:
            met = self._short_name(mention, home) if _is_short(mention) else None
            met = met or self._same(mention, home, own)
        if met is None and mention.is_successor and _is_short(mention):
            return None
        if met is None:
            met = self._create(number, mention)
        else:
            self._remark_same(met, mention, home)
        self._remember(met, number, mention, home, own)
        return met

    def _same(self, mention: PersonMention, home: str | None, own: set[str]) -> _MetPerson | None:
        for met in self._by_name[mention.name.key]:
            if home in met.homes or mention.repeated or _compatible(met, mention, own):
                return met
        for address in own:
            for met in self._by_contact[address]:
                if _alike(met, mention, 80):
                    return met
        return self._near(mention, home, own)

    def _near(self, mention: PersonMention, home: str | None, own: set[str]) -> _MetPerson | None:
        """Nearly the same name in the same structure, unless each has an address of their own."""
        if home is None:
            return None
        beside = self._by_home[_place_of(home, mention.name.key[0])][:_COMPARED]
        near = (met for met in beside if _alike(met, mention, _NEAR))
        return next((met for met in near if _compatible(met, mention, own)), None)

    def _short_name(self, mention: PersonMention, home: str | None) -> _MetPerson | None:
        """« P. HAUTECLAIRE » or « Mme KERLO »: somebody of the same structure, or the only one."""
        family, given = mention.name.key
        start = given.replace(".", "").replace(" ", "")[:1]
        alike = [
            met
            for met in self._by_family[family]
            if met.key[1].startswith(start) and _civilities_agree(met, mention)
        ]
        close = [met for met in alike if home in met.homes]
        if len(close) == 1:
            return close[0]
        return alike[0] if len(alike) == 1 and given and not close else None

    def _create(self, number: int, mention: PersonMention) -> _MetPerson:
        name = mention.name
        key = self._keys.unused(name.family)
        record = PlannedPerson(key, name.civility, name.family, name.given, mention.place)
        met = _MetPerson(record, number, name.key)
        self._remark_homonym(mention)
        self._remark_short_given(mention, key)
        self._met.append(met)
        self._by_name[name.key].append(met)
        self._by_family[name.key[0]].append(met)
        return met

    def _remember(
        self, met: _MetPerson, number: int, mention: PersonMention, home: str | None, own: set[str]
    ) -> None:
        record = met.record
        if own and not met.contacts and not mention.is_successor:
            record.source = mention.place
        met.number = min(met.number, number)
        if home is not None and home not in met.homes:
            self._by_home[_place_of(home, met.key[0])].append(met)
        met.homes.add(home)
        met.rows.add((mention.sheet, mention.row))
        met.contacts |= own
        for address in own:
            if met not in self._by_contact[address]:
                self._by_contact[address].append(met)
        record.civility = record.civility or mention.name.civility
        for name, value in mention.facts.items():
            if record.facts.get(name) is None:
                record.facts[name] = value

    def _remark_same(self, met: _MetPerson, mention: PersonMention, home: str | None) -> None:
        if _is_short(mention):
            self._remark_short(met, mention)
        elif not mention.repeated and mention.adds_mandate and not mention.is_successor:
            severity = _same_severity(met, mention, home)
            if severity:
                self._add(
                    "same_person", severity, mention, met.record.key,
                    f"Même personne que {met.record.given_name} {met.record.family_name} "
                    f"({met.record.source}) : {ONE_MORE}. "
                    "Séparez-les si ce sont deux personnes.",
                )  # fmt: skip

    def _remark_short(self, met: _MetPerson, mention: PersonMention) -> None:
        if mention.is_successor and "since" in mention.facts:
            return
        full = f"{met.record.given_name} {met.record.family_name}"
        severity = Severity.INFO if mention.is_successor else Severity.WARNING
        message = f"Nom abrégé : {full}, même structure. Séparez-les si ce sont deux personnes."
        self._add("person_initial", severity, mention, met.record.key, message)

    def _remark_short_given(self, mention: PersonMention, key: str) -> None:
        """« A. VILLEDIEU », « Mme QUENTRIC », whom nobody else of the file names in full."""
        if mention.repeated:
            return
        if mention.name.is_initial:
            message = "Prénom réduit à une initiale : la fiche entre avec elle."
            self._add("given_name_initial", Severity.WARNING, mention, key, message)
        elif not mention.name.given:
            message = "Prénom absent : la fiche entre avec le nom seul."
            self._add("given_name_missing", Severity.WARNING, mention, key, message)

    def _remark_homonym(self, mention: PersonMention) -> None:
        family, given = mention.name.key
        others = self._by_family[family]
        beside = any(other.record.source == mention.place for other in others)
        if not others or family in self._homonyms or not given or beside:
            return
        self._homonyms.add(family)
        place = others[0].record.source
        message = (
            f"Même nom que {place}, mais une autre personne : deux fiches. Vérifiez les prénoms."
        )
        self._add("homonym", Severity.WARNING, mention, None, message)

    def _add(
        self,
        code: str,
        severity: Severity,
        mention: PersonMention,
        suggestion: str | None,
        message: str,
    ) -> None:
        problem = Problem(code, severity, mention.place, mention.raw, message, suggestion)
        self._problems.add(problem)


def _same_severity(met: _MetPerson, mention: PersonMention, home: str | None) -> Severity | None:
    name = mention.name
    if (mention.sheet, mention.row) in met.rows:
        return Severity.INFO
    if home not in met.homes or mention.ended:
        return Severity.WARNING
    spelled = same_spelling(met.record.family_name, name.family)
    spelled = spelled and same_spelling(met.record.given_name, name.given)
    if not spelled:
        return Severity.INFO if name.key == met.key else Severity.WARNING
    same_sheet = any(sheet == mention.sheet for sheet, _ in met.rows)
    return Severity.WARNING if same_sheet else None


def _place_of(home: str, family: str) -> tuple[str, str, str]:
    """Where near names are looked for: a structure, the start of the name, its digits if any."""
    return home, family[:3], _digits(family)


def _step(mention: PersonMention) -> tuple[bool, bool]:
    return _is_short(mention), mention.is_successor


def _is_short(mention: PersonMention) -> bool:
    return mention.name.is_initial or not mention.name.given


def _compatible(met: _MetPerson, mention: PersonMention, own: set[str]) -> bool:
    """Same name in another structure: the same person unless civility or addresses differ."""
    if not _civilities_agree(met, mention):
        return False
    emails = {address for address in own if "@" in address}
    existing_emails = {address for address in met.contacts if "@" in address}
    return not emails or not existing_emails or bool(own & met.contacts)


def _civilities_agree(met: _MetPerson, mention: PersonMention) -> bool:
    civilities = {met.record.civility, mention.name.civility} - {None}
    return len(civilities) < 2


def _alike(met: _MetPerson, mention: PersonMention, cutoff: int) -> bool:
    """Nearly the same name: both parts near, never two given names of two relatives."""
    family, given = mention.name.key
    listed_family, listed_given = met.key
    swapped = (listed_given, listed_family) == (family, given)
    near = swapped or (
        fuzz.ratio(listed_family, family, score_cutoff=cutoff) >= cutoff
        and fuzz.ratio(listed_given, given, score_cutoff=cutoff) >= cutoff
        and _digits(family) == _digits(listed_family)
    )
    return near and _civilities_agree(met, mention)


@lru_cache(KEPT)
def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)


def _own_addresses(mentions: list[PersonMention], contacts: list[ContactMention]) -> list[set[str]]:
    """Addresses and numbers that may be each mention's own."""
    own: list[set[str]] = [set() for _ in mentions]
    for contact in contacts:
        if not contact.of_structure and len(contact.people) == 1:
            own[contact.people[0]].add(contact.value)
    return own

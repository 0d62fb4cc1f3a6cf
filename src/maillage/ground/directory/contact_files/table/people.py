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

_NEAR = 90
KEPT = 4_096
_COMPARED = 300
_NOT_DIGITS = re.compile(r"\D+")


@dataclass(slots=True)
class _Known:
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
        self._known: list[_Known] = []
        self._by_name: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._by_family: dict[str, list[_Known]] = defaultdict(list)
        self._by_home: dict[tuple[str, str, str], list[_Known]] = defaultdict(list)
        self._by_contact: dict[str, list[_Known]] = defaultdict(list)
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
        found: dict[int, _Known] = {}
        order = sorted(range(len(mentions)), key=lambda number: _step(mentions[number]))
        for number in order:
            known = self._resolve_one(number, mentions[number], homes[number], own[number])
            if known:
                found[number] = known
        return [found[n].record if n in found else None for n in range(len(mentions))]

    def planned(self) -> list[PlannedPerson]:
        """Every person, in the order of the file."""
        return [known.record for known in sorted(self._known, key=lambda known: known.number)]

    def _resolve_one(
        self, number: int, mention: PersonMention, home: str | None, own: set[str]
    ) -> _Known | None:
        known = None
        if mention.place not in self._refused:
            known = self._short_name(mention, home) if _is_short(mention) else None
            known = known or self._same(mention, home, own)
        if known is None and mention.is_successor and _is_short(mention):
            return None
        if known is None:
            known = self._create(number, mention)
        else:
            self._tell_same(known, mention, home)
        self._remember(known, number, mention, home, own)
        return known

    def _same(self, mention: PersonMention, home: str | None, own: set[str]) -> _Known | None:
        for known in self._by_name[mention.name.key]:
            if home in known.homes or mention.repeated or _compatible(known, mention, own):
                return known
        for address in own:
            for known in self._by_contact[address]:
                if _alike(known, mention, 80):
                    return known
        return self._near(mention, home, own)

    def _near(self, mention: PersonMention, home: str | None, own: set[str]) -> _Known | None:
        """Nearly the same name in the same structure, unless each has an address of their own."""
        if home is None:
            return None
        beside = self._by_home[_place_of(home, mention.name.key[0])][:_COMPARED]
        near = (known for known in beside if _alike(known, mention, _NEAR))
        return next((known for known in near if _compatible(known, mention, own)), None)

    def _short_name(self, mention: PersonMention, home: str | None) -> _Known | None:
        """« P. HAUTECLAIRE » or « Mme KERLO »: somebody of the same structure, or the only one."""
        family, given = mention.name.key
        start = given.replace(".", "").replace(" ", "")[:1]
        alike = [
            known
            for known in self._by_family[family]
            if known.key[1].startswith(start) and _civilities_agree(known, mention)
        ]
        close = [known for known in alike if home in known.homes]
        if len(close) == 1:
            return close[0]
        return alike[0] if len(alike) == 1 and given and not close else None

    def _create(self, number: int, mention: PersonMention) -> _Known:
        name = mention.name
        key = self._keys.unused(name.family)
        record = PlannedPerson(key, name.civility, name.family, name.given, mention.place)
        known = _Known(record, number, name.key)
        self._tell_homonym(mention)
        self._known.append(known)
        self._by_name[name.key].append(known)
        self._by_family[name.key[0]].append(known)
        return known

    def _remember(
        self, known: _Known, number: int, mention: PersonMention, home: str | None, own: set[str]
    ) -> None:
        record = known.record
        if own and not known.contacts and not mention.is_successor:
            record.source = mention.place
        known.number = min(known.number, number)
        if home is not None and home not in known.homes:
            self._by_home[_place_of(home, known.key[0])].append(known)
        known.homes.add(home)
        known.rows.add((mention.sheet, mention.row))
        known.contacts |= own
        for address in own:
            if known not in self._by_contact[address]:
                self._by_contact[address].append(known)
        record.civility = record.civility or mention.name.civility
        for name, value in mention.facts.items():
            if record.facts.get(name) is None:
                record.facts[name] = value

    def _tell_same(self, known: _Known, mention: PersonMention, home: str | None) -> None:
        if _is_short(mention):
            self._tell_short(known, mention)
        elif not mention.repeated and mention.adds_mandate and not mention.is_successor:
            severity = _same_severity(known, mention, home)
            if severity:
                self._add(
                    "same_person", severity, mention, known.record.key,
                    f"Même personne que {known.record.given_name} {known.record.family_name} "
                    f"({known.record.source}) : une seule fiche, un mandat de plus. "
                    "Séparez-les si ce sont deux personnes.",
                )  # fmt: skip

    def _tell_short(self, known: _Known, mention: PersonMention) -> None:
        if mention.is_successor and "since" in mention.facts:
            return
        full = f"{known.record.given_name} {known.record.family_name}"
        severity = Severity.INFO if mention.is_successor else Severity.WARNING
        message = f"Nom abrégé : {full}, même structure. Séparez-les si ce sont deux personnes."
        self._add("person_initial", severity, mention, known.record.key, message)

    def _tell_homonym(self, mention: PersonMention) -> None:
        family, given = mention.name.key
        others = self._by_family[family]
        if not others or family in self._homonyms or not given:
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


def _same_severity(known: _Known, mention: PersonMention, home: str | None) -> Severity | None:
    name = mention.name
    if (mention.sheet, mention.row) in known.rows:
        return Severity.INFO
    if home not in known.homes or mention.ended:
        return Severity.WARNING
    spelled = same_spelling(known.record.family_name, name.family)
    spelled = spelled and same_spelling(known.record.given_name, name.given)
    if not spelled:
        return Severity.INFO if name.key == known.key else Severity.WARNING
    same_sheet = any(sheet == mention.sheet for sheet, _ in known.rows)
    return Severity.WARNING if same_sheet else None


def _place_of(home: str, family: str) -> tuple[str, str, str]:
    """Where near names are looked for: a structure, the start of the name, its digits if any."""
    return home, family[:3], _digits(family)


def _step(mention: PersonMention) -> tuple[bool, bool]:
    return _is_short(mention), mention.is_successor


def _is_short(mention: PersonMention) -> bool:
    return mention.name.is_initial or not mention.name.given


def _compatible(known: _Known, mention: PersonMention, own: set[str]) -> bool:
    """Same name in another structure: the same person unless civility or addresses differ."""
    if not _civilities_agree(known, mention):
        return False
    emails = {address for address in own if "@" in address}
    known_emails = {address for address in known.contacts if "@" in address}
    return not emails or not known_emails or bool(own & known.contacts)


def _civilities_agree(known: _Known, mention: PersonMention) -> bool:
    civilities = {known.record.civility, mention.name.civility} - {None}
    return len(civilities) < 2


def _alike(known: _Known, mention: PersonMention, cutoff: int) -> bool:
    """Nearly the same name: both parts near, never two given names of two relatives."""
    family, given = mention.name.key
    known_family, known_given = known.key
    swapped = (known_given, known_family) == (family, given)
    near = swapped or (
        fuzz.ratio(known_family, family, score_cutoff=cutoff) >= cutoff
        and fuzz.ratio(known_given, given, score_cutoff=cutoff) >= cutoff
        and _digits(family) == _digits(known_family)
    )
    return near and _civilities_agree(known, mention)


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

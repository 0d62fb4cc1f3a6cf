"""Which mentions name the same structure?"""

from collections import defaultdict
from dataclasses import replace

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.text import folded, one_line, same_spelling
from maillage.ground.directory.contact_files.table.identity import (
    Identity,
    difference,
    identity_of,
    not_forbidden,
    same_number,
)
from maillage.ground.directory.contact_files.table.keys import Keys
from maillage.ground.directory.contact_files.table.likeness import Names
from maillage.ground.directory.contact_files.table.mentions import OrganisationMention
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation


class Organisations:
    """Gives each mention its structure; suggestions at the refused places are not followed."""

    def __init__(self, problems: Problems, refused: frozenset[str]) -> None:
        self.records: list[PlannedOrganisation] = []
        self._problems = problems
        self._refused = refused
        self._keys = Keys()
        self._spellings: dict[str, set[str]] = defaultdict(set)
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._names: Names[PlannedOrganisation] = Names()
        self._by_number: dict[str, list[PlannedOrganisation]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], list[PlannedOrganisation]] = defaultdict(list)
        self._without_siren: dict[str, list[PlannedOrganisation]] = defaultdict(list)
        self._places: dict[tuple[str, str], str] = {}
        self._apart: list[tuple[OrganisationMention, PlannedOrganisation, Identity]] = []

    def resolve(self, mentions: list[OrganisationMention]) -> list[PlannedOrganisation]:
        """The structure of each mention; the surest are met first, shortened names after."""
        planned_by_number: dict[int, PlannedOrganisation] = {}
        above = _repeated(mentions)
        identities = [_identity(mention) for mention in mentions]
        order = sorted(
            range(len(mentions)),
            key=lambda number: (number in above, *_step(mentions[number], identities[number])),
        )
        for number in order:
            mention, identity = mentions[number], identities[number]
            record = planned_by_number.get(above.get(number, -1))
            if record is None or difference(record.identity, identity):
                record = self._resolve_one(mention, identity)
            planned_by_number[number] = self._met(record, mention, identity)
        for number, mention in enumerate(mentions):
            self._complete(planned_by_number[number], mention)
        self._remark_apart()
        first: dict[str, int] = {}
        for number in range(len(mentions)):
            first.setdefault(planned_by_number[number].key, number)
        self.records.sort(key=lambda record: first[record.key])
        return [planned_by_number[number] for number in range(len(mentions))]

    def _resolve_one(self, mention: OrganisationMention, identity: Identity) -> PlannedOrganisation:
        record = self._of_number(identity)
        if record is not None:
            self._remark_other_name(record, mention)
        else:
            record = self._of_name(mention, identity)
            if record is None:
                return self._create(mention, identity)
            if not self._is_spelled(record, mention):
                self._remark_alias(record, mention)
                return record
        if mention.in_seats and not mention.repeated and mention.sheet in self._seen[record.key]:
            self._remark_again(mention)
        return record

    def _met(
        self, record: PlannedOrganisation, mention: OrganisationMention, identity: Identity
    ) -> PlannedOrganisation:
        """The structure, which this mention has written once more and perhaps completed."""
        if not mention.facts.get("siren"):
            identity = identity.without_siren()
        self._spellings[record.key].add(mention.raw)
        self._seen[record.key].add(mention.sheet)
        for number in identity.numbers.values():
            if record not in self._by_number[number]:
                self._by_number[number].append(record)
        record.identity = record.identity.completed(identity)
        return record

    def _of_number(self, identity: Identity) -> PlannedOrganisation | None:
        bearers = (self._by_number[number] for number in identity.numbers.values())
        return same_number(identity, (record for records in bearers for record in records))

    def _of_name(
        self, mention: OrganisationMention, identity: Identity
    ) -> PlannedOrganisation | None:
        """The structure of this name, or of a close one that nothing forbids."""
        possible = not_forbidden(identity, self._of_this_name(mention.name, identity))
        one = possible[0] if len(possible) == 1 else None
        if one and self._is_spelled(one, mention):
            return one
        if mention.place in self._refused:
            return None
        if self._names.spelled(mention.name):
            return one
        return self._alias(mention.name, identity)

    def _of_this_name(self, name: str, identity: Identity) -> list[PlannedOrganisation]:
        """Those of this very name that it may be, and few others: a file has 40,000 « Mairie »."""
        written = folded(name)
        if identity.place:
            return [*self._by_place[written, identity.place], *self._by_place[written, ""]]
        if identity.siren:
            same = self._by_number.get(identity.siren, [])
            return [*self._without_siren[written], *(o for o in same if folded(o.name) == written)]
        return self._names.spelled(name)

    def _alias(self, name: str, identity: Identity) -> PlannedOrganisation | None:
        for candidates in (*self._names.everyday(name), self._names.shortened(name)):
            possible = not_forbidden(identity, candidates)
            if len(possible) == 1:
                return possible[0]
        return next(iter(not_forbidden(identity, self._names.near(name))), None)

    def _is_spelled(self, record: PlannedOrganisation, mention: OrganisationMention) -> bool:
        names = (record.name, *self._spellings[record.key])
        return any(
            text in {mention.raw, mention.name} or same_spelling(text, mention.raw)
            for text in names
        )

    def _create(self, mention: OrganisationMention, identity: Identity) -> PlannedOrganisation:
        parts = name_parts(mention.name)
        record = PlannedOrganisation(
            self._keys.unused(parts.core or mention.name), one_line(mention.name), mention.place
        )
        twin = self._twin(mention, identity)
        if twin is not None:
            self._apart.append((mention, twin, identity))
            if _share_siren_alone(identity, twin.identity):
                mention.facts["siren"] = None
        self.records.append(record)
        self._names.add(record, mention.name, str(mention.facts.get("short_name") or ""))
        written = folded(mention.name)
        self._by_place[written, identity.place].append(record)
        if not mention.facts.get("siren"):
            self._without_siren[written].append(record)
        return record

    def _twin(self, mention: OrganisationMention, identity: Identity) -> PlannedOrganisation | None:
        """Another structure that one could take for this one: of its SIREN, or of its name."""
        same = [*self._by_number.get(identity.siren, [])]
        if mention.place not in self._refused:
            same += not_forbidden(identity, self._of_this_name(mention.name, identity))
            same += self._names.spelled(mention.name)[:1]
        return same[0] if same else None

    def _remark_apart(self) -> None:
        for mention, twin, identity in self._apart:
            code, severity, message = _apart_in_words(mention, identity, twin)
            self._add(code, severity, mention, message)

    def _remark_other_name(self, record: PlannedOrganisation, mention: OrganisationMention) -> None:
        if mention.repeated or _one_name(record.name, mention.name):
            return
        self._add(
            "same_number", Severity.WARNING, mention,
            f"Même numéro que « {record.name} » : une seule fiche, à ce nom. Si elles sont deux, "
            "corrigez le numéro ou donnez le SIRET de chaque établissement.",
            record.key,
        )  # fmt: skip

    def _remark_alias(self, record: PlannedOrganisation, mention: OrganisationMention) -> None:
        message = (
            f"Ressemble à « {record.name} », plus haut dans votre fichier : une seule structure. "
            "Séparez-les si elles sont deux."
        )
        self._add("organisation_alias", Severity.WARNING, mention, message, record.key)

    def _remark_again(self, mention: OrganisationMention) -> None:
        message = "Même structure qu’une ligne au-dessus : un autre siège."
        self._add("same_organisation", Severity.INFO, mention, message)

    def _add(
        self,
        code: str,
        severity: Severity,
        mention: OrganisationMention,
        message: str,
        suggestion: str | None = None,
    ) -> None:
        problem = Problem(code, severity, mention.place, mention.raw, message, suggestion)
        self._problems.add(problem)

    def _remark_differs(
        self, record: PlannedOrganisation, mention: OrganisationMention, name: str
    ) -> None:
        one, other = str(record.facts[name]), str(mention.facts[name])
        if folded(one) != folded(other):
            message = differs(self._places[record.key, name], "la première est gardée")
            place = mention.places[name]
            self._problems.add(
                Problem("structure_differs", Severity.WARNING, place, other, message)
            )

    def _complete(self, record: PlannedOrganisation, mention: OrganisationMention) -> None:
        for name, value in mention.facts.items():
            if record.facts.get(name) is None:
                record.facts[name] = value
                self._places[record.key, name] = mention.places.get(name, mention.place)
            elif value is not None and name in mention.places and not mention.department:
                self._remark_differs(record, mention, name)
        if mention.department and mention.department not in record.departments:
            record.departments.append(mention.department)


def differs(place: str, outcome: str) -> str:
    """What is said of a structure that two rows tell otherwise."""
    return f"Autre valeur en {place} pour cette structure : {outcome}. Vérifiez laquelle est juste."


def _identity(mention: OrganisationMention) -> Identity:
    """The identity that a mention gives; a repeated cell is where the one above it is."""
    identity = identity_of(mention.name, mention.facts)
    return replace(identity, place="") if mention.repeated else identity


def _repeated(mentions: list[OrganisationMention]) -> dict[int, int]:
    """The mention above, of the same cell, by the number of the one that repeats it."""
    last: dict[tuple[str, str], int] = {}
    above: dict[int, int] = {}
    for number, mention in enumerate(mentions):
        written = (mention.sheet, mention.name)
        if mention.repeated and written in last:
            above[number] = last[written]
        last[written] = number
    return above


def _step(mention: OrganisationMention, identity: Identity) -> tuple[bool, int, bool]:
    """The order in which mentions are met: what has most numbers first, then what has a place."""
    parts = name_parts(mention.name)
    is_short = not identity.numbers and (parts.kind is None or not parts.core)
    return is_short, -len(identity.numbers), not identity.place


def _one_name(one: str, other: str) -> bool:
    mine, theirs = name_parts(one), name_parts(other)
    return folded(one) == folded(other) or bool(mine.core and mine.core == theirs.core)


def _share_siren_alone(one: Identity, other: Identity) -> bool:
    """Whether both bear a SIREN that one sheet alone may bear: no SIRET tells them apart."""
    return bool(one.siren) and one.siren == other.siren and not (one.siret or other.siret)


def _apart_in_words(
    mention: OrganisationMention, identity: Identity, twin: PlannedOrganisation
) -> tuple[str, Severity, str]:
    """What is said of a structure that could be taken for another, which it is not."""
    other = _name_apart(twin)
    why = difference(identity, twin.identity)
    if identity.siren and identity.siren == twin.identity.siren:
        if _share_siren_alone(identity, twin.identity):
            message = (
                f"Même SIREN que {other}, autre {why} : deux fiches, sans SIREN sur celle-ci. "
                "Corrigez le numéro faux, ou donnez le SIRET de chaque établissement."
            )
            return "same_siren", Severity.WARNING, message
        message = f"Même SIREN que {other}, autre établissement : deux fiches."
        return "establishment", Severity.INFO, message
    if why is None:
        message = (
            f"Plusieurs structures portent le nom de {other} et rien ne dit laquelle c’est : une "
            "fiche à part. Écrivez sa commune ou son SIREN."
        )
        return "organisation_unclear", Severity.WARNING, message
    other_one = f"autre {why}" if why != "commune" else f"autre commune ({_town(mention.facts)})"
    return "namesake", Severity.INFO, f"Même nom que {other}, {other_one} : deux fiches."


def _name_apart(record: PlannedOrganisation) -> str:
    """A structure named with what tells it from those of its name."""
    number = next((f"{label} {n}" for label, n in record.identity.numbers.items()), "")
    apart = ", ".join(text for text in (_town(record.facts), number) if text)
    return f"« {record.name} » ({apart or record.source})"


def _town(facts: dict[str, str | int | None]) -> str:
    return str(facts.get("commune") or facts.get("city") or "")

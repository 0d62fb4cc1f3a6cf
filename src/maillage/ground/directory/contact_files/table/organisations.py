"""Which mentions name the same structure?"""

from collections import defaultdict

from rapidfuzz import fuzz, process

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.text import folded, one_line, same_spelling
from maillage.ground.directory.contact_files.table.keys import Keys
from maillage.ground.directory.contact_files.table.mentions import OrganisationMention
from maillage.ground.directory.contact_files.table.organisation_names import (
    NameParts,
    initials,
    name_parts,
    names_one_body,
)
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation

_NEAR = 92
_SURE_BY_NAME_ONLY = frozenset({"commune", "cc", "ca", "metropole", "commune_deleguee"})


class Organisations:
    """Gives each mention its structure; suggestions at the refused places are not followed."""

    def __init__(self, problems: Problems, refused: frozenset[str]) -> None:
        self.records: list[PlannedOrganisation] = []
        self._problems = problems
        self._refused = refused
        self._keys = Keys()
        self._spellings: dict[str, set[str]] = defaultdict(set)
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, PlannedOrganisation] = {}
        self._by_siren: dict[str, PlannedOrganisation] = {}
        self._by_core: dict[str, list[PlannedOrganisation]] = defaultdict(list)
        self._by_kind: dict[str, list[PlannedOrganisation]] = defaultdict(list)
        self._by_word: dict[str, list[PlannedOrganisation]] = defaultdict(list)
        self._by_initials: dict[str, list[PlannedOrganisation]] = defaultdict(list)

    def resolve(self, mentions: list[OrganisationMention]) -> list[PlannedOrganisation]:
        """The structure of each mention; full names are met first, shortened ones after."""
        planned_by_number: dict[int, PlannedOrganisation] = {}
        order = sorted(range(len(mentions)), key=lambda number: _is_short(mentions[number]))
        for number in order:
            planned_by_number[number] = self._resolve_one(mentions[number])
        for number, mention in enumerate(mentions):
            self._complete(planned_by_number[number], mention)
        first: dict[str, int] = {}
        for number in range(len(mentions)):
            first.setdefault(planned_by_number[number].key, number)
        self.records.sort(key=lambda record: first[record.key])
        return [planned_by_number[number] for number in range(len(mentions))]

    def _resolve_one(self, mention: OrganisationMention) -> PlannedOrganisation:
        record = self._by_siren.get(str(mention.facts.get("siren") or ""))
        record = record or self._by_name.get(folded(mention.name))
        exists = record is not None
        if record is None and mention.place not in self._refused:
            record = self._alias(mention)
        if record is None:
            record = self._create(mention)
        elif not exists or not self._is_spelled(record, mention):
            self._remark_alias(record, mention)
        elif mention.in_seats and not mention.repeated and mention.sheet in self._seen[record.key]:
            self._remark_again(mention)
        self._spellings[record.key].add(mention.raw)
        self._seen[record.key].add(mention.sheet)
        return record

    def _is_spelled(self, record: PlannedOrganisation, mention: OrganisationMention) -> bool:
        names = (record.name, *self._spellings[record.key])
        return any(
            text in {mention.raw, mention.name} or same_spelling(text, mention.raw)
            for text in names
        )

    def _create(self, mention: OrganisationMention) -> PlannedOrganisation:
        parts = name_parts(mention.name)
        record = PlannedOrganisation(
            self._keys.unused(parts.core or mention.name), one_line(mention.name), mention.place
        )
        self.records.append(record)
        self._by_name[folded(mention.name)] = record
        self._by_core[parts.core].append(record)
        self._by_initials[initials(mention.name)].append(record)
        if parts.kind:
            self._by_kind[parts.kind].append(record)
        for word in set(parts.core.split()):
            self._by_word[word].append(record)
        siren = mention.facts.get("siren")
        if siren and not mention.facts.get("siret"):
            self._by_siren[str(siren)] = record
        return record

    def _alias(self, mention: OrganisationMention) -> PlannedOrganisation | None:
        parts = name_parts(mention.name)
        if not parts.core:
            return self._only_of_kind(parts.kind)
        return (
            self._same_core(parts)
            or self._by_acronym(mention)
            or self._shortened(parts)
            or self._near(parts)
        )

    def _only_of_kind(self, kind: str | None) -> PlannedOrganisation | None:
        planneds = self._by_kind.get(kind or "", [])
        return planneds[0] if len(planneds) == 1 and names_one_body(kind) else None

    def _same_core(self, parts: NameParts) -> PlannedOrganisation | None:
        planneds = self._by_core.get(parts.core, [])
        kinds = {record.key: name_parts(record.name).kind for record in planneds}
        if parts.kind:
            alike = [record for record in planneds if kinds[record.key] in {parts.kind, None}]
        else:
            communes = [record for record in planneds if kinds[record.key] == "commune"]
            alike = communes or planneds
        return alike[0] if len(alike) == 1 else None

    def _by_acronym(self, mention: OrganisationMention) -> PlannedOrganisation | None:
        word = mention.name.replace(".", "").strip()
        if not (3 <= len(word) <= 8 and word.isupper() and word.isalpha()):
            return None
        planneds = self._by_initials.get(folded(word), [])
        return planneds[0] if len(planneds) == 1 else None

    def _shortened(self, parts: NameParts) -> PlannedOrganisation | None:
        words = set(parts.core.split())
        if parts.kind == "commune" or (not parts.kind and len(words) < 2):
            return None
        candidates = self._by_word.get(max(words, key=len), [])
        planneds = [
            record
            for record in candidates
            if name_parts(record.name).kind == parts.kind or not parts.kind
        ]
        planneds = [
            record for record in planneds if words < set(name_parts(record.name).core.split())
        ]
        return planneds[0] if len(planneds) == 1 else None

    def _near(self, parts: NameParts) -> PlannedOrganisation | None:
        if parts.kind in _SURE_BY_NAME_ONLY or len(parts.core) < 6:
            return None
        candidates = self._by_word.get(parts.core.split()[0], [])[:400]
        cores = {
            record.key: name_parts(record.name).core
            for record in candidates
            if name_parts(record.name).kind == parts.kind
        }
        best = process.extractOne(parts.core, cores, scorer=fuzz.ratio, score_cutoff=_NEAR)
        if best is None or _numbers(best[0]) != _numbers(parts.core):
            return None
        return next(record for record in candidates if record.key == best[2])

    def _remark_alias(self, record: PlannedOrganisation, mention: OrganisationMention) -> None:
        self._problems.add(
            Problem(
                "organisation_alias",
                Severity.WARNING,
                mention.place,
                mention.raw,
                f"Ressemble à « {record.name} » : rattachée. Séparez-les si elles sont deux.",
                record.key,
            )
        )

    def _remark_again(self, mention: OrganisationMention) -> None:
        self._problems.add(
            Problem(
                "same_organisation",
                Severity.INFO,
                mention.place,
                mention.raw,
                "Même structure qu’une ligne au-dessus : un autre siège.",
            )
        )

    def _complete(self, record: PlannedOrganisation, mention: OrganisationMention) -> None:
        for name, value in mention.facts.items():
            if record.facts.get(name) is None:
                record.facts[name] = value
        if mention.department and mention.department not in record.departments:
            record.departments.append(mention.department)


def _is_short(mention: OrganisationMention) -> bool:
    parts = name_parts(mention.name)
    return not mention.facts.get("siren") and (parts.kind is None or not parts.core)


def _numbers(text: str) -> list[str]:
    return [word for word in text.split() if word.isdecimal()]

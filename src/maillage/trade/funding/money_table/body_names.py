"""Which structures may a word of a table of money mean, and which words name none?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.table.organisation_names import (
    NameParts,
    name_parts,
    names_one_body,
)
from maillage.ground.directory.models import Organisation
from maillage.trade.context.small_lists import by_names
from maillage.trade.funding.money_table.headings import SCHEMES

# Kinds that one word says, « Dépt », where the cooperation has one structure of them.
ALONE = {
    "region": OrganisationKind.REGION,
    "departement": OrganisationKind.DEPARTEMENT,
    "cc": OrganisationKind.EPCI,
}
EPCI = "epci"
# The State pays by its prefecture, whatever else of it is in the directory.
STATE = frozenset({"etat", "prefecture"})
PREFECTURE = "prefecture "
# Whose money a fund is, which a structure of another name pays.
ABOVE = frozenset({"europe", "ue", "union europeenne"})
SERVICE = re.compile(
    r"(?:prestations? de services?|\bps[uo]?\b)(?: (?:ordinaire|unique))?", re.IGNORECASE
)
PAY_SERVICE = frozenset({"caf", "msa"})
LINK = re.compile(r"^(?:de la |de l[’']|du |des |d[’']|de )", re.IGNORECASE)
# Those of whom the file says that they pay together: « Contributions des communes membres ».
TOGETHER = re.compile(
    r"(?:(?:contributions?|cotisations?|participations?|apports?)(?: (?:des|de|aux))?)?"
    r" ?(?:(?:les|autres|toutes|l.ensemble des|\d{1,3}) )*"
    r"(?:communes?|collectivites|intercommunalites|adherente?s?|adhesions?|membres|partenaires|"
    r"financeurs|cofinanceurs)?"
    r"(?: (?:membres|adherentes?|partenaires|concernees|du territoire))*"
)


# Who may own what is under a title that opens with their name.
OWNERS = frozenset({"commune", "cc", "ca", "metropole", "syndicat", "petr", "parc"})
PARTS = re.compile(r"\s[–—-]\s|[:;,]\s")


def owners_in(titles: Iterable[str]) -> list[str]:
    """The structures that titles name, of the kinds that own what is paid.

    >>> owners_in(["Communauté de communes des Landelles – Programme 2026", "Plan de la halte"])
    ['Communauté de communes des Landelles']
    """
    parts = (part.strip() for text in titles for part in PARTS.split(text))
    return [one for one in parts if name_parts(one).kind in OWNERS and name_parts(one).core]


@dataclass(frozen=True)
class BodiesByName:
    """Structures by the names that a file gives them."""

    records: Sequence[Organisation]

    @cached_property
    def by_name(self) -> dict[str, Organisation]:
        """Each by its name, then by its short one, where no other has it."""
        shared = Counter(folded(one.short_name) for one in self.records)
        alone = [one for one in self.records if shared[folded(one.short_name)] == 1]
        return by_names(alone, "short_name") | by_names(self.records, "name")

    @cached_property
    def _by_parts(self) -> Mapping[NameParts, list[Organisation]]:
        """Each by its kind and the rest of its name."""
        parts = defaultdict[NameParts, list[Organisation]](list)
        for one in self.records:
            parts[name_parts(one.name)].append(one)
        return parts

    def alike(self, key: str) -> list[Organisation]:
        """Those that the word may mean: of its kind and name, the prefectures for the State."""
        if key in STATE:
            return [one for one in self.records if folded(one.name).startswith(PREFECTURE)]
        if key in ABOVE:
            return [one for one in self.records if folded(one.name) in ABOVE]
        parts = name_parts(key)
        if parts.core and key != EPCI:
            commune = NameParts(parts.kind or "commune", parts.core)
            return self._by_parts.get(parts) or self._by_parts.get(commune, [])
        kind = OrganisationKind.EPCI if key == EPCI else ALONE.get(parts.kind or "")
        if kind is None and names_one_body(parts.kind):
            return self._of_kinds({parts.kind})
        return [one for one in self.records if one.kind == kind] if kind else []

    def perhaps(self, key: str) -> list[Organisation]:
        """Those that perhaps pay what this word says, to be asked: who hands on Europe's money."""
        if key in ABOVE:
            return [one for one in self.records if one.kind == OrganisationKind.REGION]
        return self._of_kinds(PAY_SERVICE) if SERVICE.fullmatch(key) else []

    def _of_kinds(self, kinds: frozenset[str] | set[str | None]) -> list[Organisation]:
        return [
            one for parts, some in self._by_parts.items() for one in some if parts.kind in kinds
        ]

    def meant(self, key: str) -> Organisation | None:
        """The only one of the kind that the word says, or the only one that begins so."""
        same = self.alike(key)
        opening = [one for one in self.records if folded(one.name).startswith(f"{key} ")]
        return same[0] if len(same) == 1 else opening[0] if len(opening) == 1 else None

    def find(self, key: str) -> Organisation | None:
        """The one of this name, else the one that it means."""
        return self.by_name.get(key) or self.meant(key)


def names_nobody(name: str) -> bool:
    """Whether words say whose money it is, or as what it comes, and name no structure.

    >>> [names_nobody(one) for one in ("Communes membres", "Cotisations des adhérents", "Europe")]
    [True, True, True]
    >>> [names_nobody(one) for one in ("Prestation de service ordinaire", "Commune de Vaux")]
    [True, False]
    """
    key = folded(name)
    is_of_all = key and (SERVICE.fullmatch(key) or TOGETHER.fullmatch(key))
    return key in ABOVE or bool(is_of_all)


def payer_of_service(text: str) -> str:
    """Who pays a service, where its name says it.

    >>> payer_of_service("Prestation de service Caf"), payer_of_service("PSO (MSA)")
    ('Caf', 'MSA')
    >>> payer_of_service("Prestation de service ordinaire")
    'Prestation de service ordinaire'
    """
    left = SERVICE.sub(" ", text, count=1).strip(" :–—-()")
    return LINK.sub("", left).strip() or text


def payer_of(text: str) -> tuple[str, str]:
    """Who pays, and as what, where a header names the fund: « DETR », « État DETR ».

    >>> payer_of("DETR"), payer_of("Europe LEADER"), payer_of("Caf"), payer_of("DETR/DSIL")
    (('État', 'DETR'), ('Europe', 'LEADER'), ('Caf', ''), ('État', 'DETR/DSIL'))
    """
    plain = folded(text)
    for scheme, payer in SCHEMES.items():
        if plain == scheme:
            return payer, text
        if plain.endswith(f" {scheme}"):
            return text[: -len(scheme)].strip(" -–—:"), text[-len(scheme) :]
    payers = {SCHEMES.get(one.strip()) for one in re.split(r"[/+&]", plain)}
    return (payers.pop() or text, text) if len(payers) == 1 and None not in payers else (text, "")

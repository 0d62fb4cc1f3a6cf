"""Which plan, which action, which structure of the cooperation does each operation name?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import (
    elsewhere,
    member_organisations,
    organisations,
)
from maillage.trade.context.small_lists import apart_words, by_names
from maillage.trade.funding.choices import WITHOUT_FUNDER, LineKind
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.money_table.columns import OWNER, TITLE
from maillage.trade.funding.money_table.headings import SCHEMES
from maillage.trade.funding.money_table.rows import LineRead, Operation
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.models import Action, Share

# Words that name the only structure of a kind, where the cooperation has one.
ALONE = {
    "region": OrganisationKind.REGION,
    "conseil regional": OrganisationKind.REGION,
    "departement": OrganisationKind.DEPARTEMENT,
    "conseil departemental": OrganisationKind.DEPARTEMENT,
    "cd": OrganisationKind.DEPARTEMENT,
    "etat": OrganisationKind.STATE,
    "prefecture": OrganisationKind.STATE,
    "epci": OrganisationKind.EPCI,
    "cc": OrganisationKind.EPCI,
}
FROM_OWNER = frozenset({LineKind.OWN, LineKind.VALUED})


def match_operations(rows: Sequence[Operation], access: Access, taken: frozenset[str]) -> None:
    """Finds what each operation names; a structure that is unknown is proposed at its cell."""
    plans: dict[str, list[FundingPlan]] = defaultdict(list)
    for plan in readable.editable_plans(access):
        plans[folded(str(plan))].append(plan)
    by_title = {folded(one.title): one for one in actions(access)}
    bodies = bodies_of(access, taken)
    pilots = _pilots(by_title.values())
    for one in rows:
        same = plans.get(folded(one.title), [])
        one.existing = same[0] if same else None
        if len(same) > 1:
            one.row.refuse(TITLE.name, _("Plusieurs plans portent ce nom : complétez-les un à un."))
        one.action = None if one.existing else by_title.get(folded(one.title))
        _find_owner(one, bodies, pilots)
        for line in one.lines:
            _find_funder(one, line, bodies)


def _pilots(rows: Iterable[Action]) -> Mapping[int, Organisation]:
    shares = Share.objects.filter(action__in=list(rows), role="pilot", until__isnull=True)
    return {one.action_id: one.organisation for one in shares.select_related("organisation")}


def bodies_of(access: Access, taken: frozenset[str]) -> "Bodies":
    """The structures that a file may name: members first, those of other cooperations apart."""
    records = list(organisations(access))
    members = set(member_organisations(access).values_list("pk", flat=True))
    apart = set(organisations(access).filter(elsewhere(access)).values_list("pk", flat=True))
    return Bodies(
        [one for one in records if one.pk in members],
        [one for one in records if one.pk not in apart],
        [one for one in records if one.pk in apart],
        taken,
    )


@dataclass(frozen=True)
class Circle:
    """Structures by the names that a file gives them."""

    records: Sequence[Organisation]

    @cached_property
    def by_name(self) -> dict[str, Organisation]:
        """Each by its name, then by its short one."""
        return by_names(self.records, "short_name") | by_names(self.records, "name")

    def meant(self, key: str) -> Organisation | None:
        """The only one of the kind that the word says, or the only one that begins so."""
        kind = ALONE.get(key)
        same = [one for one in self.records if one.kind == kind] if kind else []
        opening = [one for one in self.records if folded(one.name).startswith(f"{key} ")]
        return same[0] if len(same) == 1 else opening[0] if len(opening) == 1 else None

    def find(self, key: str) -> Organisation | None:
        """The one of this name, else the one that it means."""
        return self.by_name.get(key) or self.meant(key)


@dataclass
class Bodies:
    """The structures of the directory by their names, and those that the officer takes into it.

    `members` are of this cooperation, `near` are they and those of no other cooperation.
    """

    members: Sequence[Organisation]
    near: Sequence[Organisation]
    apart: Sequence[Organisation]
    taken: frozenset[str]
    fresh: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def _circles(self) -> tuple[Circle, Circle]:
        return Circle(self.members), Circle(self.near)

    @cached_property
    def _others(self) -> Circle:
        return Circle(self.apart)

    def find(self, name: str) -> Organisation | None:
        """The structure of this name, else the one that it means: a member before another.

        One of another cooperation is never found: it is proposed.
        """
        key = folded(name)
        exact = (circle.by_name.get(key) for circle in self._circles)
        meant = (circle.meant(key) for circle in self._circles)
        return next(filter(None, (*exact, *meant)), None)

    def rivals(self, name: str) -> list[Organisation]:
        """Those of the kind that this word says, where no member says which; none of a name."""
        key = folded(name)
        members, near = self._circles
        if key not in ALONE or members.find(key):
            return []
        same = [one for one in near.records if one.kind == ALONE[key]]
        return same if len(same) > 1 else []

    def find_apart(self, name: str) -> Organisation | None:
        """The structure of another cooperation that has this name, or that it means."""
        return self._others.find(folded(name))

    def propose(self, row: TableRow, key: str, name: str) -> bool:
        """Whether the officer takes this structure into the directory; asked once, at its cell."""
        key_of = folded(name)
        if key_of not in self.fresh:
            self.fresh[key_of] = row.cells[key].place in self.taken
            row.suggest(key, "structure_new", self._sentence(name))
        return self.fresh[key_of]

    def _sentence(self, name: str) -> str:
        other = self.find_apart(name)
        if other is None:
            return _("« %(name)s » n’est pas dans l’annuaire.") % {"name": name}
        return apart_words(name, other)

    def require(self, row: TableRow, key: str, name: str) -> bool:
        """The same for one without which the row is not written: refused until it is taken."""
        is_taken = self.propose(row, key, name)
        if not is_taken:
            words = _("« %(name)s » n’est pas dans l’annuaire : ajoutez-la, ou corrigez.")
            if self.find_apart(name) is not None:
                words = _("« %(name)s » n’est pas de cette coopération : confirmez, ou corrigez.")
            row.refuse(key, words % {"name": name})
        return is_taken


def _find_owner(one: Operation, bodies: Bodies, pilots: Mapping[int, Organisation]) -> None:
    if one.existing is not None:
        one.organisation = one.existing.owner
    elif one.owner:
        one.organisation = bodies.find(one.owner)
        if one.organisation is None:
            one.is_fresh = bodies.require(one.row, OWNER.name, one.owner)
            one.organisation = bodies.find_apart(one.owner) if one.is_fresh else None
    elif one.action is not None:
        one.organisation = pilots.get(one.action.pk)
    if one.organisation is None and not one.is_fresh and not one.owner:
        one.row.refuse(OWNER.name, _("Dites qui en est maître d’ouvrage."))


def _find_funder(one: Operation, line: LineRead, bodies: Bodies) -> None:
    """Who pays a line; own money is the owner's, revenue and gifts are nobody's."""
    if line.kind in FROM_OWNER or line.kind in WITHOUT_FUNDER:
        return
    name, scheme = payer_of(line.funder)
    line.scheme = line.scheme or scheme
    if rivals := bodies.rivals(name):
        words = _("« %(name)s » peut être %(several)s : écrivez son nom entier.")
        several = " ou ".join(french.with_article(str(one)) for one in rivals)
        line.row.warn(line.key, words % {"name": line.funder, "several": several})
        line.is_left_out = True
        return
    line.organisation = bodies.find(name) or bodies.find(line.funder)
    if line.organisation is None:
        line.funder = name
        line.is_fresh = bodies.propose(line.row, line.key, name)
        line.is_left_out = not line.is_fresh
        line.organisation = bodies.find_apart(name) if line.is_fresh else None


def payer_of(text: str) -> tuple[str, str]:
    """Who pays, and as what, where a header names the fund: « DETR », « État DETR ».

    >>> payer_of("DETR"), payer_of("Europe LEADER"), payer_of("Caf")
    (('État', 'DETR'), ('Europe', 'LEADER'), ('Caf', ''))
    """
    plain = folded(text)
    for scheme, payer in SCHEMES.items():
        if plain == scheme:
            return payer, text
        if plain.endswith(f" {scheme}"):
            return text[: -len(scheme)].strip(" -–—:"), text[-len(scheme) :]
    return text, ""

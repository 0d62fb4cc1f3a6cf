"""Which plan, which action, which structure of the cooperation does each operation name?"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.targets.answer_keys import part_key
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import (
    elsewhere,
    member_organisations,
    organisations,
)
from maillage.trade.context.bodies_by_name import ABOVE, APART_REFUSED, BodiesByName
from maillage.trade.context.small_lists import apart_words
from maillage.trade.funding.choices import LineKind
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.money_table.body_names import (
    names_nobody,
    owners_in,
    payer_of,
    payer_of_service,
)
from maillage.trade.funding.money_table.columns import OWNER
from maillage.trade.funding.money_table.headings import SCHEMES
from maillage.trade.funding.money_table.of_posts import posts_of_file
from maillage.trade.funding.money_table.rows import Entry, LineRead, Operation
from maillage.trade.funding.money_table.same_titles import (
    join_alike,
    name_after_owners,
    plans_alike,
)
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.models import Action, Share


def match_operations(
    rows: Sequence[Operation], access: Access, taken: frozenset[str]
) -> list[Alternative]:
    """Finds what each operation names; which words may be several structures, to be chosen.

    A structure that is unknown is proposed at its cell.
    """
    plans: dict[str, list[FundingPlan]] = defaultdict(list)
    of_posts: dict[int, FundingPlan] = {}
    for plan in readable.editable_plans(access):
        plans[folded(str(plan))].append(plan)
        of_posts |= {plan.post_id: plan} if plan.post_id else {}
    by_title = {folded(one.title): one for one in actions(access)}
    bodies = bodies_of(access, taken)
    pilots, posts = _pilots(by_title.values()), posts_of_file(access, of_posts, taken)
    owners = dict.fromkeys(one.owner for one in rows if one.owner and not one.row.is_refused)
    bodies.titled = [*dict.fromkeys(name for one in rows for name in owners_in(one.titles))]
    bodies.owners = [one for one in owners if bodies.find(one) is None]
    name_after_owners(rows, bodies.find)
    for one in rows:
        owner = bodies.find(one.owner) if one.owner else None
        same = plans_alike(one, owner, plans)
        one.existing = same[0] if len(same) == 1 else None
        one.action = None if one.existing else by_title.get(folded(one.written_title))
        if one.has_owner_in_title and one.action and pilots.get(one.action.pk) != owner:
            one.action = None
        posts.settle(one, owner, same, bodies.alternatives)
        _find_owner(one, bodies, pilots)
        for line in (*one.lines, *one.unread):
            _find_funder(one, line, bodies)
    join_alike(rows)
    for key, lines in bodies.unsaid.items():
        if lines:
            bodies.alternatives[key] = _with_sums(bodies.alternatives[key], lines)
    return sorted(bodies.alternatives.values(), key=lambda one: one.title)


def _pilots(rows: Iterable[Action]) -> Mapping[int, Organisation]:
    shares = Share.objects.filter(action__in=list(rows), role="pilot", until__isnull=True)
    return {one.action_id: one.organisation for one in shares.select_related("organisation")}


def bodies_of(access: Access, taken: frozenset[str]) -> "Bodies":
    """The structures that a file may name: members, who pays here already, then the others.

    Those of other cooperations are apart.
    """
    records = list(organisations(access))
    members = set(member_organisations(access).values_list("pk", flat=True))
    apart = set(organisations(access).filter(elsewhere(access)).values_list("pk", flat=True))
    paying, schemes = set[int](), defaultdict[str, list[Organisation]](list)
    by_number = {one.pk: one for one in records}
    lines = readable.lines(access).filter(funder__in=by_number).order_by()
    for number, label in lines.values_list("funder", "label").distinct():
        paying.add(number)
        schemes[folded(label)].append(by_number[number])
    return Bodies(
        [one for one in records if one.pk in members],
        [one for one in records if one.pk in paying],
        [one for one in records if one.pk not in apart],
        [one for one in records if one.pk in apart],
        taken,
        schemes=schemes,
    )


ASKS_OWNER = lazy("Il lui manque un maître d’ouvrage, demandé avant d’importer.")
NO_OWNER = lazy("Dites qui en est maître d’ouvrage.")
NOBODY = lazy(
    "« %(name)s » ne nomme personne : %(sum)s non repris. Écrivez dans le fichier qui paie."
)
WHOSE = "owner"
MOST_TITLES = 3


@dataclass
class Bodies:
    """The structures of the directory by their names, and those that the officer takes into it.

    `members` are of this cooperation, `payers` are in a plan of it, `near` are those of no other
    cooperation. The `owners` are those whom the file names and who are none of these, the `titled`
    those whom its titles name.
    """

    members: Sequence[Organisation]
    payers: Sequence[Organisation]
    near: Sequence[Organisation]
    apart: Sequence[Organisation]
    taken: frozenset[str]
    fresh: dict[str, bool] = field(default_factory=dict)
    owners: Sequence[str] = ()
    titled: Sequence[str] = ()
    ownerless: list[str] = field(default_factory=list)
    alternatives: dict[str, Alternative] = field(default_factory=dict)
    schemes: Mapping[str, Sequence[Organisation]] = field(default_factory=dict)
    unsaid: dict[str, list[tuple[Operation, LineRead]]] = field(default_factory=dict)

    @cached_property
    def _nearest_first(self) -> tuple[BodiesByName, BodiesByName, BodiesByName]:
        return BodiesByName(self.members), BodiesByName(self.payers), BodiesByName(self.near)

    @cached_property
    def _others(self) -> BodiesByName:
        return BodiesByName(self.apart)

    def find(self, name: str) -> Organisation | None:
        """The structure of this name, else the one that it means: who is closest before another.

        One of another cooperation is never found: it is proposed.
        """
        key = folded(name)
        exact = (bodies.by_name.get(key) for bodies in self._nearest_first)
        meant = (bodies.meant(key) for bodies in self._nearest_first)
        return next(filter(None, (*exact, *meant)), None)

    def rivals(self, name: str) -> list[Organisation]:
        """Those that this word may mean, where nobody close says which; none of a name."""
        key = folded(name)
        near = self._nearest_first[-1]
        if self.find(name) is not None:
            return []
        same = near.alike(key)
        return same if len(same) > 1 else near.perhaps(key)

    def payer_of_fund(self, scheme: str) -> Organisation | None:
        """The only one that pays here already under this fund of the State or of Europe."""
        payers = self.schemes.get(folded(scheme), ())
        return payers[0] if len(payers) == 1 and folded(scheme) in SCHEMES else None

    def choose(self, name: str, rivals: Sequence[Organisation]) -> Organisation | str | None:
        """The one of these that the officer says is meant; asked once for a word.

        It is a name where it is that of an owner whom the directory does not have.
        """
        kind = name_parts(name).kind
        fresh = [one for one in self.owners if kind and name_parts(one).kind == kind]
        by_key: dict[str, Organisation | str] = {
            f"payer:{folded(name)}:{folded(one)}": one for one in fresh
        }
        by_key |= {f"payer:{folded(name)}:{one.pk}": one for one in rivals}
        labels = [(key, _choice_words(one)) for key, one in by_key.items()]
        sentence = _rivals_words(name, [str(one) for one in by_key.values()])
        question = Alternative(_("Qui paie ?"), sentence, tuple(labels), lets_in=False)
        self.unsaid.setdefault(folded(name), [])
        self.alternatives.setdefault(folded(name), question)
        return next((one for key, one in by_key.items() if key in self.taken), None)

    def owner_of(self, title: str, *, is_alone: bool) -> Organisation | str | None:
        """The member that the officer says to own what no line of the file says the owner of.

        Asked once for all these operations, but for one that `is_alone`: others have a cell that
        says their owner.
        """
        if is_alone:
            return self._owner(f"{WHOSE}:{zlib.crc32(folded(title).encode()):x}", [title])
        self.ownerless += [] if title in self.ownerless else [title]
        return self._owner(WHOSE, self.ownerless)

    def _owner(self, place: str, titles: Sequence[str]) -> Organisation | str | None:
        """The member chosen under this key for these operations; asks which."""
        names = [f"« {french.inner_quotes(one)} »" for one in titles]
        shown = names[:MOST_TITLES] if len(names) > MOST_TITLES + 1 else names
        words = ngettext(
            "Le fichier ne le dit pas pour %(names)s.",
            "Le fichier ne le dit pas pour %(names)s : la réponse vaut pour toutes.",
            len(names),
        )
        if more := len(names) - len(shown):
            shown.append(_("%(n)s autres") % {"n": french.in_words(more, feminine=True)})
        by_key = self._owners_by_key(place)
        unanswered = ngettext(
            "Sans réponse, cette opération n’entre pas.",
            "Sans réponse, ces opérations n’entrent pas.",
            len(names),
        )
        self.alternatives[f"{place}:"] = Alternative(
            _("Qui est maître d’ouvrage ?"),
            words % {"names": french.listed(shown)},
            tuple((key, _choice_words(one)) for key, one in by_key.items()),
            unanswered=unanswered,
        )
        return next((one for key, one in by_key.items() if key in self.taken), None)

    def _owners_by_key(self, place: str) -> dict[str, Organisation | str]:
        """Who may own, by the key that says so: those of the titles, then the members."""
        titled = {name: self.find(name) for name in self.titled}
        first: dict[str, Organisation | str] = {
            f"{place}:{one.pk if one else folded(name)}": one or name
            for name, one in titled.items()
        }
        return first | {f"{place}:{one.pk}": one for one in sorted(self.members, key=str)}

    def find_apart(self, name: str) -> Organisation | None:
        """The structure of another cooperation that has this name, or that it means."""
        return self._others.find(folded(name))

    def propose(self, row: TableRow, key: str, name: str) -> bool:
        """Whether the officer takes this structure into the directory; asked once, at its cell."""
        key_of = folded(name)
        if key_of not in self.fresh:
            cell, is_outside = row.cells[key], self.find_apart(name) is not None
            place = part_key(cell.place) if is_outside else cell.place
            self.fresh[key_of] = place in self.taken
            code = "structure_outside" if is_outside else "structure_new"
            whole = None if folded(cell.text) == key_of else name
            row.suggest(key, code, self._sentence(name), whole)
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
            words = _("« %(name)s » n’est pas dans l’annuaire : ajoutez ce nom, ou corrigez.")
            if self.find_apart(name) is not None:
                words = str(APART_REFUSED)
            row.refuse(key, words % {"name": name}, lacks=name)
        return is_taken


def _find_owner(one: Operation, bodies: Bodies, pilots: Mapping[int, Organisation]) -> None:
    if one.existing is not None:
        one.organisation = one.existing.owner
        one.keeps_owner = bool(one.owner) and bodies.find(one.owner) != one.organisation
    elif one.post is not None:
        one.organisation = one.post.employer
        one.keeps_owner = bool(one.owner) and bodies.find(one.owner) != one.organisation
    elif one.owner:
        one.organisation = bodies.find(one.owner)
        if one.organisation is None:
            one.is_fresh = bodies.require(one.row, OWNER.name, one.owner)
            one.organisation = bodies.find_apart(one.owner) if one.is_fresh else None
    elif one.action is not None:
        one.organisation = pilots.get(one.action.pk)
    if one.organisation is None and not one.is_fresh and not one.owner:
        if not bodies.members:
            one.row.refuse(OWNER.name, str(NO_OWNER))
        elif not one.row.is_refused:
            is_alone = OWNER.name in one.row.cells
            owner = bodies.owner_of(one.title, is_alone=is_alone)
            one.asks, one.row.is_refused = ("", False) if owner else (str(ASKS_OWNER), True)
            if isinstance(owner, str):
                one.owner, one.is_fresh = owner, True
                owner = bodies.find_apart(owner)
            one.organisation = owner


def _find_funder(one: Operation, line: LineRead, bodies: Bodies) -> None:
    """Who pays a line; own money is the owner's, revenue and gifts are nobody's."""
    if not line.is_of_body:
        return
    name, scheme = payer_of(line.funder)
    name = payer_of_service(name) if line.kind == LineKind.SERVICE else name
    line.scheme = line.scheme or scheme
    if rivals := bodies.rivals(name):
        line.organisation = bodies.payer_of_fund(line.scheme) if folded(name) in ABOVE else None
        _take(line, line.organisation or bodies.choose(name, rivals), bodies)
        if line.is_left_out and not line.is_unread:
            bodies.unsaid[folded(name)].append((one, line))
        return
    line.organisation = bodies.find(name) or bodies.find(line.funder)
    if line.organisation is None and folded(name) in ABOVE:
        line.organisation = bodies.payer_of_fund(line.scheme)
    if line.organisation is None and names_nobody(name):
        if not line.is_unread:
            line.row.warn(line.key, str(NOBODY) % {"name": name, "sum": euros_words(line.most)})
        line.is_left_out, line.entry = True, Entry.ASIDE
    elif line.organisation is None:
        line.funder = name
        line.is_fresh = bodies.propose(line.row, line.key, name)
        line.is_left_out = not line.is_fresh
        line.organisation = bodies.find_apart(name) if line.is_fresh else None


def _with_sums(question: Alternative, lines: Sequence[tuple[Operation, LineRead]]) -> Alternative:
    """The question of who pays, with what it is about, and what stays out until its answer."""
    titles = dict.fromkeys(f"« {french.inner_quotes(one.title)} »" for one, _line in lines)
    words = ngettext(
        "Cela vaut pour un financement de %(sum)s : %(titles)s.",
        "Cela vaut pour %(n)s financements, %(sum)s en tout : %(titles)s.",
        len(lines),
    )
    values = {
        "n": french.in_words(len(lines)),
        "sum": euros_words(sum(line.most for _one, line in lines)),
        "titles": french.listed(list(titles)),
    }
    return replace(
        question,
        sentence=f"{question.sentence} {words % values}",
        unanswered=_("Sans réponse, rien de cela n’entre."),
        lets_in=any(not one.row.is_refused for one, _line in lines),
    )


def _take(line: LineRead, chosen: Organisation | str | None, bodies: Bodies) -> None:
    """The line is of who is chosen; it stays out until somebody is."""
    if isinstance(chosen, str):
        line.funder, line.is_fresh = chosen, True
        line.organisation = bodies.find_apart(chosen)
    else:
        line.organisation = chosen
        line.is_left_out = chosen is None


def _choice_words(one: Organisation | str) -> str:
    return (
        _("%(name)s, à ajouter à l’annuaire") % {"name": one} if isinstance(one, str) else str(one)
    )


def _rivals_words(name: str, rivals: Sequence[str]) -> str:
    """What a word may be: each of a few, how many beyond."""
    if len(rivals) > MOST_TITLES:
        words = _("« %(name)s » peut être une de ces %(n)s structures.")
        return words % {"name": name, "n": french.in_words(len(rivals), feminine=True)}
    words = _("« %(name)s » peut être %(several)s.")
    several = " ou ".join(map(french.with_article, rivals))
    return words % {"name": name, "several": several}

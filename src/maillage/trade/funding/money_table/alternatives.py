"""Where a table of money and a plan that is there differ, and what the officer makes of it."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.funding.choices import Basis, MoneyState
from maillage.trade.funding.funding_plan.models import FundingLine
from maillage.trade.funding.money_table.plan_choices import (
    ADD,
    CORRECT,
    KEEP,
    MORE,
    REST,
    TAKE,
    PlanChoice,
    questions_of,
)
from maillage.trade.funding.money_table.plans_after import Effect, added, stepped
from maillage.trade.funding.money_table.plans_there import (
    PlanThere,
    agree,
    corrected_steps,
    further_steps,
    is_alike,
    more_of,
    narrowed,
    plans_there,
)
from maillage.trade.funding.money_table.rows import CostRead, Entry, LineRead, Operation, Steps

MOST_ITEMS = 4


def compare_plans(
    rows: Sequence[Operation], access: Access, taken: frozenset[str]
) -> list[Alternative]:
    """Settles what becomes of each sum of a plan that is there; what has to be chosen."""
    some = [one for one in rows if one.existing is not None and not one.row.is_refused]
    there = plans_there(access, (one.existing for one in some if one.existing))
    choices: list[Alternative] = []
    for number, plan in there.items():
        own = [one for one in some if one.existing and one.existing.pk == number]
        comparison = _Comparison(plan, own, taken)
        choices += questions_of(
            plan, [*comparison.costs(), *comparison.lines()], comparison.entering
        )
    return choices


class _Comparison:
    """What the rows of one plan say, beside what it has."""

    def __init__(self, there: PlanThere, rows: Sequence[Operation], taken: frozenset[str]) -> None:
        self.there, self.taken = there, taken
        self.bases = {one.basis for one in rows} - {""}
        self.costs_read = [cost for one in rows for cost in one.costs]
        self.lines_read = [line for one in rows for line in one.lines if not line.is_left_out]
        for one in rows:
            for sum_ in one.sums:
                sum_.section = sum_.section or there.section
        self.left = list(there.lines)
        self.entering = Effect()
        self.is_balanced = self._is_balanced(rows)

    def _is_balanced(self, rows: Sequence[Operation]) -> bool:
        """Whether the file tells the whole plan: its cost, and as much of who pays it."""
        paid = sum(line.most for one in rows for line in one.lines if not line.ended)
        return paid == sum(one.cents for one in self.costs_read) == self.there.cost

    def costs(self) -> Iterator[PlanChoice]:
        """What is to be chosen of the costs: nothing when the plan has as much, or has none."""
        read = sum(one.cents for one in self.costs_read)
        if not self.costs_read or not self.there.costs:
            self.entering += Effect(cost=read)
            return
        left = [one for one in self.costs_read if not self._has(one)]
        _mark(self.costs_read, Entry.THERE)
        is_itemised = all(one.label for one in self.costs_read)
        if read == self.there.cost or (not left and is_itemised):
            return
        options = self._cost_options(left)
        effects = self._cost_effects(left, options)
        choice = self._choice(self._costs_sentence(read, left), options, effects)
        _mark(left, choice.entry)
        self._answer_costs(left, choice.answer)
        yield choice

    def _has(self, read: CostRead) -> bool:
        """Whether the plan has this very item, for as much."""
        like = self.there.costs_like(read)
        return bool(like) and sum(one.amount_cents for one in like) == read.cents

    def _costs_sentence(self, read: int, left: Sequence[CostRead]) -> str:
        basis = self.there.plan.basis
        others = self.bases - {basis}
        words = _("Ce plan a déjà %(noted)s de dépenses, le fichier dit %(read)s.") % {
            "noted": _with_basis(self.there.cost, basis if others else ""),
            "read": _with_basis(read, others.pop() if len(others) == 1 else ""),
        }
        items = [self._item_words(one) for one in left if one.label]
        return " ".join([words, *items[:MOST_ITEMS]])

    def _item_words(self, read: CostRead) -> str:
        like = self.there.costs_like(read)
        values = {
            "item": french.inner_quotes(
                ", ".join(filter(None, (read.label, str(read.year or ""))))
            ),
            "read": euros_words(read.cents),
            "noted": euros_words(sum(one.amount_cents for one in like)),
        }
        if not like:
            return _("« %(item)s », %(read)s, n’est pas dans le plan.") % values
        return _("« %(item)s » : %(noted)s dans le plan, %(read)s dans le fichier.") % values

    def _cost_options(self, left: Sequence[CostRead]) -> list[tuple[str, str]]:
        """The answers that can be written; none in another basis, which nothing converts."""
        if self.bases - {self.there.plan.basis}:
            return []
        alike = [like for one in left if (like := self.there.costs_like(one))]
        more = sum(one.cents for one in left)
        items = {one[0].pk for one in alike}
        keep = _("Garder le plan : %(sum)s") % {"sum": euros_words(self.there.cost)}
        options = [(KEEP, keep)]
        if alike and all(len(one) == 1 for one in alike) and len(items) == len(alike):
            total = self.there.cost + more - sum(one[0].amount_cents for one in alike)
            words = _("Prendre le fichier : le plan aura %(total)s")
            options.append((TAKE, words % {"total": euros_words(total)}))
        elif left and not alike:
            options += self._other_options(left, more)
        return options if len(options) > 1 else []

    def _cost_effects(
        self, left: Sequence[CostRead], options: Sequence[tuple[str, str]]
    ) -> dict[str, Effect]:
        more = sum(one.cents for one in left)
        alike = sum(one.amount_cents for read in left for one in self.there.costs_like(read))
        instead = more - self.there.cost
        sums = {TAKE: more - alike, CORRECT: instead, REST: instead, ADD: more}
        return {word: Effect(cost=sums.get(word, 0)) for word, _label in options}

    def _other_options(self, left: Sequence[CostRead], more: int) -> Iterator[tuple[str, str]]:
        """What can be made of costs that are no item of the plan."""
        is_whole, cost = len(self.costs_read) == 1, self.there.cost
        if is_whole and len(self.there.costs) == 1:
            item = french.inner_quotes(str(self.there.costs[0]))
            words = _("Corriger « %(item)s » : %(read)s au lieu de %(noted)s")
            sums = {"read": euros_words(more), "noted": euros_words(cost)}
            yield CORRECT, words % {"item": item, **sums}
        if any(map(self.there.has_cost, left)):
            return
        if is_whole and more > cost:
            words = _("Ajouter les %(sum)s qui manquent : le plan aura %(total)s")
            sums = {"sum": euros_words(more - cost), "total": euros_words(more)}
            yield REST, words % sums
        words = _("Ajouter %(sum)s en plus : le plan aura %(total)s")
        yield ADD, words % {"sum": euros_words(more), "total": euros_words(cost + more)}

    def _answer_costs(self, left: Sequence[CostRead], answer: str) -> None:
        for one in left if answer == TAKE else ():
            one.stands = next(iter(self.there.costs_like(one)), None)
        if answer == CORRECT:
            left[0].stands = self.there.costs[0]
        if answer == REST:
            left[0].cents -= self.there.cost

    def lines(self) -> Iterator[PlanChoice]:
        """What is to be chosen of who pays: each funder that pays otherwise, then the new ones."""
        waiting = [one for one in self.lines_read if not self._take_alike(one, is_exact=True)]
        waiting = [one for one in waiting if not self._take_alike(one, is_exact=False)]
        waiting = [one for one in waiting if not self._is_whole(one)]
        for one in waiting:
            one.entry = Entry.NEW
        fresh = [one for one in waiting if not self.there.lines_of(one)]
        for one in waiting:
            if one not in fresh:
                yield self._of_funder(one)
        differs = any(one.entry != Entry.THERE for one in self.costs_read)
        if fresh and (self.there.lines or (self.there.costs and differs)):
            yield self._of_fresh(fresh)
        else:
            self.entering += added(fresh)

    def _take_alike(self, read: LineRead, *, is_exact: bool) -> bool:
        """Whether lines of the plan that no other row took say the same: they are taken."""
        own = [one for one in self.there.lines_of(read) if one in self.left]
        pools = list(narrowed(read, own))
        for some in pools[:1] if is_exact else pools:
            if some and agree(read, some):
                read.entry = Entry.THERE
                self.left = [one for one in self.left if one not in some]
                return True
        return False

    def _is_whole(self, read: LineRead) -> bool:
        """Whether all that this funder pays in the plan, whatever the year, is what is said."""
        own = self.there.lines_of(read)
        others = [one for one in self.lines_read if self.there.lines_of(one) == own]
        if not all(is_alike(read.scheme, one.label) for one in own):
            return False
        is_all = len(own) > 1 and others == [read] and agree(read, own)
        is_shared = len(own) == 1 and len(others) > 1
        if is_all or (is_shared and sum(one.most for one in others) == own[0].counted_cents):
            read.entry = Entry.THERE
        return read.entry == Entry.THERE

    def _of_funder(self, read: LineRead) -> PlanChoice:
        own = self.there.lines_of(read)
        near = next(filter(None, narrowed(read, own)), [])
        some = own if self._is_of_all_years(read, own) else near
        alone = some[0] if len(some) == 1 else None
        read.steps = self._steps(read, alone) if alone else []
        more = more_of(self.there, read, some)
        effects = {ADD: added([read])} | ({MORE: added([more])} if more else {})
        if alone and not alone.is_remainder:
            effects[TAKE] = stepped(alone, read.steps)
        options = self._line_options(read, alone, more)
        choice = self._choice(_line_sentence(read, some or own), options, effects)
        read.entry = choice.entry
        read.stands = alone if choice.answer == TAKE else None
        if more and choice.answer == MORE:
            read.take_place_of(more)
        return choice

    def _steps(self, read: LineRead, line: FundingLine) -> Steps:
        """What may be noted of a line: no agreement of another sum before the one that it has."""
        steps = further_steps(read, line)
        day, last = read.day(MoneyState.GRANTED), self.there.granted_on.get(line.pk)
        if day and last and not last < day <= timezone.localdate():
            steps = [one for one in steps if one[0] != MoneyState.GRANTED]
        return steps or corrected_steps(read, line)

    def _is_of_all_years(self, read: LineRead, own: Sequence[FundingLine]) -> bool:
        """Whether what the file says of a funder is of the whole plan, which has it in years."""
        others = [one for one in self.lines_read if self.there.lines_of(one) == own]
        is_several = len({one.year for one in own}) > 1
        return self.is_balanced and is_several and others == [read]

    def _line_options(
        self, read: LineRead, alone: FundingLine | None, more: LineRead | None
    ) -> list[tuple[str, str]]:
        options = [(KEEP, _("Garder le plan"))]
        if alone and read.steps:
            options.append((TAKE, _steps_words(read, alone)))
        if more:
            words = _("Noter %(sum)s pressentis de plus, en %(year)s, sans toucher à ce qui est là")
            values = {"sum": euros_words(more.most), "year": more.year}
            options.append((MORE, words % values))
        if not self.there.has_line(read) and not read.ended:
            words = _("Ajouter une ligne de %(sum)s en %(year)s")
            year = read.year or timezone.localdate().year
            options.append((ADD, words % {"sum": euros_words(read.most), "year": year}))
        return options if len(options) > 1 else []

    def _of_fresh(self, fresh: Sequence[LineRead]) -> PlanChoice:
        names = [f"{payer_words(one)}, {_amount_words(one)}" for one in fresh]
        sums = {
            "sum": euros_words(sum(one.most for one in fresh)),
            "n": french.in_words(len(fresh)),
        }
        add = ngettext(
            "Ajouter ce financement de %(sum)s",
            "Ajouter ces %(n)s financements de %(sum)s en tout",
            len(fresh),
        )
        sentence = ngettext(
            "Le fichier a un financement que ce plan n’a pas : %(several)s.",
            "Le fichier a des financements que ce plan n’a pas : %(several)s.",
            len(fresh),
        ) % {"several": " ; ".join(names)}
        options = [(KEEP, _("Garder le plan")), (ADD, add % sums)]
        choice = self._choice(sentence, options, {ADD: added(fresh)})
        _mark(fresh, choice.entry)
        return choice

    def _choice(
        self, sentence: str, options: Sequence[tuple[str, str]], effects: Mapping[str, Effect]
    ) -> PlanChoice:
        words = sentence if options else f"{sentence} {_('Le plan reste tel qu’il est.')}"
        offered = {word: effects[word] for word, _label in options if word in effects}
        return PlanChoice(self.there.plan, words, options, self.taken, offered)


def _mark(sums: Sequence[CostRead | LineRead], entry: Entry) -> None:
    for one in sums:
        one.entry = entry


def _with_basis(cents: int, basis: str) -> str:
    return f"{euros_words(cents)} {Basis(basis).label}" if basis else euros_words(cents)


def payer_words(read: LineRead) -> str:
    """Who pays, as what: « Préfecture de l’Erve, DETR », « Autofinancement »."""
    kind = french.capital(str(read.kind.label))
    name = str(read.organisation or read.funder) if read.is_of_body else kind
    return ", ".join(filter(None, (name, read.scheme)))


def _amount_words(read: LineRead) -> str:
    """« accordé 30 000 € en 2027 », « refusé »."""
    words = f"{read.state.label} {euros_words(read.most)}" if read.most else str(read.state.label)
    return f"{words} {_('en %(year)s') % {'year': read.year}}" if read.year else words


def _steps_words(read: LineRead, line: FundingLine) -> str:
    """« Noter accordé 30 000 € », or « Corriger : demandé 38 000 € au lieu de 42 000 € »."""
    steps = [
        " ".join(filter(None, (str(state.label), euros_words(cents) if cents else "")))
        for state, cents in read.steps
    ]
    words = french.listed(steps)
    state, cents = read.steps[-1]
    if cents is None or state != line.state:
        return _("Noter sur cette ligne : %(steps)s") % {"steps": words}
    if day := read.day(MoneyState.GRANTED) if state == MoneyState.GRANTED else None:
        values = {"steps": words, "day": french.day_in_words(day)}
        return _("Noter un nouvel accord : %(steps)s le %(day)s") % values
    noted = euros_words(line.counted_cents)
    return _("Corriger : %(steps)s au lieu de %(noted)s") % {"steps": words, "noted": noted}


def _line_sentence(read: LineRead, lines: Sequence[FundingLine]) -> str:
    values = {
        "who": payer_words(read),
        "noted": _lines_words(lines, read.scheme),
        "read": _amount_words(read),
    }
    return _("%(who)s : %(noted)s dans le plan, %(read)s dans le fichier.") % values


def _lines_words(lines: Sequence[FundingLine], scheme: str) -> str:
    """« demandé 21 000 € en 2027 (DSIL) », or the sum of several."""
    others = {one.label for one in lines if not is_alike(scheme, one.label)}
    of_fund = f" ({others.pop()})" if len(others) == 1 else ""
    if len(lines) == 1:
        one = lines[0]
        cents = one.counted_cents or one.requested_cents or 0
        words = f"{one.get_state_display()} {euros_words(cents)}"
        return _("%(words)s en %(year)s") % {"words": words, "year": one.year} + of_fund
    total = euros_words(sum(one.counted_cents for one in lines))
    count = french.in_words(len(lines))
    return _("%(sum)s en %(n)s lignes") % {"sum": total, "n": count} + of_fund

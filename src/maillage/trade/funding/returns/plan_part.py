"""What does one plan give to the tables that funders ask back?"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.money import euros_words
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import GONE, SURE, LineKind, MoneyState, MoneyStatus, SourceKind
from maillage.trade.funding.funding_plan.files import share_of
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine
from maillage.trade.funding.funding_plan.queries.facts import facts_of
from maillage.trade.funding.funding_plan.queries.sheet import (
    PlanSheet,
    short_funder,
    standing_steps,
)
from maillage.trade.funding.funding_plan.rules.checks import Check, Fonds, PlanFacts
from maillage.trade.funding.funding_plan.rules.shares import fonds_finding, share_checks
from maillage.trade.funding.funding_plan.rules.standing import LOCAL_BODIES
from maillage.trade.funding.returns.kinds import Account, CellValue, Return, Row, accounts

# The words under which the money of Europe comes, whoever pays it.
EUROPE = ("feader", "leader", "feder", "fse")
PUBLIC_BODIES = LOCAL_BODIES | {OrganisationKind.STATE, OrganisationKind.PUBLIC}


@dataclass(frozen=True)
class PlanPart:
    """A plan as one return reads it: its sections, and one year where it is of a year."""

    slug: str
    sheet: PlanSheet
    form: Return
    year: int

    @property
    def rows(self) -> Mapping[str, Callable[[], Sequence[Row]]]:
        """The rows that it gives, by their name."""
        return {
            "plan": self._plan,
            "costs": self._costs,
            "posts_of_costs": self._costs,
            "payers": self._payers,
            "resources": self._resources,
            "charges": self._charges,
            "products": self._products,
            "fonds": self._fonds,
            "fonds_total": self._fonds_total,
        }

    @cached_property
    def facts(self) -> PlanFacts:
        """What the rules read of the plan."""
        return facts_of(self.sheet)

    @property
    def checks(self) -> list[Check]:
        """What the rules that go with the return say."""
        return [one for one in share_checks(self.facts) if one.rule in self.form.rules]

    @cached_property
    def url(self) -> str:
        """The page of the plan."""
        return address("funding:plan", self.slug, self.sheet.plan.pk)

    @cached_property
    def costs(self) -> list[CostLine]:
        """The costs that the return is of."""
        return [one for one in self.sheet.costs if self._is_in(one.section, one.year)]

    @cached_property
    def lines(self) -> list[FundingLine]:
        """What pays them: what was refused or has lapsed left out."""
        rows = [one for one in self.sheet.lines if self._is_in(one.section, one.year)]
        return [one for one in rows if one.state not in GONE]

    def _is_in(self, section: str, year: int) -> bool:
        in_section = not self.form.sections or section in self.form.sections
        return in_section and (not self.form.has_year or year == self.year)

    def _plan(self) -> list[Row]:
        plan = self.sheet.plan
        values: dict[str, CellValue] = {
            "name": str(plan),
            "owner": str(plan.owner),
            "owner_siret": plan.owner.siret,
            "owner_page": body_url(self.slug, plan.owner),
            "basis": str(plan.get_basis_display()),
            "begun_on": plan.begun_on,
        }
        return [Row(str(plan), self.url, values)]

    def _costs(self) -> list[Row]:
        """One row for each item, whatever the number of its years."""
        items: dict[tuple[str, str], list[CostLine]] = defaultdict(list)
        for one in self.costs:
            items[one.kind, one.label].append(one)
        return [self._cost(rows) for rows in items.values()]

    def _cost(self, rows: Sequence[CostLine]) -> Row:
        one = rows[0]
        values: dict[str, CellValue] = {
            "label": one.label,
            "kind": french.capital(str(one.get_kind_display())),
            "source": french.capital(str(one.get_source_display())),
            "amount": sum(row.amount_cents for row in rows),
        }
        return Row(one.label, self._line_url("cost_edit", one.pk), values)

    def _payers(self) -> list[Row]:
        """One row for each funder and what it pays under, all years together."""
        return [*(self._payer(rows) for rows in _gathered(self.lines)), *self._missing()]

    def _missing(self) -> list[Row]:
        """What nobody is noted to pay, so that the resources add up to the costs."""
        left = sum(one.amount_cents for one in self.costs)
        left -= sum(one.counted_cents for one in self.lines)
        values: dict[str, CellValue] = {"payer": _("Reste à trouver"), "counted": left}
        return [Row(_("Reste à trouver"), self.url, {"label": "–", **values})] if left > 0 else []

    def _payer(self, rows: Sequence[FundingLine]) -> Row:
        one, counted = rows[0], sum(row.counted_cents for row in rows)
        is_sure = all(row.state in SURE for row in rows)
        is_own = one.kind == LineKind.OWN
        whole = self.sheet.balance(one.section).cost
        base = whole if is_own else self.sheet.eligible(one.section)
        values: dict[str, CellValue] = {
            "payer": _payer_name(one),
            "label": one.label or (_("autofinancement") if is_own else ""),
            "state": _progress(rows, is_own=is_own),
            "is_sure": int(is_sure and not is_own),
            "base": base,
            "rate": share_of(counted, base),
            "counted": counted,
            "act": ", ".join(filter(None, dict.fromkeys(map(grant_act, rows)))),
        }
        return Row(_payer_name(one), self._line_url("line_edit", one.pk), values)

    def _resources(self) -> list[Row]:
        """One row for each funder, what it pays under and the column of it."""
        owner = self.sheet.plan.owner
        gathered = _gathered(self.lines, lambda one: _column(one, owner))
        return [*(self._resource(rows) for rows in gathered), *self._missing()]

    def _resource(self, rows: Sequence[FundingLine]) -> Row:
        """The sum in the one column that its kind of money has; in none while nobody knows."""
        one, counted = rows[0], sum(row.counted_cents for row in rows)
        column = _column(one, self.sheet.plan.owner)
        values: dict[str, CellValue] = {
            "payer": _payer_name(one),
            "label": one.label,
            "counted": counted,
            "status": {"": _("à vérifier"), "private": _("privé")}.get(column, _("public")),
            **({column: counted} if column else {}),
        }
        return Row(_payer_name(one), self._line_url("line_edit", one.pk), values)

    def _charges(self) -> list[Row]:
        if not self.costs:
            words = _("Ce plan n’a aucune dépense de fonctionnement en %(year)s, ce que demande "
                      "ce tableau.") % {"year": self.year}  # fmt: skip
            return [Row(str(self.sheet.plan), self.url, {"amount": None}, (words,))]
        sums: dict[str, int] = defaultdict(int)
        every = accounts("charges")
        without_account = []
        for one in self.costs:
            place = _of_account(one.account, every) or _of_kind(one.kind, every)
            if place:
                sums[place.label] += one.amount_cents
            else:
                without_account.append(one)
        lacking = [
            self._without_account(
                one.label,
                one.amount_cents,
                self._line_url("cost_edit", one.pk),
                _("Choisissez son compte, de 60 à 68."),
            )
            for one in without_account
        ]
        return [*(self._account(one, sums[one.label]) for one in every), *lacking]

    def _products(self) -> list[Row]:
        sums: dict[str, int] = defaultdict(int)
        every = accounts("products")
        lacking = []
        for one in self.lines:
            place = _of_kind(one.kind, every)
            if place:
                sums[place.label] += one.counted_cents
                continue
            lacking.append(
                self._without_account(
                    short_funder(one),
                    one.counted_cents,
                    self._line_url("line_edit", one.pk),
                    _("Cette nature d’argent n’a pas de compte dans le formulaire."),
                )
            )
        return [*(self._account(one, sums[one.label]) for one in every), *lacking]

    def _account(self, one: Account, cents: int) -> Row:
        values: dict[str, CellValue] = {
            "account": one.account,
            "name": one.label,
            "amount": cents or None,
        }
        return Row(one.label, self.url, values)

    def _without_account(self, name: str, cents: int, url: str, sentence: str) -> Row:
        values: dict[str, CellValue] = {"account": "", "name": name, "amount": cents}
        return Row(name, url, values, (sentence,))

    @cached_property
    def _paired(self) -> list[tuple[FundingLine, Fonds]]:
        """The lines of the return that are a fonds de concours, each with what the rules read."""
        every = [one for one in self.sheet.lines if one.state not in GONE]
        rows = [one for one in every if one.kind == LineKind.FONDS_DE_CONCOURS]
        pairs = zip(rows, self.facts.fonds, strict=True)
        return [(one, fonds) for one, fonds in pairs if self._is_in(one.section, one.year)]

    def _fonds(self) -> list[Row]:
        return [
            Row(
                fonds.name,
                self._line_url("line_edit", line.pk),
                {
                    "payer": str(line.funder),
                    "owner": str(line.beneficiary or self.sheet.plan.owner),
                    "name": str(self.sheet.plan),
                    "amount": fonds.counted,
                    "votes": _votes_words(fonds.missing),
                },
            )
            for line, fonds in self._paired
        ]

    def _fonds_total(self) -> list[Row]:
        if not self._paired:
            return []
        total = self.facts.sums
        figures = fonds_finding(self._paired[0][1], total).figures
        most = None if figures.maximum is None else int(figures.maximum * 100)
        values: dict[str, CellValue] = {
            "name": str(self.sheet.plan),
            "cost": total.cost,
            "subsidies": total.subsidies,
            "fonds": total.fonds,
            "own": total.own,
            "most": most,
            "respected": {True: _("respecté"), False: _("dépassé"), None: ""}[figures.respected],
        }
        return [Row(str(self.sheet.plan), self.url, values)]

    def _line_url(self, name: str, number: int) -> str:
        return address(f"funding:{name}", self.slug, number)


def body_url(slug: str, body: Organisation) -> str:
    """The page of a structure."""
    return address("directory:organisation", slug, body.pk)


def grant_act(line: FundingLine) -> str:
    """Under which act a line was granted; the day of it while its number is not noted."""
    steps = [one for one in standing_steps(line) if one.kind == MoneyState.GRANTED]
    if not steps:
        return ""
    day = french.long_date(steps[0].on)
    return steps[0].act_number or _("accordé le %(day)s") % {"day": day}


def _progress(rows: Sequence[FundingLine], *, is_own: bool) -> str:
    """How far a funder is, in the words of the form: what is not asked for is not « sollicité »."""
    sure = sum(row.counted_cents for row in rows if row.state in SURE)
    if all(row.state in SURE for row in rows):
        return _("acquis")
    if sure:
        return _("acquis pour %(sum)s") % {"sum": euros_words(sure)}
    if is_own:
        return _("prévu")
    is_requested = all(row.state != MoneyState.EXPECTED for row in rows)
    return _("sollicité") if is_requested else _("à solliciter")


def is_european(line: FundingLine) -> bool:
    """Whether the money is Europe's, whoever pays it: its source or its name says so."""
    if line.source is not None and line.source.kind == SourceKind.EUROPEAN:
        return True
    return holds_word(line.label, EUROPE)


def holds_word(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of these words is in the text, whatever its accents."""
    return bool(set(re.findall(r"\w+", fold(text))) & set(wanted))


def _gathered(
    lines: Iterable[FundingLine], column: Callable[[FundingLine], str] = lambda _one: ""
) -> Iterable[list[FundingLine]]:
    result: dict[tuple[int | None, str, str, str], list[FundingLine]] = defaultdict(list)
    for one in lines:
        result[one.funder_id, one.kind, one.label, column(one)].append(one)
    return result.values()


def _payer_name(one: FundingLine) -> str:
    return str(one.funder) if one.funder else french.capital(str(one.get_kind_display()))


def _column(one: FundingLine, owner: Organisation) -> str:
    """Which column of the form of LEADER a sum stands in; none while its status is doubtful."""
    if is_european(one):
        return "feader"
    if one.kind == LineKind.OWN:
        return "own_public" if (one.funder or owner).kind in PUBLIC_BODIES else "private"
    return {MoneyStatus.PUBLIC: "public", MoneyStatus.PRIVATE: "private"}.get(
        MoneyStatus(one.status), ""
    )


def _of_account(account: str, every: Iterable[Account]) -> Account | None:
    return next((one for one in every if account and one.account == account), None)


def _of_kind(kind: str, every: Iterable[Account]) -> Account | None:
    return next((one for one in every if kind in one.kinds), None)


def _votes_words(missing: Sequence[str] | None) -> str:
    if missing is None:
        return ""
    if not missing:
        return _("les deux conseils ont donné leur accord")
    names = french.listed([french.of_body(name) for name in missing])
    return _("il manque l’accord %(names)s") % {"names": names}

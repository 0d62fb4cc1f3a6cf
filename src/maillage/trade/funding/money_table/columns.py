"""Which columns does a table of money have: one per funder, pairs, blocks, or one row each?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import BY_VALUES, Column
from maillage.foundation.exchange.tables.parsed_rows import Field, TableSpec, words
from maillage.trade.context.small_lists import body_over, end_in, first_in
from maillage.trade.funding.choices import MoneyState
from maillage.trade.funding.money_table.cells import looks_like_sums
from maillage.trade.funding.money_table.headings import (
    heading,
    is_loan,
    name_in,
    names_a_funder,
    section_in,
    state_in,
    year_in,
)

BY_HEADER = "d’après l’en-tête"
BETTER = "une autre colonne le dit mieux"
NAMES_A_PAYER = "l’en-tête nomme qui paie"
NO_OPERATION = lazy("Dites de quelle opération il s’agit.")
TITLE = Field(
    "action_title",
    "Opération",
    words(160),
    NO_OPERATION,
    is_carried=True,
    others=("plan_title",),
    titles=("Opération", "Projet", "Intitulé", "Nom du projet", "Libellé de l’opération", "Objet"),
)
OWNER = Field(
    "pilot_organisation",
    "Maître d’ouvrage",
    words(),
    is_carried=True,
    others=("organisation_name", "managing_body", "beneficiary"),
    titles=("Bénéficiaire", "Bénéficiaires", "Bénéficiaire de l’aide", "Demandeur"),
)
SECTION = Field("expense_kind", "Section", words(), is_carried=True)
YEAR = Field(
    "funding_year",
    "Année",
    words(),
    is_carried=True,
    others=("schedule", "start_on"),
    fits=lambda text: year_in(text) is not None,
)
BASIS = Field("basis", "HT ou TTC", words(), titles=("HT ou TTC", "HT/TTC"))
ITEM = Field(
    "expense_item",
    "Poste de dépense",
    words(160),
    titles=("Poste de dépense", "Postes de dépenses", "Nature des dépenses", "Dépense"),
)
NET = Field("cost_ht", "Coût HT", words())
COST = Field("cost_total", "Coût", words())
GROSS = Field("cost_ttc", "Coût TTC", words())
AMOUNT = Field("amount", "Montant", words())
FUNDER = Field("funder", "Financeur", words(), others=("caf_support",))
NATURE = Field("funder_kind", "Nature du financement", words(), titles=("Nature du financement",))
SCHEME = Field("schemes", "Dispositif", words(120), titles=("Au titre de", "Dispositif"))
STATUS = Field("status", "Statut", words(), others=("progress",))
STATES = {
    "amount_expected": MoneyState.EXPECTED,
    "amount_requested": MoneyState.REQUESTED,
    "amount_granted": MoneyState.GRANTED,
    "amount_paid": MoneyState.PAID,
}
EXPECTED = Field("amount_expected", "Pressenti", words())
REQUESTED = Field("amount_requested", "Demandé", words())
GRANTED = Field("amount_granted", "Accordé", words())
PAID = Field("amount_paid", "Versé", words(), titles=("Reçu", "Reçue", "Reçus"))
OWN = Field("own_share", "Autofinancement", words())
GRANTED_ON = Field(
    "granted_on",
    "Accordé le",
    first_in,
    titles=("Accordé le", "Date accord", "Date d’accord"),
)
REQUESTED_ON = Field("request_on", "Demandé le", first_in, titles=("Demandé le",))
ENDS_ON = Field("justify_by", "À achever, justifier avant le", end_in)
ACT = Field("act_reference", "Acte", words(120))
RATE = Field("rate", "Taux", words())
TOTAL = Field("total_funding", "Total des financements", words())
COSTS = (NET.name, COST.name, GROSS.name)
PAYING = frozenset({FUNDER.name, AMOUNT.name, *STATES})
SUMS = frozenset({OWN.name, FUNDER.name, AMOUNT.name, *STATES})
ALL_YEARS = re.compile(r"(?:total|totaux|cumul|ensemble|recapitul)")
LOOSE = frozenset({IGNORED, "notes"})


class MoneySpec(TableSpec):
    """A table of money, the headers of which name who pays."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each being a field of a table of money."""
        is_decided = any(one.field == GRANTED_ON.name for one in columns)
        bare = columns if is_decided else [_stateless(one) for one in columns]
        settled = super().settled([_own_column(one) for one in bare])
        titled = {one.number for one in settled if TITLE.is_titled_by(one)}
        if all(one.field != STATUS.name for one in settled):
            settled = [_column_of_states(one) for one in settled]
        names = {one.header for one in settled if one.field in SUMS and not _is_total(one)}
        return [
            _left_aside(one)
            if (one.field == TITLE.name and titled and one.number not in titled)
            or (one.field in SUMS and one.header in names and _is_total(one))
            else one
            for one in settled
        ]


def _left_aside(column: Column) -> Column:
    """A column that another one says better: a reference beside a name, a sum of other years."""
    if column.is_decided:
        return column
    return replace(column, field=IGNORED, reason=BETTER, elsewhere="")


def _column_of_states(column: Column) -> Column:
    """« Financements » over « sollicité », « acquis » says in which state, and not who pays."""
    texts = column.samples
    is_read = column.field == FUNDER.name and not column.is_decided
    is_bare = not any(any(map(str.isdigit, one)) or names_a_funder(name_in(one)) for one in texts)
    states = sum(state_in(one) is not None for one in texts)
    is_of_states = is_read and is_bare and 2 * states > len(texts)
    return replace(column, field=STATUS.name, reason=BY_VALUES) if is_of_states else column


def _is_total(column: Column) -> bool:
    """Whether a column stands under « Total », beside those of each year."""
    return bool(column.group and ALL_YEARS.match(folded(column.group.text)))


def _stateless(column: Column) -> Column:
    """« Montant » beside a funder is granted in a list of grants only: here its state is unsaid."""
    is_guessed = column.field in STATES and column.reason == BY_VALUES and not column.is_decided
    has_state = heading([column.header]).state is not None
    return replace(column, field=AMOUNT.name) if is_guessed and not has_state else column


def _own_column(column: Column) -> Column:
    """What a header means here: a total of what is paid, a funder, a year over a section."""
    if column.is_decided or column.is_refused or column.field in {*COSTS, OWN.name, RATE.name}:
        return column
    plain = folded(column.header)
    if "total" in plain.split():
        field = COST.name if {"cout", "depenses", "budget"} & set(plain.split()) else TOTAL.name
        return replace(column, field=field, reason=BY_HEADER, elsewhere="")
    over = column.group.text if column.group else ""
    own = heading([column.header])
    is_summed = looks_like_sums(column.samples)
    is_paying = column.field in PAYING or any(one[0].isdigit() for one in column.samples)
    names_payer = names_a_funder(own.name) or is_loan(own.name)
    if not is_summed and not (is_paying and names_payer):
        return column
    if names_payer or (column.field in LOOSE and own.name and _is_paying(over)):
        return replace(column, field=FUNDER.name, reason=NAMES_A_PAYER, elsewhere="")
    is_measure = not own.name and bool(own.section or own.year)
    if is_measure:
        return replace(column, field=AMOUNT.name, reason=BY_HEADER, elsewhere="")
    return column


def _is_paying(over: str) -> bool:
    """Whether what stands over a column says that those under it pay."""
    words_ = set(folded(over).split())
    return bool(words_ & {"financeurs", "financements", "recettes", "cofinanceurs", "ressources"})


def _section_over(text: str) -> str:
    return text if section_in(text) and not heading([text]).name else ""


def year_over(text: str) -> str:
    """The year that a section says, when it names nothing else."""
    is_year = folded(heading([text]).name) in {"", "annee", "exercice"}
    return str(year_in(text) or "") if is_year else ""


SPEC = MoneySpec(
    (
        *(TITLE, OWNER, SECTION, YEAR, BASIS, ITEM, NET, COST, GROSS, FUNDER, NATURE, SCHEME),
        *(STATUS, AMOUNT, EXPECTED, REQUESTED, GRANTED, PAID, GRANTED_ON, ACT, OWN, TOTAL, RATE),
        *(REQUESTED_ON, ENDS_ON),
    ),
    frozenset({TITLE.name, FUNDER.name}),
    "aucune colonne d’opérations",
    sections={
        OWNER.name: body_over,
        SECTION.name: _section_over,
        YEAR.name: year_over,
    },
    several=frozenset({FUNDER.name, AMOUNT.name, STATUS.name, *COSTS, *STATES}),
    goes_on=TITLE.name,
)

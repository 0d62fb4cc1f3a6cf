"""What do the columns beside one say of it: grants, mayors, networks, accounts of programs?"""

from collections.abc import Callable

from maillage.foundation.exchange.tables.column_context import IGNORED, ColumnContext
from maillage.foundation.exchange.tables.value_looks import has_address, has_no_letter, is_amount

Rule = Callable[[str, ColumnContext], str]
_GRANTS = frozenset(
    {"funder", "funder_siret", "payment_terms", "payment_period", "eu_notified", "paid_on",
     "amount_granted", "amount_paid", "amount_requested", "beneficiary_name"}
)  # fmt: skip


def _mayor(field: str, context: ColumnContext) -> str:
    """« NomMaire » beside « PrenomMaire » is the family name of the mayor."""
    return "family_name" if "maire" in context.given else field


def _position(field: str, context: ColumnContext) -> str:
    """« Position » beside the name of somebody is the English word for a function."""
    names = {"family_name", "given_name", "person_name"} & context.others
    return "function" if names and not context.most(has_no_letter) else field


def _grant_kind(field: str, context: ColumnContext) -> str:
    return "commitment_kind" if _GRANTS & context.others else field


def _grant_theme(field: str, context: ColumnContext) -> str:
    return "theme" if _GRANTS & context.others else field


def _amount(field: str, context: ColumnContext) -> str:
    """The amount of a list of grants is what was granted."""
    return "amount_granted" if _GRANTS & context.others else field


def _amount_paid_out(field: str, context: ColumnContext) -> str:
    """The amount of a subsidy is asked, unless the list says what was paid of it."""
    paid = {"paid_on", "amount_paid", "amount_due"} & context.others
    return "amount_granted" if paid else field


def _complement(field: str, context: ColumnContext) -> str:
    return "address_2" if "address" in context.others else field


def _beneficiary(_field: str, context: ColumnContext) -> str:
    """Who is helped, beside what only people helped have; who is granted, elsewhere."""
    return "refused_helped" if "refused_helped" in context.others else "organisation_name"


def _network(field: str, context: ColumnContext) -> str:
    """The federation is the structure of the row where no other is."""
    others = {"organisation_name", "family_name", "person_name"} & context.others
    return field if others else "organisation_name"


def _account(_field: str, context: ColumnContext) -> str:
    """The account of a program is of use where it is an address."""
    return "email" if context.most(has_address) else IGNORED


def _region(field: str, context: ColumnContext) -> str:
    """A region is the territory of the row where nothing nearer is, and a funder of money."""
    if context.most(is_amount):
        return "funder"
    return field if {"territory", "commune"} & context.others else "territory"


def _epci_siren(_field: str, context: ColumnContext) -> str:
    return "intercommunality" if "commune" in context.others else "siren"


RULES_OF_HEADERS: dict[str, Rule] = {
    "nom maire": _mayor,
    "position": _position,
    "nature": _grant_kind,
    "categorie": _grant_theme,
    "montant": _amount,
    "montant subvention": _amount_paid_out,
    "complement": _complement,
    "complement 1": _complement,
    "complement 2": _complement,
}
RULES_OF_FIELDS: dict[str, Rule] = {
    "beneficiary_name": _beneficiary,
    "network_name": _network,
    "epci_siren": _epci_siren,
    "region": _region,
    "account": _account,
}

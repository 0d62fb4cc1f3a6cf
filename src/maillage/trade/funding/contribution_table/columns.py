"""Which columns does a table of contributions have: who pays, what is called, what came, when?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.columns import (
    BY_HEADER,
    BY_VALUES,
    ELSEWHERE,
    UNKNOWN,
    Column,
)
from maillage.foundation.exchange.tables.parsed_rows import Field, TableSpec, choice, words
from maillage.trade.context.small_lists import first_in
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.money_table.cells import looks_like_sums
from maillage.trade.funding.money_table.columns import TOTAL, YEAR, year_over
from maillage.trade.funding.money_table.headings import heading

ORIGINS = (
    (Origin.STATUTES, re.compile(r"\bstatut")),
    (Origin.MEMBERSHIP, re.compile(r"\b(?:adhesions?|cotisations?)\b")),
    (Origin.AGREEMENT, re.compile(r"\bconvention")),
)


def origin_in(text: str) -> str:
    """What makes a structure pay, as words say it; nothing when they say none.

    >>> origin_in("Cotisations 2026"), origin_in("Convention"), origin_in("Appels")
    ('membership', 'agreement', '')
    """
    plain = folded(text)
    return next((origin.value for origin, pattern in ORIGINS if pattern.search(plain)), "")


ORGANISATION = Field(
    "organisation_name",
    "Structure",
    words(300),
    lazy("Dites quelle structure paie."),
    is_carried=True,
    others=("commune", "pilot_organisation", "beneficiary", "managing_body", "funder"),
    titles=("Structure", "Commune", "Membre", "Membres", "Collectivité", "Adhérent", "Cotisant"),
)
ORIGIN = Field(
    "origin",
    "Origine",
    choice(origin_in, lazy("Dites convention, statuts ou adhésion.")),
    titles=("Origine", "D’où vient la somme"),
)
PRECISION = Field("origin_text", "Précision", words(200), titles=("Précision",))
PLANNED = Field("amount_planned", "Prévue", words())
CALLED = Field("amount_called", "Appelée", words())
CALLED_ON = Field("called_on", "Appelée le", first_in)
RECEIVED = Field("amount_received", "Reçue", words())
RECEIVED_ON = Field("received_on", "Reçue le", first_in)
SUMS = (PLANNED.name, CALLED.name, RECEIVED.name)
DAYS = {CALLED.name: CALLED_ON.name, RECEIVED.name: RECEIVED_ON.name}
SAYING = frozenset({*SUMS, *DAYS.values()})
# What stands beside the sums and is none of them.
BESIDE = re.compile(
    r"\b(?:restes?|solde|restant\w*|ecarts?|impaye\w*|retards?|taux|evolution|difference|population|"
    r"habitants?|hab|poids|nombre|nb|cle|critere\w*|numero|n|reference|observations?|echeance|"
    r"accord\w*|notifi\w*|attribu\w*)\b|[%°]"
)
ROLES = (
    (CALLED.name, re.compile(r"\bappel\w*|\ba (?:verser|payer|regler)\b")),
    (
        RECEIVED.name,
        re.compile(
            r"\b(?:recu\w*|percu\w*|encaiss\w*|verse\w*|paye\w*|paiements?|regle\w*|acquitte\w*)"
        ),
    ),
    (
        CALLED.name,
        re.compile(r"\b(?:demande\w*|emis\w*|emission|titres?|factur\w*|dues?)\b|\bdu$"),
    ),
    (PLANNED.name, re.compile(r"\b(?:prev\w*|budget\w*|bp|attendu\w*|vote\w*)\b")),
)
DAY = re.compile(r"^(?:dates?|jours?)\b|^le$|\ble$")
OF_DAYS = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}")
OPENING = re.compile(
    r"(?:contribution|cotisation|participation|adhesion)s? (?:20\d\d|\(|en |appel)"
)
TITLE = re.compile(r"^(?!.*\bappel).*\btitres?\b")
GENERIC = re.compile(
    r"(?:montants?|sommes?|contributions?|cotisations?|participations?|adhesions?|quotes?|parts?|"
    r"annuel\w*|statutaires?|membres?|communes?|d[eu]s?|la|par|euros?|[\s’'()–—:,.-])*"
)


class ContributionSpec(TableSpec):
    """A table of contributions, the headers of which say what is called and what came."""

    def heads(self, header: str) -> bool:
        """Whether a text heads a field of this table: a year may, over what is called in it."""
        plain = folded(header)
        is_spoken = bool(_role_in(plain)) or OPENING.match(plain) is not None
        return super().heads(header) or year_over(plain) == plain or is_spoken

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns; beside « Appelé », « Contribution » is planned, « Titre » is a number."""
        own = [_own_column(one) for one in columns]
        if any(_is_called(one) and not TITLE.search(folded(one.header)) for one in own):
            pairs = zip(columns, own, strict=True)
            own = [first if _numbers_titles(one) else one for first, one in pairs]
        if any(_is_called(one) for one in own):
            own = [
                replace(one, field=PLANNED.name)
                if one.field == CALLED.name and _only_opens(one) and not one.is_chosen
                else one
                for one in own
            ]
        return super().settled(own)


def _is_called(column: Column) -> bool:
    """Whether a column of sums is headed by the very word: « Appelé »."""
    return column.field == CALLED.name and _role_in(folded(column.header)) == CALLED.name


def _numbers_titles(column: Column) -> bool:
    """Whether what is headed « Titre » says the number of each title, not a sum."""
    plain = folded(column.header)
    is_called = column.field == CALLED.name and not column.is_chosen
    is_number = plain in {"titre", "titres"} or not looks_like_sums(column.samples)
    return is_called and TITLE.search(plain) is not None and is_number


def _only_opens(column: Column) -> bool:
    """Whether a header says « Contribution » without saying that it is called."""
    plain = folded(column.header)
    return OPENING.match(plain) is not None and not _role_in(plain)


def _own_column(column: Column) -> Column:
    """What a header means here: a sum that is called or came, its day, a total of them."""
    own, over = folded(column.header), folded(column.group.text if column.group else "")
    if column.is_chosen or column.is_refused:
        return column
    if BESIDE.search(f"{over} {own}"):
        return replace(column, reason=ELSEWHERE) if column.reason == UNKNOWN else column
    role = _role_in(own) or _role_in(over)
    days = sum(bool(OF_DAYS.search(one)) for one in column.samples)
    reason = BY_HEADER
    if DAY.search(own) or 2 * days > len(column.samples):
        name = DAYS.get(role or CALLED.name, "")
    elif "total" in own.split() or "total" in over.split():
        name = TOTAL.name
    elif role:
        name = role
    else:
        name, reason = _plain_sum(column), BY_VALUES
    return replace(column, field=name, reason=reason, elsewhere="") if name else column


def _role_in(plain: str) -> str:
    return next((name for name, pattern in ROLES if pattern.search(plain)), "")


def _plain_sum(column: Column) -> str:
    """Sums under no other words than a year or « Contribution » are called."""
    texts = [column.group.text if column.group else "", column.header]
    is_generic = all(GENERIC.fullmatch(folded(heading([text]).name)) for text in texts)
    return CALLED.name if is_generic and looks_like_sums(column.samples) else ""


SPEC = ContributionSpec(
    (
        *(ORGANISATION, YEAR, ORIGIN, PRECISION, PLANNED, CALLED, CALLED_ON),
        *(RECEIVED, RECEIVED_ON, TOTAL),
    ),
    frozenset({ORGANISATION.name, *SUMS}),
    "aucune colonne de contributions",
    sections={YEAR.name: year_over},
    several=frozenset({*SAYING, TOTAL.name}),
)

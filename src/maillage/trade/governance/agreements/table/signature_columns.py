"""Which columns does a follow-up of signatures have, and what do its cells say?"""

from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import learned_fault
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    TableRow,
    TableSpec,
    choice,
    words,
)
from maillage.trade.context.small_lists import first_in
from maillage.trade.governance.agreements.choices import SignedBy
from maillage.trade.governance.agreements.table.columns import signed_in
from maillage.trade.governance.joint_decisions.table import reading as votes

MEANS = (
    (SignedBy.ELECTRONIC, ("electronique", "parapheur", "demat", "numerique")),
    (SignedBy.PAPER, ("papier", "manuscrit", "courrier")),
)


def means_of(text: str) -> str:
    """How it was signed, as words say it; nothing when they say neither.

    >>> means_of("Parapheur"), means_of("sur papier"), means_of("?")
    ('electronic', 'paper', '')
    """
    plain = folded(text)
    return next((one.value for one, some in MEANS if any(map(plain.__contains__, some))), "")


def sent_in(row: TableRow, name: str) -> date | None:
    """The day on which the text left; one to come is left aside."""
    day = first_in(row, name)
    if why := learned_fault(day, timezone.localdate()) if day else "":
        row.leave_out(name, str(why))
        return None
    return day


AGREEMENT = Field(
    "agreement_title",
    "Convention",
    words(200),
    is_carried=True,
    titles=("Convention", "Intitulé de la convention", "Avenant", "Texte"),
)
STRUCTURE = replace(
    votes.STRUCTURE,
    titles=("Structure", "Commune", "Collectivité", "Membre", "Partie", "Signataire"),
)
ASKED_ON = Field(
    "signature_asked_on",
    "Convention envoyée le",
    sent_in,
    titles=(
        *("Convention envoyée le", "Envoyée à la signature le", "Signature demandée le"),
        *("Envoi convention", "Convention transmise le"),
    ),
)
SIGNED_ON = Field(
    "signed_on",
    "Convention signée le",
    signed_in,
    titles=("Convention signée le", "Convention signée", "Signée le", "Signature", "Signé"),
)
SIGNATORY = Field(
    "signatory",
    "Qui signe",
    words(100),
    others=("person_name", "family_name"),
    titles=("Qui signe", "Nom du signataire", "Représentant", "Signataire (nom)"),
)
# With the name and the comma, what the field of a signatory holds.
QUALITY = Field("function", "Qualité", words(58), titles=("Qualité", "Qualité du signataire"))
BY = Field(
    "signed_by",
    "Comment",
    choice(means_of, lazy("Écrivez électronique ou papier.")),
    titles=("Comment", "Mode de signature", "Support"),
)
REFUSED_ON = Field("refused_on", "Refusée le", sent_in, titles=("Refusée le", "Refus le"))
REASON = Field(
    "refused_reason", "Raison du refus", words(), titles=("Raison du refus", "Motif du refus")
)
# What its councils voted is read as a table of deliberations is.
OF_VOTES = (
    *(votes.SESSION_ON, votes.VOTE, votes.COUNTED, votes.FOR, votes.AGAINST, votes.ABSTENTIONS),
    *(votes.RESERVES, votes.NOTES, votes.ACT_NUMBER, votes.TRANSMITTED_ON, votes.PUBLISHED_ON),
)
SPEC = TableSpec(
    (
        *(AGREEMENT, STRUCTURE, *OF_VOTES, ASKED_ON, SIGNED_ON, SIGNATORY, QUALITY, BY),
        *(REFUSED_ON, REASON),
    ),
    frozenset({STRUCTURE.name}),
)
ONLY_IN = votes.ONLY_IN | {QUALITY.name}

"""Which columns does a register of agreements have, and what do its cells say?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.columns import BY_VALUES, Column
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.law.delays import months_after
from maillage.trade.context.small_lists import (
    NO_SUCH_DAY,
    UNREAD_DAY,
    end_in,
    first_in,
)
from maillage.trade.context.value_kinds import is_endless
from maillage.trade.governance.agreements.choices import Renewal
from maillage.trade.governance.agreements.rules import LONGEST_NOTICE, to_come_fault

NO_DAY = lazy("Signée, mais quel jour ? Sans lui, rien n’est noté signé.")
NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10}
LENGTH = re.compile(r"(?P<n>\d{1,3}|\b[a-z]+)\s?(?P<unit>ans?\b|annees?|mois)")
YEARS = re.compile(r"\b(20\d\d)(?: ?/ ?| au? | )(20\d\d)\b")
IN_YEARS = re.compile(r"\b(?:ans?|annees?)\b")
AVENANT = re.compile(r"\bavenant\s?(?:n\s?[o°º]?\s?)?(\d{1,3})\b")
DRAFT = re.compile(r"projet|elaboration|prepar|a signer|en attente|brouillon|redaction|a venir")
OVER = re.compile(r"echue|termin|finie?\b|expir|caduc|caduque|resili|denonc|abandon|cloture")
SIGNED = re.compile(r"sign|en cours|vigueur|activ|executoire")
YEAR = 12
LONGEST = 99 * YEAR


def signed_in(row: TableRow, name: str) -> date | None:
    """The day of a signature; words alone say none, and a day to come is left aside."""
    text = row.text(name)
    if not text or is_word("no", text) or is_word("vacant", text) or is_word("empty", text):
        return None
    if not any(map(str.isdecimal, text)):
        if is_word("yes", text) or SIGNED.search(folded(text)):
            row.warn(name, str(NO_DAY))
        return None
    cell = row.cells[name]
    reading = read_date(cell.value or "")
    if reading.date is None:
        row.leave_out(name, str(NO_SUCH_DAY if reading.code == "date_invalid" else UNREAD_DAY))
        return None
    if why := to_come_fault(reading.date):
        row.leave_out(name, why)
        return None
    if reading.precision != "day":
        row.warn(name, _("Lu %(day)s.") % {"day": french.long_date(reading.date)})
    return reading.date


def months_in(row: TableRow, name: str) -> int | None:
    """How many months a cell says; a bare number counts years where its header says so.

    « six mois », « 4 ans », « 48 mois ».
    """
    text = folded(row.text(name))
    match = LENGTH.search(text)
    if match and (number := _number(match["n"])):
        return number if match["unit"] == "mois" else number * YEAR
    if text.isdecimal():
        return int(text[:6]) * (YEAR if IN_YEARS.search(folded(row.headers.get(name, ""))) else 1)
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS.get(text, 0)


def notice_in(row: TableRow, name: str) -> int | None:
    """The notice, in months; what is longer than any, or is no length, is left aside."""
    text = row.text(name)
    if not text or is_word("no", text) or is_word("empty", text):
        return None
    months = months_in(row, name)
    if months is None or months > LONGEST_NOTICE:
        why = _("Un préavis se dit en mois, trente-six au plus : la case est laissée.")
        row.leave_out(name, why)
        return None
    return months


def renewal_of(text: str) -> str:
    """What happens at the end, as words say it; nothing when they say nothing of it.

    >>> [renewal_of(text) for text in ("Tacite, 1 an", "expresse", "elle finit", "oui")]
    ['tacit', 'express', 'none', '']
    """
    plain = folded(text)
    if "tacite" in plain and not re.search(r"\b(?:non|sans|pas de) .*tacite", plain):
        return Renewal.TACIT.value
    if "express" in plain:
        return Renewal.EXPRESS.value
    is_none = is_word("no", text) or re.search(r"\b(?:finit|aucune|sans|non|pas)\b", plain)
    return Renewal.NONE.value if is_none else ""


def renewal_in(row: TableRow, name: str) -> str:
    """What happens at its end; « oui » is tacit where the header says it, else it is asked."""
    text = row.text(name)
    result = renewal_of(text)
    if not result and is_word("yes", text):
        result = renewal_of(row.headers.get(name, ""))
        if not result:
            row.warn(name, _("Reconduction tacite ou expresse ? La case est laissée."))
    elif text and not result and not is_word("empty", text):
        row.leave_out(name, _("Écrivez tacite, expresse ou aucune : la case est laissée."))
    return result


def end_with_renewal(row: TableRow, name: str) -> date | None:
    """The last day; words that say only what happens at the end are no day."""
    text = folded(row.text(name))
    if renewal_of(text) and not any(map(str.isdecimal, text)):
        return None
    return end_in(row, name)


TITLE = Field(
    "agreement_title",
    "Convention",
    words(200),
    lazy("Dites de quelle convention il s’agit."),
    others=("action_title", "plan_title"),
    titles=(
        *("Convention", "Conventions", "Intitulé", "Intitulé de la convention", "Titre", "Libellé"),
        *("Nom de la convention", "Nom", "Contrat", "Acte"),
    ),
)
KIND = Field(
    "organisation_type",
    "Type",
    words(),
    titles=("Type", "Type de convention", "Nature", "Modèle", "Catégorie"),
)
REFERENCE = Field(
    "agreement_reference",
    "Numéro",
    words(60),
    titles=("Numéro", "N°", "N° de convention", "Référence", "Réf.", "N° convention"),
)
PURPOSE = Field(
    "agreement_purpose",
    "Objet",
    words(),
    titles=("Objet", "Objet de la convention", "Description", "Contenu"),
)
PARTIES = Field(
    "partners",
    "Parties",
    words(),
    others=("organisation_name", "funder"),
    titles=(
        *("Parties", "Signataires", "Partenaires", "Parties signataires", "Cosignataires"),
        *("Partenaire", "Signataire", "Co-contractant", "Cocontractant", "Avec qui", "Tiers"),
    ),
)
SIGNED_ON = Field(
    "signed_on",
    "Signée le",
    signed_in,
    titles=("Signée le", "Date de signature", "Signature", "Date signature"),
)
START_ON = Field(
    "start_on",
    "En vigueur dès le",
    first_in,
    others=("since",),
    titles=(
        *("En vigueur dès le", "Date d’effet", "Prise d’effet", "Début", "Entrée en vigueur"),
        *("Date d'effet", "Date de prise d'effet", "Effet"),
    ),
)
END_ON = Field(
    "until",
    "Finit le",
    end_with_renewal,
    others=("due_on", "justify_by"),
    titles=(
        *("Finit le", "Échéance", "Fin", "Fin de convention", "Terme", "Date de fin"),
        *("Fin de validité", "Expire le", "Date d’échéance", "Date d'échéance"),
    ),
)
DURATION = Field(
    "duration",
    "Durée",
    months_in,
    titles=("Durée", "Durée (ans)", "Durée (en années)", "Durée (mois)", "Période"),
)
RENEWAL = Field(
    "renewal",
    "À son terme",
    renewal_in,
    titles=(
        *("À son terme", "Reconduction", "Tacite reconduction", "Renouvellement"),
        *("Reconduction tacite", "Reconduction (tacite/expresse)", "Reconductible"),
    ),
)
NOTICE = Field(
    "notice_months",
    "Préavis (mois)",
    notice_in,
    titles=("Préavis (mois)", "Préavis", "Délai de préavis", "Préavis de dénonciation"),
)
STATE = Field(
    "status", "Étape", words(), titles=("Étape", "Statut", "État", "Situation", "Avancement")
)
DRAFTER = Field("drafter", "Tient la plume", words(), titles=("Tient la plume", "Rédacteur"))
KEEPER = Field(
    "keeper",
    "Garde l’original",
    words(),
    titles=("Garde l’original", "Original conservé par", "Détenteur de l'original", "Archivé par"),
)
AMENDS = Field("amends", "Modifie", words(), titles=("Modifie", "Convention modifiée", "Avenant à"))
AVENANT_NUMBER = Field(
    "amendment_number", "Avenant n°", words(), titles=("Avenant n°", "N° d’avenant", "N° avenant")
)
AVENANTS = Field("avenants", "Avenants", words(), titles=("Avenants", "Avenant(s)", "Avenant"))
AMOUNT = Field("amount", "Montant", words(), titles=("Montant", "Montant annuel", "Coût"))
# What comes in and is said otherwise when it goes out.
ONLY_IN = frozenset({DURATION.name, AVENANTS.name, AMOUNT.name})


class AgreementSpec(TableSpec):
    """A register of agreements; where none of its columns is a title, « Objet » is it."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each with what it means in this table."""
        own = super().settled(columns)
        if any(one.field == TITLE.name for one in own):
            return own
        return [
            replace(one, field=TITLE.name, reason=BY_VALUES) if one.field == PURPOSE.name else one
            for one in own
        ]


SPEC = AgreementSpec(
    (
        *(TITLE, KIND, REFERENCE, AMENDS, AVENANT_NUMBER, PURPOSE, PARTIES, STATE, SIGNED_ON),
        *(START_ON, END_ON, DURATION, RENEWAL, NOTICE, DRAFTER, KEEPER, AVENANTS, AMOUNT),
    ),
    frozenset({TITLE.name}),
    "aucune colonne de conventions",
)


def term_of(row: TableRow, since: date | None) -> tuple[date | None, date | None]:
    """The first and the last day that a length says, counted from a day; « 2024-2027 » says both.

    What says no length is left aside, unless it says that there is no end.
    """
    text = folded(row.text(DURATION.name))
    if not text or is_endless(text) or is_word("empty", text):
        return None, None
    if years := YEARS.search(text):
        row.warn(DURATION.name, _("Lu du 1er janvier %s au 31 décembre %s.") % years.groups())
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    months = row.read(DURATION)
    is_bare = text.isdecimal() and "mois" not in folded(row.headers.get(DURATION.name, ""))
    if months is None or (is_bare and not IN_YEARS.search(_header(row))):
        row.leave_out(DURATION.name, _("En mois ou en années ? La case est laissée."))
        return None, None
    if months > LONGEST:
        row.leave_out(DURATION.name, _("Plus de 99 ans : la case est laissée."))
        return None, None
    if since is None:
        return None, None
    return None, months_after(since, months) - timedelta(days=1)


def _header(row: TableRow) -> str:
    return folded(row.headers.get(DURATION.name, ""))

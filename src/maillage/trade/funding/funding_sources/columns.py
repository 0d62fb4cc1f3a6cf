"""Which columns does a list of sources have, and how is each of their cells read?"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.trade.context.listed_people import someone_in
from maillage.trade.context.small_lists import end_in, first_in
from maillage.trade.context.typed_sums import cents_of
from maillage.trade.funding.choices import Pays, Recurrence, Section, SourceKind

Choice = TypeVar("Choice", bound=TextChoices)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
KINDS = {
    SourceKind.EUROPEAN: ("europeen", "leader", "feader", "feder", "fse", "interreg"),
    SourceKind.CALL: ("appel", "aap", "ami", "projets"),
    SourceKind.ALLOCATION: ("dotation", "detr", "dsil", "dsid"),
    SourceKind.PATRONAGE: ("mecenat", "fondation"),
    SourceKind.SERVICE: ("prestation",),
    SourceKind.ONGOING: ("fil",),
}
RETURNS = {
    Recurrence.YEARLY: ("annee", "annuel", "annuelle", "an", "recurrent", "recurrente"),
    Recurrence.ONGOING: ("temps", "permanent", "permanente", "continu", "ongoing", "fil"),
}
PAYMENTS = {
    Pays.ON_INVOICES: ("factures", "facture", "acomptes"),
    Pays.ON_DATES: ("dates", "date", "echeances"),
    Pays.AT_END: ("fin", "solde", "realisation"),
}
SECTIONS = {
    Section.INVESTMENT: ("investissement", "inv"),
    Section.OPERATING: ("fonctionnement", "fonct"),
}


def choice_in(text: str, words_of: Mapping[Choice, Sequence[str]]) -> str:
    """The first choice that one of the words of a text tells; nothing when none does."""
    plain = set(re.findall(r"\w+", folded(text)))
    return next((str(one) for one, some in words_of.items() if plain & set(some)), "")


def rates_in(row: TableRow, name: str) -> list[int]:
    """The rates of a cell in basis points: one, or the least and the most; said when none is."""
    text = row.text(name)
    cell = row.cells.get(name)
    if cell is not None and isinstance(cell.value, float) and 0 < cell.value <= 1:
        return [round(cell.value * 10_000)]
    rates = [int(Decimal(one.replace(",", ".")) * 100) for one in NUMBER.findall(text)]
    if text and (not rates or max(rates) > 10_000 or len(rates) > 2):
        row.leave_out(name, _("Écrivez le taux en pour cent, par exemple 40 %, ou 20 à 40 %."))
        return []
    return sorted(rates)


def months_in(row: TableRow, name: str) -> int | None:
    """How many months a cell gives; years are told in months."""
    text = row.text(name)
    number = NUMBER.search(text)
    if not text:
        return None
    months = int(Decimal(number[0].replace(",", "."))) if number else 0
    if re.search(r"\ban(?:s|nees?)?\b", folded(text)):
        months *= 12
    if not 1 <= months <= 120:
        row.leave_out(name, _("Écrivez un nombre de mois, par exemple 24."))
        return None
    return months


def closing_in(row: TableRow, name: str) -> date | None:
    """The day on which it closes; none for one that words say to go on."""
    goes_on = choice_in(row.text(name), RETURNS) == Recurrence.ONGOING
    return None if goes_on else end_in(row, name)


NAME = Field(
    "source_name",
    "Source",
    words(160),
    lazy("Dites de quelle source il s’agit."),
    titles=(
        *("Source", "Aide", "Nom de l’aide", "Dispositif d’aide", "Appel à projets", "AAP"),
        *("Intitulé de l’aide", "Nom du dispositif", "Titre de l’aide"),
    ),
)
FUNDER = Field(
    "funder",
    "Financeur",
    words(160),
    titles=("Financeur", "Porteur de l’aide", "Porteurs d’aides", "Qui aide"),
)
PROGRAMME = Field(
    "source_programme", "Programme", words(160), titles=("Programme", "Programmes d’aides")
)
KIND = Field("organisation_type", "Nature", words(), titles=("Nature", "Type d’aide"))
RETURN = Field("source_returns", "Revient", words(), titles=("Revient", "Récurrence"))
OPENS_ON = Field(
    "source_opens_on", "Ouvre le", first_in, titles=("Ouvre le", "Date d’ouverture", "Ouverture")
)
PREDEPOSIT_ON = Field(
    "source_predeposit_on",
    "Prédépôt avant le",
    end_in,
    titles=("Prédépôt avant le", "Date de pré-dépôt", "Prédépôt"),
)
CLOSES_ON = Field(
    "source_closes_on",
    "Ferme le",
    closing_in,
    others=("due_on",),
    titles=("Ferme le", "Date de clôture", "Clôture", "Date limite de dépôt", "Fermeture"),
)
LEAST_RATE = Field("source_rate_min", "Taux minimal", rates_in, titles=("Taux minimal", "Taux min"))
RATE = Field(
    "rate",
    "Taux maximal",
    rates_in,
    titles=("Taux maximal", "Taux max", "Taux", "Taux de subvention"),
)
FLOOR = Field(
    "source_floor", "Aide minimale", cents_of, titles=("Aide minimale", "Plancher", "Minimum")
)
CAP = Field("source_cap", "Plafond", cents_of, titles=("Plafond", "Aide maximale", "Maximum"))
BUDGET = Field(
    "source_budget",
    "Enveloppe d’une année",
    cents_of,
    titles=("Enveloppe d’une année", "Enveloppe", "Enveloppe annuelle"),
)
SECTION = Field("expense_kind", "Section aidée", words(), titles=("Section aidée", "Section"))
HELPS = Field(
    "source_helps",
    "Ce qu’elle aide",
    words(),
    titles=("Ce qu’elle aide", "Dépenses éligibles", "Dépenses aidées", "Objet"),
)
LEFT_OUT = Field(
    "source_left_out",
    "Ce qu’elle n’aide pas",
    words(300),
    titles=("Ce qu’elle n’aide pas", "Dépenses inéligibles", "Exclusions"),
)
WHO = Field(
    "source_beneficiaries",
    "Qui peut demander",
    words(300),
    others=("beneficiary",),
    titles=("Qui peut demander", "Bénéficiaires", "Bénéficiaires éligibles"),
)
ADVANCE = Field("source_advance", "Avance", rates_in, titles=("Avance", "Avance en %"))
PAYS = Field("source_pays", "Verse", words(), titles=("Verse", "Versement", "Modalités"))
BEGINS = Field(
    "source_begins",
    "À commencer dans les",
    months_in,
    titles=("À commencer dans les", "Délai de commencement"),
)
ENDS = Field(
    "source_ends",
    "À achever dans les",
    months_in,
    titles=("À achever dans les", "Délai d’achèvement"),
)
INSTRUCTOR = Field(
    "source_instructor",
    "Qui instruit",
    words(),
    titles=("Qui instruit", "Instructeur", "Service instructeur"),
)
CONTACT = Field("source_contact", "À qui parler", someone_in, titles=("À qui parler", "Contact"))
THEMES = Field("theme", "Thèmes", words(), titles=("Thèmes", "Thème", "Thématiques"))
GROUND = Field("territory", "Territoires", words(), titles=("Territoires", "Périmètre"))
CLASHES = Field("source_excludes", "Non cumulable avec", words(), titles=("Non cumulable avec",))
URL = Field("source_url", "Adresse", words(300), titles=("Adresse", "Lien", "URL", "Site"))
CHECKED_ON = Field(
    "source_checked_on", "Vérifiée le", first_in, titles=("Vérifiée le", "Vérifié le")
)
SPEC = TableSpec(
    (
        *(NAME, FUNDER, PROGRAMME, KIND, RETURN, OPENS_ON, PREDEPOSIT_ON, CLOSES_ON, LEAST_RATE),
        *(RATE, FLOOR, CAP, BUDGET, SECTION, HELPS, LEFT_OUT, WHO, ADVANCE, PAYS, BEGINS, ENDS),
        *(INSTRUCTOR, CONTACT, THEMES, GROUND, CLASHES, URL, CHECKED_ON),
    ),
    frozenset({NAME.name}),
    "aucune colonne de sources",
)

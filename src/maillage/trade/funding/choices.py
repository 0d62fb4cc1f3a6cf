"""The words of plans, costs, lines and their steps."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Section(TextChoices):
    """Where a sum stands in a public budget."""

    INVESTMENT = "investment", _("investissement")
    OPERATING = "operating", _("fonctionnement")


class Basis(TextChoices):
    """Whether the sums of a plan hold their taxes; nothing is ever converted."""

    NET = "net", _("HT")
    GROSS = "gross", _("TTC")


class CostKind(TextChoices):
    """What money is spent on."""

    WORKS = "works", _("travaux")
    STUDIES = "studies", _("études et prestations")
    EQUIPMENT = "equipment", _("équipement")
    STAFF = "staff", _("personnel")
    TRAVEL = "travel", _("déplacements")
    COMMUNICATION = "communication", _("communication")
    OVERHEADS = "overheads", _("frais indirects")
    VALUED = "valued", _("apports valorisés")
    OTHER = "other", _("autre")


class CostSource(TextChoices):
    """What the amount of a cost rests on."""

    ESTIMATE = "estimate", _("estimation")
    QUOTE = "quote", _("devis")
    CONTRACT = "contract", _("marché ou contrat signé")
    VOTED = "voted", _("budget voté")


class ChargeAccount(TextChoices):
    """The accounts of charges that a form of association asks for."""

    BOUGHT = "60", _("60, achats")
    SERVICES = "61", _("61, services extérieurs")
    OTHER_SERVICES = "62", _("62, autres services extérieurs")
    TAXES = "63", _("63, impôts et taxes")
    STAFF = "64", _("64, charges de personnel")
    USUAL = "65", _("65, autres charges de gestion courante")
    FINANCIAL = "66", _("66, charges financières")
    EXCEPTIONAL = "67", _("67, charges exceptionnelles")
    DEPRECIATION = "68", _("68, dotations aux amortissements")
    VOLUNTARY = "86", _("86, emplois des contributions volontaires")


class LineKind(TextChoices):
    """As what money comes."""

    GRANT = "grant", _("subvention")
    FONDS_DE_CONCOURS = "fonds_de_concours", _("fonds de concours")
    OWN = "own", _("autofinancement")
    CONTRIBUTION = "contribution", _("contribution d’un membre")
    SERVICE = "service", _("prestation de service")
    REVENUE = "revenue", _("recettes des usagers")
    DONORS = "donors", _("mécénat")
    LOAN_SUBSIDY = "loan_subsidy", _("prêt bonifié, part d’aide")
    VALUED = "valued", _("apport valorisé")


class MoneyStatus(TextChoices):
    """Whether the law counts this money as public."""

    PUBLIC = "public", _("public")
    PRIVATE = "private", _("privé")
    TO_VERIFY = "to_verify", _("à vérifier")


class MoneyState(TextChoices):
    """How sure a line is, and what a dated step of it says."""

    EXPECTED = "expected", pgettext_lazy("money", "pressenti")
    REQUESTED = "requested", pgettext_lazy("money", "demandé")
    GRANTED = "granted", pgettext_lazy("money", "accordé")
    PAID = "paid", pgettext_lazy("money", "versé")
    REFUSED = "refused", _("refusé")
    LAPSED = "lapsed", _("caduc")
    REPAID = "repaid", _("reversé")


class Situation(TextChoices):
    """Which share the law asks of the owner of an investment: rules `own_share.…`."""

    ORDINARY = "ordinary", _("cas ordinaire")
    LEAD = "lead_competence_without_convention", _("compétence à chef de file, sans convention")
    SCHOOL = "school_energy_renovation", _("rénovation énergétique d’une école")


class PlanRule(TextChoices):
    """What the rules look at in a plan."""

    OWN_SHARE = "own_share", _("part du maître d’ouvrage")
    FONDS = "fonds_de_concours", _("fonds de concours")
    AIDS = "aids", _("aides et taux")
    ASSOCIATION = "association", _("aide à une association")
    DETR = "detr", _("DETR")
    DISPLAY = "display", _("affichage du plan")
    SOURCES = "sources", _("règles des sources")


class SourceKind(TextChoices):
    """What kind of money a source is."""

    CALL = "call", _("appel à projets")
    ALLOCATION = "allocation", _("dotation")
    ONGOING = "ongoing", _("aide au fil de l’eau")
    EUROPEAN = "european", _("programme européen")
    SERVICE = "service", _("prestation")
    PATRONAGE = "patronage", _("mécénat")


class Recurrence(TextChoices):
    """Whether a source comes back."""

    ONCE = "oneoff", _("une seule fois")
    YEARLY = "recurring", _("chaque année")
    ONGOING = "ongoing", _("tout le temps")


class Pays(TextChoices):
    """When the money of a source comes."""

    ON_INVOICES = "invoices", _("sur factures, en plusieurs fois")
    ON_DATES = "dates", _("à des dates fixées")
    AT_END = "at_end", _("à la fin, en une fois")


class Stance(TextChoices):
    """What the cooperation makes of a source."""

    TO_STUDY = "to_study", _("à étudier")
    OURS = "ours", _("visée")
    NOT_OURS = "not_ours", _("pas pour nous")


SECTIONS = tuple(Section.values)
OF_RATES = (MinValueValidator(0), MaxValueValidator(10_000))
# Who pays is not a structure of the directory.
WITHOUT_FUNDER = (LineKind.REVENUE, LineKind.DONORS)
# Who pays is the owner of the plan.
FROM_OWNER = (LineKind.OWN, LineKind.VALUED)
UNANSWERED = (MoneyState.EXPECTED, MoneyState.REQUESTED)
# Those of an amount, in the order in which they come.
OF_AMOUNTS = (MoneyState.EXPECTED, MoneyState.REQUESTED, MoneyState.GRANTED, MoneyState.PAID)
SURE = (MoneyState.GRANTED, MoneyState.PAID)
GONE = (MoneyState.REFUSED, MoneyState.LAPSED)
ADDING = (MoneyState.PAID, MoneyState.REPAID)
# From the surest to the least.
SUREST_FIRST = (MoneyState.PAID, MoneyState.GRANTED, MoneyState.REQUESTED, MoneyState.EXPECTED)

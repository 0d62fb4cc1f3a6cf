"""The words of structures, mandates and memberships."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# What a mandate notes of somebody whom a file says gone, no day being given.
NOTED_AS_LEFT = "Départ noté dans le fichier, sans date."


class OrganisationKind(TextChoices):
    """What kind of body a structure is."""

    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("intercommunalité")
    SYNDICATE = "syndicate", _("syndicat ou pôle")
    DEPARTEMENT = "departement", _("département")
    REGION = "region", _("région")
    STATE = "state", _("service de l’État")
    SOCIAL = "social", _("Caf, MSA, caisse")
    CHAMBER = "chamber", _("chambre consulaire")
    PUBLIC = "public", _("établissement public")
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("entreprise")
    OTHER = "other", _("autre")


# Who may hold a local competence, by law or by delegation; of the others, silence says nothing.
MAY_HOLD = frozenset(
    {
        OrganisationKind.COMMUNE,
        OrganisationKind.EPCI,
        OrganisationKind.SYNDICATE,
        OrganisationKind.DEPARTEMENT,
        OrganisationKind.REGION,
        OrganisationKind.PUBLIC,
    }
)


class MandateKind(TextChoices):
    """As what a person acts in a structure."""

    ELECTED = "elected", _("mandat électif")
    TECHNICIAN = "technician", _("poste technique")
    TITULAIRE = "titulaire", _("titulaire")
    SUPPLEANT = "suppleant", _("suppléance")
    VOLUNTEER = "volunteer", _("bénévole")
    OTHER = "other", _("autre")


class Precision(TextChoices):
    """How precisely a date is known; the stored date is the first day of the period."""

    DAY = "day", _("au jour")
    MONTH = "month", _("au mois")
    YEAR = "year", _("à l’année")


class MemberKind(TextChoices):
    """A structure's place in a cooperation."""

    FULL = "full", _("signataire")
    FULL_FUNDER = "fullfunder", _("signataire et financeur")
    ASSOCIATE = "associate", _("associée")
    FUNDER = "funder", _("financeur")
    OBSERVER = "observer", _("observatrice")


class ContactKind(TextChoices):
    """How one reaches a structure or a person."""

    EMAIL = "email", _("courriel")
    PHONE = "phone", _("téléphone")


class HoldState(TextChoices):
    """Whether a structure holds a competence or has transferred it."""

    HELD = "held", _("détenue")
    TRANSFERRED = "transferred", _("transférée")

"""The words of territories and perimeters."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a territory is; the first four are those of the official register."""

    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("intercommunalité")
    DEPARTEMENT = "departement", _("département")
    REGION = "region", _("région")
    PERIMETER = "perimeter", _("périmètre")


class EpciType(TextChoices):
    """The legal class of an intercommunalité, as the register writes it."""

    CC = "CC", _("communauté de communes")
    CA = "CA", _("communauté d’agglomération")
    CU = "CU", _("communauté urbaine")
    METRO = "METRO", _("métropole")
    MET69 = "MET69", _("métropole de Lyon")


class Nature(TextChoices):
    """What a drawn perimeter stands for."""

    PAYS = "pays", _("pays ou pôle territorial")
    PARC = "parc", _("parc naturel")
    LIVING_AREA = "living", _("bassin de vie")
    NEIGHBOURHOOD = "quarter", _("quartier")
    SCHEME = "scheme", _("périmètre d’un contrat ou d’un schéma")
    ACTION = "action", _("territoire d’action d’une structure")
    OTHER = "other", _("autre périmètre")

"""The words of roles, phases and visibility."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What an access lets its user do in one cooperation."""

    OFFICER = "officer", _("conduite de la coopération")
    TEAM = "team", _("équipe projet")
    ELECTED = "elected", _("mandat électif")
    PARTNER = "partner", _("partenaire")
    OBSERVER = "observer", _("observation")


class Phase(TextChoices):
    """Where the cooperation is in its life."""

    PRE = "pre", _("en préalable")
    EMERGENCE = "emergence", _("émergence")
    CONSTRUCTION = "construction", _("construction")
    IMPLEMENTATION = "implementation", _("mise en œuvre")


class Visibility(TextChoices):
    """Who may read a record that can hurt somebody, narrowest first."""

    ME = "me", _("vous seule")
    OFFICERS = "officers", _("les chargées de coopération")
    TEAM = "team", _("l’équipe projet")
    MEMBERS = "members", _("tous les accès")
    PUBLIC = "public", _("publiable")


WIDEST_FIRST = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.TEAM, Visibility.OFFICERS)
LEVELS_READ = {
    Role.OFFICER: frozenset(WIDEST_FIRST),
    Role.TEAM: frozenset(WIDEST_FIRST[:3]),
    Role.ELECTED: frozenset(WIDEST_FIRST[:2]),
    Role.PARTNER: frozenset(WIDEST_FIRST[:2]),
    Role.OBSERVER: frozenset(WIDEST_FIRST[:2]),
}


class Means(TextChoices):
    """How an answer was known."""

    PHONE = "phone", _("par téléphone")
    MAIL = "mail", _("par courriel")
    MEETING = "meeting", _("en réunion")
    ACT = "act", _("à la lecture de l’acte")
    ACCOUNT = "account", _("par la structure, dans Maillage")
    LINK = "link", _("par lien")


RECORDED = [choice for choice in Means.choices if choice[0] not in {Means.LINK, Means.ACCOUNT}]

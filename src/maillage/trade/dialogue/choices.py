"""The words of conflicts and compromises."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.choices import Visibility


class Heat(IntegerChoices):
    """How hot a conflict is."""

    CALM = 1, _("apaisé")
    TENSE = 2, _("tendu")
    SHARP = 3, _("vif")
    STUCK = 4, _("bloqué")


class Outcome(TextChoices):
    """How a conflict ended."""

    COMPROMISE = "compromise", _("un compromis accepté")
    ARBITRATED = "arbitrated", _("tranché par une instance")
    FADED = "faded", _("éteint de lui-même")
    PARTED = "parted", _("chacun de son côté")


class Stance(TextChoices):
    """What a structure says of an option."""

    YES = "yes", _("oui")
    CONDITIONS = "conditions", _("sous conditions")
    REFUSAL = "refusal", _("refus")


class Settlement(TextChoices):
    """How the search of a compromise ended."""

    ACCEPTED = "accepted", _("une option est acceptée")
    DROPPED = "dropped", _("abandonné")


READERS = (Visibility.ME, Visibility.OFFICERS, Visibility.TEAM)

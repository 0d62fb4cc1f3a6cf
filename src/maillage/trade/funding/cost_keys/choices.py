"""By what is a sum shared?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """What a criterion counts of each structure; parts that are equal count nothing."""

    POPULATION = "population", _("population")
    EQUAL = "equal", _("part égale")
    FISCAL = "fiscal", _("potentiel fiscal par habitant")
    TIME = "time", _("temps des agents")
    USE = "use", _("usage du service")
    FREE = "free", _("autre mesure")


LETTERS = "ABCDEF"

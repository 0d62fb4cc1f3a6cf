"""The words of letters and of rhythms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a letter is about, for whoever looks after the mail without reading it."""

    ACCOUNT = "account", _("compte")
    INVITATION = "invitation", _("invitation")
    ANSWER = "answer", _("lien de réponse")
    DIGEST = "digest", _("rappel")
    NOTICE = "notice", _("lettre d’information")
    TEST = "test", _("essai")
    ALERT = "alert", _("alerte")


class State(TextChoices):
    """Where a letter is; all but WAITING are for good."""

    WAITING = "waiting", _("en attente")
    SENT = "sent", _("partie")
    FAILED = "failed", _("abandonnée")
    INTERRUPTED = "interrupted", _("interrompue, peut-être partie")
    UNSET = "unset", _("non envoyée : pas de courriel réglé")


class Every(TextChoices):
    """How often somebody wants to be reminded."""

    TIME = "time", _("à chaque fois")
    DAY = "day", _("chaque jour")
    WEEK = "week", _("chaque semaine")
    MONTH = "month", _("chaque mois")
    NEVER = "never", _("jamais")

"""The words of subjects, sources and readings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubjectKind(TextChoices):
    """What a subject is the subject of."""

    COOPERATION = "cooperation", _("coopération")
    DECISION = "decision", _("décision conjointe")
    THEME = "theme", _("thème")
    STAKE = "stake", _("enjeu")
    ACTION = "action", _("action")


class SourceKind(TextChoices):
    """How something was known, nearest to the actor's own words first."""

    LINK = "link", _("donné par l’acteur lui-même")
    INTERVIEW = "interview", _("entretien")
    PHONE = "phone", _("téléphone")
    WORKSHOP = "workshop", _("atelier")
    MEETING = "meeting", _("séance ou réunion")
    WRITTEN = "written", _("courrier, délibération, presse")
    THIRD = "third", _("rapporté par un tiers")
    OFFICER = "officer", _("lecture de la chargée de coopération")

    @classmethod
    def second_hand(cls) -> frozenset[str]:
        """The kinds by which an actor did not speak itself."""
        return frozenset({cls.THIRD.value, cls.OFFICER.value})


class Confidence(TextChoices):
    """How far one may lean on a reading."""

    SURE = "sure", _("sûre")
    LIKELY = "likely", _("probable")
    DOUBTFUL = "doubtful", _("à confirmer")


class Attitude(TextChoices):
    """How an actor stands on a subject."""

    DRIVER = "driver", _("impulseur")
    FOLLOWER = "follower", _("suiveur")
    NEUTRAL = "neutral", _("neutre")
    HOSTILE = "hostile", _("hostile")

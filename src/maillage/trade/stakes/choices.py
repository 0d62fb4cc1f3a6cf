"""The words of stakes, and of what a position touches."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class StakeLabel(TextChoices):
    """What the positions known so far make of a stake."""

    GROUND = "ground", _("terrain d’entente")
    REJECTED = "rejected", _("rejet commun")
    NO_SIDE = "no_side", _("personne ne prend parti")
    DEAL = "deal", _("compromis possible")
    CLASH = "clash", _("conflit potentiel")


class Stance(IntegerChoices):
    """A position: the sign says for or against, the size what the stake touches."""

    FOR_EXISTENCE = 4, _("en fait une condition d’existence")
    FOR_MISSIONS = 3, _("sert ses missions")
    FOR_PROJECTS = 2, _("sert ses projets")
    FOR_WAYS = 1, _("sert son fonctionnement")
    NEUTRAL = 0, _("neutre")
    AGAINST_WAYS = -1, _("gêne son fonctionnement")
    AGAINST_PROJECTS = -2, _("gêne ses projets")
    AGAINST_MISSIONS = -3, _("touche ses missions")
    AGAINST_EXISTENCE = -4, _("met en cause son existence")


class ThemeState(TextChoices):
    """Where a theme stands: what is not now is said, with its reason."""

    OPEN = "open", _("à discuter")
    KEPT = "kept", _("retenu")
    LATER = "later", _("pas maintenant")


class FindingKind(TextChoices):
    """What a finding notes of the land."""

    STRENGTH = "strength", _("atout")
    NEED = "need", _("besoin")
    GAP = "gap", _("manque")
    TREND = "trend", _("tendance")


class FindingSource(TextChoices):
    """What a finding rests on."""

    DATA = "data", _("données chiffrées")
    STUDY = "study", _("étude")
    SURVEY = "survey", _("enquête")
    INTERVIEWS = "interviews", _("entretiens")
    HEARSAY = "heard", _("dit en séance, à sourcer")


class FindingState(TextChoices):
    """What one does with a finding."""

    OPEN = "open", _("à partager")
    KEPT = "kept", _("retenu au diagnostic")
    RETIRED = "retired", _("retiré")


class FindingLabel(TextChoices):
    """What the judgements and the source make of a finding."""

    DISCUSSED = "contested", _("Discuté")
    OPEN = "unknown", _("À instruire")
    SHARED = "agreed", _("Partagé")


class Judgement(TextChoices):
    """What a structure says of a finding."""

    AGREED = "agreed", _("d’accord")
    CONTESTED = "contested", _("le voit autrement")
    UNKNOWN = "unknown", _("ne sait pas")

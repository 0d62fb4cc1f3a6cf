"""The words of objectives, actions, parts and their answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ActionState(TextChoices):
    """Where an action stands, as a person says it; late and blocked are computed."""

    TALK = "talk", _("à discuter")
    READY = "ready", _("à venir")
    RUNNING = "running", _("en cours")
    PAUSED = "paused", _("en pause")
    DONE = "done", _("réalisée")
    DROPPED = "dropped", _("abandonnée")


class ShareState(TextChoices):
    """Where a structure stands with its part."""

    READY = "ready", _("à venir")
    RUNNING = "running", _("en cours")
    DONE = "done", _("réalisée")
    DROPPED = "dropped", _("abandonnée")


class Priority(TextChoices):
    """What comes first, when somebody says so."""

    HIGH = "high", _("haute")
    MIDDLE = "middle", _("moyenne")
    LOW = "low", _("basse")


class ShareRole(TextChoices):
    """What a structure is in an action, from who carries it to who hears of it."""

    PILOT = "pilot", _("pilote")
    COPILOT = "copilot", _("copilote")
    CONTRIBUTOR = "contributor", _("contribue")
    FUNDER = "funder", _("finance")
    CONSULTED = "consulted", _("donne son avis")
    INFORMED = "informed", _("est au courant")


class ShareAnswerKind(TextChoices):
    """What a structure answers to the part proposed to it."""

    ACCEPTED = "accepted", _("acceptée")
    RESERVED = "reserved", _("avec réserve")
    REFUSED = "refused", _("refusée")


class ActionLinkKind(TextChoices):
    """How two actions are tied, without any effect on their dates."""

    COMPLEMENTS = "complements", _("elles se complètent")
    REPLACES = "replaces", _("l’une remplace l’autre")
    APART = "apart", _("ce n’est pas un double")


OPEN_STATES = (ActionState.TALK, ActionState.READY, ActionState.RUNNING, ActionState.PAUSED)
ENDED_STATES = (ActionState.DONE, ActionState.DROPPED)
EXPLAINED_STATES = (ActionState.PAUSED, ActionState.DROPPED)
WORKING_ROLES = (ShareRole.PILOT, ShareRole.COPILOT, ShareRole.CONTRIBUTOR)
AGREEING = (ShareAnswerKind.ACCEPTED, ShareAnswerKind.RESERVED)


class FicheState(TextChoices):
    """What became of a version of a fiche."""

    PROPOSED = "proposed", _("proposée")
    VALIDATED = "validated", _("validée")
    REPLACED = "replaced", _("remplacée")
    WITHDRAWN = "withdrawn", _("retirée")


class Mission(TextChoices):
    """What the time of a post is for."""

    LEAD = "lead", _("piloter et animer")
    COORDINATE = "coordinate", _("coordonner un thème")
    WATCH = "watch", _("observer et évaluer")
    FUND = "fund", _("monter les financements")
    TELL = "tell", _("communiquer")
    RUN = "run", _("animer un lieu")


class ProjectPhase(TextChoices):
    """How ripe the project of a holder is."""

    IDEA = "idea", _("idée")
    STUDY = "study", _("étude")
    READY = "ready", _("prêt")
    OPERATION = "operation", _("opération")


class FunderView(TextChoices):
    """What a funder says of a project put to it."""

    FAVOURABLE = "favourable", _("favorable")
    RESERVED = "reserved", _("sous réserve")
    UNFAVOURABLE = "unfavourable", _("défavorable")
    PAPERS = "papers", _("pièces demandées")
    NONE = "none", _("non concerné")


class CallResult(TextChoices):
    """What the body decides of a project."""

    RETAINED = "retained", _("programmé")
    ADJOURNED = "adjourned", _("ajourné")
    REFUSED = "refused", _("non retenu")
    TO_COMPLETE = "complete", _("à compléter")


# What a decision that puts off or refuses has to say.
EXPLAINED_RESULTS = (CallResult.ADJOURNED, CallResult.REFUSED, CallResult.TO_COMPLETE)

"""The words of the context: past relations, natures, the heading, partner news."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ending(TextChoices):
    """How a relation ended; the values are the marks of the ends of a thread."""

    ON = "on", _("se poursuit")
    TERM = "term", _("au terme prévu")
    NEXT = "next", _("reprise par une autre")
    FRAYED = "frayed", _("s’est éteinte")
    CUT = "cut", _("arrêtée en chemin")


class Trust(TextChoices):
    """What a relation left of trust between those who lived it."""

    GAINED = "gained", _("confiance gagnée")
    INTACT = "intact", _("confiance intacte")
    WORN = "worn", _("confiance entamée")


class Nature(TextChoices):
    """How a structure lives the cooperation, from a wished marriage to a forced one; no score."""

    WISHED = "wished", _("souhaitée")
    LEANING = "leaning", _("plutôt souhaitée")
    ACCEPTED = "accepted", _("acceptée")
    PRESSED = "pressed", _("plutôt imposée")
    IMPOSED = "imposed", _("imposée")

    @property
    def place(self) -> int:
        """Its place in the order of the words, 0 for the most wished; to draw, never to add up."""
        return list(Nature).index(self)


class Course(TextChoices):
    """What was done with the heading: it was set, held, or adapted."""

    SET = "set", _("posé")
    HELD = "held", _("tenu")
    ADAPTED = "adapted", _("adapté")


class SignalKind(TextChoices):
    """What happens at a partner's."""

    ELECTION = "election", _("élection")
    BUDGET = "budget", _("vote du budget")
    DEPARTURE = "departure", _("départ ou arrivée")
    MERGER = "merger", _("fusion")
    PRESS = "press", _("presse")
    OTHER = "other", _("autre")


class Effect(TextChoices):
    """What a piece of news may do to the cooperation."""

    FAVOURABLE = "favourable", _("favorable")
    ADVERSE = "adverse", _("contraire")
    NEUTRAL = "neutral", _("neutre")


class Response(TextChoices):
    """What one does about a piece of news."""

    HOLD = "hold", _("tenir le cap")
    ADAPT = "adapt", _("s’adapter")
    WAIT = "wait", _("attendre")


class SchemeKind(TextChoices):
    """The contracts and plans that organise public action on a land."""

    CTG = "ctg", _("CTG")
    CRTE = "crte", _("CRTE")
    PAT = "pat", _("PAT")
    LEADER = "leader", _("LEADER")
    CLS = "cls", _("CLS")
    TOWN = "town", _("contrat de ville")
    SCOT = "scot", _("SCoT")
    PCAET = "pcaet", _("PCAET")
    PVD = "pvd", _("Petites villes de demain")
    PARK = "park", _("charte de parc")
    PROJECT = "project", _("projet de territoire")
    OTHER = "other", _("autre dispositif")


class SchemeState(TextChoices):
    """Where a scheme is in its life."""

    PREPARED = "prepared", _("en préparation")
    IN_FORCE = "in_force", _("en vigueur")
    REPLACED = "replaced", _("remplacé")


class DutyKind(TextChoices):
    """What a funder waits for."""

    CLAIM = "claim", _("demande d’acompte")
    BALANCE = "balance_claim", _("solde")
    REPORT = "report", _("bilan")
    DATA = "data", _("déclaration de données")
    DECLARATION = "declaration", _("déclaration")
    PAPER = "paper", _("pièce")
    BEGIN = "begin", _("commencement")
    FINISH = "finish", _("achèvement")
    DISPLAY = "display", _("affichage")
    RENEWAL = "renewal", _("renouvellement")
    END = "end", _("fin")
    CALL = "call", _("appel à projets")
    OTHER = "other", _("autre")


class DutyState(TextChoices):
    """Where something due stands: computed from its days and its pieces, never written."""

    TODO = "todo", _("à venir")
    PART = "part", _("en préparation")
    SOON = "soon", _("dans la semaine")
    LATE = "late", _("échéance passée")
    DONE = "done", _("envoyé")
    WAIVED = "waived", _("sans objet")

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


class FacilityField(TextChoices):
    """For what a facility is there."""

    CHILDREN = "children", _("petite enfance")
    YOUTH = "youth", _("enfance, jeunesse")
    SOCIAL = "social", _("vie sociale, droits")


class FacilityKind(TextChoices):
    """What a facility is."""

    NURSERY = "nursery", _("crèche, multi-accueil")
    MICRO = "micro", _("micro-crèche")
    MINDERS = "minders", _("assistantes maternelles")
    MAM = "mam", _("maison d’assistants maternels")
    RPE = "rpe", _("relais petite enfance")
    LAEP = "laep", _("lieu d’accueil enfants-parents")
    LEISURE = "leisure", _("accueil de loisirs")
    YOUTH = "youth", _("accueil de jeunes")
    CENTRE = "centre", _("centre social")
    EVS = "evs", _("espace de vie sociale")
    TOYS = "toys", _("ludothèque")
    FRANCE_SERVICES = "services", _("France services")
    OTHER = "other", _("autre équipement")


class FacilityState(TextChoices):
    """Whether a facility is open."""

    PLANNED = "planned", _("en projet")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("fermé")


class AgreementKind(TextChoices):
    """What lets a facility run, or pays for it."""

    PMI = "pmi", _("agrément de la PMI")
    COF = "cof", _("convention d’objectifs et de financement")
    SERVICE = "ps", _("prestation de service")
    DELEGATION = "dsp", _("délégation de service public")
    OTHER = "other", _("autre convention")


class NeedKind(TextChoices):
    """Whom a facility is for, as a number in a commune."""

    UNDER_THREE = "under3", _("enfants de moins de trois ans")
    THREE_TO_ELEVEN = "3to11", _("enfants de trois à onze ans")
    TWELVE_TO_SEVENTEEN = "12to17", _("jeunes de douze à dix-sept ans")
    WAITING = "waiting", _("demandes en attente")

"""The words of bodies, seats and rules."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What a body decides: what elected people settle, what technicians prepare, or both."""

    POLITICAL = "political", _("politique")
    TECHNICAL = "technical", _("technique")
    MIXED = "mixed", _("mixte")


class Voice(TextChoices):
    """What a seat may do when the body decides."""

    DELIBERATIVE = "deliberative", _("délibérative")
    CONSULTATIVE = "consultative", _("consultative")
    OBSERVER = "observer", _("observation")


class HolderKind(TextChoices):
    """As what a person holds a seat."""

    TITULAIRE = "titulaire", _("titulaire")
    SUPPLEANT = "suppleant", _("suppléance")


class QuorumKind(TextChoices):
    """Where more than half must be present; seats with a deliberative voice alone count."""

    NONE = "none", _("aucun")
    WHOLE = "whole", _("plus de la moitié des sièges")
    COLLEGE = "college", _("plus de la moitié de chaque collège")


class DecisionRule(TextChoices):
    """How a body or the structures together decide; the words are those of `law`, but the first."""

    CONSENSUS = "consensus", _("consensus, sans vote")
    UNANIMITY = "unanimity", _("unanimité")
    EACH_FOR_ITSELF = "each_for_itself", _("chaque structure décide pour elle-même")
    SIMPLE_MAJORITY = "simple_majority_each", _("majorité simple dans chaque conseil")
    WEIGHTED_SEATS = "weighted_seats", _("plus de la moitié des voix")
    REQUIRED = "required_structures", _("liste de structures indispensables")
    QUALIFIED_EPCI = "qualified_epci", _("majorité qualifiée d’une intercommunalité")
    QUALIFIED_SYNDICATE = "qualified_syndicate", _("majorité qualifiée d’un syndicat")
    TWO_THIRDS = "two_thirds_of_composition", _("deux tiers des voix composant le comité")


class Vote(TextChoices):
    """What a council answered."""

    ADOPTED = "adopted", _("adoptée")
    RESERVED = "reserved", _("adoptée avec réserves")
    DEFERRED = "deferred", _("ajournée")
    REFUSED = "refused", _("refusée")


class Standing(TextChoices):
    """Where a joint decision stands under its rule."""

    ACQUIRED = "yes", _("acquise")
    RESERVED = "reserve", _("acquise sous réserve")
    TEXTS = "texts", _("plusieurs textes votés")
    POSSIBLE = "open", _("encore possible")
    EARLY = "early", _("trop tôt pour le dire")
    IMPOSSIBLE = "no", _("impossible en l’état")


class Silence(TextChoices):
    """What speaks of a council's silence: a delay agreed on, or a procedure of `law`, by its word.

    Law alone makes it a vote: after a delay agreed on, it is the absence of any remark.
    """

    CONVENTION = "convention", _("délai convenu entre les structures")
    TRANSFER = "competence_transfer", _("transfert de compétence")
    EXTENSION = "extension", _("extension du périmètre")
    STATUTES = "statutes_change", _("modification des statuts")
    CREATION = "creation", _("création")
    WITHDRAWAL = "withdrawal", _("retrait")
    RESTITUTION = "competence_restitution", _("restitution de compétence")
    JOINING = "joining_request_to_epci", _("demande d’adhésion reçue par l’EPCI")
    POLE = "metropolitan_pole_opinion", _("avis sur un pôle métropolitain")
    PACT = "governance_pact_opinion", _("avis sur le pacte de gouvernance")


class CouncilKind(TextChoices):
    """Before which council the question comes; the words are those of `law`."""

    COMMUNE = "commune", _("conseil municipal")
    EPCI = "epci", _("conseil communautaire")
    COMMUNE_SYNDICATE = "commune_syndicate", _("comité d’un syndicat de communes")
    CLOSED_SYNDICATE = "closed_syndicate", _("comité d’un syndicat mixte fermé")
    OPEN_SYNDICATE = "open_syndicate", _("comité d’un syndicat mixte ouvert")
    DEPARTEMENT = "departement", _("conseil départemental")
    REGION = "region", _("conseil régional")
    CHAMBER = "chamber", _("assemblée d’une chambre consulaire")
    ASSOCIATION = "association", _("conseil d’administration d’une association")
    OTHER = "private_body", _("autre conseil")


class MeetingState(TextChoices):
    """Where a meeting is in its life, as its dates say."""

    PLANNED = "planned", _("prévue")
    CONVENED = "convened", _("convoquée")
    HELD = "held", _("tenue")
    CANCELLED = "cancelled", _("annulée")


class Coming(TextChoices):
    """Whether one can come on a proposed date; the words are those of `analysis`."""

    YES = "yes", _("oui")
    MAYBE = "maybe", _("si nécessaire")
    NO = "no", _("non")


class Choice(TextChoices):
    """What a seat says in a written consultation; an objection asks for a meeting."""

    FOR = "for", _("pour")
    AGAINST = "against", _("contre")
    ABSTAINS = "abstains", _("abstention")
    OBJECTS = "objects", _("objection, demande une réunion")


class Closing(TextChoices):
    """How a written consultation ended."""

    ADOPTED = "adopted", _("adoptée")
    REJECTED = "rejected", _("non adoptée")
    MEETING = "meeting", _("une réunion est demandée")
    NO_QUORUM = "no_quorum", _("quorum non atteint")
    DROPPED = "dropped", _("retirée")


class ItemKind(TextChoices):
    """What an item of the agenda asks of those who are there."""

    INFORMATION = "information", _("information")
    QUESTION = "question", _("question")
    DECISION = "decision", _("décision")


class Rhythm(TextChoices):
    """How often a body meets, on the same day of the week."""

    FORTNIGHT = "fortnight", _("toutes les deux semaines")
    MONTH = "month", _("chaque mois")
    TWO_MONTHS = "two_months", _("tous les deux mois")
    QUARTER = "quarter", _("chaque trimestre")
    HALF_YEAR = "half_year", _("deux fois par an")


class Attending(TextChoices):
    """How a seat is held at a meeting."""

    PRESENT = "present", _("présent")
    EXCUSED = "excused", _("excusé")
    ABSENT = "absent", _("absent")
    PROXY = "proxy", _("pouvoir")


class StandingDown(TextChoices):
    """Why a seat stands down for an item: the first stays in office for it, the second does not."""

    INTEREST = "interest", _("pour un intérêt personnel")
    REPRESENTS = "represents", _("parce qu’il représente l’instance dans l’organisme concerné")


class Outcome(TextChoices):
    """What a body settled on a question: only the councils deliberate."""

    OPINION = "opinion", _("avis")
    PRINCIPLE = "principle", _("accord de principe")
    DECISION = "decision", _("décision")
    TO_DELIBERATE = "to_deliberate", _("à délibérer par les conseils")
    DROPPED = "dropped", _("sans suite")


class AmendmentState(TextChoices):
    """What became of a change asked on a record."""

    WAITING = "waiting", _("en attente")
    ACCEPTED = "accepted", _("retenu")
    REFUSED = "refused", _("non retenu")


class Nature(TextChoices):
    """On what ground a question is settled: what one wants together, or how it is done."""

    POLITICAL = "political", _("politique")
    TECHNICAL = "technical", _("technique")


class RouteStep(TextChoices):
    """Where a question goes next, on its way from those who prepare to those who decide."""

    TECHNICAL = "technical", _("au comité technique")
    POLITICAL = "political", _("au comité de pilotage")
    COUNCILS = "councils", _("aux conseils")


class CommitmentKind(TextChoices):
    """What a structure puts in common."""

    DAYS = "days", _("jours")
    EUROS = "euros", _("euros")
    PREMISES = "premises", _("locaux")
    DATA = "data", _("données")
    OTHER = "other", _("autre")


class CommitmentState(TextChoices):
    """How far a commitment has come, as its steps say."""

    ASKED = "asked", _("demandé")
    PROMISED = "promised", _("promis")
    CONFIRMED = "confirmed", _("confirmé par un acte")
    DELIVERED = "delivered", _("tenu")
    WITHDRAWN = "withdrawn", _("retiré")


class NewBody(TextChoices):
    """Whether the structures want one more body."""

    NO = "no", _("non, de préférence")
    YES = "yes", _("oui")
    UNKNOWN = "unknown", _("on ne sait pas")


class Fact(TextChoices):
    """Whether something that the law looks at is so; blank where nobody knows."""

    YES = "yes", _("oui")
    NO = "no", _("non")

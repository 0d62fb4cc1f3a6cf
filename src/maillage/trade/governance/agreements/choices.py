"""The words of agreements: their models, their parties, their signatures, their stages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementKind(TextChoices):
    """The model that an agreement follows: `models.toml` says what is usual in each."""

    PARTNERSHIP = "partnership", _("convention de partenariat")
    CTG = "ctg", _("convention territoriale globale")
    FUNDING = "funding_association", _("convention de subvention")
    FONDS = "fonds_de_concours", _("fonds de concours")
    ENTENTE = "entente", _("entente")
    PROVISION = "service_provision", _("prestation de services")
    UNIFIED = "unified_service", _("service unifié")
    PURCHASING = "joint_purchasing", _("groupement de commandes")
    CHARTER = "charter", _("charte")
    PROTOCOL = "protocol", _("protocole")
    CRTE = "crte", _("CRTE")
    LEADER = "leader_cooperation", _("accord de coopération LEADER")
    CLS = "cls", _("contrat local de santé")
    VILLE = "contrat_ville", _("contrat de ville")
    PAT = "pat", _("projet alimentaire territorial")
    MISSION = "mission_letter", _("lettre de mission")
    OTHER = "other", _("autre convention")


class Starts(TextChoices):
    """What makes it enter into force."""

    DATE = "date", _("à une date")
    SIGNATURE = "last_signature", _("à la dernière signature attendue")


class Renewal(TextChoices):
    """What happens at its end."""

    NONE = "none", _("elle finit")
    TACIT = "tacit", _("reconduction tacite")
    EXPRESS = "express", _("reconduction expresse")


class PartyRole(TextChoices):
    """What a structure is to the text."""

    SIGNATORY = "signatory", _("signataire")
    CONSULTED = "consulted", _("consultée")
    INFORMED = "informed", _("informée")


class Needs(TextChoices):
    """What a structure needs before it signs."""

    COUNCIL = "council", _("une délibération")
    BOARD = "board", _("une décision de son organe propre")
    DIRECT = "direct", _("rien : elle signe directement")


class SentBy(TextChoices):
    """By which way its signature is asked."""

    MAIL = "mail", _("par courriel")
    PARAPHEUR = "parapheur", _("par parapheur électronique")
    PAPER = "paper", _("sur papier")
    LINK = "link", _("par lien")


class SignedBy(TextChoices):
    """How it was signed."""

    ELECTRONIC = "electronic", _("signature électronique")
    PAPER = "paper", _("sur papier")


class Level(TextChoices):
    """The level of an electronic signature, as it is written: nothing is computed from it."""

    UNKNOWN = "unknown", _("niveau inconnu")
    SIMPLE = "simple", _("simple")
    ADVANCED = "advanced", _("avancée")
    QUALIFIED = "qualified", _("qualifiée")


class Reading(TextChoices):
    """What the signed file is beside the frozen text."""

    NONE = "none", _("aucun fichier")
    CONTAINS = "contains", _("contient le texte figé")
    WORDS = "words", _("contient le texte figé, mot pour mot")
    SCAN = "scan", _("texte non comparé, à vérifier à l’œil")
    COPY = "copy", _("copie relue")
    DIFFERENT = "different", _("différent du texte figé")


class TextOrigin(TextChoices):
    """Where the words of a version come from."""

    TYPED = "typed", _("écrite ici")
    FILE = "file", _("lue dans un fichier")


class Stage(TextChoices):
    """Where an agreement is, computed from its dates: a delay is never a stage."""

    DRAFT = "draft", _("projet")
    REMARKS = "remarks", _("en remarques")
    SETTLING = "settling", _("à trancher")
    FROZEN = "frozen", _("figée")
    COUNCILS = "councils", _("en délibération")
    SIGNING = "signing", _("en signature")
    FORCE = "force", _("en vigueur")
    ENDED = "ended", _("finie")
    DROPPED = "dropped", _("abandonnée")


class RemarkKind(TextChoices):
    """What a structure means by its remark."""

    OBSERVATION = "observation", _("observation")
    QUESTION = "question", _("question")
    RESERVATION = "reservation", _("réserve")
    NOTHING = "nothing", _("rien à dire")


class RemarkState(TextChoices):
    """What became of a remark."""

    OPEN = "open", _("à répondre")
    TAKEN = "taken", _("prise dans le texte")
    REFUSED = "refused", _("écartée")
    WITHDRAWN = "withdrawn", _("retirée")


class AmendmentState(TextChoices):
    """What became of the words that a structure proposed."""

    WAITING = "waiting", _("à trancher")
    ACCEPTED = "accepted", _("accepté")
    REWORDED = "reworded", _("repris")
    REFUSED = "refused", _("refusé")
    WITHDRAWN = "withdrawn", _("retiré")

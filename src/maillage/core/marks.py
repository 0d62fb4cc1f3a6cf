"""Which small shape says where one stands, and with which word?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape of the sprite: its symbol, the attribute that colours it, and its word."""

    symbol: str
    attribute: str
    value: str
    word: Promise


def _family(prefix: str, attribute: str, words: dict[str, Promise]) -> dict[str, Mark]:
    return {
        value: Mark(f"{prefix}-{value}", attribute, value, word) for value, word in words.items()
    }


STATES = _family(
    "s",
    "state",
    {
        "todo": _("à engager"),
        "doing": _("en cours"),
        "done": _("en place"),
        "aged": _("à revoir"),
        "untooled": _("à dire"),
        "aside": _("pas pour cette démarche"),
    },
)
ANSWERS = _family(
    "a",
    "answer",
    {
        "ask": _("à saisir"),
        "sent": _("envoyée"),
        "agenda": _("inscrite"),
        "yes": _("adoptée"),
        "reserve": _("adoptée avec réserves"),
        "deferred": _("ajournée"),
        "no": _("refusée"),
        "tacit": _("accord tacite"),
        "none": _("sans objet"),
    },
)
# What was promised has the shapes of an answer, and its own words for those who do not see them.
PROMISES = _family(
    "a",
    "answer",
    {
        "ask": _("demandé"),
        "sent": _("promis"),
        "agenda": _("confirmé par un acte"),
        "yes": _("tenu"),
        "no": _("retiré"),
    },
)
# So does the opinion of a funder on a project.
OPINIONS = _family(
    "a",
    "answer",
    {
        "yes": _("favorable"),
        "reserve": _("sous réserve"),
        "no": _("défavorable"),
        "deferred": _("pièces demandées"),
        "none": _("non concerné"),
        "ask": _("attendu"),
    },
)
STATUSES = _family(
    "d",
    "status",
    {
        "yes": _("acquise"),
        "reserve": _("acquise sous réserve"),
        "texts": _("plusieurs textes votés"),
        "open": _("encore possible"),
        "early": _("trop tôt pour le dire"),
        "no": _("impossible en l’état"),
    },
)
VERDICTS = _family(
    "v",
    "verdict",
    {
        "ground": _("terrain d’entente"),
        "rejected": _("rejet commun"),
        "no_side": _("personne ne prend parti"),
        "deal": _("compromis possible"),
        "clash": _("conflit potentiel"),
    },
)
JUDGEMENTS = _family(
    "o",
    "judgement",
    {
        "agreed": _("d’accord"),
        "contested": _("le voit autrement"),
        "unknown": _("ne sait pas"),
    },
)
# What two structures share, with the shapes of what a stake shows.
PAIRS = _family(
    "v",
    "pair",
    {
        "ground": _("se rejoignent"),
        "clash": _("s’opposent"),
        "deal": _("selon l’enjeu"),
    },
)
# Bars: a sum of money, and how sure it is.
MONEY = _family(
    "f",
    "money",
    {
        "expected": pgettext_lazy("money", "pressenti"),
        "requested": pgettext_lazy("money", "demandé"),
        "granted": pgettext_lazy("money", "accordé"),
        "paid": pgettext_lazy("money", "versé"),
        "refused": _("refusé"),
        "lapsed": _("caduc"),
    },
)
ENDS = _family(
    "e",
    "end",
    {
        "on": _("se poursuit"),
        "term": _("au terme prévu"),
        "next": _("reprise par une autre"),
        "frayed": _("s’est éteinte"),
        "cut": _("arrêtée en chemin"),
    },
)
HOLDS = _family(
    "h",
    "hold",
    {
        "held": _("détenue"),
        "transferred": _("transférée"),
    },
)
EFFECTS = _family(
    "n",
    "effect",
    {
        "favourable": _("favorable"),
        "adverse": _("contraire"),
        "neutral": _("neutre"),
    },
)
COMINGS = _family(
    "q",
    "coming",
    {
        "yes": _("oui"),
        "maybe": _("si nécessaire"),
        "no": _("non"),
    },
)
MEETINGS = _family(
    "m",
    "meeting",
    {
        "planned": _("prévue"),
        "convened": _("convoquée"),
        "held": _("tenue"),
        "cancelled": _("annulée"),
    },
)
BALLOTS = _family(
    "l",
    "ballot",
    {
        "for": _("pour"),
        "against": _("contre"),
        "abstains": _("abstention"),
        "objects": _("objection, demande une réunion"),
    },
)
OUTCOMES = _family(
    "x",
    "outcome",
    {
        "open": _("question ouverte"),
        "opinion": _("avis"),
        "principle": _("accord de principe"),
        "decision": _("décision"),
        "to_deliberate": _("à délibérer par les conseils"),
        "dropped": _("sans suite"),
    },
)
THEMES = _family(
    "t",
    "theme",
    {
        "open": _("à discuter"),
        "kept": _("retenu"),
        "later": _("pas maintenant"),
    },
)
# Work is a surveyor's pennant, a role the thread that it weaves; a part has the squares of answers.
WORKS = _family(
    "j",
    "work",
    {
        "talk": _("à discuter"),
        "ready": _("à venir"),
        "running": _("en cours"),
        "paused": _("en pause"),
        "done": _("réalisée"),
        "dropped": _("abandonnée"),
    },
)
ROLES = _family(
    "r",
    "role",
    {
        "pilot": _("pilote"),
        "copilot": _("copilote"),
        "contributor": _("contribue"),
        "funder": _("finance"),
        "consulted": _("donne son avis"),
        "informed": _("est au courant"),
    },
)
PARTS = _family(
    "a",
    "answer",
    {
        "ask": _("à demander"),
        "sent": _("demandée"),
        "yes": _("acceptée"),
        "reserve": _("avec réserve"),
        "no": _("refusée"),
    },
)
# What is due is a boundary stone: a day that does not move.
DUTIES = _family(
    "u",
    "duty",
    {
        "todo": _("à venir"),
        "part": _("en préparation"),
        "soon": _("dans la semaine"),
        "late": _("échéance passée"),
        "done": _("envoyé"),
        "waived": _("sans objet"),
    },
)
PRESENCES = _family("p", "presence", {"in": _("présent"), "out": _("pas là")})
# How a structure was at a meeting: the shapes of its thread, where four of them stand in a row.
ATTENDANCES = _family(
    "t",
    "attendance",
    {
        "here": _("présente"),
        "excused": _("excusée"),
        "absent": _("absente"),
        "next": _("attendue"),
    },
)
FAMILIES = {
    "state": STATES,
    "answer": ANSWERS,
    "promise": PROMISES,
    "opinion": OPINIONS,
    "status": STATUSES,
    "verdict": VERDICTS,
    "judgement": JUDGEMENTS,
    "pair": PAIRS,
    "end": ENDS,
    "hold": HOLDS,
    "presence": PRESENCES,
    "duty": DUTIES,
    "attendance": ATTENDANCES,
    "effect": EFFECTS,
    "coming": COMINGS,
    "meeting": MEETINGS,
    "ballot": BALLOTS,
    "outcome": OUTCOMES,
    "theme": THEMES,
    "work": WORKS,
    "role": ROLES,
    "part": PARTS,
    "money": MONEY,
}
DECLARED = frozenset({"todo", "doing", "done", "aged"})


def mark_symbol(family: str, value: str, *, declared: bool = False) -> str:
    """The symbol of the sprite; a declared state is the same shape raised on a bar.

    Raises KeyError for a mark that does not exist.
    """
    symbol = FAMILIES[family][value].symbol
    return f"{symbol}-said" if declared and value in DECLARED else symbol

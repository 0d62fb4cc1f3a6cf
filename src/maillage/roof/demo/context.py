"""The context of the first story: twelve years of relations, and eighteen months that moved.

Four movements are to be discovered: a neighbour that came by duty now wants to stay, a département
that leans back, a heading whose date was moved, a budget that is waited for (`context_news`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.actors.readings.services import Seen, record_reading
from maillage.ground.directory.models import Actor, Organisation
from maillage.roof.demo.context_news import make_news
from maillage.trade.context.act_or_wait.services import plan_move
from maillage.trade.context.choices import Course, Ending, Nature, Trust
from maillage.trade.context.heading.services import take_step
from maillage.trade.context.history.services import record_relation
from maillage.trade.context.models import HeadingStep, Move, NatureReading, Relation

Structures = Mapping[str, Organisation]
KNOWN = 10**9


@dataclass(frozen=True)
class Past:
    """A relation: what, who, from which year to which, its end, what it left, who tells it."""

    label: str
    parties: tuple[str, ...]
    since: int
    until: int | None
    ending: Ending
    trust: Trust | None
    words: str
    who: str
    readers: str = "members"


HISTORY = (
    Past(
        "Office de tourisme commun",
        ("agglo", "aubree"),
        2014,
        2019,
        Ending.CUT,
        Trust.WORN,
        "L’agglomération a repris sa part en cours d’année ; le Val d’Aubrée a payé seul la fin.",
        "la direction générale",
        "officers",
    ),
    Past(
        "Syndicat des eaux de la Vire",
        ("aubree", "etangs"),
        2014,
        None,
        Ending.ON,
        Trust.GAINED,
        "Deux communautés qui se réunissent chaque mois sans que personne ne les y oblige.",
        "le syndicat",
    ),
    Past(
        "Contrat local de santé",
        ("agglo", "ervelle", "dept"),
        2015,
        2018,
        Ending.TERM,
        Trust.INTACT,
        "Mené à son terme, bilan partagé ; personne n’a proposé la suite.",
        "l’ancienne coordinatrice",
    ),
    Past(
        "Relais petite enfance itinérant",
        ("ervelle", "etangs", "caf"),
        2016,
        2022,
        Ending.NEXT,
        Trust.GAINED,
        "Repris par le service unifié enfance-jeunesse.",
        "la conseillère Caf",
    ),
    Past(
        "Groupement de commandes des cantines",
        ("agglo", "chambre", "voisins"),
        2017,
        2020,
        Ending.FRAYED,
        Trust.INTACT,
        "Les réunions se sont espacées après le départ de l’acheteuse.",
        "la chambre d’agriculture",
    ),
    Past(
        "Plan climat à trois",
        ("agglo", "ervelle", "aubree"),
        2019,
        2021,
        Ending.CUT,
        Trust.WORN,
        "La clé de répartition a été votée par deux conseils sur trois ; le troisième l’a apprise "
        "par la presse.",
        "un vice-président",
        "officers",
    ),
    Past(
        "Pôle de coopération",
        ("agglo", "ervelle", "aubree", "etangs", "dept"),
        2021,
        None,
        Ending.ON,
        Trust.GAINED,
        "Né d’un diagnostic commun sur les mobilités.",
        "la première présidente",
    ),
    Past(
        "Fête des circuits courts",
        ("voisins", "chambre"),
        2022,
        None,
        Ending.ON,
        Trust.GAINED,
        "Trois éditions, portées par les bénévoles.",
        "l’association",
    ),
)


@dataclass(frozen=True)
class Felt:
    """How a structure lives the cooperation some days ago, and what made it move."""

    structure: str
    days: int
    nature: Nature
    moved_by: str = ""
    kind: SourceKind = SourceKind.INTERVIEW


NATURES = (
    Felt("agglo", -520, Nature.WISHED),
    Felt("ervelle", -520, Nature.IMPOSED, "La préfecture demandait un seul contrat."),
    Felt("ervelle", -260, Nature.PRESSED, "Un nouveau conseil, sans les querelles d’avant."),
    Felt("ervelle", -40, Nature.LEANING, "Le service d’ingénierie commun instruit ses projets."),
    Felt("aubree", -500, Nature.LEANING),
    Felt("aubree", -200, Nature.ACCEPTED, "La présidence du syndicat des eaux suffit à ses élus."),
    Felt("etangs", -480, Nature.WISHED, "Emploie les agents du service commun."),
    Felt("dept", -510, Nature.LEANING),
    Felt("dept", -30, Nature.PRESSED, "Un budget en baisse d’un tiers.", SourceKind.WRITTEN),
    Felt("chambre", -150, Nature.ACCEPTED, "Le plan alimentaire passe par ses conseillers."),
    Felt("voisins", -90, Nature.LEANING),
)


def make_context(*, access: Access, organisations: Structures, today: date) -> None:
    """The history, the natures, the heading, the news and a planned gesture of the first story."""
    if "ervelle" not in organisations:
        return
    for past in HISTORY:
        _make_past(access, past, organisations, today)
    actors = {
        one.organisation_id: one
        for one in Actor.objects.filter(
            cooperation=access.cooperation_id, organisation__isnull=False
        )
    }
    actor_by_key = {key: actors[one.pk] for key, one in organisations.items() if one.pk in actors}
    for felt in NATURES:
        _make_nature(access, felt, actor_by_key, today)
    _make_heading(access, today)
    make_news(access, actor_by_key, today)
    _plan(access, organisations, today)


def _make_past(access: Access, past: Past, organisations: Structures, today: date) -> None:
    record_relation(
        author=access.user,
        relation=Relation(
            cooperation=access.cooperation,
            label=past.label,
            since=date(past.since, 1, 1),
            since_precision="year",
            until=date(past.until, 1, 1) if past.until else None,
            until_precision="year",
            ending=past.ending,
            trust=past.trust or "",
            said=past.words,
            visibility=past.readers,
        ),
        source=Source(
            kind=SourceKind.INTERVIEW,
            on=today - timedelta(days=400),
            who=past.who,
            visibility=past.readers,
        ),
        organisations=[organisations[key] for key in past.parties],
    )


def _make_nature(
    access: Access, felt: Felt, actor_by_name: Mapping[str, Actor], today: date
) -> None:
    on = today + timedelta(days=felt.days)
    record_reading(
        author=access.user,
        reading=NatureReading(
            cooperation=access.cooperation,
            actor=actor_by_name[felt.structure],
            nature=felt.nature,
            moved_by=felt.moved_by,
            on=on,
            confidence=Confidence.LIKELY,
        ),
        source=Source(kind=felt.kind, on=on, who=""),
        seen=Seen(NatureReading.objects.visible_to(access), KNOWN),
        topic="nature",
    )


HEADING = (
    (
        -530,
        Course.SET,
        "Un service public partagé de l’enfance et des mobilités pour le bassin de vie, "
        "d’ici 2027.",
        "",
        "",
        "COPIL d’installation",
    ),
    (
        -190,
        Course.ADAPTED,
        "Un service public partagé de l’enfance pour le bassin de vie, d’ici 2028, et une "
        "étude commune des mobilités.",
        "l’horizon, et la part des mobilités",
        "Deux conseils demandaient un budget de plus avant de transférer les mobilités.",
        "COPIL du printemps",
    ),
    (
        -35,
        Course.HELD,
        "Un service public partagé de l’enfance pour le bassin de vie, d’ici 2028, et une "
        "étude commune des mobilités.",
        "",
        "Le budget du département baisse, mais le poste partagé est payé jusqu’à fin 2027.",
        "",
    ),
)


def _make_heading(access: Access, today: date) -> None:
    """The heading set, its date moved, then held on purpose."""
    for read, (days, course, statement, changed, why, where) in enumerate(HEADING, start=1):
        take_step(
            author=access.user,
            cooperation=access.cooperation,
            read=read,
            step=HeadingStep(
                course=course,
                statement=statement,
                on=today + timedelta(days=days),
                changed=changed,
                why=why,
                decided_at=where,
                visibility="members",
            ),
        )


def _plan(access: Access, organisations: Structures, today: date) -> None:
    plan_move(
        author=access.user,
        move=Move(
            cooperation=access.cooperation,
            label="Demander le vote de la part 2027 de chacun",
            aim="Que les contributions soient votées avant les budgets.",
            around_on=today + timedelta(days=9),
            visibility="team",
        ),
        organisations=[
            organisations[key]
            for key in ("agglo", "ervelle", "aubree", "etangs", "dept", "voisins")
        ],
    )

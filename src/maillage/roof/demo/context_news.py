"""What happened at the partners of the first story, and what was done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor
from maillage.trade.context.choices import Effect, Response, SignalKind
from maillage.trade.context.models import Signal, SignalAnswer
from maillage.trade.context.signals.services import answer_signal, note_signal


@dataclass(frozen=True)
class News:
    """A piece of news, its expected effect until some day, and what was done about it."""

    label: str
    kind: SignalKind
    days: int
    parties: tuple[str, ...]
    effect: Effect
    effect_on: str
    until: int | None = None
    answer: Response | None = None
    reason: str = ""
    again: int | None = None


NEWS = (
    News(
        "Nouveau conseil installé dans le Bocage d’Ervelle",
        SignalKind.ELECTION,
        -230,
        ("ervelle",),
        Effect.FAVOURABLE,
        "la place de la communauté dans le projet",
        -60,
        Response.ADAPT,
        "Reprendre le projet depuis le début avec les nouveaux élus.",
    ),
    News(
        "Départ de la directrice de la cohésion",
        SignalKind.DEPARTURE,
        -120,
        ("agglo",),
        Effect.ADVERSE,
        "le suivi des contrats",
        None,
        Response.HOLD,
        "Son adjointe connaît les dossiers ; le calendrier reste.",
    ),
    News(
        "Budget du département en baisse d’un tiers",
        SignalKind.BUDGET,
        -33,
        ("dept",),
        Effect.ADVERSE,
        "le poste partagé et l’étude des mobilités",
        120,
        Response.WAIT,
        "Le vote est en mars : rien ne se décide avant.",
        125,
    ),
    News(
        "Article sur les cantines sans repas locaux",
        SignalKind.PRESS,
        -12,
        ("chambre", "voisins"),
        Effect.FAVOURABLE,
        "le plan alimentaire",
        40,
    ),
    News(
        "Débat d’orientation budgétaire du Val d’Aubrée",
        SignalKind.BUDGET,
        24,
        ("aubree",),
        Effect.NEUTRAL,
        "la contribution 2027",
    ),
    News(
        "Fusion annoncée de deux associations du Bief",
        SignalKind.MERGER,
        60,
        ("voisins",),
        Effect.ADVERSE,
        "qui anime la fête des circuits courts",
        150,
    ),
)


def make_news(access: Access, actor_by_name: Mapping[str, Actor], today: date) -> None:
    """Notes each piece of news on its day, and its answer."""
    for one in NEWS:
        noted_on = today + timedelta(days=min(one.days, 0))
        signal = note_signal(
            author=access.user,
            signal=Signal(
                cooperation=access.cooperation,
                kind=one.kind,
                label=one.label,
                on=today + timedelta(days=one.days),
                effect=one.effect,
                effect_on=one.effect_on,
                until=today + timedelta(days=one.until) if one.until is not None else None,
                visibility="team",
            ),
            source=Source(kind=SourceKind.WRITTEN, on=noted_on, visibility="team"),
            actors=[actor_by_name[key] for key in one.parties],
        )
        if one.answer is not None:
            answer_signal(
                author=access.user,
                signal=signal,
                read=signal.version,
                answer=SignalAnswer(
                    answer=one.answer,
                    reason=one.reason,
                    on=noted_on,
                    again_on=today + timedelta(days=one.again) if one.again else None,
                ),
            )

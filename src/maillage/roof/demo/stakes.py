"""Eighteen months of stakes: what each structure wanted, what moved, which reading was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Position, Source
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.stakes.choices import StakeLabel, ThemeState
from maillage.trade.stakes.models import LabelChoice, Stake, Theme, ThemeChoice
from maillage.trade.stakes.position_asks.services import ask_positions
from maillage.trade.stakes.positions.queries.table import positions
from maillage.trade.stakes.positions.services import record_position
from maillage.trade.stakes.priorities.services import (
    Hearing,
    ThemePosition,
    make_priorities_link,
    record_priorities,
)
from maillage.trade.stakes.stakes.queries import open_stakes
from maillage.trade.stakes.stakes.services import choose_label, open_stake
from maillage.trade.stakes.themes.queries import themes_to_adopt
from maillage.trade.stakes.themes.services import choose_theme, name_themes

PHONE, INTERVIEW, WORKSHOP, MEETING, WRITTEN = (
    SourceKind.PHONE,
    SourceKind.INTERVIEW,
    SourceKind.WORKSHOP,
    SourceKind.MEETING,
    SourceKind.WRITTEN,
)
SHOWN = frozenset({WORKSHOP, MEETING, WRITTEN})
OPENED = 560
ASKED = "etangs"
STATES = (ThemeState.KEPT, ThemeState.KEPT, ThemeState.LATER)
REASONS = (
    "C’est la première demande, dans toutes les structures.",
    "Deux structures y mettent déjà du temps.",
    "Trop peu de structures se sont prononcées : on en reparle au printemps.",
)

PRIORITIES: tuple[tuple[int, int, str, tuple[int | None, ...]], ...] = (
    (300, 0, INTERVIEW, (4, 2, 1, 3, 0, -1)),
    (280, 1, PHONE, (3, 2, 3, -3, 1, 0)),
    (270, 2, INTERVIEW, (4, None, 1, 4, 2, None)),
    (240, 4, WRITTEN, (3, 3, 2, -4, 1, 1)),
    (90, 5, MEETING, (2, 1, None, 3, 0, -2)),
)


@dataclass(frozen=True)
class StoryPosition:
    """A position: days ago, from which structure (its place), how strong, how it was known."""

    ago: int
    structure: int
    value: int
    kind: str = INTERVIEW
    words: str = ""


@dataclass(frozen=True)
class StoryStake:
    """A stake, and what was heard on it."""

    label: str
    description: str
    positions: tuple[StoryPosition, ...]
    theme: str = ""


CHILDREN = StoryStake(
    "Accueil des jeunes enfants le mercredi",
    "Ouvrir les accueils à tous les enfants du territoire, quelle que soit leur commune.",
    (
        StoryPosition(540, 0, 2, INTERVIEW, "Oui, si les places suivent."),
        StoryPosition(510, 1, 1, INTERVIEW, "Pourquoi pas : nos familles vont déjà ailleurs."),
        StoryPosition(500, 2, 3, MEETING, "C’est la première demande de nos habitants."),
        StoryPosition(430, 3, 2, WORKSHOP),
        StoryPosition(300, 0, 3, WORKSHOP, "Nous mettons deux agents."),
        StoryPosition(120, 7, 3, WRITTEN, "La convention en fait une priorité."),
        StoryPosition(60, 4, 1, PHONE),
    ),
    theme="Services",
)
COST = StoryStake(
    "Partage du coût de l’ingénierie",
    "Selon quelle clé chacun paie le poste commun.",
    (
        StoryPosition(530, 0, 3, INTERVIEW, "La clé par habitant est la seule qui tienne."),
        StoryPosition(498, 1, -4, INTERVIEW, "À ce prix, nous sortons."),
        StoryPosition(480, 2, -2, PHONE, "Un chiffre par famille, ou rien."),
        StoryPosition(470, 3, -2, PHONE),
        StoryPosition(300, 1, -3, MEETING, "Le nombre d’habitants ne passe pas."),
        StoryPosition(150, 2, 1, INTERVIEW, "Par paliers, on peut en parler."),
        StoryPosition(90, 1, -1, INTERVIEW, "Une clé par paliers, revue chaque année : d’accord."),
        StoryPosition(80, 4, 0, PHONE, "C’est l’affaire des intercommunalités."),
    ),
)
HEDGES = StoryStake(
    "Replantation des haies",
    "Où replanter, et qui entretient.",
    (
        StoryPosition(420, 0, 2, WORKSHOP),
        StoryPosition(420, 1, 2, WORKSHOP),
        StoryPosition(419, 5, -3, INTERVIEW, "Pas de plantation au milieu des parcelles."),
        StoryPosition(400, 6, 4, WORKSHOP, "Sans haies, pas de bief."),
        StoryPosition(200, 8, 2, WRITTEN),
        StoryPosition(40, 5, -2, INTERVIEW, "Les bords de chemin, on peut en parler."),
        StoryPosition(35, 4, 1, PHONE),
    ),
    theme="Paysages",
)
COUNTER = StoryStake(
    "Un seul guichet logement",
    "Une porte d’entrée pour toutes les aides.",
    (
        StoryPosition(380, 0, 1, MEETING),
        StoryPosition(380, 1, 1, MEETING),
        StoryPosition(330, 2, 2, INTERVIEW),
        StoryPosition(250, 4, 2, WRITTEN, "Le schéma le prévoit."),
        StoryPosition(70, 7, 2, PHONE),
    ),
    theme="Habitat",
)
WIND = StoryStake(
    "Éolien sur la crête",
    "Accueillir ou non un parc, et qui en décide.",
    (
        StoryPosition(190, 4, 2, WRITTEN),
        StoryPosition(30, 6, -4, INTERVIEW, "Nous irons jusqu’au bout."),
    ),
    theme="Énergie",
)
STAKES = {
    "petr": (CHILDREN, COST, HEDGES, COUNTER, WIND),
    "ctg": (CHILDREN, COST),
}


def make_stakes(*, access: Access, organisations: Mapping[str, Organisation], today: date) -> None:
    """The stakes of a cooperation, and what its structures said of them, oldest first."""
    themes = _make_themes(access, today)
    places = list(organisations.values())
    actors = {
        one.organisation_id: one
        for one in Actor.objects.filter(cooperation=access.cooperation_id).select_related(
            "organisation", "person", "cooperation"
        )
    }
    rows = [actors[one.pk] for one in places if one.pk in actors]
    if access.cooperation.profile == "petr":
        _make_priorities(access, list(themes.values()), rows, today)
    for story_stake in STAKES.get(access.cooperation.profile, (COST,)):
        stake = open_stake(
            access=access,
            stake=Stake(
                label=story_stake.label,
                description=story_stake.description,
                theme=themes.get(story_stake.theme),
                since=today - timedelta(days=OPENED),
            ),
        )
        for story_position in story_stake.positions:
            if story_position.structure < len(rows):
                _make_one(access, stake, rows[story_position.structure], story_position, today)
        if story_stake is HEDGES:
            _choose(access, stake, today)
    if ASKED in organisations:
        _ask(access, actors[organisations[ASKED].pk])


def _ask(access: Access, actor: Actor) -> None:
    """Stakes and themes put to the structure that the partner of the demonstration speaks for."""
    stakes = list(open_stakes(access.cooperation_id).select_related("subject"))
    ask_positions(
        access=access,
        actor=actor,
        stakes=stakes,
        shows_collected=True,
        recipient=str(actor),
        email="",
    )
    make_priorities_link(author=access.user, actor=actor, recipient=str(actor), email="")


def _make_themes(access: Access, today: date) -> dict[str, Theme]:
    """The usual themes of the profile: two are kept, the last one waits, the others are open."""
    rows = [Theme(label=label) for label in themes_to_adopt(access)]
    themes = name_themes(access=access, themes=rows)
    for theme, days, state, reason in zip(
        (*themes[:2], *themes[-1:]), (520, 400, 160), STATES, REASONS, strict=False
    ):
        choice = ThemeChoice(
            theme=theme, state=state, reason=reason, on=today - timedelta(days=days)
        )
        choose_theme(access=access, choice=choice)
    return {theme.label: theme for theme in themes}


def _make_priorities(
    access: Access, themes: Sequence[Theme], actors: Sequence[Actor], today: date
) -> None:
    """What each theme touches for five structures; the others have not been asked yet."""
    for ago, structure, kind, values in PRIORITIES:
        if structure >= len(actors):
            continue
        on = today - timedelta(days=ago)
        visibility = Visibility.MEMBERS if kind in SHOWN else Visibility.OFFICERS
        record_priorities(
            access=access,
            actor=actors[structure],
            positions=[
                ThemePosition(theme, value, 0)
                for theme, value in zip(themes, values, strict=False)
                if value is not None
            ],
            hearing=Hearing(
                Source(kind=kind, on=on, who="", visibility=visibility),
                "",
                Confidence.LIKELY,
                visibility,
            ),
        )


def _make_one(
    access: Access, stake: Stake, actor: Actor, story_position: StoryPosition, today: date
) -> None:
    on = today - timedelta(days=story_position.ago)
    visibility = Visibility.MEMBERS if story_position.kind in SHOWN else Visibility.OFFICERS
    last = positions(access).filter(actor=actor, subject=stake.subject_id).order_by("-pk").first()
    record_position(
        access=access,
        position=Position(
            cooperation=access.cooperation,
            actor=actor,
            subject=stake.subject,
            value=story_position.value,
            on=on,
            said=story_position.words,
            confidence=Confidence.SURE if story_position.kind in SHOWN else Confidence.LIKELY,
            visibility=visibility,
        ),
        source=Source(kind=story_position.kind, on=on, who="", visibility=visibility),
        last=last.pk if last else 0,
    )


def _choose(access: Access, stake: Stake, today: date) -> None:
    """The officer knows of an agreement that the positions do not tell yet."""
    choose_label(
        access=access,
        choice=LabelChoice(
            stake=stake,
            label=StakeLabel.DEAL,
            reason="La chambre et l’association ont dessiné ensemble les bords de chemin.",
            on=today - timedelta(days=20),
        ),
    )

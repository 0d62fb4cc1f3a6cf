"""The play of actors of the first story over eighteen months: who weighs, stands how, moved.

Three movements are to be discovered: a council is installed, a food plan is voted, an engineering
service is shared.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Attitude, Confidence, SourceKind
from maillage.ground.actors.models import Influence, Position, Posture, Source
from maillage.ground.actors.postures.services import record_posture
from maillage.ground.actors.readings.services import Seen, record_reading
from maillage.ground.directory.members.services import name_actor
from maillage.ground.directory.models import Actor, Organisation, Person

KNOWN = 10**9
PLAYERS = ("agglo", "ervelle", "aubree", "etangs", "dept", "chambre", "voisins", "caf", "ddt")
BEGINNING = """
0 2 2 2 1 1 2 1 1
1 0 1 1 0 0 1 0 0
1 1 0 2 1 1 1 0 0
1 1 1 0 0 0 1 0 0
2 3 3 3 0 2 2 1 1
1 1 1 1 1 0 1 0 1
1 0 1 0 0 0 0 ? 1
1 2 2 2 1 ? 1 0 ?
2 2 2 2 1 2 2 ? 0
"""
STARTED = -540


@dataclass(frozen=True)
class Shift:
    """What changed some days before today: who acts on whom, how strongly, after what."""

    days: int
    actor: str
    targets: dict[str, int]
    fact: str


SHIFTS = (
    Shift(
        -300,
        "aubree",
        {"agglo": 2, "ervelle": 2, "etangs": 3},
        "Le nouveau conseil a pris la présidence du syndicat des eaux.",
    ),
    Shift(
        -120,
        "chambre",
        {"agglo": 2, "ervelle": 3, "aubree": 2, "etangs": 2},
        "Le plan alimentaire passe par ses conseillers.",
    ),
    Shift(-40, "agglo", {"ervelle": 4}, "Le service d’ingénierie commun instruit ses projets."),
    Shift(-40, "etangs", {"ervelle": 3}, "Emploie les agents du service commun."),
)


@dataclass(frozen=True)
class Stance:
    """A posture and a position on the cooperation, some days before today, and the fact."""

    days: int
    actor: str
    attitude: Attitude
    value: int
    fact: str


DRIVER, FOLLOWER = Attitude.DRIVER, Attitude.FOLLOWER
NEUTRAL, HOSTILE = Attitude.NEUTRAL, Attitude.HOSTILE
STANCES = (
    Stance(-520, "agglo", DRIVER, 3, "A invité les autres à la première réunion."),
    Stance(-500, "ervelle", HOSTILE, -3, "A demandé en conseil à quoi cela sert."),
    Stance(-500, "aubree", FOLLOWER, 1, "Vient si ses voisines viennent."),
    Stance(-490, "etangs", FOLLOWER, 2, "A voté l’adhésion sans débat."),
    Stance(-480, "dept", NEUTRAL, 1, "Envoie un technicien, jamais un élu."),
    Stance(-470, "chambre", HOSTILE, -2, "A écrit que les haies sont l’affaire des exploitants."),
    Stance(-460, "voisins", HOSTILE, -1, "A distribué un tract devant la première séance."),
    Stance(-450, "caf", FOLLOWER, 2, "Finance l’étude si deux intercommunalités la portent."),
    Stance(-450, "ddt", DRIVER, 3, "A proposé d’animer le premier atelier."),
    Stance(-295, "aubree", DRIVER, 3, "A offert sa salle et préparé l’ordre du jour."),
    Stance(-200, "ervelle", NEUTRAL, -1, "N’a pas pris part au vote, sans s’y opposer."),
    Stance(-115, "chambre", NEUTRAL, 1, "A envoyé deux conseillers à l’atelier des haies."),
    Stance(-60, "dept", FOLLOWER, 2, "La vice-présidente est venue au comité technique."),
    Stance(-38, "ervelle", FOLLOWER, 2, "A délibéré pour le service commun."),
)


def make_actors(*, access: Access, organisations: dict[str, Organisation], today: date) -> None:
    """The influences, postures and positions of the first story; the others have none."""
    if "ervelle" not in organisations:
        return
    players = {key: _actor(access, organisations[key]) for key in PLAYERS if key in organisations}
    _make_influences(access, players, today)
    for stance in STANCES:
        _make_stance(access, players[stance.actor], stance, today)
    _make_person(access, today)


def _actor(access: Access, organisation: Organisation) -> Actor:
    place = access.cooperation
    actor = Actor.objects.filter(cooperation=place, organisation=organisation).first()
    return actor or name_actor(
        author=access.user, actor=Actor(cooperation=place, organisation=organisation)
    )


def _make_influences(access: Access, players: dict[str, Actor], today: date) -> None:
    rows = [line.split() for line in BEGINNING.strip().splitlines()]
    first = _source(SourceKind.OFFICER, today + timedelta(days=STARTED), "l’équipe, à trois")
    for key, row in zip(PLAYERS, rows, strict=True):
        for other, written in zip(PLAYERS, row, strict=True):
            if key != other and written != "?":
                first = _influence(access, (players[key], players[other]), int(written), first)
    for shift in SHIFTS:
        source = _source(SourceKind.MEETING, today + timedelta(days=shift.days), "")
        for other, strength in shift.targets.items():
            pair = players[shift.actor], players[other]
            source = _influence(access, pair, strength, source, shift.fact)


def _influence(
    access: Access, pair: tuple[Actor, Actor], strength: int, source: Source, words: str = ""
) -> Source:
    """Records one influence; returns its source, to be shared by those told together."""
    influence = record_reading(
        author=access.user,
        reading=Influence(
            cooperation=access.cooperation,
            actor=pair[0],
            target=pair[1],
            strength=strength,
            said=words,
            on=source.on,
        ),
        source=source,
        seen=Seen(Influence.objects.visible_to(access), KNOWN),
        topic="influences",
    )
    return influence.source


def _source(kind: SourceKind, on: date, who: str) -> Source:
    return Source(kind=kind, on=on, who=who)


def _make_stance(access: Access, actor: Actor, stance: Stance, today: date) -> None:
    on = today + timedelta(days=stance.days)
    posture = record_posture(
        author=access.user,
        posture=Posture(
            cooperation=access.cooperation,
            actor=actor,
            attitude=stance.attitude,
            said=stance.fact,
            on=on,
            confidence=Confidence.LIKELY,
        ),
        source=_source(SourceKind.MEETING, on, ""),
        seen=Seen(Posture.objects.visible_to(access), KNOWN),
        subject=None,
    )
    record_reading(
        author=access.user,
        reading=Position(
            cooperation=access.cooperation,
            actor=actor,
            subject=posture.subject,
            value=stance.value,
            said=stance.fact,
            on=on,
        ),
        source=posture.source,
        seen=Seen(Position.objects.visible_to(access), KNOWN),
        topic="positions",
    )


def _make_person(access: Access, today: date) -> None:
    """Somebody who acts in their function: a fact, its source, and the day when it goes."""
    place = access.cooperation
    person = Person.objects.filter(workspace=place.workspace_id, actors=None).order_by("pk").first()
    if person is None:
        return
    actor = name_actor(author=access.user, actor=Actor(cooperation=place, person=person))
    on = today - timedelta(days=30)
    record_posture(
        author=access.user,
        posture=Posture(
            cooperation=place,
            actor=actor,
            attitude=Attitude.DRIVER,
            said="A réuni les maires du canton avant le comité.",
            on=on,
            expires_on=today + timedelta(days=335),
        ),
        source=_source(SourceKind.INTERVIEW, on, "le secrétariat"),
        seen=Seen(Posture.objects.visible_to(access), KNOWN),
        subject=None,
    )

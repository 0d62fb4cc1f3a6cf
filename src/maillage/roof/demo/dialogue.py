"""Conflicts and compromises of a story: heat that moved over eighteen months, options answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.actors.readings.services import Seen
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import Heat, Outcome, Settlement, Stance
from maillage.trade.dialogue.compromises.services import (
    answer_option,
    edit_compromise,
    open_compromise,
)
from maillage.trade.dialogue.conflicts.services import (
    edit_conflict,
    edit_party,
    open_conflict,
    record_heat,
)
from maillage.trade.dialogue.models import Compromise, Conflict, ConflictHeat, Note, OptionAnswer

YES, CONDITIONS, REFUSAL = Stance


@dataclass(frozen=True)
class StoryConflict:
    """A conflict of the story; days are counted back from today, or forward for what comes."""

    title: str
    about: str
    since: int
    parties: tuple[tuple[int, str], ...]
    heats: tuple[tuple[int, int, str], ...]
    next_step: str = ""
    next_in: int | None = None
    mediator: str = ""
    ended: int | None = None


KEY = StoryConflict(
    "La clé de partage du service",
    "Le partage au nombre d’habitants fait payer les plus grandes ; le partage à l’usage fait "
    "payer les plus éloignées.",
    310,
    (
        (0, "Ne pas porter seule les années creuses."),
        (1, "Ne pas payer les trajets des autres. Savoir d’avance ce que l’on paiera."),
        (2, "Garder un service ouvert le mercredi."),
    ),
    (
        (300, Heat.SHARP, "Une délégation a quitté la séance avant le vote."),
        (205, Heat.STUCK, "Courrier : aucune participation sans une autre clé."),
        (122, Heat.TENSE, "Les trois ont accepté que l’on chiffre deux clés."),
        (19, Heat.CALM, "Les chiffres sont partagés ; chacune les dit justes."),
    ),
    "Présenter les deux clés à la commission",
    12,
    "la direction générale de l’agglomération",
)
SEAT = StoryConflict(
    "Où se décide l’horaire d’ouverture",
    "L’une le décide seule depuis 2019 ; les autres l’apprennent par la presse.",
    96,
    ((1, "Être appelée avant, pas après."), (3, "")),
    ((90, Heat.TENSE, "Deux courriels sans réponse."), (24, Heat.SHARP, "Article du 2.")),
    "Appeler les deux secrétariats",
    -5,
)
LOGO = StoryConflict(
    "L’ordre des logos sur l’affiche",
    "",
    430,
    ((0, ""), (2, "")),
    ((425, Heat.SHARP, "Affiche retirée la veille."), (380, Heat.CALM, "Ordre alphabétique.")),
    ended=372,
)
TABLE = (
    ("Au nombre d’habitants", ((0, YES, ""), (1, REFUSAL, ""), (2, YES, ""))),
    ("À l’usage", ((0, REFUSAL, ""), (1, YES, ""), (2, CONDITIONS, "Un plafond par famille"))),
    (
        "Moitié habitants, moitié usage",
        (
            (0, YES, ""),
            (1, CONDITIONS, "Un siège au comité technique"),
            (2, CONDITIONS, "Un siège au comité technique"),
        ),
    ),
    ("Ne rien changer", ((1, REFUSAL, ""),)),
)


@dataclass(frozen=True)
class Teller:
    """Who tells, in which cooperation, of whom, and from which day."""

    author: User
    cooperation: Cooperation
    actors: Sequence[Actor]
    today: date

    def day(self, ago: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=ago)


def make_dialogue(*, author: User, cooperation: Cooperation, today: date) -> None:
    """The conflicts, and the compromises looked for on them."""
    rows = Actor.objects.filter(cooperation=cooperation, organisation__isnull=False)
    teller = Teller(author, cooperation, list(rows.order_by("pk")[:4]), today)
    if len(teller.actors) < 4:
        return
    key = _make_conflict(teller, KEY)
    _make_conflict(teller, SEAT)
    _make_conflict(teller, LOGO)
    _make_table(teller, key)
    _make_accepted(teller)


def _make_conflict(teller: Teller, story_conflict: StoryConflict) -> Conflict:
    conflict = open_conflict(
        author=teller.author,
        conflict=Conflict(
            cooperation=teller.cooperation,
            author=teller.author,
            title=story_conflict.title,
            about=story_conflict.about,
            since=teller.day(story_conflict.since),
            next_step=story_conflict.next_step,
            next_on=None if story_conflict.next_in is None else teller.day(-story_conflict.next_in),
            mediator=story_conflict.mediator,
        ),
        parties=[teller.actors[place] for place, _interests in story_conflict.parties],
    )
    interests = {teller.actors[place].pk: words for place, words in story_conflict.parties}
    for party in conflict.parties.all():
        party.interests = interests[party.actor_id]
        edit_party(author=teller.author, party=party, read=party.version)
    for ago, level, text in story_conflict.heats:
        record_heat(
            author=teller.author,
            heat=ConflictHeat(conflict=conflict, level=level, on=teller.day(ago), said=text),
            source=_source(teller, ago),
        )
    if story_conflict.ended is not None:
        conflict.until, conflict.outcome = teller.day(story_conflict.ended), Outcome.COMPROMISE
        conflict.outcome_note = "L’ordre alphabétique, écrit dans la charte graphique."
        edit_conflict(author=teller.author, conflict=conflict, read=conflict.version)
    return conflict


def _source(teller: Teller, ago: int) -> Source:
    """That of the note of the same day when there is one, or a meeting."""
    note = (
        Note.objects.filter(cooperation=teller.cooperation, source__on=teller.day(ago))
        .select_related("source")
        .first()
    )
    return note.source if note else Source(kind=SourceKind.MEETING, on=teller.day(ago))


def _make_table(teller: Teller, conflict: Conflict) -> None:
    """Four options on the key, answered by three structures over three months."""
    compromise = open_compromise(
        author=teller.author,
        compromise=Compromise(
            cooperation=teller.cooperation,
            author=teller.author,
            title="Comment partager le coût du service ?",
            conflict=conflict,
            opened_on=teller.day(110),
        ),
        options=[label for label, _answers in TABLE],
        actors=teller.actors[:3],
    )
    _answer(teller, compromise, TABLE)


def _answer(
    teller: Teller,
    compromise: Compromise,
    table: Sequence[tuple[str, Sequence[tuple[int, str, str]]]],
) -> None:
    options = {one.label: one for one in compromise.options.all()}
    for label, answers in table:
        for place, stance, conditions in answers:
            on = teller.day(90 - 20 * place)
            answer_option(
                author=teller.author,
                answer=OptionAnswer(
                    cooperation=teller.cooperation,
                    actor=teller.actors[place],
                    option=options[label],
                    stance=stance,
                    conditions=conditions,
                    on=on,
                ),
                source=Source(kind=SourceKind.INTERVIEW, on=on, who="la direction générale"),
                seen=Seen(OptionAnswer.objects.all(), 0),
            )


def _make_accepted(teller: Teller) -> None:
    """A compromise of last year, accepted."""
    compromise = open_compromise(
        author=teller.author,
        compromise=Compromise(
            cooperation=teller.cooperation,
            author=teller.author,
            title="Quel jour pour les réunions techniques ?",
            opened_on=teller.day(400),
        ),
        options=("Le mardi matin", "Le jeudi, un mois sur deux chez chacune"),
        actors=teller.actors[:2],
    )
    thursday = compromise.options.order_by("rank").last()
    compromise.settlement, compromise.chosen = Settlement.ACCEPTED, thursday
    compromise.settled_on = teller.day(371)
    compromise.settled_note = "Au comité technique, sans réserve."
    edit_compromise(author=teller.author, compromise=compromise, read=compromise.version)

"""Eighteen months of the officer's notebook: calls, interviews, ends of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Organisation
from maillage.trade.dialogue.models import Note
from maillage.trade.dialogue.notebook.services import write_note

PHONE, INTERVIEW, MEETING, THIRD = (
    SourceKind.PHONE,
    SourceKind.INTERVIEW,
    SourceKind.MEETING,
    SourceKind.THIRD,
)


@dataclass(frozen=True)
class Page:
    """A page of the notebook: days ago, from where, from whom, which structures, the words."""

    ago: int
    kind: str
    who: str
    structures: tuple[int, ...]
    title: str
    words: str
    visibility: str = Visibility.OFFICERS


PAGES = (
    Page(
        532,
        INTERVIEW,
        "la direction générale",
        (0,),
        "Premier entretien",
        "On y va si les plus petites y trouvent leur compte. Le vice-président suivra lui-même. "
        "Rien ne sera signé avant le débat d’orientation budgétaire.",
    ),
    Page(
        498,
        INTERVIEW,
        "le secrétariat général",
        (1,),
        "Premier entretien, côté bocage",
        "Deux coopérations se sont arrêtées en chemin : ils en gardent un mauvais souvenir. "
        "Ils viennent pour écouter. Ce qui compte pour eux : ne pas payer plus que leur part.",
    ),
    Page(
        421,
        PHONE,
        "l’adjointe à l’enfance",
        (2,),
        "Ce qui a changé depuis l’été",
        "Elle est prête à porter la question devant son conseil. Il lui faut un chiffre par "
        "famille. Elle rappelle après la rentrée.",
    ),
    Page(
        300,
        MEETING,
        "plusieurs élus, en fin de séance",
        (0, 1, 2),
        "En sortant du comité de pilotage",
        "Le partage au nombre d’habitants ne passe pas. Deux structures parlent de nuitées, une "
        "de trajets. Personne n’a dit non.",
        Visibility.TEAM,
    ),
    Page(
        214,
        THIRD,
        "un agent d’une autre structure",
        (3,),
        "",
        "Leur service serait réorganisé au printemps. À vérifier avant d’en parler.",
    ),
    Page(
        128,
        PHONE,
        "le cabinet",
        (0,),
        "Calendrier du budget",
        "Le vote du budget est avancé d’un mois. Envoyer le projet avant la fin du mois.",
        Visibility.TEAM,
    ),
    Page(
        61,
        INTERVIEW,
        "la présidence",
        (1,),
        "Ce qu’il faudrait pour dire oui",
        "Une clause de revoyure au bout de deux ans. Un siège au comité technique. Le reste "
        "se discute.",
    ),
    Page(
        19,
        PHONE,
        "le secrétariat général",
        (2, 1),
        "Avant la commission",
        "La commission se réunit le 14. Le rapporteur veut comparer deux clés avant de trancher.",
    ),
    Page(
        4,
        MEETING,
        "l’équipe technique",
        (0,),
        "Point du lundi",
        "Les chiffres seront prêts jeudi. Il manque ceux de deux communes.",
        Visibility.TEAM,
    ),
)


def make_notebook(
    *,
    author: User,
    cooperation: Cooperation,
    organisations: Sequence[Organisation],
    today: date,
) -> None:
    """The notes of the story, about its first structures."""
    for page in PAGES:
        about = [organisations[place] for place in page.structures if place < len(organisations)]
        write_note(
            author=author,
            note=Note(
                cooperation=cooperation,
                author=author,
                title=page.title,
                visibility=page.visibility,
            ),
            source=Source(
                kind=page.kind,
                on=today - timedelta(days=page.ago),
                who=page.who,
                words=page.words,
            ),
            about=about,
        )

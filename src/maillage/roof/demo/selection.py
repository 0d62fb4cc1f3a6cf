"""The fund of Entre Loire et Bocage: six projects, eight voices, three funders; a second call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.bodies.services.bodies import (
    SeatTerms,
    add_body,
    give_own_seat,
    give_seats,
)
from maillage.trade.governance.choices import BodyKind, Voice
from maillage.trade.governance.models import Body, Seat
from maillage.trade.plan.linked_projects.services import add_project
from maillage.trade.plan.models import (
    Ballot,
    Candidacy,
    Criterion,
    FunderOpinion,
    Project,
    ProjectCall,
)
from maillage.trade.plan.selection.services import (
    save_ballot,
    save_call,
    save_candidacy,
    save_criterion,
    save_opinion,
)

SEATS = ("agglo", "ervelle", "aubree", "etangs", "chambre", "voisins", "dept")
FUNDERS = ("dept", "caf", "ddt")
STANDS_DOWN = "-"
OWN_NAME = ("Adèle", "Mousnier")
GRID = (
    ("Sert la stratégie", 4, "Une action du plan, ou un thème retenu."),
    ("Portée", 3, "Combien de communes, pour quels habitants."),
    ("Solidité du porteur", 3, "Moyens, personnes, ce qu’il a déjà mené."),
    ("Nouveauté", 2, "Ce qui n’existe pas encore ici."),
    ("Durée après l’aide", 3, "Comment cela continue sans le fonds."),
)


@dataclass(frozen=True)
class StoryProject:
    """A project: who carries it, what it asks; the marks of each voice, the opinions of funders.

    The marks stand in the order of `SEATS`, then of the person in her own name; a dash is a voice
    that stands down, nothing a voice that has not marked.
    """

    title: str
    holder: str
    summary: str
    phase: str
    euros: int
    filed: str
    marks: Sequence[str]
    opinions: Sequence[tuple[str, int, str]]


PROJECTS = (
    StoryProject(
        "Garage solidaire et vélos d’Ervelle",
        "voisins",
        "Réparer, prêter et vendre à bas prix, trois jours par semaine.",
        "ready",
        42_000,
        "2026-09-01",
        ("43433", "33433", "44334", "43333", "44343", "-", "33333", "44443"),
        (("favourable", 15_000, ""), ("none", 0, ""), ("favourable", 9_000, "")),
    ),
    StoryProject(
        "Atelier de découpe partagé",
        "chambre",
        "Une salle de découpe pour onze éleveurs.",
        "study",
        58_000,
        "2026-09-14",
        ("43323", "33323", "43333", "33233", "-", "43433", "33323", "33323"),
        (
            ("reserved", 20_000, "si la commune prête le local"),
            ("none", 0, ""),
            ("favourable", 0, ""),
        ),
    ),
    StoryProject(
        "Halte des aidants",
        "etangs",
        "Un accueil de jour itinérant, deux jours par semaine.",
        "ready",
        38_500,
        "2026-09-02",
        ("44333", "43322", "31221", "-", "44323", "31331", "43322", "44334"),
        (
            ("favourable", 15_400, ""),
            ("reserved", 0, "avec un agrément avant l’ouverture"),
            ("none", 0, ""),
        ),
    ),
    StoryProject(
        "Bus de la petite enfance",
        "aubree",
        "Un lieu d’éveil qui passe chaque semaine dans six bourgs.",
        "study",
        36_000,
        "2026-09-21",
        ("33323", "33232", "-", "33323", "32332", "33323", "33223", "33333"),
        (
            ("papers", 0, "le budget de la deuxième année"),
            ("favourable", 12_000, ""),
            ("none", 0, ""),
        ),
    ),
    StoryProject(
        "Sentier des haies nourricières",
        "ervelle",
        "Douze kilomètres plantés avec les écoles.",
        "idea",
        27_000,
        "2026-09-28",
        ("32332", "-", "33322", "23332", "33323", "32322", "22332", "33332"),
        (("favourable", 8_000, ""), ("none", 0, ""), ("favourable", 0, "")),
    ),
    StoryProject(
        "Café-épicerie de Mauny",
        "agglo",
        "Rouvrir le dernier commerce du bourg.",
        "idea",
        31_000,
        "2026-10-05",
        ("-", "22312", "32221", "22222", "", "32312", "22222", ""),
        (),
    ),
)
LATER = ("Maison des saisonniers", "etangs", "Vingt lits dans l’ancienne école.", 51_000)


def make_selection(
    *, access: Access, organisations: Mapping[str, Organisation], today: date
) -> None:
    """A call of which the marks are closed, and another where they are being given."""
    body = _body(access, organisations)
    still_open = max(today, timezone.localdate())
    first = _call(access, organisations, body, "Fonds services et mobilités 2027", still_open)
    for label, weight, help_text in GRID:
        criterion = Criterion(grid=first.grid, label=label, weight=weight, top=4, help=help_text)
        save_criterion(access=access, criterion=criterion)
    criteria = list(first.grid.criteria.all())
    voices = list(first.voices.select_related("seat").order_by("seat__pk"))
    for one in PROJECTS:
        candidacy = _candidacy(access, organisations, first, one)
        for voice, text in zip(voices, one.marks, strict=True):
            if text:
                ballot = Ballot(
                    candidacy=candidacy,
                    voice=voice,
                    stands_down=text == STANDS_DOWN,
                    why="porte ce projet" if text == STANDS_DOWN else "",
                    means=Means.MEETING,
                    told_on=today - timedelta(days=4),
                    recorded_by=access.user,
                )
                save_ballot(ballot=ballot, values=_marks(text, criteria), read=0)
        _say(access, candidacy, organisations, one, today)
    first.scores_until = today - timedelta(days=1)
    first.decides_on = today + timedelta(days=3)
    funders = list(first.funders.all())
    save_call(access=access, call=first, read=first.version, funders=funders)
    _next_call(access, organisations, body, first, today)


def _body(access: Access, organisations: Mapping[str, Organisation]) -> Body:
    body = add_body(
        author=access.user,
        body=Body(
            cooperation=access.cooperation,
            name="Comité de sélection",
            kind=BodyKind.MIXED,
            purpose="Lit les projets, les note et dit lesquels le fonds aide.",
        ),
    )
    terms = SeatTerms(college="", voice=Voice.DELIBERATIVE, weight=1, since=None)
    members = [organisations[key] for key in SEATS]
    give_seats(author=access.user, body=body, organisations=members, terms=terms)
    given, family = OWN_NAME
    person = Person.objects.filter(
        workspace=access.cooperation.workspace, given_name=given, family_name=family
    ).get()
    give_own_seat(author=access.user, seat=Seat(body=body, person=person))
    return body


def _call(
    access: Access,
    organisations: Mapping[str, Organisation],
    body: Body,
    title: str,
    until: date,
) -> ProjectCall:
    return save_call(
        access=access,
        call=ProjectCall(
            title=title, body=body, scores_until=until, envelope_cents=180_000_00, least=60
        ),
        funders=[organisations[key] for key in FUNDERS],
    )


def _candidacy(
    access: Access,
    organisations: Mapping[str, Organisation],
    call: ProjectCall,
    one: StoryProject,
) -> Candidacy:
    project = _project(access, organisations[one.holder], one.title, one.summary, one.phase)
    return save_candidacy(
        access=access,
        candidacy=Candidacy(
            call=call,
            project=project,
            aid_cents=one.euros * 100,
            filed_on=date.fromisoformat(one.filed),
        ),
    )


def _project(access: Access, holder: Organisation, title: str, summary: str, phase: str) -> Project:
    """The project of this title, written when nobody has."""
    rows = Project.objects.filter(cooperation=access.cooperation, title=title)
    return rows.first() or add_project(
        access=access,
        project=Project(
            title=title,
            holder=holder,
            summary=summary,
            phase=phase,
            visibility=Visibility.MEMBERS,
        ),
    )


def _marks(text: str, criteria: Sequence[Criterion]) -> dict[int, int]:
    """The marks of a voice: « 43433 » are its marks in order, a dash that it stands down."""
    if text == STANDS_DOWN:
        return {}
    return dict(zip((one.pk for one in criteria), map(int, text), strict=True))


def _say(
    access: Access,
    candidacy: Candidacy,
    organisations: Mapping[str, Organisation],
    one: StoryProject,
    today: date,
) -> None:
    for key, (view, euros, conditions) in zip(FUNDERS, one.opinions, strict=False):
        opinion = FunderOpinion(
            candidacy=candidacy,
            funder=organisations[key],
            opinion=view,
            amount_cents=euros * 100 or None,
            conditions=conditions,
            means=Means.MEETING,
            told_on=today - timedelta(days=18),
            recorded_by=access.user,
        )
        save_opinion(opinion=opinion, read=0)


def _next_call(
    access: Access,
    organisations: Mapping[str, Organisation],
    body: Body,
    first: ProjectCall,
    today: date,
) -> None:
    """The next part of the fund, on the same grid, where marks are being given."""
    call = ProjectCall(
        title="Fonds 2027, seconde tranche",
        body=body,
        grid=first.grid,
        scores_until=today + timedelta(days=24),
        envelope_cents=60_000_00,
    )
    save_call(access=access, call=call, funders=list(first.funders.all()))
    title, holder, summary, euros = LATER
    for project, cents in (
        (_project(access, organisations[holder], title, summary, "study"), euros * 100),
        (Project.objects.get(cooperation=access.cooperation, title=PROJECTS[5].title), 31_000_00),
    ):
        save_candidacy(
            access=access,
            candidacy=Candidacy(call=call, project=project, aid_cents=cents, filed_on=today),
        )

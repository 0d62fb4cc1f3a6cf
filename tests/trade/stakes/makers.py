"""Makes stakes and the readings chosen for them."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.directory.models import Actor
from maillage.ground.territories.models import Territory
from maillage.trade.stakes.choices import FindingState, Judgement, StakeLabel, ThemeState
from maillage.trade.stakes.models import (
    Finding,
    FindingFigure,
    FindingReading,
    LabelChoice,
    PositionAsk,
    Stake,
    Theme,
    ThemeChoice,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_answer_link, make_cooperation
from tests.ground.actors.makers import (
    make_member_actor,
    make_position,
    make_source,
    make_spoken_actor,
    make_subject,
)
from tests.records import create_record, marked
from tests.registry import Argument


def make_stake(
    *,
    cooperation: Cooperation | None = None,
    label: str = "Partage du coût de l’ingénierie",
    until: date | None = None,
    **values: object,
) -> Stake:
    """A stake of the cooperation, with its subject."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        Stake,
        values,
        cooperation=cooperation,
        subject=make_subject(cooperation=cooperation, label=label, kind=SubjectKind.STAKE),
        label=label,
        since=date(2026, 1, 5),
        until=until,
        why_closed="Tranché en séance." if until else "",
    )


def make_label_choice(*, stake: Stake | None = None, **values: object) -> LabelChoice:
    """How an officer reads a stake."""
    stake = stake or make_stake()
    return create_record(
        LabelChoice,
        values,
        cooperation=stake.cooperation,
        author=make_user,
        stake=stake,
        label=StakeLabel.DEAL,
        reason="Un accord est trouvé sur la clé.",
        visibility=Visibility.OFFICERS,
        on=timezone.localdate,
    )


def make_position_ask(
    *,
    cooperation: Cooperation | None = None,
    actor: Actor | None = None,
    stakes: Sequence[Stake] = (),
    shows_collected: bool = True,
) -> PositionAsk:
    """Stakes put to an actor."""
    actor = actor or make_member_actor(cooperation=cooperation)
    ask = PositionAsk.objects.create(
        cooperation=actor.cooperation, actor=actor, shows_collected=shows_collected
    )
    rows = Stake.objects.filter(cooperation=actor.cooperation)
    ask.stakes.set(stakes or rows or [make_stake(cooperation=actor.cooperation)])
    return ask


def make_theme(*, cooperation: Cooperation | None = None, label: str = "Mobilités") -> Theme:
    """A theme of the cooperation, with its subject."""
    cooperation = cooperation or make_cooperation()
    subject = make_subject(cooperation=cooperation, label=label, kind=SubjectKind.THEME)
    return Theme.objects.create(cooperation=cooperation, subject=subject, label=label)


def make_theme_choice(**values: object) -> ThemeChoice:
    """What was chosen of a theme."""
    return create_record(
        ThemeChoice,
        values,
        theme=make_theme,
        author=make_user(),
        state=ThemeState.KEPT,
        reason="Toutes en parlent.",
        on=timezone.localdate,
    )


def make_finding(
    *, state: str = FindingState.OPEN, territories: Sequence[Territory] = (), **values: object
) -> Finding:
    """A finding on the table, with its source."""
    finding = create_record(
        Finding,
        values,
        cooperation=make_cooperation,
        author=make_user,
        visibility=Visibility.MEMBERS,
        statement="Il manque des places le mercredi",
        source="Caf",
        source_on=date(2026, 3, 2),
        state=state,
        why_retired="La source a été reprise." if state == FindingState.RETIRED else "",
    )
    finding.territories.set(territories)
    return finding


def make_finding_figure(**values: object) -> FindingFigure:
    """A number of a finding."""
    return create_record(FindingFigure, values, finding=make_finding, value=12, unit="km")


def make_finding_reading(
    *,
    actor: Actor | None = None,
    author: User | None = None,
    visibility: str = Visibility.MEMBERS,
    **values: object,
) -> FindingReading:
    """What a structure says of a finding."""
    actor, author = actor or make_member_actor(), author or make_user()
    return create_record(
        FindingReading,
        values,
        cooperation=actor.cooperation,
        actor=actor,
        finding=lambda: make_finding(cooperation=actor.cooperation),
        source=lambda: make_source(
            cooperation=actor.cooperation, author=author, visibility=visibility
        ),
        author=author,
        verdict=Judgement.AGREED,
        visibility=visibility,
        on=timezone.localdate,
    )


def _marked_judgement(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> FindingReading:
    finding = make_finding(cooperation=cooperation, author=author, visibility=visibility)
    return make_finding_reading(
        actor=make_member_actor(cooperation=cooperation),
        finding=finding,
        author=author,
        visibility=visibility,
        verdict=Judgement.CONTESTED,
        said=mark,
    )


def _team_finding(cooperation: Cooperation) -> Finding:
    """A finding that somebody of the team wrote, else one that all read."""
    access = Access.objects.filter(cooperation=cooperation, role="team").first()
    author = access.user if access else None
    statement = f"Constat {Finding.objects.count() + 1}"
    return make_finding(cooperation=cooperation, author=author, statement=statement)


def _structure_to_ask(cooperation: Cooperation) -> int:
    """A structure for which every access speaks, asked by link what it sees."""
    make_finding(cooperation=cooperation)
    actor = make_spoken_actor(cooperation=cooperation)
    make_answer_link(cooperation=cooperation, purpose="findings", target=actor.pk)
    return actor.pk


def _theme_number(cooperation: Cooperation) -> int:
    label = f"Thème {Theme.objects.count() + 1}"
    return make_theme(cooperation=cooperation, label=label).pk


def _marked_choice(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> LabelChoice:
    stake = make_stake(cooperation=cooperation, label=f"Enjeu {visibility} {author.pk}")
    return make_label_choice(stake=stake, author=author, visibility=visibility, reason=mark)


def _shown_stake(cooperation: Cooperation) -> int:
    """A stake on which a structure has a position shown to all."""
    stake = make_stake(cooperation=cooperation, label=f"Enjeu {Stake.objects.count() + 1}")
    make_position(
        actor=make_member_actor(cooperation=cooperation),
        subject=stake.subject,
        visibility=Visibility.MEMBERS,
    )
    return stake.pk


def _ask_number(cooperation: Cooperation) -> int:
    """Stakes put by link to a structure for which every access speaks."""
    ask = make_position_ask(actor=make_spoken_actor(cooperation=cooperation))
    make_answer_link(cooperation=cooperation, purpose="positions", target=ask.pk)
    return ask.pk


def _actor_to_ask(cooperation: Cooperation) -> int:
    """A structure for which every access speaks, asked by link to weigh a theme."""
    _theme_number(cooperation)
    actor = make_spoken_actor(cooperation=cooperation)
    make_answer_link(cooperation=cooperation, purpose="priorities", target=actor.pk)
    return actor.pk


def _position_number(cooperation: Cooperation) -> int:
    stake = make_stake(cooperation=cooperation, label=f"Enjeu {Stake.objects.count() + 1}")
    actor = make_member_actor(cooperation=cooperation)
    return make_position(actor=actor, subject=stake.subject, visibility=Visibility.MEMBERS).pk


MARKED = {
    LabelChoice: _marked_choice,
    Finding: marked(make_finding, "statement"),
    FindingReading: _marked_judgement,
}
URL_ARGUMENTS = {
    "finding": Argument(lambda place: _team_finding(place).pk),
    "figure": Argument(lambda place: make_finding_figure(finding=_team_finding(place)).pk),
    "judgement": Argument(
        lambda place: make_finding_reading(actor=make_member_actor(cooperation=place)).pk
    ),
    "structure": Argument(_structure_to_ask),
    "stake": Argument(_shown_stake),
    "position": Argument(_position_number),
    "position_ask": Argument(_ask_number),
    "asked_actor": Argument(_actor_to_ask),
    "theme": Argument(_theme_number),
}
FILLED = {
    "stakes:finding_add": {"statement": "Il manque des places", "visibility": "members"},
    "stakes:finding_settle": {"state": "retired", "why": "Plus vrai depuis mars."},
    "stakes:figure_add": {"value": "12", "unit": "km"},
    "stakes:finding_cell": {"verdict": "agreed", "source_kind": "phone"},
    "stakes:theme_choose": {"state": "later", "reason": "Après les élections."},
    "stakes:stake_label": {"label": "deal", "reason": "Un accord est trouvé."},
    "stakes:stake_follow": {"labels": "Clé de 2027", "why": "Deux questions en une."},
    "stakes:stake_close": {"why": "Tranché en séance."},
    "stakes:position_cell": {"value": "2", "source_kind": "phone"},
}

"""Makes what is known of the context of a cooperation."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor, Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import FacilityField
from maillage.trade.context.models import (
    DeficitArea,
    Duty,
    DutyPiece,
    Facility,
    FacilityAgreement,
    Heading,
    HeadingStep,
    LocalNeed,
    Move,
    MoveParty,
    NatureReading,
    Public,
    Relation,
    RelationParty,
    Scheme,
    Signal,
    SignalAnswer,
    SignalParty,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.actors.makers import make_member_actor, make_source
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation, make_spokesperson
from tests.ground.territories.makers import make_territory
from tests.registry import Argument


def make_relation(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    label: str = "École de musique intercommunale",
    organisations: Sequence[Organisation] | None = None,
    since: date | None = date(2014, 9, 1),
    until: date | None = date(2019, 6, 30),
    ending: str = "cut",
    trust: str = "worn",
    said: str = "Le budget promis n’a pas été voté.",
    who: str = "",
    visibility: str = "officers",
) -> Relation:
    """A relation of two structures that stopped on its way."""
    cooperation = cooperation or make_cooperation()
    source = make_source(
        cooperation=cooperation, author=author, visibility=visibility, who=who, on=date(2026, 5, 4)
    )
    relation = Relation.objects.create(
        cooperation=cooperation,
        author=source.author,
        source=source,
        label=label,
        since=since,
        until=until,
        ending=ending,
        trust=trust,
        said=said,
        visibility=visibility,
    )
    if organisations is None:
        organisations = (make_organisation(workspace=cooperation.workspace, name="Bouin"),)
    for organisation in organisations:
        make_relation_party(relation=relation, organisation=organisation)
    return relation


def make_relation_party(
    *, relation: Relation | None = None, organisation: Organisation | None = None
) -> RelationParty:
    """A structure that took part in a relation."""
    relation = relation or make_relation(organisations=())
    workspace = relation.cooperation.workspace
    return RelationParty.objects.create(
        relation=relation, organisation=organisation or make_organisation(workspace=workspace)
    )


def _marked_relation(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Relation:
    return make_relation(cooperation=cooperation, author=author, visibility=visibility, label=mark)


def make_nature_reading(
    *,
    actor: Actor | None = None,
    nature: str = "accepted",
    author: User | None = None,
    on: date | None = None,
    moved_by: str = "",
    said: str = "",
    visibility: str = "officers",
) -> NatureReading:
    """How a structure lives the cooperation, in spring."""
    actor = actor or make_member_actor()
    source = make_source(
        cooperation=actor.cooperation,
        author=author,
        visibility=visibility,
        on=on or date(2026, 3, 2),
    )
    return NatureReading.objects.create(
        cooperation=actor.cooperation,
        author=source.author,
        visibility=visibility,
        actor=actor,
        source=source,
        nature=nature,
        moved_by=moved_by,
        said=said,
        on=source.on,
    )


def _marked_nature(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> NatureReading:
    return make_nature_reading(
        actor=make_member_actor(cooperation=cooperation),
        author=author,
        visibility=visibility,
        moved_by=mark,
    )


def make_heading(*, cooperation: Cooperation | None = None) -> Heading:
    """The heading of a cooperation, its steps apart."""
    heading, _made = Heading.objects.get_or_create(cooperation=cooperation or make_cooperation())
    return heading


def make_heading_step(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    statement: str = "Un service unifié d’ici 2028",
    course: str = "set",
    on: date | None = None,
    why: str = "",
    visibility: str = "members",
) -> HeadingStep:
    """The heading as it was set in spring."""
    heading = make_heading(cooperation=cooperation)
    return HeadingStep.objects.create(
        heading=heading,
        cooperation=heading.cooperation,
        author=author or make_user(),
        statement=statement,
        course=course,
        on=on or date(2026, 3, 2),
        why=why,
        visibility=visibility,
    )


def make_signal(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    label: str = "Vote du budget",
    kind: str = "budget",
    on: date | None = None,
    until: date | None = None,
    effect: str = "adverse",
    actors: Sequence[Actor] | None = None,
    visibility: str = "officers",
) -> Signal:
    """A budget vote in October, which concerns one member."""
    cooperation = cooperation or make_cooperation()
    source = make_source(cooperation=cooperation, author=author, visibility=visibility)
    signal = Signal.objects.create(
        cooperation=cooperation,
        author=source.author,
        source=source,
        label=label,
        kind=kind,
        on=on or date(2026, 10, 5),
        until=until,
        effect=effect,
        visibility=visibility,
    )
    if actors is None:
        actors = (make_member_actor(cooperation=cooperation),)
    for actor in actors:
        make_signal_party(signal=signal, actor=actor)
    return signal


def make_signal_party(*, signal: Signal | None = None, actor: Actor | None = None) -> SignalParty:
    """A structure that the news concerns."""
    signal = signal or make_signal(actors=())
    actor = actor or make_member_actor(cooperation=signal.cooperation)
    return SignalParty.objects.create(signal=signal, actor=actor)


def make_signal_answer(
    *,
    signal: Signal | None = None,
    answer: str = "hold",
    on: date | None = None,
    again_on: date | None = None,
    reason: str = "Le vote ne change pas le calendrier.",
) -> SignalAnswer:
    """What was done about the news, kept on it."""
    signal = signal or make_signal()
    given = SignalAnswer.objects.create(
        signal=signal,
        answer=answer,
        on=on or date(2026, 10, 6),
        again_on=again_on,
        reason=reason,
        recorded_by=signal.author,
    )
    Signal.objects.filter(pk=signal.pk).update(
        answer=answer, answered_on=given.on, again_on=again_on
    )
    return given


def make_move(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    label: str = "Demander le vote de la convention",
    around_on: date | None = None,
    organisations: Sequence[Organisation] | None = None,
    visibility: str = "officers",
) -> Move:
    """A gesture to be made towards one member, in ten days."""
    cooperation = cooperation or make_cooperation()
    move = Move.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        label=label,
        around_on=around_on or timezone.localdate() + timedelta(days=10),
        visibility=visibility,
    )
    if organisations is None:
        organisations = (member_with_name(cooperation, "Bouin"),)
    for organisation in organisations:
        make_move_party(move=move, organisation=organisation)
    return move


def make_move_party(
    *, move: Move | None = None, organisation: Organisation | None = None
) -> MoveParty:
    """A structure that a gesture is made towards."""
    move = move or make_move(organisations=())
    workspace = move.cooperation.workspace
    return MoveParty.objects.create(
        move=move, organisation=organisation or make_organisation(workspace=workspace)
    )


def make_scheme(
    *,
    cooperation: Cooperation | None = None,
    title: str = "CTG du pays de Retz",
    kind: str = "ctg",
    start_on: date | None = date(2024, 1, 1),
    end_on: date | None = date(2027, 12, 31),
    state: str = "in_force",
    territories: Sequence[Territory] = (),
    **other: object,
) -> Scheme:
    """A contract in force until the end of next year."""
    scheme = Scheme.objects.create(
        cooperation=cooperation or make_cooperation(),
        title=title,
        kind=kind,
        start_on=start_on,
        end_on=end_on,
        state=state,
        **other,
    )
    scheme.territories.set(territories)
    return scheme


def make_public(
    *,
    cooperation: Cooperation | None = None,
    label: str = "Enfants de moins de trois ans",
    size: int | None = 713,
    year: int | None = 2024,
    source: str = "Insee",
    territories: Sequence[Territory] = (),
) -> Public:
    """A public that was counted."""
    public = Public.objects.create(
        cooperation=cooperation or make_cooperation(),
        label=label,
        size=size,
        year=year,
        source=source,
    )
    public.territories.set(territories)
    return public


def make_facility(
    *,
    cooperation: Cooperation | None = None,
    name: str = "Crèche du Moulin",
    kind: str = "nursery",
    commune: Territory | None = None,
    places: int | None = 40,
    free_places: int | None = 3,
    state: str = "open",
    manager: Organisation | None = None,
) -> Facility:
    """A facility of a commune."""
    return Facility.objects.create(
        cooperation=cooperation or make_cooperation(),
        name=name,
        kind=kind,
        commune=commune or make_territory(),
        places=places,
        free_places=free_places,
        state=state,
        manager=manager,
    )


def make_facility_agreement(
    *, facility: Facility | None = None, kind: str = "cof", end_on: date | None = date(2027, 3, 31)
) -> FacilityAgreement:
    """An agreement of a facility."""
    return FacilityAgreement.objects.create(
        facility=facility or make_facility(), kind=kind, with_whom="Caf", end_on=end_on
    )


def make_deficit_area(
    *, cooperation: Cooperation | None = None, territory: Territory | None = None
) -> DeficitArea:
    """A commune where places lack, as somebody said."""
    return DeficitArea.objects.create(
        cooperation=cooperation or make_cooperation(),
        territory=territory or make_territory(),
        field=FacilityField.CHILDREN,
        is_deficit=True,
        reason="Douze familles attendent.",
        on=date(2026, 11, 2),
    )


def make_local_need(
    *,
    cooperation: Cooperation | None = None,
    commune: Territory | None = None,
    number: int = 58,
    year: int = 2023,
    kind: str = "under3",
) -> LocalNeed:
    """How many children live in a commune."""
    return LocalNeed.objects.create(
        cooperation=cooperation or make_cooperation(),
        commune=commune or make_territory(),
        kind=kind,
        number=number,
        year=year,
        source="Insee",
    )


def _next_facility(place: Cooperation) -> Facility:
    """A facility that has a name of its own, in a commune that its workspace drew."""
    commune = make_territory(name="Bouin-sur-Mer", code="Z99", workspace=place.workspace)
    name = f"Crèche {Facility.objects.count() + 1}"
    return make_facility(cooperation=place, name=name, commune=commune)


def _public_of_the_team(place: Cooperation) -> Public:
    """A public of the commune for which each member of the team speaks, where there are some."""
    town = member_with_name(place, "Bouin-sur-Mer")
    workspace = place.workspace
    town.territory = make_territory(name="Bouin-sur-Mer", code="Z99", workspace=workspace)
    town.save()
    for access in Access.objects.filter(cooperation=place, role="team"):
        make_spokesperson(access=access, organisation=town)
    others = Public.objects.filter(cooperation=place).count()
    label = f"Enfants de moins de {others + 3} ans"
    return make_public(cooperation=place, label=label, territories=(town.territory,))


def _marked_move(*, cooperation: Cooperation, author: User, visibility: str, mark: str) -> Move:
    return make_move(
        cooperation=cooperation, author=author, visibility=visibility, label=mark, organisations=()
    )


def _marked_step(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> HeadingStep:
    return make_heading_step(
        cooperation=cooperation, author=author, visibility=visibility, statement=mark
    )


def _marked_signal(*, cooperation: Cooperation, author: User, visibility: str, mark: str) -> Signal:
    return make_signal(
        cooperation=cooperation, author=author, visibility=visibility, label=mark, actors=()
    )


def make_duty(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    label: str = "Bilan 2025",
    kind: str = "report",
    due_on: date | None = None,
    done_on: date | None = None,
    funder: Organisation | None = None,
    source_act: str = "",
    is_yearly: bool = False,
    visibility: str = "team",
    owing: Sequence[Organisation] = (),
) -> Duty:
    """A report due in forty days."""
    cooperation = cooperation or make_cooperation()
    duty = Duty.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        label=label,
        kind=kind,
        due_on=due_on or timezone.localdate() + timedelta(days=40),
        done_on=done_on,
        funder=funder,
        source_act=source_act,
        is_yearly=is_yearly,
        visibility=visibility,
    )
    for organisation in owing:
        make_duty_piece(duty=duty, organisation=organisation)
    return duty


def make_duty_piece(
    *,
    duty: Duty | None = None,
    organisation: Organisation | None = None,
    received_on: date | None = None,
) -> DutyPiece:
    """The piece that a structure owes."""
    duty = duty or make_duty()
    workspace = duty.cooperation.workspace
    return DutyPiece.objects.create(
        duty=duty,
        organisation=organisation or make_organisation(workspace=workspace, name="Le Lavoir"),
        received_on=received_on,
    )


def _marked_duty(*, cooperation: Cooperation, author: User, visibility: str, mark: str) -> Duty:
    return make_duty(cooperation=cooperation, author=author, visibility=visibility, label=mark)


def _piece_of_all(place: Cooperation) -> DutyPiece:
    """A piece of a structure for which each of the readers that may give one speaks."""
    town = member_with_name(place, "Bouin-les-Bains")
    for access in Access.objects.filter(cooperation=place, role__in=("team", "partner")):
        make_spokesperson(access=access, organisation=town)
    return make_duty_piece(
        duty=make_duty(cooperation=place, visibility="members"), organisation=town
    )


MARKED = {
    Duty: _marked_duty,
    Relation: _marked_relation,
    NatureReading: _marked_nature,
    HeadingStep: _marked_step,
    Signal: _marked_signal,
    Move: _marked_move,
}
URL_ARGUMENTS = {
    "facility": Argument(lambda place: _next_facility(place).pk),
    "duty": Argument(lambda place: make_duty(cooperation=place, visibility="members").pk),
    "duty_piece": Argument(lambda place: _piece_of_all(place).pk),
    "calendar": Argument(lambda _place: "caf", common=True),
    "scheme": Argument(lambda place: make_scheme(cooperation=place).pk),
    "public": Argument(lambda place: _public_of_the_team(place).pk),
    "move": Argument(lambda place: make_move(cooperation=place, visibility="team").pk),
    "signal": Argument(lambda place: make_signal(cooperation=place, visibility="members").pk),
    "relation": Argument(lambda place: make_relation(cooperation=place, visibility="members").pk),
    "nature_reading": Argument(
        lambda place: (
            make_nature_reading(actor=make_member_actor(cooperation=place), visibility="members").pk
        )
    ),
}
TRIED_IN_ITS_ROOM = {"context:heading_amend"}  # its address has no number
EDITED_ELSEWHERE = {Heading}
FILLED = {
    "context:facility_add": {"name": "La Parenthèse", "kind": "laep", "state": "open"},
    "context:agreement_add": {"kind": "cof", "end_on": "31/03/2027"},
    "context:need_note": {"kind": "under3", "number": "58", "year": "2023"},
    "context:deficit_note": {"field": "children", "is_deficit": "yes", "reason": "Une fermeture."},
    "context:duty_add": {"label": "Bilan 2025", "due_on": "27/11/2027", "visibility": "team"},
    "context:duty_waive": {"why": "La Caf ne le demande plus."},
    "context:duty_piece": {"on": "05/10/2026"},
    "context:duty_send": {"on": "05/10/2026"},
    "context:scheme_add": {"kind": "ctg", "title": "CTG du pays de Retz", "state": "in_force"},
    "context:public_add": {"label": "Enfants de moins de trois ans"},
    "context:move_add": {"label": "Demander le vote", "around_on": "01/12/2027"},
    "context:signal_answer": {"answer": "hold", "reason": "Rien ne change pour nous."},
    "context:signal_add": {"label": "Vote du budget", "on": "05/10/2026"},
    "context:relation_add": {"label": "École de musique", "others": "La région", "since": "2014"},
}

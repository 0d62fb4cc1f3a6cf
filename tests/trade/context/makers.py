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
from tests.ground.actors.makers import make_member_actor, make_source, of_member
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation, make_spokesperson
from tests.ground.territories.makers import make_territory
from tests.records import create_record, marked
from tests.registry import Argument


def make_relation(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    organisations: Sequence[Organisation] | None = None,
    who: str = "",
    visibility: str = "officers",
    **values: object,
) -> Relation:
    """A relation of two structures that stopped on its way."""
    cooperation = cooperation or make_cooperation()
    source = make_source(
        cooperation=cooperation, author=author, visibility=visibility, who=who, on=date(2026, 5, 4)
    )
    relation = create_record(
        Relation,
        values,
        cooperation=cooperation,
        author=source.author,
        source=source,
        label="École de musique intercommunale",
        since=date(2014, 9, 1),
        until=date(2019, 6, 30),
        ending="cut",
        trust="worn",
        said="Le budget promis n’a pas été voté.",
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


def make_nature_reading(
    *,
    actor: Actor | None = None,
    author: User | None = None,
    on: date | None = None,
    visibility: str = "officers",
    **values: object,
) -> NatureReading:
    """How a structure lives the cooperation, in spring."""
    actor = actor or make_member_actor()
    source = make_source(
        cooperation=actor.cooperation,
        author=author,
        visibility=visibility,
        on=on or date(2026, 3, 2),
    )
    return create_record(
        NatureReading,
        values,
        cooperation=actor.cooperation,
        author=source.author,
        visibility=visibility,
        actor=actor,
        source=source,
        nature="accepted",
        on=source.on,
    )


def make_heading(*, cooperation: Cooperation | None = None) -> Heading:
    """The heading of a cooperation, its steps apart."""
    heading, _made = Heading.objects.get_or_create(cooperation=cooperation or make_cooperation())
    return heading


def make_heading_step(*, cooperation: Cooperation | None = None, **values: object) -> HeadingStep:
    """The heading as it was set in spring."""
    heading = make_heading(cooperation=cooperation)
    return create_record(
        HeadingStep,
        values,
        heading=heading,
        cooperation=heading.cooperation,
        author=make_user,
        statement="Un service unifié d’ici 2028",
        course="set",
        on=date(2026, 3, 2),
        visibility="members",
    )


def make_signal(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    actors: Sequence[Actor] | None = None,
    visibility: str = "officers",
    **values: object,
) -> Signal:
    """A budget vote in October, which concerns one member."""
    cooperation = cooperation or make_cooperation()
    source = make_source(cooperation=cooperation, author=author, visibility=visibility)
    signal = create_record(
        Signal,
        values,
        cooperation=cooperation,
        author=source.author,
        source=source,
        label="Vote du budget",
        kind="budget",
        on=date(2026, 10, 5),
        effect="adverse",
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
    again_on: date | None = None,
    **values: object,
) -> SignalAnswer:
    """What was done about the news, kept on it."""
    signal = signal or make_signal()
    given = create_record(
        SignalAnswer,
        values,
        signal=signal,
        answer=answer,
        on=date(2026, 10, 6),
        again_on=again_on,
        reason="Le vote ne change pas le calendrier.",
        recorded_by=signal.author,
    )
    Signal.objects.filter(pk=signal.pk).update(
        answer=answer, answered_on=given.on, again_on=again_on
    )
    return given


def make_move(
    *,
    cooperation: Cooperation | None = None,
    organisations: Sequence[Organisation] | None = None,
    **values: object,
) -> Move:
    """A gesture to be made towards one member, in ten days."""
    cooperation = cooperation or make_cooperation()
    move = create_record(
        Move,
        values,
        cooperation=cooperation,
        author=make_user,
        label="Demander le vote de la convention",
        around_on=lambda: timezone.localdate() + timedelta(days=10),
        visibility="officers",
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


def make_public(*, territories: Sequence[Territory] = (), **values: object) -> Public:
    """A public that was counted."""
    public = create_record(
        Public,
        values,
        cooperation=make_cooperation,
        label="Enfants de moins de trois ans",
        size=713,
        year=2024,
        source="Insee",
    )
    public.territories.set(territories)
    return public


def make_facility(**values: object) -> Facility:
    """A facility of a commune."""
    return create_record(
        Facility,
        values,
        cooperation=make_cooperation,
        name="Crèche du Moulin",
        kind="nursery",
        commune=make_territory,
        places=40,
        free_places=3,
        state="open",
    )


def make_facility_agreement(**values: object) -> FacilityAgreement:
    """An agreement of a facility."""
    return create_record(
        FacilityAgreement,
        values,
        facility=make_facility,
        kind="cof",
        with_whom="Caf",
        end_on=date(2027, 3, 31),
    )


def make_deficit_area(**values: object) -> DeficitArea:
    """A commune where places lack, as somebody said."""
    return create_record(
        DeficitArea,
        values,
        cooperation=make_cooperation,
        territory=make_territory,
        field=FacilityField.CHILDREN,
        is_deficit=True,
        reason="Douze familles attendent.",
        on=date(2026, 11, 2),
    )


def make_local_need(**values: object) -> LocalNeed:
    """How many children live in a commune."""
    return create_record(
        LocalNeed,
        values,
        cooperation=make_cooperation,
        commune=make_territory,
        kind="under3",
        number=58,
        year=2023,
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


def make_duty(
    *, cooperation: Cooperation | None = None, owing: Sequence[Organisation] = (), **values: object
) -> Duty:
    """A report due in forty days."""
    cooperation = cooperation or make_cooperation()
    duty = create_record(
        Duty,
        values,
        cooperation=cooperation,
        author=make_user,
        label="Bilan 2025",
        kind="report",
        due_on=lambda: timezone.localdate() + timedelta(days=40),
        visibility="team",
    )
    for organisation in owing:
        make_duty_piece(duty=duty, organisation=organisation)
    return duty


def make_duty_piece(*, duty: Duty | None = None, **values: object) -> DutyPiece:
    """The piece that a structure owes."""
    duty = duty or make_duty()
    workspace = duty.cooperation.workspace
    return create_record(
        DutyPiece,
        values,
        duty=duty,
        organisation=lambda: make_organisation(workspace=workspace, name="Le Lavoir"),
    )


def _piece_of_all(place: Cooperation) -> DutyPiece:
    """A piece of a structure for which each of the readers that may give one speaks."""
    town = member_with_name(place, "Bouin-les-Bains")
    for access in Access.objects.filter(cooperation=place, role__in=("team", "partner")):
        make_spokesperson(access=access, organisation=town)
    return make_duty_piece(
        duty=make_duty(cooperation=place, visibility="members"), organisation=town
    )


MARKED = {
    Duty: marked(make_duty, "label"),
    Relation: marked(make_relation, "label"),
    NatureReading: marked(of_member(make_nature_reading), "moved_by"),
    HeadingStep: marked(make_heading_step, "statement"),
    Signal: marked(make_signal, "label", actors=()),
    Move: marked(make_move, "label", organisations=()),
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

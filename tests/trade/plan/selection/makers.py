"""Makes calls for projects, their grids, their voices, what voices and funders say."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.models import (
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    FunderOpinion,
    Mark,
    ProjectCall,
    ScoringGrid,
)
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_spoken_member
from tests.records import create_record
from tests.registry import Argument
from tests.trade.governance.makers import make_body, make_seat
from tests.trade.plan.linked_projects.makers import make_project
from tests.trade.plan.makers import SINCE


def make_scoring_grid(
    *, cooperation: Cooperation | None = None, title: str = "Grille du fonds"
) -> ScoringGrid:
    """A grid, of a title of its own in the cooperation."""
    cooperation = cooperation or make_cooperation()
    count = ScoringGrid.objects.filter(cooperation=cooperation).count()
    return ScoringGrid.objects.create(cooperation=cooperation, title=title, number=count + 1)


def make_criterion(*, grid: ScoringGrid | None = None, **values: object) -> Criterion:
    """A criterion marked from 0 to 4."""
    grid = grid or make_scoring_grid()
    return create_record(
        Criterion, values, grid=grid, place=grid.criteria.count() + 1, label="Portée"
    )


def make_project_call(
    *, cooperation: Cooperation | None = None, grid: ScoringGrid | None = None, **values: object
) -> ProjectCall:
    """A call that takes marks for ten days more, on a grid of one criterion."""
    cooperation = cooperation or make_cooperation()
    grid = grid or make_criterion(grid=make_scoring_grid(cooperation=cooperation)).grid
    return create_record(
        ProjectCall,
        values,
        cooperation=cooperation,
        title="Fonds services 2027",
        body=make_body(cooperation=cooperation, name=f"Comité {ProjectCall.objects.count() + 1}"),
        grid=grid,
        scores_until=lambda: timezone.localdate() + timedelta(days=10),
    )


def make_call_voice(
    *, call: ProjectCall | None = None, organisation: Organisation | None = None
) -> CallVoice:
    """The voice of a member in the call."""
    call = call or make_project_call()
    organisation = organisation or make_member(cooperation=call.cooperation).organisation
    seat = make_seat(body=call.body, organisation=organisation)
    return CallVoice.objects.create(call=call, seat=seat)


def make_candidacy(
    *, call: ProjectCall | None = None, title: str = "Garage solidaire", **values: object
) -> Candidacy:
    """A project put to the call in October, for 42 000 €."""
    call = call or make_project_call()
    return create_record(
        Candidacy,
        values,
        call=call,
        project=lambda: make_project(cooperation=call.cooperation, title=title),
        aid_cents=42_000_00,
        filed_on=SINCE,
    )


def make_ballot(
    *,
    candidacy: Candidacy | None = None,
    voice: CallVoice | None = None,
    values: Mapping[int, int] | None = None,
    stands_down: bool = False,
) -> Ballot:
    """What a voice said of the project in October: nothing but these marks, by criterion."""
    candidacy = candidacy or make_candidacy()
    ballot = Ballot.objects.create(
        candidacy=candidacy,
        voice=voice or make_call_voice(call=candidacy.call),
        stands_down=stands_down,
        told_on=SINCE,
    )
    for number, value in (values or {}).items():
        make_mark(ballot=ballot, criterion=Criterion.objects.get(pk=number), value=value)
    return ballot


def make_mark(
    *, ballot: Ballot | None = None, criterion: Criterion | None = None, value: int = 3
) -> Mark:
    """A mark of three on the first criterion of the grid."""
    ballot = ballot or make_ballot()
    criterion = criterion or ballot.candidacy.call.grid.criteria.get()
    return Mark.objects.create(ballot=ballot, criterion=criterion, value=value)


def make_funder_opinion(
    *, candidacy: Candidacy | None = None, funder: Organisation | None = None, **values: object
) -> FunderOpinion:
    """What a funder said of the project in October."""
    candidacy = candidacy or make_candidacy()
    funder = funder or make_member(cooperation=candidacy.call.cooperation).organisation
    candidacy.call.funders.add(funder)
    return create_record(
        FunderOpinion,
        values,
        candidacy=candidacy,
        funder=funder,
        opinion="favourable",
        told_on=SINCE,
    )


def make_shared_call(*, cooperation: Cooperation) -> ProjectCall:
    """A call where every reader of the cooperation votes and gives an opinion."""
    call = make_project_call(cooperation=cooperation)
    spoken = make_spoken_member(cooperation=cooperation)
    make_call_voice(call=call, organisation=spoken)
    call.funders.add(spoken)
    return call


def _shared_candidacy(cooperation: Cooperation) -> int:
    call = make_shared_call(cooperation=cooperation)
    return make_candidacy(call=call).pk


URL_ARGUMENTS = {
    "project_call": Argument(lambda place: make_shared_call(cooperation=place).pk),
    "candidacy": Argument(_shared_candidacy),
    "criterion": Argument(
        lambda place: make_criterion(grid=make_scoring_grid(cooperation=place)).pk
    ),
}
DAY = "07/10/2026"
FILLED: dict[str, dict[str, str]] = {
    "plan:project_call_add": {"title": "Fonds services", "scores_until": "01/03/2027"},
    "plan:criterion_add": {"label": "Durée", "weight": "3", "top": "4"},
    "plan:candidacy_mark": {"stands_down": "on", "means": "phone", "told_on": DAY},
    "plan:candidacy_opinion": {"opinion": "favourable", "means": "phone", "told_on": DAY},
    "plan:candidacy_decide": {"result": "retained", "result_on": DAY},
}

CORRECTED = {"plan:candidacy_edit": {"aid_cents": "500"}}


EDITED_ELSEWHERE = {ScoringGrid}  # criterion by criterion

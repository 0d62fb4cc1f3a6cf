"""A call is opened with its voices; marks, opinions and results are noted, never overwritten."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import (
    ClosedError,
    RivalAnswerError,
    check_is_open,
    claim_version,
    is_recorded,
)
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.choices import Voice as VoiceKind
from maillage.trade.governance.models import Seat
from maillage.trade.plan.linked_projects.models import ProjectStage
from maillage.trade.plan.linked_projects.services import note_stage_inside
from maillage.trade.plan.linked_projects.stages import stage_of_result
from maillage.trade.plan.selection.models import (
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    FunderOpinion,
    Mark,
    ProjectCall,
    ScoringGrid,
)
from maillage.trade.plan.selection.queries import (
    ballots_given,
    questions_of,
    ranking,
    standing_ballot,
    standing_keys,
    standing_opinion,
    standings,
)

SELECTION = "selection"


class MarksClosedError(ClosedError):
    """The last day to mark is past: the error says since when, and who may give more time."""

    def __init__(self, call: ProjectCall) -> None:
        super().__init__(call)
        self.args = (marks_closed_words(call),)


def marks_closed_words(call: ProjectCall) -> str:
    """Why nobody marks any more in the call, and who may open it again."""
    return _(
        "Les notes sont closes depuis le %(day)s. Votre chargée de coopération peut rouvrir."
    ) % {"day": french.long_date(call.scores_until)}


def check_takes_marks(call: ProjectCall) -> None:
    """Raises MarksClosedError when the last day, as it is saved now, is past."""
    saved = ProjectCall.objects.get(pk=call.pk)
    if not saved.takes_marks(timezone.localdate()):
        raise MarksClosedError(saved)


def save_call(
    *, access: Access, call: ProjectCall, funders: Sequence[Organisation], read: int | None = None
) -> ProjectCall:
    """The call, a voice for each deliberative seat, and a blank grid when none was chosen.

    Raises StaleVersionError when version `read` of a call that is corrected is not the last.
    """
    with journal.write_by(access, SELECTION):
        if read is not None:
            claim_version(call, read)
        if not call.grid_id:
            call.grid = _blank_grid(access, call.title)
        call.cooperation = access.cooperation
        call.save()
        call.funders.set(funders)
        _set_voices(call)
        _store_standings(call)
    return call


def _store_standings(call: ProjectCall) -> None:
    """How each project stands, and the draws, stored again where what makes them has changed."""
    saved = ProjectCall.objects.select_related("grid").get(pk=call.pk)
    grid = questions_of(saved.grid)
    rows = list(saved.candidacies.select_related("project"))
    seats = list(saved.voices.select_related("seat"))
    keys = standing_keys(grid, rows, seats, ballots_given(saved))
    read = standings(grid, rows, seats, keys)
    for one in rows:
        if one.standing_key != keys[one.pk]:
            Candidacy.objects.filter(pk=one.pk).update(
                standing_key=keys[one.pk], standing=read[one.pk].stored()
            )
    ranked = ranking(saved, grid, rows, read)
    if ranked.key is not None and ranked.key != saved.draws_key:
        ProjectCall.objects.filter(pk=saved.pk).update(
            draws_key=ranked.key, draws=ranked.steadiness()
        )


def _blank_grid(access: Access, title: str) -> ScoringGrid:
    rows = ScoringGrid.objects.filter(cooperation=access.cooperation, title=title[:160])
    return ScoringGrid.objects.create(
        cooperation=access.cooperation, title=title[:160], number=rows.count() + 1
    )


def _set_voices(call: ProjectCall) -> None:
    """One voice for each deliberative seat in force; those that spoke stay."""
    seats = Seat.objects.filter(in_force(), body=call.body_id, voice=VoiceKind.DELIBERATIVE)
    numbers = set(seats.values_list("pk", flat=True))
    existing = {one.seat_id: one for one in call.voices.all()}
    for number in sorted(numbers - existing.keys()):
        CallVoice.objects.create(call=call, seat_id=number)
    for number in existing.keys() - numbers:
        if not existing[number].ballots.exists():
            existing[number].delete()


def save_criterion(*, access: Access, criterion: Criterion, read: int | None = None) -> Criterion:
    """The criterion of a grid on which nobody has marked.

    Raises ClosedError when somebody has, StaleVersionError as above.
    """
    with journal.write_by(access, SELECTION):
        check_is_open(criterion.grid)
        if read is None:
            criterion.place = criterion.grid.criteria.count() + 1
        else:
            claim_version(criterion, read)
        criterion.save()
    return criterion


def drop_criterion(*, access: Access, criterion: Criterion) -> None:
    """The criterion leaves its grid; ClosedError when somebody has marked on it."""
    with journal.write_by(access, SELECTION):
        check_is_open(criterion.grid)
        criterion.delete()


def next_grid(*, access: Access, call: ProjectCall) -> ScoringGrid:
    """The same criteria under the next number, which this call, without any ballot, then uses."""
    former = call.grid
    with journal.write_by(access, SELECTION):
        last = ScoringGrid.objects.filter(cooperation=access.cooperation, title=former.title)
        grid = ScoringGrid.objects.create(
            cooperation=access.cooperation,
            title=former.title,
            number=max(last.values_list("number", flat=True)) + 1,
        )
        for one in former.criteria.all():
            one.pk, one.grid, one.version = None, grid, 1
            one._state.adding = True
            one.save()
        claim_version(call, call.version)
        call.grid = grid
        call.save()
    return grid


def save_candidacy(*, access: Access, candidacy: Candidacy, read: int | None = None) -> Candidacy:
    """The project put to the call: what it asks, when it came, what was decided.

    Raises StaleVersionError as above.
    """
    with journal.write_by(access, SELECTION):
        if read is not None:
            claim_version(candidacy, read)
        candidacy.save()
        _store_standings(candidacy.call)
    return candidacy


def save_result(*, access: Access, candidacy: Candidacy, read: int) -> Candidacy:
    """What the body decided, also noted as a stage of the project's file when its profile has it.

    Raises StageOrderError when its day breaks the order of the file, StaleVersionError as above.
    """
    with journal.write_by(access, SELECTION):
        claim_version(candidacy, read)
        _store_stage(access.cooperation.profile, candidacy)
        candidacy.save()
        _store_standings(candidacy.call)
    return candidacy


def _store_stage(profile: str, candidacy: Candidacy) -> None:
    """The stage that the result makes, in place of the one that it made before."""
    former, word = candidacy.stage, stage_of_result(profile, candidacy.result)
    candidacy.stage = None
    if word and candidacy.result_on:
        stage = former or ProjectStage(project=candidacy.project)
        stage.stage, stage.on, stage.note = word, candidacy.result_on, candidacy.result_why
        stage.amount_cents, stage.decision = candidacy.granted_cents, candidacy.decision
        candidacy.stage = note_stage_inside(stage)
    elif former:
        former.delete()


def drop_candidacy(*, access: Access, candidacy: Candidacy) -> None:
    """The project leaves the call, in which nobody has said anything of it."""
    with journal.write_by(access, SELECTION):
        candidacy.delete()
        _store_standings(candidacy.call)


def save_ballot(*, ballot: Ballot, values: Mapping[int, int], read: int) -> Ballot:
    """What a voice says of a project from an account; see `record_ballot`."""
    with journal.write_in(ballot.recorded_by, ballot.candidacy.call.cooperation, SELECTION):
        return record_ballot(ballot=ballot, values=values, read=read)


def record_ballot(*, ballot: Ballot, values: Mapping[int, int], read: int) -> Ballot:
    """What a voice says of a project, its marks by criterion, inside a write.

    What it said before stays, replaced. Raises RivalAnswerError when another ballot of the voice
    came since the one read, ClosedError after the last day.
    """
    call = ballot.candidacy.call
    check_takes_marks(call)
    former = standing_ballot(ballot.candidacy, ballot.voice)
    if former is not None and is_recorded(ballot, former, read):
        if {one.criterion_id: one.value for one in former.marks.all()} != values:
            raise RivalAnswerError(former)
        return former
    _replace(former, ballot)
    for number, value in values.items():
        Mark.objects.create(ballot=ballot, criterion_id=number, value=value)
    _store_standings(call)
    return ballot


def save_opinion(*, opinion: FunderOpinion, read: int) -> FunderOpinion:
    """What a funder says of a project from an account; see `record_opinion`."""
    with journal.write_in(opinion.recorded_by, opinion.candidacy.call.cooperation, SELECTION):
        return record_opinion(opinion=opinion, read=read)


def record_opinion(*, opinion: FunderOpinion, read: int) -> FunderOpinion:
    """What the funder says of the project, inside a write; what it said before stays, replaced.

    Raises RivalAnswerError when another opinion came since the one read.
    """
    former = standing_opinion(opinion.candidacy, opinion.funder)
    if former is not None and is_recorded(opinion, former, read):
        return former
    _replace(former, opinion)
    return opinion


def _replace(former: Ballot | FunderOpinion | None, answer: Ballot | FunderOpinion) -> None:
    if former is not None:
        former.replaced_at = timezone.now()
        former.save()
    answer.save()

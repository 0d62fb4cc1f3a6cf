"""A call is opened with its voices; marks, opinions and results are noted, never overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

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
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.choices import Voice as VoiceKind
from maillage.trade.governance.models import Seat
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
from maillage.trade.plan.selection.queries import standing_ballot, standing_opinion
from maillage.trade.plan.writing import write_plan

SELECTION = "selection"


@dataclass(frozen=True)
class Source:
    """How, from whom and on which day an answer was known; `read` is what stood on screen."""

    means: str
    informant: str
    day: date
    read: int = 0


@dataclass(frozen=True)
class Saying:
    """What a voice says of a project."""

    values: Mapping[int, int] = field(default_factory=dict)
    stands_down: bool = False
    why: str = ""


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


def open_call(*, access: Access, call: ProjectCall, funders: Sequence[Organisation]) -> ProjectCall:
    """The call, a voice for each deliberative seat, and a blank grid when none was chosen."""
    with write_plan(access.user, access.cooperation, SELECTION):
        call.cooperation = access.cooperation
        if not call.grid_id:
            call.grid = _blank_grid(access, call.title)
        call.save()
        call.funders.set(funders)
        _set_voices(call)
    return call


def edit_call(
    *, access: Access, call: ProjectCall, read: int, funders: Sequence[Organisation]
) -> ProjectCall:
    """The call with its changes; StaleVersionError when version `read` is not the last."""
    with write_plan(access.user, access.cooperation, SELECTION):
        claim_version(call, read)
        call.save()
        call.funders.set(funders)
        _set_voices(call)
    return call


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
    with write_plan(access.user, access.cooperation, SELECTION):
        check_is_open(criterion.grid)
        if read is None:
            criterion.place = criterion.grid.criteria.count() + 1
        else:
            claim_version(criterion, read)
        criterion.save()
    return criterion


def drop_criterion(*, access: Access, criterion: Criterion) -> None:
    """The criterion leaves its grid; ClosedError when somebody has marked on it."""
    with write_plan(access.user, access.cooperation, SELECTION):
        check_is_open(criterion.grid)
        criterion.delete()


def next_grid(*, access: Access, call: ProjectCall) -> ScoringGrid:
    """The same criteria under the next number, which this call, without any ballot, then uses."""
    former = call.grid
    with write_plan(access.user, access.cooperation, SELECTION):
        last = ScoringGrid.objects.filter(cooperation=access.cooperation, title=former.title)
        grid = ScoringGrid.objects.create(
            cooperation=access.cooperation,
            title=former.title,
            number=max(last.values_list("number", flat=True)) + 1,
        )
        for one in former.criteria.all():
            Criterion.objects.create(
                grid=grid,
                place=one.place,
                label=one.label,
                help=one.help,
                weight=one.weight,
                top=one.top,
                is_eliminating=one.is_eliminating,
            )
        claim_version(call, call.version)
        call.grid = grid
        call.save()
    return grid


def add_candidacy(*, access: Access, candidacy: Candidacy) -> Candidacy:
    """The project, put to the call."""
    with write_plan(access.user, access.cooperation, SELECTION):
        candidacy.save()
    return candidacy


def edit_candidacy(*, access: Access, candidacy: Candidacy, read: int) -> Candidacy:
    """What it asks, when it came, what was decided; StaleVersionError as above."""
    with write_plan(access.user, access.cooperation, SELECTION):
        claim_version(candidacy, read)
        candidacy.save()
    return candidacy


def drop_candidacy(*, access: Access, candidacy: Candidacy) -> None:
    """The project leaves the call, in which nobody has said anything of it."""
    with write_plan(access.user, access.cooperation, SELECTION):
        candidacy.delete()


def save_ballot(
    *, access: Access, candidacy: Candidacy, voice: CallVoice, saying: Saying, source: Source
) -> Ballot:
    """What the voice says of the project; what it said before is replaced, and stays.

    Raises RivalAnswerError when another ballot of the voice came since the one read, ClosedError
    after the last day.
    """
    call = candidacy.call
    with write_plan(access.user, access.cooperation, SELECTION):
        check_takes_marks(call)
        ballot = Ballot(
            candidacy=candidacy,
            voice=voice,
            stands_down=saying.stands_down,
            why=saying.why,
            means=source.means,
            told_by=source.informant,
            told_on=source.day,
            recorded_by=access.user,
        )
        former = standing_ballot(candidacy, voice)
        if former is not None:
            values = {one.criterion_id: one.value for one in former.marks.all()}
            if is_recorded(ballot, former, source.read):
                if values != saying.values:
                    raise RivalAnswerError(former)
                return former
            former.replaced_at = timezone.now()
            former.save()
        ballot.save()
        for number, value in saying.values.items():
            Mark.objects.create(ballot=ballot, criterion_id=number, value=value)
    return ballot


def save_opinion(*, access: Access, opinion: FunderOpinion, read: int) -> FunderOpinion:
    """What the funder says of the project; what it said before is replaced, and stays.

    Raises RivalAnswerError when another opinion came since the one read.
    """
    with write_plan(access.user, access.cooperation, SELECTION):
        former = standing_opinion(opinion.candidacy, opinion.funder)
        if former is not None:
            if is_recorded(opinion, former, read):
                return former
            former.replaced_at = timezone.now()
            former.save()
        opinion.save()
    return opinion

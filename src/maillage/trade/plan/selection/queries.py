"""Which calls, projects, marks and opinions may this reader see, and when?

Until its last day a mark is read by its own voice alone; then by officers, and the means by those
who voted. `readable_ballots` and `standings` are the only doors to what voices say.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation, Spokesperson
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance.choices import Voice as VoiceKind
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.models import Body, Decision
from maillage.trade.plan.choices import CallResult
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.queries import readable_projects
from maillage.trade.plan.selection.models import (
    Ballot,
    CallVoice,
    Candidacy,
    FunderOpinion,
    ProjectCall,
    ScoringGrid,
)
from maillage.trade.plan.selection.rules import (
    Entrant,
    Question,
    Ranking,
    Standing,
    Voice,
    fitting,
    ordered,
    standing,
)


def calls(access: Access) -> QuerySet[ProjectCall]:
    """The team reads every call; others those where they say something, or read a result."""
    rows = ProjectCall.objects.filter(cooperation=access.cooperation_id)
    if not access.is_in_team:
        decided = Candidacy.objects.filter(~Q(result=""), call=OuterRef("pk"))
        rows = rows.filter(_takes_part(access) | Q(Exists(decided)))
    return rows.select_related("body", "grid", "scheme")


@dataclass(frozen=True, slots=True)
class CallState:
    """A call that is not over, and how many projects are read in it."""

    call: ProjectCall
    count: int


def calls_to_come(access: Access, today: date) -> list[CallState]:
    """The calls that still take marks, or whose committee is to come; two queries."""
    rows = calls(access).filter(Q(decides_on__gte=today) | Q(scores_until__gte=today))
    read = candidacies(access).filter(call__in=rows.order_by().values("pk")).order_by()
    counts = dict(read.values_list("call").annotate(n=Count("pk")))
    return [CallState(one, counts.get(one.pk, 0)) for one in rows]


def _takes_part(access: Access) -> Q:
    mine = spoken_for(access)
    voices = CallVoice.objects.filter(call=OuterRef("pk"), seat__organisation__in=mine)
    funders = ProjectCall.funders.through.objects.filter(
        projectcall=OuterRef("pk"), organisation__in=mine
    )
    return Q(Exists(voices)) | Q(Exists(funders))


def takes_part(access: Access, call: ProjectCall) -> bool:
    """Whether this reader votes in the call, or gives an opinion there."""
    return ProjectCall.objects.filter(_takes_part(access), pk=call.pk).exists()


def candidacies(access: Access) -> QuerySet[Candidacy]:
    """The projects put to the calls: whole for those who work on them, else what was decided."""
    rows = Candidacy.objects.filter(call__cooperation=access.cooperation_id)
    if not access.is_in_team:
        shared = ProjectCall.objects.filter(_takes_part(access)).values("pk")
        rows = rows.filter(Q(call__in=shared) | ~Q(result=""))
    return rows.select_related("call__grid", "call__body", "project__holder", "decision")


def voices(access: Access) -> QuerySet[CallVoice]:
    """Every voice of the calls of the reader's cooperation."""
    rows = CallVoice.objects.filter(call__cooperation=access.cooperation_id)
    return rows.select_related("call", "seat__organisation", "seat__person")


def markable_voices(access: Access) -> QuerySet[CallVoice]:
    """Those that this reader may say: an officer notes any, others say their structures'."""
    rows = voices(access)
    return rows if access.is_officer else rows.filter(seat__organisation__in=spoken_for(access))


def own_voices(access: Access) -> QuerySet[CallVoice]:
    """Those of the structures for which the reader speaks."""
    return voices(access).filter(seat__organisation__in=spoken_for(access))


def readable_ballots(access: Access, call: ProjectCall, today: date) -> QuerySet[Ballot]:
    """The ballots that stand and that this reader may read: the one door to their marks."""
    rows = Ballot.objects.filter(candidacy__call=call, replaced_at__isnull=True)
    if not reads_every_mark(access, call, today):
        rows = rows.filter(voice__in=own_voices(access))
    return rows.prefetch_related("marks")


def reads_every_mark(access: Access, call: ProjectCall, today: date) -> bool:
    """Officers once the marks are shown; those who vote where the call opens them to all."""
    if access.is_officer and call.shows_marks(today):
        return True
    return call.scores_are_open and own_voices(access).filter(call=call).exists()


def ballots_given(call: ProjectCall) -> dict[tuple[int, int], int]:
    """Of which project which voice says something: the number of its ballot, never what it says."""
    rows = Ballot.objects.filter(candidacy__call=call, replaced_at__isnull=True)
    return {(one, voice): pk for one, voice, pk in rows.values_list("candidacy", "voice", "pk")}


def reads_means(access: Access, call: ProjectCall, today: date) -> bool:
    """Whether this reader is shown the means: officers and those who vote, once they are read."""
    if not call.shows_marks(today):
        return False
    return access.is_officer or own_voices(access).filter(call=call).exists()


def questions_of(grid: ScoringGrid) -> list[Question]:
    """The criteria of a grid, as they are counted."""
    return [
        Question(one.pk, one.label, one.weight, one.highest, one.is_eliminating)
        for one in grid.criteria.all()
    ]


def standing_keys(
    grid: Sequence[Question],
    rows: Sequence[Candidacy],
    voices: Sequence[CallVoice],
    given: Mapping[tuple[int, int], int],
) -> dict[int, int]:
    """What tells how each project stands from how it stood: its last ballot, who carries it."""
    last: dict[int, int] = {}
    for (number, _voice), ballot in given.items():
        last[number] = max(ballot, last.get(number, 0))
    seats = [(one.pk, one.seat.organisation_id) for one in voices]
    same = crc32(repr((grid, seats)).encode())
    return {
        row.pk: crc32(repr((last.get(row.pk), row.project.holder_id)).encode(), same)
        for row in rows
    }


def standings(
    grid: Sequence[Question],
    rows: Sequence[Candidacy],
    voices: Sequence[CallVoice],
    keys: Mapping[int, int],
) -> dict[int, Standing]:
    """How each project stands, by its number, as stored or counted again; two queries at most.

    The caller asks `reads_means` first.
    """
    read = {
        one.pk: Standing.restored(one.standing)
        for one in rows
        if one.standing and one.standing_key == keys[one.pk]
    }
    stale = [one for one in rows if one.pk not in read]
    answers: dict[int, dict[int, Voice]] = {one.pk: {} for one in stale}
    ballots = Ballot.objects.filter(candidacy__in=answers, replaced_at__isnull=True)
    for one in ballots.prefetch_related("marks") if stale else ():
        answers[one.candidacy_id][one.voice_id] = as_voice(one)
    for row in stale:
        for voice in voices:
            if is_carried_by(row, voice):
                answers[row.pk].setdefault(voice.pk, Voice(voice.pk, stands_down=True))
        read[row.pk] = standing(grid, list(answers[row.pk].values()), len(voices))
    return read


def is_carried_by(candidacy: Candidacy, voice: CallVoice) -> bool:
    """Whether the voice is that of the structure that carries the project: it stands down."""
    carrier = candidacy.project.holder_id
    return carrier is not None and carrier == voice.seat.organisation_id


def as_voice(ballot: Ballot) -> Voice:
    """A ballot, as it is counted."""
    values = {one.criterion_id: one.value for one in ballot.marks.all()}
    return Voice(ballot.voice_id, values, ballot.stands_down)


def opinions(access: Access, call: ProjectCall) -> dict[tuple[int, int], FunderOpinion]:
    """What stands of each funder on each project, that this reader may read."""
    rows = FunderOpinion.objects.filter(candidacy__call=call, replaced_at__isnull=True)
    if not access.is_in_team:
        rows = rows.filter(funder__in=spoken_for(access))
    return {(one.candidacy_id, one.funder_id): one for one in rows.select_related("funder")}


def _read_funders(access: Access, call: ProjectCall) -> QuerySet[Organisation]:
    """The funders of the call whose opinions this reader may read."""
    rows = call.funders.order_by("folded", "pk")
    if access.is_in_team:
        return rows
    spoken = Spokesperson.objects.filter(access=access.pk)
    return rows.filter(pk__in=spoken.values("organisation"))


@dataclass(frozen=True, slots=True)
class CallSheet:
    """A call as this reader may read it: its projects in order, what stands, who fits.

    Who does not `reads_voices` reads the means alone, and their own marks.
    It is `whole` for who works on it or takes part in it; others read what was decided, and no
    more is counted for them.
    """

    call: ProjectCall
    whole: bool
    candidacies: Sequence[Candidacy]
    grid: Sequence[Question]
    voices: Sequence[CallVoice]
    funders: Sequence[Organisation]
    standings: Mapping[int, Standing] | None
    reads_voices: bool
    opinions: Mapping[tuple[int, int], FunderOpinion]
    given: Collection[tuple[int, int]]
    own: frozenset[int]
    fits: Sequence[int] | None
    steady: float | None

    @property
    def wanted(self) -> int | None:
        """What the projects ask together; None when one does not say."""
        sums = [one.aid_cents for one in self.candidacies]
        return None if None in sums else sum(one or 0 for one in sums)

    def next_to_mark(self) -> tuple[Candidacy, CallVoice] | None:
        """The first project on which a voice of the reader has still to speak, and that voice."""
        mine = [one for one in self.voices if one.pk in self.own]
        left = (
            (one, voice)
            for one in self.candidacies
            for voice in mine
            if not one.result
            and (one.pk, voice.pk) not in self.given
            and not is_carried_by(one, voice)
        )
        return next(left, None)


def call_sheet(access: Access, call: ProjectCall, today: date) -> CallSheet:
    """The whole call, in a constant number of queries."""
    grid = questions_of(call.grid)
    rows = list(candidacies(access).filter(call=call))
    seats = list(voices(access).filter(call=call))
    given = ballots_given(call)
    read, fits, steady, reads_voices = None, None, None, False
    if reads_means(access, call, today):
        read = standings(grid, rows, seats, standing_keys(grid, rows, seats, given))
        ranked = ranking(call, grid, rows, read)
        place = {one.number: rank for rank, one in enumerate(ranked.order)}
        rows.sort(key=lambda one: place[one.pk])
        fits = ranked.fits
        if ranked.key is not None:
            is_drawn = call.draws_key == ranked.key
            steady = call.draws if is_drawn else ranked.steadiness()
        if not (reads_voices := reads_every_mark(access, call, today)):
            read = {number: one.veiled() for number, one in read.items()}
    whole = access.is_in_team or takes_part(access, call)
    return CallSheet(
        call=call,
        whole=whole,
        candidacies=rows,
        grid=grid,
        voices=seats,
        funders=list(_read_funders(access, call)) if whole else (),
        standings=read,
        reads_voices=reads_voices,
        opinions=opinions(access, call),
        given=given,
        own=frozenset(own_voices(access).filter(call=call).values_list("pk", flat=True)),
        fits=fits,
        steady=steady,
    )


def ranking(
    call: ProjectCall,
    grid: Sequence[Question],
    rows: Sequence[Candidacy],
    read: Mapping[int, Standing],
) -> Ranking:
    """The projects in the order of their means, with those that fit."""
    order = ordered(Entrant(one.pk, read[one.pk], one.aid_cents, one.filed_on) for one in rows)
    return Ranking(order, fitting(order, call.envelope_cents, call.least), grid)


def standing_ballot(candidacy: Candidacy, voice: CallVoice) -> Ballot | None:
    """What this voice says now of the project."""
    rows = candidacy.ballots.filter(voice=voice, replaced_at__isnull=True)
    return rows.prefetch_related("marks").first()


def standing_opinion(candidacy: Candidacy, funder: Organisation) -> FunderOpinion | None:
    """What this funder says now of the project."""
    return candidacy.opinions.filter(funder=funder, replaced_at__isnull=True).first()


def voting_bodies(access: Access) -> QuerySet[Body]:
    """The bodies in force that have somebody to mark."""
    rows = Body.objects.filter(in_force(), cooperation=access.cooperation_id)
    seats = rows.filter(seats__voice=VoiceKind.DELIBERATIVE, seats__until__isnull=True)
    return seats.distinct().order_by("folded", "pk")


def grids(access: Access) -> QuerySet[ScoringGrid]:
    """The grids of the reader's cooperation."""
    return ScoringGrid.objects.filter(cooperation=access.cooperation_id)


def projects_to_add(access: Access, call: ProjectCall) -> QuerySet[Project]:
    """The projects that may still be put to the call."""
    rows = readable_projects(access).filter(ended_on__isnull=True, became__isnull=True)
    return rows.exclude(candidacies__call=call).order_by("folded", "pk")


def left_of_envelope(candidacy: Candidacy) -> int | None:
    """What the other projects of the call leave of its envelope; None when it has none."""
    if candidacy.call.envelope_cents is None:
        return None
    others = candidacy.call.candidacies.filter(result=CallResult.RETAINED)
    given = others.exclude(pk=candidacy.pk).aggregate(sum=Sum("granted_cents"))["sum"]
    return candidacy.call.envelope_cents - (given or 0)


def decisions_to_tie(access: Access, call: ProjectCall) -> QuerySet[Decision]:
    """What the body of the call settled, the last first."""
    rows = decisions(access).exclude(outcome="")
    rows = rows.filter(Q(meeting__body=call.body_id) | Q(body=call.body_id))
    return rows.order_by("-pk")


def answerable_funders(access: Access, call: ProjectCall) -> QuerySet[Organisation]:
    """The funders for which this reader may give an opinion."""
    rows = call.funders.order_by("folded", "pk")
    return rows if access.is_officer else rows.filter(pk__in=spoken_for(access))

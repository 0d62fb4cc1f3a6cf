"""Which voice or funder of a call is asked by link, of which projects, and until when?"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from maillage.core.links import address
from maillage.foundation.cooperations.models import AnswerLink
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.plan.selection.models import CallVoice, Candidacy, ProjectCall

SCORES, OPINION = "scores", "opinion"
CallFunder = ProjectCall.funders.through


def voice_of(link: AnswerLink) -> CallVoice | None:
    """The voice that marks by this link, in its cooperation, until the last day."""
    rows = CallVoice.objects.filter(
        pk=link.target,
        call__cooperation=link.cooperation_id,
        call__scores_until__gte=timezone.localdate(),
    )
    return rows.select_related("call__grid", "seat__organisation", "seat__person").first()


def funder_of(link: AnswerLink) -> tuple[ProjectCall, Organisation] | None:
    """The call, and the funder that gives its opinion by this link."""
    rows = CallFunder.objects.filter(
        pk=link.target, projectcall__cooperation=link.cooperation_id
    ).select_related("projectcall__grid", "organisation")
    one = rows.first()
    return (one.projectcall, one.organisation) if one else None


def undecided(call: ProjectCall) -> list[Candidacy]:
    """The projects of the call that wait for its result."""
    rows = call.candidacies.filter(result="")
    return list(rows.select_related("project__holder", "call__cooperation", "call__grid"))


def speakers(call: ProjectCall) -> dict[str, CallVoice | Organisation]:
    """Who may be asked: the voices while they mark, then the funders, by purpose and number."""
    seats = call.voices.select_related("seat__organisation", "seat__person")
    funders = CallFunder.objects.filter(projectcall=call).select_related("organisation")
    marking = seats if call.takes_marks(timezone.localdate()) else ()
    return {
        **{f"{SCORES}-{one.pk}": one for one in marking},
        **{f"{OPINION}-{one.pk}": one.organisation for one in funders},
    }


def last_days(links: Sequence[AnswerLink]) -> Mapping[int, date]:
    """The last day to mark, by the number of each link; one query."""
    rows = CallVoice.objects.filter(pk__in=[link.target for link in links])
    days = dict(rows.values_list("pk", "call__scores_until"))
    return {link.pk: days[link.target] for link in links if link.target in days}


def sheet_of(link: AnswerLink) -> str:
    """The address of the call."""
    voice = CallVoice.objects.filter(pk=link.target, call__cooperation=link.cooperation_id)
    funder = CallFunder.objects.filter(pk=link.target, projectcall__cooperation=link.cooperation_id)
    rows = (
        voice.values_list("call", flat=True)
        if link.purpose == SCORES
        else funder.values_list("projectcall", flat=True)
    )
    number = rows.first()
    return address("plan:project_call", link.cooperation.slug, number) if number else ""


def who_answers(call: ProjectCall, speaker: CallVoice | Organisation) -> dict[str, object]:
    """The name and the address of whoever answers for this voice or this funder."""
    if isinstance(speaker, Organisation):
        return addressed(who_answers_for(call.cooperation_id, speaker.pk), speaker)
    person = who_answers_for(call.cooperation_id, speaker.seat.organisation_id)
    return addressed(speaker.seat.person or person, speaker)

"""Where does the mission of giving the cooperation its engineering stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.queries import OPEN
from maillage.trade.context.duties.states import SEND_OR_WAIVE
from maillage.trade.plan.engineering.models import EngineeringNeed, Post
from maillage.trade.plan.engineering.queries import mission_lines
from maillage.trade.plan.engineering.rules import vacant_since

LONG_VACANCY = timedelta(days=92)


@dataclass(frozen=True)
class EngineeringFacts:
    """The posts, the needs of the year, what is vacant for long, what is late, what lacks time."""

    posts: int
    needs: int
    vacant: Sequence[str]
    late: Sequence[str]
    short: Sequence[str]
    url: str


def load(moment: Moment) -> EngineeringFacts:
    """The facts of one cooperation, in five queries."""
    rows = list(
        Post.objects.filter(cooperation=moment.cooperation_id)
        .select_related("employer")
        .prefetch_related("holdings", "times")
        .order_by("folded", "pk")
    )
    needs = list(
        EngineeringNeed.objects.filter(cooperation=moment.cooperation_id, year=moment.today.year)
    )
    lines = mission_lines(rows, needs, moment.today)
    late = Duty.objects.filter(
        OPEN,
        cooperation=moment.cooperation_id,
        origin__startswith="post:",
        due_on__lt=moment.today,
    )
    return EngineeringFacts(
        posts=len(rows),
        needs=len(needs),
        vacant=[one.title for one in rows if _is_long_vacant(one, moment)],
        late=list(late.order_by("due_on", "pk").values_list("label", flat=True)),
        short=[line.label for line in lines if line.gap is not None and line.gap > 0],
        url=reverse("plan:engineering", args=[moment.slug]),
    )


def _is_long_vacant(one: Post, moment: Moment) -> bool:
    since = vacant_since(one, list(one.holdings.all()), moment.today)
    return since is not None and since + LONG_VACANCY <= moment.today


def engineering_state(facts: EngineeringFacts) -> State:
    """In place when each mission has the time that it needs this year."""
    if not facts.posts and not facts.needs:
        return State(
            Level.TODO,
            _("Aucun poste, aucun besoin n’est encore noté."),
            next_step=_("Noter le poste que la convention finance."),
            next_url=facts.url,
        )
    count = ngettext("Un poste", "%(n)s postes", facts.posts) % {
        "n": french.capital(french.in_words(facts.posts))
    }
    evidence = (Evidence(count, facts.url),) if facts.posts else ()
    if facts.vacant:
        names = french.listed(facts.vacant)
        reason = _("Vacant depuis trois mois ou plus : %(names)s.") % {"names": names}
        step = _("Dire où en est le recrutement, et le déclarer au financeur.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if facts.late:
        reason = _("Échéance passée : %(names)s.") % {"names": french.listed(facts.late)}
        step = str(SEND_OR_WAIVE)
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if not facts.needs:
        reason = _("%(count)s ; le besoin de l’année reste à dire.") % {"count": count}
        step = _("Dire le temps que chaque mission demande.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    if facts.short:
        reason = _("Du temps manque pour : %(names)s.") % {"names": french.listed(facts.short)}
        step = _("Chercher qui le paierait.")
        return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)
    return State(Level.DONE, _("Chaque mission a le temps qu’elle demande cette année."), evidence)

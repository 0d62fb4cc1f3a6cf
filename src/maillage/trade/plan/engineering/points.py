"""What do posts tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Turn, Upcoming, Waiting
from maillage.core.chores import chores
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.plan import permissions
from maillage.trade.plan.engineering import queries, states, words
from maillage.trade.plan.engineering.models import Post
from maillage.trade.plan.engineering.services import POSTS, declare_vacancies
from maillage.trade.plan.engineering.table import POST_TABLE

MOST = 8


@waits(rows=queries.gone_holders, can=permissions.can_edit_posts)
def departures_wait(access: Access, today: date) -> list[Waiting]:
    """Those who hold a post and have left its employer; one query and one for each shown."""
    return [
        Waiting(
            _("Écrire le départ de %(name)s ?") % {"name": one},
            _("Plus de mandat %(at)s depuis le %(day)s, mais toujours « %(post)s ».")
            % {
                "at": french.to_body(one.post.employer.short_name or one.post.employer.name),
                "day": french.long_date(queries.last_mandate_end(one) or today),
                "post": french.inner_quotes(one.post.title),
            },
            reverse("plan:holding_end", args=[access.cooperation.slug, one.pk]),
            verb=_("Écrire le départ"),
            turn=Turn.COMPLETES,
        )
        for one in queries.gone_holders(access.cooperation_id, today)[:MOST_WAITING]
    ]


@chores.answer
def vacancies_are_due(now: datetime) -> list[str]:
    """Makes due what was not: the vacancy of a post whose holder left as written ahead."""
    count = declare_vacancies(timezone.localdate(now))
    return [f"postes : {count} vacances à déclarer"] if count else []


@falls(
    rows=lambda cooperation, first, last: Post.objects.filter(
        cooperation=cooperation, until__range=(first, last)
    ),
    can=permissions.can_read_names,
)
def posts_end(access: Access, first: date, last: date) -> list[Upcoming]:
    """The posts whose funding ends in the period, in one query."""
    rows = queries.posts(access).filter(until__range=(first, last)).order_by("until", "pk")
    return [
        Upcoming(
            on=one.until,
            label=_("Fin du poste « %(name)s »") % {"name": french.inner_quotes(one.title)},
            reason=one.employer.name,
            url=reverse("plan:post", args=[access.cooperation.slug, one.pk]),
        )
        for one in rows[:MOST_DATES]
        if one.until
    ]


@panels.answer
def posts_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The posts that a structure employs, or that a person holds or held."""
    access, today = as_access(reader), timezone.localdate()
    if kind not in {"organisation", "person"} or not permissions.can_read_names(access):
        return ()
    where = {"employer": number} if kind == "organisation" else {"holdings__person": number}
    theirs = queries.posts(access).filter(**where).distinct()
    rows = list(queries.with_holders(access, theirs)[:MOST])
    if not rows:
        return ()
    readable = queries.readable_people(access, rows)
    slug = access.cooperation.slug
    lines = [
        Line(
            one.title,
            words.post_sentence(one, readable, today),
            reverse("plan:post", args=[slug, one.pk]),
        )
        for one in rows
    ]
    note = ngettext("un poste", "%(n)s postes", len(lines)) % {"n": french.in_words(len(lines))}
    return lines_panel(_("Postes financés"), lines, note)


@findable
def post_names(access: Access) -> Iterator[FoldedResult]:
    """The posts, under their title and their employer."""
    if not permissions.can_read_names(access):
        return
    slug = access.cooperation.slug
    for row in queries.posts(access):
        note = row.employer.name
        url = address("plan:post", slug, row.pk)
        yield fold(f"{row.title} {note}"), SearchResult(_("Poste"), row.title, note, url)


probe(
    "construction.partnerships.engineering",
    load=states.load,
    reads="officers",
    topics={POSTS, "duties", "imports"},
)(states.engineering_state)
imports.answer(lambda: (POST_TABLE,))

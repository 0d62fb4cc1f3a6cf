"""The posts, the time of each employer, and what each mission lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.register import answer_register
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.models import Organisation
from maillage.trade.context.duties.gestures import to_send
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.reminders import is_recalled
from maillage.trade.context.duties.words import day_words
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.engineering import queries, words
from maillage.trade.plan.engineering.drawing import TimeDrawing, draw_times
from maillage.trade.plan.engineering.models import Post, PostHolding
from maillage.trade.plan.engineering.register import post_register
from maillage.trade.plan.engineering.rules import fte_words, is_open_on, vacant_on
from maillage.trade.plan.plan_line import ALL_POSTS, BEARER, POST, plan_lines

MOST_READ = 400


@dataclass(frozen=True, slots=True)
class PostsReading:
    """What a reader reads of all the posts at once: their time, their money, who employs, who pays.

    `left` is what each post leaves to its employer this year, where the reader may read it.
    """

    totals: queries.Totals
    drawing: TimeDrawing | None
    missions: Sequence[queries.MissionLine]
    overfull: str
    money: str
    left: Mapping[int, str]
    employers: Sequence[tuple[str, str]]
    funders: Sequence[Organisation]


_readings: Remembered[PostsReading] = Remembered(MOST_READ)


@dataclass(frozen=True, slots=True)
class HolderLine:
    """Who held a post, when, for how much, and the gesture that says their departure."""

    name: str
    note: str
    is_now: bool
    leave_url: str = ""


@cooperation_page(can=permissions.can_open_plan)
def engineering(request: CooperationRequest) -> HttpResponse:
    """The posts, by employer, then what the missions need."""
    return _page(request, None)


@cooperation_page(can=permissions.can_read_names)
def post(request: CooperationRequest, post: int) -> HttpResponse:
    """The register, with one post beside it."""
    rows = queries.with_holders(request.access, queries.posts(request.access))
    return _page(request, get_object_or_404(rows, pk=post))


def _page(request: CooperationRequest, one: Post | None) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    year = today.year + 1 if today.month >= 10 else today.year
    read = _reading(access, today, year)
    reads_posts = permissions.can_read_names(access)
    # Where an employer has one post, its time by mission would be what one person does.
    holding = {name for line in read.missions for name in line.by_employer} if reads_posts else ()
    employers = sorted(holding)
    may_edit = permissions.can_edit_posts(access)
    context: dict[str, object] = {
        "sentence": words.posts_reading(read.totals, today if reads_posts else None),
        "overfull": read.overfull,
        "money": read.money,
        "drawing": read.drawing,
        "year": year,
        "employers": employers,
        "missions": [_mission_row(request, line, employers, may_edit) for line in read.missions],
        "missions_total": _total_row(read.missions, employers),
        "need_url": page_url(request, "need_add") if may_edit else "",
        "returns": _returns(request, read.funders),
        "audience": by_access(request, page_url(request, "engineering")),
        "panel": "plan/parts/post_panel.html" if one else "",
        **(_panel(request, one, today, may_edit=may_edit) if one else {}),
    }
    rows = queries.posts(access)
    if not reads_posts:
        rows = rows.none()
    return answer_register(
        request,
        post_register(request, read.employers, read.left, today),
        rows,
        template="plan/engineering.html",
        context=context,
        current=one.pk if one else None,
    )


def _reading(access: Access, today: date, year: int) -> PostsReading:
    """What this reader reads of all the posts, again only after a change."""
    return _readings.of(
        (access.pk, access.role, year, today),
        access.cooperation.workspace_id,
        lambda: _read(access, today, year),
    )


def _read(access: Access, today: date, year: int) -> PostsReading:
    every = list(queries.with_times(queries.posts(access))[:MOST_READ])
    totals = queries.totals(every, today)
    of_posts = plan_lines.ask(access, POST, [one.pk for one in every])
    may_edit = permissions.can_edit_posts(access)
    return PostsReading(
        totals=totals,
        drawing=draw_times(totals),
        missions=queries.mission_lines(every, list(queries.needs(access, year)), today),
        overfull=words.overfull_words(every, today) if access.is_officer else "",
        money=words.money_words(plan_lines.ask(access, ALL_POSTS, ())),
        left={one.record_id: one.value for one in of_posts if one.key == BEARER},
        employers=queries.employers(access),
        funders=list(queries.funders_of_posts(access)) if may_edit else (),
    )


def _mission_row(
    request: CooperationRequest,
    line: queries.MissionLine,
    employers: Sequence[str],
    may_edit: bool,
) -> Mapping[str, object]:
    values = [line.by_employer.get(name) for name in employers]
    edit_url = ""
    if may_edit and line.need is not None:
        edit_url = page_url(request, "need_edit", line.need.pk)
    return {
        "label": line.label.capitalize(),
        "values": [fte_words(one) if one else "–" for one in values],
        "filled": fte_words(line.filled),
        "need": fte_words(line.need.fte) if line.need else "",
        "gap": words.gap_words(line.gap),
        "is_short": line.gap is not None and line.gap > 0,
        "edit_url": edit_url,
    }


def _total_row(
    lines: Sequence[queries.MissionLine], employers: Sequence[str]
) -> Mapping[str, object] | None:
    """What several missions make together."""
    if len(lines) < 2:
        return None
    filled, need = queries.missions_total(lines)
    gap = None if need is None else need - filled
    sums = [sum(line.by_employer.get(name, 0) for line in lines) for name in employers]
    return {
        "values": [fte_words(Decimal(one)) for one in sums],
        "filled": fte_words(filled),
        "need": "" if need is None else fte_words(need),
        "gap": "" if gap is None else words.gap_words(gap),
        "is_short": gap is not None and gap > 0,
    }


def _returns(request: CooperationRequest, funders: Sequence[Organisation]) -> list[tuple[str, str]]:
    """The yearly return of each funder: its name and its address."""
    return [
        (one.short_name or one.name, page_url(request, "posts_return", one.pk)) for one in funders
    ]


def _panel(
    request: CooperationRequest, one: Post, today: date, *, may_edit: bool
) -> dict[str, object]:
    access = request.access
    readable = queries.readable_people(access, [one])
    slug = access.cooperation.slug
    papers = queries.papers_of(access, [one]).get(one.sheet_key, ())
    return {
        "post": one,
        "gesture": _gesture(slug, papers, today) if may_edit else None,
        "overline": _("Poste, %(fte)s ETP") % {"fte": fte_words(one.fte)},
        "post_sentence": words.post_sentence(one, readable, today),
        "vacant": vacant_on(one, list(one.holdings.all()), today),
        "employer_url": address("directory:organisation", slug, one.employer_id),
        "funders": words.funders_words(one),
        "themes": french.listed(sorted(str(theme) for theme in one.themes.all())),
        "holders": [_holder(request, row, readable, today, may_edit) for row in one.holdings.all()],
        "carried": [
            Line(
                str(share.action),
                str(share.get_role_display()),
                address("plan:action", slug, share.action_id),
            )
            for share in one.shares.all()
        ],
        "times": [
            (str(time.get_mission_display()).capitalize(), fte_words(time.fte))
            for time in one.times.all()
        ],
        "papers": [_paper(access, duty, today) for duty in papers],
        "may_edit": may_edit,
        "is_open": is_open_on(one.since, one.until, today),
        "register_url": page_url(request, "engineering"),
    }


def _gesture(slug: str, papers: Sequence[Duty], today: date) -> Waiting | None:
    """The paper of a post that is to be sent first, once it is near or past."""
    near = [(one.due_on or today, one.pk, one) for one in papers if is_recalled(one, today)]
    return to_send(slug, min(near)[-1], today) if near else None


def _paper(access: Access, duty: Duty, today: date) -> Line:
    return Line(
        duty.label,
        day_words(duty),
        address("context:duty", access.cooperation.slug, duty.pk),
        "duty",
        "late" if duty.due_on and duty.due_on < today else "todo",
    )


def _holder(
    request: CooperationRequest,
    row: PostHolding,
    readable: frozenset[int],
    today: date,
    may_edit: bool,
) -> HolderLine:
    is_now = is_open_on(row.since, row.until, today)
    may_leave = may_edit and row.until is None
    return HolderLine(
        words.holder_words(row, readable),
        ", ".join(filter(None, (words.period_words(row), _("%s ETP") % fte_words(row.fte)))),
        is_now,
        page_url(request, "holding_end", row.pk) if may_leave else "",
    )

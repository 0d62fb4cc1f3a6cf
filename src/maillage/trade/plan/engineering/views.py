"""The posts, the time of each employer, and what each mission lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.register import Action as Gesture
from maillage.core.register import Chip, Column, Register, Search, Select, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.context.duties.gestures import to_send
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.reminders import is_recalled
from maillage.trade.context.duties.words import day_words
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.engineering import queries, words
from maillage.trade.plan.engineering.drawing import draw_times
from maillage.trade.plan.engineering.models import Post, PostHolding
from maillage.trade.plan.engineering.rules import fte_words, is_open_on, vacant_on
from maillage.trade.plan.plan_line import ALL_POSTS, BEARER, POST, plan_lines

MOST_READ = 400
PostReading = tuple[queries.Totals, list[queries.MissionLine], str]
_readings: Remembered[PostReading] = Remembered(MOST_READ)


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as the register shows it, with those that this reader may know by name."""

    post: Post
    readable: frozenset[int]
    papers: Sequence[Duty]

    @property
    def pk(self) -> int:
        """The number of the post."""
        return self.post.pk


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
    totals, lines, overfull = _readings.of(
        (access.cooperation_id, year, today),
        access.cooperation.workspace_id,
        lambda: _read(access, year, today),
    )
    reads_posts = permissions.can_read_names(access)
    # Where an employer has one post, its time by mission would be what one person does.
    employers = sorted({name for line in lines for name in line.by_employer}) if reads_posts else []
    may_edit = permissions.can_edit_posts(access)
    context: dict[str, object] = {
        "sentence": words.posts_reading(totals, today if reads_posts else None),
        "overfull": overfull if access.is_officer else "",
        "money": words.money_words(plan_lines.ask(access, ALL_POSTS, ())),
        "drawing": draw_times(totals),
        "year": year,
        "employers": employers,
        "missions": [_mission_row(request, line, employers, may_edit) for line in lines],
        "missions_total": _total_row(lines, employers) if len(lines) > 1 else None,
        "need_url": page_url(request, "need_add") if may_edit else "",
        "returns": _returns(request) if may_edit else (),
        "audience": by_access(request, page_url(request, "engineering")),
        "panel": "plan/parts/post_panel.html" if one else "",
        **(_panel(request, one, today, may_edit=may_edit) if one else {}),
    }
    rows = queries.posts(access)
    if not reads_posts:
        rows = rows.none()
    return answer_register(
        request,
        post_register(request, today),
        rows,
        template="plan/engineering.html",
        context=context,
        current=one.pk if one else None,
    )


def _read(access: Access, year: int, today: date) -> PostReading:
    every = list(queries.with_times(queries.posts(access))[:MOST_READ])
    lines = queries.mission_lines(every, list(queries.needs(access, year)), today)
    return queries.totals(every, today), lines, words.overfull_words(every, today)


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
) -> Mapping[str, object]:
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


def _returns(request: CooperationRequest) -> list[tuple[str, str]]:
    """The yearly return of each funder: its name and its address."""
    return [
        (one.short_name or one.name, page_url(request, "posts_return", one.pk))
        for one in queries.funders_of_posts(request.access)
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


def post_register(request: CooperationRequest, today: date) -> Register[Post, PostRow]:
    """The register of posts, as this reader may use it."""
    access = request.access
    gestures = _gestures(request)
    return Register(
        caption=_("Postes financés"),
        noun=(_("poste"), _("postes")),
        filename="postes",
        columns=_columns(access, today),
        read=lambda rows: _rows(access, list(queries.with_holders(access, rows))),
        order="employeur",
        row_url=lambda row: page_url(request, "post", row.pk),
        opens_beside=True,
        search=Search.through(
            _("Chercher un poste"), _("Poste, employeur"), "folded", "employer__folded"
        ),
        selects=(
            Select(
                "employeur",
                _("Employeur"),
                _("Tous les employeurs"),
                tuple(queries.employers(access)),
                lambda rows, chosen: rows.filter(employer=int(chosen)),
            ),
        ),
        chips=(
            Chip(
                "ouverts",
                _("ouverts"),
                lambda rows: queries.open_posts(rows, today),
                starts_on=True,
            ),
            Chip("vacants", _("vacants"), lambda rows: queries.vacant_posts(rows, today)),
        ),
        actions=gestures,
        empty=words.no_post(gestures, is_open=permissions.can_read_names(access)),
    )


def _rows(access: Access, rows: Sequence[Post]) -> list[PostRow]:
    readable = queries.readable_people(access, rows)
    papers = queries.papers_of(access, rows) if access.is_in_team else {}
    return [PostRow(one, readable, papers.get(one.sheet_key, ())) for one in rows]


def _gestures(request: CooperationRequest) -> tuple[Gesture, ...]:
    if not permissions.can_edit_posts(request.access):
        return ()
    table = address("exchange:import_wizard", request.access.cooperation.slug)
    return (
        Gesture(_("Ajouter un poste"), page_url(request, "post_add"), "plus", main=True),
        Gesture(_("Importer des postes"), f"{table}?tableau=postes", "upload"),
    )


def _left_to_employers(access: Access) -> Mapping[int, str]:
    """What each post leaves to its employer this year, where the reader may read it."""
    numbers = list(queries.posts(access).values_list("pk", flat=True)[:MOST_READ])
    lines = plan_lines.ask(access, POST, numbers)
    return {one.record_id: one.value for one in lines if one.key == BEARER}


def _columns(access: Access, today: date) -> tuple[Column[PostRow], ...]:
    """What this reader reads of each post; what it owes to funders, the team alone reads whole."""
    left = _left_to_employers(access)
    return (
        Column(
            "poste",
            _("Poste"),
            lambda row: row.post.title,
            cell=lambda row: with_note(row.post.title, words.carried_words(row.post)),
            sort=("folded", "pk"),
            wide=True,
            measure="name",
        ),
        Column(
            "employeur",
            _("Employeur"),
            lambda row: row.post.employer.short_name or row.post.employer.name,
            sort=("employer__folded", "folded", "pk"),
        ),
        Column(
            "etp",
            _("ETP"),
            lambda row: row.post.fte,
            cell=lambda row: fte_words(row.post.fte),
            sort=("-fte", "pk"),
            numeric=True,
        ),
        *_people_columns(access, today, {} if access.is_officer else left),
        *((_left_column(left),) if left and access.is_officer else ()),
        *((_papers_column(today),) if access.is_in_team else ()),
    )


def _people_columns(
    access: Access, today: date, left: Mapping[int, str]
) -> tuple[Column[PostRow], ...]:
    """Who holds and who pays; `left` is under who pays, to who reads it of its own posts alone."""

    def funders(row: PostRow) -> str:
        name = words.funders_words(row.post)
        rest = left.get(row.pk, "")
        note = _("reste %(sum)s à l’employeur") % {"sum": rest} if rest else ""
        return with_note(name, note) if name else missing(_("à préciser"))

    return (
        Column(
            "tenu-par",
            _("Tenu par"),
            lambda row: words.holders_words(row.post, row.readable, today)[0],
            cell=partial(_holders, today),
            wide=True,
        ),
        Column(
            "finance-par",
            _("Financé par"),
            lambda row: words.funders_words(row.post),
            cell=funders,
            measure="word" if access.is_in_team else "sentence",
        ),
    )


def _papers_column(today: date) -> Column[PostRow]:
    return Column(
        "pieces",
        _("Pièces"),
        lambda row: words.papers_words(row.papers, today),
        cell=partial(_papers, today),
        wide=True,
    )


def _left_column(left: Mapping[int, str]) -> Column[PostRow]:
    """What remains to the employer; nothing at all beside a post whose plan is not read."""
    return Column(
        "reste",
        _("Reste à l’employeur"),
        lambda row: left.get(row.pk, ""),
        numeric=True,
    )


def _holders(today: date, row: PostRow) -> str:
    name, note, is_vacant = words.holders_words(row.post, row.readable, today)
    if is_vacant:
        return with_note(format_html('<span class="m-vacant">{}</span>', name), note)
    return with_note(name, note)


def _papers(today: date, row: PostRow) -> str:
    text = words.papers_words(row.papers, today)
    return format_html('<span class="m-vacant">{}</span>', text) if row.papers else text

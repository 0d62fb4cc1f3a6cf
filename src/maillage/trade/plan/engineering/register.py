"""The register of the posts: who employs, who holds, who pays, what is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.register import Action as Gesture
from maillage.core.register import Chip, Column, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.context.duties.models import Duty
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.engineering import queries, words
from maillage.trade.plan.engineering.models import Post
from maillage.trade.plan.engineering.rules import fte_words


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


def post_register(
    request: CooperationRequest,
    employers: Sequence[tuple[str, str]],
    left: Mapping[int, str],
    today: date,
) -> Register[Post, PostRow]:
    """The register of posts, as this reader may use it; `left` is what remains to employers."""
    access = request.access
    gestures = _gestures(request)
    return Register(
        caption=_("Postes financés"),
        noun=(_("poste"), _("postes")),
        filename="postes",
        columns=_columns(access, left, today),
        read=lambda rows: _rows(access, list(queries.with_holders(access, rows))),
        recall=partial(recall_page, access, "posts"),
        count=partial(recall_count, access, "posts"),
        order="employeur",
        row_url=lambda row: page_url(request, "post", row.pk),
        opens_beside=True,
        search=Search.through(
            _("Chercher un poste"), _("Poste, employeur"), "folded", "employer__folded"
        ),
        selects=(_employers(employers),),
        chips=_chips(today),
        actions=gestures,
        empty=words.no_post(gestures, is_open=_reads_all_posts(access, today)),
    )


def _employers(employers: Sequence[tuple[str, str]]) -> Select[Post]:
    return Select(
        "employeur",
        _("Employeur"),
        _("Tous les employeurs"),
        tuple(employers),
        lambda rows, chosen: rows.filter(employer=int(chosen)),
    )


def _chips(today: date) -> tuple[Chip[Post], ...]:
    return (
        Chip(
            "ouverts",
            _("ouverts"),
            lambda rows: queries.open_posts(rows, today),
            starts_on=True,
        ),
        Chip("vacants", _("vacants"), lambda rows: queries.vacant_posts(rows, today)),
    )


def _reads_all_posts(access: Access, today: date) -> bool:
    """Whether no post is closed to this reader, for want of any too."""
    is_open = permissions.can_read_names(access)
    return is_open or not queries.open_posts(queries.posts(access), today).exists()


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


def _columns(access: Access, left: Mapping[int, str], today: date) -> tuple[Column[PostRow], ...]:
    """What this reader reads of each post; what it owes to funders, the team alone reads whole."""
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
            sort=("employer__name__plain", "folded", "pk"),
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

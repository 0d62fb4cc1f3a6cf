"""A list of posts, as the import wizard and the export read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import ENDS_FIRST
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.foundation.exchange.tables.taken_above import warn_from_above
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, plain_value
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Department, Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.context.bodies_by_name import nearest_bodies
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.list_comparing import (
    NOT_TAKEN,
    Columns,
    column_in,
    compare_rows,
)
from maillage.trade.context.list_joining import join_repeated
from maillage.trade.context.listed_people import full_name, people_by_name, person_among, someone_in
from maillage.trade.context.small_lists import (
    Links,
    ListImport,
    ListRow,
    body_over,
    by_names,
    leave_crossed,
    listed_in,
    names_in,
    read_list,
)
from maillage.trade.plan.actions.queries.choices import themes
from maillage.trade.plan.choices import Mission
from maillage.trade.plan.engineering.employers import EMPLOYER, Employers, employer_made
from maillage.trade.plan.engineering.models import Post, PostHolding, PostTime
from maillage.trade.plan.engineering.queries import departments, posts, with_holders
from maillage.trade.plan.engineering.rules import fte_words, holders_on
from maillage.trade.plan.engineering.services import PostTies, keep_post
from maillage.trade.plan.engineering.table_fields import (
    DEPARTMENT,
    EXISTS_SINCE,
    FAMILY,
    FTE,
    FUNDED_UNTIL,
    FUNDERS,
    GIVEN,
    GROUND,
    HOLDER,
    HOLDER_FTE,
    MISSION,
    SINCE,
    SPEC,
    THEME,
    TITLE,
    UNTIL,
    VALUES,
)
from maillage.trade.stakes.models import Theme

MISSIONS = {folded(str(one.label)): one for one in Mission}

LINKS: Columns = {"funders": (FUNDERS,), "themes": (THEME,)}
BESIDE = lazy("Dit de « %(name)s », que Maillage n’a pas pour ce poste : pas repris.")


@dataclass(slots=True)
class PostRow(ListRow[Post]):
    """One row: the post, and what it says word for word of whom and of what it names.

    An employer that is `fresh` enters the directory with the post.
    """

    employer: str = ""
    is_fresh: bool = False
    holder: str = ""
    holder_fte: Decimal | None = None
    since: date | None = None
    until: date | None = None
    paying: Sequence[str] = ()
    theme: str = ""
    territory: str = ""
    department: str = ""

    def complete_from(self, other: ListRow[Post]) -> None:
        """Takes what another row says of the same post, but until when others pay for it."""
        paying = set(map(folded, other.paying)) if isinstance(other, PostRow) else set()
        if self.paying and paying - set(map(folded, self.paying)):
            other = replace(other, values={**other.values, "until": None})
        ListRow.complete_from(self, other)


@dataclass(frozen=True)
class Nameable:
    """What the cells may name, by name; None where no cooperation is read."""

    people: Mapping[str, Person] | None = None
    themes: Mapping[str, Theme] | None = None
    grounds: Mapping[str, Territory] | None = None
    departments: Mapping[tuple[int, str], Department] | None = None

    def department(self, row: TableRow, employer: Organisation | None) -> Department | None:
        """The service of the employer that a row names; one that it does not have is told."""
        name = row.read(DEPARTMENT)
        if not name or self.departments is None:
            return None
        one = self.departments.get((employer.pk if employer else 0, folded(name)))
        if one is None:
            row.warn(DEPARTMENT.name, _("Cet employeur n’a pas de service de ce nom ici."))
        return one


@dataclass(frozen=True)
class PostsImport(ListImport[Post]):
    """A list of posts understood, as the wizard reads it."""

    word = "posts"
    noun = "postes"

    def keep(self, access: Access, one: ListRow[Post]) -> Post:
        """The post, written with who pays it and who holds it."""
        paying = [record for record in one.links["funders"] if isinstance(record, Organisation)]
        if isinstance(one, PostRow) and one.is_fresh:
            one.record.employer = employer_made(access, one.employer)
        served = [record for record in one.links["themes"] if isinstance(record, Theme)]
        post = keep_post(access, one.record, PostTies(paying, themes=served))
        if mission := MISSIONS.get(folded(post.mission)):
            PostTime.objects.create(post=post, mission=mission, fte=post.fte)
        for person in one.links["holders"]:
            if isinstance(person, Person) and isinstance(one, PostRow):
                PostHolding.objects.create(
                    post=post,
                    person=person,
                    fte=min(one.holder_fte or post.fte, post.fte),
                    since=one.since,
                    until=one.until,
                )
        return post

    def plain(self, one: ListRow[Post]) -> Plain:
        """The post that one row says, by field, and who holds it."""
        base = ListImport.plain(self, one)
        if not isinstance(one, PostRow):
            return base
        return {
            **base,
            "employer": one.employer or None,
            "fte": plain_value(one.record.fte),
            "holder": one.holder or None,
            "holder_fte": plain_value(one.holder_fte or ""),
            "holder_since": plain_value(one.since or ""),
            "holder_until": plain_value(one.until or ""),
            "funder": list(one.paying),
            "theme": one.theme or None,
            "territory": one.territory or None,
            "department": one.department or None,
        }


def plan_posts(workbook: Workbook, answers: Answers, report: Progress) -> PostsImport:
    """A workbook understood as a list of posts."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    by_name = nearest_bodies(access) if access else None
    exact = by_name.by_name if by_name else None
    sections = {EMPLOYER.name: lambda words: _over(words, exact)}
    read = read_list(workbook, replace(SPEC, sections=sections), answers.mapping)
    warn_from_above(read.rows, TITLE.name, EMPLOYER.name)
    nameable = _nameable(access) if access else Nameable()
    same: dict[tuple[str, int], list[Post]] = {}
    for post in with_holders(access, posts(access)).prefetch_related("themes") if access else ():
        same.setdefault(_key(post), []).append(post)
    employers = Employers(by_name, answers.refused)
    rows = [_understood(row, employers, nameable) for row in read.rows]
    for one in rows:
        one.existing = _closest(one, same.get(_key(one.record), []))
    leave_crossed(rows, {"since": [EXISTS_SINCE.name], "until": [FUNDED_UNTIL.name]})
    _compare(rows)
    join_repeated(rows, TITLE.name, _who, VALUES)
    report(len(rows), len(rows))
    return PostsImport(Table(read, list[ListRow[Post]](rows)))


def _closest(one: PostRow, same: Sequence[Post]) -> Post | None:
    """Of the posts of this title and employer, that of who holds it in the row, else the last."""
    people_ = {person.pk for person in one.links["holders"]}
    own = [
        post for post in same if people_ & {holding.person_id for holding in post.holdings.all()}
    ]
    return next(iter([*own, *reversed(same)]), None)


def _compare(rows: Sequence[PostRow]) -> None:
    """Says what known posts say otherwise; what is said beside somebody else is not theirs."""
    for one in rows:
        if one.existing is not None and not one.row.is_refused:
            _leave_beside(one, one.existing)
    compare_rows(rows, VALUES, LINKS)
    for one in rows:
        if one.existing is not None and not one.row.is_refused:
            _compare_holding(one, one.existing)


def _leave_beside(one: PostRow, post: Post) -> None:
    """Leaves out what a row says beside a holder or a funder that a known post does not have."""
    funders = list(post.funders.all())
    left: dict[str, str] = {}
    if funders and (others := [str(f) for f in one.links["funders"] if f not in funders]):
        left["until"] = others[0]
    if one.holder and _holders_of(post) and _own_holding(one, post) is None:
        left |= dict.fromkeys(("until", "mission", "department"), one.holder)
    for name, other in left.items():
        if name in one.blanks and (column := column_in(one.row, *VALUES[name])):
            one.row.warn(column, str(BESIDE) % {"name": other})
            one.values = {key: value for key, value in one.values.items() if key != name}


def _holders_of(post: Post) -> list[str]:
    """The names of those who hold a post today."""
    holdings = holders_on(post.holdings.all(), timezone.localdate())
    return [full_name(holding.person) for holding in holdings if holding.person is not None]


def _own_holding(one: PostRow, post: Post) -> PostHolding | None:
    """When and for how much somebody whom the row names holds a known post, or did."""
    read = one.links["holders"]
    return next((holding for holding in post.holdings.all() if holding.person in read), None)


def _compare_holding(one: PostRow, post: Post) -> None:
    """Says who holds a known post, and since when, where the row says another thing."""
    holding, holders = _own_holding(one, post), _holders_of(post)
    column = column_in(one.row, HOLDER, FAMILY)
    if holding is not None:
        if one.holder_fte and min(one.holder_fte, post.fte) != holding.fte:
            one.row.keep(HOLDER_FTE.name, fte_words(holding.fte))
        one.row.compare(SINCE.name, one.since, holding.since)
        one.row.compare(UNTIL.name, one.until, holding.until)
    elif one.holder and holders:
        one.row.keep(column, french.listed_whole(holders))
    elif one.links["holders"]:
        one.row.warn(column, str(NOT_TAKEN))


def _nameable(access: Access) -> Nameable:
    return Nameable(
        people_by_name(access),
        by_names(themes(access), "label"),
        by_names(territories_to_offer(access), "name"),
        {(one.organisation_id, folded(one.name)): one for one in departments(access)},
    )


def _over(words_: str, by_name: Mapping[str, Organisation] | None) -> str:
    """The employer that a section names."""
    return words_ if folded(words_) in (by_name or {}) else body_over(words_)


def _key(one: Post) -> tuple[str, int]:
    return (folded(one.title), one.employer_id or 0)


def _understood(row: TableRow, employers: Employers, nameable: Nameable) -> PostRow:
    title, fte, name = row.read(TITLE), row.read(FTE), row.read(EMPLOYER)
    employer = employers.find(row, name)
    since, until = row.read(SINCE), row.read(UNTIL)
    if since and until and until < since:
        row.leave_out(UNTIL.name, str(ENDS_FIRST))
        until = None
    ground = row.column(GROUND.name, *GROUND.others)
    values: dict[str, object] = {
        "title": title,
        "employer": employer,
        "department": nameable.department(row, employer),
        "mission": row.read(MISSION),
        "territory": next(iter(listed_in(row, ground, nameable.grounds)), None),
        "fte": fte or Decimal(1),
        **_period(row),
    }
    holder, directory = _holder(row), employers.by_name
    links: Links = {
        "funders": listed_in(row, FUNDERS.name, directory),
        "holders": _holders(row, holder, nameable.people),
        "themes": listed_in(row, THEME.name, nameable.themes),
    }
    return PostRow(
        row,
        Post(**values),
        values,
        links,
        employer=name,
        is_fresh=employer is None and employers.fresh.get(folded(name), False),
        holder=holder,
        holder_fte=row.read(HOLDER_FTE),
        since=since,
        until=until,
        paying=names_in(row.read(FUNDERS), directory or {}),
        theme=row.read(THEME),
        territory=row.text(ground),
        department=row.text(DEPARTMENT.name),
    )


def _period(row: TableRow) -> dict[str, object]:
    """Since when the post exists, and until when it is funded."""
    since, until = row.read(EXISTS_SINCE), row.read(FUNDED_UNTIL)
    if since and until and until < since:
        row.leave_out(FUNDED_UNTIL.name, str(ENDS_FIRST))
        until = None
    return {"since": since, "until": until}


def _holder(row: TableRow) -> str:
    """Who holds it: one cell says them, or one says the name and another the given name."""
    family, given = row.read(FAMILY), row.read(GIVEN)
    if not family or row.text(HOLDER.name):
        return row.read(HOLDER)
    return f"{given} {family}" if given else someone_in(row, FAMILY.name)


def _holders(row: TableRow, name: str, by_person: Mapping[str, Person] | None) -> list[Person]:
    """Who holds it, when the directory has them; nobody for the words of a vacancy."""
    if not name or by_person is None:
        return []
    person = person_among(by_person, name)
    if person is None:
        words_ = _("« %(name)s » n’est pas dans l’annuaire : le poste entre sans qui le tient.")
        row.warn(row.column(HOLDER.name, FAMILY.name), words_ % {"name": name})
        return []
    return [person]


def _who(one: ListRow[Post]) -> tuple[str, str]:
    """Who employs and who holds, as they are written."""
    employer = one.employer if isinstance(one, PostRow) else ""
    return folded(employer), folded(one.row.text(HOLDER.name))


def post_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The posts of the cooperation and who holds them today, in the order of these fields."""
    today = timezone.localdate()
    for post in with_holders(access, posts(access)).prefetch_related("themes"):
        now: list[PostHolding | None] = [*holders_on(post.holdings.all(), today)[:1]]
        for holding in now or [None]:
            person = holding.person if holding else None
            values: dict[str, Value] = {
                EMPLOYER.name: post.employer.name,
                TITLE.name: post.title,
                FTE.name: fte_words(post.fte),
                HOLDER.name: f"{person.given_name} {person.family_name}" if person else "vacant",
                HOLDER_FTE.name: fte_words(holding.fte) if holding else "",
                SINCE.name: holding.since if holding else None,
                UNTIL.name: holding.until if holding else None,
                FUNDERS.name: " ; ".join(sorted(one.name for one in post.funders.all())),
                FUNDED_UNTIL.name: post.until,
                EXISTS_SINCE.name: post.since,
                MISSION.name: post.mission,
                THEME.name: " ; ".join(sorted(str(one) for one in post.themes.all())),
                DEPARTMENT.name: str(post.department or ""),
                GROUND.name: str(post.territory or ""),
            }
            yield [values.get(name, "") for name in fields]


POST_TABLE = Target(
    "postes",
    "Postes",
    SPEC.labels,
    frozenset(),
    plan_posts,
    post_rows_out,
    rank=10,
    leads_to=leads_to_page("Ouvrir les postes", "plan:engineering"),
    brings="vos postes financés",
    purpose="qui emploie, pour combien de temps, qui tient chaque poste, qui le paie",
    pages={"post": "plan:post"},
    leaf="construction.partnerships.engineering",
    english=PostsImport.word,
    only_in=frozenset({FAMILY.name, GIVEN.name}),
)

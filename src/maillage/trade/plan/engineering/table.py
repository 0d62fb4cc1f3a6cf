"""A list of posts, as the import wizard and the export read it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import ENDS_FIRST
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow, TableSpec, words
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.people import people
from maillage.trade.context.small_lists import (
    Links,
    ListImport,
    ListRow,
    by_names,
    last_day_of,
    listed_in,
)
from maillage.trade.plan.engineering.models import Post, PostHolding
from maillage.trade.plan.engineering.queries import posts, with_holders
from maillage.trade.plan.engineering.rules import fte_fault, fte_words, holders_on
from maillage.trade.plan.engineering.services import keep_post

WEEK = Decimal(35)
WORDS = {"mi temps": Decimal("0.5"), "temps plein": Decimal(1), "plein temps": Decimal(1)}
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%|h|heures|etp)?")
VACANT = ("vacant", "recrut", "a designer", "a preciser", "a pourvoir", "a voir", "neant")


def fte_of(text: str) -> tuple[Decimal | None, bool]:
    """The time that these words say, to the hundredth, and whether a bare percentage was meant.

    >>> [fte_of(text) for text in ("mi-temps", "80 %", "28 h", "0,5", "80", "?")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(Decimal('0.5'), False), (Decimal('0.80'), False), (Decimal('0.80'), False),
     (Decimal('0.50'), False), (Decimal('0.80'), True), (None, False)]
    """
    plain = folded(text).replace("-", " ")
    if plain in WORDS:
        return WORDS[plain], False
    match = NUMBER.fullmatch(text.strip().lower())
    if match is None:
        return None, False
    try:
        number = Decimal(match[1].replace(",", "."))
    except InvalidOperation:
        return None, False
    unit = match[2] or ""
    is_bare = not unit and Decimal(5) <= number <= Decimal(100)
    if unit == "%" or is_bare:
        number /= 100
    elif unit.startswith("h"):
        number /= WEEK
    return number.quantize(Decimal("0.01")), is_bare


def time_in(row: TableRow, name: str) -> Decimal | None:
    """The time of a cell; refused when it is none, said when it was a bare percentage."""
    text = row.text(name)
    if not text:
        return None
    number, is_bare = fte_of(text)
    if number is None or (why := fte_fault(number)):
        row.refuse(name, why if number is not None else fte_fault(Decimal(2)))
        return None
    if is_bare:
        row.warn(name, _("Lu %(fte)s ETP, comme un pourcentage.") % {"fte": fte_words(number)})
    return number


TITLE = Field("function", "Poste", words(160), lazy("Dites de quel poste il s’agit."))
EMPLOYER = Field(
    "organisation_name",
    "Employeur",
    words(),
    lazy("Dites qui emploie."),
    is_carried=True,
    others=("pilot_organisation",),
)
FTE = Field("fte", "ETP", time_in, lazy("Dites le temps du poste, par exemple 0,5."))
HOLDER = Field("person_name", "Agent", words())
HOLDER_FTE = Field("availability", "Quotité", time_in)
SINCE = Field("since", "Depuis", TableRow.start, others=("start_on",))
UNTIL = Field("until", "Jusqu’au", last_day_of, others=("due_on",))
FUNDERS = Field("funder", "Financeur", words())
SPEC = TableSpec(
    (EMPLOYER, TITLE, FTE, HOLDER, HOLDER_FTE, SINCE, UNTIL, FUNDERS),
    frozenset({EMPLOYER.name, TITLE.name, FTE.name}),
)


@dataclass(slots=True)
class PostRow(ListRow[Post]):
    """One row: the post, and what it says of its employer, its holder and its funders."""

    plain: Plain = field(default_factory=dict)


@dataclass(frozen=True)
class PostsImport(ListImport[Post]):
    """A list of posts understood, as the wizard reads it."""

    word = "postes"
    noun = "postes"

    def keep(self, access: Access, one: ListRow[Post]) -> Post:
        """The post, written with who pays it and who holds it."""
        paying = [record for record in one.links["funders"] if isinstance(record, Organisation)]
        post = keep_post(access, one.record, paying)
        for person in one.links["holders"]:
            if isinstance(person, Person):
                PostHolding.objects.create(
                    post=post,
                    person=person,
                    fte=min(one.row.read(HOLDER_FTE) or post.fte, post.fte),
                    since=one.row.read(SINCE),
                    until=one.row.read(UNTIL),
                )
        return post

    def plain(self, one: ListRow[Post]) -> Plain:
        """The post that one row says, by field, in the words of the file."""
        base = ListImport.plain(self, one)
        return {**base, **one.plain} if isinstance(one, PostRow) else base


def plan_posts(workbook: Workbook, answers: Answers, tell: Progress) -> PostsImport:
    """A workbook understood as a list of posts."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    by_name = by_names(organisations(access) if access else (), "name", "short_name")
    by_person = _people(access)
    same = {_key(one): one for one in (posts(access) if access else ())}
    is_real = access is not None
    rows: list[ListRow[Post]] = [
        _understood(row, by_name, by_person, checks_names=is_real) for row in read.rows
    ]
    for one in rows:
        one.existing = same.get(_key(one.record))
    _refuse_twice(rows)
    tell(len(rows), len(rows))
    return PostsImport(Table(read, rows))


def _people(access: Access | None) -> dict[str, Person]:
    """The people by « Prénom NOM » and « NOM Prénom »."""
    result: dict[str, Person] = {}
    for one in people(access) if access else ():
        result.setdefault(folded(f"{one.given_name} {one.family_name}"), one)
        result.setdefault(folded(f"{one.family_name} {one.given_name}"), one)
    return result


def _key(one: Post) -> tuple[str, int]:
    return (folded(one.title), one.employer_id or 0)


def _understood(
    row: TableRow,
    by_name: Mapping[str, Organisation],
    by_person: Mapping[str, Person],
    *,
    checks_names: bool,
) -> PostRow:
    title, fte = row.read(TITLE), row.read(FTE)
    name = row.read(EMPLOYER)
    employer = by_name.get(folded(name))
    if name and employer is None and checks_names:
        words_ = _("« %(name)s » n’est pas dans l’annuaire : ajoutez d’abord cet employeur.")
        row.refuse(EMPLOYER.name, words_ % {"name": name})
    since, until = row.read(SINCE), row.read(UNTIL)
    if since and until and until < since:
        row.refuse(UNTIL.name, str(ENDS_FIRST))
    values: dict[str, object] = {"title": title, "employer": employer, "fte": fte or Decimal(1)}
    holder = _holder_name(row)
    plain: Plain = {
        "employer": name,
        "holder": holder,
        "holder_fte": str(row.read(HOLDER_FTE) or ""),
        "holder_since": str(since or ""),
        "holder_until": str(until or ""),
        "funder": row.read(FUNDERS),
    }
    links: Links = {
        "funders": listed_in(row, FUNDERS.name, by_name) if checks_names else (),
        "holders": _holders(row, holder, by_person) if checks_names else (),
    }
    return PostRow(row, Post(**values), values, links, plain=plain)


def _holder_name(row: TableRow) -> str:
    """Who holds it; nobody for the words of a vacancy, the first when several are written."""
    text = row.read(HOLDER)
    if not text or any(word in folded(text) for word in VACANT):
        return ""
    first, *others = re.split(r"\s*[/;]\s*", text)
    if others:
        row.warn(HOLDER.name, _("Plusieurs noms : seul le premier est lu."))
    return re.sub(r"^(m\.|mme|mlle|mr)\s+", "", first.strip(), flags=re.IGNORECASE)


def _holders(row: TableRow, name: str, by_person: Mapping[str, Person]) -> list[Person]:
    if not name:
        return []
    person = by_person.get(folded(name))
    if person is None:
        words_ = _("« %(name)s » n’est pas dans l’annuaire : le poste entre sans qui le tient.")
        row.warn(HOLDER.name, words_ % {"name": name})
        return []
    return [person]


def _refuse_twice(rows: Sequence[ListRow[Post]]) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for one in rows:
        texts = (one.row.text(name) for name in (TITLE.name, EMPLOYER.name, HOLDER.name))
        title, employer, holder = map(folded, texts)
        key = (title, employer, holder)
        if key in first:
            one.row.refuse_repeated(first[key], TITLE.name)
        first.setdefault(key, one.row.row)


def post_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The posts of the cooperation and who holds them today, in the order of these fields."""
    today = timezone.localdate()
    for post in with_holders(access, posts(access)):
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
)

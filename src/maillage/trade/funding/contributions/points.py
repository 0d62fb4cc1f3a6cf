"""What do contributions tell on the pages of the other rooms?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import MANY, MOST_ALIKE, Alike, Waiting
from maillage.core.fragments import Fragment, fragments
from maillage.core.money import euros_words
from maillage.core.panels import LINES, Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import waits
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import papers
from maillage.ground.directory.models import Member
from maillage.trade.funding import permissions
from maillage.trade.funding.contributions import queries
from maillage.trade.funding.contributions.models import Contribution
from maillage.trade.funding.contributions.papers import contribution_papers
from maillage.trade.funding.contributions.readings import Standing
from maillage.trade.funding.contributions.words import overdue_words, row_reading, years_words
from maillage.trade.funding.cost_keys.models import FrozenKey
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR

MOST_YEARS = 5
NEXT_GESTURE = "funding/parts/next_gesture.html"


@panels.answer
def contributions_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What a structure is to pay, on its sheet; what a frozen key may plan, on its sharing."""
    access = as_access(reader)
    if kind == "costsharing":
        return _of_sharing(access, number)
    lines = _of_structure(access, number) if kind == "organisation" else []
    return (Panel(_("Contributions"), LINES, {"lines": lines}),) if lines else ()


def _of_structure(access: Access, number: int) -> list[Line]:
    slug, today = access.cooperation.slug, timezone.localdate()
    years = range(today.year - MOST_YEARS + 2, today.year + 2)
    table = queries.year_table(access, years, today, organisation=number)
    lines = []
    for year in reversed(years):
        for one in table.rows.get((number, year), ()):
            standing = table.standings[one.pk]
            read = row_reading(standing, year)
            is_open = one.is_proposed and not standing.called
            first = _("Clé proposée, pas encore figée") if is_open else read.words
            note = ", ".join(filter(None, (first, read.note)))
            url = reverse("funding:contribution", args=[slug, one.pk])
            lines.append(Line(str(year), note, url, calls=read.calls))
    return lines


@fragments.answer
def owed_by_a_leaver(reader: Reader, page: str, record: Model | None) -> Sequence[Fragment]:
    """What a structure that leaves was called for and has not paid."""
    if page != "directory:member_end" or not isinstance(record, Member):
        return ()
    access, today = as_access(reader), timezone.localdate()
    if not access.is_officer:
        return ()
    years = range(OLDEST_YEAR, LATEST_YEAR + 1)
    table = queries.year_table(access, years, today, organisation=record.organisation_id)
    rest = {one.pk: table.standings[one.pk].rest or 0 for row in table.rows.values() for one in row}
    owed = sum(cents for cents in rest.values() if cents > 0)
    if not owed:
        return ()
    words = _("Elle doit encore %(sum)s de contributions appelées : elles restent à recevoir.")
    return (Fragment("", {"words": words % {"sum": euros_words(owed)}}),)


def _of_sharing(access: Access, number: int) -> Sequence[Panel]:
    """The way to plan what the frozen key asks, once, then to call it."""
    if not permissions.can_edit_funding(access):
        return ()
    if not FrozenKey.objects.filter(key__sharing=number).exists():
        return ()
    slug, reason = access.cooperation.slug, _("Au montant de la clé figée.")
    planned = Contribution.objects.filter(sharing=number).first()
    if planned is None:
        url = reverse("funding:contributions_plan", args=[slug, number])
        next_one = Waiting(_("Prévoir les contributions"), reason, url)
    elif queries.to_call(access, planned.year).filter(sharing=number).exists():
        url = reverse("funding:year_call", args=[slug, planned.year])
        next_one = Waiting(_("Appeler %(year)s") % {"year": planned.year}, reason, url)
    else:
        line = Line(_("Elles sont appelées"), "", reverse("funding:contributions", args=[slug]))
        return (Panel(_("Contributions"), LINES, {"lines": [line]}, slot="next"),)
    return (Panel(_("Contributions"), NEXT_GESTURE, {"next": next_one}, "next", on_paper=False),)


@waits(
    rows=lambda cooperation, _today: Contribution.objects.filter(cooperation=cooperation),
    can=lambda access: permissions.can_read_each(access) and access.may_write,
)
def calls_wait(access: Access, today: date) -> list[Waiting]:
    """The contributions of which a day has passed: all for officers, their own for who pays."""
    late, slug = queries.late_of_all_years(access, today), access.cooperation.slug
    page = reverse("funding:contributions", args=[slug])
    if access.is_officer:
        title, url = _("Rappeler une contribution : %(who)s, %(years)s"), f"{page}?recevoir=1"
        words, verb = _("%(n)s structures à rappeler, contributions échues"), _("Les rappeler")
    else:
        title, url = _("Verser une contribution : %(who)s, %(years)s"), page
        words, verb = _("%(n)s structures ont une contribution à verser"), _("Les voir")
    alike = Alike(words, url, verb, total=len(late), least=MANY)
    return [_late_calls(slug, pairs, title, alike) for pairs in late[:MOST_ALIKE]]


def _late_calls(
    slug: str, pairs: Sequence[tuple[Contribution, Standing]], title: str, alike: Alike
) -> Waiting:
    """« Rappeler une contribution : Brolles, 2025 et 2026 », and what of it is overdue."""
    one, standing = pairs[-1]
    years = sorted({each.year for each, _state in pairs})
    who = {"who": one.organisation, "years": years_words(years)}
    read = row_reading(standing, one.year)
    is_one = len(pairs) == 1
    reason = ", ".join(filter(None, (read.words, read.note))) if is_one else overdue_words(pairs)
    return Waiting(
        title % who,
        f"{reason}.",
        reverse("funding:contribution", args=[slug, one.pk]),
        verb=_("Ouvrir la contribution"),
        alike=alike,
        part=_("%(who)s, %(years)s") % who if is_one else str(one.organisation),
    )


papers.answer(contribution_papers)

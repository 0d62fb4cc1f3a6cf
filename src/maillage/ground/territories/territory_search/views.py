"""How are the territories found written at each letter typed?"""

from collections.abc import Iterable
from html import escape

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core.templatetags.maillage import number
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.territories import permissions
from maillage.ground.territories.territory_search.queries import Suggestion, suggestions


def suggestions_html(results: Iterable[Suggestion]) -> SafeString:
    """The rows of the table of answers, in the order given."""
    in_year, inhabitants = _("en"), _("habitants")
    return SafeString("".join(_row(one, in_year, inhabitants) for one in results))


def _row(one: Suggestion, in_year: str, inhabitants: str) -> str:
    """A row; on a narrow screen, where it becomes a card, the figure says its unit."""
    counted = "–"
    if one.population is not None:
        counted = f"{number(one.population)}<small>{in_year} {one.year}</small>"
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{escape(one.name)}'
        f"<small>{escape(one.kind)}</small></th>"
        f'<td role="cell" class="wide">{escape(one.place)}</td>'
        f'<td role="cell" class="m-num">{counted}'
        f'<span class="m-cardlabel"> {inhabitants}</span></td>'
        f'<td role="cell" class="wide">{escape(one.codes)}</td></tr>'
    )


@cooperation_page(can=permissions.can_see_territories)
def territory_search(request: CooperationRequest) -> HttpResponse:
    """The territories found; htmx asks for the answers alone."""
    typed = request.GET.get("q", "").strip()
    results = suggestions(request.access, typed) if typed else []
    page = "territories/territory_search.html"
    return render(
        request,
        f"{page}#answers" if request.htmx else page,  # type: ignore[attr-defined]  # django-htmx
        {"typed": typed, "found": results},
    )

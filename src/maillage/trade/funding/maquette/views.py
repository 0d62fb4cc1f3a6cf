"""The table of operations: who pays what, in which year, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.first_rows import first_rows
from maillage.core.french import NBSP
from maillage.core.links import address
from maillage.core.money import bare_euros
from maillage.core.register import Action as Gesture
from maillage.core.register import Empty
from maillage.core.sheet import Line
from maillage.core.shell import PageLink
from maillage.core.table_files import format_wanted
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.choices import OF_AMOUNTS, SURE, Section
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.choices import has_plan_to_open
from maillage.trade.funding.maquette import words
from maillage.trade.funding.maquette.chosen import (
    NONE,
    SUMS,
    VIEWS,
    Chosen,
    axes,
    bodies,
    schemes,
)
from maillage.trade.funding.maquette.compare import compare
from maillage.trade.funding.maquette.files import maquette_file
from maillage.trade.funding.maquette.filters import Filter
from maillage.trade.funding.maquette.frozen import frozen_entries, versions
from maillage.trade.funding.maquette.html import body_html, foot_html
from maillage.trade.funding.maquette.measures import REQUESTED, has_requests, measures_offered
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.queries import broken_rules, entries
from maillage.trade.funding.maquette.readings import (
    MEASURES,
    Entry,
    Operation,
    Parts,
    added,
    open_first,
    operations,
)
from maillage.trade.funding.maquette.table import Rules, Table, no_rules, sum_rows, table_of

MOST_CHANGES, FIRST_FILTERS, FIRST_SUMS, FIRST_TO_CLOSE = 4, 3, 10, 10


@cooperation_page(can=permissions.can_open_funding)
def maquette(request: CooperationRequest) -> HttpResponse:
    """The operations of today, or as a file."""
    rows = entries(request.access)
    frozen = list(versions(request.access))
    plans = {one.plan for one in rows}
    broken = partial(broken_rules, request.access, timezone.localdate())
    table = _table(request, rows, plans, broken)
    if kind := format_wanted(request):
        return maquette_file(request, kind, table, None)
    context = _context(request, table, frozen, None)
    if frozen and table.every:
        context["since"] = _since(request, table, frozen[0], rows)
    return render(request, "funding/maquette.html", context)


@cooperation_page(can=permissions.can_open_funding)
def version(request: CooperationRequest, maquette_version: int) -> HttpResponse:
    """The operations as they were frozen, or as a file; nothing in it is written."""
    access = request.access
    one = get_object_or_404(versions(access), pk=maquette_version)
    living = readable.plans(access).filter(post__isnull=True).order_by()
    table = _table(request, frozen_entries(access, one), set(living.values_list("pk", flat=True)))
    if kind := format_wanted(request):
        return maquette_file(request, kind, table, one)
    context = _context(request, table, list(versions(access)), one)
    return render(request, "funding/maquette.html", context)


def maquette_place(request: CooperationRequest) -> tuple[PageLink, ...]:
    """Under the table of today."""
    return (PageLink(_("Maquette financière"), page_url(request, "maquette")),)


def _table(
    request: CooperationRequest,
    rows: Sequence[Entry],
    plans: set[int],
    broken: Rules = no_rules,
) -> Table:
    chosen, reads_all = Chosen.read(request.GET), request.access.is_in_team
    if chosen.measure == REQUESTED and not has_requests(rows, reads_all=reads_all):
        chosen = replace(chosen, measure=MEASURES[0])
    return table_of(
        rows,
        chosen,
        this_year=timezone.localdate().year,
        reads_all=reads_all,
        plan_urls=plan_urls(request.access, plans),
        broken=broken,
    )


def plan_urls(access: Access, plans: set[int]) -> dict[int, str]:
    """The page of each of these plans, by its number."""
    return {one: address("funding:plan", access.cooperation.slug, one) for one in plans}


def _context(
    request: CooperationRequest,
    table: Table,
    frozen: Sequence[MaquetteVersion],
    shown: MaquetteVersion | None,
) -> dict[str, object]:
    if not table.every and shown is None:
        return {"empty": _empty(request), "title": _("Maquette financière"), **audience(request)}
    return {
        "title": words.maquette_title(table.span, _measure(table), shown),
        "sentence": _sentence(request, table, shown),
        "place": maquette_place(request) if shown else (),
        "chosen": table.chosen,
        "table": table,
        "every_payer_url": _link(request, tous="1"),
        "body": body_html(table, _link(request, axe="")),
        "foot": foot_html(table),
        "legend": OF_AMOUNTS if _reads_requests(table) else SURE,
        "paste_url": page_url(request, "plans_paste")
        if shown is None and permissions.can_edit_funding(request.access)
        else "",
        "account_url": page_url(request, "account")
        if permissions.can_open_returns(request.access)
        else "",
        "every_row_url": _link(request, tout="1"),
        **_to_close(request, table),
        **_bar(table),
        **_sums_context(request, table),
        **_versions_context(request, frozen, shown),
        **audience(request),
    }


def _sentence(request: CooperationRequest, table: Table, shown: MaquetteVersion | None) -> str:
    """The table in a sentence, then what it leaves out: the posts, and no year of its sums."""
    rows = readable.plans(request.access).filter(post__isnull=False).order_by()
    posts = rows.count() if shown is None else 0
    measure = _measure(table)
    parts = (
        words.maquette_sentence(table.rows, reads_all=table.reads_all),
        words.measure_words(measure, sum(one.cents for one in sum_rows(table))) if measure else "",
        words.beside_words(posts),
    )
    return " ".join(filter(None, parts))


def _measure(table: Table) -> str:
    """What the table measures, where it is not what counts."""
    chosen = table.chosen.measure
    return "" if chosen == MEASURES[0] else _measures(table)[chosen]


def _measures(table: Table) -> Mapping[str, str]:
    return measures_offered(reads_all=table.reads_all, reads_requests=_reads_requests(table))


def _bar(table: Table) -> dict[str, object]:
    filters = _filters(table)
    return {
        "filters": filters[:FIRST_FILTERS],
        "rare_filters": filters[FIRST_FILTERS:],
        "rare_is_on": table.chosen.is_rare,
        "hidden": [("sommes", table.chosen.sums)],
        "open_count": len({one.head.plan for one in table.open_rows}) if table.reads_all else 0,
    }


def _sums_context(request: CooperationRequest, table: Table) -> dict[str, object]:
    by = table.chosen.sums
    return {
        "sum_views": [
            {"label": label, "url": f"{_link(request, sommes=key)}#m-sums", "on": key == by}
            for key, label in SUMS
        ],
        "sum_name": dict(SUMS)[by],
        "sums": _shown_sums(table),
        "measure": french.capital(_measure(table)),
        "reads_requests": _reads_requests(table),
    }


def _versions_context(
    request: CooperationRequest, frozen: Sequence[MaquetteVersion], shown: MaquetteVersion | None
) -> dict[str, object]:
    """The versions beside today, the way to compare, what a frozen one says of itself."""
    can_edit = permissions.can_edit_funding(request.access)
    today = {
        "label": _("Aujourd’hui"),
        "url": page_url(request, "maquette"),
        "current": shown is None,
    }
    tabs = [
        {
            "label": _("%(name)s, figée") % {"name": one},
            "url": page_url(request, "maquette_version", one.pk),
            "current": one == shown,
        }
        for one in frozen
    ]
    from_which = shown or (frozen[0] if frozen else None)
    return {
        "tabs": [today, *tabs] if tabs else [],
        "compare_url": page_url(request, "maquette_compared", from_which.pk) if from_which else "",
        "compare_words": _("Comparer avec aujourd’hui")
        if shown
        else _("Comparer avec « %(name)s »") % {"name": french.inner_quotes(str(from_which))},
        "shown": shown,
        "banner": words.banner(shown) if shown else "",
        "gesture": _freeze_gesture(request) if can_edit and not shown else None,
        "can_edit_version": can_edit and shown is not None and not shown.closed_words,
    }


def _freeze_gesture(request: CooperationRequest) -> Waiting:
    return Waiting(
        _("Avant qu’une instance valide"),
        _("Figez la version qu’elle a sous les yeux : ses chiffres et ses mots ne bougeront plus."),
        page_url(request, "maquette_freeze"),
        verb=_("Figer une version"),
    )


def _since(
    request: CooperationRequest, table: Table, last: MaquetteVersion, rows: Sequence[Entry]
) -> dict[str, object]:
    """The first changes since the last version, of what is asked for; the way to all of them."""
    before = frozen_entries(request.access, last)
    if narrows := table.chosen.narrows:
        before, rows = _shown_before(table, before, rows), table.entries
    changed = compare(before, rows).first
    shown = [
        Line(
            french.capital(one.operation),
            words.change_words(one, reads_all=request.access.is_in_team),
            table.plan_urls.get(one.plan, ""),
            *(("money", one.state) if one.state else ()),
        )
        for one in changed[:MOST_CHANGES]
    ]
    way = ngettext("Voir le changement", "Voir les %(n)s opérations changées", len(changed))
    return {
        "name": str(last),
        "lines": shown,
        "url": page_url(request, "maquette_compared", last.pk),
        "way": _("Voir tous les changements") if narrows else way % {"n": len(changed)},
    }


def _shown_before(table: Table, before: Sequence[Entry], rows: Sequence[Entry]) -> list[Entry]:
    """The sums of a version for the operations shown today, and for those that are no more.

    One that is balanced since is not shown, and is not gone.
    """
    hidden = {(one.plan, one.section) for one in rows} - {one.key for one in table.rows}
    every = operations(before, reads_all=table.reads_all)
    wanted = replace(table.chosen, is_open=False).narrowed(every)
    return [entry for one in wanted if one.key not in hidden for entry in one.seen]


def audience(request: CooperationRequest) -> dict[str, object]:
    """Who sees the page, as its head says it."""
    return {"audience": by_access(request, page_url(request, "maquette"))}


def _empty(request: CooperationRequest) -> Empty:
    access = request.access
    may_paste = permissions.can_edit_funding(access)
    add = page_url(request, "plan_add")
    gestures = [Gesture(_("Ouvrir un plan"), add, "plus", main=not may_paste)]
    if may_paste:
        paste = page_url(request, "plans_paste")
        gestures.insert(0, Gesture(_("Coller un tableau"), paste, "copy", main=True))
    return Empty(
        str(words.EMPTY_TITLE),
        str(words.EMPTY_WORDS if may_paste else words.EMPTY_WITHOUT_TABLE),
        tuple(gestures) if has_plan_to_open(access) else (),
        str(words.EMPTY_OTHERWISE),
    )


def _link(request: CooperationRequest, **changes: str) -> str:
    """The address of this page with these questions; a blank one is left to be written last."""
    typed = request.GET.copy()
    last = ""
    for key, value in changes.items():
        typed.pop(key, None)
        if value:
            typed[key] = value
        else:
            last = "&" if typed else ""
    return f"?{typed.urlencode()}{last}"


def _filters(table: Table) -> list[Filter]:
    chosen, every = table.chosen, [entry for one in table.every for entry in one.entries]
    years = sorted({one.year for one in every})
    sections = [(one, french.capital(str(Section(one).label))) for one in Section.values]
    names = sorted(bodies(every).items(), key=lambda one: (one[1], one[0]))
    every_axis = [(one or NONE, one or str(words.NO_AXIS)) for one in axes(table.every)]
    every_scheme = [(one, one) for one in schemes(every)]
    measures = [(key, french.capital(word)) for key, word in _measures(table).items()]
    return [
        Filter("vue", _("Colonnes"), "", [(k, str(label)) for k, label in VIEWS], table.view),
        Filter(
            *("section", _("Section"), _("Les deux sections")),
            *(sections, chosen.section),
        ),
        Filter(
            *("structure", _("Structure"), _("Toutes les structures")),
            *([(str(key), name) for key, name in names], str(chosen.structure or "")),
        ),
        Filter("mesure", _("Montants"), "", measures, chosen.measure),
        Filter("axe", _("Axe"), _("Tous les axes"), every_axis, chosen.axis),
        Filter(
            "dispositif", _("Dispositif"), _("Tous les dispositifs"), every_scheme, chosen.scheme
        ),
        Filter(
            *("annee", _("Année"), _("Toutes les années")),
            *([(str(one), str(one)) for one in years], str(chosen.year or "")),
        ),
    ]


def _reads_requests(table: Table) -> bool:
    return has_requests(table.entries, reads_all=table.reads_all)


def _shown_sums(table: Table) -> dict[str, object]:
    rows = sum_rows(table)
    others = max(len(rows) - FIRST_SUMS, 0)
    cost = sum(one.cost for one in table.rows)
    whole, cents = added(one.parts for one in rows), sum(one.cents for one in rows)
    return {
        "rows": [
            {"name": one.name, "note": one.note, **_sums(one.parts, one.cents, cost)}
            for one in rows
        ],
        "total": _sums(whole, cents, cost),
        # one row too many takes less room than the words that hide it
        "others": words.others_words(others) if others > 1 else "",
    }


def _sums(one: Parts, cents: int, cost: int) -> dict[str, str]:
    share = f"{french.number(Decimal(cents) * 100 / cost, 1)}{NBSP}%" if cost else ""
    return {
        **{stage: cents_words(part) for stage, part in one._asdict().items()},
        "counted": bare_euros(cents),
        "share": share,
    }


def cents_words(cents: int) -> str:
    """A sum of a table, a dash for none."""
    return bare_euros(cents) if cents else "–"


def _to_close(request: CooperationRequest, table: Table) -> dict[str, object]:
    """The operations that lack something, the first ones or all; the way to the others.

    Who does not read what waits cannot tell what is missing from what is only not sure.
    """
    every = open_first(table.rows) if table.reads_all else []
    first = first_rows(request, every, most=FIRST_TO_CLOSE)
    return {"to_close": first, "to_close_rows": [_waiting(table, one) for one in first.rows]}


def _waiting(table: Table, one: Operation) -> Waiting:
    """An operation that lacks something, with the way to its plan."""
    url = table.plan_urls.get(one.head.plan, "")
    return Waiting(
        french.capital(one.head.name),
        words.to_close_words(one),
        f"{url}?section={one.head.section}" if url else "",
    )

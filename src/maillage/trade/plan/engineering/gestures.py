"""The forms that write a post, an arrival, a departure, a need; the yearly return of a funder."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.shell import PageLink
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.engineering import queries, services, words
from maillage.trade.plan.engineering.forms import (
    ArrivalForm,
    DepartureForm,
    NeedForm,
    PostEndForm,
    PostForm,
    TimesForm,
)
from maillage.trade.plan.engineering.models import EngineeringNeed, Post, PostHolding
from maillage.trade.plan.engineering.rules import fte_words

posts_place = places_of(page_url, lazy("Postes financés"), "engineering", "post")
Place = tuple[PageLink, ...]
_post = one_of(queries.posts)


@cooperation_page(can=permissions.can_edit_posts)
def post_add(request: CooperationRequest) -> HttpResponse:
    """The form of a post."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: PostForm(
            sent, instance=Post(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_post(
            access=access,
            post=form.save(commit=False),
            ties=form.ties,
        ),
        page=FormPage(
            _("Ajouter un poste"),
            posts_place(request),
            _("Son employeur et son temps suffisent ; vous direz ensuite qui le tient."),
        ),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "post", one.pk),
    )


@cooperation_page(can=permissions.can_edit_posts)
def post_edit(request: CooperationRequest, post: int) -> HttpResponse:
    """The form that corrects a post; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_post, request, post),
        form=lambda one, sent: PostForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_post(
            access=access,
            post=form.save(commit=False),
            read=read,
            ties=form.ties,
        ),
        page=lambda one: FormPage(_("Corriger ce poste"), posts_place(request, one), one.title),
        done=lambda one: _("« %(name)s » est à jour.") % {"name": one},
    )


@cooperation_page(can=permissions.can_edit_posts)
def post_times(request: CooperationRequest, post: int) -> HttpResponse:
    """The form that says what the time of a post is for."""
    return edit_page(
        request,
        partial(_post, request, post),
        form=lambda one, sent: TimesForm(sent, post=one, times=queries.times_of(one)),
        save=lambda one, form, read: services.set_times(
            access=request.access, post=one, read=read, times=form.times
        ),
        page=lambda one: FormPage(
            _("Dire à quoi sert ce temps"), posts_place(request, one), one.title
        ),
        done=_("Le temps par mission est à jour."),
    )


@cooperation_page(can=permissions.can_edit_posts)
def holding_add(request: CooperationRequest, post: int) -> HttpResponse:
    """The form of an arrival; what the funder must be told is then due."""
    one = _post(request, post)
    return add_page(
        request,
        form=lambda sent: ArrivalForm(sent, post=one, access=request.access),
        save=lambda form: services.arrive(access=request.access, post=one, **form.cleaned_data),
        page=FormPage(
            _("Noter une arrivée"),
            posts_place(request, one),
            _("%(name)s. La déclaration au financeur s’inscrit dans ce qui lui est dû.")
            % {"name": one.title},
        ),
        done=lambda holding: _("%(name)s tient ce poste.") % {"name": holding},
    )


@cooperation_page(can=permissions.can_edit_posts)
def holding_end(request: CooperationRequest, post_holding: int) -> HttpResponse:
    """The form of a departure; the vacancy is then to be declared."""
    rows = PostHolding.objects.filter(post__cooperation=request.access.cooperation_id)
    rows = rows.select_related("post", "person")
    return edit_page(
        request,
        lambda: get_object_or_404(rows, pk=post_holding),
        form=lambda one, sent: DepartureForm(sent, since=one.since, until=one.until),
        save=lambda one, form, read: services.leave(
            access=request.access, holding=one, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda one: FormPage(
            _("Noter un départ"),
            posts_place(request, one.post),
            _("%(name)s quitte « %(post)s » : ce qui a été reste.")
            % {"name": one, "post": french.inner_quotes(one.post.title)},
            ends=True,
        ),
        done=lambda one: _("Le départ de %(name)s est noté.") % {"name": one},
    )


@cooperation_page(can=permissions.can_edit_posts)
def post_end(request: CooperationRequest, post: int) -> HttpResponse:
    """The form that says when a post ceases to be."""
    return edit_page(
        request,
        partial(_post, request, post),
        form=lambda one, sent: PostEndForm(sent, since=one.since, until=one.until),
        save=lambda one, form, read: services.end_post(
            access=request.access, post=one, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda one: FormPage(
            _("Mettre fin à ce poste"),
            posts_place(request, one),
            _("%(name)s : qui le tient le quitte ce jour-là ; ce qui a été reste.")
            % {"name": one.title},
            ends=True,
        ),
        done=_("Le poste prend fin ce jour-là."),
    )


@cooperation_page(can=permissions.can_edit_posts)
def need_add(request: CooperationRequest) -> HttpResponse:
    """The form of what a mission needs in a year."""
    access, today = request.access, timezone.localdate()
    year = today.year + 1 if today.month >= 10 else today.year
    return add_page(
        request,
        form=lambda sent: NeedForm(
            sent, instance=EngineeringNeed(cooperation=access.cooperation, year=year)
        ),
        save=lambda form: services.keep_need(access=access, need=form.save(commit=False)),
        page=FormPage(
            _("Noter un besoin"),
            posts_place(request),
            _("Ce que le plan demande à une mission dans l’année, d’après la convention ou vous."),
        ),
        done=_("Le besoin est noté."),
    )


@cooperation_page(can=permissions.can_edit_posts)
def need_edit(request: CooperationRequest, engineering_need: int) -> HttpResponse:
    """The form that corrects a need; who writes second sees both texts."""
    access = request.access
    rows = EngineeringNeed.objects.filter(cooperation=access.cooperation_id)
    return edit_page(
        request,
        lambda: get_object_or_404(rows, pk=engineering_need),
        form=lambda one, sent: NeedForm(sent, instance=one),
        save=lambda _one, form, read: services.keep_need(
            access=access, need=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(_("Corriger ce besoin"), posts_place(request), str(one)),
        done=_("Le besoin est à jour."),
    )


@cooperation_page(can=permissions.can_edit_posts)
def posts_return(request: CooperationRequest, post_funder: int) -> HttpResponse:
    """The yearly return of a funder, `?export=` as a file: its posts, who held them, when.

    Without a format, one goes back to the posts.
    """
    access, today = request.access, timezone.localdate()
    funder = get_object_or_404(queries.funders_of_posts(access), pk=post_funder)
    kind = format_wanted(request)
    if not kind:
        return redirect(page_url(request, "engineering"))
    rows = queries.with_holders(access, queries.posts(access).filter(funders=funder))
    headers = [
        *(_("Employeur"), _("Poste"), _("ETP prévu"), _("Tenu par"), _("ETP tenu")),
        *(_("Depuis le"), _("Jusqu’au"), _("Missions")),
    ]
    name = f"postes-{today.year}-{today.isoformat()}"
    title = _("Postes %(year)s, %(name)s") % {
        "year": today.year,
        "name": funder.short_name or funder.name,
    }
    lines = list(_return_lines(access, list(rows), today))
    return table_response(kind, name, title, headers, lines)


def _return_lines(access: Access, rows: list[Post], today: date) -> Iterator[list[Value]]:
    """One line for each who held a post in the year; one for a post that nobody held."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    readable = queries.readable_people(access, rows)
    for one in rows:
        if (one.until or last) < first or (one.since or first) > last:
            continue
        times = ", ".join(
            f"{time.get_mission_display()} {fte_words(time.fte)}" for time in one.times.all()
        )
        filled = [
            row
            for row in one.holdings.all()
            if (row.until or last) >= first and (row.since or first) <= last
        ]
        start: list[Value] = [one.employer.name, one.title, float(one.fte)]
        for row in filled:
            name = words.holder_words(row, readable)
            yield [*start, name, float(row.fte), row.since, row.until, times]
        if not filled:
            yield [*start, _("vacant"), 0, None, None, times]

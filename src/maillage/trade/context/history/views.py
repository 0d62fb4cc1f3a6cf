"""What did these structures live together, how did it end, what is left of it?"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.numbers import read_number
from maillage.core.panels import panels
from maillage.core.register import Action, Empty
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.core.timeline import answer_timeline
from maillage.core.timeline.description import Landmark, Line, Span, Timeline
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access, by_level
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.actors.sources.queries import Drawn, can_read_source, drawn_from
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.records.models.periods import last_day
from maillage.law.election_period import listed_elections
from maillage.law.words import ELECTIONS
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choices import Trust
from maillage.trade.context.choosing import organisations_to_offer
from maillage.trade.context.history import queries, services
from maillage.trade.context.history.forms import RelationForm, relation_initial
from maillage.trade.context.history.models import Relation
from maillage.trade.context.history.queries import RelationSheet
from maillage.trade.context.history.words import (
    became_words,
    closed_words,
    dates_words,
    history_reading,
    parties_words,
    relation_sentence,
    trust_words,
)

history_place = places_of(page_url, lazy("Histoire"), "history", "relation")
_get_relation = one_of(queries.relations)


@cooperation_page(can=permissions.can_open_history)
def history(request: CooperationRequest) -> HttpResponse:
    """The relations drawn over the years, and the same as a table; `?structure=` narrows them."""
    access = request.access
    requested_organisation = request.GET.get("structure", "")
    everything = queries.visible_relations(access)
    relations = queries.of_structure(everything, requested_organisation)
    may_keep = permissions.can_keep_history(access)
    context = {
        "reading": history_reading(relations, timezone.localdate()),
        "closed": closed_words(everything),
        "structures": queries.structures_of(access, everything),
        "structure": requested_organisation,
        "add_url": page_url(request, "relation_add") if may_keep else "",
        "empty": None if everything else _empty(request, may_keep=may_keep),
        "audience": by_access(request, page_url(request, "history")),
    }
    timeline = history_timeline(access, everything, relations)
    return answer_timeline(request, timeline, template="context/history.html", context=context)


@cooperation_page(can=permissions.can_open_history)
def relation(request: CooperationRequest, relation: int) -> HttpResponse:
    """The sheet of one relation."""
    sheet = queries.relation_sheet(request.access, _get_relation(request, relation))
    context = {
        "details": sheet,
        "sheet": shown_relation(request.access, sheet),
        "may_keep": permissions.can_keep_history(request.access),
        "audience": by_level(request, sheet.relation, "#qui-voit"),
    }
    return render(request, "context/relation.html", context)


@cooperation_page(can=permissions.can_keep_history)
def relation_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a relation is told; `?structure=` ticks one, `?note=` draws its words."""
    requested_organisation = read_number(request.GET.get("structure", ""))
    return add_page(
        request,
        form=lambda sent: RelationForm(
            sent,
            organisations=organisations_to_offer(request.access),
            drawn=drawn_from(request.access, request.GET.dict()),
            initial={"organisations": [requested_organisation] if requested_organisation else []},
        ),
        save=lambda form: services.record_relation(
            author=request.user,
            relation=form.written_on(Relation(cooperation=request.access.cooperation)),
            source=form.source,
            organisations=form.parties,
        ),
        page=FormPage(
            _("Raconter une relation"),
            history_place(request),
            _("Une phrase et une année suffisent. Dites qui le raconte."),
        ),
        done=lambda relation: _("« %(name)s » est dans l’histoire.") % {"name": relation},
        to=lambda relation: page_url(request, "relation", relation.pk),
    )


@cooperation_page(can=permissions.can_keep_history)
def relation_edit(request: CooperationRequest, relation: int) -> HttpResponse:
    """The form that corrects a relation; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_relation(request, relation),
        form=lambda relation, sent: _form(request, relation, sent),
        save=lambda relation, form, read: services.edit_relation(
            author=request.user,
            relation=form.written_on(relation),
            read=read,
            source=form.source,
            organisations=form.parties,
        ),
        page=lambda relation: FormPage(
            _("Corriger ce récit"), history_place(request, relation), relation.label
        ),
        done=lambda relation: _("« %(name)s » est à jour.") % {"name": relation},
    )


def _form(request: CooperationRequest, relation: Relation, sent: Sent) -> RelationForm:
    parties = [party.organisation_id for party in relation.parties.all()]
    source = relation.source
    is_drawn = bool(source.words) or not can_read_source(request.access, source)
    return RelationForm(
        sent,
        organisations=organisations_to_offer(request.access, parties),
        drawn=Drawn(source, relation.said) if is_drawn else None,
        initial=relation_initial(relation),
    )


def _empty(request: CooperationRequest, *, may_keep: bool) -> Empty:
    add = Action(_("Raconter une relation"), page_url(request, "relation_add"), "plus", main=True)
    return Empty(
        _("L’histoire n’est pas encore racontée"),
        _(
            "Commencez par la dernière fois que deux de ces structures ont travaillé ensemble : "
            "quoi, en quelle année, comment cela a fini."
        ),
        (add,) if may_keep else (),
    )


THICKNESS = {Trust.GAINED.value: "firm", Trust.WORN.value: "worn"}
LOCAL = "municipal"


_lines: Remembered[Mapping[int, Line]] = Remembered(20)


def history_timeline(
    access: Access, everything: Sequence[Relation], relations: Sequence[Relation]
) -> Timeline:
    """One line for each relation told, oldest first; elections as landmarks.

    `everything` holds all that this reader may see: its lines are written again after a change
    only.
    """
    key = (access.cooperation_id, access.user_id, access.role)
    lines = _lines.of(
        key,
        access.cooperation.workspace_id,
        lambda: {one.pk: _line(access, one) for one in everything},
    )
    return Timeline(
        caption=_("L’histoire des relations"),
        filename="histoire",
        line_title=_("Relation"),
        words_title=_("Ce qu’il en reste"),
        list_title=_("Relation par relation"),
        lines=[lines[one.pk] for one in relations],
        landmarks=_elections(relations),
        headers=(_("Raconté par"),),
        thicknesses=(
            ("firm", str(Trust.GAINED.label)),
            ("plain", str(Trust.INTACT.label)),
            ("worn", str(Trust.WORN.label)),
        ),
    )


def _line(access: Access, one: Relation) -> Line:
    return Line(
        label=one.label,
        note=parties_words(one),
        url=reverse("context:relation", args=[access.cooperation.slug, one.pk]),
        spans=(_span(access, one),),
    )


def _span(access: Access, one: Relation) -> Span:
    since = one.since or one.until or date(2000, 1, 1)
    until = last_day(one.until, one.until_precision) if one.until else None
    return Span(
        start=since,
        end=until,
        words=trust_words(one),
        end_mark=one.ending,
        thickness=THICKNESS.get(one.trust, "plain"),
        closed=one.visibility in NARROW,
        details=(source_words(access, one.source),),
        dates=dates_words(one),
        ending=_("fin de cette relation"),
    )


def _elections(relations: Sequence[Relation]) -> tuple[Landmark, ...]:
    """The municipal elections whose days are known, when there is something to place."""
    if not relations:
        return ()
    return tuple(
        Landmark(min(one.polls), f"{ELECTIONS[one.election]} {min(one.polls).year}")
        for one in listed_elections()
        if one.polls and one.election == LOCAL
    )


def shown_relation(access: Access, sheet: RelationSheet) -> Sheet:
    """The sheet of a relation as the page draws it."""
    slug, one = access.cooperation.slug, sheet.relation
    return Sheet(
        title=one.label,
        sentence=relation_sentence(one),
        place=(PageLink(_("Histoire"), reverse("context:history", args=[slug])),),
        facts=tuple(fact for fact in _facts(access, one) if fact.value),
        panels=tuple(panels.ask(access, "relation", one.pk)),
        readers=_readers(one),
    )


def _facts(access: Access, one: Relation) -> list[Fact]:
    slug = access.cooperation.slug
    linked = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        (
            (
                reverse("directory:organisation", args=[slug, party.organisation_id]),
                party.organisation.name,
            )
            for party in one.parties.all()
        ),
    )
    became = "; ".join(filter(None, (became_words(p.organisation) for p in one.parties.all())))
    return [
        Fact(_("Structures"), linked, became),
        Fact(_("Hors annuaire"), one.others),
        Fact(_("Ce qu’il en reste"), trust_words(one)),
        Fact(_("Raconté par"), source_words(access, one.source)),
    ]


def _readers(one: Relation) -> tuple[Readers, ...]:
    icon = "lock" if one.visibility in NARROW else "eye"
    who = str(Visibility(one.visibility).label).capitalize()
    return (Readers(icon, who, _("ce récit, ici et dans les comptes")),)

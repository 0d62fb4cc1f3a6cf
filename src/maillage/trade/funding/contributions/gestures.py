"""The forms that plan contributions, call a year, note a call or a receipt, cancel a call."""

from functools import partial

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.contributions import queries, services, words
from maillage.trade.funding.contributions.forms import (
    CallForm,
    CancelForm,
    ContributionForm,
    ReceiptForm,
    YearCallForm,
)
from maillage.trade.funding.contributions.models import (
    KEY_FIRST,
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.contributions.readings import Standing
from maillage.trade.funding.cost_keys.queries import sharings
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR

_contribution = one_of(queries.contributions)
contributions_place = places_of(page_url, lazy("Contributions"), "contributions", "contribution")


def _call(request: CooperationRequest, number: int) -> ContributionCall:
    rows: QuerySet[ContributionCall] = queries.calls(request.access)
    return get_object_or_404(rows.select_related("contribution__organisation"), pk=number)


def _receipt(request: CooperationRequest, number: int) -> ContributionReceipt:
    rows: QuerySet[ContributionReceipt] = queries.receipts(request.access)
    return get_object_or_404(rows.select_related("contribution__organisation"), pk=number)


@cooperation_page(can=permissions.can_edit_funding)
def contribution_add(request: CooperationRequest) -> HttpResponse:
    """The form of a contribution."""
    access = request.access
    new = Contribution(cooperation=access.cooperation, year=timezone.localdate().year)
    return add_page(
        request,
        form=lambda sent: ContributionForm(sent, instance=new, access=access),
        save=lambda form: services.add_contribution(
            access=access, contribution=form.save(commit=False)
        ),
        page=FormPage(
            _("Noter une contribution"),
            contributions_place(request),
            _("Elle est prévue ; l’appel vient ensuite, pour toute l’année ou pour elle seule."),
            again=_("Enregistrer, et une autre"),
        ),
        done=_("La contribution est notée."),
        to=lambda one: page_url(request, "contribution", one.pk),
    )


@cooperation_page(can=permissions.can_edit_funding)
def contribution_edit(request: CooperationRequest, contribution: int) -> HttpResponse:
    """The form that corrects a contribution; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_contribution, request, contribution),
        form=lambda one, sent: ContributionForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_contribution(
            access=access, contribution=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger la contribution"),
            contributions_place(request, one),
            str(one),
            before=PageLink(
                _("Retirer cette contribution"), page_url(request, "contribution_remove", one.pk)
            ),
        ),
        done=_("La contribution est à jour."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def contribution_succeed(request: CooperationRequest, contribution: int) -> HttpResponse:
    """The button by which the structure that took over from another takes its contribution."""
    rows = queries.contributions(request.access)
    if taken := rows.filter(taken_from=contribution).first():
        return redirect(page_url(request, "contribution", taken.pk))
    one = _contribution(request, contribution)
    successor, back = one.organisation.successor, page_url(request, "contribution", one.pk)
    if successor is None:
        why = _("Rien ne dit qui lui succède : la contribution ne change pas.")
        return closed_page(request, why, back)
    if one.organisation.ended_on is None:
        why = _("Rien ne dit quand cette structure a pris fin : la contribution ne change pas.")
        return closed_page(request, why, back)
    names = {
        "of": french.of_body(one.organisation),
        "to": french.to_body(str(successor)),
    }
    return drop_page(
        request,
        drop=lambda: services.succeed(access=request.access, contribution=one),
        page=FormPage(
            _("Reprendre la contribution %(of)s") % names,
            contributions_place(request, one),
            _("Ce qui est prévu, appelé et reçu passe %(to)s ; la contribution %(of)s reste telle "
              "quelle, et ne se compte plus.") % names,
        ),
        done=_("La contribution est reprise."),
        # Which shows the contribution that took it over: the former one is shown no more.
        to=request.get_full_path(),
        under=one,
    )  # fmt: skip


@cooperation_page(can=permissions.can_edit_funding)
def contribution_remove(request: CooperationRequest, contribution: int) -> HttpResponse:
    """The button that removes a contribution noted by mistake."""
    one = _contribution(request, contribution)
    return drop_page(
        request,
        drop=lambda: services.remove_contribution(access=request.access, contribution=one),
        page=FormPage(
            _("Retirer cette contribution"),
            contributions_place(request, one),
            _("%(name)s : ses appels et ses versements disparaissent aussi.") % {"name": one},
        ),
        done=_("La contribution est retirée."),
        to=page_url(request, "contributions"),
    )


@cooperation_page(can=permissions.can_edit_funding)
def contributions_plan(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The button that plans what a frozen key asks of each structure."""
    sharing = get_object_or_404(sharings(request.access), pk=cost_sharing)
    sheet = PageLink(str(sharing), page_url(request, "sharing", sharing.pk))
    if sharing.frozen is None:
        return closed_page(request, str(KEY_FIRST), sheet.url)
    return add_page(
        request,
        form=Form,
        save=lambda _form: services.plan_from_key(access=request.access, sharing=sharing),
        page=FormPage(
            _("Prévoir les contributions"),
            (*contributions_place(request), sheet),
            _("Chaque structure aura sa contribution de %(year)s, au montant de la clé figée.")
            % {"year": sharing.year},
            submit=_("Prévoir les contributions"),
        ),
        done=_planned_words,
        to=lambda _rows: page_url(request, "contributions"),
    )


@cooperation_page(can=permissions.can_edit_funding)
def year_call(request: CooperationRequest, year: int) -> HttpResponse:
    """The form that calls a year: one call or several, each with its part and its day."""
    access = request.access
    if not OLDEST_YEAR <= year <= LATEST_YEAR:
        raise Http404
    rows = list(queries.to_call(access, year).order_by("pk"))
    return add_page(
        request,
        form=lambda sent: YearCallForm(sent, rows=rows),
        save=lambda form: services.call_year(
            access=access,
            year=year,
            parts=form.parts,
            called_on=form.cleaned_data["called_on"],
        ),
        page=FormPage(
            _("Appeler %(year)s") % {"year": year},
            contributions_place(request),
            words.year_call_words(rows, list(queries.waiting_for_key(access, year)), year),
            submit=_("Appeler"),
            template="funding/year_call.html",
        ),
        done=_called_words,
        to=lambda _rows: page_url(request, "contributions"),
    )


@cooperation_page(can=permissions.can_edit_funding)
def call_add(request: CooperationRequest, contribution: int) -> HttpResponse:
    """The form of one call."""
    one = _contribution(request, contribution)
    if one.is_proposed and one.sharing_id is not None:
        sharing = page_url(request, "sharing", one.sharing_id)
        return closed_page(request, _("Figez d’abord une clé de ce partage."), sharing)
    call = ContributionCall(contribution=one, called_on=timezone.localdate())
    return add_page(
        request,
        form=lambda sent: CallForm(sent, instance=call),
        save=lambda form: services.add_call(access=request.access, call=form.save(commit=False)),
        page=FormPage(_("Noter un appel"), contributions_place(request, one), str(one)),
        done=_("L’appel est noté."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def call_edit(request: CooperationRequest, contribution_call: int) -> HttpResponse:
    """The form that corrects a call; who writes second sees both texts."""
    return edit_page(
        request,
        partial(_call, request, contribution_call),
        form=lambda one, sent: CallForm(sent, instance=one),
        save=lambda _one, form, read: services.edit_call(
            access=request.access, call=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger un appel"),
            contributions_place(request, one.contribution),
            str(one.contribution),
        ),
        done=_("L’appel est à jour."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def call_cancel(request: CooperationRequest, contribution_call: int) -> HttpResponse:
    """The form that cancels a call, with its reason."""
    one = _call(request, contribution_call)
    return add_page(
        request,
        form=CancelForm,
        save=lambda form: services.cancel_call(
            access=request.access, call=one, reason=form.cleaned_data["reason"]
        ),
        page=FormPage(
            _("Annuler cet appel"),
            contributions_place(request, one.contribution),
            _("%(sum)s ne sont plus appelés ; l’appel reste lisible, avec sa raison.")
            % {"sum": euros_words(one.cents)},
            ends=True,
        ),
        done=_("L’appel est annulé."),
        under=one,
    )


@cooperation_page(can=permissions.can_edit_funding)
def receipt_add(request: CooperationRequest, contribution: int) -> HttpResponse:
    """The form of what came."""
    one = _contribution(request, contribution)
    receipt = ContributionReceipt(contribution=one, on=timezone.localdate())
    return add_page(
        request,
        form=lambda sent: ReceiptForm(sent, instance=receipt, state=_standing(request, one)),
        save=lambda form: services.add_receipt(
            access=request.access, receipt=form.save(commit=False)
        ),
        page=FormPage(
            _("Noter un versement"),
            contributions_place(request, one),
            _("Il règle d’abord le plus ancien appel. Hors de vous, qui paie est seul à le lire."),
        ),
        done=lambda _receipt: words.receipt_words(_standing(request, one)),
    )


@cooperation_page(can=permissions.can_edit_funding)
def receipt_remove(request: CooperationRequest, contribution_receipt: int) -> HttpResponse:
    """The button that removes a receipt noted by mistake."""
    one = _receipt(request, contribution_receipt)
    return drop_page(
        request,
        drop=lambda: services.remove_receipt(access=request.access, receipt=one),
        page=FormPage(
            _("Retirer ce versement"),
            contributions_place(request, one.contribution),
            _("%(sum)s ne sont plus comptés comme reçus.") % {"sum": euros_words(one.cents)},
        ),
        done=_("Le versement est retiré."),
    )


def _standing(request: CooperationRequest, one: Contribution) -> Standing:
    """Where it stands now, as the officers read it."""
    read = queries.one_contribution(request.access, one.pk)
    if read is None:
        raise Http404
    return queries.standing_of(read, None, timezone.localdate())


def _planned_words(rows: list[Contribution]) -> str:
    if not rows:
        return _("Elles étaient déjà prévues : rien ne change.")
    return ngettext(
        "Une contribution est prévue.", "%(n)s contributions sont prévues.", len(rows)
    ) % {"n": french.capital(french.in_words(len(rows), feminine=True))}


def _called_words(rows: list[ContributionCall]) -> str:
    if not rows:
        return _("Rien n’était à appeler.")
    return ngettext("Un appel est noté.", "%(n)s appels sont notés.", len(rows)) % {
        "n": french.capital(french.in_words(len(rows)))
    }

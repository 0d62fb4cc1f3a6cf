"""The forms that share a sum: its structures, its measures, its values, its keys, the choice."""

from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
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
from maillage.trade.funding.cost_keys import queries, services, words
from maillage.trade.funding.cost_keys.amended import amendments_to_price
from maillage.trade.funding.cost_keys.forms import (
    ChoiceForm,
    CriterionForm,
    FreezeForm,
    KeyForm,
    SharingForm,
    ValuesForm,
)
from maillage.trade.funding.cost_keys.freezing import freeze_key, freeze_problem
from maillage.trade.funding.cost_keys.models import CostKey, CostSharing, SharingCriterion
from maillage.trade.funding.cost_keys.tried import tried_weights

_sharing = one_of(queries.sharings)
keys_place = places_of(page_url, lazy("Clés de répartition"), "cost_keys", "sharing")


def _key(request: CooperationRequest, number: int) -> CostKey:
    rows = CostKey.objects.filter(sharing__cooperation=request.access.cooperation_id)
    return get_object_or_404(rows.select_related("sharing__cooperation"), pk=number)


def _criterion(request: CooperationRequest, number: int) -> SharingCriterion:
    rows = SharingCriterion.objects.filter(sharing__cooperation=request.access.cooperation_id)
    return get_object_or_404(rows.select_related("sharing__cooperation"), pk=number)


@cooperation_page(can=permissions.can_edit_funding)
def sharing_add(request: CooperationRequest) -> HttpResponse:
    """The form that puts a sum to be shared."""
    access = request.access
    new = CostSharing(cooperation=access.cooperation, year=timezone.localdate().year + 1)
    return add_page(
        request,
        form=lambda sent: SharingForm(sent, instance=new, access=access),
        save=lambda form: services.add_sharing(
            access=access, sharing=form.save(commit=False), organisations=form.organisations
        ),
        page=FormPage(
            _("Partager une somme"),
            keys_place(request),
            _("Maillage propose trois clés, et y met les habitants qu’il connaît."),
        ),
        done=_("Le partage est ouvert : comparez ses clés."),
        to=lambda one: page_url(request, "sharing", one.pk),
    )


@cooperation_page(can=permissions.can_edit_funding)
def sharing_edit(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The form that corrects a sharing; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_sharing, request, cost_sharing),
        form=lambda one, sent: SharingForm(
            sent, instance=one, access=access, members=list(one.members.all())
        ),
        save=lambda _one, form, read: services.edit_sharing(
            access=access,
            sharing=form.save(commit=False),
            read=read,
            organisations=form.organisations,
        ),
        page=lambda one: FormPage(_("Corriger le partage"), keys_place(request, one), str(one)),
        done=_("Le partage est à jour."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def sharing_remove(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The button that removes a sharing."""
    one = _sharing(request, cost_sharing)
    return drop_page(
        request,
        drop=lambda: services.remove_sharing(access=request.access, sharing=one),
        page=FormPage(
            _("Supprimer ce partage"),
            keys_place(request, one),
            _("Ses critères, leurs valeurs et ses clés disparaissent avec lui."),
        ),
        done=_("Le partage est supprimé."),
        to=page_url(request, "cost_keys"),
        under=one,
        refused={services.StillPaidError: NON_FIELD_ERRORS},
    )


@cooperation_page(can=permissions.can_edit_funding)
def sharing_values(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The table of values, to type or to paste; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_sharing, request, cost_sharing),
        form=lambda one, sent: ValuesForm(sent, sheet=queries.sharing_sheet(access, one)),
        save=lambda one, form, read: services.keep_values(
            access=access,
            sharing=one,
            read=read,
            values=form.cleaned_data["table"].values,
            sums=form.cleaned_data["table"].sums,
        ),
        page=lambda one: FormPage(
            _("Remplir le tableau des valeurs"),
            keys_place(request, one),
            _("Les valeurs servent à toutes les clés."),
            before=PageLink(_("Ajouter un critère"), page_url(request, "criterion_add", one.pk)),
        ),
        done=_("Les valeurs sont notées : les clés sont recalculées."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def criterion_add(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The form of one more measure."""
    one = _sharing(request, cost_sharing)
    return add_page(
        request,
        form=lambda sent: CriterionForm(sent, instance=SharingCriterion(sharing=one)),
        save=lambda form: services.add_criterion(
            access=request.access, criterion=form.save(commit=False)
        ),
        page=FormPage(
            _("Ajouter un critère"),
            keys_place(request, one),
            _("Il aura sa colonne dans le tableau, et un poids dans chaque clé."),
        ),
        done=_("Le critère est ajouté : donnez ses valeurs."),
        to=lambda _one: page_url(request, "sharing_values", one.pk),
        under=one,
    )


@cooperation_page(can=permissions.can_edit_funding)
def criterion_edit(request: CooperationRequest, sharing_criterion: int) -> HttpResponse:
    """The form that corrects a measure; who writes second sees both texts."""
    return edit_page(
        request,
        partial(_criterion, request, sharing_criterion),
        form=lambda one, sent: CriterionForm(sent, instance=one),
        save=lambda _one, form, read: services.edit_criterion(
            access=request.access, criterion=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger un critère"),
            keys_place(request, one.sharing),
            str(one),
            before=PageLink(_("Retirer ce critère"), page_url(request, "criterion_remove", one.pk)),
        ),
        done=_("Le critère est à jour."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def criterion_remove(request: CooperationRequest, sharing_criterion: int) -> HttpResponse:
    """The button that removes a measure."""
    one = _criterion(request, sharing_criterion)
    return drop_page(
        request,
        drop=lambda: services.remove_criterion(access=request.access, criterion=one),
        page=FormPage(
            _("Retirer ce critère"),
            keys_place(request, one.sharing),
            _("« %(name)s » : ses valeurs et ses poids disparaissent.")
            % {"name": french.inner_quotes(str(one))},
        ),
        done=_("Le critère est retiré."),
        under=one,
    )


@cooperation_page(can=permissions.can_edit_funding)
def key_add(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The form of one more key."""
    access, one = request.access, _sharing(request, cost_sharing)
    sheet = queries.sharing_sheet(access, one)
    if not services.free_letters(one):
        raise Http404
    return add_page(
        request,
        form=lambda sent: KeyForm(
            sent,
            instance=CostKey(sharing=one),
            sheet=sheet,
            amendments=amendments_to_price(access),
        ),
        save=lambda form: services.add_key(
            access=access, key=form.save(commit=False), weights=form.weights, bounds=form.bounds
        ),
        page=FormPage(
            _("Composer une clé"),
            keys_place(request, one),
            words.weights_words(),
        ),
        done=lambda key: _("La clé %(letter)s est ajoutée.") % {"letter": key.letter},
        to=lambda _key: page_url(request, "sharing", one.pk),
        under=one,
    )


@cooperation_page(can=permissions.can_edit_funding)
def key_edit(request: CooperationRequest, cost_key: int) -> HttpResponse:
    """The form that changes a key, with the weights that were tried; both texts are shown."""
    access = request.access
    return edit_page(
        request,
        partial(_key, request, cost_key),
        form=lambda one, sent: KeyForm(
            sent,
            instance=one,
            sheet=queries.sharing_sheet(access, one.sharing),
            amendments=amendments_to_price(access, one.amendment_id),
            tried=tried_weights(request.GET.dict()),
        ),
        save=lambda _one, form, read: services.edit_key(
            access=access,
            key=form.save(commit=False),
            read=read,
            weights=form.weights,
            bounds=form.bounds,
        ),
        page=lambda one: FormPage(
            _("Composer la clé %(letter)s") % {"letter": one.letter},
            keys_place(request, one.sharing),
            words.weights_words(),
            before=PageLink(_("Retirer cette clé"), page_url(request, "key_remove", one.pk)),
        ),
        done=lambda one: _("La clé %(letter)s est à jour.") % {"letter": one.letter},
    )


@cooperation_page(can=permissions.can_edit_funding)
def key_remove(request: CooperationRequest, cost_key: int) -> HttpResponse:
    """The button that removes a key."""
    one = _key(request, cost_key)
    return drop_page(
        request,
        drop=lambda: services.remove_key(access=request.access, key=one),
        page=FormPage(
            _("Retirer cette clé"),
            keys_place(request, one.sharing),
            _("« %(name)s » disparaît ; les critères et leurs valeurs restent.")
            % {"name": french.inner_quotes(one.label)},
        ),
        done=_("La clé est retirée."),
        under=one,
    )


@cooperation_page(can=permissions.can_edit_funding)
def key_choose(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The form by which a key is proposed, with what will settle it."""
    access = request.access
    return edit_page(
        request,
        partial(_sharing, request, cost_sharing),
        form=lambda one, sent: ChoiceForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.choose_key(
            access=access, sharing=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Proposer une clé"),
            keys_place(request, one),
            words.to_be_frozen_words(),
        ),
        done=lambda one: (
            _("La clé %(letter)s est proposée.") % {"letter": one.chosen.letter}
            if one.chosen
            else _("Aucune clé n’est proposée pour l’instant.")
        ),
    )


@cooperation_page(can=permissions.can_edit_funding)
def key_freeze(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The button that freezes the proposed key in its decision."""
    access = request.access
    one = _sharing(request, cost_sharing)
    problem = freeze_problem(queries.sharing_sheet(access, one))
    if problem and request.method == "GET":
        return closed_page(request, problem, page_url(request, "sharing", one.pk))
    return edit_page(
        request,
        partial(_sharing, request, cost_sharing),
        form=lambda one, sent: FreezeForm(sent, sheet=queries.sharing_sheet(access, one)),
        save=lambda one, _form, read: freeze_key(access=access, sharing=one, read=read),
        page=lambda one: FormPage(
            _("Figer la clé proposée"),
            keys_place(request, one),
            words.frozen_words(queries.sharing_sheet(access, one)),
            ends=True,
        ),
        done=_("La clé est figée."),
    )

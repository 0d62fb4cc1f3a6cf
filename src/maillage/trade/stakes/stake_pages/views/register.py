"""What is at stake: the register, the sheet of a stake, and what becomes of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    edit_page,
)
from maillage.foundation.journal.services import record_opening
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import Place, page_url, positions_place, readers_of
from maillage.trade.stakes.stake_pages.views.pages import shown_stake, stake_register, told_of
from maillage.trade.stakes.stakes import queries, services
from maillage.trade.stakes.stakes.forms import CloseForm, FollowForm, LabelForm, StakeForm
from maillage.trade.stakes.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.stakes.services import SameNameError
from maillage.trade.stakes.themes.queries import themes


@cooperation_page(can=permissions.can_open_stakes)
def stakes(request: CooperationRequest) -> HttpResponse:
    """The register of stakes."""
    return answer_register(
        request,
        stake_register(request.access),
        queries.stakes(request.access),
        template="stakes/stakes.html",
        context={
            "place": positions_place(request),
            "audience": Audience(_("chacun selon son accès"), page_url(request, "stakes")),
        },
    )


@cooperation_page(can=permissions.can_open_stakes)
def stake(request: CooperationRequest, stake: int) -> HttpResponse:
    """The sheet of a stake; opening positions that are for officers is recorded."""
    found = _found(request, stake)
    told = told_of(request.access, found)
    if told.holds_narrow:
        record_opening(request.user, found, cooperation_id=request.access.cooperation_id)
    context = {
        "told": told,
        "sheet": shown_stake(request.access, told),
        "may_keep": permissions.can_keep_stakes(request.access),
        "audience": readers_of(request, narrow=told.holds_narrow),
    }
    return render(request, "stakes/stake.html", context)


@cooperation_page(can=permissions.can_keep_stakes)
def stake_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a stake is named."""
    return add_page(
        request,
        form=lambda sent: _form(request, Stake(since=timezone.localdate()), sent),
        save=lambda form: services.open_stake(access=request.access, stake=form.save(commit=False)),
        page=FormPage(
            _("Nommer un enjeu"),
            stakes_place(request),
            _("Une question sur laquelle chaque structure peut être pour ou contre."),
        ),
        done=_("L’enjeu est nommé : notez maintenant ce que chacun en veut."),
        to=lambda stake: page_url(request, "stake", stake.pk),
        refused={SameNameError: "label"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_edit(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form of the name and the description; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _found(request, stake),
        form=lambda stake, sent: _form(request, stake, sent),
        save=lambda _stake, form, read: services.edit_stake(
            access=request.access, stake=form.save(commit=False), read=read
        ),
        page=lambda stake: FormPage(
            _("Intitulé et description"),
            stake_place(request, stake),
            _("Un autre mot pour la même question : les positions restent."),
        ),
        done=_("L’enjeu est à jour ; son ancien nom reste dans l’histoire."),
        refused={SameNameError: "label"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_close(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form that closes a stake; its positions stay."""
    return edit_page(
        request,
        lambda: _found(request, stake),
        form=lambda stake, sent: CloseForm(sent, stake=stake),
        save=lambda stake, form, read: services.close_stake(
            access=request.access, stake=stake, read=read, **form.cleaned_data
        ),
        page=lambda stake: FormPage(
            _("Clore l’enjeu"),
            stake_place(request, stake),
            _("Il quitte la matrice ; ses positions et leur histoire restent sur sa fiche."),
            submit=_("Clore"),
        ),
        done=_("L’enjeu est clos ; ce qui en a été dit reste lisible."),
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_follow(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form that replaces a stake by another, or splits it in several."""
    return edit_page(
        request,
        lambda: _found(request, stake),
        form=lambda stake, sent: FollowForm(sent, stake=stake),
        save=lambda stake, form, read: services.follow_stake(
            access=request.access, stake=stake, read=read, **form.cleaned_data
        ),
        page=lambda stake: FormPage(
            _("Remplacer ou scinder l’enjeu"),
            stake_place(request, stake),
            _("Une position ne se reporte pas seule : chacun dira ce qu’il veut de la suite."),
        ),
        done=_("L’enjeu est clos, et sa suite est ouverte : redemandez les positions."),
        refused={SameNameError: "labels"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_label(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form by which an officer reads a stake otherwise than the positions do."""
    found = _found(request, stake)
    return add_page(
        request,
        form=lambda sent: LabelForm(sent, instance=LabelChoice(stake=found)),
        save=lambda form: services.choose_label(
            access=request.access, choice=form.save(commit=False)
        ),
        page=FormPage(
            _("Lire l’enjeu autrement"),
            stake_place(request, found),
            _("Les positions ne disent pas tout. Votre lecture s’affiche avec sa raison."),
        ),
        done=_("Votre lecture est notée, avec sa raison."),
    )


def _form(request: CooperationRequest, stake: Stake, sent: Sent) -> StakeForm:
    return StakeForm(sent, instance=stake, themes=themes(request.access))


def _found(request: CooperationRequest, number: int) -> Stake:
    return get_object_or_404(queries.stakes(request.access).select_related("follows"), pk=number)


def stakes_place(request: CooperationRequest) -> Place:
    """Under the register of stakes."""
    return (
        *positions_place(request),
        PageLink(_("Enjeux"), page_url(request, "stakes")),
    )


def stake_place(request: CooperationRequest, stake: Stake) -> Place:
    """Under the sheet of a stake."""
    return (
        *stakes_place(request),
        PageLink(stake.label, page_url(request, "stake", stake.pk)),
    )

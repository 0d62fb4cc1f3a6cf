"""The gestures on an agreement: written, put in versions, given its parties, ended, followed."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core.numbers import row_numbered
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.trade.context.choosing import organisations_to_offer
from maillage.trade.context.schemes.queries import schemes
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements import forms, services
from maillage.trade.governance.agreements.choices import AgreementKind
from maillage.trade.governance.agreements.models import Agreement, AgreementAct, AgreementParty
from maillage.trade.governance.agreements.queries import agreements
from maillage.trade.governance.agreements.texts import whole_words
from maillage.trade.governance.agreements.usual import proposed_text
from maillage.trade.governance.agreements.views.sheet import get_agreement, place_of
from maillage.trade.governance.agreements.words import joining_words, version_title
from maillage.trade.governance.legal_forms.queries import studies

# The model of agreement that a legal form calls for; any other form is a partnership.
KIND_OF_FORM = {
    "entente": AgreementKind.ENTENTE,
    "prestation": AgreementKind.PROVISION,
    "unified_service": AgreementKind.UNIFIED,
    "joint_purchasing": AgreementKind.PURCHASING,
    "leader_cooperation": AgreementKind.LEADER,
    "ctg": AgreementKind.CTG,
    "crte": AgreementKind.CRTE,
    "pat": AgreementKind.PAT,
}
REFUSED: dict[type[Exception], str] = {
    DocumentRefusedError: "file",
    services.SameTextError: "words",
}


def page_of(
    request: CooperationRequest, agreement: Agreement, title: str, sentence: str = ""
) -> FormPage:
    """The page of a gesture on this agreement."""
    return FormPage(title, place_of(request, agreement), sentence)


def _form(
    access: Access, agreement: Agreement, sent: object, parties: Sequence[int] = ()
) -> forms.AgreementForm:
    numbers = [one for one in (agreement.drafter_id, agreement.keeper_id, *parties) if one]
    return forms.AgreementForm(
        sent,  # type: ignore[arg-type]  # what edits.py gives
        instance=agreement,
        organisations=organisations_to_offer(access, numbers),
        schemes=schemes(access),
        studies=studies(access).exclude(chosen=""),
        profile=access.cooperation.profile,
        parties=parties,
    )


def _from_study(request: CooperationRequest) -> tuple[Agreement, list[int]]:
    """An agreement that starts from the study that the address names, and its structures."""
    rows = studies(request.access).exclude(chosen="")
    study = row_numbered(rows, request.GET.get("etude", ""))
    if study is None:
        return Agreement(), []
    kind = KIND_OF_FORM.get(study.chosen, AgreementKind.PARTNERSHIP)
    parties = [one.organisation_id for one in study.members.all()]
    return Agreement(study=study, kind=kind), parties


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_add(request: CooperationRequest) -> HttpResponse:
    """The form of an agreement: a draft, or one that all have signed already."""
    access = request.access
    agreement, parties = _from_study(request)
    return add_page(
        request,
        form=lambda sent: _form(access, agreement, sent, parties),
        save=lambda form: services.open_agreement(
            access=access,
            agreement=form.save(commit=False),
            parties=form.cleaned_data["organisations"],
            signed_on=form.cleaned_data["signed_on"],
        ),
        page=FormPage(
            _("Ajouter une convention"),
            place_of(request),
            _("Un projet à écrire ensemble, ou une convention déjà signée."),
        ),
        done=_("La convention est ouverte."),
        to=lambda one: page_url(request, "agreement", one.pk),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_edit(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that corrects an agreement, until its text is frozen."""
    access = request.access
    return edit_page(
        request,
        lambda: get_agreement(request, agreement),
        form=lambda one, sent: _form(access, one, sent),
        save=lambda _one, form, read: services.edit_agreement(
            access=access, agreement=form.save(commit=False), read=read
        ),
        page=lambda one: page_of(request, one, _("Corriger la convention")),
        done=_("La convention est à jour."),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_version_add(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form of the next version, which starts from the words of the last."""
    one = get_agreement(request, agreement)
    last = one.texts.order_by("number").last()
    title, sentence = (
        version_title(one, last),
        _("La version d’avant reste lisible depuis la fiche."),
    )
    words = whole_words(last.articles.all()) if last else ""
    if last is None and one.frozen_on:
        sentence = _("Les mots qui ont été signés, ou le fichier qui les contient.")
    elif last is None:
        words = proposed_text(one.kind)
        usual = _("Les articles d’usage de ce modèle sont proposés : gardez, changez, effacez.")
        sentence = usual if words else sentence
    return add_page(
        request,
        form=lambda sent: forms.VersionForm(sent, request.FILES if sent else None, words=words),
        save=lambda form: services.add_version(
            access=request.access, agreement=one, written=form.written
        ),
        page=page_of(request, one, title, sentence),
        done=lambda text: _("Version %(n)s notée.") % {"n": text.number},
        under=one,
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_parties_add(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that adds the structures that the text names."""
    one = get_agreement(request, agreement)
    if one.frozen_text:
        back = page_url(request, "agreement", one.pk)
        return closed_page(request, joining_words(one.parties.count()), back)
    present = one.parties.values("organisation")
    return add_page(
        request,
        form=lambda sent: forms.PartiesForm(
            sent, organisations=organisations_to_offer(request.access).exclude(pk__in=present)
        ),
        save=lambda form: services.add_parties(
            access=request.access,
            agreement=one,
            organisations=form.cleaned_data["organisations"],
            role=form.cleaned_data["role"],
        ),
        page=page_of(
            request, one, _("Ajouter des parties"), _("Ceux qui signent, et ceux qu’on informe.")
        ),
        done=_("Les parties sont notées."),
        under=one,
    )


def get_party(request: CooperationRequest, number: int) -> AgreementParty:
    """The party of this number in an agreement that the reader may open; else Http404."""
    rows = AgreementParty.objects.filter(agreement__in=agreements(request.access).values("pk"))
    return get_object_or_404(
        rows.select_related(
            *("organisation", "attachment", "agreement__cooperation", "agreement__frozen_file"),
            *("agreement__frozen_text", "agreement__joint_decision__cooperation"),
        ),
        pk=number,
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_party_edit(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The form of what a party needs before it signs, and of who signs for it."""
    return edit_page(
        request,
        lambda: get_party(request, agreement_party),
        form=lambda party, sent: forms.PartyForm(sent, instance=party),
        save=lambda _party, form, read: services.edit_party(
            access=request.access, party=form.save(commit=False), read=read
        ),
        page=lambda party: page_of(
            request, party.agreement, str(party), _("Ce qu’il lui faut, et qui signe pour elle.")
        ),
        done=_("La partie est à jour."),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_party_drop(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The page that takes a structure out of a draft."""
    party = get_party(request, agreement_party)
    return drop_page(
        request,
        drop=lambda: services.drop_party(access=request.access, party=party),
        page=page_of(
            request,
            party.agreement,
            _("Retirer cette partie"),
            _("%(name)s ne sera plus dans la convention.") % {"name": party},
        ),
        done=_("La partie est retirée."),
        under=party.agreement,
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_end(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that ends an agreement before its term, or drops a draft."""
    return edit_page(
        request,
        lambda: get_agreement(request, agreement),
        form=lambda one, sent: forms.EndForm(sent, instance=one),
        save=lambda _one, form, read: services.end_agreement(
            access=request.access, agreement=form.save(commit=False), read=read
        ),
        page=lambda one: replace(
            page_of(
                request,
                one,
                _("Mettre fin à la convention"),
                _("Ce qui a été signé reste ; plus rien n’est attendu de personne."),
            ),
            ends=True,
        ),
        done=_("La convention a pris fin."),
        closed=lambda _one: "",
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_avenant(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that opens the next *avenant* of a convention."""
    one = get_agreement(request, agreement)
    root = one.amends or one
    number = services.next_number(one)
    why = _("Un avenant modifie la convention elle-même : celui-ci portera le numéro %(n)s.")
    title = _("Avenant n° %(n)s, %(title)s") % {"n": number, "title": root.title}
    return add_page(
        request,
        form=lambda sent: forms.TitleForm(sent, title=title[:200]),
        save=lambda form: services.open_avenant(
            access=request.access, agreement=one, title=form.cleaned_data["title"]
        ),
        page=page_of(request, one, _("Ouvrir un avenant"), why % {"n": number}),
        done=_("L’avenant est ouvert, avec les mêmes parties."),
        to=lambda made: page_url(request, "agreement", made.pk),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_renew(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that opens the convention that follows."""
    one = get_agreement(request, agreement)
    return add_page(
        request,
        form=lambda sent: forms.TitleForm(sent, title=one.title),
        save=lambda form: services.renew(
            access=request.access, agreement=one, title=form.cleaned_data["title"]
        ),
        page=page_of(
            request,
            one,
            _("Préparer la suivante"),
            _("Une nouvelle convention, avec les mêmes parties, qui remplacera celle-ci."),
        ),
        done=_("La convention suivante est ouverte."),
        to=lambda made: page_url(request, "agreement", made.pk),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_act_edit(request: CooperationRequest, agreement_act: int) -> HttpResponse:
    """The form that says when an act was taken."""
    rows = AgreementAct.objects.filter(agreement__in=agreements(request.access).values("pk"))
    return edit_page(
        request,
        lambda: get_object_or_404(rows.select_related("agreement__cooperation"), pk=agreement_act),
        form=lambda act, sent: forms.ActForm(sent, instance=act),
        save=lambda _act, form, read: services.edit_act(
            access=request.access, act=form.save(commit=False), read=read
        ),
        page=lambda act: page_of(request, act.agreement, _("Noter un acte"), act.label),
        done=_("L’acte est à jour."),
    )

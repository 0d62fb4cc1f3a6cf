"""A text is frozen, put to councils, signed: each gesture says what it will not undo."""

from dataclasses import replace
from datetime import date
from functools import partial

from django import forms as plain
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    closed_page,
    edit_page,
)
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements import forms, freezing, queries
from maillage.trade.governance.agreements.file_words import reading_words
from maillage.trade.governance.agreements.models import Agreement, AgreementParty
from maillage.trade.governance.agreements.rules import FREEZE_FIRST, are_remarks_open
from maillage.trade.governance.agreements.services import edit_party
from maillage.trade.governance.agreements.views.gestures import REFUSED, get_party, page_of
from maillage.trade.governance.agreements.views.sheet import get_agreement
from maillage.trade.governance.agreements.words import (
    freezing_lines,
    required_words,
)


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_freeze(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The page that shows the text and the parties, and freezes them."""
    why = freezing.freeze_fault(get_agreement(request, agreement))
    return edit_page(
        request,
        lambda: get_agreement(request, agreement),
        form=_freeze_form,
        save=lambda one, form, read: freezing.freeze(
            access=request.access,
            agreement=one,
            read=read,
            reason=form.cleaned_data.get("reason", ""),
        ),
        page=lambda one: _freezing_page(request, one),
        done=_("Le texte est figé : tous les accès le lisent."),
        closed=lambda _one: why,
    )


def _freeze_form(one: Agreement, sent: QueryDict | None) -> forms.FreezeForm:
    rows = list(queries.waiting_amendments(one).select_related("article"))
    labels = dict.fromkeys(each.article.label for each in rows)
    articles = french.listed([_("à l’%(one)s") % {"one": each.lower()} for each in labels])
    return forms.FreezeForm(
        sent,
        waiting=len(rows),
        articles=articles,
        until=one.remarks_until,
        is_open=are_remarks_open(one, timezone.localdate()),
    )


def _freezing_page(request: CooperationRequest, one: Agreement) -> FormPage:
    sheet = queries.agreement_sheet(request.access, one)
    page = page_of(
        request,
        one,
        _("Figer le texte"),
        _("Ces mots et ces parties ne changeront plus : chacun les votera et les signera."),
    )
    lines = freezing_lines(sheet, queries.changed_articles(sheet), queries.entered(one))
    beside: dict[str, object] = {
        "articles": sheet.articles,
        "ways": sheet.ways,
        "text": sheet.text,
        "lines": lines,
        "required": required_words(sheet.ways),
    }
    return replace(
        page, submit=_("Figer le texte"), template="governance/agreement_freeze.html", beside=beside
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_reopen(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The page that opens a frozen text again, while nobody received it."""
    return edit_page(
        request,
        lambda: get_agreement(request, agreement),
        form=lambda _one, sent: plain.Form(sent),
        save=lambda one, _form, read: freezing.reopen(
            access=request.access, agreement=one, read=read
        ),
        page=lambda one: replace(
            page_of(
                request,
                one,
                _("Rouvrir le texte"),
                _("Il redevient un projet, que l’équipe seule lit."),
            ),
            ends=True,
        ),
        done=_("Le texte est rouvert."),
        closed=freezing.reopen_fault,
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_councils(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The page that puts the frozen words to the councils that vote."""
    one = get_agreement(request, agreement)
    voters = queries.councils_needed(list(one.parties.all()))
    back = page_url(request, "agreement", one.pk)
    if one.frozen_text is None:
        return closed_page(request, _("Figez d’abord le texte : les conseils le voteront."), back)
    if one.joint_decision_id or not voters:
        return closed_page(request, _("Aucun conseil n’est à saisir."), back)
    names = french.listed([str(party) for party in voters])
    words = ngettext(
        "%(names)s votera ce texte : les mots de la délibération sont ceux qui sont figés.",
        "%(names)s voteront ce texte : les mots des délibérations sont ceux qui sont figés.",
        len(voters),
    )
    return edit_page(
        request,
        lambda: get_agreement(request, agreement),
        form=lambda _one, sent: plain.Form(sent),
        save=lambda each, _form, read: freezing.put_to_councils(
            access=request.access, agreement=each, read=read
        ),
        page=lambda each: replace(
            page_of(request, each, _("Saisir les conseils"), words % {"names": names}),
            submit=_("Ouvrir la décision conjointe"),
        ),
        done=_("Les conseils sont saisis : notez leurs dates, puis leurs votes."),
        to=lambda decision: page_url(request, "joint_decision", decision.pk),
        closed=lambda _one: "",
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_ask(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that says to whom the text left for its signature, first or again."""
    one = get_agreement(request, agreement)
    able = [way.party.pk for way in queries.agreement_sheet(request.access, one).able]
    rows = AgreementParty.objects.filter(agreement=one, pk__in=able).select_related("organisation")
    return add_page(
        request,
        form=lambda sent: forms.AskForm(sent, parties=rows.order_by("organisation__folded", "pk")),
        save=lambda form: freezing.ask_signatures(
            access=request.access,
            parties=list(form.cleaned_data["parties"]),
            on=form.cleaned_data["on"],
            by=form.cleaned_data["by"],
        ),
        page=replace(
            page_of(
                request,
                one,
                _("Demander les signatures"),
                _("Seuls ceux qui peuvent signer aujourd’hui sont dans la liste."),
            ),
            is_empty=not able,
        ),
        done=_("L’envoi est noté."),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_sign(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The form that notes a signature, and reads its file beside the frozen text."""
    return edit_page(
        request,
        lambda: get_party(request, agreement_party),
        form=lambda party, sent: forms.SignatureForm(
            sent,
            request.FILES if sent else None,
            instance=party,
            early=partial(_early_words, request.access, party),
        ),
        save=lambda _party, form, read: freezing.sign(
            access=request.access,
            party=form.save(commit=False),
            read=read,
            file=form.cleaned_data["file"] or None,
            is_copy=form.cleaned_data["is_copy"],
        ),
        page=lambda party: _signing_page(request, party),
        done=lambda party: (
            _("%(name)s : signature notée, %(reading)s.")
            % {"name": party, "reading": reading_words(party)}
        ),
        closed=_unsignable,
        refused=REFUSED,
    )


def _signing_page(request: CooperationRequest, party: AgreementParty) -> FormPage:
    """The page of a signature: it says which file is there already."""
    words = str(party)
    if party.attachment_id:
        words = _("%(name)s. Un fichier est déposé : un autre prend sa place, et il reste lisible.")
        words = words % {"name": party}
    return page_of(request, party.agreement, _("Noter sa signature"), words)


def _early_words(access: Access, party: AgreementParty, on: date) -> str:
    """Why a signature of that day comes before what it needs; nothing when it does not."""
    if party.agreement.frozen_text is None:
        return ""
    way = queries.way_of_party(access, party, on)
    if way.early:
        return way.early
    if not way.lacks:
        return ""
    words = _("Elle signe avant ce qu’il lui faut (%(lacks)s) : écrivez pourquoi.")
    return words % {"lacks": way.lacks}


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_reread(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The page that reads a signed file again beside the frozen text."""
    return edit_page(
        request,
        lambda: get_party(request, agreement_party),
        form=lambda _party, sent: plain.Form(sent),
        save=lambda party, _form, read: freezing.reread(
            access=request.access, party=party, read=read
        ),
        page=lambda party: replace(
            page_of(
                request,
                party.agreement,
                _("Relire le fichier"),
                _("%(name)s : le fichier déposé est comparé de nouveau au texte figé.")
                % {"name": party},
            ),
            submit=_("Relire le fichier"),
        ),
        done=lambda party: (
            _("%(name)s : fichier relu, %(reading)s.")
            % {"name": party, "reading": reading_words(party)}
        ),
        closed=freezing.reread_fault,
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_signature_drop(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The page that takes back a signature that was noted by mistake."""
    return edit_page(
        request,
        lambda: get_party(request, agreement_party),
        form=lambda _party, sent: plain.Form(sent),
        save=lambda party, _form, read: freezing.take_back(
            access=request.access, party=party, read=read
        ),
        page=lambda party: replace(
            page_of(
                request,
                party.agreement,
                _("Retirer cette signature"),
                _(
                    "%(name)s n’aura plus signé. L’historique garde le jour, et le fichier déposé "
                    "reste dans les documents."
                )
                % {"name": party},
            ),
            ends=True,
        ),
        done=_("La signature est retirée."),
        closed=lambda party: "" if party.signed_on else _("Aucune signature n’est notée."),
    )


def _unsignable(party: AgreementParty) -> str:
    """Why nothing is signed, or refused, by this party; nothing when it may be."""
    if party.agreement.frozen_on is None:
        return str(FREEZE_FIRST)
    if party.refused_on:
        return _("Cette structure a refusé de signer.")
    return ""


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_refuse(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The form that notes that a structure will not sign, and why."""
    return edit_page(
        request,
        lambda: get_party(request, agreement_party),
        form=lambda party, sent: forms.RefusalForm(sent, instance=party),
        save=lambda _party, form, read: edit_party(
            access=request.access, party=form.save(commit=False), read=read
        ),
        page=lambda party: page_of(request, party.agreement, _("Noter son refus"), str(party)),
        done=_("Le refus est noté."),
        closed=lambda party: _("Elle a déjà signé.") if party.signed_on else _unsignable(party),
    )

"""A benefit is noted; what a structure says of its page is noted; read pages are opened to all."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.numbers import read_number
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.ground.directory.models import Organisation
from maillage.trade.evaluation import permissions
from maillage.trade.evaluation.addresses import page_url
from maillage.trade.evaluation.balance import queries, services
from maillage.trade.evaluation.balance.forms import (
    BenefitForm,
    PageAnswerForm,
    PageWordsForm,
    PublishForm,
)
from maillage.trade.evaluation.balance.models import Benefit
from maillage.trade.evaluation.balance.periods import period_of
from maillage.trade.evaluation.balance.readings import Period


def balance_place(request: CooperationRequest) -> tuple[PageLink, ...]:
    """Where the pages of the balance stand."""
    return (PageLink(_("Donné, reçu"), page_url(request, "balance")),)


def structure_place(
    request: CooperationRequest, organisation: Organisation, period: Period
) -> tuple[PageLink, ...]:
    """Where the gestures on the page of a structure stand."""
    url = page_url(request, "structure_balance", organisation.pk)
    here = PageLink(str(organisation), f"{url}?{period.question}")
    return (*balance_place(request), here)


@cooperation_page(can=permissions.can_edit_balance)
def benefit_add(request: CooperationRequest) -> HttpResponse:
    """The form that notes what a structure draws; `?structure=` says which."""
    period = period_of(request)
    number = read_number(request.GET.get("structure", ""))
    draft = Benefit(from_year=period.first, to_year=period.last)
    if number is not None:
        draft.organisation_id = number
    return add_page(
        request,
        form=lambda sent: BenefitForm(
            sent, request.FILES or None, instance=draft, access=request.access
        ),
        save=lambda form: services.save_benefit(
            access=request.access,
            benefit=form.save(commit=False),
            read=None,
            file=form.cleaned_data["file"] or None,
        ),
        page=FormPage(_("Noter un bénéfice"), balance_place(request)),
        done=_("Le bénéfice est noté."),
        refused={DocumentRefusedError: "file"},
    )


@cooperation_page(can=permissions.can_edit_balance)
def benefit_edit(request: CooperationRequest, benefit: int) -> HttpResponse:
    """The form that corrects a benefit; who saves second reads both texts."""
    return edit_page(
        request,
        lambda: get_object_or_404(queries.benefits(request.access), pk=benefit),
        form=lambda record, sent: BenefitForm(
            sent, request.FILES or None, instance=record, access=request.access
        ),
        save=lambda _record, form, read: services.save_benefit(
            access=request.access,
            benefit=form.save(commit=False),
            read=read,
            file=form.cleaned_data["file"] or None,
        ),
        page=lambda record: FormPage(
            _("Corriger un bénéfice"), balance_place(request), str(record)
        ),
        done=_("Le bénéfice est à jour."),
        refused={DocumentRefusedError: "file"},
    )


@cooperation_page(can=permissions.can_edit_balance)
def benefit_remove(request: CooperationRequest, benefit: int) -> HttpResponse:
    """The page that removes a benefit."""
    row = get_object_or_404(queries.benefits(request.access), pk=benefit)
    return drop_page(
        request,
        drop=lambda: services.remove_benefit(access=request.access, benefit=row),
        page=FormPage(
            _("Retirer un bénéfice"),
            balance_place(request),
            _("« %(label)s » ne sera plus sur la page %(of)s.")
            % {"label": french.inner_quotes(row.label), "of": french.of_body(row.organisation)},
        ),
        done=_("Le bénéfice est retiré."),
    )


@cooperation_page(can=permissions.can_edit_balance)
def balance_words(request: CooperationRequest, balance_reading: int) -> HttpResponse:
    """The form that notes what a structure says of the page that was sent to it."""
    pages = queries.readings(request.access).select_related("organisation", "cooperation")
    return edit_page(
        request,
        lambda: get_object_or_404(pages, pk=balance_reading),
        form=lambda page, sent: PageWordsForm(sent, page=page),
        save=lambda page, form, read: services.note_words(
            access=request.access,
            page=page,
            read=read,
            words=form.cleaned_data["words"],
            by=form.cleaned_data["said_by"],
            is_contested=form.cleaned_data["contested"],
        ),
        page=lambda page: FormPage(
            _("Noter ce qu’en dit %(name)s") % {"name": french.with_article(str(page))},
            structure_place(request, page.organisation, Period(page.from_year, page.to_year)),
        ),
        done=_("C’est noté sur sa page."),
    )


@cooperation_page(can=permissions.can_edit_balance)
def balance_answer(request: CooperationRequest, balance_reading: int) -> HttpResponse:
    """The form that answers to a structure what it said of its page."""
    pages = queries.readings(request.access).select_related("organisation", "cooperation")
    return edit_page(
        request,
        lambda: get_object_or_404(pages, pk=balance_reading),
        form=lambda page, sent: PageAnswerForm(sent, instance=page),
        save=lambda page, form, read: services.answer_page(
            access=request.access, page=page, read=read, answer=form.cleaned_data["answer"]
        ),
        page=lambda page: FormPage(
            _("Répondre %(to)s") % {"to": french.to_body(str(page))},
            structure_place(request, page.organisation, Period(page.from_year, page.to_year)),
            _("« %(words)s »") % {"words": french.inner_quotes(page.words)} if page.words else "",
        ),
        done=_("La réponse est notée : la structure la lit sur sa page, ou par un nouveau lien."),
    )


@cooperation_page(can=permissions.can_edit_balance)
def balance_publish(request: CooperationRequest) -> HttpResponse:
    """The page that opens to the members the pages that their structures read."""
    period = period_of(request)
    place = balance_place(request)
    pages = queries.pages_to_open(request.access, period)
    if not pages:
        return closed_page(
            request,
            _("Aucune page n’attend d’être ouverte : relecture et réponses viennent d’abord."),
            place[-1].url,
        )
    words = _(
        "Tous les membres liront ces pages. Ce que chacune doit encore, ce qu’elle conteste et "
        "votre réponse restent entre elle et vous. Le choix est écrit au journal."
    )
    return add_page(
        request,
        form=lambda sent: PublishForm(sent, pages=pages),
        save=lambda form: services.publish(access=request.access, pages=form.chosen),
        page=FormPage(
            _("Ouvrir les pages aux membres"),
            place,
            words,
            submit=_("Ouvrir ces pages"),
        ),
        done=lambda count: (
            ngettext("Une page est ouverte.", "%(n)s pages sont ouvertes.", count)
            % {"n": french.capital(french.in_words(count, feminine=True))}
        ),
        to=lambda _count: place[-1].url,
    )

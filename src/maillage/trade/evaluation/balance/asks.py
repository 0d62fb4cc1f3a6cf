"""A structure is sent its own page; it says what is not right, and confirms what it draws."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.links import address
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    take_answer_or_read_again,
)
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.evaluation import permissions
from maillage.trade.evaluation.balance import queries, services, words
from maillage.trade.evaluation.balance.forms import LinkPageForm
from maillage.trade.evaluation.balance.gestures import structure_place
from maillage.trade.evaluation.balance.models import BalanceReading
from maillage.trade.evaluation.balance.periods import period_of
from maillage.trade.evaluation.balance.readings import Period


def page_of_link(link: AnswerLink) -> BalanceReading | None:
    """The page that the link opens, in its cooperation."""
    rows = BalanceReading.objects.filter(pk=link.target, cooperation=link.cooperation_id)
    return rows.select_related("organisation", "cooperation").first()


def sheet_of(link: AnswerLink) -> str:
    """The address of the page, for those who prepare it."""
    page = page_of_link(link)
    if page is None:
        return ""
    url = address("evaluation:structure_balance", link.cooperation.slug, page.organisation_id)
    return f"{url}?{Period(page.from_year, page.to_year).question}"


@answer_page(services.PURPOSE, find=page_of_link)
def answer_balance(request: AnswerRequest, page: BalanceReading) -> HttpResponseBase:
    """The page of one structure, as it alone reads it, and what it has to say of it."""
    link = request.link
    period = Period(page.from_year, page.to_year)
    names = {page.organisation_id: str(page.organisation)}
    granted = queries.granted_lines(page.cooperation_id, period)
    one = queries.rows_of(page.cooperation_id, period, names, granted)[0]
    form = LinkPageForm(
        request.POST or None,
        page=page,
        unconfirmed=[row for row in one.benefits if not row.is_attested],
        recipient=link.recipient,
    )
    shown = {
        "page": page,
        "one": one,
        "lines": words.page_lines(one),
        "reading": words.structure_sentence(one, period, reads_rest=True),
    }

    def keep() -> None:
        services.answer_by_link(
            link=link,
            page=page,
            read=form.number_read,
            words=form.cleaned_data["words"],
            by=form.cleaned_data["said_by"],
            is_contested=form.cleaned_data["contested"],
            agreed=[int(number) for number in form.cleaned_data.get("agreed", ())],
        )

    def again() -> None:
        form.read_again(page.version, answered_meanwhile())

    return take_answer_or_read_again(
        request, AnswerPage("evaluation/answer_balance", form, shown), keep, again
    )


@cooperation_page(can=permissions.can_edit_balance)
def balance_ask(request: CooperationRequest, member_structure: int) -> HttpResponse:
    """The form that sends its page to a structure, by a link of its own."""
    period = period_of(request)
    access = request.access
    one = get_object_or_404(queries.structures(access, period), pk=member_structure)
    contact = who_answers_for(access.cooperation_id, one.pk)
    form = RecipientForm(request.POST or None, initial=addressed(contact, one))
    page = FormPage(
        _("Envoyer sa page %(to)s") % {"to": french.to_body(str(one))},
        structure_place(request, one, period),
        _(
            "Par ce lien, sans compte, la structure lit sa page, et rien d’autre, confirme ses "
            "bénéfices, et dit ce qui n’est pas juste."
        ),
    )
    make = partial(
        services.send_page,
        author=request.user,
        cooperation=access.cooperation,
        organisation=one,
        period=period,
    )
    return ask_page(request, form, page, make)

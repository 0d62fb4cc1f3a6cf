"""A holder is asked by link what comes next; it answers without account."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core import french
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
from maillage.trade.plan import permissions
from maillage.trade.plan.holder_asks import queries, services
from maillage.trade.plan.holder_asks.forms import LinkHolderForm
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.register import projects_place


@answer_page(queries.PURPOSE, find=queries.project_of)
def answer_holder(request: AnswerRequest, project: Project) -> HttpResponseBase:
    """The project as its holder knows it, and what comes next on it."""
    link = request.link
    form = LinkHolderForm(request.POST or None, project=project, recipient=link.recipient)
    page = AnswerPage("plan/answer_holder", form, {"project": project})

    def keep() -> None:
        services.answer_by_link(
            link=link,
            project=project,
            by=form.cleaned_data["said_by"],
            after=form.after(),
            words=form.cleaned_data["words"],
            read=form.number_read,
        )

    def again() -> None:
        form.read_again(queries.mark_of(project), answered_meanwhile())

    return take_answer_or_read_again(request, page, keep, again)


@cooperation_page(can=permissions.can_edit_projects)
def project_ask(request: CooperationRequest, project: int) -> HttpResponse:
    """The form that asks the holder of a project by link."""
    one = get_object_or_404(queries.projects_to_ask(request.access), pk=project)
    form = RecipientForm(request.POST or None, initial=queries.who_answers(one))
    page = FormPage(
        _("Demander le prochain pas %(to)s") % {"to": french.to_body(one.holder_words)},
        projects_place(request, one),
        _(
            "Par ce lien, sans compte, le porteur dit son prochain pas, sa date, un mot de plus : "
            "un échange les garde. On ne lit que le nom du projet, sa phrase et son stade."
        ),
    )
    make = partial(services.make_holder_link, author=request.user, project=one)
    return ask_page(request, form, page, make)

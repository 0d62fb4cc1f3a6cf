"""From which templates are the papers written, and what may each of them say?"""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.messages import say, warn
from maillage.core.numbers import read_number
from maillage.core.pace import takes_out
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, edit_page
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files import queries, store
from maillage.foundation.documents.files.downloads import download, download_answer
from maillage.foundation.documents.files.models import Template
from maillage.foundation.documents.files.rules import MEDIA, DocumentRefusedError
from maillage.foundation.documents.files.words import about_word
from maillage.foundation.documents.paper_templates.forms import LetterheadForm, TemplateForm
from maillage.foundation.documents.paper_templates.sample_letter import (
    field_groups,
    repeating,
    sample_letter,
)
from maillage.foundation.documents.paper_templates.services import (
    ReplacedTemplateError,
    give_template,
    keep_letterhead,
    put_back,
)
from maillage.foundation.documents.writing.answers import paper_answer, unwritten_page
from maillage.foundation.documents.writing.kinds import Paper, paper_by_word, papers
from maillage.foundation.documents.writing.letters import (
    TEMPLATE_FORMS,
    shipped_of,
    template_of,
    write_paper,
    write_sample,
    write_together,
)
from maillage.foundation.documents.writing.program import TemplateProblemsError
from maillage.foundation.documents.writing.tags import Problem


@dataclass(frozen=True)
class InUse:
    """A format, and the cooperation's own template of it, if there is one."""

    form: str
    own: Template | None


@cooperation_page(can=permissions.can_open_templates)
def templates(request: CooperationRequest) -> HttpResponse:
    """Every paper that can be written, and where its template comes from."""
    own = queries.templates(request.access).filter(ended_at__isnull=True)
    given = {(one.paper, one.form) for one in own}
    rows = [
        {
            "paper": paper,
            "about": about_word(paper.about),
            "given": [form.upper() for form in TEMPLATE_FORMS if (paper.word, form) in given],
        }
        for paper in papers.ask()
    ]
    context = {
        "rows": rows,
        "letterhead": queries.letterhead(request.access),
        "may_keep": permissions.can_keep_templates(request.access),
    }
    return render(request, "documents/templates.html", context)


@cooperation_page(can=permissions.can_open_templates)
def template(request: CooperationRequest, paper: str) -> HttpResponse:
    """One paper: its template in each format, its fields, and the gestures that change it."""
    kind = _paper(paper)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _page(request, kind, form)
    if not permissions.can_keep_templates(request.access):
        warn(request, _("Les modèles sont tenus par les chargées de coopération."))
        return redirect(_here(request, kind))
    if request.POST.get("back") in TEMPLATE_FORMS:
        return _put_back(request, kind, request.POST["back"])
    return _give(request, kind, form)


def _give(request: CooperationRequest, kind: Paper, form: TemplateForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, kind, form, status=422)
    file = form.cleaned_data["file"]
    read = {one: _number(request, f"read_{one}") for one in TEMPLATE_FORMS}
    try:
        given = give_template(access=request.access, paper=kind, file=file, read=read)
    except TemplateProblemsError as error:
        return _page(request, kind, form, problems=error.problems, status=422)
    except DocumentRefusedError as error:
        form.add_error("file", str(error))
        return _page(request, kind, form, status=422)
    except ReplacedTemplateError:
        form.add_error("file", _replaced())
        return _page(request, kind, form, status=409)
    sentence = _("« %(name)s » sert désormais de modèle ; le PDF garde notre mise en page.")
    say(request, sentence % {"name": given.name})
    return redirect(_here(request, kind))


def _put_back(request: CooperationRequest, kind: Paper, form: str) -> HttpResponse:
    read = _number(request, f"read_{form}")
    try:
        put_back(access=request.access, paper=kind, form=form, read=read)
    except ReplacedTemplateError:
        warn(request, _replaced())
    else:
        say(request, _("Notre modèle sert de nouveau ; le vôtre reste parmi les précédents."))
    return redirect(_here(request, kind))


def _replaced() -> str:
    return _(
        "Quelqu’un a changé ce modèle pendant que vous regardiez cette page : voyez le sien, puis "
        "recommencez si le vôtre doit prendre sa place."
    )


def _number(request: CooperationRequest, name: str) -> int:
    return read_number(request.POST.get(name, "")) or 0


def _page(
    request: CooperationRequest,
    kind: Paper,
    form: TemplateForm,
    *,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    given = list(queries.templates(request.access).filter(paper=kind.word))
    in_use = {one.form: one for one in given if one.ended_at is None}
    context = {
        "paper": kind,
        "form": form,
        "problems": problems or [],
        "forms": [InUse(one, in_use.get(one)) for one in TEMPLATE_FORMS],
        "has_own": bool(in_use),
        "past": [one for one in given if one.ended_at is not None],
        "letter": sample_letter(kind),
        "groups": field_groups(kind),
        **tags_explained(kind),
        "may_keep": permissions.can_keep_templates(request.access),
    }
    return render(request, "documents/template.html", context, status=status)


def tags_explained(kind: Paper) -> dict[str, str]:
    """The tags that repeat, choose and close, with names of this paper."""
    repeated = next((field for field in kind.fields if field.is_list), None)
    return {
        "opened": repeating(repeated) if repeated else "",
        "chosen": f"{{% si {kind.fields[0].name} %}} … {{% sinon %}} … {{% fin %}}",
    }


@cooperation_page(can=permissions.can_open_templates)
def template_file(request: CooperationRequest, paper: str, form: str) -> HttpResponseBase:
    """The template in use; `?essai` with examples, `?origine` ours, `?version=` a past one."""
    kind = _paper(paper)
    if form not in MEDIA or form not in {*TEMPLATE_FORMS, "pdf"}:
        raise Http404
    if form == "pdf" or "essai" in request.GET:
        try:
            written = write_sample(request.access, kind, form)
        except DocumentRefusedError as error:
            return unwritten_page(request, kind, error)
    elif "version" in request.GET:
        return _past(request, kind, form)
    else:
        choose = shipped_of if "origine" in request.GET else template_of
        written = choose(request.access, kind, form)
    return download_answer(written.content, written.name, written.media)


def _past(request: CooperationRequest, kind: Paper, form: str) -> HttpResponseBase:
    rows = queries.templates(request.access).filter(paper=kind.word, form=form)
    record = get_object_or_404(rows, pk=read_number(request.GET["version"]) or 0)
    return download(store.path_of(record.stored), record.name, MEDIA[form])


def _paper(word: str) -> Paper:
    paper = paper_by_word(word)
    if paper is None:
        raise Http404
    return paper


def _here(request: CooperationRequest, kind: Paper) -> str:
    return reverse("documents:template", args=[request.access.cooperation.slug, kind.word])


@cooperation_page(can=permissions.can_keep_templates)
def letterhead(request: CooperationRequest) -> HttpResponse:
    """The form of the letterhead: who writes, from where, under which logo."""
    templates = reverse("documents:templates", args=[request.access.cooperation.slug])
    return edit_page(
        request,
        lambda: queries.letterhead(request.access),
        form=lambda letterhead, sent: LetterheadForm(
            sent, request.FILES if sent else None, instance=letterhead
        ),
        save=lambda _letterhead, form, read: keep_letterhead(
            access=request.access,
            letterhead=form.save(commit=False),
            read=read,
            logo=form.cleaned_data["logo_file"],
            without_logo=form.cleaned_data["without_logo"],
        ),
        page=lambda letterhead: FormPage(
            _("Papier à en-tête"),
            (PageLink(_("Modèles de documents"), templates),),
            template="documents/letterhead.html",
            beside={"has_logo": bool(letterhead.logo)},
        ),
        done=_("Le papier à en-tête est enregistré."),
        refused={DocumentRefusedError: "logo_file"},
    )


@takes_out
@cooperation_page(can=permissions.can_open_documents)
def document_written(
    request: CooperationRequest, paper: str, about: int, form: str
) -> HttpResponseBase:
    """The paper of this kind about this object, in this format: what its reader may see of it."""
    kind = _paper(paper)
    return paper_answer(request, kind, lambda: write_paper(request.access, paper, about, form))


@takes_out
@cooperation_page(can=permissions.can_open_documents)
def documents_written(
    request: CooperationRequest, shared_paper: str, whole: int, form: str
) -> HttpResponseBase:
    """The papers of this kind for every object of a larger sheet, in one archive."""
    kind, access = _paper(shared_paper), request.access
    return paper_answer(request, kind, lambda: write_together(access, shared_paper, whole, form))

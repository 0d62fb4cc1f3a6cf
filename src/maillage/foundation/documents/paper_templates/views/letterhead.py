"""On which paper does the cooperation write?"""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, edit_page
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files import queries
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.foundation.documents.paper_templates.forms import LetterheadForm
from maillage.foundation.documents.paper_templates.services import keep_letterhead


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

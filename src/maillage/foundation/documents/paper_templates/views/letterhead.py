"""On which paper does the cooperation write?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import both_texts
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files import queries
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.foundation.documents.paper_templates.forms import LetterheadForm
from maillage.foundation.documents.paper_templates.services import keep_letterhead


@cooperation_page(can=permissions.can_keep_templates)
def letterhead(request: CooperationRequest) -> HttpResponse:
    """The form of the letterhead: who writes, from where, under which logo."""
    known = queries.letterhead(request.access)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=known)
    read = version_read(request, known)
    back = reverse("documents:templates", args=[request.access.cooperation.slug])
    if request.method == "POST" and form.is_valid():
        try:
            keep_letterhead(
                access=request.access,
                letterhead=form.save(commit=False),
                read=read,
                logo=form.cleaned_data["logo_file"],
                without_logo=form.cleaned_data["without_logo"],
            )
        except StaleVersionError as error:
            saved = LetterheadForm(instance=queries.letterhead(request.access))
            return both_texts(request, (form, saved), error, back)
        except DocumentRefusedError as error:
            form.add_error("logo_file", str(error))
        else:
            say(request, _("Le papier à en-tête est enregistré."))
            return redirect(back)
    context = {"form": form, "read": read, "has_logo": bool(known.logo), "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "documents/letterhead.html", context, status=status)

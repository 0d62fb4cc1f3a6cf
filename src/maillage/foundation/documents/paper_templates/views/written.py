"""A paper that Maillage writes about a meeting, a decision, a council, to keep."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from maillage.core.pace import takes_out
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files.downloads import kept_answer
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.foundation.documents.writing.kinds import paper_named
from maillage.foundation.documents.writing.letters import write_paper


@takes_out
@cooperation_page(can=permissions.can_open_documents)
def document_written(
    request: CooperationRequest, paper: str, about: int, form: str
) -> HttpResponseBase:
    """The paper of this kind about this object, in this format: what its reader may see of it."""
    try:
        written = write_paper(request.access, paper, about, form)
    except DocumentRefusedError as error:
        context = {"error": str(error), "paper": paper_named(paper)}
        return render(request, "documents/unwritten.html", context, status=422)
    if written is None:
        raise Http404
    return kept_answer(written.content, written.name, written.media)

"""How does a paper leave: as a file, or as the page that says why nothing is written?"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from maillage.foundation.documents.files.downloads import download_answer
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.kinds import IncompletePaperError, Paper
from maillage.foundation.documents.writing.letters import Written


def paper_answer(
    request: HttpRequest, paper: Paper, write: Callable[[], Written | None]
) -> HttpResponseBase:
    """What was written, or the page that says why its template writes nothing."""
    try:
        written = write()
    except DocumentRefusedError as error:
        return unwritten_page(request, paper, error)
    if written is None:
        raise Http404
    return download_answer(written.content, written.name, written.media)


def unwritten_page(request: HttpRequest, paper: Paper, error: DocumentRefusedError) -> HttpResponse:
    """The page that says why a template in use writes nothing."""
    link = error.link if isinstance(error, IncompletePaperError) else None
    context = {"error": str(error), "paper": paper, "link": link}
    return render(request, "documents/unwritten.html", context, status=422)

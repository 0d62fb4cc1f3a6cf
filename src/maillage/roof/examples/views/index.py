"""Which forms are there?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import shell


@example_page
def index(request: HttpRequest) -> HttpResponse:
    """The list of examples."""
    return render(request, "examples/index.html", {"shell": shell("")})

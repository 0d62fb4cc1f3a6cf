"""Which cooperations do I work in?"""

from django.http import HttpResponse
from django.shortcuts import render

from maillage.foundation.cooperations import queries
from maillage.foundation.cooperations.doors import SignedInRequest, own_page


@own_page
def portfolio(request: SignedInRequest) -> HttpResponse:
    """All the reader's cooperations, with the role they hold in each."""
    accesses = queries.open_accesses(request.user)
    return render(request, "missions/portfolio.html", {"accesses": accesses})

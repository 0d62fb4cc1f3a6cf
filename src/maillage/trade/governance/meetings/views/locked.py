"""What is answered to who writes on a meeting whose record is validated?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.edits import closed_page
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.views.found import found

Rest = ParamSpec("Rest")
View = Callable[Concatenate[CooperationRequest, Rest], HttpResponse]


def unlocked(view: View[Rest]) -> Callable[..., HttpResponse]:
    """Sends who writes on a locked meeting back to its sheet, with the reason."""

    @wraps(view)
    def guarded(
        request: CooperationRequest, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ClosedError as closed:
            sheet = page_url(request, "meeting", closed.record.pk)
            return closed_page(request, str(closed), sheet)

    return guarded


def writable(request: CooperationRequest, meeting: int) -> Meeting:
    """The meeting of this number; 404 when there is none, ClosedError when it is locked."""
    kept = found(request, meeting)
    if kept.closed_words:
        raise ClosedError(kept)
    return kept

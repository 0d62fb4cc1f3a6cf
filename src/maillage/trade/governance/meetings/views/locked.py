"""What is answered to who writes on a meeting whose record is validated?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.core.said import warn
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.services.meetings import LockedMeetingError
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
        except LockedMeetingError as error:
            return _led_back(request, found(request, error.meeting.pk))

    return guarded


def writable(request: CooperationRequest, meeting: int) -> Meeting:
    """The meeting of this number; 404 when there is none, LockedMeetingError when it is locked."""
    kept = found(request, meeting)
    if kept.is_locked:
        raise LockedMeetingError(kept)
    return kept


def _led_back(request: CooperationRequest, meeting: Meeting) -> HttpResponse:
    warn(request, meeting.locked_words)
    sheet = page_url(request, "meeting", meeting.pk)
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return HttpResponse(headers={"HX-Redirect": sheet})
    return redirect(sheet)

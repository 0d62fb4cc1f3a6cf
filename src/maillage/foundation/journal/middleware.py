"""What does the journal do around every request: tell the files that leave, read its end once?"""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase

from maillage.foundation.accounts.models import User
from maillage.foundation.journal.remembered import reading_changes_once
from maillage.foundation.journal.services import record_event

View = Callable[[HttpRequest], HttpResponseBase]


class ExportLogMiddleware:
    """Tells each file that leaves: who asked, in which cooperation, at which address."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, told first when it carries a file to keep."""
        response = self.get_response(request)
        user = getattr(request, "user", None)
        stays = response.headers.get("Content-Disposition", "").startswith("attachment")
        if stays and response.status_code == 200 and isinstance(user, User):
            _log_export(request, user)
        return response


class ChangesReadOnceMiddleware:
    """Asks once a request for the last change of its workspace."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with reading_changes_once():
            return self.get_response(request)


def _log_export(request: HttpRequest, user: User) -> None:
    access = getattr(request, "access", None)
    place = getattr(access, "cooperation", None)
    record_event(
        "export",
        user,
        place if isinstance(place, Model) else user,
        cooperation_id=getattr(access, "cooperation_id", None),
        address=request.get_full_path(),
    )

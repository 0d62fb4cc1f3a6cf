"""The four doors: no page is reached without passing one of them.

A cooperation's page is closed to strangers (404: it does not exist for them) and to members
without the right (403). Tests visit every address and read `door` on its view.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from maillage.core.doors import Door, marked, open_page, own_page
from maillage.foundation.accounts.queries import has_second_factor
from maillage.foundation.accounts.requests import SignedInRequest
from maillage.foundation.accounts.second_factor_requests import ask_second_factor, forget_request
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.models import AnswerLink, Invitation
from maillage.foundation.cooperations.links.queries import answer_link_of_token, newer_link
from maillage.foundation.cooperations.pages import closed
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.models import Access, Workspace

Record = TypeVar("Record")
Rest = ParamSpec("Rest")
__all__ = [
    "AnswerRequest",
    "CooperationRequest",
    "Door",
    "SignedInRequest",
    "WorkspaceRequest",
    "answer_page",
    "closed_link_page",
    "cooperation_page",
    "life_page",
    "link_page",
    "open_page",
    "own_page",
    "workspace_page",
]


class CooperationRequest(SignedInRequest):
    """A request that passed the door of a cooperation.

    A view sets `seen_by` when its whole page is for one level of readers; the shell says so.
    """

    access: Access
    seen_by: Visibility | None


class WorkspaceRequest(SignedInRequest):
    """A request that passed the door of a workspace's administrators."""

    workspace: Workspace


class AnswerRequest(HttpRequest):
    """A request that came by a signed link, without account."""

    link: AnswerLink


CooperationView = Callable[Concatenate[CooperationRequest, Rest], HttpResponseBase]
WorkspaceView = Callable[Concatenate[WorkspaceRequest, Rest], HttpResponseBase]


def cooperation_page(
    *, can: Callable[[Access], bool]
) -> Callable[[CooperationView[Rest]], Callable[..., HttpResponseBase]]:
    """Opens the view to accesses of the cooperation named in the URL that satisfy `can`.

    Sets `request.access`, and speaks in the words of its profile. Strangers get 404, members
    without the right 403; an officer without the second factor that the workspace asks for is led
    to add one. In a closed cooperation the page is read, and nothing that would write is shown or
    done.
    """

    def decorate(view: CooperationView[Rest]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def door(
            request: CooperationRequest,
            cooperation: str,
            *args: Rest.args,
            **kwargs: Rest.kwargs,
        ) -> HttpResponseBase:
            led = _let_in(request, cooperation)
            if led is not None:
                return led
            if request.access.may_write:
                return _opened(request, can, view, *args, **kwargs)
            if request.method == "POST" or not can(request.access):
                return _refused(request)
            return closed.without_gestures(_opened(request, can, view, *args, **kwargs))

        return marked(door, Door("cooperation", can))

    return decorate


def life_page(
    *, can: Callable[[Access], bool]
) -> Callable[[CooperationView[Rest]], Callable[..., HttpResponseBase]]:
    """The door of the gestures that a closed cooperation keeps: reopen, take out, delete, leave."""

    def decorate(view: CooperationView[Rest]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def door(
            request: CooperationRequest,
            cooperation: str,
            *args: Rest.args,
            **kwargs: Rest.kwargs,
        ) -> HttpResponseBase:
            led = _let_in(request, cooperation)
            return led if led is not None else _opened(request, can, view, *args, **kwargs)

        return marked(door, Door("cooperation", can))

    return decorate


def _let_in(request: CooperationRequest, slug: str) -> HttpResponseBase | None:
    """Sets the reader's access to the cooperation of this address; Http404 to strangers.

    None for whoever may go on; an officer without the second factor asked for is led to add one.
    """
    access = queries.access_to(request.user, slug)
    if access is None:
        raise Http404
    request.access, request.seen_by = access, None
    workspace = access.cooperation.workspace
    if access.is_officer and _lacks_second_factor(request, workspace):
        return ask_second_factor(request, workspace.name)
    return None


def _opened(
    request: CooperationRequest,
    can: Callable[[Access], bool],
    view: CooperationView[Rest],
    *args: Rest.args,
    **kwargs: Rest.kwargs,
) -> HttpResponseBase:
    if not can(request.access):
        raise PermissionDenied
    with spoken(request.access.cooperation.profile):
        return view(request, *args, **kwargs)


def _refused(request: CooperationRequest) -> HttpResponseBase:
    with spoken(request.access.cooperation.profile):
        return closed.refusal(request, request.access)


def workspace_page(view: WorkspaceView[Rest]) -> Callable[..., HttpResponseBase]:
    """Opens the view to administrators of the workspace named in the URL; 404 to all others."""

    @wraps(view)
    def door(
        request: WorkspaceRequest, workspace: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponseBase:
        record = queries.administered_workspace(request.user, workspace)
        if record is None:
            raise Http404
        request.workspace = record
        if _lacks_second_factor(request, record):
            return ask_second_factor(request, record.name)
        return view(request, *args, **kwargs)

    return marked(door, Door("workspace"))


def _lacks_second_factor(request: SignedInRequest, workspace: Workspace) -> bool:
    """Whether the workspace asks its officers and administrators for what the reader lacks."""
    if not workspace.requires_second_factor:
        return False
    if not has_second_factor(request.user):
        return True
    forget_request(request)
    return False


def answer_page(
    purpose: str, find: Callable[[AnswerLink], Record | None]
) -> Callable[
    [Callable[[AnswerRequest, Record], HttpResponseBase]], Callable[..., HttpResponseBase]
]:
    """Opens the view to the holder of a signed link made for this purpose, with what `find` finds.

    Sets `request.link`. A forged link gets 404; one that expired, was withdrawn, has been answered
    or is about what is no more gets 410 and a page that says what to do. An answer sent by a link
    that has served goes on to `take_answer`, which records nothing of it and loses nothing of what
    was typed.
    """

    def decorate(
        view: Callable[[AnswerRequest, Record], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def door(request: AnswerRequest, token: str) -> HttpResponseBase:
            link = answer_link_of_token(purpose, token)
            if link is None:
                raise Http404
            now = timezone.now()
            is_sent_again = request.method == "POST" and link.is_valid(now)
            record = find(link) if link.is_open(now) or is_sent_again else None
            if record is None:
                return closed_link_page(request, link)
            request.link = link
            return view(request, record)

        return login_not_required(marked(door, Door("answer")))

    return decorate


def closed_link_page(
    request: HttpRequest, link: AnswerLink | Invitation, typed: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The page (410) of a link that expired, was withdrawn or has served: what to do, whom to ask.

    A newer link for the same question is told to whoever held an older one, and not shown. One
    that would still open asks what is over, or is no more. What was `typed` is given back.
    """
    is_over, newer = False, None
    if isinstance(link, AnswerLink) and link.used_at is None:
        is_over = link.is_open(timezone.now())
        newer = None if is_over else newer_link(link)
    context = {"link": link, "newer": newer, "is_over": is_over, "typed": typed}
    return render(request, "cooperations/link_closed.html", context, status=410)


def link_page(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Lets the address of signed links through to the door of each question, `answer_page`."""
    return login_not_required(marked(view, Door("answer")))

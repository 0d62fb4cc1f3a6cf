"""The addresses of the application, and some that break each a rule of the visits."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import escape
from django.views.decorators.csrf import csrf_exempt

from maillage.config import urls
from maillage.config.urls import handler400, handler403, handler404, handler500
from maillage.core.doors import Door, marked, open_page, own_page
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    cooperation_page,
    life_page,
)
from maillage.ground.directory.models import Organisation

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
HEAD = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>x</title></head><body>'
PAGE = HEAD + "<main><h1>Page</h1>{}</main></body></html>"
FORM = PAGE.format('{}<form method="post"><label for="a">a</label><input id="a" name="a"></form>')


VERSION = '<input type="hidden" name="version" value="1"></form>'


def everybody(access: Access) -> bool:
    """A right that all roles have."""
    return True


def nobody(access: Access) -> bool:
    """A right that no role has."""
    return False


def unguarded(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Asks nobody who they are."""
    return HttpResponse(PAGE)


@own_page
def for_whoever_signed_in(request: HttpRequest, cooperation: str) -> HttpResponse:
    """Asks for an account, and for no access."""
    return HttpResponse(PAGE)


@cooperation_page(can=permissions.officers)
def says_all(request: CooperationRequest) -> HttpResponse:
    """Says to an officer that all may read it."""
    return HttpResponse(PAGE.format("<span>Visible par</span> <b>tous les accès</b>"))


@cooperation_page(can=everybody)
def offers(request: CooperationRequest) -> HttpResponse:
    """Offers a paper that is written for nobody."""
    url = f"/c/{request.access.cooperation.slug}/documents/ecrire/agreement/0/docx/"
    return HttpResponse(PAGE.format(f'<a href="{url}">DOCX, Convention</a>'))


@cooperation_page(can=everybody)
def leads_out(request: CooperationRequest) -> HttpResponse:
    """Leads everybody to a page of officers."""
    path = request.path.removesuffix("ou/") + "t/"
    return HttpResponse(PAGE.format(f'<a href="{path}">Dire à tous</a>'))


@cooperation_page(can=everybody)
def writes(request: CooperationRequest) -> HttpResponse:
    """Writes when it is read."""
    Cooperation.objects.filter(pk=request.access.cooperation_id).update(purpose="lue")
    return HttpResponse(PAGE)


@cooperation_page(can=everybody)
def reaches(request: CooperationRequest, organisation: int) -> HttpResponse:
    """Finds the structures of everybody."""
    return HttpResponse(get_object_or_404(Organisation, pk=organisation).pk)


@own_page
def of_workspace(request: HttpRequest, workspace: str) -> HttpResponse:
    """Shows a workspace to whoever does not look after it."""
    return HttpResponse(PAGE)


@csrf_exempt
@cooperation_page(can=everybody)
def without_token(request: CooperationRequest) -> HttpResponse:
    """Takes a form without its token."""
    return HttpResponse(PAGE)


@own_page
def invites(request: HttpRequest) -> HttpResponse:
    """Invites every other origin."""
    return HttpResponse(PAGE, headers={"Access-Control-Allow-Origin": "*"})


def echoes(request: HttpRequest) -> HttpResponse:
    """Answers a TRACE with what it received."""
    return HttpResponse(request.headers.get("x-secret", ""), content_type="message/http")


@own_page
def bare(request: HttpRequest) -> HttpResponse:
    """Goes without the policy of contents."""
    response = HttpResponse(PAGE)
    response._csp_exempt = True  # type: ignore[attr-defined]  # read by the middleware
    return response


@cooperation_page(can=everybody)
def unsound(request: CooperationRequest) -> HttpResponse:
    """Bears an identifier twice."""
    return HttpResponse(PAGE.format('<p id="a">a</p><p id="a">b</p>'))


@cooperation_page(can=everybody)
def usual_words(request: CooperationRequest) -> HttpResponse:
    """Has structures where they are partners."""
    return HttpResponse(PAGE.format("<p>Aucune structure</p>"))


@life_page(can=everybody)
def never_closed(request: CooperationRequest) -> HttpResponse:
    """Offers to write in a closed cooperation, and does."""
    Cooperation.objects.filter(pk=request.access.cooperation_id).update(purpose="écrite")
    return HttpResponse(FORM.format(""))


@open_page
def loses(request: HttpRequest) -> HttpResponse:
    """Gives a form back without what was typed."""
    return HttpResponse(FORM.format("<p data-maillage-errors>Non</p>" * (request.method == "POST")))


@open_page
def unescaped(request: HttpRequest) -> HttpResponse:
    """Gives what was typed back as it came."""
    typed = request.POST.get("a", "")
    words = f"<p data-maillage-errors>{typed} {escape(typed)}</p>" if request.POST else ""
    return HttpResponse(FORM.format(words))


@own_page
def fails(request: HttpRequest) -> HttpResponse:
    """Fails on a page that is no number."""
    return HttpResponse(PAGE.format(int(request.GET.get("page") or 1)))


@cooperation_page(can=everybody)
def shows_others(request: CooperationRequest) -> HttpResponse:
    """Takes away the structures of everybody."""
    names = Organisation.objects.values_list("name", flat=True)
    if request.GET.get("export") == "csv":
        return HttpResponse("\n".join(names), content_type="text/csv; charset=utf-8")
    return HttpResponse(PAGE)


@cooperation_page(can=everybody)
def changes_others(request: CooperationRequest) -> HttpResponse:
    """Corrects the structure that the form names, whosever it is."""
    number = request.POST.get("organisation", "")
    if number.isdecimal():
        Organisation.objects.filter(pk=number[:9]).update(commune="Ailleurs")
    return HttpResponse(
        PAGE.format(
            '<form method="post"><input type="hidden" name="organisation" value="1"></form>'
        )
    )


@cooperation_page(can=everybody)
def overwrites(request: CooperationRequest) -> HttpResponse:
    """Saves over what somebody else saved."""
    return HttpResponse(FORM.format("").replace("</form>", VERSION))


COOPERATION = Door("cooperation", everybody)
WORKSPACE = Door("workspace")
BROKEN: list[URLPattern | URLResolver] = [
    path(
        "c/<slug:cooperation>/un/",
        login_not_required(marked(unguarded, COOPERATION)),
        name="unguarded",
    ),
    path("c/<slug:cooperation>/a/", marked(for_whoever_signed_in, COOPERATION), name="signed_in"),
    path(
        "c/<slug:cooperation>/r/",
        marked(for_whoever_signed_in, Door("cooperation", nobody)),
        name="ajar",
    ),
    path("c/<slug:cooperation>/t/", says_all, name="says_all"),
    path("c/<slug:cooperation>/ou/", leads_out, name="leads_out"),
    path("c/<slug:cooperation>/b/", writes, name="writes"),
    path("c/<slug:cooperation>/c/<int:organisation>/", reaches, name="reaches"),
    path("w/<slug:workspace>/d/", marked(of_workspace, WORKSPACE), name="of_workspace"),
    path("c/<slug:cooperation>/e/", without_token, name="without_token"),
    path("f/", invites, name="invites"),
    path("g/", echoes, name="echoes"),
    path("h/", bare, name="bare"),
    path("c/<slug:cooperation>/i/", unsound, name="unsound"),
    path("c/<slug:cooperation>/j/", usual_words, name="usual_words"),
    path("c/<slug:cooperation>/k/", never_closed, name="never_closed"),
    path("l/", loses, name="loses"),
    path("m/", unescaped, name="unescaped"),
    path("n/", fails, name="fails"),
    path("c/<slug:cooperation>/o/", shows_others, name="shows_others"),
    path("c/<slug:cooperation>/p/", changes_others, name="changes_others"),
    path("c/<slug:cooperation>/q/", overwrites, name="overwrites"),
    path("c/<slug:cooperation>/s/", offers, name="offers"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *urls.urlpatterns,
    path("casse/", include((BROKEN, "broken"))),
]

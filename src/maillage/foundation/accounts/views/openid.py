"""How does one sign in with the identity of one's administration?"""

from collections.abc import Callable

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse

from maillage.core.doors import open_page
from maillage.foundation.accounts.openid import (
    PROVIDER,
    UNREADABLE,
    RefusedIdentityError,
    StrictOpenIDAdapter,
)
from maillage.foundation.accounts.refusals import refused_identity, silent_provider


@open_page
def openid_login(request: HttpRequest) -> HttpResponse:
    """Leads to the provider, which sends back to the next page; 404 without a provider."""
    provider = _adapter(request).get_provider()
    following = get_next_redirect_url(request)
    return _answer(request, lambda: provider.redirect(request, "login", next_url=following))


@open_page
def openid_callback(request: HttpRequest) -> HttpResponse:
    """Where the provider sends back: signs in, or says why not."""
    view = OAuth2CallbackView.adapter_view(_adapter(request))
    return _answer(request, lambda: view(request))


def _answer(request: HttpRequest, asked: Callable[[], HttpResponse]) -> HttpResponse:
    """What the library answers, or the page that says why the provider is not believed."""
    try:
        return asked()
    except RefusedIdentityError as error:
        return refused_identity(request, error.sentence)
    except UNREADABLE as error:
        return silent_provider(request, error)


def _adapter(request: HttpRequest) -> StrictOpenIDAdapter:
    adapter = StrictOpenIDAdapter(request, PROVIDER)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return adapter

"""Addresses of cooperations, their accesses and their links."""

from django.urls import path

from maillage.foundation.cooperations.accesses import views as accesses
from maillage.foundation.cooperations.accounts import views as accounts
from maillage.foundation.cooperations.answer_links import views as answer_links
from maillage.foundation.cooperations.installation import views as installation
from maillage.foundation.cooperations.life import views as life
from maillage.foundation.cooperations.portrait import views as portrait

app_name = "cooperations"
urlpatterns = [
    path("mentions-legales/", installation.legal_notice, name="legal_notice"),
    path("donnees-personnelles/", installation.personal_data, name="personal_data"),
    path("accessibilite/", installation.accessibility, name="accessibility"),
    path("cooperations/ouvrir/", portrait.new_cooperation, name="new_cooperation"),
    path("repondre/<slug:purpose>/<str:token>/", answer_links.answer, name="answer"),
    path("premier-acces/<str:token>/", installation.first_access, name="first_access"),
    path("invitation/<str:token>/", accesses.invitation, name="invitation"),
    path("e/<slug:workspace>/", installation.workspace, name="workspace"),
    path("e/<slug:workspace>/courriel/", installation.mail, name="mail"),
    path("e/<slug:workspace>/comptes/", accounts.workspace_accounts, name="workspace_accounts"),
    path(
        "e/<slug:workspace>/comptes/<int:user>/",
        accounts.workspace_account,
        name="workspace_account",
    ),
    path("compte/fermer/", accounts.account_close, name="account_close"),
    path("c/<slug:cooperation>/portrait/", portrait.portrait, name="portrait"),
    path("c/<slug:cooperation>/reglages/", portrait.settings, name="settings"),
    path("c/<slug:cooperation>/vie/", life.life, name="life"),
    path("mes-notes/<int:access>/", life.left_notes, name="left_notes"),
    path("c/<slug:cooperation>/vie/quitter/", life.life_leave, name="life_leave"),
    path("c/<slug:cooperation>/vie/clore/", life.life_close, name="life_close"),
    path("c/<slug:cooperation>/vie/rouvrir/", life.life_reopen, name="life_reopen"),
    path("c/<slug:cooperation>/acces/", accesses.accesses, name="accesses"),
    path("c/<slug:cooperation>/acces/inviter/", accesses.access_invite, name="access_invite"),
    path("c/<slug:cooperation>/acces/<int:access>/", accesses.access, name="access"),
    path(
        "c/<slug:cooperation>/acces/invitations/<int:invitation>/",
        accesses.access_invitation,
        name="access_invitation",
    ),
    path("c/<slug:cooperation>/liens/", answer_links.answer_links, name="answer_links"),
    path("c/<slug:cooperation>/liens/<int:link>/", answer_links.answer_link, name="answer_link"),
]

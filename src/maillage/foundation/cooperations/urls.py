"""Addresses of cooperations, their accesses and their links."""

from django.urls import path

from maillage.foundation.cooperations.accesses.views import accesses, invitation
from maillage.foundation.cooperations.accounts import views as accounts
from maillage.foundation.cooperations.answer_links import views as answer_links
from maillage.foundation.cooperations.installation.views import first_access, legal, mail, workspace
from maillage.foundation.cooperations.life.views import leaving, life
from maillage.foundation.cooperations.portrait.views import new_cooperation, portrait, settings

app_name = "cooperations"
urlpatterns = [
    path("mentions-legales/", legal.legal_notice, name="legal_notice"),
    path("donnees-personnelles/", legal.personal_data, name="personal_data"),
    path("accessibilite/", legal.accessibility, name="accessibility"),
    path("cooperations/ouvrir/", new_cooperation.new_cooperation, name="new_cooperation"),
    path("repondre/<slug:purpose>/<str:token>/", answer_links.answer, name="answer"),
    path("premier-acces/<str:token>/", first_access.first_access, name="first_access"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("e/<slug:workspace>/", workspace.workspace, name="workspace"),
    path("e/<slug:workspace>/courriel/", mail.mail, name="mail"),
    path("e/<slug:workspace>/comptes/", accounts.workspace_accounts, name="workspace_accounts"),
    path(
        "e/<slug:workspace>/comptes/<int:user>/",
        accounts.workspace_account,
        name="workspace_account",
    ),
    path("compte/fermer/", accounts.account_close, name="account_close"),
    path("c/<slug:cooperation>/portrait/", portrait.portrait, name="portrait"),
    path("c/<slug:cooperation>/reglages/", settings.settings, name="settings"),
    path("c/<slug:cooperation>/vie/", life.life, name="life"),
    path("mes-notes/<int:access>/", leaving.left_notes, name="left_notes"),
    path("c/<slug:cooperation>/vie/quitter/", leaving.life_leave, name="life_leave"),
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

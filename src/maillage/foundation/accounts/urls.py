"""Addresses of one's own account."""

from allauth.account import views
from allauth.usersessions import views as sessions_views
from django.urls import path, re_path

from maillage.foundation.accounts.views import account, resume

urlpatterns = [
    path("", account.account, name="account"),
    path("reprendre/", resume.resume, name="account_resume"),
    path("connexion/", views.login, name="account_login"),
    path("deconnexion/", views.logout, name="account_logout"),
    path("inscription/", views.signup, name="account_signup"),
    path("inactif/", views.account_inactive, name="account_inactive"),
    path("confirmer/", views.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/", views.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", views.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", views.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/", views.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/change/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sessions/", sessions_views.list_usersessions, name="usersessions_list"),
    path("sessions/fermer/", account.sessions_close, name="account_sessions_close"),
    path("sessions/<int:session>/fermer/", account.session_close, name="account_session_close"),
]

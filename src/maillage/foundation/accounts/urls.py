"""Addresses of one's own account."""

from allauth.account import views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.usersessions import views as sessions_views
from django.urls import path, re_path

from maillage.foundation.accounts import views as accounts

urlpatterns = [
    path("", accounts.account, name="account"),
    path("reprendre/", accounts.resume, name="account_resume"),
    path("connexion/", views.login, name="account_login"),
    path("connexion/code/", mfa_views.authenticate, name="mfa_authenticate"),
    path("connexion/cle/", passkey_views.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/identite/", accounts.openid_login, name="openid_login"),
    path("connexion/identite/retour/", accounts.openid_callback, name="openid_callback"),
    path("deconnexion/", views.logout, name="account_logout"),
    path("inscription/", views.signup, name="account_signup"),
    path("inactif/", views.account_inactive, name="account_inactive"),
    path("confirmer/", views.reauthenticate, name="account_reauthenticate"),
    path("confirmer/code/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path(
        "confirmer/cle/", passkey_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("second-facteur/", accounts.second_factor, name="mfa_index"),
    path("second-facteur/application/", totp_views.activate_totp, name="mfa_activate_totp"),
    path(
        "second-facteur/application/retirer/",
        totp_views.deactivate_totp,
        name="mfa_deactivate_totp",
    ),
    path("second-facteur/codes/", accounts.codes, name="mfa_view_recovery_codes"),
    path(
        "second-facteur/codes/fichier/",
        accounts.codes_file,
        name="mfa_download_recovery_codes",
    ),
    path("second-facteur/cles/", accounts.keys, name="mfa_list_webauthn"),
    path("second-facteur/cles/ajouter/", passkey_views.add_webauthn, name="mfa_add_webauthn"),
    path(
        "second-facteur/cles/<int:pk>/retirer/",
        passkey_views.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "second-facteur/cles/<int:pk>/nommer/",
        passkey_views.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
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
    path("sessions/fermer/", accounts.sessions_close, name="account_sessions_close"),
    path("sessions/<int:session>/fermer/", accounts.session_close, name="account_session_close"),
]

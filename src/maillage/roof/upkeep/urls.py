"""Addresses of the installation's upkeep."""

from django.urls import path

from maillage.roof.upkeep.views import backups, condition, health, security

app_name = "upkeep"
urlpatterns = [
    path("sante/vivant", health.alive, name="alive"),
    path("sante/pret", health.ready, name="ready"),
    path(".well-known/security.txt", security.security_contact, name="security_contact"),
    path("e/<slug:workspace>/sauvegardes/", backups.backups, name="backups"),
    path("e/<slug:workspace>/etat/", condition.service, name="service"),
]

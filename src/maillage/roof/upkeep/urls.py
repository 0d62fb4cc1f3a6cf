"""Addresses of the installation's upkeep."""

from django.urls import path

from maillage.roof.upkeep import views as upkeep

app_name = "upkeep"
urlpatterns = [
    path("sante/vivant", upkeep.alive, name="alive"),
    path("sante/pret", upkeep.ready, name="ready"),
    path(".well-known/security.txt", upkeep.security_contact, name="security_contact"),
    path("e/<slug:workspace>/sauvegardes/", upkeep.backups, name="backups"),
    path("e/<slug:workspace>/etat/", upkeep.service, name="service"),
]

"""Addresses of departures, under the life of a cooperation."""

from django.urls import path

from maillage.roof.departures.views import deletion

app_name = "departures"
urlpatterns = [
    path("supprimer/", deletion.life_deletion, name="life_deletion"),
    path("garder/", deletion.life_deletion_cancel, name="life_deletion_cancel"),
]

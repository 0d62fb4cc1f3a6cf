"""Addresses of departures, under the life of a cooperation."""

from django.urls import path

from maillage.roof.departures import views as departures

app_name = "departures"
urlpatterns = [
    path("supprimer/", departures.life_deletion, name="life_deletion"),
    path("archive/", departures.life_archive, name="life_archive"),
    path("archive/<int:archive>/", departures.life_archive_file, name="life_archive_file"),
    path("garder/", departures.life_deletion_cancel, name="life_deletion_cancel"),
]

"""Addresses of departures, under the life of a cooperation."""

from django.urls import path

from maillage.roof.departures.views import archives, deletion

app_name = "departures"
urlpatterns = [
    path("supprimer/", deletion.life_deletion, name="life_deletion"),
    path("archive/", archives.life_archive, name="life_archive"),
    path("archive/<int:archive>/", archives.life_archive_file, name="life_archive_file"),
    path("garder/", deletion.life_deletion_cancel, name="life_deletion_cancel"),
]

"""Addresses of the directory."""

from django.urls import path

from maillage.ground.directory.views import answer_card, organisations

app_name = "directory"
urlpatterns = [
    path("structures/", organisations.organisations, name="organisations"),
    path("structures/ajouter/", organisations.organisation_add, name="organisation_add"),
    path("structures/<int:organisation>/", organisations.organisation, name="organisation"),
    path(
        "structures/<int:organisation>/demander/",
        answer_card.organisation_ask,
        name="organisation_ask",
    ),
]

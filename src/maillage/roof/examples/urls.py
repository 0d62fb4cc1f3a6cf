"""Addresses of the living examples, one for each form."""

from django.urls import path

from maillage.roof.examples.views import (
    components,
    fields,
    index,
    map_page,
    matrix,
    missions,
    register,
    sheet,
    timeline,
)

app_name = "examples"
urlpatterns = [
    path("", index.index, name="index"),
    path("registre/", register.register, name="register"),
    path("registre/<int:person>/", register.register, name="person"),
    path("matrice/", matrix.matrix, name="matrix"),
    path("frise/", timeline.timeline, name="timeline"),
    path("fiche/", sheet.sheet, name="sheet"),
    path("carte/", map_page.map_page, name="map"),
    path("missions/", missions.missions, name="missions"),
    path("elements/", components.components, name="components"),
    path("formulaire/", fields.fields, name="fields"),
]

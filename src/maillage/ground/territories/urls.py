"""Addresses of territories."""

from django.urls import path

from maillage.ground.territories.perimeter_pages import views as perimeters
from maillage.ground.territories.territory_map import views as territory_map
from maillage.ground.territories.territory_search import views as territory_search

app_name = "territories"
urlpatterns = [
    path("", territory_map.territory_map, name="territory_map"),
    path("carte.geojson", territory_map.territory_map_file, name="territory_map_file"),
    path("chercher/", territory_search.territory_search, name="territory_search"),
    path("perimetres/", perimeters.perimeters, name="perimeters"),
    path("perimetres/dessiner/", perimeters.perimeter_draw, name="perimeter_draw"),
    path("perimetres/<int:perimeter>/", perimeters.perimeter, name="perimeter"),
    path("perimetres/<int:perimeter>/modifier/", perimeters.perimeter_edit, name="perimeter_edit"),
    path("perimetres/<int:perimeter>/carte/", perimeters.perimeter_end, name="perimeter_end"),
]

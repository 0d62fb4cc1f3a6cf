"""Addresses of the play of actors, under a cooperation."""

from django.urls import path

from maillage.ground.actors.influence_map.views import network, why
from maillage.ground.actors.influence_map.views import plane as influence_plane
from maillage.ground.actors.influence_map.views import power as power_plane
from maillage.ground.actors.influences import views as influence_matrix
from maillage.ground.actors.postures.views import pages as posture_pages
from maillage.ground.actors.postures.views import register as posture_register
from maillage.ground.actors.trajectories import views as trajectories

app_name = "actors"

urlpatterns = [
    path("", influence_plane.influence_map, name="influence_map"),
    path("pouvoir/", power_plane.influence_map_power, name="influence_map_power"),
    path("reseau/", network.influence_map_network, name="influence_map_network"),
    path("pourquoi/<int:actor>/", why.influence_map_why, name="influence_map_why"),
    path("influences/", influence_matrix.influence_map_matrix, name="influence_map_matrix"),
    path(
        "influences/<int:actor>/sur/<int:target>/",
        influence_matrix.influence_map_cell,
        name="influence_map_cell",
    ),
    path(
        "influences/lectures/<int:influence>/retirer/",
        influence_matrix.influence_map_withdraw,
        name="influence_map_withdraw",
    ),
    path("trajectoires/", trajectories.trajectories, name="trajectories"),
    path("postures/", posture_register.postures, name="postures"),
    path("postures/ajouter/", posture_pages.posture_add, name="posture_add"),
    path("postures/<int:posture>/", posture_pages.posture, name="posture"),
    path(
        "postures/<int:posture>/retirer/",
        posture_pages.posture_withdraw,
        name="posture_withdraw",
    ),
]

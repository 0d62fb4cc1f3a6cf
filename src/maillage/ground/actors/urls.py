"""Addresses of the play of actors, under a cooperation."""

from django.urls import path

from maillage.ground.actors.views import (
    influence_matrix,
    influence_plane,
    network,
    posture_pages,
    posture_register,
    power_plane,
    trajectories,
    why,
)

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

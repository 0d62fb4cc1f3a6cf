"""Addresses of governance, under a cooperation."""

from django.urls import path

from maillage.trade.governance.views import bodies, seats

app_name = "governance"
INSTANCE = "instances/<int:body>/"

body_urls = [
    path("instances/", bodies.bodies, name="bodies"),
    path("instances/ajouter/", bodies.body_add, name="body_add"),
    path(INSTANCE, bodies.body, name="body"),
    path(f"{INSTANCE}corriger/", bodies.body_edit, name="body_edit"),
    path(f"{INSTANCE}fin/", bodies.body_end, name="body_end"),
    path(f"{INSTANCE}sieges/", seats.body_seats_add, name="body_seats_add"),
    path(f"{INSTANCE}en-son-nom/", seats.body_own_seat_add, name="body_own_seat_add"),
    path("instances/sieges/<int:seat>/", seats.body_seat_edit, name="body_seat_edit"),
    path("instances/sieges/<int:seat>/fin/", seats.body_seat_end, name="body_seat_end"),
    path("instances/sieges/<int:seat>/nommer/", seats.body_holder_add, name="body_holder_add"),
    path(
        "instances/representants/<int:holder>/fin/", seats.body_holder_end, name="body_holder_end"
    ),
]

urlpatterns = [*body_urls]

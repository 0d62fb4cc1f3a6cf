"""Addresses of the map, of one's day and of one's cooperations."""

from django.urls import path

from maillage.ground.missions import views

app_name = "missions"
urlpatterns = [
    path("", views.portfolio, name="portfolio"),
    path("c/<slug:cooperation>/", views.mission_map, name="mission_map"),
    path("c/<slug:cooperation>/ma-journee/", views.my_day, name="my_day"),
]

"""Addresses of the map, of one's day and of one's cooperations."""

from django.urls import path

from maillage.ground.missions.guides import views as guide
from maillage.ground.missions.mission import views as mission
from maillage.ground.missions.mission_map import views as mission_map
from maillage.ground.missions.my_day import views as my_day
from maillage.ground.missions.portfolio import views as portfolio
from maillage.ground.missions.search import views as search
from maillage.ground.missions.tools_index import views as tools_index

app_name = "missions"
urlpatterns = [
    path("", portfolio.portfolio, name="portfolio"),
    path("accueil/", portfolio.entrance, name="entrance"),
    path("c/<slug:cooperation>/accueil/", portfolio.home, name="home"),
    path("c/<slug:cooperation>/", mission_map.mission_map, name="mission_map"),
    path("c/<slug:cooperation>/ma-journee/", my_day.my_day, name="my_day"),
    path(
        "c/<slug:cooperation>/ma-journee/passer-la-main/",
        my_day.my_day_hand_over,
        name="my_day_hand_over",
    ),
    path("c/<slug:cooperation>/outils/", tools_index.tools_index, name="tools_index"),
    path("c/<slug:cooperation>/chercher/", search.search, name="search"),
    path(
        "c/<slug:cooperation>/chercher/proposer/", search.search_proposals, name="search_proposals"
    ),
    path("c/<slug:cooperation>/aide/<slug:word>/", guide.guide, name="guide"),
    path("c/<slug:cooperation>/missions/<str:leaf>/", mission.mission, name="mission"),
    path(
        "c/<slug:cooperation>/missions/<str:leaf>/dire/",
        mission.mission_declare,
        name="mission_declare",
    ),
    path(
        "c/<slug:cooperation>/missions/<str:leaf>/reprendre/",
        mission.mission_take_back,
        name="mission_take_back",
    ),
]

"""Addresses of governance, under a cooperation."""

from django.urls import path

from maillage.trade.governance.views import agenda, attendance, bodies, meetings, seats

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

SEANCE = "seances/<int:meeting>/"
POINT = "seances/points/<int:agenda_item>/"

meeting_urls = [
    path("seances/", meetings.meetings, name="meetings"),
    path("seances/ajouter/", meetings.meeting_add, name="meeting_add"),
    path(SEANCE, meetings.meeting, name="meeting"),
    path(f"{SEANCE}corriger/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{SEANCE}repeter/", meetings.meeting_repeat, name="meeting_repeat"),
    path(f"{SEANCE}convoquer/", meetings.meeting_convene, name="meeting_convene"),
    path(f"{SEANCE}tenue/", meetings.meeting_conclude, name="meeting_conclude"),
    path(f"{SEANCE}annuler/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{SEANCE}presences/", attendance.meeting_attendance, name="meeting_attendance"),
    path(
        f"{SEANCE}presences/<int:seat>/deport/",
        attendance.meeting_stand_down,
        name="meeting_stand_down",
    ),
    path(
        "seances/deports/<int:stand_down>/retirer/",
        attendance.meeting_stand_down_remove,
        name="meeting_stand_down_remove",
    ),
    path(f"{SEANCE}points/", agenda.meeting_item_add, name="meeting_item_add"),
    path(POINT, agenda.meeting_item_edit, name="meeting_item_edit"),
    path(f"{POINT}retirer/", agenda.meeting_item_remove, name="meeting_item_remove"),
]

urlpatterns = [*body_urls, *meeting_urls]

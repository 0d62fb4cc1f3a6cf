"""Addresses of governance, under a cooperation."""

from django.urls import path

from maillage.trade.governance.views import (
    agenda,
    answer_vote,
    attendance,
    bodies,
    deliberations,
    joint_decision_calendar,
    joint_decision_reminders,
    joint_decisions,
    meetings,
    minutes,
    records,
    seats,
)

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
    path(f"{SEANCE}releve/", records.meeting_record, name="meeting_record"),
    path(
        f"{SEANCE}releve/valider/", records.meeting_record_validate, name="meeting_record_validate"
    ),
    path(f"{SEANCE}releve/amender/", records.meeting_amendment_add, name="meeting_amendment_add"),
    path(
        "seances/amendements/<int:amendment>/",
        records.meeting_amendment_answer,
        name="meeting_amendment_answer",
    ),
    path(f"{SEANCE}notes/", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{SEANCE}decisions/", minutes.meeting_decision_add, name="meeting_decision_add"),
    path(f"{POINT}note/", minutes.meeting_note, name="meeting_note"),
    path(
        "seances/textes/<int:note_variant>/",
        minutes.meeting_note_settle,
        name="meeting_note_settle",
    ),
    path(
        "seances/decisions/<int:decision>/",
        minutes.meeting_decision_edit,
        name="meeting_decision_edit",
    ),
    path(
        "seances/decisions/<int:decision>/retirer/",
        minutes.meeting_decision_remove,
        name="meeting_decision_remove",
    ),
    path(f"{SEANCE}points/", agenda.meeting_item_add, name="meeting_item_add"),
    path(POINT, agenda.meeting_item_edit, name="meeting_item_edit"),
    path(f"{POINT}retirer/", agenda.meeting_item_remove, name="meeting_item_remove"),
]

DECISION = "decisions-conjointes/<int:joint_decision>/"
CONSEIL = "decisions-conjointes/conseils/<int:deliberation>/"

decision_urls = [
    path("decisions-conjointes/", joint_decisions.joint_decisions, name="joint_decisions"),
    path(
        "decisions-conjointes/liste/",
        joint_decisions.joint_decision_list,
        name="joint_decision_list",
    ),
    path(
        "decisions-conjointes/ajouter/",
        joint_decisions.joint_decision_add,
        name="joint_decision_add",
    ),
    path(
        "decisions-conjointes/calendrier/",
        joint_decision_calendar.joint_decision_calendar,
        name="joint_decision_calendar",
    ),
    path(
        "decisions-conjointes/relances/",
        joint_decision_reminders.joint_decision_reminders,
        name="joint_decision_reminders",
    ),
    path(DECISION, joint_decisions.joint_decision, name="joint_decision"),
    path(f"{DECISION}corriger/", joint_decisions.joint_decision_edit, name="joint_decision_edit"),
    path(
        f"{DECISION}texte/",
        joint_decisions.joint_decision_text_add,
        name="joint_decision_text_add",
    ),
    path(
        f"{DECISION}structures/",
        joint_decisions.joint_decision_councils_add,
        name="joint_decision_councils_add",
    ),
    path(f"{DECISION}envoi/", joint_decisions.joint_decision_send, name="joint_decision_send"),
]
council_urls = [
    path(CONSEIL, deliberations.joint_decision_council, name="joint_decision_council"),
    path(
        f"{CONSEIL}calendrier/",
        deliberations.joint_decision_council_edit,
        name="joint_decision_council_edit",
    ),
    path(f"{CONSEIL}reponse/", deliberations.joint_decision_answer, name="joint_decision_answer"),
    path(f"{CONSEIL}demander/", answer_vote.joint_decision_ask, name="joint_decision_ask"),
    path(f"{CONSEIL}acte/", deliberations.joint_decision_act, name="joint_decision_act"),
    path(f"{CONSEIL}sortir/", deliberations.joint_decision_leave, name="joint_decision_leave"),
    path(
        f"{CONSEIL}reprendre/",
        deliberations.joint_decision_succeed,
        name="joint_decision_succeed",
    ),
]

urlpatterns = [*body_urls, *meeting_urls, *decision_urls, *council_urls]
